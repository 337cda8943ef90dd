#pragma once

#include "app/app_internal.h"

/* Nobody there any more: a visit that nobody touches asks whether somebody is, and then ends. An
 * exercise that runs is no stillness. */

/* After this step's events: asks, ends the visit, or locks staff's screens. */
void app_check_idle(struct app *app);

/* When it would do something, if nothing comes before. */
ms_t app_idle_wake(const struct app *app);

/* How long the question stands, ms; longer for who asked for slower times. */
ms_t app_idle_notice(const struct app *app);

/* Something was done that only a person does. */
void app_somebody_is_there(struct app *app);
