#include "ui/setting_row.h"

static int padding(const struct ui *ui, const struct setting_row *row)
{
    return row->bare ? 0 : ui_padding(ui, LENGTH_PADDING, 60);
}

static int padding_above(const struct ui *ui, const struct setting_row *row)
{
    return row->bare ? 0 : metrics_length(&ui->metrics, LENGTH_GAP);
}

static int sign_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size;
}

static int sign_width(const struct ui *ui)
{
    return sign_size(ui) * 4 / 3;
}

static void put_caption(struct stack *stack, const struct setting_row *row)
{
    struct ui *ui = stack->ui;
    if (row->tone == ROW_PLAIN) {
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), row->caption);
        return;
    }
    int indent = row->tone == ROW_FAULT ? sign_width(ui) : 0;
    color_t ink = ui_color(ui, row->tone == ROW_LIMIT ? COLOR_TEXT : COLOR_WARNING_TEXT);
    struct rect sign = {stack->x, stack->y, sign_size(ui), ui_line_height(ui, TYPE_LABEL)};
    if (indent > 0 && !stack->dry)
        ui_icon(ui, sign, "triangle-alert", sign.w, ink);
    stack->x += indent;
    stack->width -= indent;
    stack_text(stack, TYPE_LABEL, ink, row->caption);
    stack->x -= indent;
    stack->width += indent;
}

static void put_words(struct stack *stack, const void *what)
{
    const struct setting_row *row = what;
    stack->balanced = 0; /* rows below each other read best with full lines */
    color_t ink = ui_color(stack->ui, COLOR_TEXT);
    stack_text(stack, TYPE_BUTTON, ink, row->title);
    if (row->value)
        stack_text(stack, TYPE_STAFF_HEADING, ink, row->value);
    if (row->caption)
        put_caption(stack, row);
}

static int widest_word(const struct ui *ui, enum theme_type type, const char *text)
{
    return text ? ui_widest_word(ui, metrics_font(&ui->metrics, type), text) : 0;
}

bool setting_row_beside(const struct ui *ui, int width, const struct setting_row *row, int control)
{
    int room = width - 2 * padding(ui, row) - ui_section(ui) - control;
    int caption = widest_word(ui, TYPE_LABEL, row->caption);
    int words = int_max(widest_word(ui, TYPE_BUTTON, row->title),
                        caption + (row->tone == ROW_FAULT ? sign_width(ui) : 0));
    int value = row->value ? ui_text_width(ui, TYPE_STAFF_HEADING, row->value) : 0;
    return int_max(words, value) <= room;
}

struct setting_place setting_row_place(struct stack *stack, const struct setting_row *row,
                                       int control_width, int control_height)
{
    struct ui *ui = stack->ui;
    int side = padding(ui, row), above = padding_above(ui, row);
    int inner = stack->width - 2 * side;
    bool beside = setting_row_beside(ui, stack->width, row, control_width);
    int words = beside ? inner - ui_section(ui) - control_width : inner;
    int words_height = stack_height(ui, words, put_words, row);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int height =
        beside ? int_max(words_height, control_height) : words_height + gap + control_height;
    height = int_max(height + 2 * above, ui->metrics.target);
    struct setting_place place = {.row = stack_box(stack, height)};
    struct rect all = {place.row.x + side, place.row.y, inner, height};
    if (beside) {
        place.control = rect_cut_right(&all, control_width, ui_section(ui));
        place.words = rect_centered(all, words, words_height);
    } else {
        all = rect_centered(all, inner, words_height + gap + control_height);
        place.words = rect_cut_top(&all, words_height, gap);
        place.control = all;
    }
    place.control = rect_centered(place.control, place.control.w, control_height);
    return place;
}

void setting_row_draw(struct ui *ui, const struct setting_row *row,
                      const struct setting_place *place, bool pressed)
{
    bool fault = row->tone == ROW_FAULT;
    enum theme_color fill = pressed ? COLOR_SURFACE_PRESSED : fault ? COLOR_WARNING : COLOR_SURFACE;
    if (!row->bare)
        draw_box(ui->list, place->row, metrics_length(&ui->metrics, LENGTH_RADIUS),
                 ui_color(ui, fill), metrics_length(&ui->metrics, LENGTH_STROKE),
                 ui_color(ui, fault ? COLOR_WARNING_LINE : COLOR_LINE));
    stack_draw(ui, place->words, ALIGN_LEFT, put_words, row);
}
