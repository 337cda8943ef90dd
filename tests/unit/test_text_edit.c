// links: ui base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/text_edit.h"

static struct text_edit holding(const char *text)
{
    struct text_edit edit;
    text_edit_set(&edit, text, 80);
    return edit;
}

static void test_writes_at_the_caret(void **state)
{
    (void)state;
    struct text_edit edit = holding("Post week");
    assert_int_equal(edit.caret, 9);
    text_edit_place(&edit, 4);
    assert_true(text_edit_insert(&edit, "-op"));
    assert_string_equal(edit.text, "Post-op week");
    assert_int_equal(edit.caret, 7);
    assert_true(text_edit_delete_before(&edit));
    assert_true(text_edit_delete_after(&edit));
    assert_string_equal(edit.text, "Post-oweek");
    assert_int_equal(edit.length, 10);
}

static void test_there_is_nothing_before_the_beginning_or_after_the_end(void **state)
{
    (void)state;
    struct text_edit edit = holding("a");
    assert_false(text_edit_step_on(&edit));
    assert_false(text_edit_delete_after(&edit));
    assert_true(text_edit_step_back(&edit));
    assert_false(text_edit_step_back(&edit));
    assert_false(text_edit_delete_before(&edit));
    assert_true(text_edit_delete_after(&edit));
    assert_string_equal(edit.text, "");
}

/* Who writes Russian, Arabic or Chinese has as much room as who writes English. */
static void test_letters_are_counted_not_bytes(void **state)
{
    (void)state;
    static const char *const letters[] = {"a",      "\u00E3", "\u0436",
                                          "\u0628", "\u4E2D", "\U0001F44D"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        struct text_edit edit;
        text_edit_set(&edit, "", TEXT_EDIT_LETTERS);
        for (int n = 0; n < TEXT_EDIT_LETTERS; n++)
            assert_true(text_edit_write(&edit, letters[i]));
        assert_int_equal(text_edit_letters(&edit), TEXT_EDIT_LETTERS);
        assert_false(text_edit_write(&edit, letters[i]));
        struct text_edit again;
        text_edit_set(&again, edit.text, 80);
        assert_int_equal(text_edit_letters(&again), 80);
    }
}

/* Each of these is one character to whoever reads it. */
static void test_what_reads_as_one_character_is_one(void **state)
{
    (void)state;
    static const char *const ones[] = {
        "a",
        "\u1EC7",                     /* Vietnamese, composed */
        "e\u0323\u0302",              /* the same, letter and two accents */
        "\u0628\u064E",               /* Arabic letter with its vowel */
        "\u0628\u0651\u064F",         /* doubled and with its vowel */
        "\u4E2D",                     /* Chinese */
        "\u0439",                     /* Russian, composed */
        "\u0438\u0306",               /* the same, decomposed */
        "\U0001F44D\U0001F3FD",       /* a hand with a colour of skin */
        "\U0001F469\u200D\U0001F467", /* a family */
        "\u2764\uFE0F",               /* a heart made colourful */
        "\U0001F1E9\U0001F1EA",       /* a flag */
    };
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) {
        size_t size = strlen(ones[i]);
        struct text_edit edit = holding("x");
        assert_true(text_edit_insert(&edit, ones[i]));
        assert_true(text_edit_insert(&edit, "y"));
        text_edit_step_back(&edit);
        assert_int_equal(edit.caret, 1 + size);
        text_edit_step_back(&edit);
        assert_int_equal(edit.caret, 1);
        for (size_t inside = 1; inside < 1 + size; inside++) {
            text_edit_place(&edit, (int)inside);
            assert_int_equal(edit.caret, 1);
        }
        text_edit_step_on(&edit);
        assert_int_equal(edit.caret, 1 + size);
        assert_true(text_edit_delete_before(&edit));
        assert_string_equal(edit.text, "xy");
        assert_true(text_edit_insert(&edit, ones[i]));
        text_edit_step_back(&edit);
        assert_true(text_edit_delete_after(&edit));
        assert_string_equal(edit.text, "xy");
    }
}

static void test_two_flags_are_two_characters(void **state)
{
    (void)state;
    struct text_edit edit = holding("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7");
    assert_true(text_edit_delete_before(&edit));
    assert_string_equal(edit.text, "\U0001F1E9\U0001F1EA");
}

/* Typed after it, an accent joins the letter, and the caret stands behind both. */
static void test_an_accent_joins_its_letter(void **state)
{
    (void)state;
    struct text_edit edit = holding("e");
    assert_true(text_edit_insert(&edit, "\u0302"));
    assert_int_equal(edit.caret, 3);
    assert_true(text_edit_insert(&edit, "x"));
    text_edit_place(&edit, 0);
    assert_true(text_edit_delete_after(&edit));
    assert_string_equal(edit.text, "x");
}

/* What is left when a letter goes from between two others may be one character. */
static void test_the_caret_never_stands_inside_a_character(void **state)
{
    (void)state;
    struct text_edit edit = holding("e");
    assert_true(text_edit_insert(&edit, "x"));
    assert_true(text_edit_insert(&edit, "\u0302")); /* belongs to the x */
    text_edit_place(&edit, 1);
    assert_true(text_edit_insert(&edit, "\u200D"));
    assert_int_equal(edit.caret == 1, 0);
    for (int at = 0; at <= (int)edit.length; at++) {
        text_edit_place(&edit, at);
        size_t stood = edit.caret;
        text_edit_place(&edit, (int)stood);
        assert_int_equal(edit.caret, stood);
    }
}

static void test_refuses_what_is_too_long_or_no_text(void **state)
{
    (void)state;
    struct text_edit edit;
    text_edit_set(&edit, "12345678", 10);
    assert_false(text_edit_insert(&edit, "abc"));
    assert_string_equal(edit.text, "12345678");
    assert_true(text_edit_insert(&edit, "ab"));
    assert_false(text_edit_insert(&edit, "c"));
    text_edit_set(&edit, "", 10);
    assert_false(text_edit_insert(&edit, "\xC3"));
    assert_false(text_edit_insert(&edit, "a\nb"));
    assert_false(text_edit_insert(&edit, "\u202E"));
    assert_int_equal(edit.length, 0);
    text_edit_set(&edit, "abce\u0323\u0302", 5); /* not half a letter */
    assert_string_equal(edit.text, "abc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_at_the_caret),
        cmocka_unit_test(test_there_is_nothing_before_the_beginning_or_after_the_end),
        cmocka_unit_test(test_letters_are_counted_not_bytes),
        cmocka_unit_test(test_what_reads_as_one_character_is_one),
        cmocka_unit_test(test_two_flags_are_two_characters),
        cmocka_unit_test(test_an_accent_joins_its_letter),
        cmocka_unit_test(test_the_caret_never_stands_inside_a_character),
        cmocka_unit_test(test_refuses_what_is_too_long_or_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
