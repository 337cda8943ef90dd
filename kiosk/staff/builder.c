#include "staff/builder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_log.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"
#include "staff/frame.h"
#include "ui/drag_handle.h"
#include "ui/stepper.h"

void staff_builder_forget(struct staff_builder *builder)
{
    draft_free(&builder->draft);
    work_leave(builder->parcel);
    *builder = (struct staff_builder){.place = -1};
}

static struct staff_builder *state_of(const struct screen_context *context)
{
    return &context->staff->builder;
}

const struct draft_step *builder_step(const struct builder_view *v)
{
    return v->now->chosen >= 0 ? &v->now->steps[v->now->chosen] : NULL;
}

const struct exercise *builder_exercise(const struct builder_view *v)
{
    const struct draft_step *step = builder_step(v);
    return step ? content_exercise(v->context->content, step->exercise) : NULL;
}

const struct routine *builder_routine(const struct screen_context *context, struct arena *arena)
{
    struct routine *routine = ARENA_NEW(arena, struct routine);
    bool any = draft_routine(&state_of(context)->draft, context->content,
                             strings_code(context->strings), arena, routine);
    if (!any)
        return NULL;
    if (builder_is_anybodys(&state_of(context)->draft.now))
        routine->person = builder_next_person(context);
    return routine;
}

void builder_say(struct staff_builder *builder, bool failed, const char *text)
{
    builder->failed = failed;
    builder->told = false;
    snprintf(builder->said, sizeof builder->said, "%s", text);
}

static void fill_sample(struct screen_context *context)
{
    static const char *const steps[] = {"pelvic-tilt", "knee-to-chest", "supine-hamstring",
                                        "relaxed-breathing"};
    struct draft *draft = &state_of(context)->draft;
    const char *code = strings_code(context->strings);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct exercise *exercise = content_exercise(context->content, steps[i]);
        if (exercise)
            draft_add(draft, exercise);
    }
    if (draft->now.step_count < 2)
        return;
    draft_set_number(draft, 1, DOSE_HOLD_S, 25);
    draft_set_number(draft, 1, DOSE_REPS, 3);
    draft_set_note(draft, 1, code, tr(context->strings, "staff.sample.note"));
    draft_set_name(draft, code, tr(context->strings, "staff.sample.week"));
    draft_set_summary(draft, code, tr(context->strings, "staff.sample.line"));
    draft_set_color(draft, ROUTINE_LILAC);
    draft_set_person(draft, "mara");
    draft_choose(draft, 1);
    for (int i = 0; i < 8 && staff_shows(context->staff, "many"); i++)
        draft_double(draft, i);
}

static void show_sample(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    staff_builder_forget(b);
    draft_begin(&b->draft);
    if (!staff_shows(context->staff, "empty"))
        fill_sample(context);
    b->seen = b->draft.history_count;
    b->on_stick = staff_shows(context->staff, "on-stick");
    b->draft.unkept = b->on_stick || staff_shows(context->staff, "lost");
    b->draft.unkept_why = b->draft.unkept ? ENOSPC : 0;
    b->sheet = staff_shows(context->staff, "details")      ? BUILDER_DETAILS
               : staff_shows(context->staff, "more")       ? BUILDER_MORE
               : staff_shows(context->staff, "unsaved")    ? BUILDER_UNSAVED
               : b->draft.unkept                           ? BUILDER_UNSAVED
               : staff_shows(context->staff, "read-only")  ? BUILDER_UNSAVED
               : staff_shows(context->staff, "unfinished") ? BUILDER_UNFINISHED
               : staff_shows(context->staff, "actions")    ? BUILDER_ACTIONS
               : staff_shows(context->staff, "places")     ? BUILDER_PLACES
                                                           : BUILDER_NO_SHEET;
    b->page = staff_shows(context->staff, "step")      ? BUILDER_STEP
              : staff_shows(context->staff, "library") ? BUILDER_LIBRARY
                                                       : BUILDER_STEPS;
    b->known = true;
}

void builder_know_draft(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    if (b->known || !context->content)
        return;
    staff_builder_forget(b);
    b->known = true;
    if (!draft_read(&b->draft))
        builder_leave_saved(b);
}

const struct draft_state *staff_builder_unsaved(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    if (context->staff->sample)
        return NULL;
    builder_know_draft(context);
    if (b->known && !draft_empty(&b->draft) && builder_was_only_seen(b) && !b->resume)
        builder_leave_saved(b); /* whatever lay over it was left */
    return b->known && b->draft.now.changed && !draft_empty(&b->draft) ? &b->draft.now : NULL;
}

void staff_builder_go_on(struct screen_context *context)
{
    state_of(context)->resume = true;
    context->go = SCREEN_STAFF_BUILDER;
}

/* What stands here is not what its file says. */
static void tell_of_file(const struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    const char *text =
        b->source == DRAFT_FROM_SHOWN   ? tr(context->strings, "staff.builder.stands_in")
        : b->source == DRAFT_FROM_GUESS ? tr(context->strings, "staff.builder.guessed")
                                        : b->mending;
    if (*text) {
        builder_say(b, false, text);
        b->told = true;
    }
    b->source = DRAFT_FROM_NOTHING;
    b->mending[0] = '\0';
}

static void enter(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    bool asks = (!b->met || b->anew) && !b->resume;
    if (context->staff->sample)
        show_sample(context);
    else
        builder_know_draft(context);
    if (!context->staff->sample && builder_was_only_seen(b) && !b->resume)
        builder_leave_saved(b);
    if (!context->staff->sample && asks && b->draft.now.changed && !draft_empty(&b->draft))
        b->sheet = BUILDER_UNFINISHED;
    b->resume = b->anew = false;
    b->met = true;
    b->said[0] = '\0';
    tell_of_file(context);
    b->figure_at = context->now;
}

static void restart_figure(struct screen_context *context)
{
    struct staff_builder *b = state_of(context);
    b->figure_at = context->now;
    b->still = false;
}

void builder_add(struct screen_context *context, const char *id)
{
    struct staff_builder *b = state_of(context);
    const struct exercise *exercise = content_exercise(context->content, id);
    if (!exercise)
        return;
    if (!draft_add(&b->draft, exercise)) {
        struct arena scratch = {0};
        builder_say(b, true,
                    tr_format(context->strings, &scratch, "staff.builder.full",
                              {"n", NULL, ROUTINE_STEPS_MAX}));
        arena_free(&scratch);
    }
    restart_figure(context);
}

static bool tap_number(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    struct draft *draft = &b->draft;
    int chosen = draft->now.chosen;
    if (chosen < 0 || tap->index < 0 || tap->index >= DOSE_FIELD_COUNT)
        return false;
    char tempo[16];
    snprintf(tempo, sizeof tempo, "tempo%d", tap->index);
    int way = stepper_press(tap, tempo);
    if (way != 0) {
        draft_step_tempo(draft, chosen, tap->index, way);
        return true;
    }
    way = stepper_press(tap, dose_key((enum dose_field)tap->index));
    if (way == 0)
        return false;
    draft_step_number(draft, chosen,
                      content_exercise(context->content, draft->now.steps[chosen].exercise),
                      (enum dose_field)tap->index, way);
    return true;
}

/* In memory that a next change of the draft leaves alone: the draft's arena only grows. */
static struct tried find_draft(const struct screen_context *context, struct arena *arena,
                               const char *id)
{
    (void)id; /* there is one draft */
    return (struct tried){context->content, builder_routine(context, arena)};
}

static void try_it(struct screen_context *context)
{
    tryout_begin(context, find_draft, "", 0, SCREEN_STAFF_BUILDER);
    if (context->staff->tryout.on)
        state_of(context)->resume = true;
}

static bool tap_steps(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    struct draft *draft = &b->draft;
    int from, to, chosen = draft->now.chosen;
    if (drag_list_moved(tap, "steps", &from, &to))
        draft_move(draft, from, to);
    else if (strncmp(tap->id, "steps:", 6) == 0 || strncmp(tap->id, "step:", 5) == 0)
        draft_choose(draft, tap->index), restart_figure(context);
    else if (strcmp(tap->id, "double") == 0)
        draft_double(draft, chosen);
    else if (strcmp(tap->id, "remove") == 0)
        draft_remove(draft, chosen), b->sheet = BUILDER_NO_SHEET; /* that it is gone is seen */
    else
        return false;
    return true;
}

static bool tap_library(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    if (strncmp(tap->id, "add:", 4) == 0) {
        builder_add(context, tap->id + 4);
    } else if (strncmp(tap->id, "place:", 6) == 0) {
        b->place = tap->index;
        if (b->sheet == BUILDER_PLACES)
            b->sheet = BUILDER_NO_SHEET;
        b->library = (struct scroll){0};
    } else if (strcmp(tap->id, "search") == 0) {
        builder_ask_search(context);
    } else if (strcmp(tap->id, "search:clear") == 0) {
        b->search[0] = '\0';
        b->library = (struct scroll){0};
    } else {
        return false;
    }
    return true;
}

static bool tap_pages(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    if (strcmp(tap->id, "page:steps") == 0)
        b->page = BUILDER_STEPS;
    else if (strcmp(tap->id, "page:step") == 0)
        b->page = BUILDER_STEP, restart_figure(context);
    else if (strcmp(tap->id, "page:library") == 0)
        b->page = BUILDER_LIBRARY;
    else if (strncmp(tap->id, "sheet:", 6) == 0)
        b->sheet = (enum builder_sheet)tap->index;
    else
        return false;
    b->sheet_scroll = (struct scroll){0};
    return true;
}

static void tap_rest(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    const char *id = tap->id;
    if (strcmp(id, "save") == 0)
        builder_save(context);
    else if (strcmp(id, "to-stick") == 0)
        builder_save_to_stick(context);
    else if (strcmp(id, "undo") == 0)
        draft_undo(&b->draft);
    else if (strcmp(id, "try") == 0)
        try_it(context);
    else if (strcmp(id, "name") == 0)
        builder_ask_name(context);
    else if (strcmp(id, "note") == 0)
        builder_ask_note(context);
    else if (strcmp(id, "line") == 0)
        builder_ask_line(context);
    else if (strcmp(id, "side") == 0)
        b->right_side = !b->right_side;
    else if (strcmp(id, "figure") == 0)
        b->still = !b->still;
    else if (strcmp(id, "nearest") == 0)
        draft_set_number(&b->draft, b->draft.now.chosen, (enum dose_field)(tap->index / 10000),
                         tap->index % 10000);
    else
        builder_tap_sheet(context, tap);
}

/* A sheet, then a page, closes before the screen does. */
static bool tap_back(struct staff_builder *b)
{
    if (b->sheet != BUILDER_NO_SHEET)
        b->sheet = BUILDER_NO_SHEET;
    else if (b->page != BUILDER_STEPS)
        b->page = BUILDER_STEPS;
    else
        return false;
    return true;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_builder *b = state_of(context);
    if (tap->kind == TAP_BACK && tap_back(b))
        return;
    if (staff_frame_tap(context, tap) || !context->content)
        return;
    if (tap->kind != TAP_TARGET && tap->kind != TAP_MOVE)
        return;
    b->said[0] = '\0';
    if (!tap_steps(context, tap) && !tap_number(context, tap) && !tap_library(context, tap) &&
        !tap_pages(context, tap))
        tap_rest(context, tap);
}

/* What is on the stick is then another. */
static void follow_changes(struct staff_builder *b)
{
    if (b->seen != b->draft.history_count)
        b->on_stick = b->unparted = false;
    b->seen = b->draft.history_count;
}

static void update(struct screen_context *context)
{
    builder_know_draft(context);
    builder_take_answers(context);
    follow_changes(state_of(context));
    if (state_of(context)->parcel && work_done(state_of(context)->parcel))
        builder_take_parcel(context);
}

static ms_t wake(const struct screen_context *context)
{
    const struct staff_builder *b = state_of(context);
    bool moves = b->draft.now.chosen >= 0 && !b->still;
    return moves ? part_moving_wake_since(context, b->figure_at) : MS_NEVER;
}

void staff_builder_draw(struct screen_context *context, struct ui *ui);

const struct screen screen_staff_builder = {
    .staff = true,
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = staff_builder_draw,
    .wake = wake,
};
