#include "ui/bar_chart.h"

#include "ui/bar_internal.h"

static const char dash[] = "\xE2\x80\x93";

int bar_total(const struct bar_chart *chart, const struct bar *bar)
{
    int total = 0;
    for (int i = 0; i < chart->part_count; i++)
        total += bar->parts[i];
    return total;
}

int bar_most(const struct bar_chart *chart)
{
    int most = 0;
    for (int i = 0; i < chart->bar_count; i++)
        most = int_max(most, bar_total(chart, &chart->bars[i]));
    return most;
}

const char *bar_number(struct ui *ui, int number)
{
    return arena_printf(&ui->list->arena, "%d", number);
}

const char *bar_value(struct ui *ui, const struct bar_chart *chart, const struct bar *bar)
{
    return bar->none ? dash : bar_number(ui, bar_total(chart, bar));
}

/* "Th 20: 9 finished, 2 left early"; of one part: "Th 20: 11". */
const char *bar_spoken(struct ui *ui, const struct bar_chart *chart, const struct bar *bar)
{
    struct arena *arena = &ui->list->arena;
    const char *colon = chart->colon ? chart->colon : ": ";
    const char *comma = chart->comma ? chart->comma : ", ";
    const char *text =
        bar->under ? arena_printf(arena, "%s %s", bar->label, bar->under) : bar->label;
    if (bar->none || chart->part_count == 1)
        return arena_printf(arena, "%s%s%s", text, colon, bar_value(ui, chart, bar));
    for (int i = 0; i < chart->part_count; i++)
        text = arena_printf(arena, "%s%s%d %s", text, i > 0 ? comma : colon, bar->parts[i],
                            chart->parts[i].label);
    return text;
}

color_t bar_fill(const struct ui *ui, const struct bar_chart *chart, const struct bar *bar,
                 int part)
{
    bool lighter = bar->open && chart->parts[part].fill == COLOR_PRIMARY;
    return ui_color(ui, lighter ? COLOR_CHART_OPEN : chart->parts[part].fill);
}

int bar_radius(const struct ui *ui)
{
    return metrics_px(&ui->metrics, 8);
}

/* Stripes in its other colour, faint enough for a number over them. */
void bar_hatch(struct ui *ui, struct rect rect, const struct bar_part *part)
{
    int stripe = metrics_px(&ui->metrics, 5), edge = stripe / 2;
    color_t ink = (ui_color(ui, part->ink) & 0xFFFFFF) | 0x1C000000;
    for (int x = stripe; part->hatched && x + stripe < rect.w; x += 2 * stripe)
        draw_fill(ui->list, (struct rect){rect.x + x, rect.y + edge, stripe, rect.h - 2 * edge}, 0,
                  ink);
}

static int swatch_side(const struct ui *ui, const struct bar_part *part)
{
    int side = metrics_font(&ui->metrics, TYPE_CAPTION).size;
    return part->icon ? side * 5 / 4 : side;
}

static void draw_entry(struct ui *ui, struct rect rect, const struct bar_part *part)
{
    int side = metrics_font(&ui->metrics, TYPE_CAPTION).size;
    struct rect swatch = rect_cut_left(&rect, swatch_side(ui, part), side / 2);
    swatch = rect_centered(swatch, swatch.w, swatch.w);
    draw_fill(ui->list, swatch, bar_radius(ui), ui_color(ui, part->fill));
    bar_hatch(ui, swatch, part);
    if (part->icon)
        ui_icon(ui, swatch, part->icon, side, ui_color(ui, part->ink));
    struct font font = ui_fit_font(ui, TYPE_CAPTION, part->label, rect.w, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, part->label);
}

static int entry_width(const struct ui *ui, const struct bar_part *part)
{
    int side = metrics_font(&ui->metrics, TYPE_CAPTION).size;
    return swatch_side(ui, part) + side / 2 + ui_text_width(ui, TYPE_CAPTION, part->label);
}

int bar_legend_width(const struct ui *ui, const struct bar_chart *chart, bool narrow)
{
    int side = metrics_font(&ui->metrics, TYPE_CAPTION).size, all = -side, widest = 0;
    for (int i = 0; i < chart->part_count; i++) {
        int width = entry_width(ui, &chart->parts[i]);
        all += width + side;
        widest = int_max(widest, width);
    }
    return narrow ? widest : all;
}

void stack_bar_legend(struct stack *stack, const struct bar_chart *chart)
{
    struct ui *ui = stack->ui;
    int side = metrics_font(&ui->metrics, TYPE_CAPTION).size;
    struct rect row = {0, 0, 0, 0};
    for (int i = 0; i < chart->part_count; i++) {
        const struct bar_part *part = &chart->parts[i];
        int width = entry_width(ui, part);
        if (i == 0 || row.w < width)
            row = stack_box(stack, ui_line_height(ui, TYPE_CAPTION));
        struct rect entry = rect_cut_left(&row, width, side);
        if (stack_seen(stack, entry))
            draw_entry(ui, entry, part);
    }
}
