#include "staff/photos.h"

#include <stdio.h>
#include <string.h>

#include "base/fault_log.h"
#include "clinic/own_slug.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/photos_internal.h"
#include "ui/stepper.h"

static struct staff_photos *state_of(const struct screen_context *context)
{
    return &context->staff->photos;
}

static void forget_look(struct staff_photos *state)
{
    work_leave(state->work);
    if (state->looked)
        photo_task_free(state->looked);
    state->work = NULL;
    state->looked = NULL;
    state->saving = false;
    state->stick = (struct stick){0};
    state->scroll = (struct scroll){0};
}

static void forget_copies(struct staff_photos *state)
{
    if (state->taken)
        photo_task_free(state->taken);
    state->taken = NULL;
}

void staff_photos_forget(struct staff_photos *state)
{
    forget_look(state);
    forget_copies(state);
    own_undo_free(&state->undo);
    *state = (struct staff_photos){0};
}

static void say(struct staff_photos *state, enum photos_said said, const char *what)
{
    state->said = said;
    snprintf(state->what_said, sizeof state->what_said, "%s", what);
}

static struct photo_task *new_task(const struct screen_context *context, enum photo_task_kind kind)
{
    struct arena scratch = {0};
    struct string_list used = {0};
    struct own_place place = staff_own_place(context);
    if (kind == PHOTO_EXERCISE)
        used = own_used_ids(context->store, &scratch);
    place.used = &used;
    struct photo_task *task =
        photo_task_new(kind, &place, state_of(context)->stick.path, context->staff->shrink_photo);
    arena_free(&scratch);
    return task;
}

static void begin(const struct screen_context *context, struct photo_task *task)
{
    struct staff_photos *state = state_of(context);
    work_leave(state->work);
    state->saving = task->kind == PHOTO_LOGO || task->kind == PHOTO_EXERCISE;
    state->work = work_begin(photo_task_run, photo_task_free, task, context->staff->on_work_done);
}

static bool makes_exercise(const struct staff_photos *state)
{
    return !state->for_settings && state->draft.begun;
}

/* Copies of the photos: from now on the exercise needs no stick. */
static void begin_copies(const struct screen_context *context)
{
    struct photo_task *task = new_task(context, PHOTO_TAKE);
    photo_task_choose(task, &state_of(context)->draft.photos);
    begin(context, task);
}

static void take_stick(struct screen_context *context, const struct stick *stick)
{
    struct staff_photos *state = state_of(context);
    forget_look(state);
    if (stick) {
        state->stick = *stick;
        begin(context, new_task(context, PHOTO_LOOK));
    } else if (makes_exercise(state)) {
        begin_copies(context);
    }
}

static void take_look(struct screen_context *context, struct photo_task *task)
{
    struct staff_photos *state = state_of(context);
    if (state->looked)
        photo_task_free(state->looked);
    state->looked = task;
    if (task->gone) {
        say(state, PHOTOS_SAID_PULLED, "");
        return;
    }
    photos_drop_unseen(state);
    if (makes_exercise(state))
        begin_copies(context); /* of those that could not be had before */
}

static void take_copies(struct staff_photos *state, struct photo_task *task)
{
    forget_copies(state);
    state->taken = task;
    if (task->unkept_why)
        state->draft.unkept_why = task->unkept_why;
}

static void take_done(struct staff_photos *state, struct photo_task *task)
{
    bool logo = task->kind == PHOTO_LOGO;
    say(state, logo ? PHOTOS_SAID_LOGO : PHOTOS_SAID_MADE, logo ? "" : state->draft.name);
    own_undo_free(&state->undo);
    state->undo = task->undo;
    task->undo = (struct own_undo){0};
    photos_choice(state)->count = 0;
    state->page = PHOTOS_GRID;
    if (logo && !state->for_settings) {
        photos_keep(state);
    } else if (!logo) {
        photo_draft_forget(&state->draft);
        forget_copies(state);
    }
}

static void take_saved(struct screen_context *context, struct photo_task *task)
{
    struct staff_photos *state = state_of(context);
    struct arena scratch = {0};
    fault_list_log(&task->faults, "photo");
    if (task->end == PHOTO_DONE)
        take_done(state, task);
    else if (task->end == PHOTO_GONE)
        say(state, PHOTOS_SAID_PULLED, "");
    else if (task->end == PHOTO_UNUSABLE)
        say(state, PHOTOS_SAID_SPOILT, task->spoilt);
    else
        say(state, PHOTOS_SAID_FAILED, staff_why(context, &scratch, &task->faults));
    arena_free(&scratch);
    photo_task_free(task);
}

static void take(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    struct photo_task *task = work_end(state->work);
    state->work = NULL;
    state->saving = false;
    if (task->kind == PHOTO_LOOK)
        take_look(context, task);
    else if (task->kind == PHOTO_TAKE)
        take_copies(state, task);
    else
        take_saved(context, task);
}

/* What is being saved is read from it. */
static void follow_sticks(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    const struct sticks *sticks = context->staff->sticks;
    const struct stick *last = sticks->count > 0 ? &sticks->list[sticks->count - 1] : NULL;
    if (state->saving)
        return;
    bool was = *state->stick.path != '\0';
    bool lost = was && !sticks_find(sticks, &state->stick);
    if (lost || (last && (!was || last->mount != state->stick.mount)))
        take_stick(context, last);
    if (lost && (state->page != PHOTOS_FORM || photos_missing(context) > 0))
        say(state, PHOTOS_SAID_PULLED, "");
}

static void begin_exercise(struct staff_photos *state)
{
    struct photo_draft *draft = &state->draft;
    if (draft->begun)
        return;
    draft->begun = true;
    draft->position = POSITION_STANDING;
    draft->each_side = false;
    draft->dose = (struct dose){.sets = 1, .reps = 3, .hold_s = 20};
}

/* Where an exercise is gone on with. */
static enum photos_page page_of(const struct staff_photos *state)
{
    return state->draft.begun && state->draft.photos.count > 0 ? PHOTOS_FORM : PHOTOS_GRID;
}

static void show_sample(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    staff_photos_forget(state);
    if (staff_shows(context->staff, "none"))
        return;
    if (staff_shows(context->staff, "done")) {
        say(state, PHOTOS_SAID_MADE, tr(context->strings, "staff.sample.exercise"));
        return;
    }
    state->draft.photos = (struct photo_choice){.items = {{.key = 2}, {.key = 5}}, .count = 2};
    if (staff_shows(context->staff, "exercise") || staff_shows(context->staff, "unfinished")) {
        state->page = staff_shows(context->staff, "exercise") ? PHOTOS_FORM : PHOTOS_ASKS;
        begin_exercise(state);
        snprintf(state->draft.name, sizeof state->draft.name, "%s",
                 tr(context->strings, "staff.sample.exercise"));
    }
}

static void enter(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    if (context->staff->sample) {
        show_sample(context);
        return;
    }
    own_undo_free(&state->undo);
    staff_photos_know(context);
    state->said = PHOTOS_SAID_NOTHING;
    state->form = (struct scroll){0};
    state->logo.count = 0;
    state->page = PHOTOS_GRID;
    if (!makes_exercise(state))
        return;
    state->page = state->asks ? PHOTOS_ASKS : page_of(state);
    begin_copies(context);
}

/* What was chosen and written stays. */
static void leave(struct screen_context *context)
{
    forget_look(state_of(context));
}

static void update(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    photos_take_answers(context);
    if (context->staff->sample)
        return;
    follow_sticks(context);
    if (state->work && work_done(state->work))
        take(context);
}

static void toggle(struct screen_context *context, int photo)
{
    struct staff_photos *state = state_of(context);
    if (photo < 0 || photo >= photos_count(context))
        return;
    struct photos_item item = photos_item(context, photo);
    struct photo_choice *choice = photos_choice(state);
    int place = photos_place(state, item.key);
    if (place > 0) {
        memmove(&choice->items[place - 1], &choice->items[place],
                (size_t)(choice->count - place) * sizeof *choice->items);
        choice->count--;
    } else if (choice->count < PHOTO_CHOSEN_MAX) {
        struct photo_ref *ref = &choice->items[choice->count++];
        *ref = (struct photo_ref){.key = item.key};
        snprintf(ref->name, sizeof ref->name, "%s", item.name);
    }
    state->said = PHOTOS_SAID_NOTHING;
    if (!state->for_settings && !context->staff->sample)
        photos_keep(state);
}

static void save(struct screen_context *context, enum photo_task_kind kind)
{
    struct staff_photos *state = state_of(context);
    const struct photo_draft *draft = &state->draft;
    if (context->staff->sample || photos_choice(state)->count == 0 || state->work)
        return;
    struct photo_task *task = new_task(context, kind);
    photo_task_choose(task, photos_choice(state));
    photo_task_describe(
        task, &(struct photo_exercise){.name = draft->name,
                                       .what = draft->what,
                                       .language = strings_code(context->strings),
                                       .position = draft->position,
                                       .sides = draft->each_side ? SIDES_EACH : SIDES_NONE,
                                       .dose = draft->dose});
    state->said = PHOTOS_SAID_NOTHING;
    begin(context, task);
}

static void undo(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    struct fault_list faults = {0};
    struct arena scratch = {0};
    const struct own_place place = staff_own_place(context);
    if (context->staff->sample || state->undo.count == 0)
        return;
    if (own_take_back(&place, &state->undo, &faults))
        state->said = PHOTOS_SAID_NOTHING;
    else
        say(state, PHOTOS_SAID_FAILED, staff_why(context, &scratch, &faults));
    arena_free(&scratch);
    fault_list_log(&faults, "photo");
    fault_list_free(&faults);
}

static void choose_kind(struct staff_photos *state, enum dose_kind kind)
{
    if (kind != DOSE_PACED && (int)kind < DOSE_KIND_COUNT)
        state->draft.dose = dose_made[kind].first;
}

/* To the next multiple of what one press is. */
static void step(struct staff_photos *state, enum dose_field field, int way)
{
    int *number = dose_number(&state->draft.dose, field);
    *number = int_clamp(int_step(*number, draft_stride(field), way), dose_limits[field].min,
                        dose_limits[field].max);
}

static int dose_press(const struct tap *tap)
{
    bool field = tap->index >= 0 && tap->index < DOSE_FIELD_COUNT;
    return field ? stepper_press(tap, dose_key((enum dose_field)tap->index)) : 0;
}

static void press_form(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    struct photo_draft *draft = &state->draft;
    if (strcmp(tap->id, "grid") == 0)
        state->page = PHOTOS_GRID;
    else if (strcmp(tap->id, "save") == 0 && *draft->name)
        save(context, PHOTO_EXERCISE);
    else if (strncmp(tap->id, "name", 4) == 0)
        photos_ask_text(context, true);
    else if (strcmp(tap->id, "what") == 0)
        photos_ask_text(context, false);
    else if (strncmp(tap->id, "position:", 9) == 0 && tap->index < POSITION_COUNT)
        draft->position = (enum position)tap->index;
    else if (strcmp(tap->id, "each") == 0)
        draft->each_side = !draft->each_side;
    else if (strncmp(tap->id, "kind:", 5) == 0)
        choose_kind(state, (enum dose_kind)tap->index);
    else if (dose_press(tap) != 0)
        step(state, (enum dose_field)tap->index, dose_press(tap));
    if (draft->begun && !state->saving && !context->staff->sample)
        photos_keep(state);
}

static void open_form(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    begin_exercise(state);
    state->page = PHOTOS_FORM;
    state->form = (struct scroll){0};
    state->said = PHOTOS_SAID_NOTHING;
    if (context->staff->sample)
        return;
    photos_keep(state);
    if (!state->work) /* else it comes after the look */
        begin_copies(context);
}

static void press_asks(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    bool anew = strcmp(tap->id, "anew") == 0;
    if (!anew && strcmp(tap->id, "go-on") != 0)
        return;
    state->asks = false;
    if (anew && !context->staff->sample) {
        photo_draft_forget(&state->draft);
        forget_copies(state);
    }
    state->page = page_of(state);
}

static void press(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    if (state->saving)
        return;
    if (strcmp(tap->id, "undo") == 0) {
        undo(context);
    } else if (state->page == PHOTOS_ASKS) {
        press_asks(context, tap);
    } else if (state->page == PHOTOS_FORM) {
        press_form(context, tap);
    } else if (strncmp(tap->id, "photo:", 6) == 0) {
        toggle(context, tap->index);
    } else if (strcmp(tap->id, "logo") == 0 && photos_choice(state)->count == 1) {
        save(context, PHOTO_LOGO);
    } else if (strcmp(tap->id, "exercise") == 0 && state->draft.photos.count > 0) {
        open_form(context);
    }
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    if (tap->kind == TAP_BACK && !state->saving) {
        if (state->page != PHOTOS_FORM)
            context->go = state->for_settings ? SCREEN_STAFF_SETTINGS : SCREEN_STAFF_STICK;
        state->page = PHOTOS_GRID;
        return;
    }
    if (!staff_frame_tap(context, tap) && tap->kind == TAP_TARGET)
        press(context, tap);
}

const struct screen screen_staff_photos = {
    .staff = true,
    .sticks = true,
    .enter = enter,
    .exit = leave,
    .update = update,
    .tap = tap,
    .draw = staff_photos_draw,
};
