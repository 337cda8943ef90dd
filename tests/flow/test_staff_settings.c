/* Settings on the staff's screen: at once in force, kept in settings.json, and undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "clinic/settings_file.h"
#include "config/config_keys.h"
#include "folder.h"
#include "harness.h"

static struct harness h;
static char kept[300];

static struct app *app(void)
{
    return h.assembly.app;
}

static const struct config *config(void)
{
    return &h.assembly.config;
}

static void open_as(const struct harness_options *options)
{
    harness_open(&h, options);
    app()->staff.unlocked = true;
    app()->staff.touched_at = h.now;
    app_go(app(), SCREEN_STAFF_SETTINGS);
    harness_settle(&h);
    harness_expect(&h, "staff-settings");
}

static void open_with(const struct config *site, const char *kept_dir)
{
    open_as(&(struct harness_options){.config = site, .kept_dir = kept_dir});
}

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    open_with(NULL, kept);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    harness_close(&h);
    return folder_remove();
}

static void reopen(const struct config *site, const char *kept_dir)
{
    harness_close(&h);
    open_with(site, kept_dir);
}

static void section(const char *id)
{
    harness_press(&h, id);
}

static void expect_file(const char *expected)
{
    char text[4096];
    assert_true(settings_file_text(text, sizeof text));
    if (!strstr(text, expected))
        fail_msg("\"%s\" is not in %s", expected, text);
}

static void to_the_top(void)
{
    while (harness_has(&h, "scroll:up")) {
        harness_tap(&h, "scroll:up");
        harness_wait(&h, 1500);
    }
}

static void press_below(const char *id)
{
    while (!harness_has(&h, id)) {
        harness_tap(&h, "scroll:down");
        harness_wait(&h, 1500);
    }
    harness_press(&h, id);
}

static void test_a_change_is_in_force_at_once_and_is_undone(void **state)
{
    (void)state;
    section("settings:visits");
    assert_false(harness_has(&h, "undo"));
    for (int i = 0; i < 3; i++)
        harness_tap(&h, "idle.ask_s:more");
    assert_int_equal(config()->idle.ask_s, 120);
    assert_true(harness_shows(&h, "2 min"));
    expect_file("\"ask_s\": 120");
    harness_tap(&h, "idle.ask_s:more");
    assert_true(harness_shows(&h, "2:10 min"));
    harness_tap(&h, "idle.ask_s:less");
    harness_press(&h, "undo"); /* all three presses */
    assert_int_equal(config()->idle.ask_s, 90);
    assert_false(harness_has(&h, "undo"));
    harness_tap(&h, "less_motion");
    assert_true(config()->less_motion);
    harness_tap(&h, "visit.ask_feeling");
    assert_false(config()->visit.ask_feeling);
    harness_press(&h, "undo"); /* only the last */
    assert_true(config()->visit.ask_feeling);
    assert_true(config()->less_motion);
    harness_press(&h, "undo"); /* then the one before */
    assert_false(config()->less_motion);
    assert_false(harness_has(&h, "undo"));
}

/* One after the other, across the sections, and it is said which. */
static void test_undo_takes_back_the_last_change_and_says_which(void **state)
{
    (void)state;
    int all = app()->language_count;
    section("settings:language");
    harness_press(&h, "offer:ar");
    harness_press(&h, "offer:es");
    assert_int_equal(app()->language_count, all - 2);
    harness_press(&h, "settings:visits");
    struct rect more = harness_rect(&h, "idle.end_s:more");
    harness_tap(&h, "idle.end_s:more");
    harness_tap(&h, "idle.end_s:more");
    assert_true(rect_equal(more, harness_rect(&h, "idle.end_s:more"))); /* where the finger is */
    harness_tap(&h, "staff.lock_s:more");
    assert_int_equal(config()->idle.end_s, 40);
    harness_tap(&h, "idle.end_s:more"); /* again, but not at once */
    assert_true(harness_shows(&h, "Last change: Then the visit ends after"));
    harness_press(&h, "undo");
    assert_int_equal(config()->idle.end_s, 40);
    assert_true(harness_shows(&h, "Undone: Then the visit ends after"));
    assert_true(harness_shows(&h, "Last change: Staff screens lock after"));
    harness_press(&h, "undo");
    harness_press(&h, "undo");
    assert_int_equal(config()->idle.end_s, 30);
    assert_true(harness_shows(&h, "Last change: Espa\u00f1ol"));
    harness_press(&h, "undo");
    assert_int_equal(app()->language_count, all - 1);
    assert_true(harness_shows(&h, "Last change: \u0627\u0644"));
    harness_press(&h, "undo");
    assert_int_equal(app()->language_count, all);
    assert_false(harness_has(&h, "undo"));
}

static void test_sound_is_set_and_tried(void **state)
{
    (void)state;
    section("settings:sound");
    harness_tap(&h, "sound.volume:more");
    assert_int_equal(config()->sound.volume, 45);
    assert_true(harness_shows(&h, "45 %"));
    for (int i = 0; i < CUE_COUNT + 1; i++) {
        struct tried_cue tried = harness_try(&h, "test-sound");
        assert_int_equal(tried.volume, 45);
        assert_int_equal(tried.cue, i % CUE_COUNT);
    }
    assert_int_equal(h.frame->hearing.volume, 45);
    harness_tap(&h, "sound.waiting_room");
    assert_true(config()->sound.waiting_room);
    harness_tap(&h, "sound.tones");
    assert_false(config()->sound.tones);
    harness_tap(&h, "sound.read_aloud");
    assert_true(config()->sound.read_aloud);
    assert_int_equal(harness_try(&h, "test-sound").volume, 45); /* whatever the rest says */
    harness_hold(&h, "sound.volume:less", 5000);
    assert_int_equal(config()->sound.volume, 0);
    harness_settle(&h);
    assert_false(harness_has(&h, "test-sound"));
}

static void test_quiet_hours_are_set(void **state)
{
    (void)state;
    section("settings:sound");
    harness_reveal(&h, "sound.quiet_hours");
    assert_true(harness_shows(&h, "12:00 to 13:30 every day"));
    assert_false(harness_has(&h, "quiet-from:more"));
    harness_press(&h, "sound.quiet_hours");
    assert_true(config()->sound.quiet_hours);
    harness_reveal(&h, "quiet-from:more");
    harness_tap(&h, "quiet-from:more");
    harness_tap(&h, "quiet-to:less");
    expect_file("[\"12:15\", \"13:15\"]");
    assert_int_equal(config()->sound.quiet.spans[0].from, 12 * 60 + 15);
    assert_int_equal(config()->sound.quiet.spans[0].to, 13 * 60 + 15);
    harness_hold(&h, "quiet-from:more", 3000); /* not beyond the end */
    assert_int_equal(config()->sound.quiet.spans[0].from, 13 * 60);
    to_the_top();
    harness_reveal(&h, "sound.quiet_hours");
    harness_press(&h, "sound.quiet_hours");
    assert_false(config()->sound.quiet_hours);
    assert_false(harness_has(&h, "quiet-from:more"));
}

static void test_buttons_of_all_rows_stand_below_each_other(void **state)
{
    (void)state;
    section("settings:visits");
    struct rect first = harness_rect(&h, "idle.ask_s:less");
    assert_int_equal(harness_rect(&h, "idle.end_s:less").x, first.x);
    assert_int_equal(harness_rect(&h, "staff.lock_s:less").x, first.x);
}

static void test_a_limit_is_said(void **state)
{
    (void)state;
    section("settings:visits");
    harness_hold(&h, "idle.end_s:less", 3000);
    assert_int_equal(config()->idle.end_s, 20);
    harness_settle(&h);
    assert_true(harness_shows(&h, "20 s is the least"));
    assert_false(harness_has(&h, "idle.end_s:less"));
}

static void test_what_is_fixed_has_a_padlock_and_no_button(void **state)
{
    (void)state;
    struct config site;
    config_default(&site);
    site.fixed = (struct config_fixed){{"idle", "hours", "screen", "clinic.colour"}, 4};
    reopen(&site, kept);
    section("settings:visits");
    assert_false(harness_has(&h, "idle.ask_s:more"));
    assert_true(harness_shows(&h, "Set in the file"));
    section("settings:hours");
    assert_false(harness_has(&h, "day:0"));
    section("settings:clinic");
    assert_false(harness_has(&h, "colour:blue"));
    section("settings:screen");
    assert_false(harness_has(&h, "fits"));
}

static void test_a_disk_that_takes_nothing_is_said(void **state)
{
    (void)state;
    reopen(NULL, "");
    section("settings:visits");
    harness_press(&h, "idle.ask_s:more");
    assert_int_equal(config()->idle.ask_s, 90);
    assert_true(harness_shows(&h, "It could not be written. Nothing has changed."));
    assert_false(harness_has(&h, "undo"));
}

static void test_languages_are_offered_or_not(void **state)
{
    (void)state;
    int all = app()->language_count;
    section("settings:language");
    struct rect spanish = harness_rect(&h, "offer:es"), arabic = harness_rect(&h, "offer:ar");
    harness_press(&h, "offer:es");
    assert_true(rect_equal(spanish, harness_rect(&h, "offer:es"))); /* not under another finger */
    assert_true(rect_equal(arabic, harness_rect(&h, "offer:ar")));
    harness_press(&h, "offer:es");
    harness_press(&h, "offer:ar");
    assert_int_equal(app()->language_count, all - 1);
    assert_int_equal(app()->installed_count, all);
    harness_press(&h, "offer:en"); /* the start language stays */
    assert_int_equal(app()->language_count, all - 1);
    assert_true(harness_shows(&h, "always offered"));
    harness_press(&h, "offer:ar");
    assert_int_equal(app()->language_count, all);
    assert_int_equal(config()->languages.count, 0);
    harness_press(&h, "start-other");
    harness_press(&h, "offer:es");
    assert_string_equal(config()->language, "es");
}

static const char *shown_language(void)
{
    return strings_code(app()->strings);
}

static void test_staff_keep_their_language(void **state)
{
    (void)state;
    section("settings:language");
    press_below("staff-language");
    harness_press(&h, "language:es");
    assert_string_equal(shown_language(), "es");
    expect_file("\"language\": \"es\"");
    assert_string_equal(config()->language, "en");
    app_lock_staff(app());
    harness_settle(&h);
    assert_string_equal(shown_language(), "en"); /* patients' */
    app_unlock_staff(app());
    harness_settle(&h);
    assert_string_equal(shown_language(), "es");
    app_go(app(), SCREEN_STAFF_SETTINGS);
    harness_settle(&h);
    section("settings:visits");
    harness_tap(&h, "less_motion");
    assert_string_equal(shown_language(), "es");
}

static void test_the_language_of_staff_is_undone(void **state)
{
    (void)state;
    section("settings:language");
    press_below("staff-language");
    harness_press(&h, "language:es");
    harness_press(&h, "undo");
    assert_string_equal(shown_language(), "en");
    assert_string_equal(config()->staff.language, "");
}

static void test_hours_are_set_for_the_chosen_days(void **state)
{
    (void)state;
    section("settings:hours");
    assert_true(hours_always(&config()->hours));
    assert_true(harness_shows(&h, "to choose days and times")); /* no empty page */
    harness_press(&h, "always");
    assert_int_equal(config()->hours.days[0].spans[0].from, 480);
    assert_int_equal(config()->hours.days[6].count, 0);
    assert_true(harness_shows(&h, "8:00"));          /* what it is now is seen at once */
    assert_int_equal(app()->staff.settings.days, 0); /* nor do ticks look like a list of it */
    assert_true(harness_shows(&h, "Touch the days that are to be changed."));
    harness_reveal(&h, "workdays");
    harness_press(&h, "workdays");
    to_the_top();
    assert_true(harness_shows(&h, "Set the times of the days with a tick."));
    harness_press(&h, "day:0"); /* without Monday */
    harness_tap(&h, "opens:more");
    assert_int_equal(config()->hours.days[0].spans[0].from, 480);
    assert_int_equal(config()->hours.days[1].spans[0].from, 495);
    harness_reveal(&h, "split");
    harness_press(&h, "split");
    assert_int_equal(config()->hours.days[4].count, 2);
    harness_tap(&h, "break-from:less");
    assert_int_equal(config()->hours.days[4].count, 2);
    harness_reveal(&h, "join");
    harness_press(&h, "join");
    assert_int_equal(config()->hours.days[4].count, 1);
    harness_reveal(&h, "close-day");
    harness_press(&h, "close-day");
    assert_int_equal(config()->hours.days[4].count, 0);
    for (int i = 0; i < 7; i++) /* Monday alone is left */
        if (i != 0)
            assert_int_equal(config()->hours.days[i].count, 0);
    to_the_top();
    harness_press(&h, "day:0");
    harness_reveal(&h, "close-day");
    harness_press(&h, "close-day");
    assert_int_equal(config()->hours.days[0].count, 1);
    assert_true(harness_shows(&h, "Then it would never open."));
    harness_press(&h, "always");
    assert_true(hours_always(&config()->hours));
}

/* Where there is no room for the days as columns. */
static void test_hours_are_listed_on_a_small_panel(void **state)
{
    (void)state;
    harness_close(&h);
    open_as(&(struct harness_options){.width = 800, .height = 480, .kept_dir = folder_root});
    harness_reveal(&h, "settings:hours");
    section("settings:hours");
    harness_press(&h, "always");
    harness_reveal(&h, "day:6");
    assert_true(harness_shows(&h, "Sun: Closed"));
    harness_press(&h, "day:6");
    harness_reveal(&h, "workdays");
    harness_press(&h, "workdays");
    to_the_top();
    while (!harness_shows(&h, "Sat, Sun: Closed")) {
        harness_tap(&h, "scroll:down");
        harness_wait(&h, 1500);
    }
    assert_true(harness_shows(&h, "Mon, Tue, Wed, Thu, Fri: 8:00\u201318:00"));
}

/* Only what is set becomes the same on the chosen days. */
static void test_days_keep_what_is_not_changed(void **state)
{
    (void)state;
    section("settings:hours");
    harness_press(&h, "always");
    app()->staff.settings.days = 0;
    harness_press(&h, "day:1");
    harness_reveal(&h, "split");
    harness_press(&h, "split");
    to_the_top();
    harness_press(&h, "day:0");
    harness_press(&h, "day:6");
    harness_tap(&h, "opens:more");
    assert_int_equal(config()->hours.days[0].spans[0].from, 495);
    assert_int_equal(config()->hours.days[1].spans[0].from, 495);
    assert_int_equal(config()->hours.days[1].count, 2);
    assert_int_equal(config()->hours.days[6].count, 0);
    assert_int_equal(config()->hours.days[2].spans[0].from, 480);
    harness_reveal(&h, "open-day");
    harness_press(&h, "open-day");
    assert_int_equal(config()->hours.days[6].spans[0].from, 495);
    assert_int_equal(config()->hours.days[1].count, 2);
}

static void test_holidays_come_and_go(void **state)
{
    (void)state;
    section("settings:hours");
    harness_press(&h, "always");
    harness_reveal(&h, "holidays");
    harness_press(&h, "holidays");
    harness_tap(&h, "month:more");
    harness_tap(&h, "date:more");
    harness_press(&h, "close-date");
    harness_tap(&h, "date:less");
    harness_press(&h, "close-date");
    assert_int_equal(config()->hours.closed.count, 2);
    assert_int_equal(config()->hours.closed.dates[0],
                     hours_date_after(config()->hours.closed.dates[1], 1));
    char id[32] = "open:";
    hours_print_date(id + 5, sizeof id - 5, config()->hours.closed.dates[0]);
    harness_press(&h, id);
    assert_int_equal(config()->hours.closed.count, 1);
    harness_reveal(&h, "open-date"); /* the other is on the stepper */
    harness_press(&h, "open-date");
    assert_int_equal(config()->hours.closed.count, 0);
    harness_reveal(&h, "week");
    harness_press(&h, "week");
    assert_true(harness_has(&h, "day:0"));
}

static void test_a_size_comes_back_unless_it_is_kept(void **state)
{
    (void)state;
    section("settings:screen");
    harness_press(&h, "size:6"); /* 32 inches */
    assert_true(config()->screen.diagonal_mm > 812 && config()->screen.diagonal_mm < 814);
    harness_wait(&h, 14000);
    assert_true(config()->screen.diagonal_mm > 0);
    assert_true(harness_has(&h, "keep"));
    harness_wait(&h, 2000);
    assert_true(config()->screen.diagonal_mm == 0);
    assert_false(harness_has(&h, "keep"));
    harness_press(&h, "size:6");
    harness_press(&h, "keep");
    harness_wait(&h, 20000);
    assert_true(config()->screen.diagonal_mm > 812);
    harness_press(&h, "size:3");
    section("settings:visits"); /* who goes away has not said that it is right */
    assert_true(config()->screen.diagonal_mm > 812);
}

static void test_a_turn_comes_back_unless_it_is_kept(void **state)
{
    (void)state;
    section("settings:screen");
    press_below("turn:0"); /* as it is: nothing to ask */
    assert_false(harness_has(&h, "keep"));
    press_below("turn:1");
    assert_int_equal(config()->screen.rotate, 1);
    harness_wait(&h, 16000);
    assert_int_equal(config()->screen.rotate, 0);
    press_below("turn:3");
    harness_press(&h, "take-back");
    assert_int_equal(config()->screen.rotate, 0);
    press_below("turn:2");
    harness_press(&h, "keep");
    harness_wait(&h, 20000);
    assert_int_equal(config()->screen.rotate, 2);
}

static void test_the_frame_of_the_card_makes_the_size(void **state)
{
    (void)state;
    section("settings:screen");
    harness_tap(&h, "card:more");
    harness_tap(&h, "card:more");
    harness_press(&h, "fits");
    assert_true(config()->screen.diagonal_mm > 546 / 1.011 &&
                config()->screen.diagonal_mm < 546 / 1.009);
    harness_press(&h, "take-back");
    assert_true(config()->screen.diagonal_mm == 0);
}

/* Carries the corner of the frame so far from where it is; px. */
static void drag_corner(int dx, int dy)
{
    struct rect corner = harness_rect(&h, "card:corner");
    int x = corner.x + corner.w / 2, y = corner.y + corner.h / 2;
    harness_down(&h, FINGER, x, y);
    for (int i = 1; i <= 10; i++)
        harness_move(&h, FINGER, x + dx * i / 10, y + dy * i / 10);
    harness_up(&h, FINGER, x + dx, y + dy);
}

static void test_the_corner_of_the_frame_follows_a_finger(void **state)
{
    (void)state;
    section("settings:screen");
    struct rect before = harness_rect(&h, "card:corner");
    drag_corner(100, 126); /* the middle stays, so the width grows twice as fast */
    harness_wait(&h, 100);
    struct rect after = harness_rect(&h, "card:corner");
    assert_in_range(after.x - before.x, 97, 103);
    assert_in_range(after.y - before.y, 123, 129);
    harness_press(&h, "fits");
    double larger = (172.5 + 100) / 172.5; /* half of a bank card on 546 mm with 1920 x 1080 */
    assert_true(config()->screen.diagonal_mm > 546 / larger * 0.99 &&
                config()->screen.diagonal_mm < 546 / larger * 1.01);
    harness_press(&h, "take-back");
    assert_true(config()->screen.diagonal_mm == 0);
    assert_true(rect_equal(before, harness_rect(&h, "card:corner")));
}

static void test_on_a_small_panel_the_frame_is_whole_on_a_page_of_its_own(void **state)
{
    (void)state;
    struct config site;
    config_default(&site);
    site.screen.diagonal_mm = 178; /* 7 inches: a card takes 283 of 480 px */
    harness_close(&h);
    open_as(
        &(struct harness_options){.width = 800, .height = 480, .config = &site, .kept_dir = kept});
    press_below("settings:screen");
    harness_press(&h, "card");
    struct rect corner = harness_rect(&h, "card:corner"), back = harness_rect(&h, "card:back");
    assert_true(corner.y + corner.h <= 480 && corner.x + corner.w <= back.x);
    harness_tap(&h, "card:more");
    harness_press(&h, "fits");
    assert_true(config()->screen.diagonal_mm < 178);
    harness_press(&h, "take-back");
    assert_true(config()->screen.diagonal_mm == 178);
    harness_press(&h, "card");
    drag_corner(400, 300);
    corner = harness_rect(&h, "card:corner");
    assert_true(corner.y + corner.h <= 480 && corner.x + corner.w <= back.x);
    harness_press(&h, "card:back");
    assert_true(harness_has(&h, "card"));
}

static void test_a_frame_dragged_to_nothing_is_of_the_largest_screen(void **state)
{
    (void)state;
    section("settings:screen");
    drag_corner(-900, -900);
    harness_press(&h, "fits");
    const struct config_key *key = config_key_find("screen.diagonal_mm");
    assert_true(config()->screen.diagonal_mm == key->most);
}

static void test_the_colour_of_buttons_changes(void **state)
{
    (void)state;
    section("settings:clinic");
    harness_press(&h, "colour:plum");
    assert_int_equal(config()->clinic.colour, COLOUR_PLUM);
    assert_int_equal(app()->ui.color[COLOR_PRIMARY], 0xFF6B2D7B);
    harness_press(&h, "undo");
    assert_int_equal(app()->ui.color[COLOR_PRIMARY], h.assembly.theme.color[COLOR_PRIMARY]);
}

static void test_the_name_is_written_and_stands_on_the_first_screen(void **state)
{
    (void)state;
    section("settings:clinic");
    harness_press(&h, "write:name");
    harness_expect(&h, "staff-keyboard");
    text_edit_set(&app()->staff.writing.edit, "\"Vital\" Physio", 80);
    harness_press(&h, "key:done");
    harness_expect(&h, "staff-settings");
    assert_string_equal(config()->clinic.name, "\"Vital\" Physio");
    assert_true(harness_shows(&h, "\"Vital\" Physio"));
    harness_show(&h, "home");
    harness_settle(&h);
    assert_true(harness_shows(&h, "\"Vital\" Physio"));
}

static void write_on(const char *text)
{
    struct event event = {.kind = EVENT_TEXT, .at = h.now + 17};
    snprintf(event.text, sizeof event.text, "%s", text);
    harness_step(&h, &event, 1);
}

static void test_a_text_half_written_is_there_after_the_lock(void **state)
{
    (void)state;
    section("settings:clinic");
    harness_press(&h, "write:name");
    write_on("Park Str");
    app_lock_staff(app());
    reopen(NULL, kept); /* as after a power cut */
    section("settings:clinic");
    assert_true(harness_shows(&h, "Begun, not entered yet: Park Str"));
    assert_string_equal(config()->clinic.name, "");
    harness_press(&h, "write:name");
    write_on("eet");
    harness_press(&h, "key:done");
    harness_wait(&h, 100);
    assert_string_equal(config()->clinic.name, "Park Street");
    assert_false(harness_shows(&h, "Begun, not entered yet"));
    folder_shell("test ! -e state/half-written");
}

static void test_a_text_half_written_is_thrown_away_by_cancel(void **state)
{
    (void)state;
    section("settings:clinic");
    harness_press(&h, "write:emergency");
    write_on("11");
    app_lock_staff(app());
    harness_settle(&h);
    app_unlock_staff(app());
    app_go(app(), SCREEN_STAFF_SETTINGS);
    harness_settle(&h);
    section("settings:clinic");
    harness_press(&h, "write:emergency");
    harness_press(&h, "cancel");
    assert_false(harness_shows(&h, "Begun, not entered yet"));
    folder_shell("test ! -e state/half-written");
}

static void test_less_light_is_drawn_over_everything(void **state)
{
    (void)state;
    section("settings:screen");
    harness_reveal(&h, "brightness:less");
    for (int i = 0; i < 10; i++)
        harness_tap(&h, "brightness:less");
    const struct draw_list *list = h.frame->list;
    const struct draw_command *last = &list->commands[list->count - 1];
    assert_int_equal(last->kind, DRAW_FILL);
    assert_int_equal(last->fill.color >> 24, 128);
    assert_int_equal(last->rect.w, 1920);
}

static int darkness(void)
{
    const struct draw_list *list = h.frame->list;
    const struct draw_command *last = &list->commands[list->count - 1];
    bool over = last->kind == DRAW_FILL && last->rect.w == 1920 && last->rect.h == 1080;
    return over ? (int)(last->fill.color >> 24) : 0;
}

static void test_the_demo_dims_when_nobody_comes(void **state)
{
    (void)state;
    section("settings:screen");
    harness_reveal(&h, "dim_at_rest");
    harness_tap(&h, "dim_at_rest");
    assert_true(config()->dim_at_rest);
    harness_show(&h, "attract");
    harness_skip(&h, 9 * 60000);
    assert_int_equal(darkness(), 0);
    harness_skip(&h, 70000);
    assert_int_equal(darkness(), 128);
    harness_tap_at(&h, 960, 300);
    harness_settle(&h);
    harness_expect(&h, "home");
    assert_int_equal(darkness(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_change_is_in_force_at_once_and_is_undone),
        TEST(test_undo_takes_back_the_last_change_and_says_which),
        TEST(test_sound_is_set_and_tried),
        TEST(test_quiet_hours_are_set),
        TEST(test_buttons_of_all_rows_stand_below_each_other),
        TEST(test_a_limit_is_said),
        TEST(test_what_is_fixed_has_a_padlock_and_no_button),
        TEST(test_a_disk_that_takes_nothing_is_said),
        TEST(test_languages_are_offered_or_not),
        TEST(test_staff_keep_their_language),
        TEST(test_the_language_of_staff_is_undone),
        TEST(test_hours_are_set_for_the_chosen_days),
        TEST(test_days_keep_what_is_not_changed),
        TEST(test_hours_are_listed_on_a_small_panel),
        TEST(test_holidays_come_and_go),
        TEST(test_a_size_comes_back_unless_it_is_kept),
        TEST(test_a_turn_comes_back_unless_it_is_kept),
        TEST(test_the_frame_of_the_card_makes_the_size),
        TEST(test_the_colour_of_buttons_changes),
        TEST(test_the_corner_of_the_frame_follows_a_finger),
        TEST(test_on_a_small_panel_the_frame_is_whole_on_a_page_of_its_own),
        TEST(test_a_frame_dragged_to_nothing_is_of_the_largest_screen),
        TEST(test_the_name_is_written_and_stands_on_the_first_screen),
        TEST(test_a_text_half_written_is_there_after_the_lock),
        TEST(test_a_text_half_written_is_thrown_away_by_cancel),
        TEST(test_the_demo_dims_when_nobody_comes),
        TEST(test_less_light_is_drawn_over_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
