#include <string.h>

#include "base/geometry.h"
#include "clinic/draft_internal.h"

struct draft_limit draft_limit(const struct exercise *exercise, enum dose_field field)
{
    struct dose_range range = dose_limits[field];
    struct draft_limit limit = {range.min, range.max, false};
    if (exercise && exercise->ranges[field].max > 0)
        limit =
            (struct draft_limit){exercise->ranges[field].min, exercise->ranges[field].max, true};
    return limit;
}

int draft_stride(enum dose_field field)
{
    static const int strides[DOSE_FIELD_COUNT] = {
        [DOSE_SETS] = 1,   [DOSE_REPS] = 1,        [DOSE_HOLD_S] = 5,    [DOSE_RELAX_S] = 1,
        [DOSE_REST_S] = 5, [DOSE_DURATION_S] = 30, [DOSE_BREATHS_N] = 1, [DOSE_SIDE_CHANGE_S] = 1};
    return strides[field];
}

static bool is_step(const struct draft *draft, int step)
{
    return step >= 0 && step < draft->now.step_count;
}

void draft_set_number(struct draft *draft, int step, enum dose_field field, int value)
{
    if (!is_step(draft, step) || *dose_number(&draft->now.steps[step].dose, field) == value)
        return;
    draft_remember(draft);
    *dose_number(&draft->now.steps[step].dose, field) = value;
    draft_changed(draft);
}

void draft_step_number(struct draft *draft, int step, const struct exercise *exercise,
                       enum dose_field field, int direction)
{
    if (!is_step(draft, step))
        return;
    int value = *dose_number(&draft->now.steps[step].dose, field), stride = draft_stride(field);
    struct draft_limit limit = draft_limit(exercise, field);
    bool within = value >= limit.min && value <= limit.max;
    if (within)
        value = int_step(value, stride, direction);
    draft_set_number(draft, step, field, int_clamp(value, limit.min, limit.max));
}

void draft_step_tempo(struct draft *draft, int step, int part, int direction)
{
    if (!is_step(draft, step) || part < 0 || part > 2)
        return;
    double *tempo = draft->now.steps[step].dose.tempo_s;
    double value = tempo[part] + 0.5 * direction;
    double total = tempo[0] + tempo[1] + tempo[2] - tempo[part] + value;
    if (value < 0 || value > DOSE_TEMPO_S_MAX || total < DOSE_REP_S_MIN)
        return;
    draft_remember(draft);
    tempo[part] = value;
    draft_changed(draft);
}

bool draft_can_count(const struct exercise *exercise, enum dose_kind kind)
{
    return kind != DOSE_OWN_PACE ||
           (exercise->has_dose && dose_kind(&exercise->dose) == DOSE_OWN_PACE);
}

/* What it was so far in numbers of the new way, near enough to be changed from there. */
static void begin_kind(struct dose *dose, const struct exercise *exercise, enum dose_kind kind)
{
    bool own = exercise->has_dose && dose_kind(&exercise->dose) == kind;
    const struct dose *from = own ? &exercise->dose : &dose_made[kind].first;
    const struct draft_limit hold = draft_limit(exercise, DOSE_HOLD_S);
    dose->hold_s = from->hold_s;
    dose->duration_s = from->duration_s;
    dose->breaths = from->breaths;
    memcpy(dose->tempo_s, from->tempo_s, sizeof dose->tempo_s);
    if (!own && kind == DOSE_HOLD && hold.of_exercise)
        dose->hold_s = hold.min;
    if (own || !dose_uses(kind, DOSE_REPS))
        dose->reps = dose_uses(kind, DOSE_REPS) ? from->reps : 1;
    for (int i = 0; i < dose_made[kind].counted_count; i++) {
        enum dose_field field = dose_made[kind].counted[i];
        struct draft_limit limit = draft_limit(exercise, field);
        int *number = dose_number(dose, field);
        if (field != DOSE_SETS)
            *number = int_clamp(*number, limit.min, limit.max);
    }
}

void draft_set_kind(struct draft *draft, int step, const struct exercise *exercise,
                    enum dose_kind kind)
{
    if (!is_step(draft, step) || !draft_can_count(exercise, kind) ||
        dose_kind(&draft->now.steps[step].dose) == kind)
        return;
    draft_remember(draft);
    begin_kind(&draft->now.steps[step].dose, exercise, kind);
    draft_changed(draft);
}

enum dose_field draft_wrong_number(const struct draft_step *step, const struct exercise *exercise)
{
    struct dose dose = step->dose;
    for (size_t i = 0; i < DOSE_FIELD_COUNT; i++) {
        enum dose_field field = dose_order[i];
        struct draft_limit limit = draft_limit(exercise, field);
        int number = *dose_number(&dose, field);
        if (dose_uses(dose_kind(&dose), field) && field != DOSE_SIDE_CHANGE_S &&
            (number < limit.min || number > limit.max))
            return field;
    }
    return DOSE_FIELD_COUNT;
}
