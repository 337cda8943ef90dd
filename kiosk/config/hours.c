#include "config/hours.h"

#include <stdio.h>
#include <string.h>

static const struct hours_span whole_day = {0, HOURS_DAY_END};

void hours_default(struct hours *hours)
{
    *hours = (struct hours){0};
    for (int i = 0; i < HOURS_DAYS; i++)
        hours->days[i] = (struct hours_day){.spans = {whole_day}, .count = 1};
}

bool hours_never(const struct hours *hours)
{
    for (int i = 0; i < HOURS_DAYS; i++)
        if (hours->days[i].count > 0)
            return false;
    return true;
}

bool hours_always(const struct hours *hours)
{
    for (int i = 0; i < HOURS_DAYS; i++) {
        const struct hours_day *day = &hours->days[i];
        if (day->count != 1 || day->spans[0].from != 0 || day->spans[0].to != HOURS_DAY_END)
            return false;
    }
    return true;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (leap && month == 2);
}

int hours_date_after(int date, int days)
{
    int year = date / 10000, month = date / 100 % 100, day = date % 100;
    for (; days > 0; days--) {
        if (++day <= days_of_month(year, month))
            continue;
        day = 1;
        if (++month > 12) {
            month = 1;
            year++;
        }
    }
    return year * 10000 + month * 100 + day;
}

static int today(const struct wall_time *wall)
{
    return wall->year * 10000 + wall->month * 100 + wall->day;
}

static const struct hours_day *on_day(const struct hours *hours, int date, int weekday)
{
    static const struct hours_day none = {0};
    for (int i = 0; i < hours->closed.count; i++)
        if (hours->closed.dates[i] == date)
            return &none;
    return &hours->days[weekday];
}

bool hours_day_has(const struct hours_day *day, int minute)
{
    for (int i = 0; i < day->count; i++)
        if (minute >= day->spans[i].from && minute < day->spans[i].to)
            return true;
    return false;
}

bool hours_open(const struct hours *hours, const struct wall_time *wall)
{
    if (wall->year < KIOSK_BUILD_YEAR)
        return true;
    return hours_day_has(on_day(hours, today(wall), wall->weekday), wall->minute);
}

struct hours_opening hours_next(const struct hours *hours, const struct wall_time *wall)
{
    int date = today(wall), after = wall->minute;
    for (int days = 0; days <= 366; days++) {
        int weekday = (wall->weekday + days) % HOURS_DAYS;
        const struct hours_day *day = on_day(hours, date, weekday);
        for (int i = 0; i < day->count; i++)
            if (day->spans[i].from > after)
                return (struct hours_opening){days, weekday, day->spans[i].from};
        date = hours_date_after(date, 1);
        after = -1;
    }
    return (struct hours_opening){.days = -1};
}

void hours_print(char *out, size_t size, int minute)
{
    snprintf(out, size, "%d:%02d", minute / 60, minute % 60);
}

void hours_print_long(char *out, size_t size, int minute)
{
    snprintf(out, size, "%02d:%02d", minute / 60, minute % 60);
}

/* `length` digits; -1 when there are none. */
static int digits(const char *text, int length)
{
    int value = 0;
    for (int i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

int hours_parse(const char *text)
{
    int length = (int)strcspn(text, ":");
    if (length < 1 || length > 2 || strlen(text) != (size_t)length + 3)
        return -1;
    int hour = digits(text, length), minute = digits(text + length + 1, 2);
    bool right = hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= HOURS_DAY_END;
    return right ? hour * 60 + minute : -1;
}

int hours_parse_date(const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return 0;
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    bool right =
        year >= 2000 && month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
    return right ? year * 10000 + month * 100 + day : 0;
}

void hours_print_date(char *out, size_t size, int date)
{
    snprintf(out, size, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
}
