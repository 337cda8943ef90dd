#include "staff/settings_week.h"

#include "config/config.h"
#include "screens/parts.h"
#include "ui/chips.h"

enum { EARLY = 7 * 60, LATE = 20 * 60, MARKS = 4 * 60 };

const char *settings_day_name(const struct screen_context *context, int weekday)
{
    static const char *const keys[HOURS_DAYS] = {"staff.day.mon", "staff.day.tue", "staff.day.wed",
                                                 "staff.day.thu", "staff.day.fri", "staff.day.sat",
                                                 "staff.day.sun"};
    return tr(context->strings, keys[weekday]);
}

static const char *closed_word(const struct screen_context *context)
{
    return tr(context->strings, "staff.settings.closed");
}

void settings_split_day(struct hours_day *day)
{
    struct hours_span *span = &day->spans[0];
    int middle = (span->from + span->to) / 2 / 30 * 30;
    if (day->count != 1 || span->to - span->from < 120)
        return;
    day->spans[1] = (struct hours_span){middle + 30, span->to};
    span->to = middle - 30;
    day->count = 2;
}

struct chart {
    const struct screen_context *context;
    struct ui *ui;
    struct rect area; /* of the columns, without the times at the side */
    int column;       /* px */
    int from, to;     /* minutes at its top and bottom */
    unsigned chosen;
};

/* So that every time is on it. */
static void find_range(struct chart *chart)
{
    const struct hours *hours = &chart->context->config->hours;
    chart->from = EARLY;
    chart->to = LATE;
    for (int i = 0; i < HOURS_DAYS; i++) {
        const struct hours_day *day = &hours->days[i];
        for (int k = 0; k < day->count; k++) {
            chart->from = int_min(chart->from, day->spans[k].from / 60 * 60);
            chart->to = int_max(chart->to, (day->spans[k].to + 59) / 60 * 60);
        }
    }
}

static int y_of(const struct chart *chart, int minute)
{
    return chart->area.y + chart->area.h * (minute - chart->from) / (chart->to - chart->from);
}

static void draw_marks(const struct chart *chart, int axis)
{
    struct ui *ui = chart->ui;
    int line = ui_line_height(ui, TYPE_CAPTION);
    for (int minute = (chart->from + MARKS - 1) / MARKS * MARKS; minute <= chart->to;
         minute += MARKS) {
        int y = y_of(chart, minute);
        char text[8];
        hours_print(text, sizeof text, minute);
        struct rect label = {chart->area.x - axis, y - line / 2,
                             axis - metrics_length(&ui->metrics, LENGTH_GAP_SMALL), line};
        draw_fill(ui->list, (struct rect){chart->area.x, y, chart->area.w, 2}, 0,
                  ui_color(ui, COLOR_LINE));
        if (axis > 0)
            ui_text(ui, label, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT, text);
    }
}

static void draw_span(const struct chart *chart, struct rect column, const struct hours_span *span)
{
    struct ui *ui = chart->ui;
    int line = ui_line_height(ui, TYPE_LABEL), stroke = metrics_length(&ui->metrics, LENGTH_STROKE);
    int y = y_of(chart, span->from);
    struct rect box = {column.x + 2 * stroke, y, column.w - 4 * stroke, y_of(chart, span->to) - y};
    char from[8], to[8];
    hours_print(from, sizeof from, span->from);
    hours_print(to, sizeof to, span->to);
    color_t ink = ui_color(ui, COLOR_TEXT_TINT);
    draw_fill(ui->list, box, 2 * stroke, ui_color(ui, COLOR_SURFACE_TINT));
    draw_fill(ui->list, (struct rect){box.x, box.y, box.w, 2 * stroke}, stroke,
              ui_color(ui, COLOR_PRIMARY));
    draw_fill(ui->list, (struct rect){box.x, box.y + box.h - 2 * stroke, box.w, 2 * stroke}, stroke,
              ui_color(ui, COLOR_PRIMARY));
    if (box.h < 2 * line)
        return;
    ui_text(ui, (struct rect){box.x, box.y + 2 * stroke, box.w, line}, TYPE_LABEL, ink,
            ALIGN_CENTER, from);
    ui_text(ui, (struct rect){box.x, box.y + box.h - line - 2 * stroke, box.w, line}, TYPE_LABEL,
            ink, ALIGN_CENTER, to);
}

static void draw_day(const struct chart *chart, struct rect column, int weekday)
{
    struct ui *ui = chart->ui;
    const struct hours_day *day = &chart->context->config->hours.days[weekday];
    bool on = chart->chosen & (1u << weekday);
    draw_box(ui->list, column, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
             ui_color(ui, COLOR_SURFACE), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, on ? COLOR_PRIMARY : COLOR_LINE));
    for (int i = 0; i < day->count; i++)
        draw_span(chart, column, &day->spans[i]);
    if (day->count > 0)
        return;
    const char *word = closed_word(chart->context);
    if (ui_text_width(ui, TYPE_LABEL, word) > column.w)
        word = "\u2013"; /* no hours are a dash */
    ui_text(ui, column, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER, word);
}

static int tick_width(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 5 / 4;
}

/* A chip with a tick, which no other sign of being chosen may stand in for. */
static int chip_width(const struct ui *ui, const struct screen_context *context)
{
    int width = int_max(ui->metrics.target, ui_text_width(ui, TYPE_LABEL, "00:00") * 6 / 5);
    for (int i = 0; i < HOURS_DAYS; i++)
        width = int_max(width, ui_text_width(ui, TYPE_LABEL, settings_day_name(context, i)) +
                                   tick_width(ui) + ui_chip_height(ui) / 4);
    return width;
}

static void draw_columns(struct chart *chart, struct rect chips, int axis)
{
    struct ui *ui = chart->ui;
    struct rect columns = chart->area;
    draw_marks(chart, axis);
    for (int i = 0; i < HOURS_DAYS; i++) {
        int gap = i < HOURS_DAYS - 1 ? ui->metrics.gap : 0;
        struct rect chip = rect_cut_left(&chips, chart->column, gap);
        struct rect column = rect_cut_left(&columns, chart->column, gap);
        const char *name = settings_day_name(chart->context, i);
        char id[] = {'d', 'a', 'y', ':', (char)('0' + i), '\0'};
        bool on = chart->chosen & (1u << i);
        color_t ink =
            ui_chip_shape(ui, chip, arena_printf(&ui->list->arena, "%s", id), name, on, i);
        int tick = on ? tick_width(ui) : 0, word = ui_text_width(ui, TYPE_LABEL, name);
        struct rect middle = rect_centered(chip, tick + word, chip.h);
        if (on)
            ui_icon(ui, rect_cut_left(&middle, tick, 0), "check", tick * 4 / 5, ink);
        ui_text(ui, middle, TYPE_LABEL, ink, ALIGN_LEFT, name);
        draw_day(chart, column, i);
    }
}

static void put_chips(struct stack *stack, const struct screen_context *context, unsigned chosen)
{
    static const char *const ids[HOURS_DAYS] = {"day:0", "day:1", "day:2", "day:3",
                                                "day:4", "day:5", "day:6"};
    struct arena *arena = &stack->ui->list->arena;
    struct chip chips[HOURS_DAYS];
    for (int i = 0; i < HOURS_DAYS; i++) {
        const char *name = settings_day_name(context, i);
        if (context->config->hours.days[i].count == 0)
            name = part_told(context->strings, arena, name, closed_word(context));
        chips[i] = (struct chip){ids[i], name, (chosen & (1u << i)) != 0, i};
    }
    stack_chips(stack, chips, HOURS_DAYS);
}

static bool same_hours(const struct hours_day *a, const struct hours_day *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = a->spans[i].from == b->spans[i].from && a->spans[i].to == b->spans[i].to;
    return same;
}

/* "8:00\u201312:30, 14:00\u201318:00" */
static const char *hours_text(const struct screen_context *context, struct arena *arena,
                              const struct hours_day *day)
{
    const char *text = "";
    for (int i = 0; i < day->count; i++) {
        char from[8], to[8];
        hours_print(from, sizeof from, day->spans[i].from);
        hours_print(to, sizeof to, day->spans[i].to);
        text = arena_printf(arena, "%s%s%s\u2013%s", text,
                            i > 0 ? tr(context->strings, "common.comma") : "", from, to);
    }
    return day->count > 0 ? text : closed_word(context);
}

/* What the columns show elsewhere: "Mon, Tue: 8:00\u201318:00", a line for all days that are alike.
 */
static void put_list(struct stack *stack, const struct screen_context *context)
{
    const struct hours_day *days = context->config->hours.days;
    struct arena *arena = &stack->ui->list->arena;
    bool told[HOURS_DAYS] = {false};
    for (int i = 0; i < HOURS_DAYS; i++) {
        if (told[i])
            continue;
        const char *names = settings_day_name(context, i);
        for (int k = i + 1; k < HOURS_DAYS; k++) {
            if (!same_hours(&days[i], &days[k]))
                continue;
            told[k] = true;
            names = part_listed(context->strings, arena, names, settings_day_name(context, k));
        }
        stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT),
                   part_told(context->strings, arena, names, hours_text(context, arena, &days[i])));
    }
}

void settings_week_put(struct stack *stack, const struct screen_context *context, unsigned chosen)
{
    struct ui *ui = stack->ui;
    int axis = ui_text_width(ui, TYPE_CAPTION, "00:00") + metrics_length(&ui->metrics, LENGTH_GAP);
    int gap = ui->metrics.gap;
    int room = stack->width - (HOURS_DAYS - 1) * gap, least = chip_width(ui, context);
    if ((room - axis) / HOURS_DAYS < least)
        axis = 0;
    int column = (room - axis) / HOURS_DAYS;
    if (column < least) {
        put_chips(stack, context, chosen);
        stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
        put_list(stack, context);
        return;
    }
    struct rect chips = stack_box(stack, ui_chip_height(ui));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP));
    struct rect area = stack_box(stack, metrics_px(&ui->metrics, 285));
    stack_gap(stack, ui_line_height(ui, TYPE_CAPTION) / 2);
    rect_cut_left(&chips, axis, 0);
    rect_cut_left(&area, axis, 0);
    struct chart chart = {
        .context = context, .ui = ui, .area = area, .column = column, .chosen = chosen};
    find_range(&chart);
    if (!stack->dry)
        draw_columns(&chart, chips, axis);
}
