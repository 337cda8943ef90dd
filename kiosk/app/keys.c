#include "app/keys.h"

#include <stdio.h>
#include <string.h>

#include "app/idle.h"
#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "base/log.h"

static const ms_t hold_ms = 2000;

static void press(struct app *app, const char *id)
{
    struct tap tap = {.kind = TAP_TARGET, .to = -1};
    snprintf(tap.id, sizeof tap.id, "%s", id);
    app_somebody_is_there(app);
    app->ui.focus_visible = false;
    app_take_tap(app, &tap);
}

static bool presses_main(const struct app *app, enum key key)
{
    enum screen_id top = app_top(app);
    if (top != SCREEN_PLAYER && top != SCREEN_PAUSED)
        return false;
    return key == KEY_PAUSE || key == KEY_PAGE_UP || key == KEY_PAGE_DOWN ||
           (key == KEY_SPACE && !app->ui.focus_visible);
}

static void press_main(struct app *app)
{
    static const char *const ids[] = {"pause", "resume", "done"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (!rect_empty(ui_target_rect(&app->ui, ids[i]))) {
            press(app, ids[i]);
            return;
        }
}

/* Where there is no visit one begins, as by a touch. */
static bool begin_visit(struct app *app)
{
    if (app_visit_under_way(app))
        return true;
    if (app_top(app) != SCREEN_ATTRACT)
        return false;
    app_go(app, SCREEN_HOME);
    return true;
}

static bool take_switch(struct app *app, const struct event *event)
{
    if (event->kind != EVENT_KEY || event->key != KEY_SWITCH || app->ui.scan.on)
        return false;
    if (begin_visit(app)) {
        app->visit.ease.one_switch = true;
        app_somebody_is_there(app);
        log_info("one_switch", "state=%s", "on");
    }
    return true;
}

static bool take_voice_key(struct app *app, const struct event *event)
{
    struct voice_key *key = &app->voice_key;
    bool down = event->kind == EVENT_KEY;
    if (event->key != KEY_VOICE || (!down && event->kind != EVENT_KEY_UP))
        return false;
    if (down && !key->down)
        key->since = event->at;
    if (!down && key->down)
        app->speech.read_all = true;
    key->down = down;
    return true;
}

bool app_keys_take(struct app *app, const struct event *event)
{
    if (app_on_staff(app))
        return false;
    if (take_voice_key(app, event))
        return true;
    if (event->kind != EVENT_KEY || event->at < app->ui.deaf_until)
        return false;
    if (app_top(app) == SCREEN_STILL_THERE) {
        press(app, "still-here");
        return true;
    }
    if (take_switch(app, event))
        return true;
    if (app->ui.scan.on || !presses_main(app, event->key))
        return false;
    press_main(app);
    return true;
}

void app_keys_step(struct app *app)
{
    struct voice_key *key = &app->voice_key;
    if (!key->down || app->now - key->since < hold_ms)
        return;
    key->down = false;
    if (app_on_staff(app) || !begin_visit(app))
        return;
    app->visit.ease.voice = !app->visit.ease.voice;
    app_somebody_is_there(app);
    log_info("voice", "state=%s by=%s", app->visit.ease.voice ? "on" : "off", "key");
}

ms_t app_keys_wake(const struct app *app)
{
    return app->voice_key.down ? app->voice_key.since + hold_ms : MS_NEVER;
}
