#pragma once

#include "app/app_internal.h"

/* When staff's screens are open. They lock staff.lock_s after the last touch, and then the
 * patients' home comes up. In the last 30 s the touch that keeps them open does nothing else (but
 * Lock). A touch on nothing keeps them open once, not again with none on something between: drops
 * of water would, for ever. */

/* A staff screen is up; on one of a visit that staff tries out the visit's idle time counts. */
bool app_on_staff(const struct app *app);

/* A hold of its top corner leads to the PIN. */
bool app_has_corner(const struct app *app);

ms_t app_staff_left(const struct app *app);

/* The PIN page comes up over what a visitor sees, or is left again; a running step is paused
 * meanwhile. Nothing on screens where nobody may get in: staff's own, and the one of trouble. */
void app_ask_pin(struct app *app);

/* The visit is over, and staff's tiles come up. */
void app_unlock_staff(struct app *app);

/* Everything of staff is forgotten; then the patients' home. */
void app_lock_staff(struct app *app);

/* Somebody has plugged in a stick. It comes up over the tiles; elsewhere, where staff are at work,
 * a button of the header leads to it. Where they are not in the pad comes up, which then leads
 * there. */
void app_meet_stick(struct app *app);

/* To be asked of each event first: true when it only kept the screens open. */
bool app_staff_takes(struct app *app, const struct event *event);

/* Somebody meant something by the last event. */
void app_staff_touched(struct app *app);

/* Locks when it is time. */
void app_check_staff(struct app *app);

/* The next moment at which that, or the time in the header, changes. */
ms_t app_staff_wake(const struct app *app);
