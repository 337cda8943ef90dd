// links: ui config base
/* What touches the screen, and which of it counts: the rules of ui/finger.h. */
#include "test_finger_fixture.h"

static void test_acts_on_release(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    assert_int_equal(send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0).kind, TAP_NONE);
    assert_true(f->ui.fingers.items[0].inside);
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

/* Cut, it could be another's. */
static void test_an_id_that_is_too_long_is_no_target(void **state)
{
    struct fixture *f = *state;
    begin(f, 1920, 1080, 0);
    const char *id = arena_printf(&f->list.arena, "%0*d", UI_ID_SIZE, 1);
    ui_target(&f->ui, id, id, (struct rect){0, 0, 90, 90}, 0);
    ui_target(&f->ui, id + 1, id, (struct rect){100, 0, 90, 90}, 1);
    ui_end(&f->ui);
    assert_int_equal(f->ui.target_count, 1);
    assert_string_equal(f->ui.targets[0].id, id + 1);
}

static void test_slide_off_cancels(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 0);
    send(f, EVENT_POINTER_MOVE, 1, 500, 150, 10);
    assert_false(f->ui.fingers.items[0].inside);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 500, 150, 20).kind, TAP_NONE);
    /* There and back again is a press. */
    send(f, EVENT_POINTER_DOWN, 1, 150, 150, 30);
    send(f, EVENT_POINTER_MOVE, 1, 500, 150, 40);
    send(f, EVENT_POINTER_MOVE, 1, 160, 150, 50);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, 160, 150, 60).kind, TAP_TARGET);
}

/* A finger that rolls a little over the rim as it lifts still means the button. */
static void test_three_millimetres_beside_it_is_still_a_press(void **state)
{
    struct fixture *f = *state;
    two_buttons(f, 0);
    int mercy = metrics_mm(&f->ui.metrics, 3), right = 300;
    assert_true(mercy > 2);
    send(f, EVENT_POINTER_DOWN, 1, right - 1, 150, 0);
    send(f, EVENT_POINTER_MOVE, 1, right + mercy - 1, 150, 10);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, right + mercy - 1, 150, 20).kind, TAP_TARGET);
    send(f, EVENT_POINTER_DOWN, 1, right - 1, 150, 2000);
    send(f, EVENT_POINTER_MOVE, 1, right + mercy, 150, 2010);
    assert_int_equal(send(f, EVENT_POINTER_UP, 1, right + mercy, 150, 2020).kind, TAP_NONE);
}

/* Eight buttons, 100 px apart; the last one is urgent. */
enum { BUTTONS = 8 };

static void eight_buttons(struct fixture *f, ms_t now)
{
    begin(f, 1920, 1080, now);
    for (int i = 0; i < BUTTONS; i++) {
        char id[] = {(char)('a' + i), '\0'};
        struct rect rect = {i * 100, 100, 90, 120};
        if (i == BUTTONS - 1)
            ui_target_urgent(&f->ui, "urgent", "Urgent", rect, 0, i);
        else
            ui_target(&f->ui, id, "Some", rect, i);
    }
    ui_end(&f->ui);
}

/* Contact `id` on button `id`, or on the one that is named. */
static struct tap down_on(struct fixture *f, int id, int button, ms_t at)
{
    return send(f, EVENT_POINTER_DOWN, id, button * 100 + 45, 150, at);
}

static struct tap up_from(struct fixture *f, int id, int button, ms_t at)
{
    return send(f, EVENT_POINTER_UP, id, button * 100 + 45, 150, at);
}

static void expect_tap(struct tap tap, int button)
{
    assert_int_equal(tap.kind, TAP_TARGET);
    assert_int_equal(tap.index, button);
}

static const ms_t gaps[] = {50, 99, 100, 300, 600, 999, 1000, 1200, 5000, 70000};
enum { GAPS = sizeof gaps / sizeof *gaps };

static void test_a_tap_beside_what_rests_on_a_target_gets_through(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    ms_t at = 0;
    for (int i = 0; i < GAPS; i++, at += 100000) {
        down_on(f, 1, 0, at);
        down_on(f, 2, 3, at + gaps[i]);
        expect_tap(up_from(f, 2, 3, at + gaps[i] + 90), 3);
        down_on(f, 3, 0, at + gaps[i] + 600); /* the same target */
        expect_tap(up_from(f, 3, 0, at + gaps[i] + 690), 0);
        assert_int_equal(up_from(f, 1, 0, at + gaps[i] + 2000).kind, TAP_NONE);
        assert_false(f->ui.deliberate);
    }
}

static void test_fingers_that_take_turns_all_act(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    for (int i = 0; i < 20; i++) { /* each comes down before the last one lifts */
        down_on(f, i, i % 7, 150 * i);
        if (i > 0)
            expect_tap(up_from(f, i - 1, (i - 1) % 7, 150 * i + 40), (i - 1) % 7);
    }
    expect_tap(up_from(f, 19, 19 % 7, 3000), 19 % 7);
    for (int i = 0; i < 20; i++) { /* each lifts before the next one comes down */
        down_on(f, i, i % 7, 5000 + 50 * i);
        expect_tap(up_from(f, i, i % 7, 5030 + 50 * i), i % 7);
    }
}

/* The hand lifts while the other finger is still down. */
static void test_what_has_rested_gives_way_to_a_later_press(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    down_on(f, 1, 0, 0);
    down_on(f, 2, 3, 950);
    assert_int_equal(up_from(f, 1, 0, 1000).kind, TAP_NONE);
    expect_tap(up_from(f, 2, 3, 1040), 3);
}

static void test_of_a_palm_one_contact_acts(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    for (int first = 0; first < 7; first++) {
        ms_t at = 10000 * first;
        int acted = 0;
        for (int i = 0; i < 7; i++)
            down_on(f, i, i, at + 9 * i);
        for (int i = 0; i < 7; i++) {
            int lifts = (first + 2 * i) % 7;
            acted += up_from(f, lifts, lifts, at + 300 + 25 * i).kind != TAP_NONE;
            if (i < 5) /* it rolls */
                down_on(f, 10 + i, lifts, at + 310 + 25 * i);
        }
        for (int i = 0; i < 5; i++)
            acted += up_from(f, 10 + i, (first + 2 * i) % 7, at + 900).kind != TAP_NONE;
        assert_int_equal(acted, 1);
    }
}

/* A forearm comes down slowly and lifts as a whole. */
static void test_of_what_lifts_together_one_acts(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    for (int i = 0; i < 4; i++)
        down_on(f, i, i, 150 * i);
    int acted = 0;
    for (int i = 0; i < 4; i++)
        acted += up_from(f, i, i, 600 + 8 * i).kind != TAP_NONE;
    assert_int_equal(acted, 1);
}

/* A palm lies there; whoever taps beside it is heard. */
static void test_a_palm_takes_nothing_away(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    ms_t at = 0;
    for (int i = 0; i < GAPS; i++, at += 100000) {
        for (int c = 0; c < 5; c++)
            down_on(f, c, c, at + 12 * c);
        down_on(f, 9, 6, at + gaps[i]);
        expect_tap(up_from(f, 9, 6, at + gaps[i] + 90), 6);
        for (int c = 0; c < 5; c++)
            assert_int_equal(up_from(f, c, c, at + gaps[i] + 800).kind, TAP_NONE);
    }
}

static void test_a_glimpse_does_not_take_a_press_away(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    down_on(f, 1, 0, 0);
    for (int i = 0; i < 8; i++) {
        down_on(f, 2, 3, 100 * i + 60);
        assert_int_equal(up_from(f, 2, 3, 100 * i + 100).kind, TAP_NONE);
    }
    expect_tap(up_from(f, 1, 0, 900), 0);
}

enum { URGENT = BUTTONS - 1 };

static void test_what_is_urgent_is_heard_beside_anything(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    ms_t at = 0;
    for (int i = 0; i < GAPS; i++, at += 100000) {
        down_on(f, 1, 0, at);
        down_on(f, 2, 1, at + 5);
        down_on(f, 3, URGENT, at + gaps[i]);
        assert_int_equal(up_from(f, 1, 0, at + gaps[i] + 5).kind, TAP_NONE);
        expect_tap(up_from(f, 3, URGENT, at + gaps[i] + 10), URGENT);
        assert_int_equal(up_from(f, 2, 1, at + gaps[i] + 15).kind, TAP_NONE);
    }
}

/* Whichever of its contacts comes down there, and in whatever order they lift. */
static void test_of_a_palm_the_urgent_contact_acts(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    for (int shift = 0; shift < BUTTONS; shift++) {
        ms_t at = 10000 * shift;
        for (int i = 0; i < BUTTONS; i++)
            down_on(f, i, (i + shift) % BUTTONS, at + 8 * i);
        for (int i = 0; i < BUTTONS; i++) {
            int lifts = 3 * i % BUTTONS, button = (lifts + shift) % BUTTONS;
            struct tap tap = up_from(f, lifts, button, at + 200 + 10 * i);
            assert_true((tap.kind == TAP_TARGET) == (button == URGENT));
        }
    }
}

/* Where it stays, a change of screen does not make it deaf; elsewhere it would be what comes up
 * under the second half of a double tap. */
static void test_what_is_urgent_is_heard_while_the_screen_changes(void **state)
{
    struct fixture *f = *state;
    eight_buttons(f, 0);
    ui_screen_changed(&f->ui, 300);
    down_on(f, 1, URGENT, 100);
    expect_tap(up_from(f, 1, URGENT, 180), URGENT);
    down_on(f, 1, 0, 200);
    assert_int_equal(up_from(f, 1, 0, 290).kind, TAP_NONE);
    two_buttons(f, 1000);
    ui_screen_changed(&f->ui, 1300);
    eight_buttons(f, 1010);
    down_on(f, 1, URGENT, 1100);
    assert_int_equal(up_from(f, 1, URGENT, 1180).kind, TAP_NONE);
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
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_acts_on_release),
        TEST(test_no_target_is_one_too_many),
        TEST(test_an_id_that_is_too_long_is_no_target),
        TEST(test_slide_off_cancels),
        TEST(test_three_millimetres_beside_it_is_still_a_press),
        TEST(test_a_tap_beside_what_rests_on_a_target_gets_through),
        TEST(test_fingers_that_take_turns_all_act),
        TEST(test_what_has_rested_gives_way_to_a_later_press),
        TEST(test_of_a_palm_one_contact_acts),
        TEST(test_of_what_lifts_together_one_acts),
        TEST(test_a_palm_takes_nothing_away),
        TEST(test_a_glimpse_does_not_take_a_press_away),
        TEST(test_what_is_urgent_is_heard_beside_anything),
        TEST(test_of_a_palm_the_urgent_contact_acts),
        TEST(test_what_is_urgent_is_heard_while_the_screen_changes),
        TEST(test_what_presses_nothing_stands_in_nobodys_way),
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
