#include "staff/dates.h"

#include <time.h>

#include "store/wall.h"

static const char *month_name(const struct strings *strings, struct arena *arena, int month)
{
    return tr(strings, arena_printf(arena, "staff.month.%d", month));
}

const char *staff_date_text(const struct strings *strings, struct arena *arena, int month, int day)
{
    return tr_format(strings, arena, "staff.date.short", {"day", NULL, day},
                     {"month", month_name(strings, arena, month), 0});
}

const char *staff_full_date_text(const struct strings *strings, struct arena *arena, int year,
                                 int month, int day)
{
    return tr_format(strings, arena, "staff.date.full", {"day", NULL, day},
                     {"month", month_name(strings, arena, month), 0}, {"year", NULL, year});
}

const char *staff_date_at(const struct strings *strings, struct arena *arena, int64_t seconds)
{
    struct tm local = wall_local(seconds);
    return staff_date_text(strings, arena, local.tm_mon + 1, local.tm_mday);
}

const char *staff_day_text(const struct strings *strings, struct arena *arena, int64_t seconds)
{
    struct tm local = wall_local(seconds);
    const char *weekday = tr(
        strings, arena_printf(arena, "staff.weekday.%d", local.tm_wday == 0 ? 7 : local.tm_wday));
    return tr_format(strings, arena, "staff.date.weekday", {"weekday", weekday, 0},
                     {"date", staff_date_at(strings, arena, seconds), 0});
}

const char *staff_long_date_text(const struct strings *strings, struct arena *arena, int date)
{
    int year = date / 10000, month = date / 100 % 100, day = date % 100;
    struct tm noon = {
        .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12, .tm_isdst = -1};
    mktime(&noon); /* finds the weekday */
    const char *weekday =
        tr(strings, arena_printf(arena, "staff.weekday.%d", noon.tm_wday == 0 ? 7 : noon.tm_wday));
    return tr_format(strings, arena, "staff.date.weekday", {"weekday", weekday, 0},
                     {"date", staff_full_date_text(strings, arena, year, month, day), 0});
}

const char *staff_time_text(struct arena *arena, int64_t seconds)
{
    struct tm local = wall_local(seconds);
    return arena_printf(arena, "%d:%02d", local.tm_hour, local.tm_min);
}
