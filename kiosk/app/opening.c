#include "app/opening.h"

#include "app/screen_stack.h"

/* For staff who still work in the room, and for who has touched it. */
enum { LIT_MS = 60000 };

static void tell(struct app *app)
{
    struct hours_opening next = hours_next(&app->config->hours, &app->wall);
    app->closing.minute = app->wall.minute;
    app->closing.opens = next.days < 0 ? -1 : next.minute;
    app->closing.weekday = next.days > 0 ? next.weekday : -1;
}

void app_meet_hours(struct app *app)
{
    bool closed = app_top(app) == SCREEN_CLOSED;
    if (app->pretends_closed && closed)
        return;
    app->pretends_closed = false;
    bool open = hours_open(&app->config->hours, &app->wall);
    if (closed && open)
        app_go(app, SCREEN_ATTRACT);
    else if (app_top(app) == SCREEN_ATTRACT && !open)
        app_go(app, SCREEN_CLOSED);
    if (app_top(app) == SCREEN_CLOSED)
        tell(app);
}

ms_t app_hours_wake(const struct app *app)
{
    bool waits = app_top(app) == SCREEN_CLOSED || app_top(app) == SCREEN_ATTRACT;
    if (!waits || app->pretends_closed || app->wall.year == 0)
        return MS_NEVER;
    int left = 60 - app->wall.second;
    return app->now + 1000 * (ms_t)(left > 0 ? left : 1);
}

bool app_is_dark(const struct app *app)
{
    return app->config->screen_off && app_top(app) == SCREEN_CLOSED && !app->pretends_closed &&
           app->now - app->closing.touched_at >= LIT_MS;
}

void app_pretend_closed(struct app *app)
{
    app->pretends_closed = true;
    app->closing = (struct closing){.minute = 7 * 60 + 12, .opens = 8 * 60, .weekday = -1};
}
