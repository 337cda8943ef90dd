#include <string.h>

#include "screens/player_parts.h"

static void update(struct screen_context *context)
{
    struct visit *visit = context->visit;
    if (!visit->in_session) {
        context->go = SCREEN_HOME;
        return;
    }
    session_advance(&visit->session, context->now);
    if (visit_note_progress(visit, context->now))
        context->go = SCREEN_FINISH;
}

static void leave(struct screen_context *context)
{
    visit_end_session(context->visit);
    context->go = SCREEN_HOME;
}

/* The routine waits, paused, under the panel. */
static void pause_under(struct screen_context *context, enum screen_id panel)
{
    session_apply(&context->visit->session, SESSION_PAUSE, context->now);
    context->go = SCREEN_PAUSED;
    context->open_panel = panel;
}

bool player_common_tap(struct screen_context *context, const struct tap *tap)
{
    struct session *session = &context->visit->session;
    if (strcmp(tap->id, "back") == 0) {
        session_apply(session, SESSION_BACK, context->now);
        context->go = SCREEN_PLAYER;
    } else if (strcmp(tap->id, "next") == 0) {
        session_apply(session, SESSION_NEXT, context->now);
        context->go = SCREEN_PLAYER;
    } else if (strcmp(tap->id, "hurts") == 0) {
        session_apply(session, SESSION_HURT, context->now);
        context->go = SCREEN_HURT;
    } else if (strcmp(tap->id, "ease") == 0) {
        pause_under(context, SCREEN_EASE);
    } else if (strcmp(tap->id, "language") == 0) {
        pause_under(context, SCREEN_LANGUAGE);
    } else if (strcmp(tap->id, "leave") == 0) {
        leave(context);
    } else {
        return false;
    }
    return true;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct session *session = &context->visit->session;
    if (tap->kind == TAP_BACK || strcmp(tap->id, "pause") == 0) {
        session_apply(session, SESSION_PAUSE, context->now);
        context->go = SCREEN_PAUSED;
    } else if (strcmp(tap->id, "done") == 0) {
        session_apply(session, SESSION_DONE, context->now);
    } else if (player_common_tap(context, tap) && context->go == SCREEN_PLAYER) {
        context->go = SCREEN_NONE; /* already here */
    }
}

static void draw(struct screen_context *context, struct ui *ui)
{
    player_frame(context, ui, false);
}

static ms_t wake(const struct screen_context *context)
{
    return context->now;
}

const struct screen screen_player = {
    .update = update,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
