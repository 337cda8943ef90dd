#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/routines_internal.h"

/* The chosen routine: beside the list, or as a page of its own. */

enum { BUTTONS = 6 };

static int card_buttons(const struct routines_view *d, int index, struct button *buttons)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    const struct routine *routine = routine_row_routine(d->context->content, row);
    buttons[0] = (struct button){
        .id = "edit",
        .icon = "pencil",
        .style = BUTTON_PRIMARY,
        .label =
            routines_word(d, row->own ? row->fault ? "staff.routines.mend" : "staff.routines.edit"
                                      : "staff.routines.edit_copy"),
        .off = !row->own && !routine,
        .index = index,
    };
    buttons[1] = (struct button){.id = "try",
                                 .icon = "play",
                                 .label = routines_word(d, "staff.try"),
                                 .off = !routine,
                                 .index = index};
    buttons[2] = (struct button){.id = "copy",
                                 .icon = "copy",
                                 .label = routines_word(d, "staff.copy"),
                                 .off = !routine,
                                 .index = index};
    buttons[3] = (struct button){
        .id = "hide",
        .icon = row->hidden ? "eye" : "eye-off",
        .label = routines_word(d, row->hidden ? "staff.routines.show" : "staff.routines.hide"),
        .off = row->left_out,
        .index = index};
    return 4;
}

/* Of the clinic's own only; away from what is pressed often. */
static struct button delete_button(const struct routines_view *d, int index)
{
    return (struct button){.id = "delete",
                           .icon = "trash-2",
                           .style = BUTTON_DANGER,
                           .label = routines_word(d, "staff.routines.delete"),
                           .index = index};
}

/* Two columns, where each holds its words. */
static int grid_columns(const struct ui *ui, int width, const struct button *buttons, int count)
{
    int column = (width - ui->metrics.gap) / 2, height = ui_button_height_small(ui);
    for (int i = 0; i < count; i++)
        if (ui_button_width_least(ui, &buttons[i], height) > column)
            return 1;
    return 2;
}

static void put_grid(struct stack *stack, const struct button *buttons, int count)
{
    struct ui *ui = stack->ui;
    int columns = grid_columns(ui, stack->width, buttons, count), gap = ui->metrics.gap;
    for (int i = 0; i < count; i += columns) {
        stack_gap(stack, i > 0 ? gap : 0);
        struct rect row = stack_box(stack, ui_button_height_small(ui));
        int width = (row.w - (columns - 1) * gap) / columns;
        for (int k = i; k < i + columns && k < count && !stack->dry; k++)
            ui_button(ui, rect_cut_left(&row, width, gap), &buttons[k]);
    }
}

static const char *place_text(const struct routines_view *d, struct arena *arena, int index)
{
    if (d->state->filter != ROUTINES_ALL)
        return routines_word(d, "staff.routines.only_all");
    return tr_format(d->context->strings, arena, "staff.routines.place", {"place", NULL, index + 1},
                     {"count", NULL, d->state->rows.count});
}

static void put_place_words(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), what);
}

/* Which place it has, and at the end of that line the way to the first one. */
static void put_place(struct stack *stack, const struct routines_view *d, int index)
{
    struct ui *ui = stack->ui;
    const char *text = place_text(d, &ui->list->arena, index);
    struct button first = {.id = "order:first",
                           .icon = "arrow-big-first",
                           .label = routines_word(d, "staff.routines.first"),
                           .off = d->state->filter != ROUTINES_ALL || index == 0,
                           .index = index};
    int gap = ui->metrics.gap, high = ui_button_height_small(ui);
    int half = (stack->width - gap) / 2, width = ui_button_width(ui, &first);
    if (width > half && ui_button_width_least(ui, &first, high) > half)
        first = ui_button_wordless(first);
    width = first.label ? half : high;
    int words = stack_height(ui, stack->width - width - gap, put_place_words, text);
    struct rect row = stack_box(stack, int_max(high, words));
    if (stack->dry)
        return;
    ui_button(ui, rect_centered(rect_cut_right(&row, width, gap), width, high), &first);
    stack_draw_middle(ui, row, ALIGN_LEFT, put_place_words, text);
}

static void put_order_buttons(struct stack *stack, const struct routines_view *d, int index)
{
    struct ui *ui = stack->ui;
    const struct drag_list list = routines_list(ui, d);
    int chosen = d->state->filter == ROUTINES_ALL ? index : -1;
    struct button buttons[] = {
        staff_order_button(ui, &list, true, chosen, routines_word(d, "staff.up")),
        staff_order_button(ui, &list, false, chosen, routines_word(d, "staff.down"))};
    put_grid(stack, buttons, 2);
}

static void put_card_words(struct stack *stack, const void *what)
{
    const struct row_words *w = what;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    const struct routine *routine = routine_row_routine(w->d->context->content, w->row);
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 2, w->row->name);
    if (w->row->fault)
        stack_fit(stack, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT), 1, 2,
                  routines_word(w->d, "staff.routines.faulty")); /* which one stands in its row */
    else if (routine)
        stack_text(
            stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
            ui_join(arena,
                    tr_format(w->d->context->strings, arena, "overview.steps",
                              {"count", NULL, (int)routine->step_count}),
                    part_minutes(w->d->context->strings, arena, session_routine_length(routine))));
}

static void put_card(struct stack *stack, const void *what)
{
    const struct row_words *w = what;
    struct ui *ui = stack->ui;
    int index = (int)(w->row - w->d->state->rows.rows), air = ui->metrics.gap;
    struct button buttons[BUTTONS];
    int count = card_buttons(w->d, index, buttons);
    put_card_words(stack, w);
    stack_gap(stack, air);
    put_place(stack, w->d, index);
    stack_gap(stack, air);
    put_order_buttons(stack, w->d, index);
    stack_gap(stack, air);
    put_grid(stack, buttons, count);
}

static int card_padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_PADDING, 60);
}

int routines_card_height(struct ui *ui, const struct routines_view *d, int width, int index)
{
    struct row_words words = {d, &d->state->rows.rows[index]};
    int padding = card_padding(ui);
    int picture = ui_button_height_small(ui) + 2 * ui->metrics.gap; /* Delete, and air */
    return stack_height(ui, width - 2 * padding, put_card, &words) + padding + picture;
}

/* Its word goes where the figure would have no room beside it. */
static struct button delete_beside(const struct ui *ui, const struct routines_view *d,
                                   struct rect picture, int index)
{
    struct button button = delete_button(d, index);
    return ui_button_width(ui, &button) > picture.w / 2 ? ui_button_wordless(button) : button;
}

static int delete_width(const struct ui *ui, const struct routines_view *d, struct rect picture,
                        int index)
{
    struct button button = delete_beside(ui, d, picture, index);
    return int_max(ui_button_width(ui, &button), ui_button_height_small(ui));
}

/* In the corner of the picture, with nothing beside it. */
static void draw_delete(struct ui *ui, const struct routines_view *d, struct rect picture,
                        int index)
{
    struct button button = delete_beside(ui, d, picture, index);
    struct rect row = rect_inset(picture, ui->metrics.gap / 2);
    row = rect_cut_right(&row, delete_width(ui, d, picture, index), 0);
    row.h = ui_button_height_small(ui);
    ui_button(ui, row, &button);
}

/* Picture, words, place, seven buttons; the picture takes what is left. */
void routines_draw_card(struct ui *ui, const struct routines_view *d, struct rect rect, int index)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    const struct routine *routine = routine_row_routine(d->context->content, row);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS), air = ui->metrics.gap;
    ui_card(ui, rect, radius, false);
    layout_card_edge(ui, rect, radius);
    struct row_words words = {d, row};
    struct rect inner = rect_inset(rect, card_padding(ui));
    struct rect text = rect_cut_bottom(&inner, stack_height(ui, inner.w, put_card, &words), 0);
    struct rect picture = rect;
    picture.h = text.y - air - rect.y;
    if (routine && picture.h > metrics_px(&ui->metrics, 80)) {
        draw_push_clip(ui->list, picture);
        draw_fill(ui->list, rect, radius, part_tint(ui, routine));
        draw_pop_clip(ui->list);
        struct rect figure = rect_inset(picture, air / 2);
        if (row->own)
            rect_cut_right(&figure, delete_width(ui, d, picture, index), air / 2);
        part_moving_figure(ui, figure, staff_face(routine), routine,
                           part_moving_for(d->context, ui));
    }
    if (row->own)
        draw_delete(ui, d, picture, index);
    stack_draw(ui, text, ALIGN_LEFT, put_card, &words);
}

static void put_switch(struct stack *stack, const struct routines_view *d, int index, bool demo)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    struct switch_row look = routines_switch(d, demo ? row->demo : routine_row_shown(row));
    look.id = arena_printf(&stack->ui->list->arena, demo ? "demo:%d" : "shown:%d", index);
    look.title = routines_word(d, demo ? "staff.routines.demo" : "staff.routines.shown");
    look.fault = demo ? NULL : row->fault;
    look.index = index;
    stack_switch_row(stack, &look);
    stack_gap(stack, stack->ui->metrics.gap);
}

/* What is left out for its mistake cannot be shown before that is mended. */
static void put_shown(struct stack *stack, const struct routines_view *d, int index)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    if (!row->left_out) {
        put_switch(stack, d, index, false);
        return;
    }
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_WARNING_TEXT), row->fault);
    stack_gap(stack, stack->ui->metrics.gap);
}

static void put_way_back(struct stack *stack, const struct routines_view *d)
{
    struct ui *ui = stack->ui;
    struct button back = {
        .id = "list", .icon = "arrow-left", .label = routines_word(d, "common.back")};
    struct rect box = stack_box(stack, ui_button_height_small(ui));
    box.w = int_min(box.w, ui_button_width(ui, &back));
    if (!stack->dry)
        ui_button(ui, box, &back);
}

void routines_put_page(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    struct ui *ui = stack->ui;
    int index = routine_rows_find(&d->state->rows, d->state->chosen), gap = ui->metrics.gap;
    const struct routine_row *row = &d->state->rows.rows[index];
    put_way_back(stack, d);
    stack_gap(stack, gap);
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 0, row->name);
    stack_gap(stack, gap / 2);
    put_shown(stack, d, index);
    if (routine_row_shown(row))
        put_switch(stack, d, index, true);
    struct button buttons[BUTTONS];
    int count = card_buttons(d, index, buttons);
    if (row->fault) { /* what mends it comes first */
        put_grid(stack, buttons, count);
        stack_gap(stack, gap);
    }
    put_place(stack, d, index);
    stack_gap(stack, gap);
    put_order_buttons(stack, d, index);
    stack_gap(stack, gap);
    if (!row->fault)
        put_grid(stack, buttons, count);
    if (!row->own)
        return;
    struct button remove = delete_button(d, index);
    stack_gap(stack, 3 * gap);
    put_grid(stack, &remove, 1);
}
