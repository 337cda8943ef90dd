// links: ui config base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test_ui_fixture.h"

/* One switch: what lights up when, and what a press does. Every choice is lit for two seconds. */

enum { WIDTH = 1920, HEIGHT = 1080, STEP = 2000 };

struct screen {
    int rows, columns;
    const char *only, *first;
};

static struct screen shown;

static void frame(struct fixture *f, ms_t now)
{
    fixture_begin(f, WIDTH, HEIGHT, false);
    ui_scan_set(&f->ui, true, STEP);
    ui_begin(&f->ui, &f->list, now);
    for (int row = 0; row < shown.rows; row++)
        for (int column = 0; column < shown.columns; column++) {
            char id[32];
            snprintf(id, sizeof id, "%d.%d", row, column);
            struct rect rect = {100 + 300 * column, 100 + 200 * row, 250, 150};
            ui_target(&f->ui, id, "label", rect, 0);
        }
    if (shown.only)
        ui_scan_only(&f->ui, shown.only);
    if (shown.first)
        ui_scan_first(&f->ui, shown.first);
    ui_end(&f->ui);
}

static void expect_lit(struct fixture *f, ms_t now, const char *id, int count)
{
    int first;
    frame(f, now);
    assert_int_equal(scan_lit(&f->ui, &first), count);
    if (count > 0)
        assert_string_equal(f->ui.targets[first].id, id);
}

static struct tap key(struct fixture *f, enum event_kind kind, ms_t at)
{
    return ui_handle(&f->ui, &(struct event){.kind = kind, .at = at, .key = KEY_OTHER});
}

static struct tap press(struct fixture *f, ms_t at)
{
    assert_int_equal(key(f, EVENT_KEY, at).kind, TAP_NONE);
    frame(f, at);
    return key(f, EVENT_KEY_UP, at + 80);
}

static void test_few_light_up_in_turn(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 1, .columns = 3};
    expect_lit(f, 1000, "0.0", 1);
    expect_lit(f, 3900, "0.0", 1); /* a new screen is looked at first */
    expect_lit(f, 4000, "0.1", 1);
    expect_lit(f, 5999, "0.1", 1);
    expect_lit(f, 6000, "0.2", 1);
    assert_int_equal(ui_held_wake(&f->ui), 8000);
    expect_lit(f, 8000, "0.0", 1);
    assert_string_equal(f->ui.focus, "0.0"); /* what a voice reads */
}

static void test_any_press_chooses_what_was_lit_when_it_began(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 1, .columns = 3};
    expect_lit(f, 1000, "0.0", 1);
    expect_lit(f, 4000, "0.1", 1);
    key(f, EVENT_KEY, 5900);
    assert_true(f->ui.deliberate);
    expect_lit(f, 6500, "0.1", 1);
    struct tap tap = key(f, EVENT_KEY_UP, 6600);
    assert_int_equal(tap.kind, TAP_TARGET);
    assert_string_equal(tap.id, "0.1");
    expect_lit(f, 8500, "0.1", 1); /* its time begins anew */
    expect_lit(f, 8600, "0.2", 1);
    fixture_send(f, EVENT_POINTER_DOWN, 5, 5, 9000);
    tap = fixture_send(f, EVENT_POINTER_UP, 1900, 1000, 9100); /* a touch anywhere */
    assert_string_equal(tap.id, "0.2");
}

static void test_a_tremor_is_one_press(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 1, .columns = 3};
    expect_lit(f, 1000, "0.0", 1);
    assert_int_equal(press(f, 1500).kind, TAP_TARGET);
    assert_int_equal(press(f, 1700).kind, TAP_NONE);
    assert_int_equal(press(f, 2100).kind, TAP_TARGET);
}

static void test_many_light_up_row_by_row(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 3, .columns = 3};
    expect_lit(f, 1000, "0.0", 3);
    expect_lit(f, 4000, "1.0", 3);
    assert_int_equal(press(f, 4100).kind, TAP_NONE);
    expect_lit(f, 4200, "1.0", 1);
    expect_lit(f, 6200, "1.1", 1);
    struct tap tap = press(f, 6300);
    assert_string_equal(tap.id, "1.1");
    expect_lit(f, 6400, "1.1", 1); /* again without the rows */
}

static void test_twice_through_a_row_leads_back_to_the_rows(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 4, .columns = 2};
    expect_lit(f, 1000, "0.0", 2);
    press(f, 1000);
    ms_t at = 1080;
    for (int i = 0; i < 4; i++, at += STEP)
        expect_lit(f, at, i % 2 ? "0.1" : "0.0", 1);
    expect_lit(f, at, "0.0", 2);
    expect_lit(f, at + STEP, "1.0", 2);
}

static void test_a_row_of_one_is_pressed_at_once(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 8, .columns = 1};
    expect_lit(f, 1000, "0.0", 1);
    assert_string_equal(press(f, 1100).id, "0.0");
}

static void test_what_must_not_be_missed_stays_lit(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 3, .columns = 3, .only = "2.1"};
    expect_lit(f, 1000, "2.1", 1);
    expect_lit(f, 60000, "2.1", 1);
    assert_int_equal(ui_held_wake(&f->ui), MS_NEVER); /* no frame is due: nothing else lights up */
    assert_string_equal(press(f, 60100).id, "2.1");
    shown.only = NULL;
    shown.first = "1.1";
    expect_lit(f, 60200, "2.0", 3); /* where it was */
    ui_screen_changed(&f->ui, 0);
    expect_lit(f, 60300, "1.0", 3); /* of a new screen, where that wishes */
}

static void test_a_long_press_leaves(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 1, .columns = 3};
    expect_lit(f, 1000, "0.0", 1);
    key(f, EVENT_KEY, 2000);
    expect_lit(f, 2000 + scan_leave_ms - 1, "0.0", 1);
    assert_false(f->ui.scan.left);
    expect_lit(f, 2000 + scan_leave_ms, "0.0", 1);
    assert_true(f->ui.scan.left);
    assert_int_equal(key(f, EVENT_KEY_UP, 6100).kind, TAP_NONE);
    ui_scan_set(&f->ui, false, STEP);
    int first;
    assert_int_equal(scan_lit(&f->ui, &first), 0);
}

static void test_nothing_to_press_lights_nothing(void **state)
{
    struct fixture *f = *state;
    shown = (struct screen){.rows = 0, .columns = 0};
    expect_lit(f, 1000, "", 0);
    assert_int_equal(press(f, 2000).kind, TAP_NONE);
    assert_int_equal(ui_held_wake(&f->ui), MS_NEVER);
}

/* One switch begins while a finger drags a list: nothing of that goes on. */
static void test_a_finger_that_is_down_drags_no_more(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    f->ui.drag.scroll = &scroll;
    f->ui.fingers.items[0] = (struct finger){.id = 1, .role = FINGER_DRAGGING};
    f->ui.fingers.count = 1;
    ui_scan_set(&f->ui, true, STEP);
    assert_null(f->ui.drag.scroll);
    assert_int_equal(f->ui.fingers.count, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_few_light_up_in_turn),
        TEST(test_any_press_chooses_what_was_lit_when_it_began),
        TEST(test_a_tremor_is_one_press),
        TEST(test_many_light_up_row_by_row),
        TEST(test_twice_through_a_row_leads_back_to_the_rows),
        TEST(test_a_row_of_one_is_pressed_at_once),
        TEST(test_what_must_not_be_missed_stays_lit),
        TEST(test_a_long_press_leaves),
        TEST(test_nothing_to_press_lights_nothing),
        TEST(test_a_finger_that_is_down_drags_no_more),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
