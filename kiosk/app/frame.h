#pragma once

#include "app/app_internal.h"

/* What is seen at app->now: the screen that is up, and what lies over every screen. Where nothing
 * but what moves all the time can have changed (`move` of struct screen), only that is drawn. */
void app_draw_frame(struct app *app, int width, int height);

/* When it looks different next, or something is to be done, with nobody touching anything. */
ms_t app_next_wake(struct app *app);
