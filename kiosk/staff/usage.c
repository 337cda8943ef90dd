#include "staff/usage.h"

#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "staff/frame.h"
#include "staff/usage_internal.h"

/* The counts by day, week and month; which routines, and where they were left. */

enum { READ_EVERY_MS = 30000 };

void staff_usage_forget(struct staff_usage *state)
{
    usage_free(&state->usage);
    work_leave(state->saving);
    *state = (struct staff_usage){0};
}

static struct staff_usage *state_of(const struct screen_context *context)
{
    return &context->staff->usage;
}

static void look(struct screen_context *context)
{
    static const struct usage_span spans[USAGE_RANGES] = {[USAGE_RANGE_DAYS] = {USAGE_DAYS, 14},
                                                          [USAGE_RANGE_WEEKS] = {USAGE_WEEKS, 13},
                                                          [USAGE_RANGE_YEAR] = {USAGE_MONTHS, 12}};
    struct staff_usage *state = state_of(context);
    if (context->staff->sample)
        usage_show_sample(context, &state->usage);
    else
        usage_read(&state->usage, context->store, spans[state->range], &context->config->hours,
                   context->wall);
    state->read_at = context->now;
}

static void enter(struct screen_context *context)
{
    struct staff_usage *state = state_of(context);
    state->page = USAGE_PAGE_CHARTS;
    state->scroll = (struct scroll){0};
    state->saved = NULL;
    look(context);
}

static void begin_save(struct screen_context *context)
{
    struct staff_usage *state = state_of(context);
    if (!state->stick[0] || state->read_only || state->saving || context->staff->sample)
        return;
    struct usage_save *save =
        usage_save_new(context->store, context->content, state->stick, context->wall);
    if (!save) {
        look(context);
        return;
    }
    snprintf(state->file, sizeof state->file, "%s", save->file);
    state->saved = "staff.usage.saving";
    state->good = true;
    state->saving = work_begin(usage_save_run, usage_save_free, save, context->staff->on_work_done);
}

static void end_save(struct staff_usage *state)
{
    static const char *const words[] = {[STICK_WRITTEN] = "staff.usage.saved",
                                        [STICK_WRITE_FULL] = "staff.usage.full",
                                        [STICK_WRITE_GONE] = "staff.usage.gone",
                                        [STICK_WRITE_READ_ONLY] = "staff.usage.read_only",
                                        [STICK_WRITE_FAILED] = "staff.usage.failed"};
    struct usage_save *save = work_end(state->saving);
    state->saving = NULL;
    state->saved = words[save->end];
    state->good = save->end == STICK_WRITTEN;
    usage_save_free(save);
}

/* The newest that is plugged in. */
static void follow_stick(struct staff_usage *state, const struct sticks *sticks)
{
    const struct stick none = {0};
    bool any = sticks && sticks->count > 0;
    const struct stick *stick = any ? &sticks->list[sticks->count - 1] : &none;
    snprintf(state->stick, sizeof state->stick, "%s", stick->path);
    state->read_only = stick->read_only;
}

static void update(struct screen_context *context)
{
    struct staff_usage *state = state_of(context);
    if (!context->staff->sample)
        follow_stick(state, context->staff->sticks);
    if (state->saving && work_done(state->saving))
        end_save(state);
    if (context->now - state->read_at >= READ_EVERY_MS)
        look(context);
}

static void choose_range(struct screen_context *context, enum usage_range range)
{
    state_of(context)->range = range;
    look(context);
}

static void open_list(struct staff_usage *state)
{
    state->page = USAGE_PAGE_ROUTINES;
    state->list_scroll = (struct scroll){0};
}

static void open_steps(struct staff_usage *state, int routine)
{
    if (routine < 0 || routine >= state->usage.routine_count)
        return;
    snprintf(state->routine, sizeof state->routine, "%s", state->usage.routines[routine].id);
    state->page = USAGE_PAGE_STEPS;
    state->steps_scroll = (struct scroll){0};
}

/* False where there is none. */
static bool go_back(struct staff_usage *state)
{
    if (state->page == USAGE_PAGE_CHARTS)
        return false;
    state->page--;
    return true;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_usage *state = state_of(context);
    if (tap->kind == TAP_BACK && go_back(state))
        return;
    if (staff_frame_tap(context, tap) || tap->kind != TAP_TARGET)
        return;
    if (strncmp(tap->id, "range:", 6) == 0)
        choose_range(context, (enum usage_range)tap->index);
    else if (strncmp(tap->id, "routine:", 8) == 0)
        open_steps(state, tap->index);
    else if (strcmp(tap->id, "back") == 0)
        go_back(state);
    else if (strcmp(tap->id, "save") == 0)
        begin_save(context);
    else if (strcmp(tap->id, "list") == 0)
        open_list(state);
}

static ms_t wake(const struct screen_context *context)
{
    return context->staff->sample ? MS_NEVER : state_of(context)->read_at + READ_EVERY_MS;
}

const struct screen screen_staff_usage = {
    .staff = true,
    .sticks = true,
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = staff_usage_draw,
    .wake = wake,
};
