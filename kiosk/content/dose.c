#include "content/content.h"

/* At least 1 of what counts, at least 0 of what lies between. */
const struct dose_range dose_limits[DOSE_FIELD_COUNT] = {
    [DOSE_SETS] = {1, DOSE_SETS_MAX},
    [DOSE_REPS] = {1, DOSE_REPS_MAX},
    [DOSE_HOLD_S] = {1, DOSE_HOLD_S_MAX},
    [DOSE_RELAX_S] = {0, DOSE_RELAX_S_MAX},
    [DOSE_REST_S] = {0, DOSE_REST_S_MAX},
    [DOSE_DURATION_S] = {DOSE_DURATION_S_MIN, DOSE_DURATION_S_MAX},
    [DOSE_BREATHS_N] = {1, DOSE_BREATHS_MAX},
    [DOSE_SIDE_CHANGE_S] = {0, DOSE_SIDE_CHANGE_S_MAX},
};

const struct dose_made dose_made[DOSE_KIND_COUNT] = {
    [DOSE_HOLD] = {{DOSE_HOLD_S, DOSE_REPS, DOSE_SETS}, 3, {.sets = 1, .reps = 3, .hold_s = 20}},
    [DOSE_PACED] = {{DOSE_REPS, DOSE_SETS}, 2, {.sets = 1, .reps = 10, .tempo_s = {2, 1, 2}}},
    [DOSE_OWN_PACE] = {{DOSE_REPS, DOSE_SETS}, 2, {.sets = 1, .reps = 10}},
    [DOSE_TIME] = {{DOSE_DURATION_S, DOSE_SETS}, 2, {.sets = 1, .reps = 1, .duration_s = 60}},
    [DOSE_BREATHS] = {{DOSE_BREATHS_N, DOSE_SETS}, 2, {.sets = 1, .reps = 1, .breaths = 5}},
};

const enum dose_field dose_order[DOSE_FIELD_COUNT] = {
    DOSE_HOLD_S, DOSE_DURATION_S, DOSE_BREATHS_N, DOSE_REPS,
    DOSE_SETS,   DOSE_RELAX_S,    DOSE_REST_S,    DOSE_SIDE_CHANGE_S};

bool dose_in_seconds(enum dose_field field)
{
    switch (field) {
    case DOSE_HOLD_S:
    case DOSE_RELAX_S:
    case DOSE_REST_S:
    case DOSE_DURATION_S:
    case DOSE_SIDE_CHANGE_S:
        return true;
    case DOSE_SETS:
    case DOSE_REPS:
    case DOSE_BREATHS_N:
    case DOSE_FIELD_COUNT:
        break;
    }
    return false;
}

bool dose_uses(enum dose_kind kind, enum dose_field field)
{
    const struct dose_made *made = &dose_made[kind];
    for (int i = 0; i < made->counted_count; i++)
        if (made->counted[i] == field)
            return true;
    return field == DOSE_REST_S || field == DOSE_SIDE_CHANGE_S ||
           (field == DOSE_RELAX_S && kind == DOSE_HOLD);
}

enum dose_kind dose_kind(const struct dose *dose)
{
    if (dose->breaths > 0)
        return DOSE_BREATHS;
    if (dose->hold_s > 0)
        return DOSE_HOLD;
    if (dose->duration_s > 0)
        return DOSE_TIME;
    for (int i = 0; i < 3; i++)
        if (dose->tempo_s[i] > 0)
            return DOSE_PACED;
    return DOSE_OWN_PACE;
}

double hold_lead_s(double hold_s)
{
    const double longest = 2.5;
    return hold_s < 4 * longest ? hold_s / 4 : longest;
}

/* Of one set, on one side. */
static double set_estimate_s(const struct dose *dose)
{
    switch (dose_kind(dose)) {
    case DOSE_HOLD:
        return dose->reps * (hold_lead_s(dose->hold_s) + dose->hold_s + dose->relax_s);
    case DOSE_PACED:
        return dose->reps * (dose->tempo_s[0] + dose->tempo_s[1] + dose->tempo_s[2]);
    case DOSE_TIME:
        return dose->duration_s;
    case DOSE_BREATHS:
        return dose->breaths * (dose->breath_s[0] + dose->breath_s[1]);
    case DOSE_OWN_PACE:
        return dose->reps * DOSE_OWN_PACE_REP_S;
    }
    return 0;
}

double dose_estimate_s(const struct dose *dose, enum sides sides)
{
    bool shared = dose_kind(dose) == DOSE_TIME || dose_kind(dose) == DOSE_BREATHS;
    bool twice = sides == SIDES_EACH || (sides == SIDES_ALTERNATE && !shared);
    int pause = dose->rest_s + (sides == SIDES_EACH ? dose->side_change_s : 0);
    return dose->sets * ((twice ? 2 : 1) * set_estimate_s(dose) + pause);
}
