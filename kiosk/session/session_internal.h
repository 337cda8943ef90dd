#pragma once

#include "session/session.h"
#include "session/timeline.h"

/* Inside the session only. */

enum { COUNT_IN_MS = 3000 };

/* The cues within phase `index`, the one at its beginning first (`after` 0), in order of time; as
 * many as returned. */
enum { PHASE_CUES_MAX = 6 };
struct phase_cue {
    enum cue cue;
    ms_t after; /* since the phase began */
};
int phase_cues(const struct session *session, int index, struct phase_cue *out);

void cue_push(struct session *session, enum cue cue, ms_t at);

/* What comes with the beginning of the phase that is under way. */
void cue_enter(struct session *session);

/* Those of the phase that is under way after `from`, up to `to`. */
void cue_run(struct session *session, ms_t from, ms_t to);

/* Those of counting in, likewise. */
void cue_count_in(struct session *session, ms_t from, ms_t to);

struct timeline_course session_course(const struct session *session);

/* Makes the timeline anew from the steps. */
void session_build_phases(struct session *session);

/* Begins a step afresh, running; step_count ends the session. */
void session_start_step(struct session *session, int step, ms_t now);
