#pragma once

#include "app/app_internal.h"

/* The screens that are up: one at the bottom, and panels over it. What is under a panel stays as it
 * is and goes on when the panel closes, without being entered anew. Only the topmost is drawn,
 * touched and updated. */

enum screen_id app_top(const struct app *app);

/* The one at the bottom. */
enum screen_id app_base(const struct app *app);

/* Leaves everything that is up and enters `id`; without content everything leads to trouble. */
void app_go(struct app *app, enum screen_id id);

/* Puts a panel over what is up, or takes the topmost away (nothing when there is none). Where
 * APP_MAX_OPEN are up, it takes the topmost's place. */
void app_open_panel(struct app *app, enum screen_id id);
void app_close_panel(struct app *app);

/* Another screen at the bottom, with the panels left over it; entered at once. */
void app_replace_base(struct app *app, enum screen_id id);

/* Only this is up (over home, when it is a panel), without a fade: for app_show and the start. */
void app_jump(struct app *app, enum screen_id id);

/* Somebody is there: not the demo, nor what is seen while there is nothing to be done. */
bool app_is_of_visit(enum screen_id id);

/* What is up is a patient's, wherever that visit began: no panel of staff, nothing they try out. */
bool app_has_patient(const struct app *app);

/* The visit under way, once. */
void app_count_visit(struct app *app);
