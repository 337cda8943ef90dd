// links: config json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/hours.h"

enum { MON, TUE, WED, THU, FRI, SAT, SUN, YEAR = KIOSK_BUILD_YEAR + 1 };

/* Monday to Friday from 8 to 18 with a break on Wednesday. */
static struct hours clinic(void)
{
    struct hours hours = {0};
    for (int i = MON; i <= FRI; i++)
        hours.days[i] = (struct hours_day){{{480, 1080}}, 1};
    hours.days[WED] = (struct hours_day){{{480, 750}, {840, 1080}}, 2};
    return hours;
}

/* The weekday is given, whatever the calendar says. */
static struct wall_time at(int weekday, int hour, int minute)
{
    return (struct wall_time){.year = YEAR,
                              .month = 6,
                              .day = 10 + weekday,
                              .weekday = weekday,
                              .minute = hour * 60 + minute};
}

static void test_it_is_open_from_the_first_minute_to_before_the_last(void **state)
{
    (void)state;
    const struct hours hours = clinic();
    static const struct {
        int day, hour, minute;
        bool open;
    } table[] = {{MON, 7, 59, false}, {MON, 8, 0, true},    {MON, 17, 59, true},
                 {MON, 18, 0, false}, {WED, 12, 29, true},  {WED, 12, 30, false},
                 {WED, 14, 0, true},  {SAT, 12, 0, false},  {SUN, 23, 59, false},
                 {FRI, 0, 0, false},  {FRI, 23, 59, false}, {TUE, 12, 45, true}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct wall_time wall = at(table[i].day, table[i].hour, table[i].minute);
        assert_int_equal(hours_open(&hours, &wall), table[i].open);
    }
}

static void test_without_hours_it_never_closes(void **state)
{
    (void)state;
    struct hours hours;
    hours_default(&hours);
    assert_true(hours_always(&hours));
    struct wall_time wall = at(SUN, 23, 59);
    assert_true(hours_open(&hours, &wall));
    wall.minute = 0;
    assert_true(hours_open(&hours, &wall));
}

static void test_a_clock_that_was_not_set_closes_nothing(void **state)
{
    (void)state;
    const struct hours hours = clinic();
    struct wall_time wall = at(SUN, 3, 0);
    wall.year = 1970;
    assert_true(hours_open(&hours, &wall));
    wall = (struct wall_time){0};
    assert_true(hours_open(&hours, &wall));
}

static void test_the_next_opening_is_found(void **state)
{
    (void)state;
    struct hours hours = clinic();
    static const struct {
        int day, hour, minute, days, weekday, opens;
    } table[] = {{MON, 7, 0, 0, MON, 480},  {MON, 18, 0, 1, TUE, 480},  {WED, 13, 0, 0, WED, 840},
                 {FRI, 18, 0, 3, MON, 480}, {SUN, 23, 59, 1, MON, 480}, {SAT, 0, 0, 2, MON, 480}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct wall_time wall = at(table[i].day, table[i].hour, table[i].minute);
        struct hours_opening next = hours_next(&hours, &wall);
        assert_int_equal(next.days, table[i].days);
        assert_int_equal(next.weekday, table[i].weekday);
        assert_int_equal(next.minute, table[i].opens);
    }
    hours = (struct hours){0};
    struct wall_time wall = at(MON, 7, 0);
    assert_true(hours_never(&hours));
    assert_int_equal(hours_next(&hours, &wall).days, -1);
}

static void test_a_holiday_is_closed(void **state)
{
    (void)state;
    struct hours hours = clinic();
    struct wall_time wall = {YEAR, 12, 31, THU, 600, 0, 0};
    assert_true(hours_open(&hours, &wall));
    hours.closed = (struct hours_closed){{YEAR * 10000 + 1231, (YEAR + 1) * 10000 + 101}, 2};
    assert_false(hours_open(&hours, &wall));
    struct hours_opening next = hours_next(&hours, &wall);
    assert_int_equal(next.days, 4); /* new year's day, Saturday, Sunday */
    assert_int_equal(next.weekday, MON);
}

static void test_times_and_days_are_read_and_printed(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     "8",      "8:0",   "24:01", "12:60", "-1:00",
                                        "8.00", "008:00", "8:00 ", "a:00",  ":00"};
    static const char *const no_days[] = {"",         "2026-13-01", "2026-04-31", "2027-02-29",
                                          "26-01-01", "2026-1-1",   "2026/01/01", "2026-01-01 "};
    char text[16];
    assert_int_equal(hours_parse("8:05"), 485);
    assert_int_equal(hours_parse("24:00"), HOURS_DAY_END);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(hours_parse(wrong[i]), -1);
    for (size_t i = 0; i < sizeof no_days / sizeof *no_days; i++)
        assert_int_equal(hours_parse_date(no_days[i]), 0);
    assert_int_equal(hours_parse_date("2028-02-29"), 20280229);
    assert_int_equal(hours_date_after(20271231, 1), 20280101);
    assert_int_equal(hours_date_after(20280228, 2), 20280301);
    hours_print(text, sizeof text, 485);
    assert_string_equal(text, "8:05");
    hours_print_long(text, sizeof text, 485);
    assert_string_equal(text, "08:05");
    hours_print_date(text, sizeof text, 20280229);
    assert_string_equal(text, "2028-02-29");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_open_from_the_first_minute_to_before_the_last),
        cmocka_unit_test(test_without_hours_it_never_closes),
        cmocka_unit_test(test_a_clock_that_was_not_set_closes_nothing),
        cmocka_unit_test(test_the_next_opening_is_found),
        cmocka_unit_test(test_a_holiday_is_closed),
        cmocka_unit_test(test_times_and_days_are_read_and_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
