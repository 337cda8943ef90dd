#include "session/session_internal.h"
#include "session/timeline.h"
#include "session/turns.h"

/* How long the figure takes back to its start pose after a hold. */
enum { RETURN_RELAXING_MS = 2500, RETURN_MS = 2000 };

/* One moment of a session, as the parts of the view need it. */
struct moment {
    const struct phase *phases; /* of the session */
    const struct phase *phase;
    const struct phase
        *before; /* the phase before it in the same step; NULL when it is the first */
    struct plan plan;
    ms_t elapsed;    /* of the phase */
    ms_t rep_length; /* of reps and breaths; 0 when the phase is not made of them */
    int cycle;       /* which of them is under way, 0-based, both sides counted */
    ms_t in_cycle;   /* how much of it has passed */
};

static double ratio(ms_t part, ms_t whole)
{
    if (whole <= 0 || part >= whole)
        return 1;
    return part > 0 ? (double)part / (double)whole : 0;
}

static struct moment moment_of(const struct session *session)
{
    struct moment m = {.phases = session->phases, .phase = &session->phases[session->current]};
    bool frozen = session->state == SESSION_PAUSED || session->state == SESSION_COUNT_IN;
    m.elapsed = (frozen ? session->paused_at : session->seen) - session->phase_start;
    if (m.phase->kind == PHASE_FINISHED)
        return m;
    if (session->current > session->step_first[m.phase->step])
        m.before = m.phase - 1;
    m.plan = plan_of(&session->steps[m.phase->step]);
    if (phase_repeats(m.phase->kind))
        m.rep_length = plan_rep_length(&m.plan);
    if (m.rep_length > 0) {
        m.cycle = (int)(m.elapsed / m.rep_length);
        m.in_cycle = m.elapsed % m.rep_length;
    }
    return m;
}

/* How long the figure takes back to the start pose when this phase follows a hold. */
static ms_t back_length(const struct moment *m)
{
    if (!m->before || m->before->kind != PHASE_HOLD)
        return 0;
    if (m->phase->kind == PHASE_RELAX)
        return ms_min(RETURN_RELAXING_MS, m->phase->length_ms);
    if (m->phase->kind == PHASE_SWITCH || m->phase->kind == PHASE_REST)
        return ms_min(RETURN_MS, m->phase->length_ms);
    return 0;
}

/* How long a hold is let go of at the beginning of this phase; changing sides needs the rest of its
 * time for itself. */
static ms_t let_go_length(const struct moment *m)
{
    if (back_length(m) == 0)
        return 0;
    if (m->phase->kind == PHASE_SWITCH)
        return ms_min(SESSION_LET_GO_MS, m->phase->length_ms * 2 / 5);
    return ms_min(SESSION_LET_GO_MS, m->phase->length_ms);
}

static enum body_side side_of(const struct moment *m)
{
    if (m->before && m->elapsed < back_length(m))
        return m->before->side;
    if (m->rep_length > 0 && m->plan.sides == SIDES_ALTERNATE)
        return m->cycle % 2 ? SIDE_RIGHT : SIDE_LEFT;
    return m->phase->side;
}

static void set_part(struct session_motion *motion, enum figure_part part, ms_t done, ms_t length)
{
    motion->part = part;
    motion->fraction = ratio(done, length);
}

static void move_hold(struct session_motion *motion, const struct moment *m)
{
    ms_t out = m->phase->lead_ms;
    if (m->elapsed < out)
        set_part(motion, FIGURE_OUT, m->elapsed, out);
    else
        set_part(motion, FIGURE_STAY, m->elapsed - out, m->phase->length_ms - out);
}

static void move_rep(struct session_motion *motion, const struct moment *m)
{
    bool breaths = m->phase->kind == PHASE_BREATHS;
    ms_t out = breaths ? m->plan.breath_in : m->plan.out;
    ms_t stay = breaths ? 0 : m->plan.stay;
    if (m->in_cycle < out)
        set_part(motion, FIGURE_OUT, m->in_cycle, out);
    else if (m->in_cycle < out + stay)
        set_part(motion, FIGURE_STAY, m->in_cycle - out, stay);
    else
        set_part(motion, FIGURE_BACK, m->in_cycle - out - stay, m->rep_length - out - stay);
}

static void move_freely(struct session_motion *motion, const struct moment *m)
{
    motion->part = FIGURE_CYCLE;
    motion->loop_s = (double)m->rep_length / 1000;
    motion->fraction = m->rep_length > 0 ? ratio(m->in_cycle, m->rep_length) : 0;
    motion->mirror_loops = m->rep_length == 0 && m->plan.sides == SIDES_ALTERNATE;
}

static struct session_motion motion_of(const struct moment *m)
{
    struct session_motion motion = {.elapsed_ms = m->elapsed};
    ms_t back = back_length(m);
    switch (m->phase->kind) {
    case PHASE_HOLD:
        move_hold(&motion, m);
        break;
    case PHASE_REPS:
    case PHASE_BREATHS:
        move_rep(&motion, m);
        break;
    case PHASE_OWN_PACE:
    case PHASE_MOVE:
        move_freely(&motion, m);
        break;
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_READY:
    case PHASE_RELAX:
    case PHASE_SWITCH:
    case PHASE_REST:
    case PHASE_FINISHED:
        if (m->elapsed < back)
            set_part(&motion, FIGURE_BACK, m->elapsed, back);
        else
            set_part(&motion, FIGURE_REST, m->elapsed - back, m->phase->length_ms - back);
        break;
    }
    return motion;
}

/* Which of the texts that are asked here. */
static void view_asked(struct session_view *view, const struct moment *m)
{
    const struct phase *first = m->phase, *last = m->phase;
    while (first > m->phases && first[-1].kind == PHASE_ASK && first[-1].step == m->phase->step)
        first--;
    while (last[1].kind == PHASE_ASK && last[1].step == m->phase->step)
        last++;
    view->asks = m->phase->rep - 1;
    view->rep = (int)(m->phase - first) + 1;
    view->reps = (int)(last - first) + 1;
}

static void view_counters(struct session_view *view, const struct moment *m)
{
    const struct plan *plan = &m->plan;
    view->set = m->phase->set;
    view->sets = plan->sets;
    view->rep = m->phase->rep;
    view->reps = plan->reps;
    view->side = side_of(m);
    view->side_next = m->rep_length > 0 ? view->side : m->phase->side;
    view->sides = m->phase->side == SIDE_NONE ? 1 : 2;
    view->side_index = view->side == SIDE_RIGHT ? 2 : 1;
    if (m->phase->kind == PHASE_REPS)
        view->rep = (plan->sides == SIDES_ALTERNATE ? m->cycle / 2 : m->cycle) + 1;
    else if (m->phase->kind == PHASE_BREATHS)
        view->rep = m->cycle + 1;
    else if (m->phase->kind == PHASE_OWN_PACE)
        view->rep = 0;
    else if (m->phase->kind == PHASE_ASK)
        view_asked(view, m);
}

/* What stands in the ring, and how far its inner mark is. */
static void view_number(struct session_view *view, const struct moment *m)
{
    view->number = ms_seconds_left(view->remaining_ms);
    switch (m->phase->kind) {
    case PHASE_REPS:
    case PHASE_BREATHS:
        view->number_is_rep = true;
        view->number = view->rep;
        view->rep_progress = ratio(m->in_cycle, m->rep_length);
        break;
    case PHASE_OWN_PACE:
        view->number_is_rep = true;
        view->number = view->reps;
        break;
    case PHASE_HOLD:
        view->rep_progress = view->progress;
        break;
    case PHASE_ASK:
        view->number_is_rep = view->reps > 1 || view->waits;
        if (view->number_is_rep)
            view->number = view->rep;
        break;
    case PHASE_CHANGE:
    case PHASE_READY:
    case PHASE_RELAX:
    case PHASE_MOVE:
    case PHASE_SWITCH:
    case PHASE_REST:
    case PHASE_FINISHED:
        break;
    }
}

static ms_t beat_left(const struct moment *m)
{
    const struct phase *phase = m->phase;
    if (phase->length_ms == 0)
        return 0;
    if (phase->kind == PHASE_HOLD && m->elapsed < phase->lead_ms)
        return phase->lead_ms - m->elapsed;
    if (phase->kind == PHASE_BREATHS && m->in_cycle < m->plan.breath_in)
        return m->plan.breath_in - m->in_cycle;
    if (phase->kind == PHASE_BREATHS || phase->kind == PHASE_REPS)
        return m->rep_length - m->in_cycle;
    return phase->length_ms - m->elapsed;
}

static void view_phase_time(struct session_view *view, const struct moment *m)
{
    bool timed = m->phase->length_ms > 0;
    ms_t counted = m->phase->length_ms - m->phase->lead_ms;
    ms_t elapsed = m->elapsed > m->phase->lead_ms ? m->elapsed - m->phase->lead_ms : 0;
    view->remaining_ms = timed ? counted - elapsed : 0;
    view->progress = timed ? ratio(elapsed, counted) : 0;
    view->beat_ms = beat_left(m);
    view_number(view, m);
    view->breathing_in = m->phase->kind == PHASE_BREATHS && m->in_cycle < m->plan.breath_in;
    view->letting_go = m->elapsed < let_go_length(m);
}

static void view_routine_time(struct session_view *view, const struct session *session,
                              const struct moment *m)
{
    ms_t phase_left = m->phase->planned_ms - ms_min(m->elapsed, m->phase->planned_ms);
    view->routine_left_ms = phase_left + m->phase->after_ms;
    const struct phase *first = &session->phases[session->step_first[view->step]];
    const struct phase *following = &session->phases[session->step_first[view->step + 1]];
    ms_t after_step = following->planned_ms + following->after_ms;
    ms_t step_length = first->planned_ms + first->after_ms - after_step;
    view->step_progress = ratio(step_length - (view->routine_left_ms - after_step), step_length);
}

/* `at` is advanced to the moment. */
static void view_at(const struct session *at, struct session_view *view)
{
    *view = (struct session_view){
        .state = SESSION_ENDED,
        .phase = PHASE_FINISHED,
        .step = at->step_count,
        .step_count = at->step_count,
        .steps_done = at->steps_done < at->step_count ? at->steps_done : at->step_count,
        .active_ms = at->active_ms,
        .side_index = 1,
        .sides = 1,
        .progress = 1,
        .step_progress = 1,
        .motion = {.part = FIGURE_REST},
        .turn = -1,
    };
    if (!at->phases || at->state == SESSION_ENDED)
        return;
    struct moment m = moment_of(at);
    view->state = at->state;
    view->hurt = at->hurt;
    view->phase = m.phase->kind;
    view->waits = phase_waits(m.phase);
    view->step = m.phase->step;
    view->current = &at->steps[view->step];
    view->next = view->step + 1 < at->step_count ? view->current + 1 : NULL;
    const struct timeline_course course = session_course(at);
    view->previous = timeline_before(at->steps, view->step, &course);
    session_turn(at, m.elapsed, view);
    if (at->state == SESSION_COUNT_IN)
        view->count_in = ms_seconds_left(at->count_in_start + COUNT_IN_MS - at->seen);
    view->motion = motion_of(&m);
    view->motion.step_ms = m.elapsed + at->phase_start - at->step_start;
    view_counters(view, &m);
    view_phase_time(view, &m);
    view_routine_time(view, at, &m);
}

static struct session advanced(const struct session *session, ms_t now)
{
    struct session at = *session;
    session_advance(&at, now);
    return at;
}

void session_view(const struct session *session, ms_t now, struct session_view *view)
{
    const struct session at = advanced(session, now);
    view_at(&at, view);
}

/* Beats that have passed in the phase; -1 where there are none. */
static ms_t beats_passed(const struct session *at)
{
    if (!at->phases || at->state != SESSION_RUNNING)
        return -1;
    const struct phase *phase = &at->phases[at->current];
    if (phase->length_ms > 0 && phase->length_ms - phase->lead_ms < SESSION_BEATS_FROM_MS)
        return -1;
    return (at->seen - at->phase_start) * SESSION_BEATS_PER_S / 1000;
}

/* The first millisecond of a beat. */
static ms_t beat_at(const struct session *at, ms_t beat)
{
    return at->phase_start + (beat * 1000 + SESSION_BEATS_PER_S - 1) / SESSION_BEATS_PER_S;
}

void session_view_moving(const struct session *session, ms_t now, struct session_view *view)
{
    struct session at = advanced(session, now);
    ms_t beats = beats_passed(&at);
    if (beats >= 0)
        at.seen = beat_at(&at, beats);
    view_at(&at, view);
}

ms_t session_next_beat(const struct session *session, ms_t now)
{
    const struct session at = advanced(session, now);
    ms_t beats = beats_passed(&at);
    return beats >= 0 ? beat_at(&at, beats + 1) : now;
}
