#include "session/turns.h"

#include "session/timeline.h"

/* The calm part of a phase, ms from its start, and how long a turn in it is. */
struct calm {
    ms_t from, length, turn;
};

/* Turns of movements and breaths begin where one of them does. */
static struct calm calm_of(const struct phase *phase, const struct plan *plan)
{
    struct calm calm = {phase->lead_ms, phase->planned_ms - phase->lead_ms, SESSION_TURN_MS};
    if (phase->kind == PHASE_HOLD)
        return calm;
    if (!phase_repeats(phase->kind))
        return (struct calm){0};
    ms_t rep = plan_rep_length(plan);
    if (rep > 0)
        calm.turn = (SESSION_TURN_MS + rep - 1) / rep * rep;
    return calm;
}

/* How many turns of a calm part have begun after `passed` ms of it, and how far the last one is. */
static int begun_after(const struct calm *calm, int count, bool ends, ms_t passed, double *progress)
{
    if (passed < 0)
        return 0;
    int begun = (int)(passed / calm->turn) + 1;
    if (ends && begun > count)
        begun = count;
    double part = (double)(passed - (begun - 1) * calm->turn) / (double)calm->turn;
    *progress = part < 1 ? part : 1;
    return begun;
}

void session_turn(const struct session *session, ms_t elapsed, struct session_view *view)
{
    struct plan plan = plan_of(&session->steps[view->step]);
    ms_t start = 0, last = -SESSION_TURN_MS; /* since the step began */
    view->turn_progress = 1;
    for (int i = session->step_first[view->step]; i < session->step_first[view->step + 1]; i++) {
        const struct phase *phase = &session->phases[i];
        struct calm calm = calm_of(phase, &plan);
        if (calm.length > 0 && start + calm.from - last >= SESSION_TURN_MS) {
            int count = calm.length > calm.turn ? (int)(calm.length / calm.turn) : 1;
            if (i < session->current)
                view->turn += count;
            else if (i == session->current)
                view->turn += begun_after(&calm, count, phase->length_ms > 0, elapsed - calm.from,
                                          &view->turn_progress);
            view->turns += count;
            last = start + calm.from + (count - 1) * calm.turn;
        }
        start += phase->planned_ms;
    }
}
