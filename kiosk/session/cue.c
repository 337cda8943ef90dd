#include <string.h>

#include "session/session_internal.h"
#include "session/timeline.h"

/* Shorter ones would be over before they are told apart. */
enum { HALVED_MS = 10000, TICKED_MS = 5000, TICKS = 3, TICK_MS = 1000 };

_Static_assert(3 + TICKS <= PHASE_CUES_MAX,
               "its beginning, the pose, halfway, and the last seconds");

/* At the beginning of a phase; CUE_COUNT: none, as what is to be read or got ready for is nothing
 * to be done at once. */
static enum cue first_cue(const struct session *session, int index)
{
    const struct phase *phase = &session->phases[index];
    const struct phase *before = index > session->step_first[phase->step] ? phase - 1 : NULL;
    bool turns = before && phase_works(before->kind) && before->side != phase->side;
    switch (phase->kind) {
    case PHASE_HOLD:
        return turns ? CUE_SWITCH : phase->lead_ms > 0 ? CUE_BEGIN : CUE_HOLD;
    case PHASE_REPS:
    case PHASE_OWN_PACE:
    case PHASE_MOVE:
    case PHASE_BREATHS:
        return turns ? CUE_SWITCH : CUE_BEGIN;
    case PHASE_RELAX:
        return turns ? CUE_SWITCH : CUE_RELAX;
    case PHASE_SWITCH:
        return CUE_SWITCH;
    case PHASE_REST:
        return CUE_REST;
    case PHASE_FINISHED:
        return session->step_count > 0 ? CUE_DONE : CUE_COUNT;
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_READY:
        break;
    }
    return CUE_COUNT;
}

/* Half of what counts, at the end of a rep or a breath; 0: it is too short for that. */
static ms_t half_of(const struct session *session, const struct phase *phase)
{
    ms_t counted = phase->length_ms - phase->lead_ms;
    if (!phase_works(phase->kind) || counted < HALVED_MS)
        return 0;
    struct plan plan = plan_of(&session->steps[phase->step]);
    ms_t rep =
        phase->kind == PHASE_REPS || phase->kind == PHASE_BREATHS ? plan_rep_length(&plan) : 0;
    if (rep == 0)
        return phase->lead_ms + counted / 2;
    ms_t reps = counted / rep;
    return reps > 1 ? (reps + 1) / 2 * rep : 0;
}

static bool is_ticked(const struct phase *phase)
{
    return phase_counts_seconds(phase->kind) && phase->length_ms - phase->lead_ms >= TICKED_MS;
}

int phase_cues(const struct session *session, int index, struct phase_cue *out)
{
    const struct phase *phase = &session->phases[index];
    ms_t half = half_of(session, phase);
    int count = 0;
    enum cue first = first_cue(session, index);
    if (first != CUE_COUNT)
        out[count++] = (struct phase_cue){first, 0};
    if (phase->lead_ms > 0)
        out[count++] = (struct phase_cue){CUE_HOLD, phase->lead_ms};
    if (half > 0)
        out[count++] = (struct phase_cue){CUE_HALFWAY, half};
    for (int left = TICKS; left > 0 && is_ticked(phase); left--)
        out[count++] = (struct phase_cue){CUE_LAST, phase->length_ms - left * TICK_MS};
    return count;
}

void cue_push(struct session *session, enum cue cue, ms_t at)
{
    struct cue_list *list = &session->cues;
    if (list->count == SESSION_CUES_MAX)
        memmove(list->items, list->items + 1, sizeof *list->items * (size_t)--list->count);
    list->items[list->count++] = (struct session_cue){cue, at};
    if (session->flash.at == 0 || at - session->flash.at >= CUE_FLASH_EVERY_MS)
        session->flash = (struct session_cue){cue, at};
}

void cue_enter(struct session *session)
{
    struct phase_cue cues[PHASE_CUES_MAX];
    if (phase_cues(session, session->current, cues) > 0 && cues[0].after == 0)
        cue_push(session, cues[0].cue, session->phase_start);
}

void cue_run(struct session *session, ms_t from, ms_t to)
{
    struct phase_cue cues[PHASE_CUES_MAX];
    int count = phase_cues(session, session->current, cues);
    for (int i = 0; i < count; i++) {
        ms_t at = session->phase_start + cues[i].after;
        if (cues[i].after > 0 && at > from && at <= to)
            cue_push(session, cues[i].cue, at);
    }
}

void cue_count_in(struct session *session, ms_t from, ms_t to)
{
    for (ms_t after = 0; after < COUNT_IN_MS; after += TICK_MS) {
        ms_t at = session->count_in_start + after;
        if (at > from && at <= to)
            cue_push(session, CUE_LAST, at);
    }
    if (session->count_in_start + COUNT_IN_MS <= to)
        cue_push(session, CUE_BEGIN, session->count_in_start + COUNT_IN_MS);
}

struct cue_list session_take_cues(struct session *session)
{
    struct cue_list cues = session->cues;
    session->cues.count = 0;
    return cues;
}

static ms_t next_count_in(const struct session *session)
{
    ms_t passed = session->seen - session->count_in_start;
    return session->count_in_start + (passed / TICK_MS + 1) * TICK_MS;
}

ms_t session_next_cue(const struct session *session)
{
    if (!session->phases || session->state == SESSION_PAUSED || session->state == SESSION_ENDED)
        return MS_NEVER;
    if (session->state == SESSION_COUNT_IN)
        return next_count_in(session);
    ms_t start = session->phase_start;
    for (int i = session->current; i < session->phase_count; i++) {
        struct phase_cue cues[PHASE_CUES_MAX];
        int count = phase_cues(session, i, cues);
        for (int k = 0; k < count; k++)
            if (start + cues[k].after > session->seen)
                return start + cues[k].after;
        if (session->phases[i].length_ms == 0)
            break;
        start += session->phases[i].length_ms;
    }
    return MS_NEVER;
}
