// links: clinic content store base folder
/* What the counts say about some days, and how they are written for others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/log.h"
#include "clinic/usage.h"
#include "folder.h"

static const int64_t noon = 1764763200; /* Wednesday, 2025-12-03 12:00 UTC */
static struct store *store;
static struct usage usage;

static int setup(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    log_set_level(LOG_LEVEL_ERROR);
    if (folder_make() != 0)
        return 1;
    store_close(store_open(folder_path("kiosk.db")));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    usage_free(&usage);
    store_close(store);
    store = NULL;
    return folder_remove();
}

/* Days are the shell's: python3 writes what a kiosk would have counted then. */
static void fill(const char *rows)
{
    folder_write("rows", rows);
    folder_shell("python3 -c '\n"
                 "import sqlite3\n"
                 "db = sqlite3.connect(\"kiosk.db\")\n"
                 "for row in open(\"rows\"):\n"
                 "    day, kind, n, *key = row.split()\n"
                 "    key = \" \".join(key)\n"
                 "    db.execute(\"INSERT INTO counts VALUES(?, ?, ?, ?)\", (day, kind, key, n))\n"
                 "db.commit()'");
    store = store_open(folder_path("kiosk.db"));
}

static void read_days(int count, const struct hours *hours)
{
    assert_true(usage_read(&usage, store, (struct usage_span){USAGE_DAYS, count}, hours, noon));
}

static const struct usage_routine *routine(const char *id)
{
    for (int i = 0; i < usage.routine_count; i++)
        if (strcmp(usage.routines[i].id, id) == 0)
            return &usage.routines[i];
    fail_msg("%s is not counted", id);
    return NULL;
}

static void test_days_weeks_and_months_end_today(void **state)
{
    (void)state;
    fill("2025-12-03 visit 14\n2025-11-30 visit 2\n2025-01-31 visit 5\n2024-12-31 visit 9\n");
    read_days(14, NULL);
    assert_int_equal(usage.periods[0].first, 20251120);
    assert_int_equal(usage.periods[13].first, 20251203);
    assert_int_equal(usage.periods[13].visits, 14);
    assert_true(usage.periods[13].open);
    assert_false(usage.periods[12].open);
    assert_int_equal(usage.visits, 16);

    usage_read(&usage, store, (struct usage_span){USAGE_WEEKS, 13}, NULL, noon);
    assert_int_equal(usage.periods[12].first, 20251201); /* a Monday */
    assert_int_equal(usage.periods[12].last, 20251203);
    assert_int_equal(usage.periods[11].first, 20251124);
    assert_int_equal(usage.periods[11].last, 20251130);
    assert_int_equal(usage.periods[11].visits, 2);

    usage_read(&usage, store, (struct usage_span){USAGE_MONTHS, 12}, NULL, noon);
    assert_int_equal(usage.periods[0].first, 20250101);
    assert_int_equal(usage.periods[0].last, 20250131);
    assert_int_equal(usage.periods[0].visits, 5);
    assert_int_equal(usage.periods[1].last, 20250228);
    assert_int_equal(usage.visits, 21);
}

static void test_a_closed_day_is_no_zero(void **state)
{
    (void)state;
    struct hours hours;
    hours_default(&hours);
    hours.days[5].count = hours.days[6].count = 0;
    hours.closed = (struct hours_closed){.dates = {20251201}, .count = 1};
    fill("2025-11-27 visit 1\n2025-11-30 visit 2\n");
    read_days(14, &hours);
    assert_true(usage.periods[0].none);   /* nothing was counted before the first day */
    assert_false(usage.periods[7].none);  /* 27th: that day */
    assert_false(usage.periods[8].none);  /* a Friday on which nobody came */
    assert_true(usage.periods[9].none);   /* Saturday */
    assert_false(usage.periods[10].none); /* a Sunday on which somebody came */
    assert_true(usage.periods[11].none);  /* a holiday */
    assert_false(usage.periods[13].none);
}

static void test_routines_come_by_how_often_they_were_begun(void **state)
{
    (void)state;
    fill("2025-12-03 routine-started 3 neck\n2025-12-03 routine-started 7 back\n"
         "2025-12-02 routine-finished 4 back\n2025-12-02 felt-better 5 back\n"
         "2025-12-03 felt-worse 1 neck\n2025-12-03 left-at 2 back/cobra\n"
         "2025-12-01 left-at 1 back/cobra\n2025-12-01 hurt-at 1 back/cobra\n"
         "2025-12-01 hurt 1 cobra\n2025-12-01 hurt-at 2 back/cat-cow\n");
    read_days(14, NULL);
    assert_int_equal(usage.routine_count, 2);
    assert_string_equal(usage.routines[0].id, "back");
    const struct usage_routine *back = routine("back");
    assert_int_equal(back->left, 3);
    assert_int_equal(back->hurts, 3);
    assert_int_equal(back->step_count, 2);
    assert_string_equal(back->steps[1].exercise, "cobra");
    assert_int_equal(back->steps[1].left, 3);
    assert_int_equal(usage.hurts, 1);
    assert_true(usage_answers_shown(&back->answers));
    assert_false(usage_answers_shown(&routine("neck")->answers));
    assert_true(routine("neck")->answers.withheld);
    assert_int_equal(routine("neck")->left, 3);
}

static void test_what_ends_after_midnight_is_not_left_less_than_never(void **state)
{
    (void)state;
    fill("2025-12-03 routine-finished 1 neck\n");
    read_days(1, NULL);
    assert_int_equal(routine("neck")->left, 0);
}

static void test_hours_are_told_of_all_days_and_of_many_visits(void **state)
{
    (void)state;
    fill("2025-12-03 visit 19\n");
    for (int i = 0; i < USAGE_HOURS_LEAST - 1; i++)
        store_count_hour(store, 7);
    read_days(14, NULL);
    assert_int_equal(usage_busiest(&usage), -1);
    store_count_hour(store, 7);
    read_days(1, NULL);
    assert_int_equal(usage_busiest(&usage), 7);
}

static char *written(bool json)
{
    static char text[4096];
    memset(text, 0, sizeof text);
    FILE *out = fmemopen(text, sizeof text - 1, "w");
    if (json)
        usage_json(&usage, NULL, out);
    else
        assert_true(usage_csv(store, NULL, USAGE_FIRST_DAY, USAGE_LAST_DAY, out));
    fclose(out);
    return text;
}

#define CSV_HEAD                                                                                   \
    "\xEF\xBB\xBF"                                                                                 \
    "day,routine,name,visits,started,finished,left_early,hurts,better,same,worse\r\n"

static void test_a_table_has_a_row_for_each_day_and_routine(void **state)
{
    (void)state;
    fill("2025-12-02 visit 9\n2025-12-02 routine-started 5 back\n2025-12-02 left-at 1 back/cobra\n"
         "2025-12-02 routine-started 2 back-2\n2025-12-02 hurt-at 1 back/cobra\n"
         "2025-12-02 hurt 1 cobra\n2025-12-02 felt-same 4 back\n2025-12-02 felt-better 1 back\n"
         "2025-12-03 routine-started 1 back\n2025-12-03 felt-worse 4 back\n");
    assert_string_equal(written(false), CSV_HEAD "2025-12-02,,,9,,,,,,,\r\n"
                                                 "2025-12-02,back,back,,5,0,5,1,1,4,0\r\n"
                                                 "2025-12-02,back-2,back-2,,2,0,2,0,,,\r\n"
                                                 "2025-12-03,back,back,,1,0,1,0,,,\r\n");
}

static void test_no_cell_is_a_formula_or_two(void **state)
{
    (void)state;
    fill("2025-12-02 routine-started 1 =A1,\"x\"\n");
    assert_string_equal(written(false), CSV_HEAD
                        "2025-12-02,\"'=A1,\"\"x\"\"\",\"'=A1,\"\"x\"\"\",,1,0,1,0,,,\r\n");
}

/* Whatever spans two tables have: what they differ by is nothing, or as many answers as may be
 * told. */
static void test_no_table_less_another_tells_of_a_few(void **state)
{
    (void)state;
    fill("2024-12-30 felt-worse 3 back\n2025-11-20 felt-better 4 back\n"
         "2025-11-22 felt-better 3 back\n2025-11-24 felt-same 2 back\n"
         "2025-11-25 felt-worse 1 back\n2025-11-27 felt-better 6 back\n"
         "2025-11-28 felt-worse 5 neck\n2025-12-01 felt-worse 2 back\n"
         "2025-12-02 felt-same 4 back\n2025-12-03 felt-better 9 back\n");
    long long sums[400] = {0};
    for (int days = 1; days < 400; days++) {
        read_days(days, NULL);
        for (int i = 0; i < usage.routine_count; i++) {
            const struct usage_answers *answers = &usage.routines[i].answers;
            if (strcmp(usage.routines[i].id, "back") == 0)
                sums[days] = answers->better + answers->same + answers->worse;
        }
    }
    for (int a = 1; a < 400; a++)
        for (int b = 1; b < a; b++)
            assert_true(sums[a] == sums[b] || sums[a] - sums[b] >= USAGE_ANSWERS_LEAST);
    assert_int_equal(sums[14], 22);
    const char *csv = strstr(written(false), "2025-11-22,back");
    assert_non_null(csv);
    assert_memory_equal(csv, "2025-11-22,back,back,,0,0,0,0,7,0,0\r\n", 37);
    csv = strstr(written(false), "2025-11-24,back");
    assert_memory_equal(csv, "2025-11-24,back,back,,0,0,0,0,,,\r\n", 34);
}

static void test_json_says_too_few_as_null(void **state)
{
    (void)state;
    fill("2025-12-03 visit 3\n2025-12-03 routine-started 2 back\n2025-12-03 felt-better 4 back\n");
    read_days(1, NULL);
    assert_string_equal(written(true),
                        "{\"from\": \"2025-12-03\", \"to\": \"2025-12-03\",\n"
                        " \"visits\": 3, \"started\": 2, \"finished\": 0, \"hurts\": 0,\n"
                        " \"unit\": \"day\", \"periods\": [\n"
                        "  {\"from\": \"2025-12-03\", \"to\": \"2025-12-03\", \"visits\": 3}],\n"
                        " \"routines\": [\n"
                        "  {\"id\": \"back\", \"name\": \"back\", \"started\": 2, \"finished\": 0, "
                        "\"left_early\": 2, \"hurts\": 0,\n   \"answers\": null, \"steps\": []}],\n"
                        " \"hours_of_all_days\": null}\n");
}

static void test_counts_that_cannot_be_read_are_not_known(void **state)
{
    (void)state;
    fill("2025-12-03 visit 3\n");
    folder_shell("python3 -c 'import sqlite3\n"
                 "db = sqlite3.connect(\"kiosk.db\")\n"
                 "db.execute(\"DROP TABLE counts\")'");
    assert_false(usage_read(&usage, store, (struct usage_span){USAGE_DAYS, 3}, NULL, noon));
    assert_false(usage.known);
    assert_int_equal(usage.period_count, 3);
}

static void test_another_program_reads_and_leaves_nothing(void **state)
{
    (void)state;
    const char *why = "";
    assert_null(store_open_to_read(folder_path("none.db"), &why));
    assert_null(why);
    folder_write("other.db",
                 "this is no data base, whatever its name may be, not at all, by no means");
    assert_null(store_open_to_read(folder_path("other.db"), &why));
    assert_non_null(why);
    folder_shell("test ! -e none.db && test ! -e other.db.corrupt-1");

    fill("2025-12-03 visit 3\n");
    struct store *reader = store_open_to_read(folder_path("kiosk.db"), &why);
    assert_non_null(reader);
    store_count_hour(store, 7);
    assert_int_equal(store_total(reader, STORE_VISIT, NULL), 3);
    long long hours[STORE_HOURS];
    assert_true(store_read_hours(reader, hours));
    store_close(reader);
}

static void test_the_oldest_days_go_by_visits_not_by_the_clock(void **state)
{
    (void)state;
    folder_shell("python3 -c '\n"
                 "import datetime\n"
                 "day = datetime.date(2020, 1, 1)\n"
                 "for i in range(%d):\n"
                 "    print(day + datetime.timedelta(i), \"visit\", 1)\n"
                 "    print(day + datetime.timedelta(i), \"hurt\", 1, \"neck\")\n"
                 "print(\"2099-01-01 visit 1\")' > rows",
                 STORE_DAYS_KEPT + 1);
    char rows[128 * 1024] = "";
    FILE *file = fopen(folder_path("rows"), "r");
    assert_non_null(file);
    assert_true(fread(rows, 1, sizeof rows - 1, file) > 0);
    fclose(file);
    fill(rows);
    assert_int_equal(store_total(store, STORE_VISIT, NULL), STORE_DAYS_KEPT);
    assert_int_equal(store_total(store, STORE_HURT, NULL), STORE_DAYS_KEPT - 1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_days_weeks_and_months_end_today),
        IN_FOLDER(test_a_closed_day_is_no_zero),
        IN_FOLDER(test_routines_come_by_how_often_they_were_begun),
        IN_FOLDER(test_what_ends_after_midnight_is_not_left_less_than_never),
        IN_FOLDER(test_hours_are_told_of_all_days_and_of_many_visits),
        IN_FOLDER(test_a_table_has_a_row_for_each_day_and_routine),
        IN_FOLDER(test_no_cell_is_a_formula_or_two),
        IN_FOLDER(test_no_table_less_another_tells_of_a_few),
        IN_FOLDER(test_json_says_too_few_as_null),
        IN_FOLDER(test_counts_that_cannot_be_read_are_not_known),
        IN_FOLDER(test_another_program_reads_and_leaves_nothing),
        IN_FOLDER(test_the_oldest_days_go_by_visits_not_by_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
