#include "staff/settings_holidays.h"

#include <stdio.h>
#include <string.h>

#include "config/config.h"
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
static const char *date_text(struct arena *arena, int date)
{
    char text[16];
    hours_print_date(text, sizeof text, date);
    return arena_printf(arena, "%s", text);
}

static void put_stepper(struct stack *stack, const struct screen_context *context, const char *id,
                        const char *title)
{
    struct arena *arena = &stack->ui->list->arena;
    stack_stepper(stack, &(struct stepper){.id = id,
                                           .title = tr(context->strings, title),
                                           .value = date_text(arena, day_of(context)),
                                           .widest = "2000-00-00",
                                           .less = tr(context->strings, "staff.settings.earlier"),
                                           .more = tr(context->strings, "staff.settings.later"),
                                           .least = day_of(context) <= first_day(context)});
}

static void put_days(struct stack *stack, const struct screen_context *context)
{
    const struct hours_closed *closed = &context->config->hours.closed;
    struct button buttons[HOURS_MAX_CLOSED];
    struct arena *arena = &stack->ui->list->arena;
    for (int i = 0; i < closed->count; i++) {
        const char *date = date_text(arena, closed->dates[i]);
        buttons[i] =
            (struct button){.id = arena_printf(arena, "open:%s", date),
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

void settings_holidays_put(struct stack *stack, const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    bool full = context->config->hours.closed.count >= HOURS_MAX_CLOSED;
    struct button buttons[] = {
        {.id = "week", .label = tr(strings, "staff.settings.to_week"), .icon = "arrow-left"},
        {.id = "close-date",
         .label = tr_format(strings, &stack->ui->list->arena, "staff.settings.holiday_on",
                            {"date", date_text(&stack->ui->list->arena, day_of(context)), 0}),
         .icon = "plus",
         .style = BUTTON_PRIMARY,
         .off = full},
    };
    put_days(stack, context);
    settings_gap(stack);
    put_stepper(stack, context, "month", "staff.settings.month");
    settings_gap(stack);
    put_stepper(stack, context, "date", "staff.settings.date");
    settings_gap(stack);
    staff_buttons_put(stack, buttons, 2);
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

/* A day back is found from further back: dates only count forwards. */
static int moved(const struct screen_context *context, bool month, bool more)
{
    int day = day_of(context);
    if (more)
        return hours_date_after(day, month ? 30 : 1);
    int steps = 0, target = first_day(context);
    while (hours_date_after(target, steps) < day)
        steps++;
    steps -= month ? 30 : 1;
    return steps > 0 ? hours_date_after(target, steps) : target;
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
    else if (month || day)
        settings->holiday = moved(context, month, month + day > 0);
    else
        return false;
    return true;
}
