// links: cli photo
/* Photos of a stick: chosen with a finger, and on the patients' screen within a second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "edited.h"
#include "photo.h"
#include "store/kept.h"

static struct edited *f;

static void plug_in(long mount)
{
    struct sticks *sticks = &edit_app(f)->sticks;
    *sticks = (struct sticks){.count = mount > 0};
    sticks->list[0].mount = mount;
    snprintf(sticks->list[0].path, sizeof sticks->list[0].path, "%s", folder_path("stick"));
}

static void show_photos(void)
{
    app_unlock_staff(edit_app(f));
    app_go(edit_app(f), SCREEN_STAFF_PHOTOS);
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-photos");
}

static int setup(void **state)
{
    if (edit_setup(state) != 0)
        return -1;
    f = *state;
    edit_close(f); /* again, with a folder for packs */
    static char kept[512];
    folder_shell("mkdir state stick; echo '{\"packs_dir\": \"../state/packs\"}' "
                 ">config/kiosk.json");
    photo_write(folder_path("stick/a.jpg"),
                &(struct photo){.width = 400, .height = 300, .orientation = 6});
    photo_write(folder_path("stick/b.jpg"), &(struct photo){.width = 300, .height = 400});
    snprintf(kept, sizeof kept, "%s", folder_path("state"));
    kept_in(kept);
    edit_open(f);
    return 0;
}

static int teardown(void **state)
{
    kept_in(NULL);
    return edit_teardown(state);
}

static void write_name(const char *text)
{
    harness_reveal(&f->h, "name:first");
    harness_press(&f->h, "name:first");
    harness_expect(&f->h, "staff-keyboard");
    struct event event = {.kind = EVENT_TEXT, .at = f->h.now + 17};
    snprintf(event.text, sizeof event.text, "%s", text);
    harness_step(&f->h, &event, 1);
    harness_press(&f->h, "done");
    harness_expect(&f->h, "staff-photos");
}

static void test_an_exercise_is_made_with_a_finger_and_undone(void **state)
{
    (void)state;
    plug_in(1);
    show_photos();
    harness_tap(&f->h, "photo:1");
    harness_tap(&f->h, "photo:0");
    harness_tap(&f->h, "exercise");
    harness_settle(&f->h);
    write_name("Heel raise");
    harness_reveal(&f->h, "kind:own");
    harness_tap(&f->h, "kind:own");
    harness_reveal(&f->h, "reps:more");
    harness_tap(&f->h, "reps:more");
    harness_tap(&f->h, "save");
    harness_wait(&f->h, 100);
    assert_true(harness_shows(&f->h, "“Heel raise” is among the exercises now."));
    assert_true(edit_is_shown(f));
    const struct exercise *exercise = content_exercise(app_content(edit_app(f)), "own-heel-raise");
    assert_non_null(exercise);
    assert_int_equal(exercise->pictures.count, 2);
    assert_int_equal(dose_kind(&exercise->dose), DOSE_OWN_PACE);
    assert_true(exercise->dose.reps > 10);
    harness_press(&f->h, "undo");
    assert_true(edit_is_shown(f));
    assert_null(content_exercise(app_content(edit_app(f)), "own-heel-raise"));
}

static void test_one_photo_becomes_the_logo(void **state)
{
    (void)state;
    plug_in(1);
    show_photos();
    assert_false(harness_has(&f->h, "logo"));
    harness_tap(&f->h, "photo:0");
    harness_tap(&f->h, "logo");
    harness_wait(&f->h, 100);
    assert_true(harness_shows(&f->h, "This is the logo now."));
    assert_true(edit_is_shown(f));
    assert_int_equal(app_content(edit_app(f))->logo.count, 1);
}

static void show_clinic(void)
{
    app_unlock_staff(edit_app(f));
    app_go(edit_app(f), SCREEN_STAFF_SETTINGS);
    harness_settle(&f->h);
    harness_press(&f->h, "settings:clinic");
    harness_reveal(&f->h, "logo:stick");
}

/* Off the own pack and off the screen, and back. */
static void take_off_and_undo(void)
{
    harness_tap(&f->h, "logo:none");
    harness_wait(&f->h, 50);
    assert_false(harness_has(&f->h, "logo:none"));
    assert_true(edit_is_shown(f));
    assert_int_equal(app_content(edit_app(f))->logo.count, 0);
    folder_shell("! grep -q logo state/packs/own/pack.json && ! ls state/packs/own/images/*");
    harness_press(&f->h, "undo");
    assert_true(edit_is_shown(f));
    harness_settle(&f->h);
    assert_true(harness_has(&f->h, "logo:none"));
    assert_false(harness_has(&f->h, "undo"));
    assert_int_equal(app_content(edit_app(f))->logo.count, 1);
}

static void test_the_settings_lead_to_a_logo_and_take_it_off(void **state)
{
    (void)state;
    plug_in(1);
    show_clinic();
    assert_false(harness_has(&f->h, "logo:none"));
    harness_press(&f->h, "logo:stick");
    harness_expect(&f->h, "staff-photos");
    harness_tap(&f->h, "photo:0");
    harness_tap(&f->h, "logo");
    harness_wait(&f->h, 100);
    assert_true(edit_is_shown(f));
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_expect(&f->h, "staff-settings");
    harness_reveal(&f->h, "logo:none");
    take_off_and_undo();
}

static void test_a_stick_that_is_pulled_out_is_told(void **state)
{
    (void)state;
    show_photos();
    assert_true(harness_shows(&f->h, "Plug in a stick with photos."));
    plug_in(1);
    harness_wait(&f->h, 100);
    harness_tap(&f->h, "photo:0");
    folder_shell("mv stick elsewhere"); /* before the kernel says so */
    harness_tap(&f->h, "logo");
    harness_wait(&f->h, 100);
    assert_true(harness_shows(&f->h, "The stick was pulled out. Nothing was changed."));
    plug_in(0);
    harness_wait(&f->h, 100);
    assert_true(harness_shows(&f->h, "Plug in a stick with photos."));
    folder_shell("test ! -e state/packs/own");
}

static void test_a_photo_that_cannot_be_used_is_named(void **state)
{
    (void)state;
    plug_in(1);
    show_photos();
    harness_tap(&f->h, "photo:0");
    folder_shell("for p in stick/*; do head -c 300 $p >x; mv x $p; done");
    harness_tap(&f->h, "logo");
    harness_wait(&f->h, 100);
    assert_true(harness_shows(&f->h, "cannot be used"));
}

static void make_draft(void)
{
    plug_in(1);
    show_photos();
    harness_tap(&f->h, "photo:1");
    harness_tap(&f->h, "photo:0");
    harness_tap(&f->h, "exercise");
    harness_settle(&f->h);
    write_name("Heel raise");
    harness_reveal(&f->h, "kind:own");
    harness_tap(&f->h, "kind:own");
}

/* The stick's bar leads there, with nothing plugged in. */
static void go_on(void)
{
    app_unlock_staff(edit_app(f));
    app_go(edit_app(f), SCREEN_STAFF_STICK);
    harness_settle(&f->h);
    assert_true(harness_shows(&f->h, "“Heel raise” is not finished yet."));
    harness_press(&f->h, "photos:go-on");
    harness_expect(&f->h, "staff-photos");
    harness_wait(&f->h, 100);
}

static void test_an_exercise_being_made_survives_the_lock_and_a_power_cut(void **state)
{
    (void)state;
    make_draft();
    app_lock_staff(edit_app(f));
    harness_settle(&f->h);
    plug_in(0);
    go_on();
    app_lock_staff(edit_app(f));
    edit_close(f); /* the power is cut */
    folder_shell("mv stick away");
    edit_open(f);
    go_on();
    const struct photo_draft *draft = &edit_app(f)->staff.photos.draft;
    assert_string_equal(draft->name, "Heel raise");
    assert_int_equal(draft->photos.count, 2);
    assert_int_equal(dose_kind(&draft->dose), DOSE_OWN_PACE);
    harness_tap(&f->h, "save");
    harness_wait(&f->h, 100);
    assert_true(edit_is_shown(f));
    assert_int_equal(content_exercise(app_content(edit_app(f)), "own-heel-raise")->pictures.count,
                     2);
    folder_shell("test ! -e state/photo-draft -a ! -e state/photo-draft.json");
}

static void test_a_name_half_written_survives_the_lock_and_cancel_takes_it_back(void **state)
{
    (void)state;
    make_draft();
    struct event event = {.kind = EVENT_TEXT, .text = " on"};
    while (harness_has(&f->h, "scroll:up")) {
        harness_tap(&f->h, "scroll:up");
        harness_wait(&f->h, 1500);
    }
    harness_press(&f->h, "name");
    event.at = f->h.now + 17;
    harness_step(&f->h, &event, 1);
    harness_press(&f->h, "cancel");
    assert_string_equal(edit_app(f)->staff.photos.draft.name, "Heel raise");
    harness_press(&f->h, "name");
    event.at = f->h.now + 17;
    harness_step(&f->h, &event, 1);
    app_lock_staff(edit_app(f));
    show_photos();
    assert_true(harness_shows(&f->h, "Heel raise on"));
    harness_press(&f->h, "go-on");
    assert_string_equal(edit_app(f)->staff.photos.draft.name, "Heel raise on");
}

static void test_photos_that_were_not_copied_are_named_until_the_stick_is_back(void **state)
{
    (void)state;
    make_draft();
    app_lock_staff(edit_app(f));
    harness_settle(&f->h);
    plug_in(0);
    folder_shell("rm -r state/photo-draft");
    go_on();
    assert_true(harness_shows(&f->h, "Not here: "));
    assert_true(harness_shows(&f->h, "a.jpg"));
    assert_false(harness_has(&f->h, "save"));
    plug_in(2);
    harness_wait(&f->h, 200);
    assert_false(harness_shows(&f->h, "Not here: "));
    assert_true(harness_has(&f->h, "save"));
}

static void test_a_new_one_throws_the_begun_one_away(void **state)
{
    (void)state;
    make_draft();
    app_lock_staff(edit_app(f));
    show_photos();
    harness_press(&f->h, "anew");
    folder_shell("test ! -e state/photo-draft -a ! -e state/photo-draft.json");
    assert_true(harness_has(&f->h, "photo:0"));
    app_lock_staff(edit_app(f));
    show_photos();
    assert_false(harness_has(&f->h, "anew"));
}

static void test_a_choice_of_photos_comes_back_after_the_lock(void **state)
{
    (void)state;
    plug_in(1);
    show_photos();
    harness_tap(&f->h, "photo:1");
    app_lock_staff(edit_app(f));
    plug_in(2);
    show_photos();
    harness_wait(&f->h, 100);
    assert_true(harness_has(&f->h, "exercise"));
    assert_int_equal(edit_app(f)->staff.photos.draft.photos.count, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_an_exercise_is_made_with_a_finger_and_undone),
        TEST(test_one_photo_becomes_the_logo),
        TEST(test_the_settings_lead_to_a_logo_and_take_it_off),
        TEST(test_a_stick_that_is_pulled_out_is_told),
        TEST(test_a_photo_that_cannot_be_used_is_named),
        TEST(test_an_exercise_being_made_survives_the_lock_and_a_power_cut),
        TEST(test_a_name_half_written_survives_the_lock_and_cancel_takes_it_back),
        TEST(test_photos_that_were_not_copied_are_named_until_the_stick_is_back),
        TEST(test_a_new_one_throws_the_begun_one_away),
        TEST(test_a_choice_of_photos_comes_back_after_the_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
