// links: ui config
/* Lines of paragraphs, with a font in which every byte is as wide as the next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memo.h"
#include "base/text_break.h"
#include "ui/stack.h"
#include "ui/text.h"

enum { SIZE = 20 };

static struct draw_list list;
static struct ui ui;
static struct theme theme;

/* Ten a cluster, twenty in the next heavier letters and so on, and 15 more where a beh stands
 * before an ellipsis: letters change their width with their neighbours. */
static size_t asked; /* bytes */

static int fake_width(void *context, struct font font, const char *text, size_t length)
{
    asked += length;
    (void)context;
    int width = 0;
    for (size_t at = 0; at < length; at += text_cluster(text + at, length - at))
        width += 10 * (1 + (int)font.weight);
    bool wider = length >= 5 && memcmp(text + length - 5, "\u0628\u2026", 5) == 0;
    return width + (wider ? 15 : 0);
}

static int fake_height(void *context, struct font font)
{
    (void)context;
    return font.size;
}

static void fake_language(void *context, const char *code)
{
    (void)context;
    (void)code;
}

/* By the first letter. */
static bool fake_direction(const char *text, bool otherwise)
{
    size_t ascii = strspn(text, " /0123456789");
    unsigned char first = (unsigned char)text[ascii];
    return first == 0 ? otherwise : first >= 0xD6 && first <= 0xDF;
}

static const struct text_measure measure = {.width = fake_width,
                                            .ascent = fake_height,
                                            .line_height = fake_height,
                                            .set_language = fake_language,
                                            .right_to_left = fake_direction};

static const struct font font = {FONT_REGULAR, SIZE};

static int setup(void **state)
{
    (void)state;
    theme_default(&theme);
    ui.measure = &measure;
    ui.color = theme.color;
    draw_list_reset(&list, 1000, 1000);
    metrics_init(&ui.metrics, &theme, 1000, 1000, 0, 0, false);
    ui_begin(&ui, &list, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    draw_list_free(&list);
    return 0;
}

/* The lines with | between them; `rows` of them have room. */
static const char *lines(const char *text, int width, int rows)
{
    static char out[512];
    size_t first = list.count, used = 0;
    ui_paragraph_font(&ui, (struct rect){0, 0, width, rows * SIZE}, font, 0xFF000000, ALIGN_LEFT,
                      text);
    out[0] = '\0';
    for (size_t i = first; i < list.count; i++)
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s", i > first ? "|" : "",
                                 list.commands[i].text.text);
    return out;
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width, rows;
        const char *lines;
    } table[] = {
        {"Lie on your back.", 100, 9, "Lie on|your back."},
        {"Lie on your back and rest.", 120, 9, "Lie on your|back and|rest."},
        {"Lie on your back and rest.", 140, 9, "Lie on your|back and rest."},
        {"Lie on your back.", 90, 1, "Lie on y\u2026"},
        {"Lie on your back.\nRest.", 300, 9, "Lie on your back.|Rest."},
        {"unbreakable", 50, 9, "unbre|akabl|e"},
        {"", 50, 9, ""},
        /* Chinese */
        {"保持不动休息", 30, 9, "保持|不动|休息"},
        {"保持不，休息", 30, 9, "保持|不，|休息"},
        {"保持10秒休息", 40, 9, "保持|10秒|休息"},
        {"保持不动休", 40, 9, "保持|不动休"},
        {"保持TENS休", 50, 9, "保持|TENS休"},
        {"保持，休息不动", 40, 1, "保持…"},
        {"保持不动", 10, 9, "保|持|不|动"}, /* too narrow for a word */
        /* letters and their marks stay together */
        {"e\u0301e\u0301e\u0301e\u0301", 20, 9, "e\u0301e\u0301|e\u0301e\u0301"},
        {"e\u0301e\u0301e\u0301e\u0301", 30, 1, "e\u0301e\u0301\u2026"},
        /* the cut text is measured as it will be drawn */
        {"\u0628\u0628\u0628\u0628\u0628", 40, 1, "\u0628\u2026"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *got = lines(table[i].text, table[i].width, table[i].rows);
        if (strcmp(got, table[i].lines) != 0)
            fail_msg("\"%s\" in %d: \"%s\", not \"%s\"", table[i].text, table[i].width, got,
                     table[i].lines);
    }
}

/* No line is wider than its place, whatever the text; all of it is shown. */
static void test_no_line_is_too_wide(void **state)
{
    (void)state;
    static const char *const seeds[] = {"a",      " ",      "\u4FDD", "\uFF0C", "10",
                                        "\u0628", "\u0301", "\xFF",   "\u0627"};
    uint32_t dice = 3;
    for (int round = 0; round < 2000; round++) {
        char text[64] = "";
        int count = round % 16;
        for (int i = 0; i < count; i++) {
            dice = dice * 1664525 + 1013904223;
            strcat(text, seeds[(dice >> 16) % (sizeof seeds / sizeof *seeds)]);
        }
        for (int rows = 1; rows < 20; rows += 18) {
            draw_list_reset(&list, 1000, 1000);
            lines(text, 60, rows);
            for (size_t i = 0; i < list.count; i++) {
                const char *line = list.commands[i].text.text;
                assert_true(fake_width(NULL, font, line, strlen(line)) <= 60);
            }
        }
    }
}

/* Every line follows its paragraph, although it alone would run the other way. */
static void test_lines_follow_their_paragraph(void **state)
{
    (void)state;
    lines("\u0627\u0644\u0639\u0644\u0627\u062C\nTENS.", 300, 9);
    assert_int_equal(list.count, 2);
    assert_true(list.commands[0].text.rtl && list.commands[1].text.rtl);
    draw_list_reset(&list, 1000, 1000);
    draw_mirror(&list, true);
    lines("Stop. Rest.", 60, 9);
    assert_false(list.commands[0].text.rtl || list.commands[1].text.rtl);
    draw_list_reset(&list, 1000, 1000);
    draw_mirror(&list, true);
    lines("3 / 12", 300, 9);
    assert_true(list.commands[0].text.rtl);
}

/* What a paragraph costs grows as it does, not as its square: no part of it is measured more than
 * a few times, cut or not. */
static void test_breaking_a_paragraph_measures_it_a_few_times(void **state)
{
    (void)state;
    static const char *const words[] = {"Lie on your back. ", "\u4FDD\u6301\u4E0D\u52A8",
                                        "\u0628\u0628 \u0628 "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int rows = 1; rows < 4000; rows *= 60) {
            static char text[8000];
            text[0] = '\0';
            while (strlen(text) < sizeof text - 100)
                strcat(text, words[i]);
            asked = 0;
            ui_paragraph_font(&ui, (struct rect){0, 0, 300, rows * SIZE}, font, 0xFF000000,
                              ALIGN_LEFT, text);
            if (asked >= 16 * sizeof text)
                fail_msg("%zu bytes were measured of text %zu in %d rows", asked, i, rows);
        }
}

static void test_widest_word(void **state)
{
    (void)state;
    assert_int_equal(ui_widest_word(&ui, font, "  Lie on\nyour back "), 40);
    assert_int_equal(ui_widest_word(&ui, font, "\u4FDD\u6301\uFF0C10\u79D2"), 30);
    assert_int_equal(ui_widest_word(&ui, font, ""), 0);
}

static void test_a_paragraph_in_two_fonts_has_every_word(void **state)
{
    (void)state;
    char text[4000];
    size_t used = (size_t)snprintf(text, sizeof text, "**You need:**");
    for (int i = 0; i < 200; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, " -%d", i);
    size_t first = list.count, things = 0;
    struct stack stack = stack_in(&ui, (struct rect){0, 0, 1000, 1000}, ALIGN_LEFT);
    stack_rich(&stack, TYPE_BODY, TYPE_LABEL, 0xFF000000, text);
    for (size_t i = first; i < list.count; i++)
        for (const char *at = list.commands[i].text.text; (at = strstr(at, "-")); at++)
            things++;
    assert_int_equal(things, 200);
    assert_string_equal(strrchr(list.commands[list.count - 1].text.text, '-'), "-199");
}

static void test_what_was_counted_of_one_weight_is_not_taken_for_another(void **state)
{
    (void)state;
    static struct memo memo;
    const char *text = "one two three four five six";
    for (int width = 100; width < 400; width++)
        for (int weight = FONT_REGULAR; weight < FONT_WEIGHT_COUNT; weight++) {
            const struct font heavier = {(enum font_weight)weight, SIZE};
            ui.lines = &memo;
            int kept = ui_paragraph_lines(&ui, width, heavier, text);
            ui.lines = NULL;
            assert_int_equal(kept, ui_paragraph_lines(&ui, width, heavier, text));
        }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_lines),
        TEST(test_no_line_is_too_wide),
        TEST(test_lines_follow_their_paragraph),
        TEST(test_breaking_a_paragraph_measures_it_a_few_times),
        TEST(test_what_was_counted_of_one_weight_is_not_taken_for_another),
        TEST(test_widest_word),
        TEST(test_a_paragraph_in_two_fonts_has_every_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
