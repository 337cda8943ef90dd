#include "session/session_internal.h"

#include <string.h>

#include "session/timeline.h"

/* From then on BACK restarts the step. */
enum { STEP_BEFORE_MS = 3000 };

/* Differences of two moments within these bounds cannot overflow. */
static ms_t moment(ms_t now)
{
    const ms_t limit = INT64_MAX / 4;
    return now > limit ? limit : now < -limit ? -limit : now;
}

static const struct phase *current_phase(const struct session *session)
{
    return &session->phases[session->current];
}

struct timeline_course session_course(const struct session *session)
{
    return (struct timeline_course){.first = session->first_step,
                                    .pace = session->pace,
                                    .declined = session->declined,
                                    .left_step = session->left_step,
                                    .left = session->left};
}

void session_build_phases(struct session *session)
{
    arena_reset(&session->phase_arena);
    session->step_first = ARENA_ARRAY(&session->phase_arena, int, session->step_count + 1);
    const struct timeline_course course = session_course(session);
    int count = timeline_build(session->routine, session->steps, &course, NULL, NULL);
    session->phases = ARENA_ARRAY(&session->phase_arena, struct phase, count);
    session->phase_count = timeline_build(session->routine, session->steps, &course,
                                          session->phases, session->step_first);
}

static void enter_step(struct session *session, int step, ms_t now)
{
    session->current = session->step_first[step];
    session->phase_start = session->step_start = now;
    session->hurt = false;
    session->state = step < session->step_count ? SESSION_RUNNING : SESSION_ENDED;
    cue_enter(session);
}

/* Whoever goes from step to step is no longer where one of them was left. */
void session_start_step(struct session *session, int step, ms_t now)
{
    if (session->left) {
        session->left = NULL;
        session_build_phases(session);
    }
    enter_step(session, step, now);
}

/* The next phase began at `at`. */
static void enter_next_phase(struct session *session, ms_t at)
{
    int step = current_phase(session)->step;
    session->current++;
    session->phase_start = at;
    if (current_phase(session)->step != step) {
        session->step_start = at;
        session->steps_done++;
    }
    if (current_phase(session)->kind == PHASE_FINISHED)
        session->state = SESSION_ENDED;
    cue_enter(session);
}

void session_begin(struct session *session, const struct routine *routine, int first, ms_t now)
{
    int count = timeline_step_count(routine);
    *session = (struct session){
        .routine = routine,
        .step_arena.block_size = 1024,
        .phase_arena.block_size = 8 * 1024,
        .step_count = count,
        .seen = moment(now),
    };
    session->first_step = first < 0 || count == 0 ? 0 : first < count ? first : count - 1;
    session->steps = ARENA_ARRAY(&session->step_arena, struct routine_step, count);
    if (count > 0)
        memcpy(session->steps, routine->steps, sizeof *session->steps * (size_t)count);
    session->declined = ARENA_ARRAY(&session->step_arena, bool, count);
    session_build_phases(session);
    session_start_step(session, session->first_step, session->seen);
}

void session_end(struct session *session)
{
    arena_free(&session->step_arena);
    arena_free(&session->phase_arena);
    *session = (struct session){0};
}

/* Leaves the count-in when its time is over; returns from when on the session has been running. */
static ms_t finish_count_in(struct session *session, ms_t now)
{
    if (session->state != SESSION_COUNT_IN || now - session->count_in_start < COUNT_IN_MS)
        return session->seen;
    ms_t start = session->count_in_start + COUNT_IN_MS;
    session->phase_start += start - session->paused_at;
    session->step_start += start - session->paused_at;
    session->state = SESSION_RUNNING;
    return start;
}

void session_advance(struct session *session, ms_t now)
{
    now = moment(now);
    if (!session->phases || now <= session->seen)
        return;
    if (session->state == SESSION_COUNT_IN)
        cue_count_in(session, session->seen, now);
    ms_t running_since = finish_count_in(session, now);
    bool was_running = session->state == SESSION_RUNNING;
    while (session->state == SESSION_RUNNING) {
        const struct phase *phase = current_phase(session);
        ms_t length = session->unattended ? phase->planned_ms : phase->length_ms;
        cue_run(session, running_since, now);
        if (length == 0 || now - session->phase_start < length)
            break;
        enter_next_phase(session, session->phase_start + length);
    }
    if (was_running) {
        bool ended = session->state == SESSION_ENDED;
        session->active_ms += (ended ? session->phase_start : now) - running_since;
    }
    session->seen = now;
}

static bool stands_still(const struct session *session)
{
    return session->state == SESSION_PAUSED || session->state == SESSION_COUNT_IN;
}

/* What is under way is then as far done as before. */
void session_slow(struct session *session, struct session_pace pace, ms_t now)
{
    pace.slow_percent = session_slow_percent(pace.slow_percent);
    const struct session_pace *old = &session->pace;
    bool same = session_slow_percent(old->slow_percent) == pace.slow_percent;
    if (!session->phases || (same && old->spoken == pace.spoken))
        return;
    session_advance(session, now);
    ms_t clock = stands_still(session) ? session->paused_at : session->seen;
    ms_t elapsed = clock - session->phase_start, before = current_phase(session)->length_ms;
    session->pace = pace;
    session_build_phases(session);
    ms_t after = current_phase(session)->length_ms;
    if (before != after)
        session->phase_start = clock - elapsed * after / before;
}

static void pause_session(struct session *session, ms_t now, bool hurt)
{
    if (session->state == SESSION_ENDED)
        return;
    if (session->state == SESSION_RUNNING)
        session->paused_at = now;
    session->state = SESSION_PAUSED;
    session->hurt = session->hurt || hurt;
}

static void resume_session(struct session *session, ms_t now)
{
    if (session->state != SESSION_PAUSED)
        return;
    session->state = SESSION_COUNT_IN;
    session->count_in_start = now;
    session->hurt = false;
    cue_push(session, CUE_LAST, now);
}

static void go_back(struct session *session, ms_t now)
{
    if (session->step_count == 0)
        return;
    int step = current_phase(session)->step;
    ms_t at = session->state == SESSION_RUNNING ? now : session->paused_at;
    if (session->state == SESSION_ENDED)
        step = session->step_count - 1;
    else if (at - session->step_start < STEP_BEFORE_MS && step > 0)
        step--;
    session_start_step(session, step, now);
}

/* Whoever skips a step that asks may have said yes: what it asked is asked again. */
static void go_on(struct session *session, ms_t now)
{
    if (session->state == SESSION_ENDED)
        return;
    const struct phase *phase = current_phase(session);
    int next = phase->step + 1;
    if (phase->kind == PHASE_ASK && !session->declined[phase->step]) {
        session->declined[phase->step] = true;
        session_build_phases(session);
    }
    session_start_step(session, next, now);
}

static void swap_easier(struct session *session, ms_t now)
{
    const struct phase *phase = current_phase(session);
    int index = phase->step;
    const struct exercise *exercise =
        session->state == SESSION_ENDED ? NULL : session->steps[index].exercise;
    if (!exercise || !exercise->easier)
        return;
    if (phase->kind == PHASE_ASK)
        session->declined[index] = true; /* not all was answered */
    if (phase->kind != PHASE_ASK && phase->kind != PHASE_CHANGE)
        session->left = exercise;
    else if (session->left_step != index)
        session->left = NULL; /* still where the step before was done */
    session->left_step = index;
    /* The note was written for the exercise that goes. */
    session->steps[index] = (struct routine_step){
        .exercise = exercise->easier, .dose = exercise->easier->dose, .note = ""};
    session_build_phases(session);
    enter_step(session, index, now);
}

void session_apply(struct session *session, enum session_event event, ms_t now)
{
    if (!session->phases)
        return;
    session_advance(session, now);
    now = session->seen;
    switch (event) {
    case SESSION_PAUSE:
        pause_session(session, now, false);
        break;
    case SESSION_HURT:
        pause_session(session, now, true);
        break;
    case SESSION_RESUME:
        resume_session(session, now);
        break;
    case SESSION_BACK:
        go_back(session, now);
        break;
    case SESSION_NEXT:
        go_on(session, now);
        break;
    case SESSION_DONE:
        if (session->state == SESSION_RUNNING && phase_takes_done(current_phase(session)->kind))
            enter_next_phase(session, now);
        break;
    case SESSION_SKIP:
        if (session->state == SESSION_RUNNING)
            enter_next_phase(session, now);
        break;
    case SESSION_SWAP_EASIER:
        swap_easier(session, now);
        break;
    }
}

bool session_running(const struct session *session)
{
    if (!session->phases)
        return false;
    return session->state == SESSION_COUNT_IN ||
           (session->state == SESSION_RUNNING && current_phase(session)->length_ms > 0);
}
