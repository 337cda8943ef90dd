#include "app/screen_stack.h"

#include "base/log.h"
#include "store/wall.h"

/* A screen that comes up hears no press for so long: the second half of a double tap must not press
 * what is under the finger now. */
static const ms_t deaf_ms = 300;

enum screen_id app_top(const struct app *app)
{
    return app->open[app->open_count - 1].screen;
}

enum screen_id app_base(const struct app *app)
{
    return app->open[0].screen;
}

static void enter(struct app *app, struct open_screen *open)
{
    const struct screen *screen = screen_get(open->screen);
    open->entered_at = app->now;
    app->whole_until = 0;
    struct screen_context context = app_context(app);
    if (screen->enter)
        screen->enter(&context);
}

static void leave(struct app *app, const struct open_screen *open)
{
    const struct screen *screen = screen_get(open->screen);
    app->whole_until = 0;
    struct screen_context context = app_context(app);
    if (screen->exit)
        screen->exit(&context);
}

static void push(struct app *app, enum screen_id id)
{
    struct open_screen *open = &app->open[app->open_count++];
    open->screen = id;
    enter(app, open);
}

static void pop(struct app *app)
{
    const struct open_screen *open = &app->open[app->open_count - 1];
    leave(app, open);
    app->open_count--;
    if (open->screen == SCREEN_STAFF_PIN)
        app_speak_to_visitor(app);
}

/* Whatever comes up now fades in. */
static void change(struct app *app, enum screen_id from, enum screen_id to)
{
    log_info("screen", "from=%s to=%s", screen_name(from), screen_name(to));
    app->fade_from = app->now;
    app->capture = true;
    ui_screen_changed(&app->ui, app->now + deaf_ms);
    corner_drop(&app->corner);
}

bool app_is_of_visit(enum screen_id id)
{
    return !screen_get(id)->rests;
}

bool app_has_patient(const struct app *app)
{
    return app_is_of_visit(app_base(app)) && !screen_get(app_top(app))->staff &&
           !app->staff.unlocked;
}

void app_count_visit(struct app *app)
{
    if (app->visit_counted)
        return;
    app->visit_counted = true;
    struct tm local = wall_local(app->wall.seconds);
    store_count(app->store, STORE_VISIT, "", wall_date(&local));
    store_count_hour(app->store, local.tm_hour);
}

void app_go(struct app *app, enum screen_id id)
{
    if (!app->content)
        id = SCREEN_TROUBLE;
    if (app_base(app) == SCREEN_ATTRACT && app_is_of_visit(id) && !screen_get(id)->staff &&
        !app->staff.unlocked)
        app_count_visit(app);
    change(app, app_top(app), id);
    while (app->open_count > 0)
        pop(app);
    push(app, id);
}

void app_open_panel(struct app *app, enum screen_id id)
{
    change(app, app_top(app), id);
    if (app->open_count == APP_MAX_OPEN)
        pop(app);
    push(app, id);
}

void app_close_panel(struct app *app)
{
    if (app->open_count < 2)
        return;
    change(app, app_top(app), app->open[app->open_count - 2].screen);
    pop(app);
}

void app_replace_base(struct app *app, enum screen_id id)
{
    leave(app, &app->open[0]);
    app->open[0].screen = id;
    enter(app, &app->open[0]);
}

void app_jump(struct app *app, enum screen_id id)
{
    app->open_count = 0;
    if (screen_get(id)->panel)
        push(app, SCREEN_HOME);
    push(app, id);
}
