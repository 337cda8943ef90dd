#include "ui/chips.h"

static int tick_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 6 / 5;
}

static int tick_gap(const struct ui *ui)
{
    return tick_size(ui) / 3;
}

/* With room for its tick, so that no chip moves when another one is chosen; no wider than the
 * row. */
static int chip_width(const struct ui *ui, const struct chip *chip, int most)
{
    int tick = tick_size(ui) + tick_gap(ui);
    int airy = ui_chip_width(ui, chip->label) + tick * 2 / 3; /* it may use some of the air */
    int tight = ui_text_width(ui, TYPE_LABEL, chip->label) + tick + ui_chip_height(ui) / 2;
    return int_min(int_max(airy, tight), most);
}

static void draw_chip(struct ui *ui, struct rect rect, const struct chip *chip)
{
    color_t ink = ui_chip_shape(ui, rect, chip->id, chip->label, chip->on, chip->index);
    int tick = chip->on ? tick_size(ui) + tick_gap(ui) : 0;
    int room = rect.w - tick - rect.h / 2;
    struct font font = ui_fit_font(ui, TYPE_LABEL, chip->label, room, rect.h, 1);
    bool two_lines = ui_text_width_font(ui, font, chip->label) > room;
    int word = two_lines ? room : ui_text_width_font(ui, font, chip->label);
    struct rect inner = rect_centered(rect, tick + word, rect.h);
    if (chip->on)
        ui_icon(ui, rect_cut_left(&inner, tick_size(ui), tick_gap(ui)), "check", tick_size(ui),
                ink);
    if (!two_lines) {
        ui_text_font(ui, inner, font, ink, ALIGN_LEFT, chip->label);
        return;
    }
    int high = ui_paragraph_height_font(ui, inner.w, font, chip->label, 2);
    ui_paragraph_font(ui, rect_centered(inner, inner.w, high), font, ink, ALIGN_LEFT, chip->label);
}

void stack_chips(struct stack *stack, const struct chip *chips, int count)
{
    struct ui *ui = stack->ui;
    int height = ui_chip_height(ui), gap = ui->metrics.gap;
    struct rect row = {0, 0, 0, 0};
    for (int i = 0; i < count; i++) {
        int width = chip_width(ui, &chips[i], stack->width);
        if (i == 0 || row.w < width) {
            stack_gap(stack, i > 0 ? gap : 0);
            row = stack_box(stack, height);
        }
        struct rect chip = rect_cut_left(&row, width, gap);
        if (stack_seen(stack, chip))
            draw_chip(ui, chip, &chips[i]);
    }
}
