// links: cli
/* Time to change place between two exercises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "content/content.h"
#include "harness.h"
#include "session/session.h"
#include "ui/said.h"

/* Its second step lies on the back, its third sits on a chair, others stand. */
static const char *const routine = "ease-sciatic-pain";

static struct session_view view_of(const struct harness *h)
{
    struct session_view view;
    session_view(&h->assembly.app->visit.session, h->now, &view);
    return view;
}

/* A step of the routine (0-based) before which the place changes, as far as `to` says. */
static int changing_step(const struct routine *r, enum position to)
{
    for (size_t i = 1; i < r->step_count; i++)
        if (r->steps[i].exercise->position == to && r->steps[i - 1].exercise->position != to)
            return (int)i;
    fail_msg("no change of place");
    return 0;
}

static void answer_what_is_asked(struct harness *h)
{
    while (view_of(h).phase == PHASE_ASK)
        harness_press(h, "done");
}

/* At the beginning of the change that leads there. */
static int open_change(struct harness *h, enum position to)
{
    harness_open(h, &(struct harness_options){0});
    const struct routine *r = content_routine(app_content(h->assembly.app), routine);
    int step = changing_step(r, to);
    harness_show(h, "player:ease-sciatic-pain");
    for (int i = 0; i < step; i++)
        harness_press(h, "next");
    answer_what_is_asked(h);
    assert_int_equal(view_of(h).phase, PHASE_CHANGE);
    assert_int_equal(view_of(h).step, step);
    return step;
}

static void test_the_way_there_is_said_and_what_to_fetch(void **state)
{
    (void)state;
    struct harness h;
    int step = open_change(&h, POSITION_CHAIR);
    const struct exercise *next = view_of(&h).current->exercise;
    assert_true(view_of(&h).step == step);
    assert_true(harness_shows(&h, "Change position"));
    assert_true(harness_shows(&h, next->name));
    app_read_aloud(h.assembly.app, true);
    harness_wait(&h, 100);
    const struct said_list *said = app_said(h.assembly.app);
    bool way = false, needs = false;
    for (size_t i = 0; i < said->count; i++) {
        way = way || strstr(said->items[i].text,
                            "Hold on to something steady as you get up. Sit down on the chair.");
        needs = needs || strstr(said->items[i].text, "You need: Chair");
    }
    assert_true(way);
    assert_true(needs);
    harness_close(&h);
}

/* Not only between steps: whoever begins stands before the kiosk. */
static void test_a_routine_begins_with_the_way_to_its_first_place(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief");
    answer_what_is_asked(&h);
    assert_int_equal(view_of(&h).phase, PHASE_CHANGE);
    assert_true(harness_shows(&h, "Change position"));
    assert_true(harness_shows(&h, "go down on one knee first"));
    assert_true(harness_shows(&h, "You need: Mat"));
    assert_in_range(view_of(&h).remaining_ms, 24000, 25000);
    harness_press(&h, "done");
    assert_int_equal(view_of(&h).phase, PHASE_READY);
    harness_close(&h);
}

static void test_whoever_is_ready_goes_on_at_once(void **state)
{
    (void)state;
    struct harness h;
    int step = open_change(&h, POSITION_CHAIR);
    harness_press(&h, "done");
    assert_int_equal(view_of(&h).phase, PHASE_READY);
    assert_int_equal(view_of(&h).step, step);
    harness_close(&h);
}

static void test_it_goes_on_by_itself_after_the_time_of_the_routine(void **state)
{
    (void)state;
    struct harness h;
    open_change(&h, POSITION_CHAIR);
    ms_t left = view_of(&h).remaining_ms;
    assert_int_equal(view_of(&h).current->exercise->position, POSITION_CHAIR);
    assert_in_range(left, 24000, 25000);
    harness_skip(&h, left - 1000);
    assert_int_equal(view_of(&h).phase, PHASE_CHANGE);
    harness_skip(&h, 1500);
    assert_int_equal(view_of(&h).phase, PHASE_READY);
    harness_close(&h);
}

static void test_a_change_waits_while_it_is_paused(void **state)
{
    (void)state;
    struct harness h;
    open_change(&h, POSITION_CHAIR);
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "paused");
    harness_skip(&h, 30000);
    assert_int_equal(view_of(&h).phase, PHASE_CHANGE);
    harness_press(&h, "resume");
    harness_press(&h, "hurts");
    harness_expect(&h, "hurt");
    harness_close(&h);
}

static void test_the_demo_does_not_wait_for_a_change(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    int changing = 0; /* steps in a row: it is left with the one after */
    for (int i = 0; i < 4 * 300; i++) {
        harness_skip(&h, 250);
        struct session_view view;
        session_view(&h.assembly.app->demo.session, h.now, &view);
        changing = view.phase == PHASE_CHANGE ? changing + 1 : 0;
        assert_true(changing < 2);
    }
    harness_close(&h);
}

/* The number stands still on the way into the pose, and then counts all of the hold. */
static void test_a_hold_counts_from_its_pose(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:2");
    while (view_of(&h).phase != PHASE_HOLD)
        harness_wait(&h, 100);
    int length = view_of(&h).current->dose.hold_s;
    while (view_of(&h).motion.part == FIGURE_OUT) {
        assert_int_equal(view_of(&h).number, length);
        harness_wait(&h, 20);
    }
    ms_t reached = h.now;
    while (view_of(&h).phase == PHASE_HOLD)
        harness_wait(&h, 20);
    assert_in_range(h.now - reached, length * 1000 - 100, length * 1000 + 100);
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_way_there_is_said_and_what_to_fetch),
        cmocka_unit_test(test_a_routine_begins_with_the_way_to_its_first_place),
        cmocka_unit_test(test_whoever_is_ready_goes_on_at_once),
        cmocka_unit_test(test_it_goes_on_by_itself_after_the_time_of_the_routine),
        cmocka_unit_test(test_a_change_waits_while_it_is_paused),
        cmocka_unit_test(test_the_demo_does_not_wait_for_a_change),
        cmocka_unit_test(test_a_hold_counts_from_its_pose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
