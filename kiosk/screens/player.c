#include <string.h>

#include "screens/player_moving.h"
#include "screens/player_parts.h"
#include "screens/routine_start.h"

static void update(struct screen_context *context)
{
    struct visit *visit = context->visit;
    if (!visit->in_session) {
        context->go = SCREEN_HOME;
        return;
    }
    session_slow(&visit->session, visit_pace(visit), context->now); /* the voice came on */
    session_advance(&visit->session, context->now);
    if (visit_note_progress(visit, context->now))
        context->go = SCREEN_FINISH;
}

static void leave(struct screen_context *context)
{
    routine_leave(context);
    context->go = SCREEN_HOME;
}

/* What the session hears of a control, where that leads, and which panel then lies over it: the
 * routine waits, paused, under a panel. */
static const struct control {
    const char *id;
    enum session_event event;
    enum screen_id go, panel;
} controls[] = {
    {"back", SESSION_BACK, SCREEN_PLAYER, SCREEN_NONE},
    {"next", SESSION_NEXT, SCREEN_PLAYER, SCREEN_NONE},
    {"hurts", SESSION_HURT, SCREEN_HURT, SCREEN_NONE},
    {"ease", SESSION_PAUSE, SCREEN_PAUSED, SCREEN_EASE},
    {"language", SESSION_PAUSE, SCREEN_PAUSED, SCREEN_LANGUAGE},
    {"about", SESSION_PAUSE, SCREEN_PAUSED, SCREEN_EXERCISE},
};

/* Which page the panel of "about" shows. */
static void choose_page(struct screen_context *context)
{
    struct session_view view;
    session_view(&context->visit->session, context->now, &view);
    if (view.current)
        visit_read_exercise(context->visit, view.current->exercise);
}

bool player_common_tap(struct screen_context *context, const struct tap *tap)
{
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
        const struct control *control = &controls[i];
        if (strcmp(tap->id, control->id) != 0)
            continue;
        session_apply(&context->visit->session, control->event, context->now);
        context->go = control->go;
        context->open_panel = control->panel;
        if (control->panel == SCREEN_EXERCISE)
            choose_page(context);
        return true;
    }
    if (strcmp(tap->id, "leave") != 0)
        return false;
    leave(context);
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
    ui_scan_only(ui, "pause"); /* all else is a press further, while nothing runs on */
    ui_scan_first(ui, "done");
}

static ms_t wake(const struct screen_context *context)
{
    return session_next_beat(&context->visit->session, context->now);
}

const struct screen screen_player = {
    .about = ABOUT_ROUTINE,
    .needs = NEEDS_SESSION,
    .update = update,
    .tap = tap,
    .draw = draw,
    .move = player_move,
    .wake = wake,
};
