#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/ms.h"
#include "content/content.h"

/* The player's clock. A routine becomes a timeline of phases; events move along it; a view says
 * what to show. Pure: holds no clock, does no I/O; every call is given `now`. Deadlines are
 * absolute, so an hour of phases drifts by nothing however irregularly it is stepped. */

enum phase_kind {
    PHASE_READY,    /* get into position: 8 s before the first step, 5 s before the others */
    PHASE_HOLD,     /* hold_s */
    PHASE_RELAX,    /* relax_s between holds */
    PHASE_REPS,     /* all paced reps of one set on one side; tempo decides the length */
    PHASE_OWN_PACE, /* no end but Done */
    PHASE_MOVE,     /* duration_s */
    PHASE_BREATHS,  /* all breaths */
    PHASE_SWITCH,   /* switch sides: side_change_s */
    PHASE_REST,     /* rest_s between sets and before the next step */
    PHASE_FINISHED  /* after the last step */
};

enum body_side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT };

struct phase {
    enum phase_kind kind;
    enum body_side side;
    ms_t length_ms; /* 0 for PHASE_OWN_PACE and PHASE_FINISHED */
    int step;       /* index into the routine's steps; step_count for PHASE_FINISHED. A rest
                       before the next step belongs to the step it follows. */
    int set;        /* 1-based */
    int rep;        /* 1-based: which hold of the set; 1 for phases that hold all reps */
};

enum session_event {
    SESSION_PAUSE,
    SESSION_RESUME, /* counts 3-2-1, then goes on exactly where it stopped */
    SESSION_BACK,   /* within 3 s of a step's start: the previous step; else restarts the step */
    SESSION_NEXT,   /* the next step; after the last one: finished */
    SESSION_DONE,   /* ends an own-pace phase; ignored elsewhere */
    SESSION_HURT,   /* freezes like a pause; left by RESUME, NEXT or SWAP_EASIER */
    SESSION_SWAP_EASIER /* replaces the current step's exercise by its easier version */
};

enum session_state { SESSION_RUNNING, SESSION_PAUSED, SESSION_COUNT_IN, SESSION_ENDED };

struct session {
    const struct routine *routine;
    struct arena arena; /* owns phases and any step replaced by an easier one */
    struct routine_step *steps; /* copy of the routine's, so that a step can be swapped */
    int step_count;
    struct phase *phases; /* phase_count of them; the last one is PHASE_FINISHED */
    int phase_count;
    int current;
    enum session_state state;
    ms_t phase_start; /* when the current phase would have begun had it never been paused */
    ms_t paused_at;   /* SESSION_PAUSED, SESSION_COUNT_IN: where the clock stands still */
    ms_t count_in_start;
    bool hurt;        /* the pause came from SESSION_HURT */
    ms_t active_ms;   /* time spent running, over the whole session */
    ms_t last_step_at;
};

/* Builds the timeline and starts it at step `first` (0-based) at `now`. Release with
 * session_end. The routine must outlive the session. */
void session_begin(struct session *session, const struct routine *routine, int first, ms_t now);
void session_end(struct session *session);

/* Moves to where `now` says; call it before any event and once a frame. Catches up over any number
 * of phases. `now` never goes back; an earlier value is taken as the latest one seen. */
void session_advance(struct session *session, ms_t now);

void session_apply(struct session *session, enum session_event event, ms_t now);

/* What the figure does at this moment. OUT moves from the start pose to the end pose, STAY holds
 * the end pose, BACK returns, CYCLE loops freely, REST stands in the start pose. */
struct session_motion {
    enum figure_part part;
    double fraction;  /* 0..1 through that part; CYCLE: through one loop of loop_s seconds */
    ms_t elapsed_ms;  /* since the phase began: drives breathing */
    double loop_s;    /* CYCLE: seconds of one loop; 0 means the clip's own */
};

struct session_view {
    enum session_state state;
    enum phase_kind phase;
    enum body_side side;
    int step, step_count;   /* step is 0-based */
    int set, sets;
    int rep, reps;          /* the rep under way, 1-based; breaths and holds too */
    int side_index, sides;  /* 1-based; sides is 1 or 2 */
    ms_t remaining_ms;      /* of this phase; 0 for own pace */
    double progress;        /* 0..1 of the phase; own pace: 0 */
    int number;             /* what stands in the ring: whole seconds left (ceil), or the rep */
    bool number_is_rep;     /* "4 of 10" instead of seconds */
    double rep_progress;    /* 0..1 of the current rep or breath, for its inner mark */
    bool breathing_in;      /* PHASE_BREATHS */
    int count_in;           /* 3, 2, 1 while SESSION_COUNT_IN, else 0 */
    ms_t routine_left_ms;   /* all phases still to come; own pace counted by its estimate */
    struct session_motion motion;
    const struct routine_step *current; /* NULL once finished */
    const struct routine_step *next;    /* NULL on the last step */
    double step_progress;   /* 0..1 of the current step, for its segment of the bar */
};

void session_view(const struct session *session, ms_t now, struct session_view *view);

/* True while time passes by itself or a patient works at their own pace: not idle. */
bool session_running(const struct session *session);

/* How long a step or a routine takes from get-ready to its last phase; own-pace reps are counted
 * as 4 s each. Used on cards and in the overview, so it is the same sum the player runs. */
ms_t session_step_length(const struct routine *routine, int step);
ms_t session_routine_length(const struct routine *routine);
