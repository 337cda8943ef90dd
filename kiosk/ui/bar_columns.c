#include "ui/bar_internal.h"

/* Where the columns stand, px. */
struct columns {
    struct rect plot; /* from the highest bar's top to the ground line */
    int most, step;   /* what its height stands for; between two lines of the scale */
    int every;        /* that many columns have one label */
    bool numbered;    /* there is room for the numbers on them */
    int left;         /* of the chart, with its scale */
};

/* 1, 2, 5, 10, 20 ...: the least one with which no two numbers of the scale touch. */
static int scale_step(int most, int lines)
{
    int step = 1;
    for (int i = 0; most / step > int_max(lines, 1); i++)
        step = i % 3 == 1 ? step * 5 / 2 : step * 2;
    return step;
}

static int widest(struct ui *ui, const struct bar_chart *chart, bool labels)
{
    int most = 0;
    for (int i = 0; i < chart->bar_count; i++) {
        const struct bar *bar = &chart->bars[i];
        const char *first = labels ? bar->label : bar_value(ui, chart, bar);
        most = int_max(most, ui_text_width(ui, TYPE_LABEL, first));
        if (labels && bar->under)
            most = int_max(most, ui_text_width(ui, TYPE_LABEL, bar->under));
    }
    return most;
}

static int scale_width(struct ui *ui, const struct columns *at)
{
    int width = 0;
    for (int number = 0; number <= at->most; number += at->step)
        width = int_max(width, ui_text_width(ui, TYPE_CAPTION, bar_number(ui, number)));
    return width;
}

static int label_lines(const struct bar_chart *chart)
{
    int lines = 1;
    for (int i = 0; i < chart->bar_count; i++)
        lines = chart->bars[i].under ? 2 : lines;
    return lines;
}

static struct columns arrange(struct ui *ui, const struct bar_chart *chart, struct rect area)
{
    struct columns at = {.most = int_max(bar_most(chart), 1), .left = area.x};
    int line = ui_line_height(ui, TYPE_CAPTION);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    rect_cut_top(&area, line, 0);
    rect_cut_bottom(&area, label_lines(chart) * line, gap);
    at.step = scale_step(at.most, area.h / (2 * line));
    rect_cut_left(&area, scale_width(ui, &at), gap);
    at.plot = area;
    int pitch = int_max(area.w / int_max(chart->bar_count, 1), 1);
    at.every = (widest(ui, chart, true) + gap / 2) / pitch + 1;
    at.numbered = widest(ui, chart, false) + gap / 4 <= pitch;
    return at;
}

static int height_of(const struct columns *at, int number)
{
    return (int)((int64_t)at->plot.h * number / at->most);
}

static void draw_scale(struct ui *ui, const struct columns *at, int left)
{
    int thin = int_max(metrics_length(&ui->metrics, LENGTH_STROKE) * 2 / 3, 1);
    int line = ui_line_height(ui, TYPE_CAPTION);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    for (int number = 0; number <= at->most; number += at->step) {
        int y = at->plot.y + at->plot.h - height_of(at, number);
        struct rect text = {left, y - line / 2, at->plot.x - left - gap, line};
        ui_text(ui, text, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT,
                bar_number(ui, number));
        if (number > 0)
            draw_fill(ui->list, (struct rect){at->plot.x, y, at->plot.w, thin}, 0,
                      ui_color(ui, COLOR_RING_TRACK));
    }
}

static void draw_parts(struct ui *ui, const struct bar_chart *chart, const struct bar *bar,
                       const struct columns *at, struct rect column)
{
    int seam = metrics_length(&ui->metrics, LENGTH_STROKE);
    int below = 0;
    for (int i = 0; i < chart->part_count; i++) {
        int low = height_of(at, below);
        below += bar->parts[i];
        int high = height_of(at, below) - (i + 1 < chart->part_count ? seam : 0);
        struct rect part = {column.x, at->plot.y + at->plot.h - high, column.w, high - low};
        if (bar->parts[i] > 0)
            draw_fill(ui->list, part, int_min(bar_radius(ui), part.h / 2),
                      bar_fill(ui, chart, bar, i));
    }
}

static void draw_labels(struct ui *ui, const struct bar *bar, const struct columns *at, int middle)
{
    int line = ui_line_height(ui, TYPE_CAPTION);
    int wide = at->every * at->plot.w, own = ui_text_width(ui, TYPE_LABEL, bar->label);
    if (bar->under)
        own = int_max(own, ui_text_width(ui, TYPE_LABEL, bar->under));
    /* the outermost ones end with the chart */
    middle = int_max(int_min(middle, at->plot.x + at->plot.w - own / 2), at->left + own / 2);
    struct rect text = {middle - wide / 2,
                        at->plot.y + at->plot.h + metrics_length(&ui->metrics, LENGTH_GAP_SMALL),
                        wide, line};
    ui_text(ui, text, bar->under && !bar->open ? TYPE_CAPTION : TYPE_LABEL,
            ui_color(ui, bar->under && !bar->open ? COLOR_TEXT_SOFT : COLOR_TEXT), ALIGN_CENTER,
            bar->label);
    text.y += line;
    if (bar->under)
        ui_text(ui, text, TYPE_LABEL, ui_color(ui, COLOR_TEXT), ALIGN_CENTER, bar->under);
}

static void draw_column(struct ui *ui, const struct bar_chart *chart, const struct columns *at,
                        int index)
{
    const struct bar *bar = &chart->bars[index];
    int left = at->plot.w * index / chart->bar_count;
    int right = at->plot.w * (index + 1) / chart->bar_count;
    struct rect place = {at->plot.x + left, at->plot.y, right - left, at->plot.h};
    ui_say_mute(ui);
    draw_parts(ui, chart, bar, at, rect_centered(place, place.w * 2 / 3, place.h));
    int line = ui_line_height(ui, TYPE_LABEL);
    struct rect number = place;
    number.y += place.h - height_of(at, bar_total(chart, bar)) - line;
    number.h = line;
    if (at->numbered)
        ui_text(ui, number, TYPE_LABEL, ui_color(ui, bar->none ? COLOR_TEXT_SOFT : COLOR_TEXT),
                ALIGN_CENTER, bar_value(ui, chart, bar));
    if ((chart->bar_count - 1 - index) % at->every == 0)
        draw_labels(ui, bar, at, place.x + place.w / 2);
    ui_say_unmute(ui);
    ui_say_body(ui, bar_spoken(ui, chart, bar), place);
}

void stack_bar_columns(struct stack *stack, const struct bar_chart *chart, int height)
{
    struct ui *ui = stack->ui;
    struct rect area = stack_box(stack, height);
    if (!stack_seen(stack, area))
        return;
    struct columns at = arrange(ui, chart, area);
    ui_say_mute(ui);
    draw_scale(ui, &at, area.x);
    ui_say_unmute(ui);
    for (int i = 0; i < chart->bar_count; i++)
        draw_column(ui, chart, &at, i);
    int ground = metrics_length(&ui->metrics, LENGTH_STROKE);
    draw_fill(ui->list, (struct rect){at.plot.x, at.plot.y + at.plot.h, at.plot.w, ground}, 0,
              ui_color(ui, COLOR_LINE_STRONG));
}
