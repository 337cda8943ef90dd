/* What a visit leaves behind: counts, where a routine was left or hurt, and the hour alone. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "folder.h"
#include "harness.h"
#include "staff/staff.h"
#include "store/store.h"
#include "store/wall.h"

static struct harness h;

static int setup(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){0});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

static long long counted(enum store_kind kind, const char *key)
{
    return store_total(h.assembly.app->store, kind, key);
}

/* "lower-back-relief/EXERCISE" of the session under way. */
static const char *place_of(int step)
{
    static char key[200];
    snprintf(key, sizeof key, "lower-back-relief/%s",
             h.assembly.app->visit.session.steps[step].exercise->id);
    return key;
}

static void test_who_leaves_a_routine_is_counted_at_its_exercise(void **state)
{
    (void)state;
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 9000);
    const char *place = place_of(1);
    assert_int_equal(counted(STORE_LEFT_AT, NULL), 0);
    harness_press(&h, "leave");
    harness_expect(&h, "home");
    assert_int_equal(counted(STORE_LEFT_AT, place), 1);
    assert_int_equal(counted(STORE_LEFT_AT, NULL), 1);
}

static void test_who_walks_away_has_left_too(void **state)
{
    (void)state;
    harness_show(&h, "player:lower-back-relief:3");
    harness_wait(&h, 9000);
    const char *place = place_of(2);
    harness_press(&h, "about");
    harness_await(&h, "still-there", 95000);
    harness_await(&h, "attract", 35000);
    assert_int_equal(counted(STORE_LEFT_AT, place), 1);
}

static void test_what_hurts_is_counted_for_the_exercise_and_its_routine(void **state)
{
    (void)state;
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 9000);
    const char *place = place_of(1);
    harness_press(&h, "hurts");
    assert_int_equal(counted(STORE_HURT_AT, place), 1);
    assert_int_equal(counted(STORE_HURT, NULL), 1);
    harness_press(&h, "end");
    harness_expect(&h, "home");
    assert_int_equal(counted(STORE_LEFT_AT, place), 1);
    assert_int_equal(counted(STORE_HURT_AT, NULL), 1);
}

static void test_who_finishes_has_not_left(void **state)
{
    (void)state;
    harness_show(&h, "player:lower-back-relief");
    while (h.assembly.app->visit.in_session) {
        harness_tap(&h, "next");
        harness_settle(&h);
    }
    harness_expect(&h, "finish");
    harness_press(&h, "done");
    harness_await(&h, "attract", 200000);
    assert_int_equal(counted(STORE_ROUTINE_FINISHED, NULL), 1);
    assert_int_equal(counted(STORE_LEFT_AT, NULL), 0);
}

static void test_a_visit_is_counted_in_its_hour(void **state)
{
    (void)state;
    long long hours[STORE_HOURS], all = 0;
    harness_expect(&h, "attract");
    harness_tap(&h, "begin");
    harness_expect(&h, "home");
    assert_true(store_read_hours(h.assembly.app->store, hours));
    for (int i = 0; i < STORE_HOURS; i++)
        all += hours[i];
    assert_int_equal(all, 1);
}

static void leave_the_staff_side(void)
{
    assert_true(harness_unlock(&h));
    harness_press(&h, "staff-lock");
    harness_expect(&h, "home");
}

/* It begins with the first touch of a patient, and is not over before the kiosk forgets them. */
static void test_a_visit_from_where_staff_left_the_kiosk_is_counted_once(void **state)
{
    (void)state;
    leave_the_staff_side();
    harness_wait(&h, 1000);
    assert_int_equal(counted(STORE_VISIT, NULL), 0);
    harness_press(&h, "card:lower-back-relief");
    assert_int_equal(counted(STORE_VISIT, NULL), 1);
    harness_press(&h, "back");
    harness_press(&h, "card:lower-back-relief");
    assert_int_equal(counted(STORE_VISIT, NULL), 1);
    app_end_visit(h.assembly.app);
    harness_settle(&h);
    harness_tap(&h, "begin");
    assert_int_equal(counted(STORE_VISIT, NULL), 2);
}

static void test_staff_who_come_back_from_home_are_no_visit(void **state)
{
    (void)state;
    leave_the_staff_side();
    leave_the_staff_side(); /* by the corner */
    harness_key(&h, KEY_STAFF);
    harness_settle(&h);
    harness_press(&h, "pin-leave");
    harness_await(&h, "attract", 200000); /* nobody came */
    assert_int_equal(counted(STORE_VISIT, NULL), 0);
}

/* What the machine's clock says meanwhile is nothing to it. */
static void test_a_visit_is_of_the_day_and_hour_that_the_kiosk_is_told(void **state)
{
    (void)state;
    long long hours[STORE_HOURS];
    app_set_wall(h.assembly.app, &(struct wall_time){.seconds = staff_sample_now()});
    harness_tap(&h, "begin");
    harness_expect(&h, "home");
    assert_int_equal(store_today(h.assembly.app->store, STORE_VISIT, NULL, 20251203), 1);
    assert_true(store_read_hours(h.assembly.app->store, hours));
    assert_int_equal(hours[9], 1);
}

/* ---- on the staff side ---- */

static void count(enum store_kind kind, const char *key, int times)
{
    for (int i = 0; i < times; i++)
        store_count(h.assembly.app->store, kind, key, wall_day(h.assembly.app->wall.seconds));
}

static void count_before(enum store_kind kind, const char *key, int times, int days)
{
    for (int i = 0; i < times; i++)
        store_count(h.assembly.app->store, kind, key,
                    usage_day_after(wall_day(h.assembly.app->wall.seconds), -days));
}

static void open_usage(void)
{
    assert_true(harness_unlock(&h));
    harness_press(&h, "today");
    harness_expect(&h, "staff-usage");
}

static void test_todays_card_leads_to_what_was_counted(void **state)
{
    (void)state;
    count(STORE_VISIT, "", 23);
    count(STORE_ROUTINE_STARTED, "from-your-chair", 31);
    count(STORE_ROUTINE_FINISHED, "from-your-chair", 27);
    count(STORE_ROUTINE_STARTED, "lower-back-relief", 8);
    open_usage();
    assert_true(harness_shows(&h, "23"));
    assert_true(harness_shows(&h, "From your chair"));
    assert_true(harness_shows(&h, "27"));
    assert_true(harness_shows(&h, "Visits per day"));
    harness_press(&h, "range:year");
    assert_true(harness_shows(&h, "Visits per month"));
    assert_int_equal(h.assembly.app->staff.usage.usage.period_count, 12);
    harness_press(&h, "staff-lock");
    assert_null(h.assembly.app->staff.usage.usage.periods);
}

static void test_a_word_goes_with_its_number(void **state)
{
    (void)state;
    count(STORE_VISIT, "", 1);
    count(STORE_ROUTINE_STARTED, "from-your-chair", 1);
    assert_true(harness_unlock(&h));
    assert_true(harness_shows(&h, "1 visit "));
    assert_true(harness_shows(&h, "routine begun"));
    harness_press(&h, "today");
    assert_true(harness_shows(&h, "1 visit "));
    count(STORE_VISIT, "", 1);
    harness_press(&h, "range:weeks");
    assert_true(harness_shows(&h, "2 visits "));
}

static void test_a_routine_shows_where_it_was_left(void **state)
{
    (void)state;
    count(STORE_ROUTINE_STARTED, "lower-back-relief", 8);
    count(STORE_LEFT_AT, "lower-back-relief/childs-pose", 3);
    count(STORE_HURT_AT, "lower-back-relief/gone", 57);
    open_usage();
    harness_press(&h, "list");
    harness_press(&h, "routine:0");
    assert_true(harness_shows(&h, "Where people stopped"));
    assert_true(harness_shows(&h, "Child\u2019s pose"));
    assert_true(harness_shows(&h, "gone")); /* the routine has it no more */
    assert_true(harness_shows(&h, "57"));
    harness_key(&h, KEY_ESCAPE);
    assert_true(harness_has(&h, "routine:0"));
    harness_press(&h, "back");
    assert_true(harness_has(&h, "range:days"));
    harness_key(&h, KEY_ESCAPE);
    harness_expect(&h, "staff-home");
}

static void test_four_answers_are_too_few(void **state)
{
    (void)state;
    count(STORE_ROUTINE_STARTED, "lower-back-relief", 61);
    count(STORE_ROUTINE_FINISHED, "lower-back-relief", 61);
    count_before(STORE_FELT_WORSE, "lower-back-relief", USAGE_ANSWERS_LEAST - 1, 2);
    open_usage();
    assert_true(harness_shows(&h, "too few"));
    count_before(STORE_FELT_WORSE, "lower-back-relief", 1, 1); /* a day that is over */
    harness_press(&h, "range:weeks");
    assert_false(harness_shows(&h, "too few"));
}

static void test_hours_wait_for_many_visits(void **state)
{
    (void)state;
    open_usage();
    assert_true(harness_shows(&h, "Shown once there have been 20 visits."));
    for (int i = 0; i < USAGE_HOURS_LEAST; i++)
        store_count_hour(h.assembly.app->store, 9);
    harness_press(&h, "range:weeks");
    assert_false(harness_shows(&h, "Shown once there have been 20 visits."));
}

static void test_without_a_stick_the_button_asks_for_one(void **state)
{
    (void)state;
    open_usage();
    assert_true(harness_shows(&h, "Plug in a stick"));
    assert_false(harness_has(&h, "save"));
}

static void test_the_table_is_written_whole_and_named_after_the_day(void **state)
{
    (void)state;
    folder_make();
    count(STORE_VISIT, "", 23);
    open_usage();
    struct staff_usage *usage = &h.assembly.app->staff.usage;
    static struct sticks sticks = {.count = 1};
    snprintf(sticks.list[0].path, sizeof sticks.list[0].path, "%s", folder_root);
    app_set_sticks(h.assembly.app, &sticks);
    harness_wait(&h, 100);
    harness_press(&h, "save");
    assert_true(harness_shows(&h, "Saved as"));
    folder_shell("head -c 3 %s | od -An -tx1 | grep -q 'ef bb bf'", usage->file);
    folder_shell("grep -q ',23,' %s && test $(ls -A | wc -l) = 1", usage->file);

    /* As a full stick says it. */
    struct rlimit before, tiny;
    getrlimit(RLIMIT_FSIZE, &before);
    tiny = (struct rlimit){.rlim_cur = 8, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tiny);
    harness_press(&h, "save");
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(harness_shows(&h, "The stick is full. Nothing was written."));
    folder_shell("grep -q ',23,' %s && test $(ls -A | wc -l) = 1", usage->file);

    folder_remove();
    harness_press(&h, "save");
    assert_true(harness_shows(&h, "The stick was pulled out. Nothing was written."));
}

#define WITH_KIOSK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_KIOSK(test_who_leaves_a_routine_is_counted_at_its_exercise),
        WITH_KIOSK(test_who_walks_away_has_left_too),
        WITH_KIOSK(test_what_hurts_is_counted_for_the_exercise_and_its_routine),
        WITH_KIOSK(test_who_finishes_has_not_left),
        WITH_KIOSK(test_a_visit_is_counted_in_its_hour),
        WITH_KIOSK(test_a_visit_from_where_staff_left_the_kiosk_is_counted_once),
        WITH_KIOSK(test_staff_who_come_back_from_home_are_no_visit),
        WITH_KIOSK(test_a_visit_is_of_the_day_and_hour_that_the_kiosk_is_told),
        WITH_KIOSK(test_todays_card_leads_to_what_was_counted),
        WITH_KIOSK(test_a_word_goes_with_its_number),
        WITH_KIOSK(test_a_routine_shows_where_it_was_left),
        WITH_KIOSK(test_four_answers_are_too_few),
        WITH_KIOSK(test_hours_wait_for_many_visits),
        WITH_KIOSK(test_without_a_stick_the_button_asks_for_one),
        WITH_KIOSK(test_the_table_is_written_whole_and_named_after_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
