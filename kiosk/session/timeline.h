#pragma once

#include "session/session.h"

/* Inside the session only: how a step's dose becomes phases. */

/* A step's dose made safe: milliseconds, every value within the limits of content.h, so that
 * whatever it says, a plan runs, ends, and cannot overflow. */
struct plan {
    enum dose_kind kind;
    enum sides sides;
    int sets;
    int reps; /* holds or movements on one side; breaths; 1 for a timed movement */
    ms_t hold, relax, rest, move, side_change;
    ms_t breath_in, breath_out;
    ms_t out, stay, back; /* one paced rep; all 0 without a tempo */
};

struct plan plan_of(const struct routine_step *step);

/* One rep (PHASE_REPS), one breath (PHASE_BREATHS), one loop at a given tempo (PHASE_MOVE); 0 when
 * the plan gives none. */
ms_t plan_rep_length(const struct plan *plan);

/* 0 for a routine without steps. */
int timeline_step_count(const struct routine *routine);

/* What else decides it: the step a session begins with, how long the ways are, which steps were
 * skipped when somebody was asked (a step each; NULL: none), and the exercise that was being done
 * when step `left_step` was swapped (NULL: none was). */
struct timeline_course {
    int first;
    struct session_pace pace;
    const bool *declined;
    int left_step;
    const struct exercise *left;
};

/* At which exercise the body is before a step: that of the step before, or the one that was left
 * for it; session_kiosk where a session begins. */
const struct exercise *timeline_before(const struct routine_step *steps, int step,
                                       const struct timeline_course *course);

/* Fills `out` (NULL only counts) with the phases of a session of this course, the last
 * one PHASE_FINISHED, and step_first[i] (one more than steps; may be NULL) with the index of the
 * first phase of step i. `steps` are the routine's, some of them swapped. Returns how many phases
 * there are. */
int timeline_build(const struct routine *routine, const struct routine_step *steps,
                   const struct timeline_course *course, struct phase *out, int *step_first);
