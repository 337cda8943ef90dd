#include "staff/dates.h"
#include "staff/usage_internal.h"
#include "ui/said.h"

/* How much, and when. */

static void put_title(struct stack *stack, const void *text)
{
    ui_say_as(stack->ui, SAID_TITLE);
    stack_fit(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), 1, 0, text);
    ui_say_as(stack->ui, SAID_BODY);
}

void usage_put_heading(struct stack *stack, const char *text, const char *aside, bool pill)
{
    struct ui *ui = stack->ui;
    int line = int_max(ui_line_height(ui, TYPE_BUTTON), pill ? ui_tag_height(ui) : 0);
    int gap = ui->metrics.gap, right = 0;
    if (aside)
        right = pill ? ui_tag_width(ui, NULL, aside) : ui_text_width(ui, TYPE_CAPTION, aside);
    bool beside = ui_text_width(ui, TYPE_BUTTON, text) + gap + right <= stack->width;
    if (!beside || !aside) {
        put_title(stack, text);
        if (aside && !pill)
            stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), aside);
    }
    if (beside ? !aside : !pill)
        return;
    struct rect row = stack_box(stack, beside ? line : ui_tag_height(ui));
    if (!stack_seen(stack, row))
        return;
    struct rect place = beside ? rect_cut_right(&row, right, gap) : row;
    if (beside)
        stack_draw_middle(ui, row, ALIGN_LEFT, put_title, text);
    if (pill)
        ui_tag(ui, place.x, place.y + (place.h - ui_tag_height(ui)) / 2, NULL, aside,
               ui_color(ui, COLOR_SURFACE_TINT), ui_color(ui, COLOR_TEXT_TINT));
    else
        ui_text(ui, place, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT, aside);
}

static const char *date_text(const struct usage_view *v, struct arena *arena, int day)
{
    return staff_date_text(v->context->strings, arena, day / 100 % 100, day % 100);
}

const char *usage_range_text(const struct usage_view *v, struct arena *arena)
{
    const struct usage *usage = v->usage;
    return tr_format(v->context->strings, arena, "staff.usage.range",
                     {"from", date_text(v, arena, usage->periods[0].first), 0},
                     {"to", date_text(v, arena, usage->periods[usage->period_count - 1].last), 0});
}

static const char *month_text(const struct usage_view *v, struct arena *arena, int day)
{
    return tr(v->context->strings, arena_printf(arena, "staff.month.%d", day / 100 % 100));
}

/* A day by its weekday and date, a week by its Monday, a month by its name. */
static struct bar period_bar(const struct usage_view *v, struct arena *arena, int index)
{
    const struct usage_period *period = &v->usage->periods[index];
    struct bar bar = {.parts = {(int)period->visits}, .none = period->none, .open = period->open};
    if (v->usage->unit == USAGE_DAYS)
        bar.label = tr(v->context->strings,
                       arena_printf(arena, "staff.weekday.%d", usage_weekday(period->first) + 1));
    else
        bar.label = month_text(v, arena, period->first);
    if (v->usage->unit != USAGE_MONTHS)
        bar.under = arena_printf(arena, "%d", period->first % 100);
    return bar;
}

static const struct bar_part *visits_part(void)
{
    static const struct bar_part part = {
        .label = "", .fill = COLOR_PRIMARY, .ink = COLOR_ON_PRIMARY};
    return &part;
}

void usage_put_visits(struct stack *stack, const void *view)
{
    static const char *const titles[] = {[USAGE_DAYS] = "staff.usage.per_day",
                                         [USAGE_WEEKS] = "staff.usage.per_week",
                                         [USAGE_MONTHS] = "staff.usage.per_month"};
    const struct usage_view *v = view;
    struct arena *arena = &stack->ui->list->arena;
    struct bar *bars = ARENA_ARRAY(arena, struct bar, v->usage->period_count);
    for (int i = 0; i < v->usage->period_count; i++)
        bars[i] = period_bar(v, arena, i);
    usage_put_heading(stack, usage_word(v, titles[v->usage->unit]), usage_range_text(v, arena),
                      false);
    stack_bar_columns(stack,
                      &(struct bar_chart){.parts = visits_part(),
                                          .part_count = 1,
                                          .bars = bars,
                                          .bar_count = v->usage->period_count,
                                          .colon = usage_word(v, "common.colon")},
                      v->chart_height);
}

/* From the first hour in which anybody came to the last. */
static struct bar_chart hours_chart(const struct usage_view *v, struct arena *arena)
{
    const long long *hours = v->usage->hours;
    int first = 0, last = STORE_HOURS - 1, busiest = usage_busiest(v->usage);
    while (hours[first] == 0)
        first++;
    while (hours[last] == 0)
        last--;
    struct bar *bars = ARENA_ARRAY(arena, struct bar, STORE_HOURS);
    for (int hour = first; hour <= last; hour++)
        bars[hour - first] = (struct bar){.label = arena_printf(arena, "%d", hour),
                                          .parts = {(int)hours[hour]},
                                          .open = hour != busiest};
    return (struct bar_chart){
        .parts = visits_part(), .part_count = 1, .bars = bars, .bar_count = last - first + 1};
}

void usage_put_hours(struct stack *stack, const void *view)
{
    const struct usage_view *v = view;
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    int busiest = usage_busiest(v->usage);
    const char *title = usage_word(v, "staff.usage.by_hour");
    if (busiest < 0) {
        usage_put_heading(stack, title, NULL, false);
        stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   tr_format(v->context->strings, arena, "staff.usage.few_hours",
                             {"n", NULL, USAGE_HOURS_LEAST}));
        return;
    }
    usage_put_heading(stack, title,
                      tr_format(v->context->strings, arena, "staff.usage.busiest",
                                {"from", NULL, busiest}, {"to", NULL, busiest + 1}),
                      true);
    struct bar_chart chart = hours_chart(v, arena);
    stack_bar_columns(stack, &chart, v->chart_height);
}
