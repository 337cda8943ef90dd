#include <limits.h>
#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "session/session.h"
#include "staff/routines_internal.h"

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
    text = ui_join(arena, text, row->pack);
    /* Where its switch stands on another page. */
    bool says = row->hidden && !d->switches;
    return says ? ui_join(arena, routines_word(d, "staff.stick.badge_hidden"), text) : text;
}

/* The badge stands behind a name of one line, else before the facts below it. */
struct name_look {
    struct font font;
    int badge; /* its width, px; 0: it has none */
    bool behind;
};

static int badge_air(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size / 2;
}

static struct name_look name_look(const struct ui *ui, const struct row_words *w, int width)
{
    struct font small = metrics_font(&ui->metrics, TYPE_LABEL);
    struct name_look look = {0};
    int high = ui_line_height(ui, TYPE_BUTTON), air = badge_air(ui);
    if (w->row->own)
        look.badge =
            ui_text_width_font(ui, small, routines_word(w->d, "staff.routines.badge")) + 2 * air;
    int room = width - (look.badge > 0 ? look.badge + air : 0);
    look.font = ui_fit_font(ui, TYPE_BUTTON, w->row->name, room, high, 1);
    look.behind = ui_text_width_font(ui, look.font, w->row->name) <= room;
    if (!look.behind)
        look.font = ui_fit_font(ui, TYPE_BUTTON, w->row->name, width, 2 * high, 2);
    return look;
}

static void draw_badge(struct ui *ui, struct rect rect, const char *badge)
{
    struct font small = metrics_font(&ui->metrics, TYPE_LABEL);
    struct rect pill = rect_centered(rect, rect.w, int_min(rect.h, small.size * 7 / 5));
    draw_fill(ui->list, pill, pill.h / 2, ui_color(ui, COLOR_TINT_SKY));
    ui_text_font(ui, pill, small, ui_color(ui, COLOR_BADGE_TEXT), ALIGN_CENTER, badge);
}

static void put_name(struct stack *stack, const struct row_words *w)
{
    struct ui *ui = stack->ui;
    struct name_look look = name_look(ui, w, stack->width);
    color_t ink = ui_color(ui, COLOR_TEXT);
    const char *badge = routines_word(w->d, "staff.routines.badge");
    int line = metrics_font(&ui->metrics, TYPE_BUTTON).size * 5 / 4;
    if (!look.behind) {
        stack_text_font(stack, look.font, ink, w->d->pictures ? 2 : 0, w->row->name);
        return;
    }
    struct rect box = stack_box(stack, line);
    if (stack->dry)
        return;
    int used = ui_text_font(ui, box, look.font, ink, ALIGN_LEFT, w->row->name);
    rect_cut_left(&box, used, badge_air(ui));
    box.w = look.badge;
    if (look.badge > 0)
        draw_badge(ui, box, badge);
}

static int sign_room(const struct ui *ui)
{
    return ui_line_height(ui, TYPE_CAPTION) * 5 / 4;
}

static void put_fault(struct stack *stack, const char *fault)
{
    struct ui *ui = stack->ui;
    int line = ui_line_height(ui, TYPE_CAPTION), room = sign_room(ui);
    struct rect sign = {stack->x, stack->y, line, line};
    color_t ink = ui_color(ui, COLOR_WARNING_TEXT);
    if (!stack->dry)
        ui_icon(ui, sign, "triangle-alert", line * 4 / 5, ink);
    stack->x += room;
    stack->width -= room;
    stack_text(stack, TYPE_LABEL, ink, fault);
    stack->x -= room;
    stack->width += room;
}

/* What stands below a name of two lines: a badge, and beside it the facts. */
static void put_badged_facts(struct stack *stack, const struct row_words *w)
{
    struct ui *ui = stack->ui;
    int room = name_look(ui, w, stack->width).badge + badge_air(ui);
    struct rect place = {stack->x, stack->y, room - badge_air(ui), ui_line_height(ui, TYPE_LABEL)};
    if (!stack->dry)
        draw_badge(ui, place, routines_word(w->d, "staff.routines.badge"));
    stack->x += room;
    stack->width -= room;
    if (w->row->fault)
        stack_box(stack, place.h);
    else
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   facts(w->d, &ui->list->arena, w->row));
    stack->x -= room;
    stack->width += room;
}

static void put_row_words(struct stack *stack, const void *what)
{
    const struct row_words *w = what;
    struct ui *ui = stack->ui;
    struct name_look look = name_look(ui, w, stack->width);
    bool badged = look.badge > 0 && !look.behind;
    put_name(stack, w);
    if (badged)
        put_badged_facts(stack, w);
    if (badged && !w->row->fault)
        return;
    if (w->row->fault)
        put_fault(stack, w->row->fault);
    else
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   facts(w->d, &ui->list->arena, w->row));
}

static bool words_fit(struct ui *ui, const struct row_words *w, int width)
{
    enum theme_type type = w->row->fault ? TYPE_LABEL : TYPE_CAPTION;
    const char *text = w->row->fault ? w->row->fault : facts(w->d, &ui->list->arena, w->row);
    struct font font = metrics_font(&ui->metrics, type);
    int room = width - (w->row->fault ? sign_room(ui) : 0);
    int lines = w->d->pictures ? 2 : 3; /* rather more rows than pictures */
    struct name_look look = name_look(ui, w, width);
    if (look.badge > 0 && !look.behind && !w->row->fault)
        room -= look.badge + badge_air(ui);
    /* What somebody here has written does not decide about all rows: it is cut. */
    bool cut = w->d->pictures && w->row->own;
    return (cut || ui_text_fits(ui, look.font, w->row->name, width, INT_MAX, 2)) &&
           ui_text_fits(ui, font, text, room, INT_MAX, lines);
}

struct row_parts {
    struct rect handle, row, picture, words, shown, demo; /* row: what chooses it */
};

static struct row_parts row_parts(const struct ui *ui, const struct routines_view *d,
                                  struct rect rect)
{
    struct row_parts parts = {0};
    struct rect inner = rect;
    int air = metrics_px(&ui->metrics, 16), gap = ui->metrics.gap;
    if (d->handles)
        parts.handle =
            rect_cut_left(&inner, int_max(ui->metrics.target, metrics_px(&ui->metrics, 84)), 0);
    else
        rect_cut_left(&inner, air, 0);
    rect_cut_right(&inner, metrics_px(&ui->metrics, 24), 0);
    if (d->switches) {
        parts.demo = rect_cut_right(&inner, d->switch_width, gap);
        parts.shown = rect_cut_right(&inner, d->switch_width, gap);
    }
    parts.row = d->handles || d->switches ? inner : rect;
    rect_cut_left(&parts.row, d->handles ? gap : 0, 0);
    if (d->pictures)
        parts.picture =
            rect_cut_left(&inner, int_min(metrics_px(&ui->metrics, 136), inner.w / 4), 2 * air);
    else
        rect_cut_left(&inner, d->handles ? gap : air,
                      0); /* the words begin where the target does */
    parts.words = inner;
    return parts;
}

int routines_words_width(const struct ui *ui, const struct routines_view *d, int width)
{
    return row_parts(ui, d, (struct rect){0, 0, width, 1}).words.w;
}

bool routines_words_fit(struct ui *ui, const struct routines_view *d, int width)
{
    int room = routines_words_width(ui, d, width);
    for (int i = 0; i < d->count; i++)
        if (!words_fit(ui, &(struct row_words){d, &d->state->rows.rows[d->shown[i]]}, room))
            return false;
    return true;
}

static int one_height(struct ui *ui, const struct routines_view *d, int width, int index)
{
    const struct row_words words = {d, &d->state->rows.rows[index]};
    int high = stack_height(ui, routines_words_width(ui, d, width), put_row_words, &words);
    high += metrics_px(&ui->metrics, 28);
    return int_max(int_max(high, ui->metrics.target), metrics_px(&ui->metrics, 116));
}

int routines_row_height(struct ui *ui, const struct routines_view *d, int width)
{
    int highest = 0;
    for (int i = 0; i < d->count; i++)
        highest = int_max(highest, one_height(ui, d, width, d->shown[i]));
    return highest;
}

static int row_gap(const struct ui *ui)
{
    return ui->metrics.gap;
}

struct drag_list routines_list(const struct ui *ui, const struct routines_view *d)
{
    return (struct drag_list){
        .id = "order", .count = d->count, .pitch = d->row_height + row_gap(ui)};
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
        ui_join(arena, ui_join(arena, row->name, head), on ? look.on_word : look.off_word);
    struct rect target =
        rect_centered(rect, rect.w, int_max(ui->metrics.target, ui_switch_height(ui)));
    if (demo || !row->left_out)
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
    const struct row_parts parts = row_parts(ui, d, rect);
    if (d->handles)
        ui_drag_handle(ui, parts.handle, &list, index, routines_word(d, "staff.move"));
    if (d->switches) {
        draw_switch(ui, d, parts.shown, index, false);
        draw_switch(ui, d, parts.demo, index, true);
    }
    ui_target(ui, arena_printf(&ui->list->arena, "row:%d", index), row->name, parts.row, index);
    if (d->pictures)
        draw_thumbnail(ui, parts.picture, d, row);
    struct row_words words = {d, row};
    stack_draw_middle(ui, parts.words, ALIGN_LEFT, put_row_words, &words);
}

/* Each as high as its words. */
static void put_plain_rows(struct stack *stack, const struct routines_view *d)
{
    for (int i = 0; i < d->count; i++) {
        stack_gap(stack, i > 0 ? row_gap(stack->ui) : 0);
        struct rect row = stack_box(stack, one_height(stack->ui, d, stack->width, d->shown[i]));
        if (stack_seen(stack, row))
            draw_row(stack->ui, d, row, d->shown[i]);
    }
}

static void put_unsaved_words(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    color_t ink = ui_color(stack->ui, COLOR_WARNING_TEXT);
    struct font font = metrics_font(&stack->ui->metrics, TYPE_LABEL);
    font.weight = FONT_BOLD;
    stack_text_font(stack, font, ink, 0, d->unsaved);
    stack_text(stack, TYPE_CAPTION, ink, routines_word(d, d->unsaved_info));
}

void routines_put_unsaved(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    struct ui *ui = stack->ui;
    int air = metrics_px(&ui->metrics, 16), sign = ui_button_icon_size(ui);
    int high = stack_height(ui, stack->width - 3 * air - sign, put_unsaved_words, d) + 2 * air;
    struct rect box = stack_box(stack, int_max(high, ui->metrics.target));
    if (stack_seen(stack, box)) {
        ui_target(ui, "draft", d->unsaved, box, 0);
        layout_box(ui, box, COLOR_WARNING, COLOR_WARNING_LINE, 1);
        struct rect inner = {box.x + air, box.y, box.w - 2 * air, box.h};
        color_t ink = ui_color(ui, COLOR_WARNING_TEXT);
        ui_icon(ui, rect_cut_left(&inner, sign, air), "pencil", sign, ink);
        stack_draw_middle(ui, inner, ALIGN_LEFT, put_unsaved_words, d);
    }
    stack_gap(stack, row_gap(ui));
}

/* Each as high as the highest: they can be carried. */
static void put_carried_rows(struct stack *stack, const struct routines_view *d)
{
    struct ui *ui = stack->ui;
    const struct drag_list list = routines_list(ui, d);
    struct rect all = stack_box(stack, d->count * list.pitch - row_gap(ui));
    for (int n = 0; n < d->count && !stack->dry; n++) {
        int place = drag_list_nth(ui, &list, n), shift = drag_list_shift(ui, &list, place);
        struct rect row = {all.x, all.y + place * list.pitch + shift, all.w, d->row_height};
        if (strcmp(d->state->rows.rows[d->shown[place]].id, d->state->chosen) == 0)
            ui_scroll_follow(ui, place, row);
        if (stack_seen(stack, row))
            draw_row(ui, d, row, d->shown[place]);
    }
}

void routines_put_rows(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    if (d->unsaved && !d->pinned)
        routines_put_unsaved(stack, d);
    if (d->count == 0)
        stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT_SOFT),
                   routines_word(d, "staff.routines.none"));
    else if (d->handles)
        put_carried_rows(stack, d);
    else
        put_plain_rows(stack, d);
    routines_put_asides(stack, d);
}
