#include "staff/settings_holidays.h"

#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "staff/dates.h"
#include "staff/parts.h"
#include "store/wall.h"
#include "ui/stepper.h"

static int today(const struct screen_context *context)
{
    return wall_day(context->wall);
}

static int first_day(const struct screen_context *context)
{
    return hours_date_after(today(context), 1);
}

/* The day on the stepper. */
static int day_of(const struct screen_context *context)
{
    int day = settings_of(context)->holiday;
    return day > today(context) ? day : first_day(context);
}

/* "2026-12-24" */
static const char *date_id(struct arena *arena, int date)
{
    char text[16];
    hours_print_date(text, sizeof text, date);
    return arena_printf(arena, "%s", text);
}

static const char *date_text(struct stack *stack, const struct screen_context *context, int date)
{
    return staff_long_date_text(context->strings, &stack->ui->list->arena, date);
}

/* Its place in the list of closed days; -1: it is none. */
static int place_of(const struct screen_context *context, int date)
{
    const struct hours_closed *closed = &context->config->hours.closed;
    for (int i = 0; i < closed->count; i++)
        if (closed->dates[i] == date)
            return i;
    return -1;
}

static void put_stepper(struct stack *stack, const struct screen_context *context, const char *id,
                        const char *title, const char *value, const char *widest)
{
    stack_stepper(stack, &(struct stepper){.id = id,
                                           .title = tr(context->strings, title),
                                           .value = value,
                                           .widest = widest,
                                           .less = tr(context->strings, "staff.settings.earlier"),
                                           .more = tr(context->strings, "staff.settings.later"),
                                           .least = day_of(context) <= first_day(context)});
}

static void put_heading(struct stack *stack, const struct screen_context *context, const char *key)
{
    stack_text(stack, TYPE_STAFF_HEADING, ui_color(stack->ui, COLOR_TEXT),
               tr(context->strings, key));
    stack_gap(stack, stack->ui->metrics.gap / 2);
}

static void put_days(struct stack *stack, const struct screen_context *context)
{
    const struct hours_closed *closed = &context->config->hours.closed;
    struct button buttons[HOURS_MAX_CLOSED];
    struct arena *arena = &stack->ui->list->arena;
    for (int i = 0; i < closed->count; i++) {
        const char *date = date_text(stack, context, closed->dates[i]);
        buttons[i] =
            (struct button){.id = arena_printf(arena, "open:%s", date_id(arena, closed->dates[i])),
                            .label = date,
                            .spoken = tr_format(context->strings, arena,
                                                "staff.settings.holiday_off", {"date", date, 0}),
                            .icon = "x",
                            .icon_after = true,
                            .index = i};
    }
    if (closed->count == 0)
        stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT),
                   tr(context->strings, "staff.settings.no_holidays"));
    else
        staff_buttons_put(stack, buttons, closed->count);
}

/* The day on the steppers is closed, or open again. */
static struct button date_button(struct stack *stack, const struct screen_context *context)
{
    int place = place_of(context, day_of(context));
    return (struct button){
        .id = place < 0 ? "close-date" : "open-date",
        .label = tr_format(context->strings, &stack->ui->list->arena,
                           place < 0 ? "staff.settings.holiday_on" : "staff.settings.holiday_off",
                           {"date", date_text(stack, context, day_of(context)), 0}),
        .icon = place < 0 ? "plus" : "x",
        .style = BUTTON_PRIMARY,
        .off = place < 0 && context->config->hours.closed.count >= HOURS_MAX_CLOSED};
}

/* What is done stands first: the list grows. */
void settings_holidays_put(struct stack *stack, const struct screen_context *context)
{
    struct arena *arena = &stack->ui->list->arena;
    int day = day_of(context);
    const struct button buttons[] = {{.id = "week",
                                      .label = tr(context->strings, "staff.settings.to_week"),
                                      .icon = "arrow-left"},
                                     date_button(stack, context)};
    put_heading(stack, context, "staff.settings.holiday_add");
    put_stepper(stack, context, "month", "staff.settings.month",
                arena_printf(arena, "%d/%d", day / 100 % 100, day / 10000), "00/0000");
    settings_gap(stack);
    put_stepper(stack, context, "date", "staff.settings.date", date_text(stack, context, day),
                date_text(stack, context, 20001230));
    settings_gap(stack);
    staff_buttons_put(stack, buttons, 2);
    stack_gap(stack, ui_section(stack->ui));
    put_heading(stack, context, "staff.settings.holidays");
    put_days(stack, context);
}

/* All but the one at `without` (-1: none), and `date` (0: none), as JSON. */
static void set_days(struct screen_context *context, int without, int date)
{
    const struct hours_closed *closed = &context->config->hours.closed;
    char json[HOURS_MAX_CLOSED * 14 + 32], text[16];
    size_t used = (size_t)snprintf(json, sizeof json, "[");
    for (int i = 0; i <= closed->count; i++) {
        int day = i < closed->count ? closed->dates[i] : date;
        if (i == without || day == 0 || (i < closed->count && day == date) ||
            used + 20 > sizeof json)
            continue;
        hours_print_date(text, sizeof text, day);
        used += (size_t)snprintf(json + used, sizeof json - used, "%s\"%s\"", used > 1 ? ", " : "",
                                 text);
    }
    snprintf(json + used, sizeof json - used, "]");
    settings_set(context, "hours.closed", json);
}

/* The same day of the month after or before; its last, where it has no such day. */
static int month_away(int date, int way)
{
    int months = date / 10000 * 12 + date / 100 % 100 - 1 + way, day = date % 100, found = 0;
    for (; found == 0; day--) {
        char text[40];
        snprintf(text, sizeof text, "%04d-%02d-%02d", months / 12, months % 12 + 1, day);
        found = hours_parse_date(text);
    }
    return found;
}

/* A day back is found from further back: dates only count forwards. */
static int day_before(const struct screen_context *context, int date)
{
    int before = first_day(context);
    for (int i = 0; hours_date_after(before, 1) < date && i < 366 * 100; i++)
        before = hours_date_after(before, 1);
    return before;
}

static int moved(const struct screen_context *context, int months, int days)
{
    int day = day_of(context);
    int target = months     ? month_away(day, months)
                 : days > 0 ? hours_date_after(day, 1)
                            : day_before(context, day);
    return int_max(target, first_day(context));
}

bool settings_holidays_tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    int month = stepper_press(tap, "month"), day = stepper_press(tap, "date");
    if (strcmp(tap->id, "week") == 0)
        settings->page = SETTINGS_SECTION;
    else if (strcmp(tap->id, "close-date") == 0)
        set_days(context, -1, day_of(context));
    else if (strncmp(tap->id, "open:", 5) == 0)
        set_days(context, tap->index, 0);
    else if (strcmp(tap->id, "open-date") == 0)
        set_days(context, place_of(context, day_of(context)), 0);
    else if (month || day)
        settings->holiday = moved(context, month, day);
    else
        return false;
    return true;
}
