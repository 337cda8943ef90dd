// links: cli
/* The machine is suspended, stopped or starved while somebody exercises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"

enum { SECOND = 1000, ASK = 90 * SECOND }; /* idle.ask_s as it is by default */

static const char player[] = "player:lower-back-relief";

static struct session_view view_of(const struct harness *h)
{
    const struct app *app = h->assembly.app;
    assert_true(app->visit.in_session);
    struct session_view view;
    session_view(&app->visit.session, h->now, &view);
    return view;
}

static void expect_same_place(const struct session_view *a, const struct session_view *b)
{
    assert_int_equal(b->step, a->step);
    assert_int_equal(b->phase, a->phase);
    assert_int_equal(b->side, a->side);
    assert_int_equal(b->rep, a->rep);
    assert_int_equal(b->number, a->number);
    assert_int_equal(b->remaining_ms, a->remaining_ms);
    assert_int_equal(b->motion.elapsed_ms, a->motion.elapsed_ms);
}

static void open_player(struct harness *h, const char *spec, ms_t into)
{
    harness_open(h, &(struct harness_options){0});
    harness_show(h, spec);
    harness_get_ready(h);
    harness_skip(h, into);
    harness_expect(h, "player");
}

static void test_a_step_stands_where_it_stood_and_goes_on_after_resume(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 14 * SECOND);
    struct session_view before = view_of(&h);
    harness_stall(&h, 60 * SECOND);
    harness_expect(&h, "paused");
    struct session_view after = view_of(&h);
    expect_same_place(&before, &after);
    harness_settle(&h);
    harness_tap(&h, "resume");
    harness_skip(&h, 3 * SECOND + 500);
    harness_expect(&h, "player");
    after = view_of(&h);
    assert_int_equal(after.phase, before.phase);
    assert_in_range(before.remaining_ms - after.remaining_ms, 300, 700);
    harness_close(&h);
}

static void test_every_phase_is_kept(void **state)
{
    (void)state;
    /* The whole routine in strides of its phases; own pace is ended by Done. */
    struct harness h;
    open_player(&h, player, 500);
    unsigned seen = 0;
    while (strcmp(harness_screen(&h), "player") == 0) {
        struct session_view before = view_of(&h);
        seen |= 1u << before.phase;
        harness_stall(&h, 60 * SECOND);
        harness_expect(&h, "paused");
        struct session_view after = view_of(&h);
        expect_same_place(&before, &after);
        harness_settle(&h);
        harness_tap(&h, "resume");
        harness_skip(&h, 4 * SECOND);
        if (strcmp(harness_screen(&h), "player") != 0)
            break;
        if (view_of(&h).waits)
            harness_tap(&h, "done");
        else
            harness_skip(&h, 2 * SECOND);
    }
    harness_expect(&h, "finish");
    assert_true(seen & 1u << PHASE_READY);
    assert_true(seen & 1u << PHASE_HOLD);
    assert_true(seen & 1u << PHASE_REST);
    harness_close(&h);
}

static void test_two_seconds_are_borne(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 10 * SECOND);
    harness_stall(&h, 2 * SECOND);
    harness_expect(&h, "player");
    harness_stall(&h, 2 * SECOND + 1);
    harness_expect(&h, "paused");
    harness_close(&h);
}

static void test_in_the_count_in_it_is_paused_again(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 14 * SECOND);
    harness_press(&h, "pause");
    struct session_view before = view_of(&h);
    harness_tap(&h, "resume");
    harness_wait(&h, SECOND);
    assert_int_equal(view_of(&h).count_in, 2);
    harness_stall(&h, 10 * SECOND);
    harness_expect(&h, "paused");
    struct session_view after = view_of(&h);
    assert_int_equal(after.state, SESSION_PAUSED);
    expect_same_place(&before, &after);
    harness_close(&h);
}

static void test_many_in_a_row_lose_nothing_and_end_in_the_end(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 14 * SECOND);
    struct session_view before = view_of(&h);
    for (int i = 0; i < 8; i++) {
        harness_stall(&h, 10 * SECOND);
        harness_expect(&h, "paused");
        struct session_view after = view_of(&h);
        expect_same_place(&before, &after);
    }
    /* A machine that is always late still finds out that nobody is there. */
    for (int i = 0; i < 40 && strcmp(harness_screen(&h), "attract") != 0; i++)
        harness_stall(&h, 10 * SECOND);
    harness_expect(&h, "attract");
    harness_close(&h);
}

static void test_longer_than_the_idle_time_ends_the_visit(void **state)
{
    (void)state;
    static const char *const screens[] = {"player:lower-back-relief",
                                          "paused",
                                          "hurt",
                                          "home",
                                          "overview",
                                          "finish",
                                          "advice",
                                          "ease",
                                          "language",
                                          "still-there"};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        harness_settle(&h);
        harness_stall(&h, 8 * 3600 * SECOND);
        if (strcmp(harness_screen(&h), "attract") != 0)
            fail_msg("%s: %s is up after a night", screens[i], harness_screen(&h));
        assert_false(h.assembly.app->visit.in_session);
    }
    harness_show(&h, player);
    harness_skip(&h, 14 * SECOND);
    harness_stall(&h, ASK);
    harness_expect(&h, "paused");
    harness_show(&h, player);
    harness_skip(&h, 14 * SECOND);
    harness_stall(&h, ASK + SECOND);
    harness_expect(&h, "attract");
    harness_close(&h);
}

static void test_shorter_keeps_the_visit_on_every_screen(void **state)
{
    (void)state;
    static const char *const screens[] = {"paused", "hurt",   "home", "overview",
                                          "finish", "advice", "ease", "language"};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        harness_settle(&h);
        harness_stall(&h, 60 * SECOND);
        harness_expect(&h, screens[i]);
        harness_await(&h, "still-there", ASK);
    }
    harness_close(&h);
}

/* Nobody could see the countdown, so nobody could answer. */
static void test_still_there_gives_the_time_to_answer(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "home");
    harness_await(&h, "still-there", ASK + SECOND);
    harness_skip(&h, 10 * SECOND);
    harness_stall(&h, 40 * SECOND);
    harness_expect(&h, "still-there");
    harness_skip(&h, 17 * SECOND);
    harness_expect(&h, "still-there");
    harness_press(&h, "still-here");
    harness_expect(&h, "home");
    harness_close(&h);
}

static void test_a_sleep_that_was_asked_for_is_none(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 14 * SECOND);
    harness_press(&h, "pause");
    harness_await(&h, "still-there", ASK);
    harness_close(&h);
}

/* The screens that stand still are as long asleep as those that move. */
static void test_it_is_seen_from_its_beginning_where_nothing_moves(void **state)
{
    (void)state;
    static const char *const screens[] = {"paused:lower-back-relief:1", "home", "advice"};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        harness_show(&h, screens[i]);
        harness_settle(&h);
        harness_skip(&h, 4 * SECOND);
        assert_true(h.frame->wake - h.assembly.app->now <= 5 * SECOND);
        harness_stall(&h, h.frame->wake - h.now + ASK + SECOND);
        harness_expect(&h, "attract");
    }
    harness_close(&h);
}

static void test_the_demo_goes_on(void **state)
{
    (void)state;
    static const ms_t gaps[] = {3 * SECOND, 60 * SECOND, 8 * 3600 * SECOND};
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        harness_skip(&h, 20 * SECOND);
        harness_stall(&h, gaps[i]);
        harness_expect(&h, "attract");
        assert_false(h.assembly.app->visit.in_session);
        assert_true(h.assembly.app->demo.running);
        harness_paint(&h);
    }
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
    harness_close(&h);
}

/* Touches that waited while nothing moved are not for what has come up since. */
static void test_a_touch_made_meanwhile_does_not_press_resume(void **state)
{
    (void)state;
    struct harness h;
    open_player(&h, player, 14 * SECOND);
    struct rect pause = harness_rect(&h, "pause");
    h.now += 20 * SECOND;
    harness_tap_at(&h, pause.x + pause.w / 2, pause.y + pause.h / 2);
    harness_expect(&h, "paused");
    assert_int_equal(view_of(&h).state, SESSION_PAUSED);
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_step_stands_where_it_stood_and_goes_on_after_resume),
        cmocka_unit_test(test_every_phase_is_kept),
        cmocka_unit_test(test_two_seconds_are_borne),
        cmocka_unit_test(test_in_the_count_in_it_is_paused_again),
        cmocka_unit_test(test_many_in_a_row_lose_nothing_and_end_in_the_end),
        cmocka_unit_test(test_longer_than_the_idle_time_ends_the_visit),
        cmocka_unit_test(test_shorter_keeps_the_visit_on_every_screen),
        cmocka_unit_test(test_still_there_gives_the_time_to_answer),
        cmocka_unit_test(test_it_is_seen_from_its_beginning_where_nothing_moves),
        cmocka_unit_test(test_a_sleep_that_was_asked_for_is_none),
        cmocka_unit_test(test_the_demo_goes_on),
        cmocka_unit_test(test_a_touch_made_meanwhile_does_not_press_resume),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
