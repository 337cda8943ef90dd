#include "app/light.h"

#include <math.h>

#include "app/screen_stack.h"

static ms_t rests_from(const struct app *app)
{
    bool may = app->config->dim_at_rest && app_top(app) == SCREEN_ATTRACT && !app->still;
    return may ? app->last_input + LIGHT_REST_MS : MS_NEVER;
}

void app_draw_light(struct app *app)
{
    double light = app->config->brightness * (app->now >= rests_from(app) ? 0.5 : 1);
    int dark = (int)lround(255 * (1 - light));
    struct rect window = {0, 0, app->list.width, app->list.height};
    if (dark > 0)
        draw_fill(&app->list, window, 0, (color_t)dark << 24);
}

ms_t app_light_wake(const struct app *app)
{
    ms_t from = rests_from(app);
    return app->now < from ? from : MS_NEVER;
}
