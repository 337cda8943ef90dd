// links: platform config ui
/* A run of text: where its pen goes, where its picture stands, how it joins what is beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/face.h"
#include "platform/text_runs.h"

static const char folder[] = SOURCE_DIR "/assets/fonts";

enum { SIZE = 38 * 64 + 21 };

static struct face_file *latin_file, *arabic_file;
static struct face *latin, *arabic;

static int open_faces(void **state)
{
    (void)state;
    if (!face_library_open())
        return -1;
    latin_file = face_file_open(folder, "Inter-Regular.ttf");
    arabic_file = face_file_open(folder, "NotoSansArabic-Regular.ttf");
    latin = latin_file ? face_open(latin_file, SIZE) : NULL;
    arabic = arabic_file ? face_open(arabic_file, SIZE) : NULL;
    return latin && arabic ? 0 : -1;
}

static int close_faces(void **state)
{
    (void)state;
    face_close(latin);
    face_close(arabic);
    face_file_close(latin_file);
    face_file_close(arabic_file);
    face_library_close();
    return 0;
}

/* A piece of the line, by the script of the face it is for. */
static struct face_text piece(const uint32_t *codes, int count, int start, int length, bool rtl)
{
    uint32_t script = text_script(rtl ? "Arab" : "Latn");
    return (struct face_text){codes, count, start, length, rtl, script};
}

static struct mask *draw(struct face *face, const struct face_text *text)
{
    struct pen pen;
    struct mask *mask = face_draw(face, text, &pen);
    assert_non_null(mask);
    return mask;
}

/* --- the pen --- */

static void test_a_second_run_starts_where_the_first_ends(void **state)
{
    (void)state;
    static const uint32_t line[] = {'1', '0', ' ', 'm', 'm', ' ', 'H', 'i', 'l', 'l'};
    int count = sizeof line / sizeof *line;
    struct face_text whole = piece(line, count, 0, count, false);
    int end = face_pen(latin, &whole).advance;
    for (int at = 1; at < count; at++) {
        struct face_text first = piece(line, count, 0, at, false);
        struct face_text second = piece(line, count, at, count - at, false);
        int sum = face_pen(latin, &first).advance + face_pen(latin, &second).advance;
        assert_in_range(sum - end + 64, 0, 128); /* what kerning between the two takes or gives */
    }
}

/* SDL2_ttf's width is the pen's way, or a little more where the last letter leans over it. */
static void test_the_pen_goes_as_far_as_sdl_ttf_draws(void **state)
{
    (void)state;
    static const uint32_t latin_line[] = {'H', 'o', 'l', 'd', ' ', '2', '0', ' ', 's', ' ', 'm'};
    static const uint32_t arabic_line[] = {0x627, 0x633, 0x62A, 0x645, 0x631, ' ', 0x627};
    struct face_text texts[] = {piece(latin_line, 11, 0, 11, false),
                                piece(arabic_line, 7, 0, 7, true)};
    for (int i = 0; i < 2; i++) {
        struct face *face = i == 0 ? latin : arabic;
        struct pen pen = face_pen(face, &texts[i]);
        int width = face_width(face, &texts[i]);
        assert_in_range(width, pen.advance / 64, pen.advance / 64 - pen.left + 3);
        assert_in_range(pen.top, SIZE / 64 / 3, SIZE / 64 * 5 / 4);
        assert_true(pen.left >= -3 && pen.left <= 0);
    }
}

/* A j reaches left of where it is set: its picture does, too, and not the letter before it. */
static void test_ink_left_of_the_pen_is_drawn_there(void **state)
{
    (void)state;
    static const uint32_t line[] = {'j', 'H'};
    struct face_text text = piece(line, 2, 0, 1, false);
    struct pen pen = face_pen(latin, &text);
    assert_true(pen.left < 0);
    struct mask *mask = draw(latin, &text);
    assert_true(mask->x >= pen.left && mask->x <= pen.left + 1);
    mask_free(mask);
    text = piece(line, 2, 1, 1, false);
    assert_int_equal(face_pen(latin, &text).left, 0);
    mask = draw(latin, &text);
    assert_in_range(mask->x, 1, 6);
    assert_int_equal(mask->y + mask->h, 0); /* stands on the line */
    mask_free(mask);
}

/* A letter with two stacked accents reaches above the font's ascent; its foot stays on the line. */
static void test_ink_above_the_font_does_not_lower_the_line(void **state)
{
    (void)state;
    static const uint32_t line[] = {0x1EAA, 0x301, 0x301, 0x301};
    struct face_text plain = piece(line, 4, 0, 1, false), high = piece(line, 4, 0, 4, false);
    struct mask *low = draw(latin, &plain), *tall = draw(latin, &high);
    assert_true(-tall->y > face_ascent(latin));
    assert_int_equal(low->y + low->h, tall->y + tall->h);
    mask_free(low);
    mask_free(tall);
}

/* --- neighbours in other runs --- */

/* Three letters in three runs look and measure as in one. */
static void test_letters_join_across_runs(void **state)
{
    (void)state;
    static const uint32_t line[] = {0x628, 0x64E, 0x628, 0x628};
    struct face_text whole = piece(line, 4, 0, 4, true);
    struct face_text parts[] = {piece(line, 4, 0, 2, true), piece(line, 4, 2, 1, true),
                                piece(line, 4, 3, 1, true)};
    int sum = 0;
    for (int i = 0; i < 3; i++)
        sum += face_pen(arabic, &parts[i]).advance;
    assert_int_equal(sum, face_pen(arabic, &whole).advance);
    struct face_text alone = piece(line + 3, 1, 0, 1, true);
    assert_true(face_width(arabic, &alone) > face_width(arabic, &parts[1]));
}

static void test_nothing_joins_across_a_blank_or_a_full_stop(void **state)
{
    (void)state;
    static const uint32_t line[] = {0x628, ' ', 0x628, '.', 0x628, 0x627, 0x628};
    struct face_text alone = piece(line, 1, 0, 1, true);
    int isolated = face_pen(arabic, &alone).advance;
    for (int at = 0; at < 3; at += 2) {
        struct face_text text = piece(line, 7, at, 1, true);
        assert_int_equal(face_pen(arabic, &text).advance, isolated);
    }
    struct face_text last = piece(line, 7, 6, 1, true); /* an alef does not join to its left */
    assert_int_equal(face_pen(arabic, &last).advance, isolated);
}

/* --- what may go wrong --- */

static void test_sizes_are_exact_to_a_64th(void **state)
{
    (void)state;
    static const uint32_t line[] = {'m', 'm', 'm', 'm', 'm', 'm', 'm', 'm'};
    struct face_text text = piece(line, 8, 0, 8, false);
    int last = 0;
    for (int size = 20 * 64; size < 20 * 64 + 64; size++) {
        struct face *face = face_open(latin_file, size);
        assert_non_null(face);
        int advance = face_pen(face, &text).advance, width = face_width(face, &text);
        assert_true(advance >= last);
        assert_in_range(width, advance / 64 - 1, advance / 64 + 1);
        last = advance;
        face_close(face);
    }
}

static void test_nothing_to_see_is_an_empty_picture(void **state)
{
    (void)state;
    static const uint32_t line[] = {0x200D, ' '};
    for (int i = 0; i < 2; i++) {
        struct face_text text = piece(line, 2, i, 1, false);
        struct mask *mask = draw(latin, &text);
        assert_int_equal(mask->w * mask->h, 0);
        mask_free(mask);
    }
}

static void test_an_absurdly_long_piece_is_refused(void **state)
{
    (void)state;
    static uint32_t line[TEXT_LINE_MAX];
    for (int i = 0; i < TEXT_LINE_MAX; i++)
        line[i] = 'm';
    struct face *large = face_open(latin_file, 1024 * 64);
    assert_non_null(large);
    struct face_text text = piece(line, TEXT_LINE_MAX, 0, TEXT_LINE_MAX, false);
    struct pen pen;
    assert_null(face_draw(large, &text, &pen));
    assert_true(pen.advance > 1024 * 64 * TEXT_LINE_MAX / 2);
    face_close(large);
}

static void test_what_is_no_font_is_refused(void **state)
{
    (void)state;
    assert_null(face_file_open(folder, "none.ttf"));
    struct face_file *licence = face_file_open(folder, "LICENSE");
    assert_non_null(licence);
    assert_null(face_open(licence, SIZE));
    face_file_close(licence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_second_run_starts_where_the_first_ends),
        cmocka_unit_test(test_the_pen_goes_as_far_as_sdl_ttf_draws),
        cmocka_unit_test(test_ink_left_of_the_pen_is_drawn_there),
        cmocka_unit_test(test_ink_above_the_font_does_not_lower_the_line),
        cmocka_unit_test(test_letters_join_across_runs),
        cmocka_unit_test(test_nothing_joins_across_a_blank_or_a_full_stop),
        cmocka_unit_test(test_sizes_are_exact_to_a_64th),
        cmocka_unit_test(test_nothing_to_see_is_an_empty_picture),
        cmocka_unit_test(test_an_absurdly_long_piece_is_refused),
        cmocka_unit_test(test_what_is_no_font_is_refused),
    };
    return cmocka_run_group_tests(tests, open_faces, close_faces);
}
