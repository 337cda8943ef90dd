#include "staff/parts.h"
#include "staff/usage_internal.h"

/* What stands in which column of a list, and what is above them. */

struct bar_chart usage_begun_chart(const struct usage_view *v, struct arena *arena)
{
    struct bar_part *parts = ARENA_ARRAY(arena, struct bar_part, 2);
    parts[0] = (struct bar_part){.label = usage_word(v, "staff.usage.finished"),
                                 .fill = COLOR_PRIMARY,
                                 .ink = COLOR_ON_PRIMARY};
    parts[1] = (struct bar_part){.label = usage_word(v, "staff.usage.left"),
                                 .fill = COLOR_CHART_SECOND,
                                 .ink = COLOR_TEXT_TINT};
    return (struct bar_chart){.parts = parts, .part_count = 2};
}

struct bar_chart usage_felt_chart(const struct usage_view *v, struct arena *arena)
{
    struct bar_part *parts = ARENA_ARRAY(arena, struct bar_part, 3);
    parts[0] = (struct bar_part){.label = usage_word(v, "staff.usage.better"),
                                 .fill = COLOR_PRIMARY,
                                 .ink = COLOR_ON_PRIMARY,
                                 .icon = "smile"};
    parts[1] = (struct bar_part){.label = usage_word(v, "staff.usage.same"),
                                 .fill = COLOR_RING_TRACK,
                                 .ink = COLOR_TEXT,
                                 .icon = "meh"};
    parts[2] = (struct bar_part){.label = usage_word(v, "staff.usage.worse"),
                                 .fill = COLOR_ACCENT_TEXT,
                                 .ink = COLOR_ON_PRIMARY,
                                 .icon = "frown",
                                 .hatched = true};
    return (struct bar_chart){.parts = parts, .part_count = 3};
}

/* Widths of the two legends, px. */
struct legends {
    int begun, felt;             /* in one row */
    int begun_least, felt_least; /* one entry below the other */
};

static struct legends legends_of(struct ui *ui, const struct usage_view *v)
{
    struct bar_chart begun = usage_begun_chart(v, &ui->list->arena);
    struct bar_chart felt = usage_felt_chart(v, &ui->list->arena);
    return (struct legends){.begun = bar_legend_width(ui, &begun, false),
                            .felt = bar_legend_width(ui, &felt, false),
                            .begun_least = bar_legend_width(ui, &begun, true),
                            .felt_least = bar_legend_width(ui, &felt, true)};
}

static int widest_name(const struct ui *ui, const struct usage_view *v, bool words)
{
    struct font font = metrics_font(&ui->metrics, TYPE_LABEL);
    int widest = 0;
    for (int i = 0; i < v->usage->routine_count; i++) {
        const char *name =
            usage_called(v->context, v->usage->routines[i].id, "staff.usage.gone_routine");
        widest = int_max(widest, words ? ui_widest_word(ui, font, name)
                                       : ui_text_width_font(ui, font, name));
    }
    return widest;
}

static int hurts_width(const struct ui *ui, const struct usage_view *v)
{
    int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
    int number = size * 5 / 3 + ui_text_width(ui, TYPE_LABEL, "999");
    return int_max(number, ui_text_width(ui, TYPE_LABEL, usage_word(v, "staff.usage.hurts")));
}

/* As much air beside the one legend as beside the other. False when one of them, or numbers, would
 * have no room. */
static bool share(struct usage_columns *c, const struct legends *legends, int bars, bool faces,
                  int size)
{
    int air = (bars - legends->begun - legends->felt) / 2;
    c->bar = faces ? int_clamp(legends->begun + air, bars / 3, bars / 2) : bars;
    c->faces = faces ? bars - c->bar : 0;
    return c->bar >= int_max(legends->begun_least, 5 * size) &&
           (!faces || c->faces >= int_max(legends->felt_least, 6 * size));
}

/* Side by side; else bars below the name; else each in a line of its own. */
struct usage_columns usage_arrange(struct ui *ui, const struct usage_view *v, int width, bool faces)
{
    int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
    struct usage_columns c = {.gap = ui->metrics.gap, .thick = size * 5 / 3};
    struct legends legends = legends_of(ui, v);
    c.hurts = hurts_width(ui, v);
    c.picture = staff_small(ui) ? 0 : c.thick * 7 / 4;
    int left = width - (c.picture > 0 ? c.picture + c.gap : 0);
    int least = widest_name(ui, v, true);
    c.name = int_min(int_max(widest_name(ui, v, false), 5 * size), int_max(left / 3, least));
    int bars = left - c.name - c.hurts - (faces ? 3 : 2) * c.gap;
    if (c.name <= left / 2 && bars >= (faces ? 12 : 6) * size &&
        share(&c, &legends, bars, faces, size))
        return c;
    c.form = USAGE_BELOW;
    c.name = left;
    if (share(&c, &legends, width - c.hurts - (faces ? 2 : 1) * c.gap, faces, size))
        return c;
    c.form = USAGE_APART;
    c.bar = width - c.hurts - c.gap;
    c.faces = faces ? width : 0;
    return c;
}

static void put_begun(struct stack *stack, const void *what)
{
    const struct bar_chart chart = usage_begun_chart(what, &stack->ui->list->arena);
    stack_bar_legend(stack, &chart);
}

static void put_left(struct stack *stack, const void *what)
{
    struct bar_chart chart = usage_begun_chart(what, &stack->ui->list->arena);
    chart.parts++;
    chart.part_count = 1;
    stack_bar_legend(stack, &chart);
}

static void put_hurts(struct stack *stack, const void *what)
{
    stack_fit(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), 1, 1,
              usage_word(what, "staff.usage.hurts"));
}

static void put_felt(struct stack *stack, const void *what)
{
    const struct bar_chart chart = usage_felt_chart(what, &stack->ui->list->arena);
    stack_bar_legend(stack, &chart);
}

/* What the octagon means. */
static void put_octagon(struct stack *stack, const struct usage_view *v)
{
    struct ui *ui = stack->ui;
    int size = metrics_font(&ui->metrics, TYPE_LABEL).size * 6 / 5;
    struct rect row = stack_box(stack, ui_line_height(ui, TYPE_LABEL));
    if (!stack_seen(stack, row))
        return;
    ui_icon(ui, rect_cut_left(&row, size, size / 3), "octagon-alert", size,
            ui_color(ui, COLOR_DANGER_TEXT));
    ui_text(ui, row, TYPE_CAPTION, ui_color(ui, COLOR_TEXT), ALIGN_LEFT,
            usage_word(v, "staff.usage.hurts"));
}

static void put_heads_apart(struct stack *stack, const struct usage_view *v, bool faces)
{
    int gap = metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL);
    if (faces)
        put_begun(stack, v);
    else
        put_left(stack, v);
    stack_gap(stack, gap);
    put_octagon(stack, v);
    stack_gap(stack, gap);
    if (faces)
        put_felt(stack, v);
}

void usage_put_heads(struct stack *stack, const struct usage_view *v, const struct usage_columns *c,
                     const char *title)
{
    struct ui *ui = stack->ui;
    stack_fn *first = c->faces > 0 ? put_begun : put_left;
    int left = c->picture > 0 ? c->picture + c->gap : 0;
    left = c->form == USAGE_BESIDE ? left + c->name + c->gap : 0;
    bool beside = title && ui_text_width(ui, TYPE_BUTTON, title) <= left;
    if (title && !beside)
        usage_put_heading(stack, title, NULL, false);
    if (c->form == USAGE_APART) {
        put_heads_apart(stack, v, c->faces > 0);
        return;
    }
    int high = int_max(stack_height(ui, c->bar, first, v),
                       ui_line_height(ui, beside ? TYPE_BUTTON : TYPE_LABEL));
    if (c->faces > 0)
        high = int_max(high, stack_height(ui, c->faces, put_felt, v));
    struct rect row = stack_box(stack, high);
    if (!stack_seen(stack, row))
        return;
    struct rect place = rect_cut_left(&row, left, 0);
    if (beside)
        ui_text(ui, place, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
    stack_draw_middle(ui, rect_cut_left(&row, c->bar, c->gap), ALIGN_LEFT, first, v);
    stack_draw_middle(ui, rect_cut_left(&row, c->hurts, c->gap), ALIGN_CENTER, put_hurts, v);
    if (c->faces > 0)
        stack_draw_middle(ui, row, ALIGN_LEFT, put_felt, v);
}
