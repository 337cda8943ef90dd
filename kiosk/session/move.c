#include <string.h>

#include "session/session_internal.h"
#include "session/timeline.h"

/* A session goes on in another version of its routine. */

enum { MAX_EASIER = 16 }; /* exercises may name each other in a circle */

static const char *step_id(const struct routine_step *step)
{
    return step->exercise ? step->exercise->id : "";
}

/* The step of `routine` that is step `step` of old's: of several with one exercise the one with as
 * many before it, else the last. -1 when there is none. */
static int find_step(const struct session *old, int step, const struct routine *routine)
{
    const struct routine_step *steps = old->routine->steps;
    int before = 0, found = -1;
    for (int i = 0; i < step; i++)
        before += strcmp(step_id(&steps[i]), step_id(&steps[step])) == 0;
    for (int i = 0; i < timeline_step_count(routine) && before >= 0; i++) {
        if (strcmp(step_id(&routine->steps[i]), step_id(&steps[step])) != 0)
            continue;
        found = i;
        before--;
    }
    return found;
}

static const struct exercise *find_easier(const struct exercise *exercise, const char *id)
{
    for (int i = 0; exercise && i < MAX_EASIER; i++, exercise = exercise->easier)
        if (strcmp(exercise->id, id) == 0)
            return exercise;
    return NULL;
}

/* Steps that became their easier version are that again, and those that were declined. */
static void repeat_answers(struct session *session, const struct session *old)
{
    for (int i = 0; i < old->step_count; i++) {
        int step = old->declined[i] ? find_step(old, i, session->routine) : -1;
        if (step >= 0)
            session->declined[step] = true;
    }
    for (int i = 0; i < old->step_count; i++) {
        if (old->steps[i].exercise == old->routine->steps[i].exercise)
            continue;
        int step = find_step(old, i, session->routine);
        const struct exercise *easier =
            step < 0 ? NULL : find_easier(session->steps[step].exercise, step_id(&old->steps[i]));
        if (easier)
            session->steps[step] =
                (struct routine_step){.exercise = easier, .dose = easier->dose, .note = ""};
    }
    session_build_phases(session);
}

/* -1 when the step has no such phase. How many reps there are in all may have changed: a rest comes
 * after all of them. */
static int find_phase(const struct session *session, int step, const struct phase *like)
{
    for (int i = session->step_first[step]; i < session->step_first[step + 1]; i++) {
        const struct phase *phase = &session->phases[i];
        if (phase->kind == like->kind && phase->side == like->side && phase->set == like->set &&
            (phase->rep == like->rep || phase->kind == PHASE_REST))
            return i;
    }
    return -1;
}

/* Where phases hold several reps or breaths, and these now take another time, the same one is under
 * way, as far done as before. */
static ms_t convert_elapsed(const struct routine_step *from, const struct routine_step *to,
                            enum phase_kind kind, ms_t elapsed)
{
    struct plan old_plan = plan_of(from), new_plan = plan_of(to);
    ms_t old_rep = plan_rep_length(&old_plan), new_rep = plan_rep_length(&new_plan);
    if ((kind != PHASE_REPS && kind != PHASE_BREATHS) || old_rep <= 0 || new_rep <= 0)
        return elapsed;
    return elapsed / old_rep * new_rep + elapsed % old_rep * new_rep / old_rep;
}

/* Puts the session where `old` is; false when its step no longer has that moment. `clock` is now,
 * or where the clock of a waiting session stands still. */
static bool keep_moment(struct session *session, int step, const struct session *old, ms_t clock)
{
    const struct phase *phase = &old->phases[old->current];
    const struct routine_step *from = &old->steps[phase->step], *to = &session->steps[step];
    int index = find_phase(session, step, phase);
    if (index < 0 || strcmp(step_id(from), step_id(to)) != 0)
        return false;
    ms_t elapsed = convert_elapsed(from, to, phase->kind, clock - old->phase_start);
    ms_t length = session->phases[index].length_ms;
    if (length > 0 && elapsed >= length)
        return false;
    session->current = index;
    session->phase_start = clock - elapsed;
    session->step_start = old->step_start;
    return true;
}

static void continue_step(struct session *session, int step, const struct session *old)
{
    bool waits = old->state == SESSION_PAUSED || old->state == SESSION_COUNT_IN;
    ms_t clock = waits ? old->paused_at : old->seen;
    session_start_step(session, step, clock);
    keep_moment(session, step, old, clock);
    session->state = old->state;
    session->hurt = old->hurt;
    session->paused_at = old->paused_at;
    session->count_in_start = old->count_in_start;
}

bool session_move_to(struct session *session, const struct session *old,
                     const struct routine *routine, ms_t now)
{
    struct session at = *old;
    session_advance(&at, now);
    *session = (struct session){0};
    if (!at.phases || timeline_step_count(routine) == 0)
        return false;
    bool ended = at.state == SESSION_ENDED;
    int from = ended ? 0 : at.phases[at.current].step;
    int to = ended ? 0 : find_step(old, from, routine);
    if (to < 0)
        return false;
    session_begin(session, routine, at.first_step + to - from, at.seen);
    session->pace = old->pace;
    repeat_answers(session, old);
    session->active_ms = at.active_ms;
    session->steps_done = at.steps_done;
    if (ended)
        session_start_step(session, session->step_count, at.phase_start);
    else
        continue_step(session, to, &at);
    session->cues = at.cues; /* another version of what is under way is no change to hear */
    session->flash = at.flash;
    return true;
}
