/* What a visit leaves behind: counts, where a routine was left or hurt, and the hour alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "store/store.h"

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
    harness_press(&h, "pause");
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

#define WITH_KIOSK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_KIOSK(test_who_leaves_a_routine_is_counted_at_its_exercise),
        WITH_KIOSK(test_who_walks_away_has_left_too),
        WITH_KIOSK(test_what_hurts_is_counted_for_the_exercise_and_its_routine),
        WITH_KIOSK(test_who_finishes_has_not_left),
        WITH_KIOSK(test_a_visit_is_counted_in_its_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
