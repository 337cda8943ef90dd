// links: cli
/* Several codes to take home take turns by themselves, and as the visitor likes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "folder.h"
#include "harness.h"
#include "screens/take_home_panel.h"

static struct harness h;

static int open_kiosk(void **state)
{
    (void)state;
    harness_open(&h, &(struct harness_options){0});
    return 0;
}

static int close_kiosk(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

/* Two codes, behind the card. */
static void finish(void)
{
    harness_show(&h, "finish:lower-back-relief");
    harness_settle(&h);
    assert_true(harness_shows(&h, "Tap here for the codes."));
    assert_false(harness_shows(&h, "1 of 2"));
    harness_press(&h, "take-home");
    harness_expect(&h, "take-home");
    assert_true(harness_shows(&h, "1 of 2"));
}

static void codes_turn_by_themselves(void **state)
{
    (void)state;
    finish();
    harness_skip(&h, TAKE_HOME_TURN_MS / 2);
    assert_true(harness_shows(&h, "1 of 2"));
    harness_skip(&h, TAKE_HOME_TURN_MS / 2 + 250);
    assert_true(harness_shows(&h, "2 of 2"));
    harness_skip(&h, TAKE_HOME_TURN_MS + 250);
    assert_true(harness_shows(&h, "1 of 2"));
}

static void the_kiosk_sleeps_until_a_code_has_its_turn(void **state)
{
    (void)state;
    finish();
    harness_skip(&h, 1000);
    ms_t left = h.frame->wake - h.now;
    assert_in_range(left, 4000, TAKE_HOME_TURN_MS);
}

static void a_tap_turns_on_and_the_next_code_has_its_full_time(void **state)
{
    (void)state;
    finish();
    harness_skip(&h, TAKE_HOME_TURN_MS - 2000);
    harness_tap(&h, "next");
    assert_true(harness_shows(&h, "2 of 2"));
    harness_skip(&h, TAKE_HOME_TURN_MS - 1000);
    assert_true(harness_shows(&h, "2 of 2"));
    harness_skip(&h, 1250);
    assert_true(harness_shows(&h, "1 of 2"));
}

static void a_finger_on_it_holds_the_code(void **state)
{
    (void)state;
    finish();
    struct rect card = harness_rect(&h, "next-code");
    int x = card.x + card.w / 2, y = card.y + card.h / 2;
    harness_down(&h, FINGER, x, y);
    harness_skip(&h, TAKE_HOME_TURN_MS + 3000);
    assert_true(harness_shows(&h, "1 of 2"));
    harness_up(&h, FINGER, x, y);
    assert_true(harness_shows(&h, "2 of 2"));
}

static void another_visit_begins_with_the_first_code(void **state)
{
    (void)state;
    finish();
    harness_tap(&h, "next-code");
    finish();
}

static void nothing_of_it_outlives_the_visit(void **state)
{
    (void)state;
    finish();
    assert_true(h.assembly.app->visit.code.size > 0);
    app_end_visit(h.assembly.app);
    assert_int_equal(h.assembly.app->visit.code.size, 0);
}

static void one_comes_back_to_where_one_was(void **state)
{
    (void)state;
    finish();
    harness_press(&h, "back");
    harness_expect(&h, "finish");
}

static void a_single_code_stands_on_the_card_and_has_no_number(void **state)
{
    (void)state;
    harness_close(&h);
    assert_int_equal(folder_make(), 0);
    folder_shell("mkdir -p clinic/routines");
    folder_write("clinic/pack.json",
                 "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\","
                 "\"format\": 1, \"languages\": [\"en\"]}");
    folder_write("clinic/routines/short-one.json",
                 "{\"id\": \"short-one\", \"name\": \"Short one\","
                 "\"steps\": [{\"exercise\": \"relaxed-breathing\"}]}");
    harness_open(&h, &(struct harness_options){.clinic_dir = folder_path("clinic")});
    harness_show(&h, "finish:short-one");
    harness_settle(&h);
    assert_true(harness_shows(&h, "Take it home"));
    assert_false(harness_shows(&h, "Tap here for the codes."));
    harness_press(&h, "take-home");
    harness_expect(&h, "take-home");
    assert_false(harness_has(&h, "next-code"));
    assert_false(harness_shows(&h, "1 of 1"));
    harness_skip(&h, TAKE_HOME_TURN_MS + 1000);
    harness_expect(&h, "take-home");
    folder_remove();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kiosk, close_kiosk)
    const struct CMUnitTest tests[] = {
        TEST(codes_turn_by_themselves),
        TEST(a_single_code_stands_on_the_card_and_has_no_number),
        TEST(the_kiosk_sleeps_until_a_code_has_its_turn),
        TEST(a_tap_turns_on_and_the_next_code_has_its_full_time),
        TEST(a_finger_on_it_holds_the_code),
        TEST(another_visit_begins_with_the_first_code),
        TEST(nothing_of_it_outlives_the_visit),
        TEST(one_comes_back_to_where_one_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
