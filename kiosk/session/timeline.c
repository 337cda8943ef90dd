#include "session/timeline.h"

#include <math.h>
#include <string.h>

#include "base/geometry.h"
#include "session/asked.h"

enum { FIRST_READY_MS = 8000, READY_MS = 5000 };
enum { REST_BEFORE_CHANGE_MS = 5000 }; /* a change of place is a rest itself */

static ms_t seconds(int value, int low, int high)
{
    return (ms_t)int_clamp(value, low, high) * 1000;
}

/* The nearest that the field may say. */
static int within(enum dose_field field, int value)
{
    return int_clamp(value, dose_limits[field].min, dose_limits[field].max);
}

static ms_t seconds_within(enum dose_field field, int value)
{
    return (ms_t)within(field, value) * 1000;
}

/* `low` for what is not a number. */
static ms_t fraction_seconds(double value, int low, int high)
{
    if (!(value > low))
        return (ms_t)low * 1000;
    return value < high ? (ms_t)llround(value * 1000) : (ms_t)high * 1000;
}

static void plan_tempo(struct plan *plan, const struct dose *dose)
{
    plan->out = fraction_seconds(dose->tempo_s[0], 0, DOSE_TEMPO_S_MAX);
    plan->stay = fraction_seconds(dose->tempo_s[1], 0, DOSE_TEMPO_S_MAX);
    plan->back = fraction_seconds(dose->tempo_s[2], 0, DOSE_TEMPO_S_MAX);
    ms_t rep = plan->out + plan->stay + plan->back, least = DOSE_REP_S_MIN * 1000;
    bool set = dose->tempo_s[0] > 0 || dose->tempo_s[1] > 0 || dose->tempo_s[2] > 0;
    if (set && rep < least)
        plan->out += least - rep;
}

struct plan plan_of(const struct routine_step *step)
{
    const struct dose *dose = &step->dose;
    struct plan plan = {
        .kind = dose_kind(dose),
        .sides = step->exercise ? step->exercise->sides : SIDES_NONE,
        .sets = within(DOSE_SETS, dose->sets),
        .reps = within(DOSE_REPS, dose->reps),
        .hold = seconds_within(DOSE_HOLD_S, dose->hold_s),
        .relax = seconds_within(DOSE_RELAX_S, dose->relax_s),
        .rest = seconds_within(DOSE_REST_S, dose->rest_s),
        .move = seconds_within(DOSE_DURATION_S, dose->duration_s),
        .side_change = seconds_within(DOSE_SIDE_CHANGE_S, dose->side_change_s),
        .breath_in = fraction_seconds(dose->breath_s[0], DOSE_BREATH_S_MIN, DOSE_BREATH_S_MAX),
        .breath_out = fraction_seconds(dose->breath_s[1], DOSE_BREATH_S_MIN, DOSE_BREATH_S_MAX),
    };
    if (plan.kind == DOSE_BREATHS)
        plan.reps = within(DOSE_BREATHS_N, dose->breaths);
    else if (plan.kind == DOSE_TIME)
        plan.reps = 1;
    plan_tempo(&plan, dose);
    return plan;
}

bool phase_repeats(enum phase_kind kind)
{
    switch (kind) {
    case PHASE_REPS:
    case PHASE_OWN_PACE:
    case PHASE_MOVE:
    case PHASE_BREATHS:
        return true;
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_READY:
    case PHASE_HOLD:
    case PHASE_RELAX:
    case PHASE_SWITCH:
    case PHASE_REST:
    case PHASE_FINISHED:
        break;
    }
    return false;
}

bool phase_counts_seconds(enum phase_kind kind)
{
    switch (kind) {
    case PHASE_READY:
    case PHASE_HOLD:
    case PHASE_RELAX:
    case PHASE_MOVE:
    case PHASE_SWITCH:
    case PHASE_REST:
        return true;
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_REPS:
    case PHASE_OWN_PACE:
    case PHASE_BREATHS:
    case PHASE_FINISHED:
        break;
    }
    return false;
}

bool phase_takes_done(enum phase_kind kind)
{
    switch (kind) {
    case PHASE_ASK:
    case PHASE_CHANGE:
    case PHASE_OWN_PACE:
        return true;
    case PHASE_READY:
    case PHASE_HOLD:
    case PHASE_RELAX:
    case PHASE_REPS:
    case PHASE_MOVE:
    case PHASE_BREATHS:
    case PHASE_SWITCH:
    case PHASE_REST:
    case PHASE_FINISHED:
        break;
    }
    return false;
}

bool phase_works(enum phase_kind kind)
{
    return kind == PHASE_HOLD || phase_repeats(kind);
}

ms_t plan_rep_length(const struct plan *plan)
{
    switch (plan->kind) {
    case DOSE_BREATHS:
        return plan->breath_in + plan->breath_out;
    case DOSE_PACED:
    case DOSE_TIME:
        return plan->out + plan->stay + plan->back;
    case DOSE_HOLD:
    case DOSE_OWN_PACE:
        break;
    }
    return 0;
}

/* Where movements alternate without a tempo, the figure's own loop shows both sides. */
static enum body_side plan_first_side(const struct plan *plan)
{
    if (plan->sides == SIDES_NONE)
        return SIDE_NONE;
    bool free_loop =
        plan->kind == DOSE_OWN_PACE || (plan->kind == DOSE_TIME && plan_rep_length(plan) == 0);
    return plan->sides == SIDES_ALTERNATE && free_loop ? SIDE_NONE : SIDE_LEFT;
}

static enum body_side plan_last_side(const struct plan *plan)
{
    return plan_first_side(plan) == SIDE_NONE ? SIDE_NONE : SIDE_RIGHT;
}

struct writer {
    struct phase *out; /* NULL: count and sum only */
    int count;
    ms_t total;
    struct session_pace pace;
    int step;
    enum phase_kind last; /* what was written before, in the same step */
    enum body_side last_side;
};

/* Two holds without a pause between them are one for the body. */
static ms_t hold_lead(const struct writer *writer, enum body_side side, ms_t hold)
{
    if (writer->last == PHASE_HOLD && writer->last_side == side)
        return 0;
    return (ms_t)llround(hold_lead_s((double)hold / 1000) * 1000);
}

static int way_percent(const struct writer *writer)
{
    const struct session_pace *pace = &writer->pace;
    return pace->spoken ? SESSION_SLOWEST_PERCENT : session_slow_percent(pace->slow_percent);
}

/* Not what the dose says: the way there, reading first and turning round. */
static bool is_way(enum phase_kind kind)
{
    return kind == PHASE_ASK || kind == PHASE_CHANGE || kind == PHASE_READY || kind == PHASE_SWITCH;
}

static void emit(struct writer *writer, enum phase_kind kind, enum body_side side, ms_t planned,
                 int set, int rep)
{
    ms_t lead = kind == PHASE_HOLD ? hold_lead(writer, side, planned) : 0;
    planned = is_way(kind) ? planned * way_percent(writer) / 100 : planned + lead;
    if (writer->out)
        writer->out[writer->count] = (struct phase){
            .kind = kind,
            .side = side,
            .length_ms = planned,
            .lead_ms = lead,
            .planned_ms = planned,
            .step = writer->step,
            .set = set,
            .rep = rep,
        };
    writer->count++;
    writer->total += planned;
    writer->last = kind;
    writer->last_side = side;
}

/* One that has no end but Done; `planned` is its estimate. */
static void emit_waiting(struct writer *writer, enum phase_kind kind, enum body_side side,
                         ms_t planned, int set, int rep)
{
    emit(writer, kind, side, planned, set, rep);
    if (writer->out)
        writer->out[writer->count - 1].length_ms = 0;
}

static void emit_switch(struct writer *writer, const struct plan *plan, enum body_side to, int set,
                        int rep)
{
    if (plan->side_change > 0)
        emit(writer, PHASE_SWITCH, to, plan->side_change, set, rep);
}

/* What lies between two holds, or between two sets without a rest: time to relax, and time to
 * turn round when the side changes and nothing else leaves room for it. */
static void emit_gap(struct writer *writer, const struct plan *plan, enum body_side from,
                     enum body_side to, int set, int rep)
{
    bool relaxes = plan->kind == DOSE_HOLD && plan->relax > 0;
    if (relaxes && (from == to || plan->sides == SIDES_ALTERNATE))
        emit(writer, PHASE_RELAX, to, plan->relax, set, rep);
    else if (from != to && (plan->kind == DOSE_HOLD || plan->sides == SIDES_EACH))
        emit_switch(writer, plan, to, set, rep);
}

static void emit_holds(struct writer *writer, const struct plan *plan, enum body_side side, int set)
{
    bool alternate = plan->sides == SIDES_ALTERNATE;
    int holds = alternate ? 2 * plan->reps : plan->reps;
    enum body_side from = side;
    for (int i = 0, rep = 1; i < holds; i++) {
        enum body_side to = !alternate ? side : i % 2 ? SIDE_RIGHT : SIDE_LEFT;
        if (i > 0)
            emit_gap(writer, plan, from, to, set, rep);
        rep = alternate ? i / 2 + 1 : i + 1;
        emit(writer, PHASE_HOLD, to, plan->hold, set, rep);
        from = to;
    }
}

/* One set on one side. Reps are counted per side, so alternating ones take twice as many; a time
 * or a number of breaths is shared by alternating sides. */
static void emit_set(struct writer *writer, const struct plan *plan, enum body_side side, int set)
{
    ms_t reps = plan->sides == SIDES_ALTERNATE ? 2 * plan->reps : plan->reps;
    switch (plan->kind) {
    case DOSE_HOLD:
        emit_holds(writer, plan, side, set);
        break;
    case DOSE_PACED:
        emit(writer, PHASE_REPS, side, reps * plan_rep_length(plan), set, 1);
        break;
    case DOSE_OWN_PACE:
        emit_waiting(writer, PHASE_OWN_PACE, side, reps * DOSE_OWN_PACE_REP_S * 1000, set, 1);
        break;
    case DOSE_TIME:
        emit(writer, PHASE_MOVE, side, plan->move, set, 1);
        break;
    case DOSE_BREATHS:
        emit(writer, PHASE_BREATHS, side, plan->reps * plan_rep_length(plan), set, 1);
        break;
    }
}

int timeline_step_count(const struct routine *routine)
{
    if (!routine || !routine->steps)
        return 0;
    return routine->step_count > ROUTINE_STEPS_MAX ? ROUTINE_STEPS_MAX : (int)routine->step_count;
}

const struct exercise session_kiosk = {.position = POSITION_STANDING};

/* From one exercise to the next the body goes elsewhere, or something has to be fetched. */
static bool differs(const struct exercise *from, const struct exercise *to)
{
    if (!from || !to)
        return false;
    bool same = from->position == to->position;
    for (size_t i = 0; same && i < to->equipment.count; i++)
        same = string_list_has(&from->equipment, to->equipment.items[i]) ||
               strcmp(to->equipment.items[i], "none") == 0;
    return !same;
}

const struct exercise *timeline_before(const struct routine_step *steps, int step,
                                       const struct timeline_course *course)
{
    if (course->left && step == course->left_step)
        return course->left;
    bool begins = step == 0 || step == course->first;
    return begins ? &session_kiosk : steps[step - 1].exercise;
}

/* Before this step; 0: none. */
static ms_t change_length(const struct routine *routine, const struct routine_step *steps, int step,
                          const struct timeline_course *course)
{
    bool changes = differs(timeline_before(steps, step, course), steps[step].exercise);
    return changes ? seconds(routine->change_s, 0, ROUTINE_CHANGE_S_MAX) : 0;
}

/* Is read before it begins: how to get there, what to mind there and on the way into the pose. */
static bool is_for_ready(const struct instruction *text)
{
    return text->role == ROLE_SETUP || text->when == WHEN_READY ||
           (text->role == ROLE_CUE && text->when == WHEN_MOVE);
}

/* Long enough to read each sentence alone, the note and the first precaution as well, and what is
 * needed where no change of place says it. */
static ms_t ready_length(const struct routine_step *step, bool first, bool changes)
{
    const struct exercise *exercise = step->exercise;
    ms_t least = first ? FIRST_READY_MS : READY_MS, sentences = step->note && *step->note;
    if (!exercise)
        return least;
    for (size_t i = 0; i < exercise->step_count; i++)
        sentences += is_for_ready(&exercise->steps[i]);
    sentences += exercise->precautions.count > 0;
    sentences += !changes && exercise->equipment.count > 0;
    ms_t needed = sentences * SESSION_SETUP_MS;
    return needed > least ? needed : least;
}

/* Says how to let go of a hold: that needs a moment of its own, whatever follows. */
static ms_t let_go_length(const struct routine_step *step)
{
    bool says = dose_kind(&step->dose) == DOSE_HOLD && step->exercise &&
                exercise_instruction_at(step->exercise, WHEN_LET_GO);
    return says ? SESSION_LET_GO_MS : 0;
}

/* What lies round a step: one after the other before it, and after it as long as its dose says, but
 * within these. */
struct around {
    ms_t change, ready, rest_least, rest_most;
};

static struct around around_step(const struct routine *routine, const struct routine_step *steps,
                                 int step, const struct timeline_course *course)
{
    bool begins = step == 0 || step == course->first;
    struct around around = {.change = change_length(routine, steps, step, course),
                            .ready = ready_length(&steps[step], begins, routine->change_s > 0),
                            .rest_least = let_go_length(&steps[step])};
    if (course->pace.spoken)
        around.ready += SESSION_SETUP_MS; /* the name and the dose are said there as well */
    bool last = step == timeline_step_count(routine) - 1;
    if (!last && change_length(routine, steps, step + 1, course) > 0)
        around.rest_most = REST_BEFORE_CHANGE_MS;
    else if (!last)
        around.rest_most = DOSE_REST_S_MAX * 1000;
    return around;
}

/* Whoever answers one text has not answered the next. What can be answered is read with the first
 * one of each kind. */
static void emit_asked(struct writer *writer, const struct routine *routine,
                       const struct routine_step *steps, const struct timeline_course *course,
                       enum body_side side)
{
    const struct routine_step *step = &steps[writer->step];
    bool begins = true;
    for (int i = 0; i < asked_count(step); i++) {
        begins = begins || asked_waits(step, i) != asked_waits(step, i - 1);
        if (!asked_now(routine, steps, writer->step, i, course->first, course->declined))
            continue;
        bool answers = writer->pace.spoken && begins;
        ms_t length = answers ? 2 * SESSION_READ_MS : SESSION_READ_MS;
        (asked_waits(step, i) ? emit_waiting : emit)(writer, PHASE_ASK, side, length, 1, i + 1);
        begins = false;
    }
}

static void emit_step(struct writer *writer, const struct plan *plan, const struct around *around)
{
    enum body_side first = plan_first_side(plan);
    enum body_side last = plan_last_side(plan);
    writer->last = PHASE_READY;
    if (around->change > 0)
        emit(writer, PHASE_CHANGE, first, around->change, 1, 1);
    emit(writer, PHASE_READY, first, around->ready, 1, 1);
    for (int set = 1; set <= plan->sets; set++) {
        if (set > 1 && plan->rest > 0)
            emit(writer, PHASE_REST, first, plan->rest, set - 1, plan->reps);
        else if (set > 1)
            emit_gap(writer, plan, last, first, set - 1, plan->reps);
        emit_set(writer, plan, first, set);
        if (plan->sides == SIDES_EACH) {
            emit_switch(writer, plan, last, set, plan->reps);
            emit_set(writer, plan, last, set);
        }
    }
    ms_t rest = plan->rest < around->rest_most ? plan->rest : around->rest_most;
    rest = rest > around->rest_least ? rest : around->rest_least;
    if (rest > 0)
        emit(writer, PHASE_REST, last, rest, plan->sets, plan->reps);
}

int timeline_build(const struct routine *routine, const struct routine_step *steps,
                   const struct timeline_course *course, struct phase *out, int *step_first)
{
    struct writer writer = {.out = out, .pace = course->pace};
    int step_count = timeline_step_count(routine);
    for (int i = 0; i < step_count; i++) {
        struct plan plan = plan_of(&steps[i]);
        struct around around = around_step(routine, steps, i, course);
        if (step_first)
            step_first[i] = writer.count;
        writer.step = i;
        emit_asked(&writer, routine, steps, course, plan_first_side(&plan));
        emit_step(&writer, &plan, &around);
    }
    if (step_first)
        step_first[step_count] = writer.count;
    writer.step = step_count;
    emit(&writer, PHASE_FINISHED, SIDE_NONE, 0, 0, 0);

    ms_t after = 0;
    for (int i = writer.count - 1; out && i >= 0; i--) {
        out[i].after_ms = after;
        after += out[i].planned_ms;
    }
    return writer.count;
}

static ms_t step_length(const struct routine *routine, int step, struct session_pace pace)
{
    struct writer writer = {.step = step, .pace = pace};
    struct plan plan = plan_of(&routine->steps[step]);
    const struct timeline_course whole = {.pace = pace};
    struct around around = around_step(routine, routine->steps, step, &whole);
    emit_asked(&writer, routine, routine->steps, &whole, plan_first_side(&plan));
    emit_step(&writer, &plan, &around);
    return writer.total;
}

ms_t session_step_length(const struct routine *routine, int step)
{
    int count = timeline_step_count(routine);
    return step < 0 || step >= count ? 0 : step_length(routine, step, (struct session_pace){0});
}

ms_t session_routine_length(const struct routine *routine)
{
    return session_slow_length(routine, (struct session_pace){0});
}

ms_t session_slow_length(const struct routine *routine, struct session_pace pace)
{
    ms_t sum = 0;
    for (int i = 0; i < timeline_step_count(routine); i++)
        sum += step_length(routine, i, pace);
    return sum;
}

int session_slow_percent(int wished)
{
    return int_clamp(wished, 100, SESSION_SLOWEST_PERCENT);
}
