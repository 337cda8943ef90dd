// links: ui base
/* What touches the screen, and which of it counts: the rules of ui/finger.h. */
#include "test_finger_fixture.h"

static void test_acts_on_release(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    assert_int_equal(send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0).kind, TAP_NONE);
    assert_true(f->ui.pressed_inside);
    struct tap tap = send(f, EVENT_POINTER_UP, 1, 150, 150, 60000); /* no upper tap time */
    assert_int_equal(tap.kind, TAP_TARGET);
    assert_string_equal(tap.id, "a");
}

static void test_no_target_is_one_too_many(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    for (int i = 0; i < 300; i++) {
        struct rect rect = {i % 20 * 90, i / 20 * 70, 80, 60};
        const char *id = arena_printf(&f->list.arena, "row:%060d", i);
        ui_target(&f->ui, id, id, rect, i);
    }
    ui_end(&f->ui);
    for (int i = 0; i < 300; i++) {
        int x = i % 20 * 90 + 40, y = i / 20 * 70 + 30;
        send(f, EVENT_POINTER_DOWN, i, x, y, 2000 * i);
        assert_int_equal(send(f, EVENT_POINTER_UP, i, x, y, 2000 * i + 90).index, i);
    }
}

static void test_slide_off_cancels(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    send(f, EVENT_POINTER_MOVE, 1, 500, 150, 10);
    assert_false(f->ui.pressed_inside);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 500, 150, 20).kind, TAP_NONE);
    /* There and back again is a press. */
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 30);
    send(f, EVENT_POINTER_MOVE, 1, 500, 150, 40);
    send(f, EVENT_POINTER_MOVE, 1, 160, 150, 50);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 160, 150, 60).kind, TAP_TARGET);
}

static void test_a_second_finger_counts_for_nothing(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    send(f, EVENT_POINTER_DOWN, 2, 450, 150, 1);
    assert_int_equal(send(f, EVENT_POINTER_UP, 2, 450, 150, 2).kind, TAP_NONE);
    assert_string_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 3).id, "a");
    /* The first lifts, the second stays down: a palm does not press once more. */
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 4);
    send(f, EVENT_POINTER_DOWN, 2, 450, 150, 5);
    send(f, EVENT_POINTER_UP, 1, 150, 150, 6);
    send(f, EVENT_POINTER_DOWN, 3, 450, 150, 7);
    assert_int_equal(send(f, EVENT_POINTER_UP, 3, 450, 150, 8).kind, TAP_NONE);
    send(f, EVENT_POINTER_UP, 2, 450, 150, 9);
    send(f, EVENT_POINTER_DOWN, 4, 450, 150, 10);
    assert_string_equal(send(f, EVENT_POINTER_UP, 4, 450, 150, 11).id, "b");
}

static void test_what_presses_nothing_stands_in_nobodys_way(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 5, 5, 0);
    assert_false(f->ui.deliberate);
    send(f, EVENT_POINTER_DOWN, 2, 450, 150, 1);
    assert_true(f->ui.deliberate);
    send(f, EVENT_POINTER_MOVE, 1, 6, 7, 2);
    assert_false(f->ui.deliberate);
    send(f, EVENT_POINTER_DOWN, 3, 9, 9, 3);
    assert_string_equal(send(f, EVENT_POINTER_UP, 2, 450, 150, 4).id, "b");
    assert_true(f->ui.deliberate);
}

static void test_what_has_rested_for_a_second_gives_way(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    send(f, EVENT_POINTER_DOWN, 2, 450, 150, 999); /* too early */
    assert_int_equal(send(f, EVENT_POINTER_UP, 2, 450, 150, 1000).kind, TAP_NONE);
    send(f, EVENT_POINTER_DOWN, 3, 450, 150, 1001);
    assert_string_equal(send(f, EVENT_POINTER_UP, 3, 450, 150, 1002).id, "b");
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 1003).kind, TAP_NONE);
}

static void test_a_ghost_does_not_end_a_long_press(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    for (int i = 0; i < 100; i++) {
        send(f, EVENT_POINTER_DOWN, 2, 1900, 500, 40 * i);
        send(f, EVENT_POINTER_UP, 2, 1900, 500, 40 * i + 20);
    }
    assert_string_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 5000).id, "a");
}

static void test_ghosts_in_series_are_no_tap(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 1900, 500, 1000);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 1900, 500, 1020).kind, TAP_ELSEWHERE);
    send(f, EVENT_POINTER_DOWN, 2, 1900, 500, 1040);
    send(f, EVENT_POINTER_DOWN, 3, 1000, 500, 1045); /* a finger among them */
    assert_int_equal(send(f, EVENT_POINTER_UP, 2, 1900, 500, 1060).kind, TAP_NONE);
    assert_int_equal(send(f, EVENT_POINTER_UP, 3, 1000, 500, 1125).kind, TAP_ELSEWHERE);
    /* What has rested does not tap. */
    send(f, EVENT_POINTER_DOWN, 4, 1000, 500, 3000);
    assert_int_equal(send(f, EVENT_POINTER_UP, 4, 1000, 500, 4000).kind, TAP_NONE);
}

static void test_the_mouse_is_one_pointer_among_them(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 0, 150, 150, 0);
    send(f, EVENT_POINTER_DOWN, 1, 450, 150, 2000);
    assert_string_equal(send(f, EVENT_POINTER_UP, 1, 450, 150, 2050).id, "b");
    assert_int_equal(send(f, EVENT_POINTER_UP, 0, 150, 150, 2100).kind, TAP_NONE);
}

/* More than are remembered: whatever presses is not the one that is forgotten. */
static void test_a_shower_does_not_take_the_press_away(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    for (int i = 0; i < 3 * UI_MAX_FINGERS; i++)
        send(f, EVENT_POINTER_DOWN, 100 + i, 1000, 900, 5);
    assert_string_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 60).id, "a");
    send(f, EVENT_POINTER_DOWN, 2, 450, 150, 70);
    assert_string_equal(send(f, EVENT_POINTER_UP, 2, 450, 150, 80).id, "b");
}

static void test_press_belongs_to_its_screen(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    ui_screen_changed(&f->ui, 300);
    two_buttons(f, 10);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 20).kind, TAP_NONE);
    /* Deaf while the screen changes, then not. */
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 299);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 400).kind, TAP_NONE);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 401);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 402).kind, TAP_TARGET);
}

static void test_lost_finger_presses_nothing(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    send(f, EVENT_POINTER_CANCEL, 1, 0, 0, 5);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 150, 150, 6).kind, TAP_NONE);
    send(f, EVENT_POINTER_DOWN, 2, 150, 150, 7);
    assert_int_equal(send(f, EVENT_POINTER_UP, 2, 150, 150, 8).kind, TAP_TARGET);
}

static void test_drag_scrolls_and_does_not_press(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    list_of_rows(f, &scroll, 0);
    send(f, EVENT_POINTER_DOWN, 1, 100, 500, 0);
    send(f, EVENT_POINTER_MOVE, 1, 100, 450, 16);
    send(f, EVENT_POINTER_MOVE, 1, 100, 300, 32);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 100, 300, 33).kind, TAP_NONE);
    assert_true(scroll.offset > 100);
    double at_release = scroll.offset;
    list_of_rows(f, &scroll, 50);
    assert_true(f->ui.moving);
    assert_true(scroll.offset > at_release); /* it coasts on */
    for (ms_t now = 66; now < 5000; now += 16)
        list_of_rows(f, &scroll, now);
    assert_false(f->ui.moving);
    assert_true(scroll.offset <= 1400);
}

static void test_a_list_scrolls_beside_what_rests_on_it(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    list_of_rows(f, &scroll, 0);
    send(f, EVENT_POINTER_DOWN, 1, 900, 300, 0); /* on a row */
    send(f, EVENT_POINTER_DOWN, 2, 100, 700, 1500);
    send(f, EVENT_POINTER_MOVE, 2, 100, 600, 1516);
    send(f, EVENT_POINTER_MOVE, 2, 100, 500, 1532);
    assert_true(scroll.offset > 50);
    send(f, EVENT_POINTER_DOWN, 3, 500, 300, 1540); /* a palm follows: the list goes on */
    send(f, EVENT_POINTER_MOVE, 2, 100, 400, 1548);
    assert_true(scroll.offset > 150);
    assert_int_equal(send(f, EVENT_POINTER_UP, 3, 500, 300, 1550).kind, TAP_NONE);
    assert_int_equal(send(f, EVENT_POINTER_UP, 2, 100, 400, 1560).kind, TAP_NONE);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 900, 300, 1570).kind, TAP_NONE);
}

/* A sleeve, or the hand that steadies: neither scrolls nor presses when it slides at last. */
static void test_what_has_rested_does_not_scroll(void **state)
{
    struct fixture *f = *state;
    static const int rests_at[] = {290, 390}; /* on a row, between two */
    for (int i = 0; i < 2; i++) {
        struct scroll scroll = {0};
        list_of_rows(f, &scroll, 0);
        int y = rests_at[i];
        send(f, EVENT_POINTER_DOWN, 1, 900, y, 0);
        send(f, EVENT_POINTER_MOVE, 1, 900, y + 2, 500);
        for (int moved = 0; moved <= 60; moved += 10) {
            send(f, EVENT_POINTER_MOVE, 1, 900, y - moved, 1200 + moved);
            assert_false(f->ui.deliberate);
        }
        assert_true(scroll.offset == 0);
        assert_int_equal(send(f, EVENT_POINTER_UP, 1, 900, y, 1400).kind, TAP_NONE);
    }
}

/* It drags, but neither keeps the others out for ever nor counts as somebody being there. */
static void test_a_swaying_sleeve_drags_in_vain(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {0};
    list_of_rows(f, &scroll, 0);
    send(f, EVENT_POINTER_DOWN, 1, 900, 300, 0);
    for (ms_t at = 16; at < 6000; at += 16) {
        send(f, EVENT_POINTER_MOVE, 1, 900, 300 + (at / 16 % 2 ? 30 : 0), at);
        assert_true(f->ui.deliberate == (at == 16));
    }
    send(f, EVENT_POINTER_DOWN, 2, 100, 250, 6000);
    assert_string_equal(send(f, EVENT_POINTER_UP, 2, 100, 250, 6060).id, "row:0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_acts_on_release),
        TEST(test_no_target_is_one_too_many),
        TEST(test_slide_off_cancels),
        TEST(test_a_second_finger_counts_for_nothing),
        TEST(test_what_presses_nothing_stands_in_nobodys_way),
        TEST(test_what_has_rested_for_a_second_gives_way),
        TEST(test_a_ghost_does_not_end_a_long_press),
        TEST(test_ghosts_in_series_are_no_tap),
        TEST(test_the_mouse_is_one_pointer_among_them),
        TEST(test_a_shower_does_not_take_the_press_away),
        TEST(test_press_belongs_to_its_screen),
        TEST(test_lost_finger_presses_nothing),
        TEST(test_drag_scrolls_and_does_not_press),
        TEST(test_a_list_scrolls_beside_what_rests_on_it),
        TEST(test_what_has_rested_does_not_scroll),
        TEST(test_a_swaying_sleeve_drags_in_vain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
