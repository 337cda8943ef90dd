#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "screens/layout.h"
#include "staff/parts.h"
#include "staff/settings_holidays.h"
#include "staff/settings_parts.h"
#include "staff/settings_week.h"
#include "ui/stepper.h"
#include "ui/switch_row.h"

/* The week, some of whose days are chosen, and what is set for these. */

static const char *const day_keys[HOURS_DAYS] = {"hours.mon", "hours.tue", "hours.wed", "hours.thu",
                                                 "hours.fri", "hours.sat", "hours.sun"};

enum { STEP = 15, SHORTEST = 15, ALL_DAYS = (1 << HOURS_DAYS) - 1, WORKDAYS = 31 };

/* Mornings and evenings to begin with. */
static const struct hours_day usual = {{{8 * 60, 18 * 60}}, 1};
static const struct hours_day whole = {{{0, HOURS_DAY_END}}, 1};
static const struct hours_day closed = {{{0, 0}}, 0};

/* A bit a day; 0: none is chosen yet. */
static unsigned chosen(const struct screen_context *context)
{
    return settings_of(context)->days;
}

static bool is_chosen(const struct screen_context *context, int weekday)
{
    return chosen(context) >> weekday & 1;
}

/* What the steppers show: the first chosen day's that is open; NULL: none is. */
static const struct hours_day *first_open(const struct screen_context *context)
{
    for (int i = 0; i < HOURS_DAYS; i++)
        if (is_chosen(context, i) && context->config->hours.days[i].count > 0)
            return &context->config->hours.days[i];
    return NULL;
}

static void set_week(struct screen_context *context, const struct hours_day *days, unsigned which)
{
    char texts[HOURS_DAYS][SETTINGS_DAY_TEXT];
    struct settings_wish wishes[HOURS_DAYS];
    size_t count = 0;
    for (int i = 0; i < HOURS_DAYS; i++) {
        if (!(which & (1u << i)))
            continue;
        wishes[count++] = (struct settings_wish){config_key_find(day_keys[i]),
                                                 settings_day_json(texts[i], &days[i])};
    }
    if (count > 0)
        settings_set_all(context, wishes, count);
}

/* What is done to each chosen day; what it has besides stays its own. */
typedef void change_day(struct hours_day *day, const void *how);

static void set_chosen(struct screen_context *context, change_day *change, const void *how)
{
    struct hours after = context->config->hours;
    for (int i = 0; i < HOURS_DAYS; i++)
        if (is_chosen(context, i))
            change(&after.days[i], how);
    struct staff_settings *settings = settings_of(context);
    if (hours_never(&after))
        snprintf(settings->refused, sizeof settings->refused, "%s",
                 tr(context->strings, "staff.settings.never_open"));
    else
        set_week(context, after.days, chosen(context));
}

static void set_always(struct screen_context *context, bool always)
{
    struct hours_day days[HOURS_DAYS];
    for (int i = 0; i < HOURS_DAYS; i++)
        days[i] = always ? whole : (WORKDAYS & (1u << i)) ? usual : closed;
    set_week(context, days, ALL_DAYS);
}

/* One edge of the day's times: when it opens, a break begins or ends, it closes. */
struct edge {
    const char *id, *title;
    int span;
    bool to;
};

static int edges_of(const struct hours_day *day, struct edge *edges)
{
    int last = day->count - 1;
    if (day->count == 0)
        return 0;
    edges[0] = (struct edge){"opens", "staff.settings.opens", 0, false};
    if (last > 0) {
        edges[1] = (struct edge){"break-from", "staff.settings.break_from", 0, true};
        edges[2] = (struct edge){"break-to", "staff.settings.break_to", 1, false};
    }
    int count = last > 0 ? 3 : 1;
    edges[count] = (struct edge){"closes", "staff.settings.closes", last, true};
    return count + 1;
}

static int *minute_of(struct hours_day *day, const struct edge *edge)
{
    return edge->to ? &day->spans[edge->span].to : &day->spans[edge->span].from;
}

/* How far an edge can go without touching the next. */
static void limits_of(const struct hours_day *day, const struct edge *edge, int *least, int *most)
{
    const struct hours_span *span = &day->spans[edge->span];
    *least = edge->to ? span->from + SHORTEST : edge->span > 0 ? span[-1].to + SHORTEST : 0;
    *most = !edge->to                     ? span->to - SHORTEST
            : edge->span + 1 < day->count ? span[1].from - SHORTEST
                                          : HOURS_DAY_END;
}

static bool find_edge(const struct hours_day *day, const char *id, struct edge *found)
{
    struct edge edges[4];
    int count = edges_of(day, edges);
    for (int i = 0; i < count; i++)
        if (strcmp(edges[i].id, id) == 0) {
            *found = edges[i];
            return true;
        }
    return false;
}

/* "Mon, Tue, Thu": the chosen days that have this edge. */
static const char *days_text(const struct screen_context *context, struct arena *arena,
                             const char *edge)
{
    const char *text = "";
    struct edge found;
    for (int i = 0; i < HOURS_DAYS; i++)
        if (is_chosen(context, i) && find_edge(&context->config->hours.days[i], edge, &found))
            text = arena_printf(arena, "%s%s%s", text,
                                *text ? tr(context->strings, "common.comma") : "",
                                settings_day_name(context, i));
    return text;
}

static void put_edge(struct stack *stack, const struct screen_context *context,
                     const struct edge *edge)
{
    struct hours_day day = *first_open(context);
    struct arena *arena = &stack->ui->list->arena;
    int least, most, minute = *minute_of(&day, edge);
    char value[8];
    limits_of(&day, edge, &least, &most);
    hours_print(value, sizeof value, minute);
    bool at_least = minute <= least, at_most = minute >= most;
    stack_stepper(stack, &(struct stepper){
                             .id = edge->id,
                             .title = tr(context->strings, edge->title),
                             .caption = days_text(context, arena, edge->id),
                             .value = arena_printf(arena, "%s", value),
                             .widest = "23:45",
                             .less = tr(context->strings, "staff.settings.earlier"),
                             .more = tr(context->strings, "staff.settings.later"),
                             .limit = !at_least && !at_most
                                          ? NULL
                                          : tr_format(context->strings, arena,
                                                      at_most ? "staff.settings.latest"
                                                              : "staff.settings.earliest",
                                                      {"value", value, 0}),
                             .least = at_least,
                             .most = at_most,
                         });
}

struct to_minute {
    const char *edge;
    int minute;
};

static void set_edge(struct hours_day *day, const void *what)
{
    const struct to_minute *how = what;
    struct edge edge;
    int least, most;
    if (!find_edge(day, how->edge, &edge))
        return;
    limits_of(day, &edge, &least, &most);
    *minute_of(day, &edge) = int_min(int_max(how->minute, least), most);
}

static bool tap_edge(struct screen_context *context, const struct tap *tap)
{
    struct hours_day day = {0};
    struct edge edges[4];
    if (first_open(context))
        day = *first_open(context);
    int count = edges_of(&day, edges);
    for (int i = 0; i < count; i++) {
        int way = stepper_press(tap, edges[i].id);
        if (way == 0)
            continue;
        int least, most, minute = int_step(*minute_of(&day, &edges[i]), STEP, way);
        limits_of(&day, &edges[i], &least, &most);
        set_chosen(context, set_edge,
                   &(struct to_minute){edges[i].id, int_min(int_max(minute, least), most)});
        return true;
    }
    return false;
}

/* Some chosen day has so many times, from `least` to `most`. */
static bool any_has(const struct screen_context *context, int least, int most)
{
    for (int i = 0; i < HOURS_DAYS; i++) {
        int count = context->config->hours.days[i].count;
        if (is_chosen(context, i) && count >= least && count <= most)
            return true;
    }
    return false;
}

static void put_buttons(struct stack *stack, const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    struct button buttons[6];
    int count = 0;
    buttons[count++] =
        (struct button){.id = "workdays", .label = tr(strings, "staff.settings.workdays")};
    if (any_has(context, 1, HOURS_MAX_SPANS))
        buttons[count++] = (struct button){
            .id = "close-day", .label = tr(strings, "staff.settings.close_day"), .icon = "moon"};
    if (any_has(context, 0, 0))
        buttons[count++] = (struct button){
            .id = "open-day", .label = tr(strings, "staff.settings.open_day"), .icon = "clock"};
    if (any_has(context, 1, 1))
        buttons[count++] = (struct button){
            .id = "split", .label = tr(strings, "staff.settings.split"), .icon = "split"};
    if (any_has(context, 2, HOURS_MAX_SPANS))
        buttons[count++] =
            (struct button){.id = "join", .label = tr(strings, "staff.settings.join"), .icon = "x"};
    buttons[count++] = (struct button){
        .id = "holidays", .label = tr(strings, "staff.settings.holidays"), .icon = "calendar-days"};
    staff_buttons_put(stack, buttons, count);
}

static void put_times(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    struct edge edges[4];
    const struct hours_day *day = first_open(context);
    int count = day ? edges_of(day, edges) : 0, gap = ui->metrics.gap;
    int width = (stack->width - gap) / 2, x = stack->x, full = stack->width;
    bool two = width > metrics_font(&ui->metrics, TYPE_LABEL).size * 17;
    for (int i = 0; i < count; i++) {
        int y = stack->y;
        if (two) {
            stack->width = width;
            stack->x = x + i % 2 * (width + gap);
        }
        put_edge(stack, context, &edges[i]);
        if (two && i % 2 == 0 && i + 1 < count)
            stack->y = y;
        else
            stack_gap(stack, gap);
        stack->x = x;
        stack->width = full;
    }
}

static const struct settings_row screen_off = {"hours.screen_off", "staff.settings.screen_off",
                                               "staff.settings.screen_off_info"};

static void put_week(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    /* Which days have a tick says nothing of which are open. */
    stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_TEXT),
               tr(context->strings,
                  chosen(context) ? "staff.settings.chosen_days" : "staff.settings.choose_days"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    settings_week_put(stack, context, chosen(context));
    settings_gap(stack);
    put_times(stack, context);
    put_buttons(stack, context);
    settings_gap(stack);
    settings_row_put(stack, context, &screen_off);
    settings_gap(stack);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr(context->strings, "staff.settings.hours_note"));
}

static void content(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct strings *strings = context->strings;
    bool always = hours_always(&context->config->hours);
    if (settings_fixed_put(stack, context, "hours.mon", tr(strings, "staff.settings.hours"), NULL))
        return;
    if (settings_of(context)->page == SETTINGS_HOLIDAYS) {
        settings_holidays_put(stack, context);
        return;
    }
    if (!always)
        put_week(stack, context);
    else
        stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT),
                   tr(strings, "staff.settings.always_info"));
}

static struct switch_row aside(const struct screen_context *context)
{
    return (struct switch_row){.id = "always",
                               .title = tr(context->strings, "staff.settings.always"),
                               .on_word = tr(context->strings, "ease.on"),
                               .off_word = tr(context->strings, "ease.off"),
                               .on = hours_always(&context->config->hours)};
}

static void close_day(struct hours_day *day, const void *how)
{
    (void)how;
    *day = closed;
}

/* As the others that are chosen. */
static void open_day(struct hours_day *day, const void *how)
{
    if (day->count == 0)
        *day = *(const struct hours_day *)how;
}

static void split_day(struct hours_day *day, const void *how)
{
    (void)how;
    settings_split_day(day);
}

static void join_day(struct hours_day *day, const void *how)
{
    (void)how;
    if (day->count > 1)
        *day = (struct hours_day){{{day->spans[0].from, day->spans[day->count - 1].to}}, 1};
}

static bool tap_day(struct screen_context *context, const struct tap *tap)
{
    const struct hours_day like = first_open(context) ? *first_open(context) : usual;
    if (strcmp(tap->id, "close-day") == 0)
        set_chosen(context, close_day, NULL);
    else if (strcmp(tap->id, "open-day") == 0)
        set_chosen(context, open_day, &like);
    else if (strcmp(tap->id, "join") == 0)
        set_chosen(context, join_day, NULL);
    else if (strcmp(tap->id, "split") == 0)
        set_chosen(context, split_day, NULL);
    else
        return false;
    return true;
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    if (settings->page == SETTINGS_HOLIDAYS)
        return settings_holidays_tap(context, tap);
    if (strcmp(tap->id, "always") == 0) {
        set_always(context, !hours_always(&context->config->hours));
        settings->days = 0; /* those that are open would look like a list of them */
    } else if (strncmp(tap->id, "day:", 4) == 0)
        settings->days ^= 1u << tap->index;
    else if (strcmp(tap->id, "workdays") == 0)
        settings->days = WORKDAYS;
    else if (strcmp(tap->id, "holidays") == 0)
        settings->page = SETTINGS_HOLIDAYS;
    else
        return settings_row_tap(context, tap, screen_off.key) || tap_day(context, tap) ||
               tap_edge(context, tap);
    return true;
}

const struct settings_section settings_hours = {
    .id = "settings:hours",
    .icon = "clock",
    .title = "staff.settings.hours",
    .info = "staff.settings.hours_info",
    .content = content,
    .aside = aside,
    .tap = tap,
};
