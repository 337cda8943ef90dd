// links: cli
/* Fingers that do not behave: too early, too far, too often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness.h"

struct point {
    int x, y;
};

static struct harness h;
static struct point advice, ease; /* on the home screen */

static struct point middle(const char *id)
{
    struct rect rect = harness_rect(&h, id);
    return (struct point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static void down(int finger, struct point at)
{
    harness_down(&h, finger, at.x, at.y);
}

static void up(int finger, struct point at)
{
    harness_up(&h, finger, at.x, at.y);
}

static int open_home(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){0});
    harness_settle(&h);
    harness_press(&h, "begin");
    harness_expect(&h, "home");
    advice = middle("advice");
    ease = middle("ease");
    return 0;
}

static int open_small(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

static void test_a_press_acts_on_release(void **state)
{
    (void)state;
    down(FINGER, advice);
    harness_wait(&h, 5000);
    harness_expect(&h, "home");
    up(FINGER, advice);
    harness_expect(&h, "advice");
}

static void test_a_press_shows_within_one_frame(void **state)
{
    (void)state;
    harness_wait(&h, 1000);
    uint64_t before = 0, after = 0;
    for (size_t i = 0; i < h.frame->list->count; i++)
        before = before * 31 + h.frame->list->commands[i].hash;
    down(FINGER, advice);
    for (size_t i = 0; i < h.frame->list->count; i++)
        after = after * 31 + h.frame->list->commands[i].hash;
    assert_true(before != after);
}

static void test_sliding_off_cancels(void **state)
{
    (void)state;
    down(FINGER, advice);
    harness_move(&h, FINGER, 960, 540);
    harness_up(&h, FINGER, 960, 540);
    harness_settle(&h);
    harness_expect(&h, "home");

    /* Coming back before letting go presses after all. */
    down(FINGER, advice);
    harness_move(&h, FINGER, 960, 540);
    harness_move(&h, FINGER, advice.x, advice.y);
    up(FINGER, advice);
    harness_expect(&h, "advice");
}

static void test_a_lost_finger_presses_nothing(void **state)
{
    (void)state;
    down(FINGER, advice);
    harness_cancel(&h, FINGER);
    up(FINGER, advice);
    harness_settle(&h);
    harness_expect(&h, "home");
    harness_press(&h, "advice");
    harness_expect(&h, "advice");
}

static void test_one_finger_is_followed(void **state)
{
    (void)state;
    down(FINGER, advice);
    down(SECOND_FINGER, ease);
    up(SECOND_FINGER, ease);
    harness_settle(&h);
    harness_expect(&h, "home");
    up(FINGER, advice);
    harness_expect(&h, "advice");
}

/* The second half of a double tap must not press what comes up under the finger. */
static void test_a_double_tap_is_one_tap(void **state)
{
    (void)state;
    harness_show(&h, "overview:lower-back-relief");
    harness_settle(&h);
    struct point start = middle("start");
    harness_tap_at(&h, start.x, start.y);
    harness_expect(&h, "player");
    for (int i = 0; i < 3; i++)
        harness_tap_at(&h, start.x, start.y);
    harness_settle(&h);
    harness_expect(&h, "player");
}

/* A tap right when the new screen appears, on a button of it, is still the old screen's. */
static void test_taps_during_a_change_are_ignored(void **state)
{
    (void)state;
    static const struct {
        const char *spec, *press, *screen, *early;
    } changes[] = {
        {"home", "card:lower-back-relief", "overview", "language"},
        {"overview:lower-back-relief", "back", "home", "advice"},
        {"player:lower-back-relief", "pause", "paused", "resume"},
        {"player:lower-back-relief", "hurts", "hurt", "end"},
        {"finish", "done", "home", "ease"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        harness_show(&h, changes[i].spec);
        harness_get_ready(&h);
        harness_settle(&h);
        harness_tap(&h, changes[i].press);
        harness_step(&h, NULL, 0);
        harness_expect(&h, changes[i].screen);
        harness_tap(&h, changes[i].early);
        harness_expect(&h, changes[i].screen);
        harness_settle(&h);
        harness_expect(&h, changes[i].screen);
        harness_press(&h, changes[i].early);
        assert_string_not_equal(harness_screen(&h), changes[i].screen);
    }
}

/* The screen changes by itself under a resting finger: letting go presses nothing. */
static void test_a_press_belongs_to_its_screen(void **state)
{
    (void)state;
    down(FINGER, advice);
    harness_await(&h, "still-there", 95000);
    harness_settle(&h);
    up(FINGER, advice);
    harness_settle(&h);
    harness_expect(&h, "still-there");
}

/* The same when the new screen has a button of that name in that place. */
static void test_a_press_is_not_handed_on(void **state)
{
    (void)state;
    harness_show(&h, "player:lower-back-relief");
    harness_settle(&h);
    struct point next = middle("next");
    down(FINGER, next);
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "paused");
    assert_true(harness_has(&h, "next"));
    up(FINGER, next);
    harness_settle(&h);
    harness_expect(&h, "paused");
}

static void test_a_drag_scrolls_and_presses_nothing(void **state)
{
    (void)state;
    harness_settle(&h);
    harness_press(&h, "begin");
    struct app_hit hits[64];
    size_t count = app_hits(h.assembly.app, hits, 64);
    struct rect card = {0};
    char id[64] = "";
    for (size_t i = 0; i < count && !*id; i++) {
        if (strncmp(hits[i].id, "card:", 5) == 0) {
            card = hits[i].rect;
            snprintf(id, sizeof id, "%s", hits[i].id);
        }
    }
    assert_true(*id);
    int x = card.x + card.w / 2, y = card.y + card.h / 2;
    harness_swipe(&h, x, y, x, y - 200, 200);
    harness_expect(&h, "home");
    ms_t moving = h.now;
    while (h.frame->wake <= h.now && h.now - moving < 5000)
        harness_step(&h, NULL, 0);
    assert_true(h.now - moving > 50);   /* it coasts */
    assert_true(h.now - moving < 5000); /* and comes to rest */
    harness_expect(&h, "home");
    assert_true(!harness_has(&h, id) || harness_rect(&h, id).y < card.y);
}

/* Lists that overflow can also be moved without dragging. */
static void test_arrow_buttons_scroll(void **state)
{
    (void)state;
    static const char *const screens[] = {"home", "advice"};
    for (size_t s = 0; s < 2; s++) {
        harness_show(&h, screens[s]);
        harness_settle(&h);
        assert_true(harness_has(&h, "scroll:down"));
        assert_false(harness_has(&h, "scroll:up"));
        for (int i = 0; i < 30 && harness_has(&h, "scroll:down"); i++) {
            harness_press(&h, "scroll:down");
            harness_wait(&h, 500);
        }
        assert_false(harness_has(&h, "scroll:down"));
        for (int i = 0; i < 30 && harness_has(&h, "scroll:up"); i++) {
            harness_press(&h, "scroll:up");
            harness_wait(&h, 500);
        }
        assert_false(harness_has(&h, "scroll:up"));
        harness_expect(&h, screens[s]);
    }
}

#define AT_HOME(test) cmocka_unit_test_setup_teardown(test, open_home, close_all)
#define ON_A_SMALL_PANEL(test) cmocka_unit_test_setup_teardown(test, open_small, close_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_HOME(test_a_press_acts_on_release),
        AT_HOME(test_a_press_shows_within_one_frame),
        AT_HOME(test_sliding_off_cancels),
        AT_HOME(test_a_lost_finger_presses_nothing),
        AT_HOME(test_one_finger_is_followed),
        AT_HOME(test_a_double_tap_is_one_tap),
        AT_HOME(test_taps_during_a_change_are_ignored),
        AT_HOME(test_a_press_belongs_to_its_screen),
        AT_HOME(test_a_press_is_not_handed_on),
        ON_A_SMALL_PANEL(test_a_drag_scrolls_and_presses_nothing),
        ON_A_SMALL_PANEL(test_arrow_buttons_scroll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
