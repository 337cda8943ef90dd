#pragma once

#include "app/app_internal.h"

/* How bright the picture is. Nobody but the picture itself can give less light, so it is drawn
 * darker. With dim_at_rest the demo has half of the light once nobody has touched it for this
 * long. */
enum { LIGHT_REST_MS = 600000 };

/* Over all that was drawn. */
void app_draw_light(struct app *app);

/* The next moment at which it changes by itself. */
ms_t app_light_wake(const struct app *app);
