#include "staff/settings_parts.h"

static const struct settings_row rows[] = {
    {"idle.ask_s", "staff.settings.ask", "staff.settings.ask_info"},
    {"idle.end_s", "staff.settings.end", NULL},
    {"staff.lock_s", "staff.settings.lock", "staff.settings.lock_info"},
    {"less_motion", "staff.settings.motion", "staff.settings.motion_info"},
    {"visit.ask_feeling", "staff.settings.feeling", "staff.settings.feeling_info"},
};

enum { ROWS = sizeof rows / sizeof *rows };

static void content(struct stack *stack, const void *what)
{
    for (int i = 0; i < ROWS; i++) {
        if (i > 0)
            settings_gap(stack);
        settings_row_put(stack, what, &rows[i]);
    }
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    for (int i = 0; i < ROWS; i++)
        if (settings_row_tap(context, tap, rows[i].key))
            return true;
    return false;
}

const struct settings_section settings_visits = {
    .id = "settings:visits",
    .icon = "timer",
    .title = "staff.settings.visits",
    .info = "staff.settings.visits_info",
    .content = content,
    .tap = tap,
};
