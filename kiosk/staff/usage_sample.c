#include <stdio.h>

#include "base/memory.h"
#include "staff/usage_internal.h"
#include "store/wall.h"

/* A clinic of middling size, without its files. */

static void add_periods(struct usage *usage, enum usage_unit unit, const int *visits, int count)
{
    int today = wall_day(staff_sample_now());
    usage->unit = unit;
    usage->period_count = count;
    usage->periods = memory_new((size_t)count, sizeof *usage->periods);
    for (int i = 0; i < count; i++) {
        struct usage_period *period = &usage->periods[i];
        int before = count - 1 - i, month = today / 100 % 100 - before;
        if (unit == USAGE_MONTHS)
            period->first =
                (today / 10000 - (month < 1)) * 10000 + (month < 1 ? month + 12 : month) * 100 + 1;
        else if (unit == USAGE_WEEKS)
            period->first = usage_day_after(today, -usage_weekday(today) - 7 * before);
        else
            period->first = usage_day_after(today, -before);
        period->last = i == count - 1 ? today : period->first;
        period->visits = visits[i] > 0 ? visits[i] : 0;
        period->none = visits[i] < 0;
        period->open = i == count - 1;
        usage->visits += period->visits;
    }
}

static void add_visits(struct usage *usage, enum usage_range range)
{
    static const int days[] = {11, 9, -1, -1, 16, 18, 14, 15, 12, -1, -1, 19, 21, 14};
    static const int weeks[] = {-1, 31, 48, 55, 62, 57, 70, 66, 71, 64, 69, 75, 54};
    static const int months[] = {-1, -1, -1, 96, 141, 188, 203, 176, 224, 251, 298, 54};
    if (range == USAGE_RANGE_YEAR)
        add_periods(usage, USAGE_MONTHS, months, sizeof months / sizeof *months);
    else if (range == USAGE_RANGE_WEEKS)
        add_periods(usage, USAGE_WEEKS, weeks, sizeof weeks / sizeof *weeks);
    else
        add_periods(usage, USAGE_DAYS, days, sizeof days / sizeof *days);
}

static const struct usage_routine samples[] = {
    {NULL, 52, 41, 1, 11, {22, 9, 1, false}, NULL, 0},
    {NULL, 38, 24, 4, 14, {11, 9, 3, false}, NULL, 0},
    {NULL, 31, 27, 0, 4, {15, 8, 0, false}, NULL, 0},
    {NULL, 16, 12, 2, 4, {7, 3, 1, false}, NULL, 0},
    {NULL, 12, 9, 0, 3, {0, 0, 0, true}, NULL, 0},
};

enum { SAMPLES = sizeof samples / sizeof *samples };

/* More are left the later a step comes, and two of them hurt. */
static void add_steps(struct usage *usage, struct usage_routine *counted,
                      const struct routine *routine)
{
    int count = int_min((int)routine->step_count, 5);
    counted->steps = memory_new((size_t)count, sizeof *counted->steps);
    counted->step_count = count;
    for (int i = 0; i < count; i++)
        counted->steps[i] = (struct usage_step){
            .exercise = arena_strdup(&usage->arena, routine->steps[i].exercise->id),
            .left = i * counted->left / 10,
            .hurts = i == 1 ? counted->hurts : 0};
}

static void add_routines(struct usage *usage, const struct content *content)
{
    int count = int_min((int)content->routine_count, SAMPLES);
    usage->routines = memory_new((size_t)SAMPLES, sizeof *usage->routines);
    usage->routine_count = count;
    for (int i = 0; i < count; i++) {
        struct usage_routine *counted = &usage->routines[i];
        *counted = samples[i];
        counted->id = arena_strdup(&usage->arena, content->routines[i]->id);
        add_steps(usage, counted, content->routines[i]);
        usage->started += counted->started;
        usage->finished += counted->finished;
        usage->hurts += counted->hurts;
    }
}

void usage_show_sample(struct screen_context *context, struct usage *usage)
{
    static const int hours[] = {5, 14, 21, 17, 5, 4, 11, 16, 12, 4};
    struct staff_usage *state = &context->staff->usage;
    const struct staff *staff = context->staff;
    usage_free(usage);
    usage->known = !staff_shows(staff, "unknown");
    if (state->read_at == 0 && staff_shows(staff, "year"))
        state->range = USAGE_RANGE_YEAR;
    if (state->read_at == 0 && staff_shows(staff, "weeks"))
        state->range = USAGE_RANGE_WEEKS;
    add_visits(usage, state->range);
    if (staff_shows(staff, "empty"))
        return;
    if (context->content)
        add_routines(usage, context->content);
    for (int i = 0; i < (int)(sizeof hours / sizeof *hours); i++)
        usage->hours[8 + i] = hours[i];
    state->read_only = staff_shows(staff, "read-only");
    if (staff_shows(staff, "stick") || state->read_only)
        snprintf(state->stick, sizeof state->stick, "/media/stick");
    if (staff_shows(staff, "full"))
        state->saved = "staff.usage.full";
    if (staff_shows(staff, "routines"))
        state->page = USAGE_PAGE_ROUTINES;
    if (staff_shows(staff, "steps") && usage->routine_count > 0) {
        snprintf(state->routine, sizeof state->routine, "%s", usage->routines[0].id);
        state->page = USAGE_PAGE_STEPS;
    }
}
