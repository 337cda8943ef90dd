// links: cli
/* Theme, settings and words are edited while somebody uses the kiosk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "edited.h"

/* ---- theme ---- */

static uint32_t corner(struct edited *f)
{
    return harness_paint(&f->h)->pixels[0] & 0xFFFFFF;
}

static void test_theme(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "home");
    harness_settle(&f->h);
    folder_shell(
        "sed -i 's/\"background\": \"#F[^\"]*\"/\"background\": \"#123456\"/' config/theme.json");
    assert_true(edit_is_shown(f));
    assert_int_equal(corner(f), 0x123456);
    folder_shell("cp config/theme.json good; sed -i '0,/123456/s//654321/; $d' config/theme.json");
    assert_false(edit_is_shown(f));
    folder_shell("sed '0,/#123456/s//654321/' good >config/theme.json");
    assert_false(edit_is_shown(f));
    folder_shell("rm config/theme.json");
    assert_false(edit_is_shown(f));
    assert_int_equal(corner(f), 0x123456);
    folder_shell("sed '0,/123456/s//654321/' good >config/theme.json");
    assert_true(edit_is_shown(f));
    assert_int_equal(corner(f), 0x654321);
}

static int body_width(struct edited *f)
{
    const struct text_measure *measure = edit_app(f)->ui.measure;
    return measure->width(measure->context, (struct font){FONT_REGULAR, 40}, "Hamburgefonts", 13);
}

static void test_fonts(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "home");
    int before = body_width(f);
    folder_shell("sed -i '/\"font\"/,$s/Regular.ttf/ExtraBold.ttf/' config/theme.json");
    assert_true(edit_is_shown(f));
    assert_true(body_width(f) > before);
    harness_paint(&f->h);
    const struct painter *painter = f->h.assembly.painter;
    folder_shell("sed -i '0,/ExtraBold.ttf/s//Missing.ttf/' config/theme.json");
    assert_false(edit_is_shown(f));
    assert_ptr_equal(f->h.assembly.painter, painter);
    assert_true(body_width(f) > before);
    folder_shell("sed -i 's/Missing.ttf/Regular.ttf/' config/theme.json");
    assert_true(edit_is_shown(f));
    assert_int_equal(body_width(f), before);
    harness_paint(&f->h);
}

/* ---- settings ---- */

static void test_idle_times(void **state)
{
    struct edited *f = *state;
    harness_show(&f->h, "home");
    folder_shell("sed -i 's/\"ask_s\": 90/\"ask_s\": 60/' config/kiosk.json");
    assert_true(edit_is_shown(f));
    edit_pass(f, 57000);
    harness_expect(&f->h, "home");
    harness_await(&f->h, "still-there", 4000);
    harness_settle(&f->h);
    harness_press(&f->h, "still-here");
    /* a fault anywhere in it: nothing of it counts, nor does its absence */
    folder_shell("sed -i 's/\"ask_s\": 60/\"ask_s\": 120/; s/\"end_s\": 30/\"end_s\": 5/' "
                 "config/kiosk.json");
    assert_false(edit_is_shown(f));
    folder_shell("rm config/kiosk.json");
    assert_false(edit_is_shown(f));
    harness_tap_at(&f->h, 2, 2);
    edit_pass(f, 57000);
    harness_await(&f->h, "still-there", 4000);
}

static void test_what_waits_for_the_next_visit(void **state)
{
    struct edited *f = *state;
    edit_play(f, 1);
    folder_shell("sed 's/\"less_motion\": false/\"less_motion\": true/; "
                 "s/\"language\": \"en\"/\"language\": \"xx\"/' config/kiosk.json >config/new; "
                 "sed 's/Touch to begin/Toca para empezar/; s/\"English\"/\"Xx\"/' "
                 "assets/lang/en.json >assets/lang/xx.json; mv config/new config/kiosk.json");
    assert_true(edit_is_shown(f));
    assert_string_equal(strings_code(edit_app(f)->strings), "en");
    assert_false(edit_app(f)->visit.ease.less_motion);
    harness_press(&f->h, "leave");
    assert_string_equal(strings_code(edit_app(f)->strings), "en");
    harness_key(&f->h, KEY_ESCAPE);
    harness_settle(&f->h);
    harness_expect(&f->h, "attract");
    assert_string_equal(strings_code(edit_app(f)->strings), "xx");
    assert_true(harness_shows(&f->h, "Toca para empezar"));
    assert_true(edit_app(f)->visit.ease.less_motion);
    /* nobody is here: at once */
    folder_shell("sed -i 's/\"language\": \"xx\"/\"language\": \"en\"/' config/kiosk.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Touch to begin"));
}

static void test_what_waits_for_the_next_start(void **state)
{
    struct edited *f = *state;
    folder_shell("sed -i 's/\"lock\": false/\"lock\": true/; "
                 "s/\"store_file\": \"\"/\"store_file\": \"other.db\"/' config/kiosk.json");
    assert_true(edit_is_shown(f));
    assert_false(f->h.assembly.config.lock);
    assert_string_equal(f->h.assembly.config.store_file, "");
}

static void test_other_packs(void **state)
{
    struct edited *f = *state;
    edit_make_clinic();
    folder_shell("mv made clinic");
    harness_show(&f->h, "home");
    folder_shell("sed -i 's/\"content_dirs\": \\[\\]/\"content_dirs\": [\"..\\/content\", "
                 "\"..\\/clinic\"]/' config/kiosk.json");
    assert_true(edit_is_shown(f));
    edit_pass(f, 100);
    assert_true(harness_has(&f->h, "card:clinic-first"));
    folder_shell("sed -i 's/Clinic first/Clinic again/' clinic/routines/clinic-first.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Clinic again"));
    folder_shell("sed -i 's/\"idle\"/\"idel\"/' config/kiosk.json");
    assert_false(edit_is_shown(f));
    folder_shell("sed -i 's/\"idel\"/\"idle\"/; s/, \"..\\/clinic\"//' config/kiosk.json");
    assert_true(edit_is_shown(f));
    assert_false(harness_has(&f->h, "card:clinic-first"));
}

/* ---- words ---- */

static void test_words(void **state)
{
    struct edited *f = *state;
    edit_play(f, 1);
    harness_press(&f->h, "pause");
    folder_shell("grep -q '\"Paused\"' assets/lang/en.json; "
                 "sed -i 's/\"Paused\"/\"Waiting\"/' assets/lang/en.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Waiting"));
    folder_shell(
        "cp assets/lang/en.json good; sed -i 's/\"Waiting\"/\"Broken\"/; $d' assets/lang/en.json");
    assert_false(edit_is_shown(f));
    folder_shell("rm -r assets/lang");
    assert_false(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Waiting"));
    folder_shell("mkdir assets/lang; sed 's/\"Waiting\"/\"Mended\"/' good >assets/lang/en.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Mended"));
}

/* ---- a language that is not the clinic's ---- */

static void test_a_translation_is_edited(void **state)
{
    struct edited *f = *state;
    edit_play(f, 2);
    app_set_language(edit_app(f), 1);
    struct session_view before = edit_view(f);
    folder_shell("grep -q 'Postura del niño' content/lang/es.json; "
                 "sed -i 's/Postura del niño/Postura blanda/' content/lang/es.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Postura blanda"));
    folder_shell("sed -i 's/\"Pausa\"/\"Espera\"/' assets/lang/es.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Espera"));
    assert_string_equal(strings_code(edit_app(f)->strings), "es");
    folder_shell("cp content/lang/es.json good; sed -i 's/Postura blanda/Rota/; $d' "
                 "content/lang/es.json; cp assets/lang/es.json words; "
                 "sed -i 's/\"Espera\"/\"Rota\"/; $d' assets/lang/es.json");
    edit_pass(f, 1500);
    assert_true(harness_shows(&f->h, "Postura blanda"));
    assert_true(harness_shows(&f->h, "Espera"));
    struct session_view after = edit_view(f);
    assert_int_equal(after.step, before.step);
    assert_int_equal(after.phase, before.phase);
    assert_true(after.remaining_ms < before.remaining_ms);
    folder_shell("mv good content/lang/es.json; mv words assets/lang/es.json");
    edit_pass(f, 1500);
    assert_true(harness_shows(&f->h, "Postura blanda"));
}

/* Who reads it keeps its words to the end of the visit, over texts that are now the clinic's. */
static void test_a_language_is_taken_away(void **state)
{
    struct edited *f = *state;
    edit_play(f, 2);
    app_set_language(edit_app(f), 1);
    folder_shell("rm -r content/lang; "
                 "sed -i 's/\"languages\": .*/\"languages\": [\"en\"],/' content/pack.json");
    assert_true(edit_is_shown(f));
    assert_true(harness_shows(&f->h, "Pausa"));
    assert_true(harness_shows(&f->h, "Child’s pose"));
    assert_true(harness_has(&f->h, "language"));
    harness_press(&f->h, "leave");
    harness_key(&f->h, KEY_ESCAPE);
    edit_pass(f, 500);
    harness_expect(&f->h, "attract");
    assert_true(harness_shows(&f->h, "Touch to begin"));
    assert_false(harness_has(&f->h, "language"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, edit_setup, edit_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_theme),
        test(test_fonts),
        test(test_idle_times),
        test(test_what_waits_for_the_next_visit),
        test(test_what_waits_for_the_next_start),
        test(test_other_packs),
        test(test_words),
        test(test_a_translation_is_edited),
        test(test_a_language_is_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
