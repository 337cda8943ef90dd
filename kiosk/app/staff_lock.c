#include "app/staff_lock.h"

#include <string.h>

#include "app/screen_stack.h"
#include "base/log.h"
#include "staff/frame.h"

enum { SAMPLE_LEFT_MS = 108000, SAMPLE_SOON_MS = 18000 };

bool app_on_staff(const struct app *app)
{
    return screen_get(app_top(app))->staff;
}

bool app_has_corner(const struct app *app)
{
    return !app_on_staff(app) && app_top(app) != SCREEN_TROUBLE;
}

ms_t app_staff_left(const struct app *app)
{
    if (app->still)
        return staff_shows(&app->staff, "soon") ? SAMPLE_SOON_MS : SAMPLE_LEFT_MS;
    return app->staff.touched_at + (ms_t)app->config->staff.lock_s * 1000 - app->now;
}

void app_ask_pin(struct app *app)
{
    if (!app_has_corner(app))
        return;
    if (app_top(app) == SCREEN_STILL_THERE)
        app_close_panel(app);
    if (app_top(app) == SCREEN_PLAYER && app->visit.in_session &&
        app->visit.session.state != SESSION_ENDED) {
        session_apply(&app->visit.session, SESSION_PAUSE, app->now);
        app_go(app, SCREEN_PAUSED);
    }
    app->staff.touched_at = app->now;
    app_speak_to_staff_meanwhile(app);
    app_open_panel(app, SCREEN_STAFF_PIN);
}

void app_unlock_staff(struct app *app)
{
    bool stick = app->staff.pad.stick && app->sticks.count > 0;
    app_forget_visit(app);
    app->staff.unlocked = true;
    app_speak_to_staff(app);
    app->staff.touched_at = app->now;
    log_info("staff", "state=unlocked");
    app_go(app, stick ? SCREEN_STAFF_STICK : SCREEN_STAFF_HOME);
}

/* A routine that could not be saved may go onto it. */
static bool waits_for_stick(const struct app *app)
{
    return screen_get(app_top(app))->sticks ||
           (app_top(app) == SCREEN_STAFF_BUILDER && app->staff.builder.sheet == BUILDER_UNSAVED);
}

void app_meet_stick(struct app *app)
{
    const struct screen *top = screen_get(app_top(app));
    if (app_has_corner(app) && !app->staff.unlocked)
        app_ask_pin(app);
    if (app_top(app) == SCREEN_STAFF_PIN && !app->staff.unlocked)
        app->staff.pad.stick = true;
    else if (app_top(app) == SCREEN_STAFF_HOME && app->staff.unlocked)
        app_go(app, SCREEN_STAFF_STICK);
    else if (top->staff && app->staff.unlocked)
        app->staff.stick_came = !waits_for_stick(app);
    app_staff_touched(app);
}

void app_lock_staff(struct app *app)
{
    app_go(app, SCREEN_HOME);
    app_forget_visit(app);
    app->last_input = app->now;
}

static bool on_target(const struct app *app, const struct event *event)
{
    for (int i = 0; i < app->ui.target_count; i++)
        if (rect_contains(app->ui.targets[i].rect, event->x, event->y))
            return true;
    return false;
}

static bool on_lock(const struct app *app, const struct event *event)
{
    for (int i = 0; i < app->ui.target_count; i++)
        if (strcmp(app->ui.targets[i].id, "staff-lock") == 0)
            return rect_contains(app->ui.targets[i].rect, event->x, event->y);
    return false;
}

bool app_staff_takes(struct app *app, const struct event *event)
{
    bool down = event->kind == EVENT_POINTER_DOWN;
    if (!app_on_staff(app) || (!down && event->kind != EVENT_KEY && event->kind != EVENT_WHEEL))
        return false;
    bool warned = app_staff_left(app) <= STAFF_WARN_MS && !app->still;
    bool vague = down && !on_target(app, event);
    if (!vague || !app->staff.vague)
        app->staff.touched_at = app->now;
    app->staff.vague = vague;
    if (!warned || (down && on_lock(app, event)))
        return false;
    if (down) { /* it presses nothing, but is known, and so lifts without a meaning */
        app->ui.deaf_until = event->at + 1;
        ui_handle(&app->ui, event);
    }
    return true;
}

void app_staff_touched(struct app *app)
{
    if (app_on_staff(app))
        app->staff.touched_at = app->now;
}

void app_check_staff(struct app *app)
{
    if (!app_on_staff(app) || app->still || app_staff_left(app) > 0)
        return;
    if (app->staff.unlocked || app->open_count < 2)
        app_lock_staff(app);
    else
        app_close_panel(app); /* nobody got in: the visit under the pad idles on */
}

ms_t app_staff_wake(const struct app *app)
{
    if (!app_on_staff(app) || app->still)
        return MS_NEVER;
    ms_t part = app_staff_left(app) % 1000;
    return app->now + (part > 0 ? part : 1000);
}
