#include "ui/text_field.h"

#include <stdlib.h>

#include "base/text_break.h"
#include "ui/ui_internal.h"

int caret_near(const struct target *target, int x)
{
    const struct caret_stop *nearest = target->stops;
    for (int i = 1; i < target->stop_count; i++)
        if (abs(target->stops[i].x - x) < abs(nearest->x - x))
            nearest = &target->stops[i];
    return nearest ? (int)nearest->at : -1;
}

/* As the screen describes it: mirrored with it. */
struct line {
    struct font font;
    bool rtl;
    int x, width;
    const int *carets; /* of each byte, from the line's left end as it is seen */
};

static int caret_width(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 5);
}

static int caret_x(const struct ui *ui, const struct line *line, size_t at)
{
    int seen = line->carets[at];
    return line->x + (ui->list->mirrored ? line->width - seen : seen);
}

/* How far a line that is wider than its room is moved. */
static int scrolled(const struct text_field *field, int caret, int most, int room, bool against)
{
    if (!field->focused)
        return against ? most : 0;
    int scroll = int_min(int_max(field->edit->scroll, caret - room), caret);
    return int_max(0, int_min(scroll, most));
}

static struct line place_line(struct ui *ui, const struct text_field *field, struct rect room)
{
    const struct text_edit *edit = field->edit;
    struct line line = {.font = metrics_font(&ui->metrics, field->type)};
    line.rtl = field->edit->rtl = ui_right_to_left(ui, edit->text);
    line.width = ui_text_width_font(ui, line.font, edit->text);
    int *carets = ARENA_ARRAY(&ui->list->arena, int, edit->length + 1);
    ui->measure->carets(ui->measure->context, line.font, edit->text, edit->length, line.rtl,
                        carets);
    line.carets = carets;
    bool against = line.rtl != ui->list->mirrored;
    int spare = room.w - caret_width(ui) - line.width;
    int caret = caret_x(ui, &line, edit->caret);
    field->edit->scroll =
        spare < 0 ? scrolled(field, caret, -spare, room.w - caret_width(ui), against) : 0;
    line.x = room.x + (spare > 0 && against ? spare : 0) - field->edit->scroll;
    return line;
}

static struct caret_stop *stops_of(struct ui *ui, const struct text_edit *edit,
                                   const struct line *line, int *count)
{
    struct caret_stop *stops = ARENA_ARRAY(&ui->list->arena, struct caret_stop, edit->length + 1);
    *count = 0;
    for (size_t at = 0;; at += text_cluster(edit->text + at, edit->length - at)) {
        struct rect place = {caret_x(ui, line, at), 0, 0, 1};
        stops[(*count)++] = (struct caret_stop){draw_place(ui->list, place).x, at};
        if (at >= edit->length)
            return stops;
    }
}

static void draw_caret(struct ui *ui, struct rect room, const struct text_field *field,
                       const struct line *line)
{
    struct rect caret = rect_centered(room, caret_width(ui), line->font.size * 5 / 4);
    caret.x = caret_x(ui, line, field->edit->caret) - (ui->list->mirrored ? caret.w : 0);
    caret.x = int_clamp(caret.x, room.x, room.x + room.w - caret.w);
    draw_fill(ui->list, caret, caret.w / 2, ui_color(ui, COLOR_ACCENT));
}

static void draw_line(struct ui *ui, struct rect room, const struct text_field *field,
                      const struct line *line)
{
    draw_push_clip(ui->list, room);
    int baseline = room.y + (room.h + metrics_capitals(line->font)) / 2;
    draw_text_line(ui->list, field->edit->text, line->font, ui_color(ui, COLOR_TEXT), line->x,
                   baseline, line->width, line->rtl);
    if (field->focused)
        draw_caret(ui, room, field, line);
    draw_pop_clip(ui->list);
}

static void draw_placeholder(struct ui *ui, struct rect room, const struct text_field *field)
{
    rect_cut_left(&room, 2 * caret_width(ui), 0);
    struct font font = ui_fit_font(ui, TYPE_CAPTION, field->placeholder, room.w, room.h, 1);
    ui_text_font(ui, room, font, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, field->placeholder);
}

/* The least that it needs; 0 when it does not show. */
static int placeholder_width(const struct ui *ui, const struct text_field *field)
{
    if (field->edit->length > 0 || !field->placeholder)
        return 0;
    struct font least = metrics_font(&ui->metrics, TYPE_CAPTION);
    least.size = metrics_least_font(&ui->metrics);
    return 2 * caret_width(ui) + ui_text_width_font(ui, least, field->placeholder);
}

static void draw_box_of(struct ui *ui, struct rect box, bool focused)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    int stroke = metrics_length(&ui->metrics, focused ? LENGTH_FOCUS_STROKE : LENGTH_STROKE);
    draw_box(ui->list, box, radius, ui_color(ui, COLOR_SURFACE), stroke,
             ui_color(ui, focused ? COLOR_PRIMARY : COLOR_LINE_STRONG));
}

static void draw_aside(struct ui *ui, struct rect *inner, const struct text_field *field)
{
    enum theme_type type = field->warn ? TYPE_LABEL : TYPE_CAPTION;
    int width = ui_text_width(ui, type, field->aside);
    int least = field->aside_least * metrics_font(&ui->metrics, field->type).size;
    if (inner->w - width < least)
        return;
    struct rect place = rect_cut_right(inner, width, metrics_length(&ui->metrics, LENGTH_GAP));
    enum theme_color ink = field->warn ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT;
    place.x += field->nudge;
    ui_text(ui, place, type, ui_color(ui, ink), ALIGN_RIGHT, field->aside);
}

/* What it holds, between its paddings. */
static void draw_inside(struct ui *ui, struct rect inner, const struct text_field *field,
                        struct target *target)
{
    int icon = ui_button_icon_size(ui);
    if (field->icon && inner.w - icon * 3 / 2 >= placeholder_width(ui, field))
        ui_icon(ui, rect_cut_left(&inner, icon, icon / 2), field->icon, icon,
                ui_color(ui, COLOR_TEXT));
    if (field->aside)
        draw_aside(ui, &inner, field);
    struct line line = place_line(ui, field, inner);
    if (target)
        target->stops = stops_of(ui, field->edit, &line, &target->stop_count);
    draw_line(ui, inner, field, &line);
    if (field->edit->length == 0 && field->placeholder)
        draw_placeholder(ui, inner, field);
}

static const char *meaning(struct ui *ui, const struct text_field *field)
{
    const char *name = field->spoken ? field->spoken : field->label ? field->label : field->id;
    const char *value = field->edit->length > 0 ? field->edit->text : field->placeholder;
    if (field->told)
        return field->told;
    return value ? arena_printf(&ui->list->arena, "%s: %s", name, value) : name;
}

static int inset(const struct ui *ui)
{
    return metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
}

/* The button at its end stands apart from what a tap puts the caret in. */
static void draw_field(struct ui *ui, struct rect box, const struct text_field *field)
{
    draw_box_of(ui, box, field->focused);
    ui->writing = ui->writing || field->focused;
    struct rect touch = box;
    struct rect end = {0, 0, 0, 0};
    if (field->clear) {
        int side = box.h - 2 * inset(ui);
        end = rect_cut_right(&touch, side + inset(ui), ui->metrics.gap);
        end = (struct rect){end.x, box.y + inset(ui), side, side};
    }
    const char *label = meaning(ui, field);
    ui_target(ui, field->id, label, touch, 0);
    int padding = ui_padding(ui, LENGTH_PADDING, 60);
    struct rect inner = {touch.x + padding, box.y, touch.w - padding, box.h};
    inner.w -= field->clear ? 0 : padding;
    ui_say_mute(ui);
    draw_inside(ui, inner, field, ui_last_target(ui, field->id));
    ui_say_button(ui, label, touch, ui_say_unmute(ui));
    if (field->clear)
        ui_button(ui, end,
                  &(struct button){
                      .id = arena_printf(&ui->list->arena, "%s:clear", field->id),
                      .icon = "x",
                      .spoken = field->clear,
                      .style = BUTTON_QUIET,
                  });
}

static int box_height(const struct ui *ui, const struct text_field *field)
{
    int line = ui_line_height(ui, field->type) + 2 * metrics_length(&ui->metrics, LENGTH_GAP);
    int button = field->clear ? ui->metrics.target + 2 * inset(ui) : ui->metrics.target;
    int height = int_max(metrics_length(&ui->metrics, LENGTH_STEPPER), line);
    return int_max(height, button);
}

void stack_text_field(struct stack *stack, const struct text_field *field)
{
    struct ui *ui = stack->ui;
    if (field->label) {
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT), field->label);
        stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    }
    struct rect box = stack_box(stack, box_height(ui, field));
    if (stack_seen(stack, box))
        draw_field(ui, box, field);
}
