// links: cli
/* Packs come, go and move while somebody uses the kiosk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "edited.h"

/* ---- packs ---- */

static void test_a_pack_is_copied_file_by_file(void **state)
{
    struct edited *f = *state;
    edit_make_clinic();
    folder_shell("echo '{\"content_dirs\": [\"../content\", \"../clinic\"]}' >config/kiosk.json");
    edit_is_shown(f);
    edit_rename("childs-pose", "Not held up");
    assert_true(edit_is_shown(f));
    assert_string_equal(content_exercise(app_content(edit_app(f)), "childs-pose")->name,
                        "Not held up");
    edit_play(f, 3);
    static const char *const parts[] = {"routines",  "routines/clinic-first.json",
                                        "exercises", "exercises/knee-to-chest.json",
                                        "pack.json", "exercises/clinic-hug.json"};
    folder_shell("mkdir clinic");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        folder_shell("[ -d made/%s ] && mkdir clinic/%s || cp made/%s clinic/%s", parts[i],
                     parts[i], parts[i], parts[i]);
        edit_is_shown(f);
        harness_expect(&f->h, "player");
        assert_int_equal(edit_view(f).step, 2);
    }
    assert_true(harness_shows(&f->h, "As we do it"));
    harness_press(&f->h, "leave");
    harness_expect(&f->h, "home");
    assert_true(harness_has(&f->h, "card:clinic-first"));

    /* Pulled out, like a stick: what is shown stays; another one plugged in. */
    folder_shell("mv clinic pulled");
    assert_false(edit_is_shown(f));
    assert_true(harness_has(&f->h, "card:clinic-first"));
    folder_shell("sed -i 's/Clinic first/Clinic next/' made/routines/clinic-first.json; "
                 "cp -r made clinic");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Clinic next"));
}

static void zip_clinic(void)
{
    folder_shell("rm -f fresh.zip; python3 -m zipfile -c fresh.zip made");
}

/* Replaced by mv and by cp, in parts, by something else, and taken away. */
static void test_a_zip_is_replaced(void **state)
{
    struct edited *f = *state;
    edit_make_clinic();
    zip_clinic();
    folder_shell("echo '{\"content_dirs\": [\"../content\", \"../clinic.zip\"]}' "
                 ">config/kiosk.json");
    edit_is_shown(f);
    folder_shell("mv fresh.zip clinic.zip");
    assert_true(edit_is_shown(f));
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    assert_true(harness_has(&f->h, "card:clinic-first"));

    folder_shell("sed -i 's/Clinic first/Clinic next/' made/routines/clinic-first.json");
    zip_clinic();
    folder_shell("cp fresh.zip clinic.zip");
    assert_true(edit_is_shown(f));
    harness_settle(&f->h);
    assert_true(harness_shows(&f->h, "Clinic next"));

    static const char *const broken[] = {"head -c 900 fresh.zip >clinic.zip",
                                         ": >clinic.zip",
                                         "head -c 5000 /dev/zero >clinic.zip",
                                         "rm clinic.zip; mkdir clinic.zip",
                                         "rmdir clinic.zip; cp made/pack.json clinic.zip",
                                         "rm clinic.zip"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        folder_shell("%s", broken[i]);
        assert_false(edit_is_shown(f));
        assert_true(harness_shows(&f->h, "Clinic next"));
    }
    folder_shell("sed -i 's/Clinic next/Clinic last/' made/routines/clinic-first.json");
    zip_clinic();
    folder_shell("head -c 900 fresh.zip >clinic.zip");
    assert_false(edit_is_shown(f));
    folder_shell("tail -c +901 fresh.zip >>clinic.zip"); /* the rest of a slow copy */
    assert_true(edit_is_shown(f));
    harness_settle(&f->h);
    assert_true(harness_shows(&f->h, "Clinic last"));
}

/* A press opens the card that was pressed, or nothing. */
static void test_cards_move_under_a_finger(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    struct rect rect = {0};
    char card[88], id[80];
    snprintf(id, sizeof id, "%s", app_content(edit_app(f))->routines[0]->id);
    snprintf(card, sizeof card, "card:%s", id);
    rect = harness_rect(&f->h, card);
    harness_down(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    folder_shell(
        "cd content/routines; sed 's/^  \"id\": .*/  \"id\": \"aaa\",/' %s.json >aaa.json; "
        "sed -i 's/\"routines\": *\\[/&\"aaa\", /' ../pack.json",
        id);
    assert_true(edit_is_shown(f));
    assert_string_equal(app_content(edit_app(f))->routines[0]->id, "aaa");
    harness_up(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    harness_expect(&f->h, "home"); /* it slid off */
    rect = harness_rect(&f->h, card);
    harness_down(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    folder_shell("touch content/pack.json");
    assert_true(edit_is_shown(f));
    harness_up(&f->h, FINGER, rect.x + rect.w / 2, rect.y + rect.h / 2);
    harness_expect(&f->h, "overview"); /* it stayed */
    assert_string_equal(edit_app(f)->visit.routine->id, id);
}

static void test_a_tap_in_the_moment_of_change_opens_nothing_else(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    char first[80], card[88];
    snprintf(first, sizeof first, "%s", app_content(edit_app(f))->routines[0]->id);
    snprintf(card, sizeof card, "card:%s", first);
    struct rect rect = harness_rect(&f->h, card);
    folder_shell("rm content/routines/%s.json; sed -i 's/\"%s\",//' content/pack.json", first,
                 first);
    for (ms_t end = f->h.now + 1000; !changes_follow(f->changes, f->h.now);) {
        harness_step(&f->h, NULL, 0);
        assert_true(f->h.now < end);
    }
    struct event tap[] = {{.kind = EVENT_POINTER_DOWN,
                           .at = f->h.now,
                           .pointer = FINGER,
                           .x = rect.x + rect.w / 2,
                           .y = rect.y + rect.h / 2},
                          {.kind = EVENT_POINTER_UP,
                           .at = f->h.now + 1,
                           .pointer = FINGER,
                           .x = rect.x + rect.w / 2,
                           .y = rect.y + rect.h / 2}};
    harness_step(&f->h, tap, 2);
    harness_expect(&f->h, "home");
}

static void test_trouble_is_over_at_once(void **state)
{
    struct edited *f = *state;
    edit_close(f);
    folder_shell("mv content away; mkdir content");
    edit_open(f);
    harness_expect(&f->h, "trouble");
    edit_pass(f, 1000);
    folder_shell("cp -r away/pack.json away/exercises content");
    edit_is_shown(f);
    harness_expect(&f->h, "trouble");
    folder_shell("cp -r away/routines away/pages content");
    assert_true(edit_is_shown(f));
    harness_expect(&f->h, "attract");
    harness_settle(&f->h);
    harness_press(&f->h, "begin");
    harness_expect(&f->h, "home");
}

/* ---- pictures ---- */

static void test_a_pose_is_edited(void **state)
{
    struct edited *f = *state;
    edit_play(f, 3);
    harness_press(&f->h, "pause");
    edit_pass(f, 1000);
    const struct canvas *canvas = harness_paint(&f->h);
    size_t size = (size_t)canvas->width * (size_t)canvas->height * sizeof *canvas->pixels;
    uint32_t *before = malloc(size);
    assert_non_null(before);
    memcpy(before, canvas->pixels, size);
    folder_shell("touch content/exercises/knee-to-chest.json");
    assert_true(edit_is_shown(f));
    assert_memory_equal(harness_paint(&f->h)->pixels, before, size);
    folder_shell("sed -i 's/\"camera\": *{\"yaw\": *[-0-9]*/\"camera\": {\"yaw\": 40/' "
                 "content/exercises/knee-to-chest.json; grep -q '\"yaw\": 40' "
                 "content/exercises/knee-to-chest.json");
    assert_true(edit_is_shown(f));
    assert_memory_not_equal(harness_paint(&f->h)->pixels, before, size);
    free(before);
}

#define test(name) cmocka_unit_test_setup_teardown(name, edit_setup, edit_teardown)

static clock_t time_to_show(struct edited *f)
{
    clock_t start = clock();
    assert_true(edit_is_shown(f));
    return clock() - start;
}

/* Comparing the faults of before and after must not take longer than loading: the screen waits. */
static void test_thousands_of_wrong_files(void **state)
{
    struct edited *f = *state;
    edit_make_clinic();
    folder_shell("echo '{\"content_dirs\": [\"../content\", \"../clinic\"]}' >config/kiosk.json; "
                 "mkdir -p made/pages; for part in exercises pages; do "
                 "(cd made/$part; seq -f '%%g.json' 9000 | xargs touch); done; mv made clinic");
    clock_t first = time_to_show(f);
    edit_rename("childs-pose", "Once more");
    clock_t second = time_to_show(f);
    assert_true(second < 3 * first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_a_pack_is_copied_file_by_file),
        test(test_a_zip_is_replaced),
        test(test_cards_move_under_a_finger),
        test(test_a_tap_in_the_moment_of_change_opens_nothing_else),
        test(test_trouble_is_over_at_once),
        test(test_a_pose_is_edited),
        test(test_thousands_of_wrong_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
