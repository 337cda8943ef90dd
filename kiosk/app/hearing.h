#pragma once

#include "app/app_internal.h"

/* What is to be heard. */

/* How loud, 0 to 100. The demo is silent; where the clinic wants it quiet (a waiting room, quiet
 * hours), a visit is, too, until the visitor asks for the voice, or for more. */
int app_volume(const struct app *app);

/* The cue that is seen at the edge of the screen that is up; NULL: none. The last one of a session
 * is seen on the screen that follows. */
const struct session_cue *app_seen_cue(const struct app *app);

/* Fills in app_frame.hearing, and takes what the visit's session has to be heard. */
void app_hear(struct app *app);
