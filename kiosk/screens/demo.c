#include "screens/demo.h"

#include "screens/attract_advice.h"

/* The demo: real sessions of all demo routines, one exercise after another, with the waits cut
 * short, so that a passer-by always sees somebody move. */

/* How long one exercise is shown, how long its get-ready, and how long a wait in which the figure
 * returns to its start. */
static const ms_t show_ms = 14000;
static const ms_t ready_ms = 1500;
static const ms_t back_ms = 2500;

static bool any_demo(const struct content *content)
{
    for (size_t i = 0; i < content->routine_count; i++)
        if (content->routines[i]->demo)
            return true;
    return false;
}

/* How much is seen of a phase in which nobody moves; nobody asks or changes place in the demo. */
static ms_t glance(const struct session_view *view)
{
    if (view->phase == PHASE_ASK || view->phase == PHASE_CHANGE)
        return 0;
    if (view->phase == PHASE_READY || view->phase == PHASE_SWITCH || view->phase == PHASE_REST ||
        view->phase == PHASE_RELAX)
        return view->motion.part == FIGURE_BACK ? back_ms : ready_ms;
    return MS_NEVER;
}

/* What is not to be seen is over before it is drawn. */
static void pass_by(struct session *session, ms_t now)
{
    struct session_view view;
    session_view(session, now, &view);
    while (view.state != SESSION_ENDED && view.motion.elapsed_ms >= glance(&view)) {
        session_apply(session, SESSION_SKIP, now);
        session_view(session, now, &view);
    }
}

/* The next demo routine after the current one; with none marked, all take part. */
static void start_next(struct screen_context *context)
{
    struct demo *demo = context->demo;
    const struct content *content = context->content;
    bool marked = any_demo(content);
    int count = (int)content->routine_count;
    if (demo->running) {
        session_end(&demo->session);
        demo->routine++;
    }
    for (int i = 0; i < count; i++, demo->routine++) {
        demo->routine %= count;
        if (!marked || content->routines[demo->routine]->demo)
            break;
    }
    session_begin(&demo->session, content->routines[demo->routine], 0, context->now);
    pass_by(&demo->session, context->now);
    demo->phase_start = context->now;
    demo->running = true;
}

void demo_enter(struct screen_context *context)
{
    if (!context->demo->running && !attract_advice_only(context))
        start_next(context);
}

void demo_update(struct screen_context *context)
{
    struct demo *demo = context->demo;
    struct session *session = &demo->session;
    struct session_view view;
    if (attract_advice_only(context)) {
        demo->phases = attract_advice_slide(context).turn;
        return;
    }
    session_advance(session, context->now);
    session_view(session, context->now, &view);
    if (view.motion.step_ms >= show_ms + ready_ms)
        session_apply(session, SESSION_NEXT, context->now);
    pass_by(session, context->now);
    session_view(session, context->now, &view);
    ms_t phase_start = context->now - view.motion.elapsed_ms;
    if (phase_start != demo->phase_start)
        demo->phases++;
    demo->phase_start = phase_start;
    if (view.state == SESSION_ENDED)
        start_next(context);
}
