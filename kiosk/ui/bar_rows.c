#include "ui/bar_internal.h"

/* What all rows share, px. */
struct rows {
    int label, bar; /* widths */
    int thick, most;
    bool below; /* bars stand below their labels */
};

static struct rows arrange(const struct ui *ui, const struct bar_chart *chart, int width)
{
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int gap = ui->metrics.gap;
    int wanted = 0, word = 0;
    for (int i = 0; i < chart->bar_count; i++) {
        wanted = int_max(wanted, ui_text_width_font(ui, font, chart->bars[i].label));
        word = int_max(word, ui_widest_word(ui, font, chart->bars[i].label));
    }
    struct rows rows = {.thick = font.size * 5 / 3, .most = int_max(bar_most(chart), 1)};
    rows.label = int_min(wanted, int_max(word, width * 2 / 5));
    rows.below = rows.label > width / 2;
    rows.label = rows.below ? width : rows.label;
    rows.bar = rows.below ? width : width - rows.label - gap;
    return rows;
}

/* Numbers stand in their parts; one that is too narrow for its own is made wider than it counts. */
static int part_width(struct ui *ui, const struct rows *rows, int number)
{
    int text = ui_text_width(ui, TYPE_LABEL, bar_number(ui, number));
    int least = text + metrics_font(&ui->metrics, TYPE_LABEL).size * 2 / 3;
    return number > 0 ? int_max(rows->bar * number / rows->most, least) : 0;
}

/* What is made wider for the sake of its number is taken from the others. */
static void part_widths(struct ui *ui, const struct bar_chart *chart, const struct rows *rows,
                        const struct bar *bar, int *widths)
{
    int all = 0, largest = 0;
    for (int i = 0; i < chart->part_count; i++) {
        widths[i] = part_width(ui, rows, bar->parts[i]);
        all += widths[i];
        largest = widths[i] > widths[largest] ? i : largest;
    }
    int seams = (chart->part_count - 1) * metrics_length(&ui->metrics, LENGTH_STROKE);
    if (all + seams > rows->bar)
        widths[largest] -= all + seams - rows->bar;
}

static void draw_bar(struct ui *ui, const struct bar_chart *chart, const struct rows *rows,
                     const struct bar *bar, struct rect rect)
{
    int widths[BAR_PARTS] = {0};
    part_widths(ui, chart, rows, bar, widths);
    if (bar->none || bar_total(chart, bar) == 0)
        ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT,
                bar_value(ui, chart, bar));
    for (int i = 0; i < chart->part_count; i++) {
        if (widths[i] <= 0)
            continue;
        struct rect part =
            rect_cut_left(&rect, widths[i], metrics_length(&ui->metrics, LENGTH_STROKE));
        draw_fill(ui->list, part, bar_radius(ui), bar_fill(ui, chart, bar, i));
        bar_hatch(ui, part, &chart->parts[i]);
        ui_text(ui, part, TYPE_LABEL, ui_color(ui, chart->parts[i].ink), ALIGN_CENTER,
                bar_number(ui, bar->parts[i]));
    }
}

void ui_bar(struct ui *ui, struct rect rect, const struct bar_chart *chart, const struct bar *bar,
            int most)
{
    struct rows rows = {.bar = rect.w, .most = int_max(most, 1)};
    draw_bar(ui, chart, &rows, bar, rect);
}

static void put_label(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), what);
}

static void put_row(struct stack *stack, const struct bar_chart *chart, const struct rows *rows,
                    const struct bar *bar)
{
    struct ui *ui = stack->ui;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2;
    int label = stack_height(ui, rows->label, put_label, bar->label);
    int height = rows->below ? label + gap + rows->thick : int_max(label, rows->thick);
    struct rect box = stack_box(stack, height);
    if (!stack_seen(stack, box))
        return;
    struct rect bars = box;
    struct rect words = rows->below ? rect_cut_top(&bars, label, gap)
                                    : rect_cut_left(&bars, rows->label, ui->metrics.gap);
    ui_say_mute(ui);
    stack_draw_middle(ui, words, ALIGN_LEFT, put_label, bar->label);
    draw_bar(ui, chart, rows, bar, rect_centered(bars, bars.w, rows->thick));
    ui_say_unmute(ui);
    ui_say_body(ui, bar_spoken(ui, chart, bar), box);
}

void stack_bar_rows(struct stack *stack, const struct bar_chart *chart)
{
    struct rows rows = arrange(stack->ui, chart, stack->width);
    for (int i = 0; i < chart->bar_count; i++) {
        stack_gap(stack, i > 0 ? metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL) : 0);
        put_row(stack, chart, &rows, &chart->bars[i]);
    }
}
