#include "app/idle.h"

#include "app/screen_stack.h"
#include "app/staff_lock.h"

ms_t app_idle_notice(const struct app *app)
{
    int slow = session_slow_percent(app->visit.ease.slow_percent);
    return (ms_t)app->config->idle.end_s * 10 * slow;
}

void app_somebody_is_there(struct app *app)
{
    app_staff_touched(app);
    app->last_input = app->now;
    app->visit.vague_answer = false;
    app->speech.touched = true;
}

/* An own-pace phase has no end of its own; a patient who is still at it after three idle times
 * has left. Nor does who listens touch anything, but one switch may be told choices for ever. */
enum { PATIENCE = 3 };

static ms_t idle_limit(const struct app *app)
{
    ms_t ask = (ms_t)app->config->idle.ask_s * 1000;
    ms_t listened = ask + app->listening.length;
    ms_t limit = listened < PATIENCE * ask ? listened : PATIENCE * ask;
    struct session_view view;
    if (app_top(app) != SCREEN_PLAYER || !app->visit.in_session)
        return limit;
    session_view(&app->visit.session, app->now, &view);
    return phase_works(view.phase) && phase_takes_done(view.phase) ? PATIENCE * ask : limit;
}

static void count_listening(struct app *app)
{
    struct listening *listening = &app->listening;
    if (listening->since != app->last_input)
        *listening = (struct listening){.since = app->last_input, .at = app->last_input};
    if (listening->saying)
        listening->length += app->now - listening->at;
    listening->at = app->now;
    listening->saying = app->saying;
}

static bool can_idle(const struct app *app)
{
    if (app->still || !app_visit_under_way(app) || app_top(app) == SCREEN_STILL_THERE ||
        app_on_staff(app))
        return false;
    if (app_top(app) != SCREEN_PLAYER || !app->visit.in_session)
        return true;
    return !session_running(&app->visit.session);
}

void app_check_idle(struct app *app)
{
    app_check_staff(app);
    count_listening(app);
    if (app_top(app) == SCREEN_STILL_THERE && !app->still) {
        if (app->now >= app->idle_end_at)
            app_end_visit(app);
        return;
    }
    if (!can_idle(app)) {
        if (app_top(app) == SCREEN_PLAYER)
            app->last_input = app->now;
        return;
    }
    if (app->now - app->last_input < idle_limit(app))
        return;
    app->idle_end_at = app->now + app_idle_notice(app);
    app_open_panel(app, SCREEN_STILL_THERE);
}

ms_t app_idle_wake(const struct app *app)
{
    ms_t wake = can_idle(app) ? app->last_input + idle_limit(app) : MS_NEVER;
    if (app_top(app) == SCREEN_STILL_THERE && !app->still)
        wake = ms_min(wake, app->idle_end_at);
    return wake;
}
