#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/wall_time.h"

/* When patients can use the kiosk. */

enum { HOURS_DAYS = 7, HOURS_MAX_SPANS = 4, HOURS_MAX_CLOSED = 64, HOURS_DAY_END = 24 * 60 };

/* Minutes of the day; `from` is open, `to` (up to HOURS_DAY_END) is not. */
struct hours_span {
    int from, to;
};

/* In order, apart from each other; none: closed all day. */
struct hours_day {
    struct hours_span spans[HOURS_MAX_SPANS];
    int count;
};

/* Days on which it is closed whatever the weekday: 20261224, in any order. */
struct hours_closed {
    int dates[HOURS_MAX_CLOSED];
    int count;
};

struct hours {
    struct hours_day days[HOURS_DAYS]; /* from Monday */
    struct hours_closed closed;
};

/* All day, every day. */
void hours_default(struct hours *hours);

/* No day of the week has hours. */
bool hours_never(const struct hours *hours);

/* Every minute of the week, holidays aside. */
bool hours_always(const struct hours *hours);

/* Whether a minute of the day lies in its times. */
bool hours_day_has(const struct hours_day *day, int minute);

/* A clock that was not set, with a year before this program was built, closes nothing. */
bool hours_open(const struct hours *hours, const struct wall_time *wall);

/* The next time at which it opens. */
struct hours_opening {
    int days;    /* from today: 0 is today; -1: not within a year */
    int weekday; /* 0 is Monday */
    int minute;  /* of that day */
};

struct hours_opening hours_next(const struct hours *hours, const struct wall_time *wall);

/* "8:00", and what a settings file has: "08:00". `out` holds 6 bytes at least. */
void hours_print(char *out, size_t size, int minute);
void hours_print_long(char *out, size_t size, int minute);

/* "08:00" up to "24:00"; -1 when it is none. */
int hours_parse(const char *text);

/* "2026-12-24", a day that there is, as 20261224; 0 when it is none. */
int hours_parse_date(const char *text);

/* The same date, so many days later. */
int hours_date_after(int date, int days);

/* "2026-12-24". `out` holds 11 bytes at least. */
void hours_print_date(char *out, size_t size, int date);
