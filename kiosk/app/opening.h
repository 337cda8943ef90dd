#pragma once

#include "app/app_internal.h"

/* Outside opening hours nobody is invited: in place of the demo the closed screen is up. A visit
 * under way is finished first. */

/* To be called once a step, when it is known which screen is up. */
void app_meet_hours(struct app *app);

/* The next moment at which that could change, or the closed screen's clock does. */
ms_t app_hours_wake(const struct app *app);

/* It is closed, and has not been touched for a minute, and the site wants its screen off then. */
bool app_is_dark(const struct app *app);

/* A Monday at 7:12, and it opens at 8:00: what app_show shows. */
void app_pretend_closed(struct app *app);
