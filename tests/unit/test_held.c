// links: ui config base
/* Steppers that are held, and rows that are carried. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "test_ui_fixture.h"
#include "ui/drag_handle.h"
#include "ui/stepper.h"

/* ---- a stepper from 1 to 10 ---- */

static int value;

static void put_stepper(struct stack *stack, const void *what)
{
    (void)what;
    struct arena *arena = &stack->ui->list->arena;
    stack_stepper(stack, &(struct stepper){.id = "times",
                                           .title = "Times",
                                           .caption = "1-10",
                                           .value = arena_printf(arena, "%d seconds", value),
                                           .widest = "10 seconds",
                                           .less = "fewer",
                                           .more = "more",
                                           .limit = value == 10  ? "10 is the most"
                                                    : value == 1 ? "1 is the least"
                                                                 : NULL,
                                           .least = value == 1,
                                           .most = value == 10});
}

static void draw_stepper(struct fixture *f)
{
    fixture_begin(f, 1920, 1080, false);
    stack_draw(&f->ui, (struct rect){100, 100, 900, 900}, ALIGN_LEFT, put_stepper, NULL);
    ui_end(&f->ui);
}

static void obey(struct tap tap)
{
    if (tap.kind == TAP_TARGET)
        value += strcmp(tap.id, "times:more") == 0 ? 1 : -1;
}

/* Steps of a sixtieth of a second, as the kiosk does them. */
static void hold_until(struct fixture *f, ms_t from, ms_t to)
{
    for (ms_t now = from; now <= to; now += 16) {
        obey(ui_held(&f->ui, now));
        draw_stepper(f);
    }
}

static struct rect button(struct fixture *f, const char *id)
{
    const struct target *target = fixture_target(f, id);
    assert_non_null(target);
    return target->rect;
}

static void press(struct fixture *f, const char *id, ms_t at)
{
    struct rect r = button(f, id);
    fixture_send(f, EVENT_POINTER_DOWN, r.x + r.w / 2, r.y + r.h / 2, at);
}

static void lift(struct fixture *f, ms_t at)
{
    obey(fixture_send(f, EVENT_POINTER_UP, f->ui.fingers.items[0].start_x,
                      f->ui.fingers.items[0].start_y, at));
}

static void test_a_short_press_is_one_step(void **state)
{
    struct fixture *f = *state;
    value = 5;
    draw_stepper(f);
    press(f, "times:more", 1000);
    hold_until(f, 1000, 1450);
    lift(f, 1460);
    assert_int_equal(value, 6);
    assert_true(ui_held_wake(&f->ui) == MS_NEVER);
}

static void test_held_it_goes_on_after_half_a_second_four_times_a_second(void **state)
{
    struct fixture *f = *state;
    value = 2;
    draw_stepper(f);
    press(f, "times:more", 1000);
    assert_true(ui_held_wake(&f->ui) == 1500);
    hold_until(f, 1000, 1499);
    assert_int_equal(value, 2);
    hold_until(f, 1500, 1740);
    assert_int_equal(value, 3);
    assert_true(ui_held_wake(&f->ui) == 1750);
    hold_until(f, 1750, 2499);
    assert_int_equal(value, 6);
    lift(f, 2499); /* no step more */
    assert_int_equal(value, 6);
    hold_until(f, 2500, 4000);
    assert_int_equal(value, 6);
}

static void test_a_new_press_after_a_held_one_counts_again(void **state)
{
    struct fixture *f = *state;
    value = 2;
    draw_stepper(f);
    press(f, "times:more", 1000);
    hold_until(f, 1000, 1600);
    lift(f, 1600);
    assert_int_equal(value, 3);
    press(f, "times:more", 3000);
    lift(f, 3100);
    assert_int_equal(value, 4);
}

static void test_sliding_off_stops_it(void **state)
{
    struct fixture *f = *state;
    value = 2;
    draw_stepper(f);
    press(f, "times:more", 1000);
    hold_until(f, 1000, 1600);
    assert_int_equal(value, 3);
    fixture_send(f, EVENT_POINTER_MOVE, 1500, 900, 1610);
    assert_true(ui_held_wake(&f->ui) == MS_NEVER);
    hold_until(f, 1616, 5000);
    assert_int_equal(value, 3);
    obey(fixture_send(f, EVENT_POINTER_UP, 1500, 900, 5010));
    assert_int_equal(value, 3);
}

static void test_a_change_of_screen_stops_it(void **state)
{
    struct fixture *f = *state;
    value = 2;
    draw_stepper(f);
    press(f, "times:more", 1000);
    ui_screen_changed(&f->ui, 1200);
    hold_until(f, 1200, 5000);
    assert_int_equal(value, 2);
}

static void test_what_a_standstill_missed_is_not_made_up_for(void **state)
{
    struct fixture *f = *state;
    value = 2;
    draw_stepper(f);
    press(f, "times:more", 1000);
    hold_until(f, 60000, 60200);
    assert_int_equal(value, 3);
}

static void test_at_the_limit_the_button_is_pale_and_the_caption_says_so(void **state)
{
    struct fixture *f = *state;
    value = 8;
    draw_stepper(f);
    assert_true(fixture_draws_text(f, "1-10"));
    press(f, "times:more", 1000);
    hold_until(f, 1000, 9000);
    assert_int_equal(value, 10);
    assert_null(fixture_target(f, "times:more"));
    assert_non_null(fixture_target(f, "times:less"));
    assert_true(fixture_draws_icon(f, "plus"));
    assert_true(fixture_draws_text(f, "10 is the most"));
    assert_false(fixture_draws_text(f, "1-10"));
    lift(f, 9010);
    assert_int_equal(value, 10);
    assert_non_null(fixture_said(f, "Times\u00A0· fewer"));
}

static void test_nothing_moves_while_the_value_becomes_wider(void **state)
{
    struct fixture *f = *state;
    value = 9;
    draw_stepper(f);
    struct rect before = button(f, "times:less");
    value = 10;
    draw_stepper(f);
    assert_true(rect_equal(before, button(f, "times:less")));
}

/* ---- four rows of 100 px ---- */

static const struct drag_list rows = {.id = "steps", .count = 4, .pitch = 120};

static void draw_rows(struct fixture *f)
{
    fixture_begin(f, 1920, 1080, false);
    for (int i = 0; i < rows.count; i++)
        ui_drag_handle(&f->ui, (struct rect){100, 100 + i * rows.pitch, 100, 100}, &rows, i,
                       "Move the step");
    ui_drag_list_buttons(&f->ui, (struct rect){600, 100, 500, 100}, &rows, 0, false, "Up", "Down");
    ui_end(&f->ui);
}

static void test_a_row_follows_the_finger_and_says_where_it_would_go(void **state)
{
    struct fixture *f = *state;
    int from = -1, to = -1;
    draw_rows(f);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 150, 1000);
    assert_false(drag_list_carries(&f->ui, &rows, &from, &to));
    fixture_send(f, EVENT_POINTER_MOVE, 150, 190, 3000); /* it may wait before it moves */
    assert_true(drag_list_carries(&f->ui, &rows, &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 0);
    assert_int_equal(drag_list_shift(&f->ui, &rows, 0), 40);
    fixture_send(f, EVENT_POINTER_MOVE, 160, 330, 3100);
    assert_true(drag_list_carries(&f->ui, &rows, &from, &to));
    assert_int_equal(to, 2);
    assert_int_equal(drag_list_shift(&f->ui, &rows, 1), -120);
    assert_int_equal(drag_list_shift(&f->ui, &rows, 2), -120);
    assert_int_equal(drag_list_shift(&f->ui, &rows, 3), 0);
    assert_int_equal(drag_list_nth(&f->ui, &rows, 0), 1);
    assert_int_equal(drag_list_nth(&f->ui, &rows, 3), 0);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 160, 330, 3200);
    assert_int_equal(tap.kind, TAP_MOVE);
    assert_true(drag_list_moved(&tap, "steps", &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 2);
    assert_false(drag_list_carries(&f->ui, &rows, &from, &to));
    assert_int_equal(drag_list_shift(&f->ui, &rows, 1), 0);
}

/* Ten of them in a view that shows five. */
static void draw_long(struct fixture *f, struct scroll *scroll, ms_t at)
{
    const struct drag_list many = {.id = "steps", .count = 10, .pitch = 120};
    fixture_begin(f, 1920, 1080, false);
    f->ui.now = at;
    f->ui.moving = false;
    int top = ui_scroll_begin(&f->ui, scroll, (struct rect){100, 100, 800, 600}, 1200);
    for (int i = 0; i < many.count; i++)
        ui_drag_handle(&f->ui, (struct rect){100, top + i * many.pitch, 100, 100}, &many, i,
                       "Move the step");
    ui_scroll_end(&f->ui);
    ui_end(&f->ui);
}

static void test_a_row_that_is_held_to_the_edge_scrolls_its_list(void **state)
{
    struct fixture *f = *state;
    struct scroll scroll = {.offset = 600};
    ms_t at = 1000;
    draw_long(f, &scroll, at);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 630, at); /* the tenth row */
    fixture_send(f, EVENT_POINTER_MOVE, 150, 400, at + 100);
    draw_long(f, &scroll, at + 120);
    assert_int_equal((int)scroll.offset, 600); /* in the middle it stands */
    assert_false(f->ui.moving);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 110, at + 200);
    for (int i = 0; i < 300 && (i == 0 || f->ui.moving); i++)
        draw_long(f, &scroll, at + 220 + i * 16);
    assert_int_equal((int)scroll.offset, 0);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 150, 110, at + 6000);
    assert_int_equal(tap.kind, TAP_MOVE);
    assert_int_equal(tap.index, 9);
    assert_int_equal(tap.to, 0); /* all the way in one go */
    draw_long(f, &scroll, at + 6100);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 130, at + 7000);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 690, at + 7100);
    for (int i = 0; i < 300 && (i == 0 || f->ui.moving); i++)
        draw_long(f, &scroll, at + 7120 + i * 16);
    assert_int_equal((int)scroll.offset, 600);
    assert_int_equal(fixture_send(f, EVENT_POINTER_UP, 150, 690, at + 13000).to, 9);
}

static void draw_loose(struct fixture *f)
{
    fixture_begin(f, 1920, 1080, false);
    ui_target(&f->ui, "corner", "Corner", (struct rect){800, 500, 100, 100}, 0);
    ui_loose_handle(&f->ui, "corner");
    ui_end(&f->ui);
}

static void test_a_loose_handle_follows_in_both_directions(void **state)
{
    struct fixture *f = *state;
    int dx = 0, dy = 0;
    draw_loose(f);
    fixture_send(f, EVENT_POINTER_DOWN, 850, 550, 1000);
    assert_false(ui_loose_carried(&f->ui, "corner", &dx, &dy));
    fixture_send(f, EVENT_POINTER_MOVE, 1000, 551, 1100);
    assert_true(ui_loose_carried(&f->ui, "corner", &dx, &dy));
    assert_int_equal(dx, 150);
    assert_int_equal(dy, 1);
    draw_mirror(f->ui.list, true);
    assert_true(ui_loose_carried(&f->ui, "corner", &dx, &dy));
    assert_int_equal(dx, -150);
    assert_int_equal(fixture_send(f, EVENT_POINTER_UP, 1000, 551, 1200).kind, TAP_NONE);
    assert_false(ui_loose_carried(&f->ui, "corner", &dx, &dy));
}

static void test_a_loose_handle_that_does_not_move_is_tapped(void **state)
{
    struct fixture *f = *state;
    draw_loose(f);
    fixture_send(f, EVENT_POINTER_DOWN, 850, 550, 1000);
    assert_int_equal(fixture_send(f, EVENT_POINTER_UP, 852, 551, 1200).kind, TAP_TARGET);
}

static void test_a_row_goes_no_further_than_its_list(void **state)
{
    struct fixture *f = *state;
    draw_rows(f);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 390, 1000);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 0, 1100);
    assert_int_equal(drag_list_shift(&f->ui, &rows, 2), -240);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 150, 0, 1200);
    assert_int_equal(tap.index, 2);
    assert_int_equal(tap.to, 0);
}

static void test_put_back_or_lost_it_stays_where_it_was(void **state)
{
    struct fixture *f = *state;
    int from, to;
    draw_rows(f);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 150, 1000);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 300, 1100);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 150, 155, 1200);
    assert_int_equal(tap.kind, TAP_NONE);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 150, 2000);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 300, 2100);
    fixture_send(f, EVENT_POINTER_CANCEL, 150, 300, 2200);
    assert_false(drag_list_carries(&f->ui, &rows, &from, &to));
    fixture_send(f, EVENT_POINTER_DOWN, 150, 150, 3000);
    fixture_send(f, EVENT_POINTER_MOVE, 150, 300, 3100);
    ui_screen_changed(&f->ui, 3200);
    assert_false(drag_list_carries(&f->ui, &rows, &from, &to));
    tap = fixture_send(f, EVENT_POINTER_UP, 150, 300, 3300);
    assert_int_equal(tap.kind, TAP_NONE);
}

static void test_a_tap_on_a_handle_is_one_on_its_row(void **state)
{
    struct fixture *f = *state;
    int from, to;
    draw_rows(f);
    fixture_send(f, EVENT_POINTER_DOWN, 150, 270, 1000);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 153, 275, 1100);
    assert_int_equal(tap.kind, TAP_TARGET);
    assert_int_equal(tap.index, 1);
    assert_false(drag_list_moved(&tap, "steps", &from, &to));
}

static void test_fat_arrows_move_the_chosen_row(void **state)
{
    struct fixture *f = *state;
    int from, to;
    draw_rows(f);
    assert_null(fixture_target(f, "steps:up")); /* it is the first one */
    fixture_send(f, EVENT_POINTER_DOWN, 1000, 150, 1000);
    struct tap tap = fixture_send(f, EVENT_POINTER_UP, 1000, 150, 1100);
    assert_true(drag_list_moved(&tap, "steps", &from, &to));
    assert_int_equal(from, 0);
    assert_int_equal(to, 1);
    assert_false(drag_list_moved(&tap, "step", &from, &to)); /* another list's */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_short_press_is_one_step),
        TEST(test_held_it_goes_on_after_half_a_second_four_times_a_second),
        TEST(test_a_new_press_after_a_held_one_counts_again),
        TEST(test_sliding_off_stops_it),
        TEST(test_a_change_of_screen_stops_it),
        TEST(test_what_a_standstill_missed_is_not_made_up_for),
        TEST(test_at_the_limit_the_button_is_pale_and_the_caption_says_so),
        TEST(test_nothing_moves_while_the_value_becomes_wider),
        TEST(test_a_row_follows_the_finger_and_says_where_it_would_go),
        TEST(test_a_row_that_is_held_to_the_edge_scrolls_its_list),
        TEST(test_a_loose_handle_follows_in_both_directions),
        TEST(test_a_loose_handle_that_does_not_move_is_tapped),
        TEST(test_a_row_goes_no_further_than_its_list),
        TEST(test_put_back_or_lost_it_stays_where_it_was),
        TEST(test_a_tap_on_a_handle_is_one_on_its_row),
        TEST(test_fat_arrows_move_the_chosen_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
