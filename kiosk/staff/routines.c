#include "staff/routines.h"

#include <stdio.h>
#include <string.h>

#include "base/fault_log.h"
#include "clinic/own_aside.h"
#include "screens/parts.h"
#include "staff/builder.h"
#include "staff/frame.h"
#include "staff/parts.h"
#include "staff/staff.h"
#include "ui/drag_handle.h"

void staff_routines_forget(struct staff_routines *state)
{
    routine_rows_free(&state->rows);
    own_undo_free(&state->undo);
    own_undo_free(&state->deleted.undo);
    *state = (struct staff_routines){0};
}

static struct staff_routines *state_of(const struct screen_context *context)
{
    return &context->staff->routines;
}

int staff_routines_filtered(const struct staff_routines *state, int *out, int most)
{
    int count = 0;
    for (int i = 0; i < state->rows.count && count < most; i++) {
        const struct routine_row *row = &state->rows.rows[i];
        if (state->filter == ROUTINES_ALL || (state->filter == ROUTINES_OWN && row->own) ||
            (state->filter == ROUTINES_HIDDEN && row->hidden))
            out[count++] = i;
    }
    return count;
}

/* Nothing of the kiosk's would be left to go back to. */
static bool is_only(const struct staff_routines *state)
{
    return state->rows.count == 1;
}

static bool none_shown(const struct staff_routines *state)
{
    for (int i = 0; i < state->rows.count; i++)
        if (routine_row_shown(&state->rows.rows[i]))
            return false;
    return true;
}

static void say(struct staff_routines *state, const char *icon, const char *text)
{
    state->unreadable[0] = '\0';
    state->said_icon = icon;
    snprintf(state->said, sizeof state->said, "%s", text);
}

static void say_failed(struct screen_context *context, struct fault_list *faults)
{
    struct staff_routines *state = state_of(context);
    struct arena scratch = {0};
    fault_list_log(faults, "own_pack");
    say(state, NULL,
        tr_format(context->strings, &scratch, "staff.routines.failed",
                  {"why", staff_why(context, &scratch, faults), 0}));
    arena_free(&scratch);
    fault_list_free(faults);
    state->rows.content = NULL; /* as it is */
}

/* What is done to the own pack, and what is said of it. */
typedef void change_fn(struct own_pack *own, struct staff_routines *state, int row);
static change_fn do_delete;

static void change_named(struct screen_context *context, const char *name, int row, change_fn *fn,
                         const char *icon, const char *key)
{
    struct staff_routines *state = state_of(context);
    struct fault_list faults = {0};
    struct arena scratch = {0};
    if (context->staff->sample)
        return;
    const char *said = tr_format(context->strings, &scratch, key, {"name", name, 0});
    const struct own_place place = staff_own_place(context);
    struct own_pack *own = own_open(&place, &faults);
    if (own)
        fn(own, state, row);
    struct own_undo *way_back = fn == do_delete ? &state->deleted.undo : &state->undo;
    if (own && own_write(own, way_back, &faults)) {
        if (fn == do_delete)
            own_undo_free(&state->undo);
        if (none_shown(state)) /* which is allowed, but not silent */
            said = arena_printf(&scratch, "%s %s", said,
                                tr(context->strings, "staff.routines.none_left"));
        say(state, icon, said);
        state->rows.changed_at = context->now;
    } else {
        say_failed(context, &faults);
    }
    own_close(own);
    fault_list_free(&faults);
    arena_free(&scratch);
}

static void change(struct screen_context *context, int row, change_fn *fn, const char *icon,
                   const char *key)
{
    change_named(context, state_of(context)->rows.rows[row].name, row, fn, icon, key);
}

static void do_hide(struct own_pack *own, struct staff_routines *state, int row)
{
    struct routine_row *r = &state->rows.rows[row];
    r->hidden = !r->hidden;
    own_hide(own, r->id, r->hidden);
}

static void do_demo(struct own_pack *own, struct staff_routines *state, int row)
{
    struct routine_row *r = &state->rows.rows[row];
    r->demo = !r->demo;
    own_demo(own, r->id, r->demo);
}

static void do_order(struct own_pack *own, struct staff_routines *state, int row)
{
    const char *ids[STAFF_ROUTINES_MAX];
    int count = int_min(state->rows.count, STAFF_ROUTINES_MAX);
    (void)row;
    for (int i = 0; i < count; i++)
        ids[i] = state->rows.rows[i].id;
    own_order(own, ids, (size_t)count);
}

static void do_delete(struct own_pack *own, struct staff_routines *state, int row)
{
    const struct routine_row *r = &state->rows.rows[row];
    snprintf(state->deleted.id, sizeof state->deleted.id, "%s", r->id);
    snprintf(state->deleted.name, sizeof state->deleted.name, "%s", r->name);
    own_delete_routine(own, r->id);
    routine_rows_remove(&state->rows, row);
    int next = int_min(row, state->rows.count - 1);
    snprintf(state->chosen, sizeof state->chosen, "%s", next >= 0 ? state->rows.rows[next].id : "");
}

static void do_set_aside(struct own_pack *own, struct staff_routines *state, int row)
{
    own_set_aside(own, state->rows.rows[row].id);
    routine_rows_remove(&state->rows, row);
    state->card = false;
}

static void do_put_back(struct own_pack *own, struct staff_routines *state, int aside)
{
    own_put_back(own, state->rows.asides[aside].file);
}

/* What was deleted can come back until the lock, also on the next visit to this screen. */
static void offer_deleted(struct screen_context *context)
{
    struct staff_routines *state = state_of(context);
    struct arena scratch = {0};
    state->said[0] = '\0';
    if (state->deleted.undo.count > 0)
        say(state, "trash-2",
            tr_format(context->strings, &scratch, "staff.routines.was_deleted",
                      {"name", state->deleted.name, 0}));
    arena_free(&scratch);
}

/* The last change, then the last deletion before it. */
static bool take_back(struct screen_context *context, struct fault_list *faults)
{
    struct staff_routines *state = state_of(context);
    const struct own_place place = staff_own_place(context);
    if (state->undo.count > 0)
        return own_take_back(&place, &state->undo, faults);
    return state->deleted.undo.count > 0 &&
           own_bring_back(&place, state->deleted.id, &state->deleted.undo, faults);
}

static void undo(struct screen_context *context)
{
    struct staff_routines *state = state_of(context);
    struct fault_list faults = {0};
    if (take_back(context, &faults)) {
        offer_deleted(context);
        state->rows.changed_at = context->now - 1000; /* it may look as it did very soon */
    } else {
        say_failed(context, &faults);
    }
    fault_list_free(&faults);
}

static void toggle_shown(struct screen_context *context, int row)
{
    struct staff_routines *state = state_of(context);
    struct routine_row *r = &state->rows.rows[row];
    change(context, row, do_hide, r->hidden ? "eye" : "eye-off",
           r->hidden ? "staff.routines.was_shown" : "staff.routines.was_hidden");
}

static void move(struct screen_context *context, int from, int to)
{
    struct staff_routines *state = state_of(context);
    if (state->filter != ROUTINES_ALL || from < 0 || to < 0 || from >= state->rows.count ||
        to >= state->rows.count)
        return;
    char name[CONTENT_ID_MAX + 1];
    snprintf(name, sizeof name, "%s", state->rows.rows[from].id);
    routine_rows_move(&state->rows, from, to);
    snprintf(state->chosen, sizeof state->chosen, "%s", name);
    change(context, to, do_order, to < from ? "arrow-big-up" : "arrow-big-down",
           "staff.routines.was_moved");
}

static void delete_chosen(struct screen_context *context, int row)
{
    struct staff_routines *state = state_of(context);
    if (is_only(state)) {
        say(state, NULL, tr(context->strings, "staff.routines.last"));
    } else {
        change(context, row, do_delete, "trash-2", "staff.routines.was_deleted");
        state->card = false;
    }
}

/* Nothing stands in for it: what can be done at the screen is to set it aside. */
static void say_unreadable(struct screen_context *context, const char *id)
{
    struct staff_routines *state = state_of(context);
    say(state, NULL, tr(context->strings, "staff.routines.unreadable"));
    snprintf(state->unreadable, sizeof state->unreadable, "%s", id);
}

static void edit(struct screen_context *context, const struct routine_row *row)
{
    const struct routine *routine = routine_row_routine(context->content, row);
    if (row->own && !staff_builder_edit(context, row->id, row->fault_step, row->fault))
        say_unreadable(context, row->id);
    else if (!row->own && routine)
        staff_builder_copy(context, routine);
}

static void copy(struct screen_context *context, const struct routine_row *row)
{
    const struct routine *routine = routine_row_routine(context->content, row);
    if (routine)
        staff_builder_copy(context, routine);
}

/* Hidden ones, too. */
static struct tried find_listed(const struct screen_context *context, struct arena *arena,
                                const char *id)
{
    (void)arena;
    const struct routine_row row = {.id = id};
    return (struct tried){context->content, routine_row_routine(context->content, &row)};
}

static int chosen_row(const struct staff_routines *state)
{
    return routine_rows_find(&state->rows, state->chosen);
}

/* The chosen one is always one of the list, as far as there is any. */
static bool is_listed(const struct staff_routines *state, int row)
{
    int listed[STAFF_ROUTINES_MAX];
    int count = staff_routines_filtered(state, listed, STAFF_ROUTINES_MAX);
    for (int i = 0; i < count; i++)
        if (listed[i] == row)
            return true;
    return false;
}

static int first_listed(const struct staff_routines *state)
{
    int first;
    return staff_routines_filtered(state, &first, 1) == 1 ? first : -1;
}

static void choose(struct staff_routines *state, int row)
{
    if (row >= 0 && row < state->rows.count)
        snprintf(state->chosen, sizeof state->chosen, "%s", state->rows.rows[row].id);
}

static void press_on_chosen(struct screen_context *context, const char *id, int row)
{
    struct staff_routines *state = state_of(context);
    const struct routine_row *r = &state->rows.rows[row];
    if (strcmp(id, "edit") == 0)
        edit(context, r);
    else if (strcmp(id, "copy") == 0)
        copy(context, r);
    else if (strcmp(id, "try") == 0)
        tryout_begin(context, find_listed, r->id, 0, SCREEN_STAFF_ROUTINES);
    else if (strcmp(id, "hide") == 0)
        toggle_shown(context, row);
    else if (strcmp(id, "delete") == 0)
        delete_chosen(context, row);
}

static void press_row(struct screen_context *context, const struct tap *tap)
{
    struct staff_routines *state = state_of(context);
    if (tap->index < 0 || tap->index >= state->rows.count)
        return;
    if (strncmp(tap->id, "shown:", 6) == 0) {
        toggle_shown(context, tap->index);
    } else if (strncmp(tap->id, "demo:", 5) == 0) {
        change(context, tap->index, do_demo, "play",
               state->rows.rows[tap->index].demo ? "staff.routines.demo_off"
                                                 : "staff.routines.demo_on");
    } else if (strncmp(tap->id, "row:", 4) == 0 || strncmp(tap->id, "order:", 6) == 0) {
        choose(state, tap->index);
        state->card = state->one;
        state->card_scroll = (struct scroll){0};
    } else if (chosen_row(state) >= 0) {
        press_on_chosen(context, tap->id, chosen_row(state));
    }
}

static void press(struct screen_context *context, const struct tap *tap)
{
    struct staff_routines *state = state_of(context);
    if (strncmp(tap->id, "filter:", 7) == 0) {
        state->filter = (enum routines_filter)tap->index;
        state->scroll = (struct scroll){0};
    } else if (strcmp(tap->id, "undo") == 0) {
        undo(context);
    } else if (strcmp(tap->id, "list") == 0) {
        state->card = false;
    } else if (strcmp(tap->id, "set-aside") == 0) {
        int row = routine_rows_find(&state->rows, state->unreadable);
        if (row >= 0)
            change(context, row, do_set_aside, "archive", "staff.routines.was_set_aside");
    } else if (strncmp(tap->id, "back:", 5) == 0 && tap->index < state->rows.aside_count) {
        change_named(context, state->rows.asides[tap->index].name, tap->index, do_put_back,
                     "undo-2", "staff.routines.was_put_back");
    } else if (strcmp(tap->id, "draft") == 0) {
        staff_builder_go_on(context);
    } else if (strcmp(tap->id, "build") == 0) {
        context->staff->builder.anew = true;
        context->go = SCREEN_STAFF_BUILDER;
    } else {
        press_row(context, tap);
    }
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_routines *state = state_of(context);
    int from, to;
    if (state->one && state->card && tap->kind == TAP_BACK) {
        state->card = false;
        return;
    }
    if (staff_frame_tap(context, tap))
        return;
    if (drag_list_moved(tap, "order", &from, &to))
        move(context, from, to);
    else if (tap->kind == TAP_TARGET)
        press(context, tap);
}

static void enter(struct screen_context *context)
{
    struct staff_routines *state = state_of(context);
    own_undo_free(&state->undo);
    offer_deleted(context);
    state->card = false;
    if (staff_builder_unsaved(context))
        state->scroll = (struct scroll){0}; /* to where it is said */
    state->rows.content = NULL;             /* as it is by now */
    if (context->staff->sample && context->content) {
        struct arena scratch = {0};
        say(state, "trash-2",
            tr_format(context->strings, &scratch, "staff.routines.was_deleted",
                      {"name", tr(context->strings, "staff.sample.deleted"), 0}));
        arena_free(&scratch);
    }
    if (staff_shows(context->staff, "unreadable"))
        say_unreadable(context, "");
    if (staff_shows(context->staff, "aside")) { /* below few rows */
        state->filter = ROUTINES_OWN;
        state->said[0] = '\0';
    }
}

/* From the check that has found it; where one thing at a time is seen, its page. */
static void choose_fault(struct staff_routines *state)
{
    for (int i = 0; i < state->rows.count && state->to_fault; i++) {
        if (!state->rows.rows[i].fault)
            continue;
        choose(state, i);
        state->card = true;
        state->to_fault = false;
    }
    state->to_fault = false;
}

static void update(struct screen_context *context)
{
    struct staff_routines *state = state_of(context);
    routine_rows_know(&state->rows, context);
    choose_fault(state);
    if (chosen_row(state) < 0 && state->rows.count > 0)
        choose(state, context->staff->sample && state->rows.count > 1 ? 1 : 0);
    if (!is_listed(state, chosen_row(state)))
        choose(state, first_listed(state)); /* none: it stays, unseen */
}

static ms_t wake(const struct screen_context *context)
{
    const struct staff_routines *state = state_of(context);
    ms_t figure = state->one ? MS_NEVER : part_moving_wake(context);
    return ms_min(routine_rows_wake(&state->rows, context), figure);
}

const struct screen screen_staff_routines = {
    .staff = true,
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = staff_routines_draw,
    .wake = wake,
};
