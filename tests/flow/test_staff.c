// links: cli
/* The way into the staff side and out of it: the corner, the PIN pad, the lock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "clinic/health.h"
#include "clinic/pin.h"
#include "clinic/self_check.h"
#include "folder.h"
#include "harness.h"
#include "store/kept.h"

enum { OTHER = 5, CORNER_X = 1900, CORNER_Y = 20 };

static struct harness h;

static void open_with(const struct harness_options *options)
{
    harness_open(&h, options);
    harness_settle(&h);
}

static int open_kiosk(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    open_with(&(struct harness_options){.kept_dir = folder_root});
    return 0;
}

static int close_kiosk(void **state)
{
    (void)state;
    harness_close(&h);
    return folder_remove();
}

static void hold_at(int finger, int x, int y, ms_t ms)
{
    harness_down(&h, finger, x, y);
    harness_wait(&h, ms);
    harness_up(&h, finger, x, y);
    harness_settle(&h);
}

static void hold_corner(ms_t ms)
{
    hold_at(FINGER, CORNER_X, CORNER_Y, ms);
}

static void press_digits(const char *digits)
{
    for (; *digits; digits++) {
        char id[] = {'d', 'i', 'g', 'i', 't', ':', *digits, '\0'};
        harness_tap(&h, id);
    }
    harness_settle(&h);
}

static void choose_pin(const char *digits)
{
    press_digits(digits);
    press_digits(digits);
}

/* ---- the corner ---- */

static void test_three_seconds_on_a_top_corner_open_the_pad(void **state)
{
    (void)state;
    static const char *const screens[] = {"attract",  "home",   "overview",   "paused",   "hurt",
                                          "finish",   "advice", "library",    "exercise", "ease",
                                          "language", "player", "still-there"};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        for (int side = 0; side < 2; side++) {
            harness_show(&h, screens[i]);
            harness_skip(&h, 13000); /* some are shown in the middle of a routine */
            hold_at(FINGER, side ? CORNER_X : 20, CORNER_Y, 3300);
            if (strcmp(harness_screen(&h), "staff-pin") != 0)
                fail_msg("%s, %d: %s", screens[i], side, harness_screen(&h));
            harness_press(&h, "pin-leave");
            if (strcmp(screens[i], "player") == 0)
                harness_expect(&h, "paused"); /* nobody saw what went on */
            else if (strcmp(screens[i], "still-there") == 0)
                harness_expect(&h, "home");
            else
                harness_expect(&h, screens[i]);
        }
    }
}

static void test_shorter_longer_or_elsewhere_does_not(void **state)
{
    (void)state;
    harness_show(&h, "home");
    hold_corner(2800);
    harness_expect(&h, "home");
    hold_corner(8500); /* that only lies there */
    harness_expect(&h, "home");
    hold_at(FINGER, 960, CORNER_Y, 3300);
    harness_expect(&h, "home");
    hold_at(FINGER, CORNER_X, 1060, 3300);
    harness_expect(&h, "home");
}

static void test_the_mouse_and_a_keyboard_open_it_too(void **state)
{
    (void)state;
    hold_at(0, CORNER_X, CORNER_Y, 3300);
    harness_expect(&h, "staff-pin");
    harness_key(&h, KEY_ESCAPE);
    harness_settle(&h);
    harness_expect(&h, "attract");
    harness_key(&h, KEY_STAFF);
    harness_settle(&h);
    harness_expect(&h, "staff-pin");
}

static void test_a_resting_hand_does_not(void **state)
{
    (void)state;
    harness_show(&h, "library");
    harness_down(&h, OTHER, 900, 500); /* there before, or later, or gone just before */
    hold_corner(3300);
    harness_up(&h, OTHER, 900, 500);
    harness_settle(&h);
    harness_expect(&h, "library");
    harness_down(&h, FINGER, CORNER_X, CORNER_Y);
    harness_wait(&h, 100);
    harness_down(&h, OTHER, CORNER_X - 60, CORNER_Y + 30);
    harness_wait(&h, 3300);
    harness_up(&h, FINGER, CORNER_X, CORNER_Y);
    harness_up(&h, OTHER, CORNER_X, CORNER_Y);
    harness_settle(&h);
    harness_expect(&h, "library");
    harness_tap_at(&h, 960, 1070);
    hold_corner(3300);
    harness_expect(&h, "library");
    harness_down(&h, FINGER, CORNER_X, CORNER_Y); /* a cloth */
    for (int i = 0; i < 200; i++)
        harness_move(&h, FINGER, CORNER_X - i, CORNER_Y);
    harness_up(&h, FINGER, CORNER_X, CORNER_Y);
    harness_settle(&h);
    harness_expect(&h, "library");
}

static void test_what_lies_under_a_short_hold_acts_as_ever(void **state)
{
    (void)state;
    harness_show(&h, "advice");
    harness_settle(&h);
    harness_hold(&h, "back", 1500);
    harness_settle(&h);
    harness_expect(&h, "home");
}

/* ---- the pad ---- */

static void test_first_use_chooses_a_pin_in_two_steps(void **state)
{
    (void)state;
    hold_corner(3300);
    press_digits("333333");
    assert_true(harness_shows(&h, "Six equal digits"));
    press_digits("234567");
    assert_true(harness_shows(&h, "A run such as"));
    press_digits("402917");
    assert_true(harness_shows(&h, "Enter it once more"));
    press_digits("402916");
    assert_true(harness_shows(&h, "were not the same"));
    press_digits("402917");
    harness_press(&h, "pin-another");
    choose_pin("518273");
    harness_expect(&h, "staff-home");
}

/* Whatever the visitor speaks, who goes on in their own language. */
static void test_the_pad_speaks_staffs_language(void **state)
{
    (void)state;
    harness_show(&h, "home");
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    hold_corner(3300);
    assert_true(harness_shows(&h, "Choose a PIN"));
    harness_press(&h, "pin-leave");
    harness_expect(&h, "home");
    assert_true(harness_shows(&h, "¿Qué le gustaría aliviar?"));
    hold_corner(3300);
    choose_pin("402917");
    harness_press(&h, "staff-lock");
    assert_true(harness_shows(&h, "What would you like to ease?")); /* that visit is over */
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    hold_corner(3300);
    harness_wait(&h, 300000); /* nobody knows the PIN */
    harness_show(&h, "home");
    assert_true(harness_shows(&h, "What would you like to ease?"));
}

static void test_the_pin_opens_and_a_wrong_one_counts(void **state)
{
    (void)state;
    hold_corner(3300);
    choose_pin("402917");
    harness_press(&h, "staff-lock");
    harness_expect(&h, "home");
    hold_corner(3300);
    press_digits("402918");
    assert_true(harness_shows(&h, "4 tries left"));
    harness_type(&h, "40"); /* and a keyboard */
    harness_key(&h, KEY_BACKSPACE);
    harness_type(&h, "02917");
    harness_settle(&h);
    harness_expect(&h, "staff-home");
}

static void test_after_five_wrong_tries_the_pad_is_dead_for_a_while(void **state)
{
    (void)state;
    hold_corner(3300);
    choose_pin("402917");
    harness_press(&h, "staff-lock");
    hold_corner(3300);
    for (int i = 0; i < 5; i++)
        press_digits("402918");
    assert_false(harness_has(&h, "digit:1"));
    assert_true(harness_shows(&h, "Please wait"));
    harness_type(&h, "402917");
    harness_settle(&h);
    harness_expect(&h, "staff-pin");
    harness_press(&h, "pin-leave"); /* patients go on */
    harness_expect(&h, "home");
    hold_corner(3300);
    assert_false(harness_has(&h, "digit:1"));
    harness_wait(&h, 31000);
    press_digits("402917");
    harness_expect(&h, "staff-home");
}

/* ---- the lock ---- */

static void unlock(void)
{
    assert_true(harness_unlock(&h));
}

static void test_it_locks_two_minutes_after_the_last_touch(void **state)
{
    (void)state;
    unlock();
    harness_skip(&h, 80000);
    harness_tap_at(&h, 5, 1000); /* on nothing: that keeps it open, once */
    harness_skip(&h, 88000);
    assert_false(harness_shows(&h, "Still there?"));
    harness_skip(&h, 4000);
    assert_true(harness_shows(&h, "Still there?"));
    harness_skip(&h, 26000);
    harness_expect(&h, "staff-home");
    harness_skip(&h, 4000);
    harness_expect(&h, "home");
    harness_key(&h, KEY_STAFF);
    harness_settle(&h);
    harness_expect(&h, "staff-pin"); /* it is locked */
}

static void test_the_touch_that_wakes_it_does_nothing_else(void **state)
{
    (void)state;
    unlock();
    harness_skip(&h, 100000);
    harness_press(&h, "tile:lock");
    harness_expect(&h, "staff-home");
    assert_false(harness_shows(&h, "Still there?"));
    harness_skip(&h, 100000);
    harness_key(&h, KEY_ENTER);
    harness_settle(&h);
    assert_false(harness_shows(&h, "Still there?"));
    harness_skip(&h, 100000);
    harness_press(&h, "staff-lock"); /* but Lock */
    harness_expect(&h, "home");
}

static void test_drops_of_water_do_not_keep_it_open(void **state)
{
    (void)state;
    unlock();
    for (int i = 0; i < 13; i++) {
        harness_tap_at(&h, 5, 1000);
        harness_skip(&h, 10000);
    }
    harness_expect(&h, "home");
}

static void test_the_time_is_a_setting(void **state)
{
    (void)state;
    harness_close(&h);
    struct config config;
    config_default(&config);
    config.staff.lock_s = 60;
    open_with(&(struct harness_options){.config = &config});
    unlock();
    harness_skip(&h, 58000);
    harness_expect(&h, "staff-home");
    harness_skip(&h, 3000);
    harness_expect(&h, "home");
}

static void test_no_visit_idles_and_no_demo_starts_on_the_staff_side(void **state)
{
    (void)state;
    unlock();
    for (int i = 0; i < 20; i++) {
        harness_skip(&h, 80000);
        harness_tap(&h, "staff-home");
        harness_expect(&h, "staff-home");
    }
}

static void test_a_machine_that_slept_is_locked(void **state)
{
    (void)state;
    unlock();
    harness_stall(&h, 300000);
    assert_true(strncmp(harness_screen(&h), "staff", 5) != 0);
}

static void test_staff_begins_in_the_clinics_language_and_takes_no_ease_along(void **state)
{
    (void)state;
    harness_press(&h, "begin");
    harness_press(&h, "language");
    harness_press(&h, "language:es");
    unlock();
    assert_true(harness_shows(&h, "Lock"));
    assert_false(harness_shows(&h, "Bloquear"));
}

/* ---- cleaning ---- */

static void test_cleaning_hears_nothing_and_ends_at_the_patients(void **state)
{
    (void)state;
    unlock();
    harness_press(&h, "tile:cleaning");
    harness_expect(&h, "staff-cleaning");
    for (int i = 0; i < 20; i++) {
        harness_down(&h, OTHER, 200 + 80 * i, 300);
        harness_swipe(&h, 100, 50 * i, 1800, 40 * i, 200);
        harness_up(&h, OTHER, 300, 300);
        harness_key(&h, KEY_ESCAPE);
        harness_key(&h, KEY_STAFF);
    }
    harness_wait(&h, 2000);
    hold_corner(3300);
    harness_expect(&h, "staff-cleaning");
    harness_skip(&h, 30000);
    harness_expect(&h, "home");
    harness_key(&h, KEY_STAFF);
    harness_settle(&h);
    harness_expect(&h, "staff-pin");
}

/* ---- self-check ---- */

static void swipe_rows(int first, int last)
{
    for (int row = first; row <= last; row++)
        harness_swipe(&h, 5, row * 120 + 60, 1915, row * 120 + 60, 400);
}

static void answer_the_rest(void)
{
    harness_press(&h, "check:yes"); /* the tone was heard */
    for (int i = 0; i < 5; i++)
        harness_tap(&h, "check:next");
    harness_tap(&h, "check:yes");
    harness_press(&h, "check:yes");
}

static void test_the_whole_screen_is_painted_with_a_finger(void **state)
{
    (void)state;
    unlock();
    harness_press(&h, "tile:check");
    assert_true(harness_shows(&h, "Not checked yet"));
    harness_press(&h, "check:all");
    swipe_rows(0, 7);
    assert_true(harness_shows(&h, "16 squares left"));
    swipe_rows(8, 8);
    answer_the_rest();
    assert_true(harness_shows(&h, "All is well"));
    assert_true(harness_shows(&h, "Every spot answers"));
}

static void test_squares_that_stay_white_are_told(void **state)
{
    (void)state;
    unlock();
    harness_press(&h, "tile:check");
    harness_press(&h, "check:all");
    swipe_rows(0, 7);
    harness_swipe(&h, 5, 1020, 1780, 1020, 400); /* not the lower right corner */
    harness_wait(&h, 21000);
    assert_true(harness_shows(&h, "stay white?"));
    harness_tap(&h, "check:white");
    answer_the_rest();
    assert_true(harness_shows(&h, "1 spot does not answer"));
    assert_true(harness_shows(&h, "Lower right."));
    assert_true(harness_shows(&h, "1 of 6 failed"));
    harness_press(&h, "check:again"); /* that alone */
    swipe_rows(0, 8);
    harness_settle(&h);
    assert_true(harness_shows(&h, "All is well"));
}

/* Nothing is said to be well that nobody looked at, here or on the tiles. */
static void test_one_part_alone_says_nothing_of_the_others(void **state)
{
    (void)state;
    unlock();
    harness_press(&h, "tile:check");
    harness_press(&h, "part:storage");
    assert_true(harness_shows(&h, "Check it"));
    assert_false(harness_shows(&h, "Try it again"));
    harness_press(&h, "check:again");
    assert_true(harness_shows(&h, "Not checked yet: 5"));
    assert_false(harness_shows(&h, "All is well"));
    assert_false(harness_shows(&h, "took 0"));
    assert_true(harness_shows(&h, "Try it again"));
    harness_press(&h, "staff-home");
    assert_true(harness_shows(&h, "Never checked"));
    assert_false(harness_shows(&h, "Checked today"));
    harness_press(&h, "check:devices");
    harness_press(&h, "part:clock");
    harness_press(&h, "check:again");
    harness_press(&h, "check:no");
    assert_true(harness_shows(&h, "1 of 6 failed"));
    assert_true(harness_shows(&h, "Not checked yet: 4"));
    harness_press(&h, "staff-home");
    assert_true(harness_shows(&h, "The time is wrong"));
    harness_press(&h, "check:clock");
    harness_expect(&h, "staff-check");
    harness_press(&h, "check:again"); /* the clock is the chosen one */
    harness_press(&h, "check:yes");
    harness_press(&h, "staff-home");
    assert_false(harness_shows(&h, "The time is wrong"));
}

static void answer_part(const char *part, const char *answer)
{
    harness_press(&h, part);
    harness_press(&h, "check:again");
    while (harness_has(&h, "check:next"))
        harness_tap(&h, "check:next");
    harness_press(&h, answer);
}

static void test_home_tells_what_the_self_check_found(void **state)
{
    (void)state;
    const struct health *health = &h.assembly.app->staff.home.health;
    unlock();
    int wrong = health->wrong;
    assert_false(health->fine[HEALTH_DEVICES]); /* nobody has looked yet */
    harness_press(&h, "tile:check");
    answer_part("part:colours", "check:no");
    answer_part("part:sound", "check:no");
    answer_part("part:clock", "check:no");
    harness_press(&h, "staff-home");
    assert_int_equal(health->wrong, wrong + 1); /* the clock besides */
    assert_true(harness_shows(&h, "Failed: Sound, Colours"));
    harness_press(&h, "check:devices");
    answer_part("part:colours", "check:yes");
    harness_press(&h, "staff-home");
    assert_true(harness_shows(&h, "Failed: Sound"));
    harness_press(&h, "check:devices"); /* that one is the chosen one */
    harness_press(&h, "check:again");
    harness_press(&h, "check:yes");
    harness_press(&h, "staff-home");
    assert_true(harness_shows(&h, "Never checked: Touch"));
    assert_int_equal(health->wrong, wrong + 1);
}

/* A tone is played, and who hears it says so; where none can be, that is said instead. */
static void test_sound_is_checked_by_ear(void **state)
{
    (void)state;
    const struct self_check *last = &h.assembly.app->staff.check.last;
    unlock();
    harness_press(&h, "tile:check");
    harness_press(&h, "part:sound");
    assert_int_equal(harness_try(&h, "check:again").volume, 40);
    assert_true(harness_shows(&h, "Did you hear a tone?"));
    assert_int_equal(harness_try(&h, "check:tone").volume, 40);
    harness_press(&h, "check:no");
    assert_true(harness_shows(&h, "No tone was heard"));
    assert_true(harness_shows(&h, "1 of 6 failed"));
    harness_press(&h, "check:again");
    harness_press(&h, "check:yes");
    assert_int_equal(last->result[CHECK_SOUND], CHECK_FINE);
    assert_true(harness_shows(&h, "You heard the tone"));
}

static void test_without_a_loudspeaker_that_is_said(void **state)
{
    (void)state;
    const struct self_check *last = &h.assembly.app->staff.check.last;
    unlock();
    harness_press(&h, "tile:check");
    harness_press(&h, "part:sound");
    harness_press(&h, "check:again");
    assert_false(harness_shows(&h, "No loudspeaker was found"));
    app_set_ears(h.assembly.app, true, false); /* which is known only by trying */
    harness_wait(&h, 1100);
    assert_true(harness_shows(&h, "No loudspeaker was found"));
    harness_press(&h, "check:no");
    assert_int_equal(last->result[CHECK_SOUND], CHECK_LEFT_OUT);
    assert_true(harness_shows(&h, "No loudspeaker was found"));
    harness_press(&h, "check:again"); /* nobody is asked */
    assert_false(harness_has(&h, "check:no"));
    harness_press(&h, "staff-settings");
    harness_press(&h, "settings:sound");
    assert_true(harness_shows(&h, "No loudspeaker was found"));
}

/* On 7" in Arabic, where what Check all is called takes all of the row. */
static void test_the_verdict_is_seen_on_a_small_panel(void **state)
{
    (void)state;
    harness_close(&h);
    open_with(&(struct harness_options){
        .width = 800, .height = 480, .language = "ar", .kept_dir = folder_root});
    struct self_check check = {.at = 1764754920, .took_s = 40};
    for (int i = 0; i < CHECK_PARTS; i++)
        check.result[i] = i == CHECK_STORAGE ? CHECK_FAILED : CHECK_FINE;
    assert_true(self_check_keep(&check));
    unlock();
    harness_reveal(&h, "tile:check");
    harness_press(&h, "tile:check");
    assert_true(harness_shows(&h, "\u0644\u0645 \u064a\u0646\u062c\u062d 1"));
}

/* A disk without room, and then with. */
static void test_a_pin_that_could_not_be_kept_is_tried_again(void **state)
{
    (void)state;
    char text[PIN_HASH_SIZE + 2], dir[512];
    snprintf(dir, sizeof dir, "%s", folder_path("none/state")); /* which cannot be made */
    folder_shell("touch none");
    kept_in(dir);
    unlock();
    assert_true(harness_shows(&h, "The PIN could not be kept"));
    harness_press(&h, "check:storage"); /* leads to what that means */
    harness_expect(&h, "staff-check");
    assert_true(harness_shows(&h, "holds until the kiosk starts anew"));
    assert_true(harness_shows(&h, "1 of 6 failed"));
    harness_press(&h, "check:again");
    assert_true(harness_shows(&h, "holds until the kiosk starts anew"));
    folder_shell("rm none; mkdir -p none/state");
    harness_press(&h, "staff-home");
    assert_false(harness_shows(&h, "The PIN could not be kept"));
    assert_true(kept_read("pin", text, sizeof text) > 0);
}

/* As if the machine were in this state. */
static void judge(const struct health_facts *facts)
{
    struct staff_home *home = &h.assembly.app->staff.home;
    home->facts = *facts;
    home->health = health_judge(&home->facts);
    harness_wait(&h, 20);
}

static void test_storage_and_restarts_lead_to_what_can_be_done(void **state)
{
    (void)state;
    const struct staff_check *check = &h.assembly.app->staff.check;
    struct health_facts facts = {
        .now = HEALTH_CLOCK_LEAST, .free_percent = 2, .restart = {.unwanted = HEALTH_RESTARTS + 1}};
    unlock();
    judge(&facts);
    harness_press(&h, "check:storage");
    assert_int_equal(check->chosen, CHECK_STORAGE);
    assert_int_not_equal(check->last.result[CHECK_STORAGE], CHECK_OPEN); /* looked at now */
    harness_press(&h, "staff-home");
    judge(&facts);
    harness_press(&h, "check:restart");
    harness_expect(&h, "staff-check");
    assert_true(harness_shows(&h, "Look whether its plug is firm."));
    harness_press(&h, "part:clock");
    assert_false(harness_shows(&h, "Look whether its plug is firm."));
}

static void test_a_check_that_is_stopped_leaves_the_last_result(void **state)
{
    (void)state;
    unlock();
    harness_press(&h, "tile:check");
    harness_press(&h, "check:all");
    swipe_rows(0, 2);
    harness_press(&h, "check:stop");
    assert_true(harness_shows(&h, "Not checked yet"));
}

static void test_visits_are_counted_and_staff_is_none(void **state)
{
    (void)state;
    harness_press(&h, "begin");
    unlock();
    assert_true(harness_shows(&h, "1 visit "));
    harness_press(&h, "staff-lock");
    unlock();
    assert_true(harness_shows(&h, "1 visit "));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kiosk, close_kiosk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_three_seconds_on_a_top_corner_open_the_pad),
        TEST(test_shorter_longer_or_elsewhere_does_not),
        TEST(test_the_mouse_and_a_keyboard_open_it_too),
        TEST(test_a_resting_hand_does_not),
        TEST(test_what_lies_under_a_short_hold_acts_as_ever),
        TEST(test_first_use_chooses_a_pin_in_two_steps),
        TEST(test_the_pad_speaks_staffs_language),
        TEST(test_the_pin_opens_and_a_wrong_one_counts),
        TEST(test_after_five_wrong_tries_the_pad_is_dead_for_a_while),
        TEST(test_it_locks_two_minutes_after_the_last_touch),
        TEST(test_the_touch_that_wakes_it_does_nothing_else),
        TEST(test_drops_of_water_do_not_keep_it_open),
        TEST(test_the_time_is_a_setting),
        TEST(test_no_visit_idles_and_no_demo_starts_on_the_staff_side),
        TEST(test_a_machine_that_slept_is_locked),
        TEST(test_cleaning_hears_nothing_and_ends_at_the_patients),
        TEST(test_the_whole_screen_is_painted_with_a_finger),
        TEST(test_squares_that_stay_white_are_told),
        TEST(test_one_part_alone_says_nothing_of_the_others),
        TEST(test_home_tells_what_the_self_check_found),
        TEST(test_sound_is_checked_by_ear),
        TEST(test_without_a_loudspeaker_that_is_said),
        TEST(test_the_verdict_is_seen_on_a_small_panel),
        TEST(test_a_pin_that_could_not_be_kept_is_tried_again),
        TEST(test_storage_and_restarts_lead_to_what_can_be_done),
        TEST(test_a_check_that_is_stopped_leaves_the_last_result),
        TEST(test_visits_are_counted_and_staff_is_none),
        TEST(test_staff_begins_in_the_clinics_language_and_takes_no_ease_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
