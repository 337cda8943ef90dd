#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/routines_internal.h"

/* ---- words of a row ---- */

static const char *facts(const struct routines_view *d, struct arena *arena,
                         const struct routine_row *row)
{
    const struct routine *routine = routine_row_routine(d->context->content, row);
    if (!routine)
        return row->pack;
    const char *place = arena_printf(arena, "place.%s", place_name(routine_place(routine)));
    const char *text =
        ui_join(arena, part_minutes(d->context->strings, arena, session_routine_length(routine)),
                routines_word(d, place));
    return ui_join(arena, text, row->pack);
}

static void draw_name(struct ui *ui, struct rect rect, const struct row_words *w)
{
    const char *badge = routines_word(w->d, "staff.routines.badge");
    struct font small = metrics_font(&ui->metrics, TYPE_LABEL);
    int air = small.size / 2;
    int width = w->row->own ? ui_text_width_font(ui, small, badge) + 2 * air : 0;
    int room = rect.w - (width > 0 ? width + air : 0);
    struct font font = ui_fit_font(ui, TYPE_BUTTON, w->row->name, room, rect.h, 1);
    struct rect name = {rect.x, rect.y, room, rect.h};
    int used = int_min(ui_text_width_font(ui, font, w->row->name), room);
    ui_text_font(ui, name, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, w->row->name);
    if (width == 0)
        return;
    struct rect pill = {rect.x + used + air, rect.y, width, rect.h};
    pill = rect_centered(pill, width, small.size * 7 / 5);
    draw_fill(ui->list, pill, pill.h / 2, ui_color(ui, COLOR_TINT_SKY));
    ui_text_font(ui, pill, small, ui_color(ui, COLOR_BADGE_TEXT), ALIGN_CENTER, badge);
}

static void put_row_words(struct stack *stack, const void *what)
{
    const struct row_words *w = what;
    struct ui *ui = stack->ui;
    int high = metrics_font(&ui->metrics, TYPE_BUTTON).size * 5 / 4;
    struct rect name = stack_box(stack, high);
    if (!stack->dry)
        draw_name(ui, name, w);
    struct rect line = stack_box(stack, ui_line_height(ui, TYPE_CAPTION));
    if (stack->dry)
        return;
    if (!w->row->fault) {
        ui_text(ui, line, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT,
                facts(w->d, &ui->list->arena, w->row));
        return;
    }
    struct rect sign = rect_cut_left(&line, line.h, line.h / 4);
    ui_icon(ui, sign, "triangle-alert", sign.h * 4 / 5, ui_color(ui, COLOR_WARNING_TEXT));
    ui_text(ui, line, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT), ALIGN_LEFT, w->row->fault);
}

/* ---- a row ---- */

static int row_height(const struct ui *ui)
{
    int words = metrics_font(&ui->metrics, TYPE_BUTTON).size * 5 / 4 +
                ui_line_height(ui, TYPE_CAPTION) + metrics_px(&ui->metrics, 16);
    return int_max(int_max(words, ui->metrics.target), metrics_px(&ui->metrics, 116));
}

static int row_gap(const struct ui *ui)
{
    return ui->metrics.gap;
}

struct drag_list routines_list(const struct ui *ui, const struct routines_view *d)
{
    return (struct drag_list){
        .id = "order", .count = d->count, .pitch = row_height(ui) + row_gap(ui)};
}

struct switch_row routines_switch(const struct routines_view *d, bool on)
{
    return (struct switch_row){.on_word = routines_word(d, "staff.on"),
                               .off_word = routines_word(d, "staff.off"),
                               .on = on};
}

/* A dash, so that the old value is still there when it is shown again. */
static void draw_dash(struct ui *ui, struct rect rect)
{
    struct rect pill = rect_centered(rect, rect.w, ui_switch_height(ui));
    draw_box(ui->list, pill, pill.h / 2, ui_color(ui, COLOR_BACKGROUND),
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    ui_text(ui, pill, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER, "\xE2\x80\x93");
}

static void draw_switch(struct ui *ui, const struct routines_view *d, struct rect rect, int index,
                        bool demo)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    bool on = demo ? row->demo : routine_row_shown(row);
    const char *head = routines_word(d, demo ? "staff.routines.demo" : "staff.routines.shown");
    struct arena *arena = &ui->list->arena;
    if (demo && !routine_row_shown(row)) {
        draw_dash(ui, rect);
        return;
    }
    struct switch_row look = routines_switch(d, on);
    const char *label =
        arena_printf(arena, "%s, %s: %s", row->name, head, on ? look.on_word : look.off_word);
    struct rect target =
        rect_centered(rect, rect.w, int_max(ui->metrics.target, ui_switch_height(ui)));
    if (demo || !row->fault)
        ui_target_round(ui, arena_printf(arena, "%s:%d", demo ? "demo" : "shown", index), label,
                        target, target.h / 2, index);
    ui_say_mute(ui);
    ui_switch(ui, rect, &look);
    ui_say_button(ui, label, target, ui_say_unmute(ui));
}

static void draw_thumbnail(struct ui *ui, struct rect rect, const struct routines_view *d,
                           const struct routine_row *row)
{
    const struct routine *routine = routine_row_routine(d->context->content, row);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL);
    rect = rect_centered(rect, rect.w, int_min(rect.h, rect.w * 2 / 3));
    draw_fill(ui->list, rect, radius,
              routine ? part_tint(ui, routine) : ui_color(ui, COLOR_TINT_SAND));
    if (routine)
        part_thumbnail(ui, rect_inset(rect, metrics_px(&ui->metrics, 4)), staff_face(routine),
                       routine);
}

static void draw_row(struct ui *ui, const struct routines_view *d, struct rect rect, int index)
{
    const struct routine_row *row = &d->state->rows.rows[index];
    const struct drag_list list = routines_list(ui, d);
    int from, to;
    bool carried = drag_list_carries(ui, &list, &from, &to) && from == index;
    bool chosen = strcmp(row->id, d->state->chosen) == 0;
    staff_row_box(ui, rect, chosen, carried);
    struct rect inner = rect;
    int air = metrics_px(&ui->metrics, 16);
    if (d->handles)
        ui_drag_handle(
            ui, rect_cut_left(&inner, int_max(ui->metrics.target, metrics_px(&ui->metrics, 84)), 0),
            &list, index, routines_word(d, "staff.move"));
    else
        rect_cut_left(&inner, air, 0);
    rect_cut_right(&inner, metrics_px(&ui->metrics, 24), 0);
    if (d->switches) {
        struct rect demo = rect_cut_right(&inner, d->switch_width, ui->metrics.gap);
        struct rect shown = rect_cut_right(&inner, d->switch_width, ui->metrics.gap);
        draw_switch(ui, d, shown, index, false);
        draw_switch(ui, d, demo, index, true);
    }
    struct rect middle = {inner.x, rect.y, inner.w, rect.h}; /* handle and switches are their own */
    rect_cut_left(&middle, d->handles ? ui->metrics.gap : 0, 0);
    ui_target(ui, arena_printf(&ui->list->arena, "row:%d", index), row->name,
              d->handles || d->switches ? middle : rect, index);
    int picture = int_min(metrics_px(&ui->metrics, 136), inner.w / 4);
    draw_thumbnail(ui, rect_cut_left(&inner, picture, 2 * air), d, row);
    struct row_words words = {d, row};
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_row_words, &words);
}

void routines_put_rows(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    struct ui *ui = stack->ui;
    const struct drag_list list = routines_list(ui, d);
    if (d->count == 0) {
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   routines_word(d, "staff.routines.none"));
        return;
    }
    struct rect all = stack_box(stack, d->count * list.pitch - row_gap(ui));
    for (int n = 0; n < d->count && !stack->dry; n++) {
        int place = d->handles ? drag_list_nth(ui, &list, n) : n;
        int shift = d->handles ? drag_list_shift(ui, &list, place) : 0;
        struct rect row = {all.x, all.y + place * list.pitch + shift, all.w,
                           list.pitch - row_gap(ui)};
        if (stack_seen(stack, row))
            draw_row(ui, d, row, d->shown[place]);
    }
}
