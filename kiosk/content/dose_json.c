#include <string.h>

#include "content/content_internal.h"

static const struct field {
    const char *key;
    size_t offset; /* of an int in struct dose */
} fields[DOSE_FIELD_COUNT] = {
    [DOSE_SETS] = {"sets", offsetof(struct dose, sets)},
    [DOSE_REPS] = {"reps", offsetof(struct dose, reps)},
    [DOSE_HOLD_S] = {"hold_s", offsetof(struct dose, hold_s)},
    [DOSE_RELAX_S] = {"relax_s", offsetof(struct dose, relax_s)},
    [DOSE_REST_S] = {"rest_s", offsetof(struct dose, rest_s)},
    [DOSE_DURATION_S] = {"duration_s", offsetof(struct dose, duration_s)},
    [DOSE_BREATHS_N] = {"breaths", offsetof(struct dose, breaths)},
    [DOSE_SIDE_CHANGE_S] = {"side_change_s", offsetof(struct dose, side_change_s)},
};

const char *dose_key(enum dose_field field)
{
    return fields[field].key;
}

int *dose_number(struct dose *dose, enum dose_field field)
{
    return (int *)((char *)dose + fields[field].offset);
}

static int *field_of(struct dose *dose, int field)
{
    return dose_number(dose, (enum dose_field)field);
}

void dose_default(struct dose *dose)
{
    *dose = (struct dose){
        .sets = 1, .reps = 1, .relax_s = 3, .rest_s = 10, .breath_s = {4, 6}, .side_change_s = 6};
}

/* Two whole numbers, the smaller one first. */
static void read_range(struct json value, const struct dose_range *limits, struct dose_range *out)
{
    struct json first = json_first(value);
    struct json second = json_next(first);
    struct dose_range range;
    if (json_type(value) != JSON_ARRAY || json_count(value) != 2) {
        json_error(value, "is not a range; a list of two numbers is needed, such as [%d, %d]",
                   limits->min, limits->max);
        return;
    }
    if (!json_value_int(first, limits->min, limits->max, &range.min) ||
        !json_value_int(second, limits->min, limits->max, &range.max))
        return;
    if (range.min > range.max)
        json_error(value, "goes from %d down to %d; the smaller number stands first", range.min,
                   range.max);
    else
        *out = range;
}

void dose_read_ranges(struct json value, struct dose_range ranges[DOSE_FIELD_COUNT])
{
    struct json_object object;
    if (!json_object_begin(&object, value))
        return;
    for (int i = 0; i < DOSE_FIELD_COUNT; i++) {
        struct json range = json_member(&object, fields[i].key, JSON_OPTIONAL);
        if (json_present(range))
            read_range(range, &dose_limits[i], &ranges[i]);
    }
    json_object_done(&object);
}

/* Exactly `count` numbers; *total is their sum. */
static bool read_seconds(struct json value, size_t count, double min, double max, double *out,
                         double *total)
{
    if (json_type(value) != JSON_ARRAY || json_count(value) != count) {
        json_error(value, "is not a list of %zu numbers; %s is needed", count,
                   count == 3 ? "[out, stay, back]" : "[in, out]");
        return false;
    }
    *total = 0;
    for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
        if (!json_value_number(item, min, max, out))
            return false;
        *total += *out++;
    }
    return true;
}

/* One dose object: where each value stands, so that faults can point at it. */
struct reading {
    struct json_object object;
    struct json given[DOSE_FIELD_COUNT];
    struct json tempo;
    const char *way; /* the key that decides how the player counts; NULL: none does */
    bool faulty;     /* a value is there, but wrong */
};

/* Hold, time, breaths and pace exclude each other. */
static void note_way(struct reading *r, struct json value, const char *key)
{
    if (!json_present(value))
        return;
    if (r->way)
        json_error(value, "does not go with \"%s\"; a dose counts in one way only", r->way);
    else
        r->way = key;
}

static void read_values(struct reading *r, struct dose *dose)
{
    struct dose given = {0};
    for (int i = 0; i < DOSE_FIELD_COUNT; i++) {
        struct json value = json_member(&r->object, fields[i].key, JSON_OPTIONAL);
        int *number = field_of(&given, i);
        if (json_present(value) &&
            json_value_int(value, dose_limits[i].min, dose_limits[i].max, number))
            r->given[i] = value;
        else if (json_present(value))
            r->faulty = true;
    }
    double total;
    struct json tempo = json_member(&r->object, "tempo_s", JSON_OPTIONAL);
    if (json_present(tempo) && read_seconds(tempo, 3, 0, DOSE_TEMPO_S_MAX, given.tempo_s, &total)) {
        if (total < DOSE_REP_S_MIN)
            json_error(tempo, "takes %.10g s in all; at least %d is needed", total, DOSE_REP_S_MIN);
        r->tempo = tempo;
    } else if (json_present(tempo)) {
        r->faulty = true;
    }
    struct json breath = json_member(&r->object, "breath_s", JSON_OPTIONAL);
    if (json_present(breath) &&
        read_seconds(breath, 2, DOSE_BREATH_S_MIN, DOSE_BREATH_S_MAX, given.breath_s, &total))
        memcpy(dose->breath_s, given.breath_s, sizeof dose->breath_s);

    note_way(r, r->given[DOSE_HOLD_S], "hold_s");
    note_way(r, r->given[DOSE_DURATION_S], "duration_s");
    note_way(r, r->given[DOSE_BREATHS_N], "breaths");
    note_way(r, r->tempo, "tempo_s");
    if (r->way) { /* another way of counting replaces the exercise's */
        dose->hold_s = dose->duration_s = dose->breaths = 0;
        memcpy(dose->tempo_s, given.tempo_s, sizeof dose->tempo_s);
    }
    for (int i = 0; i < DOSE_FIELD_COUNT; i++)
        if (json_present(r->given[i]))
            *field_of(dose, i) = *field_of(&given, i);
}

static bool counts_reps(const struct dose *dose)
{
    return dose->breaths == 0 && dose->duration_s == 0;
}

static void check_ranges(struct reading *r, const struct dose_range ranges[DOSE_FIELD_COUNT],
                         struct dose *dose)
{
    for (int i = 0; i < DOSE_FIELD_COUNT; i++) {
        int number = *field_of(dose, i);
        struct json value = r->given[i];
        if (i == DOSE_REPS && !counts_reps(dose))
            continue;
        if (json_present(value) && ranges[i].max > 0 &&
            (number < ranges[i].min || number > ranges[i].max))
            json_error(value, "%d is outside the exercise's range; %d to %d are allowed", number,
                       ranges[i].min, ranges[i].max);
    }
}

/* Reps left out stand for one, which the range may forbid. */
static void check_unsaid(struct reading *r, const struct dose_range ranges[DOSE_FIELD_COUNT],
                         const struct dose *dose)
{
    const int unsaid[] = {DOSE_SETS, DOSE_REPS};
    for (int i = 0; i < 2; i++) {
        int field = unsaid[i];
        if (!json_present(r->given[field]) && ranges[field].min > 1 &&
            (field == DOSE_SETS || counts_reps(dose)))
            json_error(r->object.value, "leaves \"%s\" out, which means 1; %d to %d are allowed",
                       fields[field].key, ranges[field].min, ranges[field].max);
    }
}

static void check_reps(struct reading *r, struct dose *dose)
{
    if (counts_reps(dose))
        return;
    if (json_present(r->given[DOSE_REPS]) && dose->reps > 1)
        json_error(r->given[DOSE_REPS], "does not go with \"%s\"; use \"sets\" for several rounds",
                   dose->breaths > 0 ? "breaths" : "duration_s");
    dose->reps = 1;
}

static bool says_how_much(const struct reading *r)
{
    return r->way || json_present(r->given[DOSE_REPS]);
}

bool dose_read(struct json value, const struct dose_range ranges[DOSE_FIELD_COUNT],
               struct dose *dose)
{
    struct reading r = {0};
    dose_default(dose);
    if (!json_object_begin(&r.object, value) || !json_present(value))
        return false;
    read_values(&r, dose);
    bool complete = says_how_much(&r);
    if (!complete && !r.faulty && json_errors(value.file) == r.object.errors_before)
        json_error(value, "does not say how much; \"hold_s\", \"reps\", \"duration_s\" or "
                          "\"breaths\" is needed");
    check_reps(&r, dose);
    check_ranges(&r, ranges, dose);
    if (complete)
        check_unsaid(&r, ranges, dose);
    json_object_done(&r.object);
    return complete;
}

bool dose_read_override(struct json value, const struct dose_range ranges[DOSE_FIELD_COUNT],
                        bool complete, struct dose *dose)
{
    struct reading r = {0};
    if (!json_object_begin(&r.object, value))
        return false;
    if (!json_present(value))
        return complete;
    read_values(&r, dose);
    check_reps(&r, dose);
    check_ranges(&r, ranges, dose);
    json_object_done(&r.object);
    return complete || says_how_much(&r);
}
