#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/ms.h"
#include "content/content.h"
#include "session/cue.h"

/* The player's clock. A routine becomes a timeline of phases; events move along it; a view says
 * what to show. Pure: holds no clock, does no I/O; every call is given `now`. Deadlines are
 * absolute, so an hour of phases drifts by nothing however irregularly it is stepped. */

enum phase_kind {
    PHASE_ASK,      /* before all else of a step, one for each text of who should not do it, until
                       Done, and then of who should ask first: SESSION_READ_MS, or until Done. What
                       an earlier step of the session has asked is not asked again, unless that one
                       was skipped then. The texts are its reps */
    PHASE_CHANGE,   /* before a step that is done elsewhere or with other things than the one before
                       it, or than where a session begins, see session_kiosk: the routine's change_s,
                       or until Done */
    PHASE_READY,    /* get into position: at least 8 s before step 0 and the step a session begins
                       with, 5 s before the others, and SESSION_SETUP_MS for each sentence, one more
                       where a    voice says the name and the dose as well */
    PHASE_HOLD,     /* hold_s, counted from when the end pose is reached: see lead_ms */
    PHASE_RELAX,    /* relax_s between holds */
    PHASE_REPS,     /* all paced reps of one set on one side; tempo decides the length */
    PHASE_OWN_PACE, /* no end but Done */
    PHASE_MOVE,     /* duration_s */
    PHASE_BREATHS,  /* all breaths */
    PHASE_SWITCH,   /* switch sides: side_change_s; none when that is 0 */
    PHASE_REST,     /* rest_s between sets, and before the next step where nothing changes; after
                       a step at least SESSION_LET_GO_MS, the last one as well, where the exercise
                       says how to let go of its hold */
    PHASE_FINISHED  /* after the last step */
};

/* It is made of movements or breaths, one after the other. */
bool phase_repeats(enum phase_kind kind);

/* The exercise is being done: it repeats, or is held. */
bool phase_works(enum phase_kind kind);

/* The ring counts its seconds, and at their end something else begins. */
bool phase_counts_seconds(enum phase_kind kind);

/* Done, or what stands for it, ends it; some of these end by themselves as well. */
bool phase_takes_done(enum phase_kind kind);

/* Where a session begins: whoever begins it stands before the kiosk and has nothing at hand. Of
 * this exercise there are a position and equipment, and nothing else. */
extern const struct exercise session_kiosk;

/* SIDES_EACH: a whole set left, then right. SIDES_ALTERNATE: left and right in turn; holds change
 * with every phase, paced reps and breaths within their phase. Where alternating movements have no
 * tempo (own pace, timed) the phase has no side: see session_motion.mirror_loops. */
enum body_side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT };

struct phase {
    enum phase_kind kind;
    enum body_side side; /* RELAX, SWITCH and REST: the side that follows */
    ms_t length_ms;      /* > 0; 0 for PHASE_OWN_PACE, a PHASE_ASK that waits, and PHASE_FINISHED */
    ms_t lead_ms; /* PHASE_HOLD: the way into the end pose, before it counts; part of length_ms */
    ms_t planned_ms; /* length_ms; for what waits its estimate */
    ms_t after_ms;   /* the sum of planned_ms of all later phases */
    int step; /* index into the routine's steps; step_count for PHASE_FINISHED. A rest before the
                 next step belongs to the step it follows. */
    int set;  /* 1-based; a rest counts to the set it follows */
    int rep; /* 1-based: which of the texts that may ask; which hold of the set (of its side); 1 for
                phases that hold all reps; what lies between holds counts to the one it follows */
};

/* It has no end but Done. */
static inline bool phase_waits(const struct phase *phase)
{
    return phase->length_ms == 0 && phase->kind != PHASE_FINISHED;
}

enum { SESSION_READ_MS = 8000, SESSION_SETUP_MS = 3000 /* one sentence */ };
enum { SESSION_TURN_MS = 6000 };
/* What follows a hold begins with so long to let go, where it is not shorter; changing sides with
 * two fifths of its time at most. */
enum { SESSION_LET_GO_MS = 5000 };

enum session_event {
    SESSION_PAUSE,
    SESSION_RESUME, /* counts 3-2-1, then goes on exactly where it stopped */
    SESSION_BACK,   /* in the first 3 s of a step: the previous step (step 0: itself); else restarts
                       the step. When ended: the last step again */
    SESSION_NEXT,   /* the next step; after the last one: finished */
    SESSION_DONE,   /* ends a running own-pace phase, a change of place, or one text of what is to
                       be asked first; ignored elsewhere */
    SESSION_SKIP,   /* the next phase at once, for a demonstration; only while a phase runs */
    SESSION_HURT,   /* freezes like a pause; left by RESUME, BACK, NEXT or SWAP_EASIER */
    SESSION_SWAP_EASIER /* the current step becomes its exercise's easier version with that one's
                           own dose, from get-ready; ignored when there is none */
};

/* BACK, NEXT and SWAP_EASIER run at once, also from a pause. Once ended, only BACK does
 * anything. */
enum session_state { SESSION_RUNNING, SESSION_PAUSED, SESSION_COUNT_IN, SESSION_ENDED };

/* How long the times to read first, to change place, to get ready and to switch sides are. */
struct session_pace {
    int slow_percent; /* of what they are else: 100 (or 0) to SESSION_SLOWEST_PERCENT */
    bool spoken;      /* by a voice, which takes longer than reading: the slowest, and what is to be
                         answered first twice as long again, where it is another answer */
};

/* `routine` may be read, all else through session_view; a zeroed one is an ended session without
 * steps. */
struct session {
    const struct routine *routine;
    struct arena step_arena;    /* owns steps and declined */
    struct arena phase_arena;   /* owns phases and step_first; made anew when a step is swapped */
    struct routine_step *steps; /* copy of the routine's, so that a step can be swapped */
    bool *declined;             /* for each of them: skipped when somebody was asked */
    int step_count;
    int first_step;              /* where the session began */
    const struct exercise *left; /* was being done when step left_step was swapped, until another
                                    step is begun; NULL: none */
    int left_step;
    struct session_pace pace;
    struct phase *phases; /* phase_count of them; the last one is PHASE_FINISHED */
    int phase_count;
    int *step_first; /* step_count + 1: the index of the first phase of each step */
    int current;     /* index into phases */
    enum session_state state;
    ms_t phase_start; /* when the current phase would have begun had it never been paused */
    ms_t step_start;  /* the same for the current step */
    ms_t paused_at;   /* SESSION_PAUSED, SESSION_COUNT_IN: where the clock stands still */
    ms_t count_in_start;
    ms_t seen;       /* the latest `now` */
    bool unattended; /* nobody answers: what waits ends after planned_ms; set after session_begin */
    bool hurt;       /* the pause came from SESSION_HURT */
    int steps_done;  /* steps whose last phase came to its end */
    ms_t active_ms;  /* time spent running, over the whole session */
    struct cue_list cues;     /* that nobody has taken yet */
    struct session_cue flash; /* the last one the edge shows; `at` 0: none yet */
};

/* Builds the timeline and starts it at step `first` (0-based, clamped) at `now`. Release with
 * session_end. The routine must outlive the session. A dose outside the limits of content.h
 * becomes the nearest within them. A routine without steps is ended from the start. */
void session_begin(struct session *session, const struct routine *routine, int first, ms_t now);

/* From now on they are so long, and what is under way as far done as before; what the dose says
 * stays as it is. */
enum { SESSION_SLOWEST_PERCENT = 200 };
void session_slow(struct session *session, struct session_pace pace, ms_t now);

/* The nearest that is allowed: 100 for 0. */
int session_slow_percent(int wished);

/* Begins `session` on another version of `old`'s routine, at the place where `old` is at `now`: the
 * same step (looked for by its exercise), phase, set, rep and time into it, running or waiting as
 * `old` is, with steps swapped as they were. A step that no longer has that moment starts again;
 * one that waits then waits at its start. False, with `session` zeroed, when the routine no longer
 * has the exercise. `old` is left as it is; its routine must still be there. */
bool session_move_to(struct session *session, const struct session *old,
                     const struct routine *routine, ms_t now);

/* Frees; leaves the struct zeroed. Harmless on a zeroed one. */
void session_end(struct session *session);

/* Moves to where `now` says; call it before any event and once a frame. Catches up over any number
 * of phases. `now` never goes back; an earlier value is taken as the latest one seen. */
void session_advance(struct session *session, ms_t now);

/* Advances to `now`, then applies the event. One that means nothing in this state is ignored. */
void session_apply(struct session *session, enum session_event event, ms_t now);

/* What the figure does at this moment. OUT moves from the start pose to the end pose, STAY holds
 * the end pose, BACK returns, CYCLE loops freely, REST stands in the start pose. A hold begins with
 * OUT (lead_ms: 2.5 s, at most a quarter of the hold, on top of it), and what follows a hold begins
 * with BACK (RELAX 2.5 s, others 2 s). Paced reps and breaths move at exactly their tempo. */
struct session_motion {
    enum figure_part part;
    double fraction;   /* 0..1 through that part; CYCLE: through one loop of loop_s seconds */
    ms_t elapsed_ms;   /* since the phase began: drives breathing, and CYCLE when loop_s is 0 */
    ms_t step_ms;      /* since the step began: the pictures of an exercise take turns */
    double loop_s;     /* CYCLE: seconds of one loop; 0 means the clip's own, fraction is then 0 */
    bool mirror_loops; /* CYCLE of loop_s 0 with alternating sides: every second loop is mirrored */
};

struct session_view {
    enum session_state state;
    bool hurt; /* SESSION_PAUSED because it hurts */
    enum phase_kind phase;
    enum body_side side;      /* what the figure shows and the patient does */
    enum body_side side_next; /* RELAX, SWITCH, REST: the side to change to, at once; else side */
    int step, step_count;     /* step is 0-based; step_count once finished */
    int steps_done;           /* that ran to their end or were done; skipped ones are not counted */
    int set, sets;
    int rep, reps; /* the rep under way, 1-based, on its side; breaths and holds too, and what is
                      asked. Own pace: rep is 0. 0 once finished, like the sets */
    int asks;      /* PHASE_ASK: the text that is up, 0-based: of who should not do it, then of who
                      should ask first */
    int side_index, sides; /* 1-based; sides is 1 or 2 */
    bool waits;            /* the phase has no end but Done */
    ms_t remaining_ms; /* of this phase, > 0; a hold's counts from its end pose, and is all of it
                          until then; 0 where it waits and once finished */
    double progress;   /* 0..1 of the phase, as remaining_ms; 0 where it waits; finished: 1 */
    int number; /* what stands in the ring: whole seconds left (ceil: 20 first, 1 last), or the rep;
                   own pace: how many reps to do; finished: 0 */
    bool number_is_rep;  /* "4 of 10" instead of seconds: paced reps, breaths, own pace, and where
                            several texts ask */
    double rep_progress; /* 0..1 of the current hold, rep or breath, for its inner mark */
    bool breathing_in;   /* PHASE_BREATHS */
    bool letting_go;     /* the beginning of what follows a hold: SESSION_LET_GO_MS, or all of it */
    ms_t beat_ms; /* until the next thing to do: the pose is reached, the next rep, breathing in or
                     out, the next phase; 0 where it waits and once finished */
    int count_in; /* 3, 2, 1 while SESSION_COUNT_IN, else 0 */
    ms_t routine_left_ms; /* all phases still to come; own pace counted by its estimate */
    ms_t active_ms;       /* time spent running so far */
    struct session_motion motion;
    const struct routine_step *current; /* NULL once finished */
    const struct routine_step *next;    /* NULL on the last step */
    const struct exercise *previous; /* at which the body is before this step: of the step before,
                                        or the one that was left for an easier one; session_kiosk
                                        where a session begins; NULL once finished */
    /* What there is to read takes turns: turn 0 begins with the first calm moment of the step's
     * work, later ones at least SESSION_TURN_MS after the one before, never on the way into a pose
     * or back. -1 before that. */
    int turn;
    double turn_progress; /* 0..1 of it */
    int turns;            /* in the whole step, on all sides; what waits for Done by its estimate */
    double step_progress; /* 0..1 of the current step, for its segment of the bar; own pace by its
                             estimate; finished: 1 */
};

/* The moment `now`, also when the session was not advanced to it. */
void session_view(const struct session *session, ms_t now, struct session_view *view);

/* What moves is shown in beats, counted from where its phase began: as many a second as figures
 * have frames. In a phase so short that the end of its ring would go more than 0.7 degrees in a
 * beat, two pixels of a ring of 345, every frame shows the moment itself. */
enum { SESSION_BEATS_PER_S = 30, SESSION_BEATS_FROM_MS = 18000 };

/* The moment of the last beat before `now`, or `now`. */
void session_view_moving(const struct session *session, ms_t now, struct session_view *view);

/* When that looks different next: `now` for every frame. */
ms_t session_next_beat(const struct session *session, ms_t now);

/* What was to be heard since the last call, and no more: the session then holds none. */
struct cue_list session_take_cues(struct session *session);

/* When the next cue comes if nobody touches anything; MS_NEVER: none does. Tells of the moment last
 * advanced to. */
ms_t session_next_cue(const struct session *session);

/* True while something will come without a touch: not while it waits, ended, or is in a phase at
 * the patient's own pace, whose patience is the caller's affair. Tells of the moment last advanced
 * to. */
bool session_running(const struct session *session);

/* How long a step (0 for one that does not exist) or a routine takes from get-ready to its last
 * phase, begun at step 0; own-pace reps are counted as DOSE_OWN_PACE_REP_S. Used on cards and in
 * the overview, so it is the same sum the player runs. */
ms_t session_step_length(const struct routine *routine, int step);
ms_t session_routine_length(const struct routine *routine);
ms_t session_slow_length(const struct routine *routine, struct session_pace pace);
