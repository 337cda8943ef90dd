/* Opening hours: when the screen goes black, what it tells, and how it comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"

enum { MON, FRI = 4, SAT, YEAR = KIOSK_BUILD_YEAR + 1 };

static struct harness h;
static struct wall_time wall;

static void set_wall(int weekday, int hour, int minute)
{
    wall = (struct wall_time){YEAR, 3, 10, weekday, hour * 60 + minute, 0, 0};
    app_set_wall(h.assembly.app, &wall);
    harness_settle(&h);
}

static int setup(void **state)
{
    struct config config;
    (void)state;
    config_default(&config);
    for (int i = MON; i <= FRI; i++)
        config.hours.days[i] = (struct hours_day){{{8 * 60, 18 * 60}}, 1};
    for (int i = SAT; i < HOURS_DAYS; i++)
        config.hours.days[i].count = 0;
    harness_open(&h, &(struct harness_options){.config = &config});
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

static void test_it_closes_and_opens_by_itself(void **state)
{
    (void)state;
    set_wall(MON, 17, 59);
    harness_expect(&h, "attract");
    set_wall(MON, 18, 0);
    harness_expect(&h, "closed");
    assert_true(harness_shows(&h, "18:00"));
    assert_true(harness_shows(&h, "Opens on Tuesday at 8:00"));
    set_wall(FRI, 19, 0);
    assert_true(harness_shows(&h, "Opens on Monday at 8:00"));
    set_wall(MON, 7, 59);
    assert_true(harness_shows(&h, "Opens at 8:00"));
    harness_skip(&h, 600000);
    harness_expect(&h, "closed"); /* nobody idles here */
    set_wall(MON, 8, 0);
    harness_expect(&h, "attract");
}

static void test_a_touch_tells_for_five_seconds(void **state)
{
    (void)state;
    set_wall(MON, 7, 12);
    harness_expect(&h, "closed");
    assert_false(harness_shows(&h, "Closed. Opens at 8:00"));
    harness_tap_at(&h, 400, 400);
    harness_wait(&h, 4500);
    assert_true(harness_shows(&h, "Closed. Opens at 8:00"));
    harness_wait(&h, 1000);
    assert_false(harness_shows(&h, "Closed. Opens at 8:00"));
    harness_expect(&h, "closed");
}

static void test_the_screen_is_switched_off_where_a_site_wants_it(void **state)
{
    (void)state;
    set_wall(SAT, 12, 0);
    harness_skip(&h, 120000);
    assert_false(h.frame->dark);
    h.assembly.config.screen_off = true;
    set_wall(MON, 17, 0);
    harness_expect(&h, "attract");
    assert_false(h.frame->dark);
    set_wall(MON, 18, 0);
    harness_wait(&h, 55000);
    assert_false(h.frame->dark);
    harness_wait(&h, 6000);
    assert_true(h.frame->dark);
    harness_tap_at(&h, 400, 400);
    assert_false(h.frame->dark);
    assert_true(harness_shows(&h, "Closed. Opens on Tuesday at 8:00"));
    harness_wait(&h, 61000);
    assert_true(h.frame->dark);
    set_wall(FRI, 8, 0);
    harness_expect(&h, "attract");
    assert_false(h.frame->dark);
}

static void test_the_clock_stands_elsewhere_every_minute(void **state)
{
    (void)state;
    struct draw_text last = {0};
    for (int minute = 0; minute < 30; minute++) {
        set_wall(SAT, 12, minute);
        struct draw_text at = {0};
        for (size_t i = 0; i < h.frame->list->count && !at.text; i++)
            if (h.frame->list->commands[i].kind == DRAW_TEXT)
                at = h.frame->list->commands[i].text;
        assert_non_null(at.text);
        assert_true(at.x >= 0 && at.x < 1600 && at.baseline > 100 && at.baseline < 1080);
        assert_true(at.x != last.x || at.baseline != last.baseline);
        last = at;
    }
}

static void test_a_visit_is_finished_first(void **state)
{
    (void)state;
    set_wall(MON, 17, 59);
    harness_show(&h, "home");
    set_wall(MON, 18, 0);
    harness_expect(&h, "home");
    harness_tap(&h, "card:lower-back-relief");
    harness_expect(&h, "overview");
    harness_skip(&h, 200000);
    harness_expect(&h, "closed");
}

static void test_closing_is_no_visit(void **state)
{
    (void)state;
    struct store *store = h.assembly.app->store;
    long long before = store_total(store, STORE_VISIT, NULL);
    set_wall(MON, 23, 0);
    harness_expect(&h, "closed");
    set_wall(MON, 9, 0);
    harness_expect(&h, "attract");
    assert_int_equal(store_total(store, STORE_VISIT, NULL), before);
    harness_tap(&h, "begin");
    assert_int_equal(store_total(store, STORE_VISIT, NULL), before + 1);
}

static void test_a_clock_that_nobody_set_closes_nothing(void **state)
{
    (void)state;
    set_wall(SAT, 3, 0);
    wall.year = 1970;
    app_set_wall(h.assembly.app, &wall);
    harness_settle(&h);
    harness_expect(&h, "attract");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_closes_and_opens_by_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_touch_tells_for_five_seconds, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_screen_is_switched_off_where_a_site_wants_it,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_clock_stands_elsewhere_every_minute, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_visit_is_finished_first, setup, teardown),
        cmocka_unit_test_setup_teardown(test_closing_is_no_visit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_clock_that_nobody_set_closes_nothing, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
