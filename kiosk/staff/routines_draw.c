#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/frame.h"
#include "staff/routines_internal.h"
#include "ui/chips.h"
#include "ui/undo_bar.h"

/* ---- above the list ---- */

static void put_filters(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    struct arena *arena = &stack->ui->list->arena;
    static const char *const keys[] = {"staff.routines.all", "staff.routines.own",
                                       "staff.routines.hidden"};
    static const char *const ids[] = {"filter:all", "filter:own", "filter:hidden"};
    int counts[ROUTINES_FILTERS] = {d->state->rows.count, 0, 0};
    for (int i = 0; i < d->state->rows.count; i++) {
        counts[1] += d->state->rows.rows[i].own;
        counts[2] += d->state->rows.rows[i].hidden;
    }
    struct chip chips[ROUTINES_FILTERS];
    for (int i = 0; i < ROUTINES_FILTERS; i++)
        chips[i] = (struct chip){
            ids[i], tr_format(d->context->strings, arena, keys[i], {"n", NULL, counts[i]}),
            d->state->filter == (enum routines_filter)i, i};
    stack_chips(stack, chips, ROUTINES_FILTERS);
}

static void draw_heads(struct ui *ui, const struct routines_view *d, struct rect rect)
{
    color_t ink = ui_color(ui, COLOR_TEXT);
    rect_cut_right(&rect, metrics_px(&ui->metrics, 24), 0);
    int gap = ui->metrics.gap;
    struct rect demo = rect_cut_right(&rect, d->switch_width, gap);
    struct rect shown = rect_cut_right(&rect, d->switch_width, gap);
    const char *last = routines_word(d, "staff.routines.demo");
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int over = ui_text_width_font(ui, font, last) - demo.w;
    demo.x -= over > 0 ? int_min(over, gap) : 0; /* it ends where the rows do */
    demo.w += over > 0 ? over + gap : 0;
    ui_text(ui, demo, TYPE_LABEL, ink, over > 0 ? ALIGN_LEFT : ALIGN_CENTER, last);
    ui_text(ui, shown, TYPE_LABEL, ink, ALIGN_CENTER, routines_word(d, "staff.routines.shown"));
    ui_text(ui, rect, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT,
            routines_word(d, "staff.routines.order"));
}

/* ---- the chosen one ---- */

enum { BUTTONS = 6 };

static int card_buttons(const struct ui *ui, const struct routines_view *d, int index,
                        struct button *buttons)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    const struct routine *routine = routine_row_routine(d->context->content, row);
    (void)ui;
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
    buttons[3] = (struct button){.id = "remove",
                                 .icon = row->own      ? "trash-2"
                                         : row->hidden ? "eye"
                                                       : "eye-off",
                                 .style = row->own ? BUTTON_DANGER : BUTTON_PLAIN,
                                 .label = routines_word(d, row->own      ? "staff.routines.delete"
                                                           : row->hidden ? "staff.routines.show"
                                                                         : "staff.routines.hide"),
                                 .index = index};
    return 4;
}

static void draw_grid(struct ui *ui, struct rect rect, struct button *buttons, int count,
                      int columns)
{
    int gap = ui->metrics.gap, rows = (count + columns - 1) / columns;
    int height = (rect.h - (rows - 1) * gap) / rows;
    height = int_min(height, ui_button_height_small(ui));
    int width = (rect.w - (columns - 1) * gap) / columns;
    for (int i = 0; i < count; i++) {
        struct rect place = {rect.x + i % columns * (width + gap),
                             rect.y + i / columns * (height + gap), width, height};
        ui_button(ui, place, &buttons[i]);
    }
}

static int grid_height(const struct ui *ui, int count, int columns)
{
    int rows = (count + columns - 1) / columns;
    return rows * ui_button_height_small(ui) + (rows - 1) * ui->metrics.gap;
}

static const char *place_text(const struct routines_view *d, struct arena *arena, int index)
{
    if (d->state->filter != ROUTINES_ALL)
        return routines_word(d, "staff.routines.only_all");
    return tr_format(d->context->strings, arena, "staff.routines.place", {"place", NULL, index + 1},
                     {"count", NULL, d->state->rows.count});
}

static void draw_order_buttons(struct ui *ui, const struct routines_view *d, struct rect rect,
                               int index)
{
    const struct drag_list list = routines_list(ui, d);
    int chosen = d->state->filter == ROUTINES_ALL ? index : -1, gap = ui->metrics.gap;
    struct button up = staff_order_button(ui, &list, true, chosen, routines_word(d, "staff.up"));
    struct button down =
        staff_order_button(ui, &list, false, chosen, routines_word(d, "staff.down"));
    ui_button(ui, rect_cut_left(&rect, (rect.w - gap) / 2, gap), &up);
    ui_button(ui, rect, &down);
}

static void put_card_words(struct stack *stack, const void *what)
{
    const struct row_words *w = what;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    const struct routine *routine = routine_row_routine(w->d->context->content, w->row);
    stack_fit(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), 1, 2, w->row->name);
    if (w->row->fault)
        stack_lines(stack, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT), 2, w->row->fault);
    else if (routine)
        stack_lines(
            stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 1,
            ui_join(arena,
                    tr_format(w->d->context->strings, arena, "overview.steps",
                              {"count", NULL, (int)routine->step_count}),
                    part_minutes(w->d->context->strings, arena, session_routine_length(routine))));
}

/* Picture, words, place, six buttons; the picture takes what is left. */
static void draw_card(struct ui *ui, const struct routines_view *d, struct rect rect, int index)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    const struct routine *routine = routine_row_routine(d->context->content, row);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, rect, radius, false);
    layout_card_edge(ui, rect, radius);
    struct row_words words = {d, row};
    struct rect inner = rect_inset(rect, ui_padding(ui, LENGTH_PADDING, 60));
    struct button buttons[BUTTONS];
    int count = card_buttons(ui, d, index, buttons), air = ui->metrics.gap;
    struct rect grid = rect_cut_bottom(&inner, grid_height(ui, count, 2), air);
    struct rect order = rect_cut_bottom(&inner, ui_button_height_small(ui), air / 2);
    struct rect place = rect_cut_bottom(&inner, ui_line_height(ui, TYPE_LABEL), air);
    struct rect text =
        rect_cut_bottom(&inner, stack_height(ui, inner.w, put_card_words, &words), air);
    struct rect picture = rect;
    picture.h = text.y - air - rect.y;
    if (routine && picture.h > metrics_px(&ui->metrics, 80)) {
        draw_push_clip(ui->list, picture);
        draw_fill(ui->list, rect, radius, part_tint(ui, routine));
        draw_pop_clip(ui->list);
        part_moving_figure(ui, rect_inset(picture, air / 2), staff_face(routine), routine,
                           d->context->now - d->context->entered_at);
    }
    stack_draw(ui, text, ALIGN_LEFT, put_card_words, &words);
    ui_text(ui, place, TYPE_LABEL, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            place_text(d, &ui->list->arena, index));
    draw_order_buttons(ui, d, order, index);
    draw_grid(ui, grid, buttons, count, 2);
}

/* ---- the bar at the bottom ---- */

static void draw_said(struct ui *ui, const struct routines_view *d, struct rect *area)
{
    const struct staff_routines *state = d->state;
    if (!state->said[0])
        return;
    if (state->said_icon) {
        ui_undo_bar(ui, area,
                    &(struct undo_bar){.id = "undo",
                                       .icon = state->said_icon,
                                       .text = state->said,
                                       .undo = routines_word(d, "staff.undo")});
        return;
    }
    staff_warning_bar(ui, area, state->said);
}

/* ---- the whole ---- */

static void draw_list(struct ui *ui, const struct routines_view *d, struct rect area)
{
    int width = layout_arrow_width(ui);
    width = int_max(ui->metrics.target, int_min(width, metrics_px(&ui->metrics, 88)));
    struct rect arrows = rect_cut_right(&area, width, ui->metrics.gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = &d->state->scroll, .view = area},
                  routines_put_rows, d);
    layout_scroll_arrows(d->context, ui, &d->state->scroll, layout_arrow_pair(ui, arrows), true);
}

static void draw_title(struct ui *ui, const struct routines_view *d, struct rect row, bool build)
{
    struct font font = metrics_font(&ui->metrics, TYPE_STAFF_TITLE);
    const char *title = routines_word(d, "staff.routines.title");
    struct button button = {.id = "build",
                            .icon = "list-plus",
                            .label = routines_word(d, "staff.routines.build"),
                            .style = BUTTON_PRIMARY};
    if (build) {
        int width = int_min(ui_button_width(ui, &button), row.w / 3);
        ui_button(ui, rect_cut_right(&row, width, ui->metrics.gap), &button);
    }
    int wide = ui_text_width_font(ui, font, title);
    struct rect name = rect_cut_left(&row, wide, metrics_px(&ui->metrics, 44));
    if (row.w > stack_height(ui, row.w, put_filters, d)) /* one row of chips */
        ui_text_font(ui, name, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
    stack_draw_middle(ui, row, ALIGN_LEFT, put_filters, d);
}

static void draw_wide(struct ui *ui, struct routines_view *d, struct rect area, int index)
{
    struct rect top = rect_cut_top(&area, ui_button_height_small(ui), metrics_px(&ui->metrics, 24));
    struct rect right = rect_cut_right(&area, metrics_px(&ui->metrics, 522), ui_section(ui));
    struct button build = {.id = "build",
                           .icon = "list-plus",
                           .label = routines_word(d, "staff.routines.build"),
                           .style = BUTTON_PRIMARY};
    ui_button(ui, (struct rect){right.x, top.y, right.w, top.h}, &build);
    top.w -= right.w + ui_section(ui);
    draw_title(ui, d, top, false);
    draw_said(ui, d, &area);
    int arrows = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88)) + ui->metrics.gap;
    struct rect heads =
        rect_cut_top(&area, ui_line_height(ui, TYPE_LABEL), metrics_px(&ui->metrics, 12));
    heads.w -= arrows;
    draw_heads(ui, d, heads);
    draw_list(ui, d, area);
    if (index >= 0)
        draw_card(ui, d, right, index);
}

/* Portrait: the card lies at the bottom, in reach of the thumb. */
static void draw_tall(struct ui *ui, struct routines_view *d, struct rect area, int index)
{
    struct rect top = rect_cut_top(&area, ui_button_height_small(ui), ui->metrics.gap);
    struct button build = {.id = "build",
                           .icon = "list-plus",
                           .label = routines_word(d, "staff.routines.build"),
                           .style = BUTTON_PRIMARY};
    struct rect filters =
        rect_cut_top(&area, stack_height(ui, area.w, put_filters, d), ui->metrics.gap);
    int width = int_min(ui_button_width(ui, &build), top.w * 3 / 5);
    ui_button(ui, rect_cut_right(&top, width, ui->metrics.gap), &build);
    ui_text(ui, top, TYPE_STAFF_TITLE, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            routines_word(d, "staff.routines.title"));
    stack_draw(ui, filters, ALIGN_LEFT, put_filters, d);
    if (index >= 0) {
        struct rect card = rect_cut_bottom(&area, metrics_px(&ui->metrics, 690), ui->metrics.gap);
        draw_card(ui, d, card, index);
    }
    draw_said(ui, d, &area);
    int arrows = int_max(ui->metrics.target, metrics_px(&ui->metrics, 88)) + ui->metrics.gap;
    struct rect heads =
        rect_cut_top(&area, ui_line_height(ui, TYPE_LABEL), metrics_px(&ui->metrics, 12));
    heads.w -= arrows;
    draw_heads(ui, d, heads);
    draw_list(ui, d, area);
}

/* ---- one thing at a time: the list, or one routine ---- */

static void put_small_card(struct stack *stack, const void *what)
{
    struct routines_view *d = (struct routines_view *)what;
    struct ui *ui = stack->ui;
    int index = routine_rows_find(&d->state->rows, d->state->chosen);
    const struct routine_row *row = &d->state->rows.rows[index];
    struct arena *arena = &ui->list->arena;
    struct switch_row look = routines_switch(d, routine_row_shown(row));
    look.id = arena_printf(arena, "shown:%d", index);
    look.title = routines_word(d, "staff.routines.shown");
    look.fault = row->fault;
    look.index = index;
    stack_switch_row(stack, &look);
    stack_gap(stack, ui->metrics.gap);
    if (routine_row_shown(row)) {
        look = routines_switch(d, row->demo);
        look.id = arena_printf(arena, "demo:%d", index);
        look.title = routines_word(d, "staff.routines.demo");
        look.index = index;
        stack_switch_row(stack, &look);
        stack_gap(stack, ui->metrics.gap);
    }
    struct rect order = stack_box(stack, ui_button_height_small(ui));
    stack_gap(stack, ui->metrics.gap);
    struct button buttons[BUTTONS];
    int count = card_buttons(ui, d, index, buttons);
    struct rect grid = stack_box(stack, grid_height(ui, count, 2));
    if (stack->dry)
        return;
    draw_order_buttons(ui, d, order, index);
    draw_grid(ui, grid, buttons, count, 2);
}

static void draw_small(struct ui *ui, struct routines_view *d, struct rect area, int index)
{
    int width = ui->metrics.target;
    draw_said(ui, d, &area);
    struct rect arrows = rect_cut_right(&area, width, ui->metrics.gap);
    bool card = d->state->card && index >= 0;
    struct scroll *scroll = card ? &d->state->card_scroll : &d->state->scroll;
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = area},
                  card ? put_small_card : routines_put_rows, d);
    layout_scroll_arrows(d->context, ui, scroll, layout_arrow_pair(ui, arrows), true);
}

static int widest_switch(const struct ui *ui, const struct routines_view *d)
{
    struct switch_row look = routines_switch(d, true);
    return int_max(ui_switch_width(ui, &look), ui->metrics.target);
}

void staff_routines_draw(struct screen_context *context, struct ui *ui)
{
    struct staff_routines *state = &context->staff->routines;
    struct routines_view d = {.context = context, .state = state};
    int index = routine_rows_find(&state->rows, state->chosen);
    bool small = staff_small(ui);
    const char *title = small && state->card && index >= 0
                            ? state->rows.rows[index].name
                            : routines_word(&d, "staff.routines.title");
    struct rect area = staff_frame_draw(
        context, ui, &(struct staff_frame){.tab = "staff-routines", .title = title});
    d.count = staff_routines_filtered(state, d.shown, STAFF_ROUTINES_MAX);
    d.switch_width = widest_switch(ui, &d);
    d.switches = !small;
    d.handles = !small && state->filter == ROUTINES_ALL;
    if (small)
        draw_small(ui, &d, area, index);
    else if (ui->metrics.portrait)
        draw_tall(ui, &d, area, index);
    else
        draw_wide(ui, &d, area, index);
}
