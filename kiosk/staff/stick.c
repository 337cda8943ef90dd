#include "staff/stick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_log.h"
#include "base/log.h"
#include "screens/parts.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/stick_internal.h"

static struct staff_stick *state_of(const struct screen_context *context)
{
    return &context->staff->stick;
}

/* Figures of a pack that was looked at may still be drawn by somebody. */
static void free_task(const struct staff *staff, struct stick_task *task)
{
    if (task && (task->rehearsal.before || task->rehearsal.after) && staff->before_content_free)
        staff->before_content_free(staff->free_context);
    stick_task_free(task);
}

static void forget_rehearsal(const struct staff *staff, struct staff_stick *state)
{
    free_task(staff, state->rehearsed);
    state->rehearsed = NULL;
    state->settings = 0;
}

void staff_stick_forget(struct staff *staff)
{
    struct staff_stick *state = &staff->stick;
    stick_leave_work(state);
    forget_rehearsal(staff, state);
    stick_task_free(state->look);
    *state = (struct staff_stick){0};
}

static bool has_stick(const struct staff_stick *state)
{
    return *state->stick.path != '\0';
}

static void look(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    stick_begin(context, STICK_TASK_LOOK, has_stick(state) ? state->stick.path : NULL, NULL, NULL);
}

/* Of what can be rehearsed; NULL: it cannot. */
static const char *item_path(const struct staff_stick *state, struct stick_item item)
{
    const struct stick_contents *contents = &state->look->contents;
    return item.kind == STICK_ITEM_PACK     ? contents->packs[item.index].path
           : item.kind == STICK_ITEM_BACKUP ? contents->backups[item.index].path
                                            : NULL;
}

/* What installing the chosen pack, or restoring the chosen backup, would change. */
static void rehearse(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    const struct stick_item item = stick_chosen(state);
    forget_rehearsal(context->staff, state);
    state->scroll = (struct scroll){0};
    const char *path = state->look ? item_path(state, item) : NULL;
    if (path)
        stick_begin(context, STICK_TASK_REHEARSE, path, NULL, NULL);
}

static void choose(struct screen_context *context, int place)
{
    struct staff_stick *state = state_of(context);
    stick_leave_work(state);
    state->chosen = place;
    state->said = STICK_SAID_NOTHING;
    rehearse(context);
}

static const struct stick *newest(const struct screen_context *context)
{
    const struct sticks *sticks = context->staff->sticks;
    const struct stick *last = sticks->count > 0 ? &sticks->list[sticks->count - 1] : NULL;
    return last && last->mount != state_of(context)->dead ? last : NULL;
}

/* With nothing known of it. */
static void take_stick(struct screen_context *context, const struct stick *stick)
{
    struct staff_stick *state = state_of(context);
    stick_leave_work(state);
    forget_rehearsal(context->staff, state);
    stick_task_free(state->look);
    state->look = NULL;
    state->stick = stick ? *stick : (struct stick){0};
    state->chosen = 0;
    state->opened = state->backed_up = false;
    state->page = STICK_PAGE_LIST;
    state->list_scroll = state->scroll = (struct scroll){0};
    look(context);
}

static void say(struct staff_stick *state, enum stick_said said)
{
    state->list_scroll = state->scroll = (struct scroll){0}; /* it stands above all else */
    state->said = said;
    state->why[0] = '\0';
}

static void say_failed(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = state_of(context);
    struct arena scratch = {0};
    say(state, task->full ? STICK_SAID_FULL : STICK_SAID_FAILED);
    snprintf(state->why, sizeof state->why, "%s",
             staff_why(context, &scratch, &task->rehearsal.faults));
    arena_free(&scratch);
}

/* What there is to be said when it is not there any more. */
static enum stick_said said_of_pulled(const struct staff_stick *state)
{
    if (state->work && state->doing == STICK_TASK_BACKUP)
        return STICK_SAID_BACKUP_GONE;
    if (state->work && state->doing == STICK_TASK_MESSAGE)
        return STICK_SAID_WRITE_GONE;
    if (state->backed_up)
        return STICK_SAID_OUT_WHOLE;
    return state->work ? STICK_SAID_PULLED : STICK_SAID_OUT;
}

/* It may be mounted for a while yet. */
static void lose_stick(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    enum stick_said said = state->backed_up ? STICK_SAID_OUT_WHOLE : STICK_SAID_PULLED;
    state->dead = state->stick.mount;
    take_stick(context, NULL);
    say(state, said);
}

static void take_look(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = state_of(context);
    stick_task_free(state->look);
    state->look = task;
    if (task->gone) {
        lose_stick(context);
    } else if (!state->rehearsed) {
        rehearse(context);
    }
}

static void take_rehearsal(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = state_of(context);
    forget_rehearsal(context->staff, state);
    state->rehearsed = task;
    state->settings = stick_settings_find(context->site, task->brings.settings);
    log_info("rehearsal", "pack=%s errors=%zu warnings=%zu changes=%zu gone=%d full=%d",
             task->rehearsal.head.id, task->rehearsal.faults.errors,
             task->rehearsal.faults.warnings, task->rehearsal.changes.count, task->gone,
             task->full);
    if (task->gone)
        lose_stick(context);
}

/* Settings are in force at once; a draft is read again from the disk, if it was kept there. */
static void follow_restore(struct screen_context *context)
{
    struct staff_builder *builder = &context->staff->builder;
    context->settings_written = true;
    if (!builder->draft.unkept)
        staff_builder_forget(builder);
}

/* Installed, or taken back. */
static void take_change(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = state_of(context);
    bool back = task->kind == STICK_TASK_BACK || task->kind == STICK_TASK_RETURN;
    bool done = task->outcome == REHEARSAL_DONE || task->outcome == REHEARSAL_SAME;
    log_info("install", "pack=%s back=%d done=%d full=%d", task->rehearsal.head.id, back, done,
             task->full);
    fault_list_log(&task->rehearsal.faults, "install");
    bool restored = task->kind == STICK_TASK_RESTORE;
    if (done && (restored || task->kind == STICK_TASK_RETURN))
        follow_restore(context);
    if (done && !back) {
        snprintf(state->undo, sizeof state->undo, "%s", restored ? "" : task->rehearsal.head.id);
        state->page = STICK_PAGE_DONE;
        state->when_done = *context->staff->sticks;
        state->said = STICK_SAID_NOTHING;
        state->scroll = (struct scroll){0};
    } else if (done) {
        state->page = STICK_PAGE_LIST;
        forget_rehearsal(context->staff, state);
        if (has_stick(state) && !sticks_find(context->staff->sticks, &state->stick))
            take_stick(context, newest(context)); /* it was pulled out since, as it was told */
        else
            look(context);
        say(state, STICK_SAID_UNDONE);
    } else {
        say_failed(context, task);
    }
    stick_task_free(task);
}

/* One that turns out to be write-protected need not be tried again. */
static void learn(struct staff_stick *state, const struct stick_task *task)
{
    state->stick.read_only |= task->written == STICK_WRITE_READ_ONLY;
}

/* The list then has it, too. */
static void take_backup(struct screen_context *context, struct stick_task *task)
{
    struct staff_stick *state = state_of(context);
    log_info("backup", "written=%d", (int)task->written);
    fault_list_log(&task->rehearsal.faults, "backup");
    if (stick_chosen(state).kind != STICK_ITEM_PACK) {
        state->chosen = 0;
        forget_rehearsal(context->staff, state);
    }
    state->backed_up = task->written == STICK_WRITTEN;
    learn(state, task);
    look(context);
    say(state, STICK_SAID_BACKED_UP + task->written);
    stick_task_free(task);
}

static void take_message(struct staff_stick *state, struct stick_task *task)
{
    learn(state, task);
    say(state, STICK_SAID_WRITTEN + task->written);
    stick_task_free(task);
}

static void take(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    struct stick_task *task = work_end(state->work);
    state->work = NULL;
    switch (task->kind) {
    case STICK_TASK_LOOK:
        take_look(context, task);
        break;
    case STICK_TASK_REHEARSE:
        take_rehearsal(context, task);
        break;
    case STICK_TASK_MESSAGE:
        take_message(state, task);
        break;
    case STICK_TASK_BACKUP:
        take_backup(context, task);
        break;
    default:
        take_change(context, task);
    }
}

/* What is being installed needs no stick. */
static bool is_changing(const struct staff_stick *state)
{
    return state->work && state->doing != STICK_TASK_LOOK && state->doing != STICK_TASK_REHEARSE &&
           state->doing != STICK_TASK_MESSAGE && state->doing != STICK_TASK_BACKUP;
}

/* That the stick goes then is no news, but another that comes is. */
static void follow_when_done(struct screen_context *context, const struct stick *last)
{
    struct staff_stick *state = state_of(context);
    if (last && sticks_new(&state->when_done, context->staff->sticks)) {
        take_stick(context, last);
        state->said = STICK_SAID_NOTHING;
    }
}

static void follow_sticks(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    bool was = has_stick(state);
    if (is_changing(state))
        return;
    const struct stick *last = newest(context);
    if (state->page == STICK_PAGE_DONE) {
        follow_when_done(context, last);
        return;
    }
    if (was && !sticks_find(context->staff->sticks, &state->stick)) {
        enum stick_said said = said_of_pulled(state);
        take_stick(context, last);
        say(state, said);
    } else if (last && (!was || last->mount != state->stick.mount)) {
        take_stick(context, last);
        state->said = STICK_SAID_NOTHING;
    }
}

static void enter(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    context->staff->stick_came = false;
    if (context->staff->sample) {
        stick_show_sample(context);
        return;
    }
    staff_photos_know(context);
    if (state->previewing || is_changing(state)) {
        state->previewing = false;
        return;
    }
    state->said = STICK_SAID_NOTHING;
    state->dead = 0;
    take_stick(context, newest(context));
}

/* A copy of a pack that nobody looks at any more is not kept. */
static void leave(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    if (state->previewing || is_changing(state))
        return;
    staff_stick_forget(context->staff);
}

static void update(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    if (context->staff->sample)
        return;
    if (context->staff->tryout.on) { /* the page of an exercise lay over it */
        context->choose_language = tryout_language(context);
        tryout_forget(&context->staff->tryout);
        state->previewing = false;
    }
    follow_sticks(context);
    if (state->work && work_done(state->work))
        take(context);
}

static struct tried find_new(const struct screen_context *context, struct arena *arena,
                             const char *id)
{
    (void)arena;
    const struct content *after = stick_after(context);
    return (struct tried){after, after ? content_routine(after, id) : NULL};
}

static void preview(struct screen_context *context, int index)
{
    struct staff_stick *state = state_of(context);
    const struct pack_changes *changes = &state->rehearsed->rehearsal.changes;
    if (index < 0 || (size_t)index >= changes->count)
        return;
    const struct stick_shown shown = stick_shown(context, &changes->list[index]);
    state->previewing = shown.routine || shown.exercise;
    if (shown.routine)
        preview_routine(context, find_new, shown.routine->id, SCREEN_STAFF_STICK);
    else if (shown.exercise)
        preview_exercise(context, find_new, shown.exercise, SCREEN_STAFF_STICK);
}

/* Beside the pack. */
static void write_message(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    struct arena scratch = {0};
    const struct stick_item item = stick_chosen(state);
    const char *path = item_path(state, item);
    const char *slash = strrchr(path, '/');
    bool root = strcmp(path, state->stick.path) == 0;
    const char *folder =
        root || !slash ? path : arena_strndup(&scratch, path, (size_t)(slash - path));
    stick_begin(context, STICK_TASK_MESSAGE, folder, NULL,
                stick_message(&state->rehearsed->rehearsal, context->clinic, &scratch));
    arena_free(&scratch);
}

/* "": from what was restored. */
static void go_back(struct screen_context *context, const char *id)
{
    state_of(context)->said = STICK_SAID_NOTHING;
    stick_begin(context, *id ? STICK_TASK_BACK : STICK_TASK_RETURN, NULL, id, NULL);
}

static void install_or_restore(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    const struct stick_item item = stick_chosen(state);
    if (item.kind == STICK_ITEM_BACKUP && state->look)
        stick_begin_restore(context, item_path(state, item));
    else if (state->rehearsed->copy)
        stick_begin(context, STICK_TASK_INSTALL, packs_staged(state->rehearsed->copy), NULL, NULL);
}

static void open_photos(struct screen_context *context)
{
    context->staff->photos.for_settings = false;
    context->go = SCREEN_STAFF_PHOTOS;
}

static void press_pane(struct screen_context *context, const struct tap *tap)
{
    struct staff_stick *state = state_of(context);
    struct stick_task *rehearsed = state->rehearsed;
    if (strncmp(tap->id, "preview:", 8) == 0 && rehearsed)
        preview(context, tap->index);
    else if (strcmp(tap->id, "install") == 0 && rehearsed)
        install_or_restore(context);
    else if (strcmp(tap->id, "message") == 0 && rehearsed && state->look)
        write_message(context);
    else if (strncmp(tap->id, "back:", 5) == 0 && state->look &&
             tap->index < state->look->installed_count)
        go_back(context, state->look->installed[tap->index].id);
    else if (strcmp(tap->id, "before") == 0)
        go_back(context, "");
    else if (strcmp(tap->id, "photos") == 0)
        open_photos(context);
}

/* What is open where one thing at a time is seen is closed; else there is the way to the tiles. */
static void close_item(struct screen_context *context)
{
    struct staff_stick *state = state_of(context);
    state->said = STICK_SAID_NOTHING;
    if (state->one && state->opened)
        state->opened = false;
    else
        context->go = SCREEN_STAFF_HOME;
}

static void press_item(struct screen_context *context, int place)
{
    struct staff_stick *state = state_of(context);
    struct stick_item items[STICK_MAX_ITEMS];
    if (place < 0 || place >= stick_items(state, items))
        return;
    if (items[place].kind == STICK_ITEM_BACK_UP) {
        if (!state->stick.read_only)
            stick_begin_backup(context);
        return;
    }
    choose(context, place);
    state->opened = state->one;
}

static void press(struct screen_context *context, const struct tap *tap)
{
    struct staff_stick *state = state_of(context);
    if (strncmp(tap->id, "item:", 5) == 0) {
        press_item(context, tap->index);
    } else if (strcmp(tap->id, "close") == 0) {
        close_item(context);
    } else if (strcmp(tap->id, "undo") == 0) {
        go_back(context, state->undo);
    } else if (strcmp(tap->id, "routines") == 0) {
        context->go = SCREEN_STAFF_ROUTINES;
    } else if (strcmp(tap->id, "photos:go-on") == 0) {
        context->staff->photos.asks = false; /* that is the answer */
        open_photos(context);
    } else {
        press_pane(context, tap);
    }
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_stick *state = state_of(context);
    if (tap->kind == TAP_BACK && state->one && state->opened)
        close_item(context);
    else if (staff_frame_tap(context, tap) || tap->kind != TAP_TARGET)
        return;
    else if (!is_changing(state))
        press(context, tap);
}

static ms_t wake(const struct screen_context *context)
{
    const struct staff_stick *state = state_of(context);
    return state->work && work_done(state->work) ? context->now
           : state->page == STICK_PAGE_DONE      ? part_moving_wake(context)
                                                 : MS_NEVER;
}

const struct screen screen_staff_stick = {
    .staff = true,
    .sticks = true,
    .enter = enter,
    .exit = leave,
    .update = update,
    .tap = tap,
    .draw = staff_stick_draw,
    .wake = wake,
};
