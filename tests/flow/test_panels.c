// links: cli
/* Panels lie over the screen that is up, and take nothing away from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "harness.h"
#include "store/store.h"

static void test_a_panel_over_a_panel_closes_one_by_one(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 9000);
    harness_press(&h, "language");
    harness_expect(&h, "language");
    harness_await(&h, "still-there", 95000);
    harness_settle(&h);
    harness_press(&h, "still-here");
    harness_expect(&h, "language");
    harness_press(&h, "close");
    harness_expect(&h, "paused");
    harness_press(&h, "resume");
    harness_expect(&h, "player");
    harness_close(&h);
}

static void test_the_screen_under_a_panel_is_not_entered_anew(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 9000);
    harness_press(&h, "hurts");
    harness_expect(&h, "hurt");
    struct app *app = h.assembly.app;
    ms_t entered = app->open[0].entered_at;
    const char *exercise = app->visit.session.steps[1].exercise->id;
    long long hurts = store_total(app->store, STORE_HURT, exercise);
    for (int i = 0; i < 3; i++) {
        harness_press(&h, "language");
        harness_expect(&h, "language");
        harness_wait(&h, 1000);
        harness_press(&h, i == 0 ? "close" : i == 1 ? "language:es" : "language:en");
        harness_expect(&h, "hurt");
    }
    assert_int_equal(app->open[0].entered_at, entered);
    assert_int_equal(store_total(app->store, STORE_HURT, exercise), hurts);
    harness_close(&h);
}

/* As many as there is room for; one more takes the place of the topmost. */
static void test_no_panel_is_one_too_many(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "overview");
    struct app *app = h.assembly.app;
    visit_read_exercise(&app->visit, app_content(app)->exercises[0]);
    app_open_panel(app, SCREEN_EXERCISE);
    app_open_panel(app, SCREEN_LANGUAGE);
    app_open_panel(app, SCREEN_STAFF_PIN);
    assert_int_equal(app->open_count, APP_MAX_OPEN);
    app->idle_end_at = app->now + 60000;
    app_open_panel(app, SCREEN_STILL_THERE);
    harness_settle(&h);
    assert_int_equal(app->open_count, APP_MAX_OPEN);
    harness_expect(&h, "still-there");
    app_close_panel(app);
    harness_settle(&h);
    harness_expect(&h, "language");
    harness_close(&h);
}

static void test_the_end_of_a_visit_closes_all_panels(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "advice");
    harness_settle(&h);
    harness_press(&h, "language");
    harness_await(&h, "still-there", 95000);
    assert_int_equal(h.assembly.app->open_count, 3);
    harness_await(&h, "attract", 31000);
    assert_int_equal(h.assembly.app->open_count, 1);
    harness_close(&h);
}

static void test_the_demo_waits_under_the_languages(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "language");
    harness_expect(&h, "language");
    harness_press(&h, "close");
    harness_expect(&h, "attract");
    harness_press(&h, "language");
    harness_press(&h, "language:es"); /* who chooses wants to begin */
    harness_expect(&h, "home");
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_panel_over_a_panel_closes_one_by_one),
        cmocka_unit_test(test_the_screen_under_a_panel_is_not_entered_anew),
        cmocka_unit_test(test_no_panel_is_one_too_many),
        cmocka_unit_test(test_the_end_of_a_visit_closes_all_panels),
        cmocka_unit_test(test_the_demo_waits_under_the_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
