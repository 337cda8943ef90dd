// links: cli
/* What staff write on the screen, and who asked for it learns of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "harness.h"
#include "ui/metrics.h"

static struct harness h;

static struct writing *writing(void)
{
    return &h.assembly.app->staff.writing;
}

static int drafts;
static char draft[WRITING_SIZE];

static void keep_draft(struct screen_context *context, const struct writing *asked)
{
    (void)context;
    drafts++;
    snprintf(draft, sizeof draft, "%s", asked->texts[asked->current].text);
}

/* As a screen of staff asks: over the home screen. */
static void ask(const char *english, const char *spanish)
{
    struct screen_context context = app_context(h.assembly.app);
    writing_ask(writing(), "details:name", "Name of the routine", "Name in", 80);
    for (int i = 0; i < context.language_count; i++) {
        const char *code = context.languages[i].code;
        const char *text = strcmp(code, "en") == 0   ? english
                           : strcmp(code, "es") == 0 ? spanish
                                                     : "";
        writing_add_regions(writing_add(writing(), code, text), context.content,
                            context.languages[i].strings);
    }
    writing()->changed = keep_draft;
    drafts = 0;
    app_open_panel(h.assembly.app, SCREEN_STAFF_KEYBOARD);
    harness_settle(&h);
    harness_expect(&h, "staff-keyboard");
}

static void open_at(int width, int height)
{
    harness_open(&h, &(struct harness_options){.width = width, .height = height});
    harness_show(&h, "staff-home");
    h.assembly.app->staff.sample = NULL; /* as when it was opened with the PIN */
    harness_settle(&h);
}

static int setup(void **state)
{
    (void)state;
    open_at(1920, 1080);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    harness_close(&h);
    return 0;
}

static void write_text(const char *text)
{
    struct event event = {.kind = EVENT_TEXT, .at = h.now + 17};
    snprintf(event.text, sizeof event.text, "%s", text);
    harness_step(&h, &event, 1);
}

static void test_a_name_is_written_with_a_finger(void **state)
{
    (void)state;
    static const char *const keys[] = {"key:p", "key:o", "key:s",     "key:t",   "key:-",
                                       "key:o", "key:p", "key:space", "quick:0", "key:2"};
    ask("", "");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        harness_tap(&h, keys[i]);
    assert_true(harness_shows(&h, "Post-op Lower back 2"));
    assert_true(harness_shows(&h, "20 of 80"));
    assert_int_equal(drafts, 10);
    assert_string_equal(draft, "Post-op Lower back 2");
    harness_tap(&h, "key:backspace"); /* a blank is left at the end */
    harness_press(&h, "key:done");
    harness_expect(&h, "staff-home");
    assert_false(writing_answered(writing(), "somebody else"));
    assert_true(writing_answered(writing(), "details:name"));
    assert_string_equal(writing_text_in(writing(), "en"), "Post-op Lower back");
    assert_false(writing_answered(writing(), "details:name")); /* once */
}

/* As of a language whose content has none. */
static void test_without_quick_words_there_is_no_row_for_them(void **state)
{
    (void)state;
    ask("Week 2", "");
    assert_true(harness_shows(&h, "Quick words"));
    writing()->texts[0].word_count = 0;
    harness_wait(&h, 20);
    assert_false(harness_shows(&h, "Quick words"));
}

static void test_a_tap_puts_the_caret_between_two_letters(void **state)
{
    (void)state;
    ask("Back", "");
    struct rect field = harness_rect(&h, "text");
    harness_tap_at(&h, field.x + 20, field.y + field.h / 2);
    assert_int_equal(writing()->edit.caret, 0);
    harness_tap(&h, "key:a");
    assert_true(harness_shows(&h, "ABack"));
}

static void test_each_language_has_its_own_text_keyboard_and_words(void **state)
{
    (void)state;
    ask("Week 2", "");
    harness_tap(&h, "in:1");
    assert_int_equal(writing()->current, 1);
    harness_tap(&h, "key:ñ");
    assert_true(harness_shows(&h, "Zona lumbar"));
    harness_tap(&h, "languages");
    harness_tap(&h, "also-in:2"); /* Arabic */
    assert_string_equal(writing()->texts[writing()->current].language, "ar");
    harness_tap(&h, "key:ب");
    harness_press(&h, "key:done");
    assert_true(writing_answered(writing(), "details:name"));
    assert_string_equal(writing_text_in(writing(), "en"), "Week 2");
    assert_string_equal(writing_text_in(writing(), "es"), "Ñ");
    assert_string_equal(writing_text_in(writing(), "ar"), "ب");
}

/* There the key for the next keyboard chooses the language of the text, which is named beside it.
 */
static void test_on_a_small_panel_the_language_of_the_text_is_named(void **state)
{
    (void)state;
    harness_close(&h);
    open_at(800, 480);
    ask("", "");
    assert_true(harness_shows(&h, "Name in English"));
    assert_false(harness_shows(&h, " of 80"));
    harness_tap(&h, "key:language");
    harness_tap(&h, "also-in:1");
    assert_true(harness_shows(&h, "Name in Español"));
    write_text("Semana");
    assert_true(harness_shows(&h, "Español"));
    assert_false(harness_shows(&h, "Name in"));
}

static void test_the_globe_goes_through_the_keyboards_and_leaves_the_text(void **state)
{
    (void)state;
    ask("Week 2", "");
    const int first = writing()->board;
    for (int i = 0; i < 5; i++) { /* Chinese has none */
        harness_tap(&h, "key:language");
        assert_int_equal(writing()->current, 0);
        assert_true(i == 4 || writing()->board != first);
    }
    assert_int_equal(writing()->board, first);
}

static void test_cancel_and_escape_keep_what_was(void **state)
{
    (void)state;
    for (int way = 0; way < 2; way++) {
        ask("Week 2", "Semana 2");
        harness_tap(&h, "text:clear");
        harness_tap(&h, "key:x");
        if (way == 0)
            harness_press(&h, "cancel");
        else
            harness_key(&h, KEY_ESCAPE);
        harness_settle(&h);
        harness_expect(&h, "staff-home");
        assert_false(writing_answered(writing(), "details:name"));
        assert_string_equal(writing_text_in(writing(), "en"), "Week 2");
    }
}

static void test_done_with_nothing_written_keeps_the_old_name(void **state)
{
    (void)state;
    ask("Week 2", "");
    harness_tap(&h, "text:clear");
    harness_press(&h, "key:done");
    assert_true(writing_answered(writing(), "details:name"));
    assert_string_equal(writing_text_in(writing(), "en"), "Week 2");
    ask("Week 2", "Semana 2"); /* but one of several may be taken away */
    harness_tap(&h, "in:1");
    harness_tap(&h, "text:clear");
    harness_press(&h, "key:done");
    assert_string_equal(writing_text_in(writing(), "en"), "Week 2");
    assert_string_equal(writing_text_in(writing(), "es"), "");
}

static void test_what_was_written_outlives_another_screen(void **state)
{
    (void)state;
    ask("Week", "");
    harness_tap(&h, "key:s");
    app_go(h.assembly.app, SCREEN_ATTRACT); /* as the lock does */
    harness_settle(&h);
    assert_false(writing_answered(writing(), "details:name"));
    assert_string_equal(writing_text_in(writing(), "en"), "Weeks");
}

/* ---- 80 letters ---- */

/* The counter as it is drawn. */
static const struct draw_command *counter(const char *text)
{
    for (size_t i = 0; i < h.frame->list->count; i++)
        if (h.frame->list->commands[i].kind == DRAW_TEXT &&
            strcmp(h.frame->list->commands[i].text.text, text) == 0)
            return &h.frame->list->commands[i];
    fail_msg("the counter does not say %s", text);
    return NULL;
}

static void test_the_counter_warns_and_ticks(void **state)
{
    (void)state;
    const color_t *colors = h.assembly.theme.color;
    char text[WRITING_SIZE];
    memset(text, 'a', 69);
    text[69] = '\0';
    ask(text, "");
    assert_int_equal(counter("69 of 80")->text.color, colors[COLOR_TEXT_SOFT]);
    harness_tap(&h, "key:a");
    assert_int_equal(counter("70 of 80")->text.color, colors[COLOR_WARNING_TEXT]);
    write_text("bbbbbbbbbb");
    int rest = counter("80 of 80")->text.x;
    int before = drafts;
    harness_tap(&h, "key:c");
    assert_int_not_equal(counter("80 of 80")->text.x, rest);
    assert_int_equal(writing()->edit.length, 80);
    assert_int_equal(drafts, before);
    harness_wait(&h, 500);
    assert_int_equal(counter("80 of 80")->text.x, rest);
    assert_true(h.frame->wake > h.now); /* and it rests */
}

/* ---- a real keyboard ---- */

static void test_texts_are_asked_for_only_while_a_field_is_there(void **state)
{
    (void)state;
    assert_false(h.frame->writing);
    write_text("x");
    harness_expect(&h, "staff-home");
    ask("", "");
    assert_true(h.frame->writing);
    write_text("Knie");
    write_text(" ");
    write_text("e");
    write_text("\u0301"); /* one letter with the one before */
    harness_key(&h, KEY_LEFT);
    harness_key(&h, KEY_BACKSPACE);
    assert_string_equal(writing()->edit.text, "Knieé");
    harness_key(&h, KEY_ENTER);
    harness_settle(&h);
    harness_expect(&h, "staff-home");
    assert_false(h.frame->writing);
    assert_true(writing_answered(writing(), "details:name"));
}

static void test_everything_can_be_reached_with_tab(void **state)
{
    (void)state;
    ask("Week 2", "");
    harness_choose(&h, "in:1");
    assert_int_equal(writing()->current, 1);
    harness_choose(&h, "key:done");
    harness_expect(&h, "staff-home");
}

/* ---- sizes ---- */

static void check_targets(double gap_mm)
{
    struct app_hit hits[128];
    size_t count = app_hits(h.assembly.app, hits, 128);
    struct metrics metrics;
    metrics_init(&metrics, &h.assembly.theme, h.stage.width, h.stage.height, 0, 0, false);
    int least = metrics_mm(&metrics, 16), gap = metrics_mm(&metrics, gap_mm) - 1;
    for (size_t i = 0; i < count; i++) {
        struct rect a = hits[i].rect;
        if (a.w < least || a.h < least)
            fail_msg("%s is smaller than 16 mm", hits[i].id);
        for (size_t k = 0; k < i; k++)
            if (!rect_empty(rect_intersect(rect_inset(a, -gap), hits[k].rect)) &&
                strncmp(hits[i].id, "text", 4) != 0) /* the field with its own button */
                fail_msg("%s and %s are closer than %.1f mm", hits[i].id, hits[k].id, gap_mm);
    }
}

static void test_targets_are_large_and_apart(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double gap_mm;
    } panels[] = {{1920, 1080, 6}, {1080, 1920, 6}, {800, 480, 4.5}};
    for (size_t p = 0; p < sizeof panels / sizeof *panels; p++) {
        harness_close(&h);
        open_at(panels[p].width, panels[p].height);
        ask("Week 2", "Semana 2");
        for (int i = 0; i < writing()->count; i++) {
            struct screen_context context = app_context(h.assembly.app);
            writing_choose(&context, writing(), i);
            harness_wait(&h, 20);
            check_targets(panels[p].gap_mm);
        }
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_name_is_written_with_a_finger),
        TEST(test_without_quick_words_there_is_no_row_for_them),
        TEST(test_a_tap_puts_the_caret_between_two_letters),
        TEST(test_each_language_has_its_own_text_keyboard_and_words),
        TEST(test_on_a_small_panel_the_language_of_the_text_is_named),
        TEST(test_the_globe_goes_through_the_keyboards_and_leaves_the_text),
        TEST(test_cancel_and_escape_keep_what_was),
        TEST(test_done_with_nothing_written_keeps_the_old_name),
        TEST(test_what_was_written_outlives_another_screen),
        TEST(test_the_counter_warns_and_ticks),
        TEST(test_texts_are_asked_for_only_while_a_field_is_there),
        TEST(test_everything_can_be_reached_with_tab),
        TEST(test_targets_are_large_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
