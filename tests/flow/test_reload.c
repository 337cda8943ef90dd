// links: cli
/* Content is edited while somebody uses the kiosk: who keeps which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/screen_stack.h"
#include "edited.h"

/* ---- a routine goes on ---- */

static void test_words_change_while_playing(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    struct session_view before = edit_view(f);
    assert_string_equal(before.current->exercise->id, "knee-to-chest");
    ms_t at = f->h.now;
    edit_rename("knee-to-chest", "Another name");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "player");
    assert_true(harness_shows(&f->h, "Another name"));
    struct session_view after = edit_view(f);
    assert_int_equal(after.step, before.step);
    assert_int_equal(after.phase, before.phase);
    assert_int_equal(after.rep, before.rep);
    assert_int_equal(after.remaining_ms, before.remaining_ms - (f->h.now - at));
    /* and to its end */
    for (int i = 0; i < 20 && strcmp(harness_screen(&f->h), "player") == 0; i++)
        harness_press(&f->h, "next");
    harness_expect(&f->h, "finish");
}

/* Patients see what they saw before; staff read on their first screen, and over the routines, that
 * there is something else. */
static void test_staff_are_told_of_what_is_not_taken(void **state)
{
    struct edited *f = *state;
    struct app *app = edit_app(f);
    folder_shell("sed -i 's/\"color\": \"[a-z]*\"/\"color\": 5/' content/routines/" EDIT_ROUTINE
                 ".json");
    edit_pass(f, 700);
    app->staff.unlocked = true;
    app->staff.touched_at = app->now;
    app_go(app, SCREEN_STAFF_HOME);
    edit_pass(f, 700);
    assert_true(harness_shows(&f->h, "With a mistake: 1"));
    app_go(app, SCREEN_STAFF_ROUTINES);
    edit_pass(f, 700);
    assert_true(harness_shows(&f->h, "patients still see what they saw before"));
}

static void test_it_waits_while_paused(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    harness_press(&f->h, "pause");
    struct session_view before = edit_view(f);
    edit_rename("knee-to-chest", "Another name");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "paused");
    assert_true(harness_shows(&f->h, "Another name"));
    struct session_view after = edit_view(f);
    assert_int_equal(after.state, SESSION_PAUSED);
    assert_int_equal(after.remaining_ms, before.remaining_ms);
    harness_press(&f->h, "resume");
    harness_expect(&f->h, "player");
    assert_int_equal(edit_view(f).state, SESSION_COUNT_IN);
    edit_rename("knee-to-chest", "Third name");
    assert_true(edit_is_shown(f));
    assert_int_equal(edit_view(f).state, SESSION_COUNT_IN);
    harness_press(&f->h, "hurts");
    edit_rename("knee-to-chest", "Fourth name");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "hurt");
    assert_true(edit_view(f).hurt);
}

static void test_steps_are_added_before_it(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    struct session_view before = edit_view(f);
    folder_shell("sed -i 's/{\"exercise\": \"childs-pose\"},/{\"exercise\": \"cat-cow\"}, &/' "
                 "content/routines/lower-back-relief.json");
    assert_true(edit_is_shown(f));
    struct session_view after = edit_view(f);
    assert_int_equal(after.step, before.step + 1);
    assert_int_equal(after.step_count, before.step_count + 1);
    assert_int_equal(after.phase, before.phase);
    assert_string_equal(after.current->exercise->id, "knee-to-chest");
    assert_ptr_equal(edit_app(f)->visit.routine, edit_app(f)->visit.session.routine);
}

/* ---- what vanishes ---- */

static const char *const places[] = {"overview", "player", "paused", "hurt", "finish"};

static void test_a_routine_vanishes(void **state)
{
    struct edited *f = *state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char spec[80];
        snprintf(spec, sizeof spec, "%s:%s", places[i], EDIT_ROUTINE);
        harness_show(&f->h, spec);
        folder_shell("mv content/routines/%s.json .", EDIT_ROUTINE);
        assert_true(edit_is_shown(f));
        harness_expect(&f->h, "home");
        assert_false(edit_app(f)->visit.in_session);
        folder_shell("mv %s.json content/routines", EDIT_ROUTINE);
        assert_true(edit_is_shown(f));
        harness_expect(&f->h, "home");
    }
    harness_press(&f->h, "advice");
    harness_expect(&f->h, "advice");
}

static void test_its_exercise_leaves_the_routine(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    folder_shell("sed -i '/knee-to-chest/d' content/routines/lower-back-relief.json");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "home");
}

/* An exercise that routines still name cannot go. */
static void test_its_exercise_is_deleted(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    folder_shell("mv content/exercises/knee-to-chest.json .");
    assert_false(edit_is_shown(f));
    harness_expect(&f->h, "player");
    assert_true(harness_shows(&f->h, "Knee to chest"));
    folder_shell("mv knee-to-chest.json content/exercises; touch content/pack.json");
    edit_is_shown(f);
    harness_expect(&f->h, "player");
}

static void test_a_routine_vanishes_behind_a_panel(void **state)
{
    struct edited *f = *state;
    edit_play(f, 1);
    harness_press(&f->h, "ease");
    folder_shell("mv content/routines/%s.json .", EDIT_ROUTINE);
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "ease");
    harness_press(&f->h, "close");
    harness_expect(&f->h, "home");
    folder_shell("mv %s.json content/routines", EDIT_ROUTINE);
    assert_true(edit_is_shown(f));

    edit_play(f, 1);
    harness_press(&f->h, "pause");
    harness_await(&f->h, "still-there", 100000);
    harness_settle(&f->h);
    folder_shell("rm content/routines/%s.json", EDIT_ROUTINE);
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "still-there");
    harness_press(&f->h, "still-here");
    harness_expect(&f->h, "home");
}

static void test_a_page_that_is_read(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "advice:when-to-stop");
    folder_shell(
        "sed -i 's/^  \"title\": .*/  \"title\": \"Stop here\",/' content/pages/when-to-stop.json");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "advice");
    assert_true(harness_shows(&f->h, "Stop here"));
    assert_non_null(edit_app(f)->visit.page);
    folder_shell("rm content/pages/when-to-stop.json");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "advice");
    assert_null(edit_app(f)->visit.page);
}

/* ---- the demo ---- */

static void test_the_demo_goes_on(void **state)
{
    struct edited *f = *state;
    edit_pass(f, 40000);
    const struct session *demo = &edit_app(f)->demo.session;
    char id[80], exercise[80];
    snprintf(id, sizeof id, "%s", demo->routine->id);
    int step = demo->phases[demo->current].step;
    snprintf(exercise, sizeof exercise, "%s", demo->steps[step].exercise->id);
    edit_rename(exercise, "Moving on");
    assert_true(edit_is_shown(f));
    assert_string_equal(demo->routine->id, id);
    assert_int_equal(demo->phases[demo->current].step, step);
    assert_true(harness_shows(&f->h, "Moving on"));
    folder_shell("rm content/routines/%s.json", id);
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "attract");
    assert_string_not_equal(demo->routine->id, id);
    edit_pass(f, 100000);
    harness_press(&f->h, "begin");
    harness_expect(&f->h, "home");
}

/* ---- how people save ---- */

static void test_saves_of_editors(void **state)
{
    struct edited *f = *state;
    static const char *const saves[] = {
        /* the real sed; cp over it; a rename over it; vim */
        "sed 's/@/Saved 0/' t >new; cp new knee-to-chest.json",
        "sed 's/@/Saved 1/' t >.new; mv .new knee-to-chest.json",
        ("touch 4913; rm 4913; mv knee-to-chest.json knee-to-chest.json~; "
         "sed 's/@/Saved 2/' t >knee-to-chest.json; rm knee-to-chest.json~"),
        "touch .knee.swp .#knee; sed 's/@/Saved 3/' t | tee knee-to-chest.json >/dev/null",
        "cp -p t before; sed 's/@/Saved 4/' t >after; cp -p after knee-to-chest.json",
        "rm knee-to-chest.json; sed 's/@/Saved 5/' t >knee-to-chest.json",
    };
    folder_shell("cd content/exercises; mkdir ../../work; "
                 "sed 's/^  \"name\": .*/  \"name\": \"@\",/' knee-to-chest.json >t; mv t ../..");
    edit_play(f, 3);
    for (size_t i = 0; i < sizeof saves / sizeof *saves; i++) {
        char name[16];
        snprintf(name, sizeof name, "Saved %zu", i);
        folder_shell("cp t content/exercises/t; cd content/exercises; %s; rm -f t new after before",
                     saves[i]);
        assert_true(edit_is_shown(f));
        harness_expect(&f->h, "player");
        assert_true(harness_shows(&f->h, name));
        assert_false(edit_is_shown(f));
    }
}

static void test_broken_in_between(void **state)
{
    struct edited *f = *state;
    static const char *const breaks[] = {
        "sed -i '5,$d' content/exercises/knee-to-chest.json",
        ": >content/exercises/knee-to-chest.json",
        "sed -i 's/\"supine\"/\"floating\"/' content/exercises/knee-to-chest.json",
        "sed -i 's/knee-to-chest/knee-to-breast/' content/routines/lower-back-relief.json",
        "echo '{' >content/pack.json",
        "rm content/pack.json",
        "chmod 000 content/exercises; rm -r content/routines",
        "rm -r content",
        "rm -r content; mkdir content",
        "rm -r content; echo x >content",
        "mv content away",
    };
    folder_shell("cp -r content good");
    edit_play(f, 3);
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        folder_shell("%s", breaks[i]);
        assert_false(edit_is_shown(f));
        harness_expect(&f->h, "player");
        assert_true(harness_shows(&f->h, "Knee to chest"));
        folder_shell("chmod -fR u+rwx content || true; rm -rf content; cp -r good content");
        assert_true(edit_is_shown(f));
        harness_expect(&f->h, "player");
        assert_int_equal(edit_view(f).step, 2);
        for (int back = 0; back < 3; back++) /* to the first step, from anywhere in the third */
            harness_press(&f->h, "back");
        harness_press(&f->h, "next");
        harness_press(&f->h, "next");
        harness_settle(&f->h);
    }
    edit_rename("knee-to-chest", "Still watched");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Still watched"));
}

/* What was left out from the start does not hold up the rest. */
static void test_an_old_fault_elsewhere(void **state)
{
    struct edited *f = *state;
    folder_shell("echo '{' >content/exercises/new.json");
    assert_true(edit_is_shown(f)); /* a file that never was shown */
    folder_shell("rm content/pages/costs.json");
    assert_true(edit_is_shown(f));
    edit_play(f, 3);
    folder_shell("echo '{ \"id\":' >content/exercises/new.json");
    edit_is_shown(f);
    edit_rename("knee-to-chest", "Goes on");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Goes on"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, edit_setup, edit_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_words_change_while_playing), test(test_staff_are_told_of_what_is_not_taken),
        test(test_it_waits_while_paused),      test(test_steps_are_added_before_it),
        test(test_a_routine_vanishes),         test(test_its_exercise_leaves_the_routine),
        test(test_its_exercise_is_deleted),    test(test_a_routine_vanishes_behind_a_panel),
        test(test_a_page_that_is_read),        test(test_the_demo_goes_on),
        test(test_saves_of_editors),           test(test_broken_in_between),
        test(test_an_old_fault_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
