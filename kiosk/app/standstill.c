#include "app/standstill.h"

#include "app/screen_stack.h"
#include "base/log.h"

/* Shorter ones are met by going on: nobody loses more than a breath of a hold. */
static const ms_t bearable_ms = 2000;

/* How much later than asked for; 0 before the first frame, which takes what it takes. */
static ms_t lateness(const struct app *app, ms_t now)
{
    ms_t due = app->frame.wake > app->now ? app->frame.wake : app->now;
    return app->frame.list && now > due ? now - due : 0;
}

static void pause_step(struct app *app, ms_t now)
{
    struct session *session = &app->visit.session;
    if (!app->visit.in_session || session->state == SESSION_ENDED)
        return;
    session_apply(session, SESSION_PAUSE, app->now);
    app->now = app->last_input = now; /* nobody could touch anything before */
    app_go(app, SCREEN_PAUSED);
}

void app_meet_standstill(struct app *app, ms_t now)
{
    ms_t late = lateness(app, now);
    if (late <= bearable_ms || app->still)
        return;
    log_info("standstill", "ms=%lld", (long long)late);
    if (!app_visit_under_way(app))
        return;
    if (late > (ms_t)app->config->idle.ask_s * 1000) {
        app->now = now;
        app_end_visit(app);
    } else if (app_top(app) == SCREEN_PLAYER) {
        pause_step(app, now);
    } else if (app_top(app) == SCREEN_STILL_THERE) {
        /* The countdown could not be seen, either. It goes on a little with every standstill, so
         * that it ends on a machine that is always late, too. */
        app->idle_end_at += late - bearable_ms;
    }
}
