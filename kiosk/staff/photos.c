#include "staff/photos.h"

#include <stdio.h>
#include <string.h>

#include "base/fault_log.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/photos_internal.h"
#include "staff/writing.h"
#include "ui/stepper.h"

enum { SAMPLE_PHOTOS = 11 };

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
    state->chosen_count = 0;
    state->page = PHOTOS_GRID;
    state->stick = (struct stick){0};
    state->scroll = state->form = (struct scroll){0};
}

void staff_photos_forget(struct staff_photos *state)
{
    forget_look(state);
    own_undo_free(&state->undo);
    *state = (struct staff_photos){0};
}

int photos_count(const struct screen_context *context)
{
    const struct staff_photos *state = state_of(context);
    if (context->staff->sample && context->content)
        return int_min(SAMPLE_PHOTOS, (int)context->content->exercise_count);
    return state->looked ? (int)state->looked->pictures.count : 0;
}

int photos_place(const struct staff_photos *state, int photo)
{
    for (int i = 0; i < state->chosen_count; i++)
        if (state->chosen[i] == photo)
            return i + 1;
    return 0;
}

static void say(struct staff_photos *state, enum photos_said said, const char *what)
{
    state->said = said;
    snprintf(state->what_said, sizeof state->what_said, "%s", what);
}

static struct photo_task *new_task(const struct screen_context *context, enum photo_task_kind kind)
{
    const struct own_place place = staff_own_place(context);
    return photo_task_new(kind, &place, state_of(context)->stick.path,
                          context->staff->shrink_photo);
}

static void begin(const struct screen_context *context, struct photo_task *task)
{
    struct staff_photos *state = state_of(context);
    work_leave(state->work);
    state->saving = task->kind != PHOTO_LOOK;
    state->work = work_begin(photo_task_run, photo_task_free, task, context->staff->on_work_done);
}

static void take_stick(struct screen_context *context, const struct stick *stick)
{
    struct staff_photos *state = state_of(context);
    forget_look(state);
    if (!stick)
        return;
    state->stick = *stick;
    begin(context, new_task(context, PHOTO_LOOK));
}

static void take_look(struct staff_photos *state, struct photo_task *task)
{
    if (state->looked)
        photo_task_free(state->looked);
    state->looked = task;
    if (task->gone)
        say(state, PHOTOS_SAID_PULLED, "");
}

static void take_done(struct staff_photos *state, struct photo_task *task)
{
    bool logo = task->kind == PHOTO_LOGO;
    say(state, logo ? PHOTOS_SAID_LOGO : PHOTOS_SAID_MADE, logo ? "" : state->name);
    own_undo_free(&state->undo);
    state->undo = task->undo;
    task->undo = (struct own_undo){0};
    state->chosen_count = 0;
    state->page = PHOTOS_GRID;
    if (!logo) {
        state->begun = false;
        state->name[0] = state->what[0] = '\0';
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
        take_look(state, task);
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
    if (lost)
        say(state, PHOTOS_SAID_PULLED, "");
}

static void begin_exercise(struct staff_photos *state)
{
    if (state->begun)
        return;
    state->begun = true;
    state->position = POSITION_STANDING;
    state->each_side = false;
    state->dose = (struct dose){.sets = 1, .reps = 3, .hold_s = 20};
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
    state->chosen[0] = 1;
    state->chosen[1] = 4;
    state->chosen_count = 2;
    if (staff_shows(context->staff, "exercise")) {
        state->page = PHOTOS_FORM;
        begin_exercise(state);
        snprintf(state->name, sizeof state->name, "%s",
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
    state->said = PHOTOS_SAID_NOTHING;
}

/* What was written stays. */
static void leave(struct screen_context *context)
{
    forget_look(state_of(context));
}

static void take_answers(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    struct writing *writing = &context->staff->writing;
    if (writing_answered(writing, "photos:name"))
        snprintf(state->name, sizeof state->name, "%.*s", (int)sizeof state->name - 1,
                 writing->texts[0].text);
    if (writing_answered(writing, "photos:what"))
        snprintf(state->what, sizeof state->what, "%.*s", (int)sizeof state->what - 1,
                 writing->texts[0].text);
}

static void update(struct screen_context *context)
{
    struct staff_photos *state = state_of(context);
    take_answers(context);
    if (context->staff->sample)
        return;
    follow_sticks(context);
    if (state->work && work_done(state->work))
        take(context);
}

static void ask(struct screen_context *context, const char *asker, const char *title,
                const char *old, size_t most)
{
    struct writing *writing = &context->staff->writing;
    writing_ask(writing, asker, tr(context->strings, title), NULL, most);
    struct writing_text *text = writing_add(writing, strings_code(context->strings), old);
    if (text && most == PHOTOS_NAME_LETTERS)
        writing_add_regions(text, context->content, context->strings);
    context->open_panel = SCREEN_STAFF_KEYBOARD;
}

static void toggle(struct screen_context *context, int photo)
{
    struct staff_photos *state = state_of(context);
    int place = photos_place(state, photo);
    if (photo < 0 || photo >= photos_count(context))
        return;
    if (place > 0) {
        memmove(&state->chosen[place - 1], &state->chosen[place],
                (size_t)(state->chosen_count - place) * sizeof *state->chosen);
        state->chosen_count--;
    } else if (state->chosen_count < PHOTO_CHOSEN_MAX) {
        state->chosen[state->chosen_count++] = photo;
    }
    state->said = PHOTOS_SAID_NOTHING;
}

static void save(struct screen_context *context, enum photo_task_kind kind)
{
    struct staff_photos *state = state_of(context);
    if (context->staff->sample || !state->looked || state->chosen_count == 0 || state->work)
        return;
    struct photo_task *task = new_task(context, kind);
    for (int i = 0; i < state->chosen_count; i++)
        photo_task_choose(task, state->looked->pictures.items[state->chosen[i]].name);
    photo_task_describe(
        task, &(struct photo_exercise){.name = state->name,
                                       .what = state->what,
                                       .language = strings_code(context->strings),
                                       .position = state->position,
                                       .sides = state->each_side ? SIDES_EACH : SIDES_NONE,
                                       .dose = state->dose});
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
        state->dose = dose_made[kind].first;
}

/* To the next multiple of what one press is. */
static void step(struct staff_photos *state, enum dose_field field, int way)
{
    int *number = dose_number(&state->dose, field);
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
    if (strcmp(tap->id, "grid") == 0)
        state->page = PHOTOS_GRID;
    else if (strcmp(tap->id, "save") == 0 && *state->name)
        save(context, PHOTO_EXERCISE);
    else if (strncmp(tap->id, "name", 4) == 0)
        ask(context, "photos:name", "staff.photos.name", state->name, PHOTOS_NAME_LETTERS);
    else if (strcmp(tap->id, "what") == 0)
        ask(context, "photos:what", "staff.photos.what", state->what, PHOTOS_WHAT_LETTERS);
    else if (strncmp(tap->id, "position:", 9) == 0 && tap->index < POSITION_COUNT)
        state->position = (enum position)tap->index;
    else if (strcmp(tap->id, "each") == 0)
        state->each_side = !state->each_side;
    else if (strncmp(tap->id, "kind:", 5) == 0)
        choose_kind(state, (enum dose_kind)tap->index);
    else if (dose_press(tap) != 0)
        step(state, (enum dose_field)tap->index, dose_press(tap));
}

static void press(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    if (state->saving)
        return;
    if (strcmp(tap->id, "undo") == 0) {
        undo(context);
    } else if (state->page == PHOTOS_FORM) {
        press_form(context, tap);
    } else if (strncmp(tap->id, "photo:", 6) == 0) {
        toggle(context, tap->index);
    } else if (strcmp(tap->id, "logo") == 0 && state->chosen_count == 1) {
        save(context, PHOTO_LOGO);
    } else if (strcmp(tap->id, "exercise") == 0 && state->chosen_count > 0) {
        begin_exercise(state);
        state->page = PHOTOS_FORM;
        state->form = (struct scroll){0};
        state->said = PHOTOS_SAID_NOTHING;
    }
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_photos *state = state_of(context);
    if (tap->kind == TAP_BACK && !state->saving) {
        if (state->page == PHOTOS_GRID)
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
