// links: cli
/* Who stays, who has left: the two idle tiers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness.h"

static void go_home(struct harness *h, const struct config *config)
{
    harness_open(h, &(struct harness_options){.config = config});
    harness_settle(h);
    harness_press(h, "begin");
    harness_expect(h, "home");
}

static void test_asks_then_ends(void **state)
{
    (void)state;
    struct harness h;
    go_home(&h, NULL);
    ms_t since = h.now;
    harness_skip(&h, 85000);
    harness_expect(&h, "home");
    harness_await(&h, "still-there", 10000);
    assert_in_range(h.now - since, 85000, 91000);
    ms_t asked = h.now;
    harness_skip(&h, 29000);
    harness_expect(&h, "still-there");
    harness_await(&h, "attract", 2000);
    assert_in_range(h.now - asked, 29500, 30500);
    harness_close(&h);
}

static void test_the_times_are_settings(void **state)
{
    (void)state;
    struct config config;
    config_default(&config);
    config.idle.ask_s = 60;
    config.idle.end_s = 20;
    struct harness h;
    go_home(&h, &config);
    harness_skip(&h, 57000);
    harness_expect(&h, "home");
    harness_await(&h, "still-there", 4000);
    harness_skip(&h, 19000);
    harness_expect(&h, "still-there");
    harness_await(&h, "attract", 2000);
    harness_close(&h);
}

static void test_one_tap_continues_where_it_was(void **state)
{
    (void)state;
    struct harness h;
    go_home(&h, NULL);
    harness_press(&h, "advice");
    harness_await(&h, "still-there", 91000);
    harness_skip(&h, 20000);
    harness_press(&h, "still-here");
    harness_expect(&h, "advice");
    harness_skip(&h, 85000); /* a whole new idle time */
    harness_expect(&h, "advice");
    harness_await(&h, "still-there", 6000);
    harness_settle(&h);
    harness_tap_at(&h, 3, 3); /* anywhere will do */
    harness_settle(&h);
    harness_expect(&h, "advice");
    harness_close(&h);
}

static void test_any_key_continues(void **state)
{
    (void)state;
    struct harness h;
    go_home(&h, NULL);
    harness_await(&h, "still-there", 91000);
    harness_settle(&h);
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "home");
    harness_close(&h);
}

static void test_a_running_exercise_is_not_idle(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief");
    harness_get_ready(&h);
    for (int i = 0; i < 170; i++) {
        harness_skip(&h, 1000);
        harness_expect(&h, "player");
    }
    harness_close(&h);
}

static void test_a_paused_exercise_is_idle(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief");
    harness_get_ready(&h);
    harness_settle(&h);
    harness_press(&h, "pause");
    harness_await(&h, "still-there", 91000);
    harness_settle(&h);
    harness_press(&h, "still-here");
    harness_expect(&h, "paused");
    harness_await(&h, "attract", 125000);

    harness_show(&h, "player:lower-back-relief");
    harness_settle(&h);
    harness_press(&h, "hurts");
    harness_await(&h, "attract", 125000);
    harness_close(&h);
}

static void test_a_finished_routine_left_alone_ends_the_visit(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief");
    while (strcmp(harness_screen(&h), "player") == 0)
        harness_press(&h, "next");
    harness_expect(&h, "finish");
    harness_await(&h, "attract", 125000);
    harness_close(&h);
}

/* A screen with nothing to do asks not to be woken before it must: now and then, to see whether the
 * machine stood still (app/standstill.h). */
static void test_still_screens_sleep(void **state)
{
    (void)state;
    static const char *const screens[] = {"home", "ease", "advice", "paused"};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        harness_wait(&h, 15000);
        harness_expect(&h, screens[i]);
        if (h.frame->wake < h.now + 4900)
            fail_msg("%s wants to be woken in %lld ms", screens[i],
                     (long long)(h.frame->wake - h.now));
    }
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asks_then_ends),
        cmocka_unit_test(test_the_times_are_settings),
        cmocka_unit_test(test_one_tap_continues_where_it_was),
        cmocka_unit_test(test_any_key_continues),
        cmocka_unit_test(test_a_running_exercise_is_not_idle),
        cmocka_unit_test(test_a_paused_exercise_is_idle),
        cmocka_unit_test(test_a_finished_routine_left_alone_ends_the_visit),
        cmocka_unit_test(test_still_screens_sleep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
