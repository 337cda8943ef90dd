#pragma once

#include <stdbool.h>

#include "screens/screen.h"

/* The languages a visitor can choose from, and the one that is shown. Inside the app only, except
 * app_offer_strings (app/reload.h). */

struct app;

/* Makes the list anew, after content or words changed. The language shown stays in it. */
void app_install_languages(struct app *app);

/* Shows words and content in this one, by its place in the list; everybody keeps the place. */
void app_set_language(struct app *app, int index);

/* The clinic's own language again. */
void app_reset_language(struct app *app);

/* Staff's, as configured; where it is not installed, the clinic's. */
void app_speak_to_staff(struct app *app);

/* The same until app_speak_to_visitor, which does nothing when the visit has ended meanwhile. */
void app_speak_to_staff_meanwhile(struct app *app);
void app_speak_to_visitor(struct app *app);

void app_free_languages(struct app *app);
