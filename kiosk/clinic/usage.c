#include "clinic/usage.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "store/wall.h"

/* Noon of a day, moved by days and months, in a calendar without time zones. */
static struct tm moved(int day, int days, int months)
{
    struct tm date = {.tm_year = day / 10000 - 1900,
                      .tm_mon = day / 100 % 100 - 1 + months,
                      .tm_mday = day % 100 + days,
                      .tm_hour = 12};
    time_t seconds = timegm(&date);
    gmtime_r(&seconds, &date);
    return date;
}

int usage_day_after(int day, int days)
{
    struct tm date = moved(day, days, 0);
    return wall_date(&date);
}

int usage_weekday(int day)
{
    return (moved(day, 0, 0).tm_wday + 6) % 7;
}

bool usage_answers_shown(const struct usage_answers *answers)
{
    return answers->better + answers->same + answers->worse >= USAGE_ANSWERS_LEAST;
}

int usage_busiest(const struct usage *usage)
{
    int busiest = 0;
    for (int i = 1; i < STORE_HOURS; i++)
        if (usage->hours[i] > usage->hours[busiest])
            busiest = i;
    return usage->hours[busiest] > 0 ? busiest : -1;
}

const char *usage_known_name(const struct content *content, const char *id)
{
    for (size_t i = 0; content && i < content->routine_count + content->hidden_count; i++)
        if (strcmp(content->routines[i]->id, id) == 0)
            return content->routines[i]->name;
    const struct exercise *exercise = content ? content_exercise(content, id) : NULL;
    return exercise ? exercise->name : NULL;
}

const char *usage_name(const struct content *content, const char *id)
{
    const char *name = usage_known_name(content, id);
    return name ? name : id;
}

static int month_begin(int day, int months)
{
    struct tm date = moved(day / 100 * 100 + 1, 0, months);
    return wall_date(&date);
}

/* The first day of the unit that is so many before the one of `day`. */
static int unit_begin(enum usage_unit unit, int day, int before)
{
    if (unit == USAGE_MONTHS)
        return month_begin(day, -before);
    if (unit == USAGE_WEEKS)
        return usage_day_after(day, -usage_weekday(day) - 7 * before);
    return usage_day_after(day, -before);
}

static void make_periods(struct usage *usage, struct usage_span span, int today)
{
    usage->unit = span.unit;
    usage->period_count = span.count;
    usage->periods = memory_new((size_t)span.count, sizeof *usage->periods);
    for (int i = 0; i < span.count; i++) {
        struct usage_period *period = &usage->periods[i];
        int before = span.count - 1 - i;
        period->open = before == 0;
        period->first = unit_begin(span.unit, today, before);
        period->last =
            period->open ? today : usage_day_after(unit_begin(span.unit, today, before - 1), -1);
    }
}

static struct usage_routine *routine_of(struct usage *usage, const char *id, size_t length)
{
    for (int i = 0; i < usage->routine_count; i++)
        if (strncmp(usage->routines[i].id, id, length) == 0 && !usage->routines[i].id[length])
            return &usage->routines[i];
    int count = usage->routine_count++;
    if ((count & (count - 1)) == 0) /* as many again at each power of two */
        usage->routines = memory_grow(usage->routines, count > 0 ? (size_t)count * 2 : 1,
                                      sizeof *usage->routines);
    usage->routines[count] = (struct usage_routine){.id = arena_strndup(&usage->arena, id, length)};
    return &usage->routines[count];
}

static struct usage_step *step_of(struct usage *usage, struct usage_routine *routine,
                                  const char *exercise)
{
    for (int i = 0; i < routine->step_count; i++)
        if (strcmp(routine->steps[i].exercise, exercise) == 0)
            return &routine->steps[i];
    int count = routine->step_count++;
    if ((count & (count - 1)) == 0)
        routine->steps =
            memory_grow(routine->steps, count > 0 ? (size_t)count * 2 : 1, sizeof *routine->steps);
    routine->steps[count] = (struct usage_step){.exercise = arena_strdup(&usage->arena, exercise)};
    return &routine->steps[count];
}

static void add_step(struct usage *usage, const struct store_row *row)
{
    const char *slash = strchr(row->key, '/');
    if (!slash)
        return;
    struct usage_routine *routine = routine_of(usage, row->key, (size_t)(slash - row->key));
    struct usage_step *step = step_of(usage, routine, slash + 1);
    if (row->kind == STORE_LEFT_AT) {
        step->left += row->n;
    } else {
        step->hurts += row->n;
        routine->hurts += row->n;
    }
}

/* NULL for what is not counted by routine. */
static long long *count_of(struct usage_routine *routine, enum store_kind kind)
{
    switch (kind) {
    case STORE_ROUTINE_STARTED:
        return &routine->started;
    case STORE_ROUTINE_FINISHED:
        return &routine->finished;
    case STORE_FELT_BETTER:
    case STORE_FELT_SAME:
    case STORE_FELT_WORSE:
    case STORE_HURT:
    case STORE_RED_FLAG_RAISED:
    case STORE_TALKED_TO_STAFF:
    case STORE_VISIT:
    case STORE_LEFT_AT:
    case STORE_HURT_AT:
    case STORE_KIND_COUNT:
        break;
    }
    return NULL;
}

static void add_routine(struct usage *usage, const struct store_row *row)
{
    struct usage_routine *routine = routine_of(usage, row->key, strlen(row->key));
    *count_of(routine, row->kind) += row->n;
}

/* What they are is told in parcels. */
static void add_answers(struct usage *usage, const struct store_row *row)
{
    routine_of(usage, row->key, strlen(row->key))->answers.withheld = true;
}

static bool add_parcels(struct usage *usage, struct store *store, int first, int last)
{
    struct arena scratch = {0};
    struct usage_parcel *parcels;
    size_t count;
    bool read = usage_parcels(store, first, last, &scratch, &parcels, &count);
    for (size_t i = 0; i < count; i++) {
        struct usage_answers *sum =
            &routine_of(usage, parcels[i].id, strlen(parcels[i].id))->answers;
        sum->better += parcels[i].answers.better;
        sum->same += parcels[i].answers.same;
        sum->worse += parcels[i].answers.worse;
    }
    arena_free(&scratch);
    return read;
}

/* A reading under way. */
struct reading {
    struct usage *usage;
    int period; /* of the row before */
    bool begun;
};

static struct usage_period *period_of(struct reading *reading, int day)
{
    struct usage *usage = reading->usage;
    while (reading->period < usage->period_count - 1 && usage->periods[reading->period].last < day)
        reading->period++;
    if (!reading->begun)
        for (int i = 0; i < reading->period; i++)
            usage->periods[i].none = true;
    reading->begun = true;
    return &usage->periods[reading->period];
}

static void take_row(void *what, const struct store_row *row)
{
    struct reading *reading = what;
    struct usage *usage = reading->usage;
    struct usage_period *period = period_of(reading, row->day);
    if (row->kind == STORE_VISIT)
        period->visits += row->n, usage->visits += row->n;
    else if (row->kind == STORE_HURT)
        usage->hurts += row->n;
    else if (row->kind == STORE_LEFT_AT || row->kind == STORE_HURT_AT)
        add_step(usage, row);
    else if (usage_answer(&(struct usage_answers){0}, row->kind))
        add_answers(usage, row);
    else if (count_of(&(struct usage_routine){0}, row->kind))
        add_routine(usage, row);
}

static bool closed_on(const struct hours *hours, int day)
{
    for (int i = 0; i < hours->closed.count; i++)
        if (hours->closed.dates[i] == day)
            return true;
    return hours->days[usage_weekday(day)].count == 0;
}

static void mark_closed(struct usage *usage, const struct hours *hours)
{
    for (int i = 0; i < usage->period_count && usage->unit == USAGE_DAYS; i++) {
        struct usage_period *period = &usage->periods[i];
        if (period->visits == 0 && closed_on(hours, period->first))
            period->none = true;
    }
}

static int compare_routines(const void *a, const void *b)
{
    const struct usage_routine *one = a, *other = b;
    if (one->started != other->started)
        return one->started < other->started ? 1 : -1;
    return strcmp(one->id, other->id);
}

static void sum_up(struct usage *usage)
{
    for (int i = 0; i < usage->routine_count; i++) {
        struct usage_routine *routine = &usage->routines[i];
        usage->started += routine->started;
        usage->finished += routine->finished;
        routine->left = routine->started - routine->finished;
        if (routine->left < 0) /* begun before midnight */
            routine->left = 0;
    }
    if (usage->routine_count > 0)
        qsort(usage->routines, (size_t)usage->routine_count, sizeof *usage->routines,
              compare_routines);
    long long counted = 0;
    for (int i = 0; i < STORE_HOURS; i++)
        counted += usage->hours[i];
    if (counted < USAGE_HOURS_LEAST)
        memset(usage->hours, 0, sizeof usage->hours);
}

bool usage_read(struct usage *usage, struct store *store, struct usage_span span,
                const struct hours *hours, int64_t now)
{
    usage_free(usage);
    int today = wall_day(now);
    make_periods(usage, span, today);
    struct reading reading = {.usage = usage};
    usage->known = store_read(store, usage->periods[0].first, today, take_row, &reading) &&
                   add_parcels(usage, store, usage->periods[0].first, today) &&
                   store_read_hours(store, usage->hours);
    for (int i = 0; i < usage->period_count && !reading.begun; i++)
        usage->periods[i].none = true;
    if (hours)
        mark_closed(usage, hours);
    sum_up(usage);
    return usage->known;
}

void usage_free(struct usage *usage)
{
    for (int i = 0; i < usage->routine_count; i++)
        free(usage->routines[i].steps);
    free(usage->routines);
    free(usage->periods);
    arena_free(&usage->arena);
    *usage = (struct usage){0};
}
