// links: platform config ui
/* The shipped fonts: every letter of every text is there, in its place and joined to the next. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "platform/fonts.h"

static const char folder[] = SOURCE_DIR "/assets/fonts";
static struct fonts *fonts;
static struct text_measure measure;
static struct mask_cache *masks;

static int open_fonts(void **state)
{
    (void)state;
    static struct theme theme;
    theme_default(&theme);
    fonts = fonts_open(folder, &theme);
    masks = mask_cache_create(1 << 20);
    if (fonts)
        measure = fonts_measure(fonts);
    return fonts && masks ? 0 : -1;
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(fonts);
    mask_cache_destroy(masks);
    return 0;
}

static int width(enum font_weight weight, int size, const char *text)
{
    return measure.width(fonts, (struct font){weight, size}, text, strlen(text));
}

static const struct mask *draw(const char *text, bool rtl)
{
    const struct mask *mask = fonts_mask(fonts, masks, (struct font){FONT_BOLD, 40}, text, rtl);
    assert_non_null(mask);
    return mask;
}

static struct mask *copy(const struct mask *mask)
{
    struct mask *made = mask_create(mask->x, mask->y, mask->w, mask->h);
    assert_non_null(made);
    memcpy(made->pixels, mask->pixels, (size_t)mask->w * (size_t)mask->h);
    return made;
}

static bool same(const struct mask *a, const struct mask *b)
{
    return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h &&
           memcmp(a->pixels, b->pixels, (size_t)a->w * (size_t)a->h) == 0;
}

/* --- letters --- */

static int missing;

static int look_into(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
    (void)where;
    const char *dot = strrchr(path, '.');
    if (kind != FTW_F || !dot || strcmp(dot, ".json") != 0)
        return 0;
    char *text = calloc(1, (size_t)stat->st_size + 1);
    FILE *file = fopen(path, "r");
    assert_non_null(text);
    assert_non_null(file);
    assert_int_equal(fread(text, 1, (size_t)stat->st_size, file), stat->st_size);
    fclose(file);
    const char *at = text;
    for (uint32_t code = utf8_next(&at); code; code = utf8_next(&at))
        for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++)
            if (!fonts_has(fonts, (enum font_weight)weight, code)) {
                print_error("%s: no font has U+%04X in weight %d\n", path, (unsigned)code, weight);
                missing++;
            }
    free(text);
    return 0;
}

static void test_every_letter_is_there(void **state)
{
    (void)state;
    assert_int_equal(nftw(SOURCE_DIR "/assets/lang", look_into, 8, FTW_PHYS), 0);
    assert_int_equal(nftw(SOURCE_DIR "/content", look_into, 8, FTW_PHYS), 0);
    assert_int_equal(missing, 0);
    assert_true(fonts_has(fonts, FONT_BOLD, 0x9F44)); /* a rare character of GB 2312 */
    assert_false(fonts_has(fonts, FONT_BOLD, 0x0378));
    static const uint32_t no_ink[] = {' ', '\t', 0x200D, 0x200E, 0x202F, 0x2067, 0xFE0F};
    for (size_t i = 0; i < sizeof no_ink / sizeof *no_ink; i++)
        assert_true(fonts_has(fonts, FONT_BOLD, no_ink[i]));
}

static void test_a_letter_that_nobody_has_is_a_box(void **state)
{
    (void)state;
    struct mask *box = copy(draw("\u0378", false));
    assert_true(box->w > 5 && box->h > 10);
    assert_true(same(box, draw("\U0001F600", false)));
    assert_true(same(box, draw("\xFF", false)) || draw("\xFF", false)->w > 5);
    assert_false(same(box, draw("\u4FDD", false)));
    assert_true(width(FONT_BOLD, 40, "a\u0378z") > width(FONT_BOLD, 40, "az"));
    mask_free(box);
}

/* --- shapes --- */

static void test_arabic_is_joined(void **state)
{
    (void)state;
    assert_true(width(FONT_BOLD, 40, "\u0628\u0628") < 2 * width(FONT_BOLD, 40, "\u0628") * 9 / 10);
    struct mask *joined = copy(draw("\u0628\u0628", true));
    assert_false(same(joined, draw("\u0628 \u0628", true)));
    assert_true(same(joined, draw("\u0628\u0628", false))); /* whatever is around it */
    mask_free(joined);
}

/* What stands on the right of one line stands on the left of the other. */
static void test_a_paragraph_decides_where_its_full_stop_stands(void **state)
{
    (void)state;
    struct mask *left = copy(draw("Stop.", false));
    assert_false(same(left, draw("Stop.", true)));
    mask_free(left);
}

static void test_the_language_leads_with_its_family(void **state)
{
    (void)state;
    struct mask *plain = copy(draw("Gi", false));
    int least = width(FONT_BOLD, 40, "Gi 10");
    measure.set_language(fonts, "vi");
    struct mask *led = copy(draw("Gi", false));
    assert_false(same(plain, led));
    assert_int_not_equal(width(FONT_BOLD, 40, "Gi 10"), least);
    measure.set_language(fonts, "ru-RU");
    assert_true(same(led, draw("Gi", false)));
    measure.set_language(fonts, "en");
    assert_true(same(plain, draw("Gi", false)));
    assert_int_equal(width(FONT_BOLD, 40, "Gi 10"), least);
    mask_free(plain);
    mask_free(led);
}

/* --- lines of several runs --- */

/* Each from the left, with the runs that it is drawn in. */
static const struct {
    const char *language;
    const char *run[6];
    bool rtl; /* the runs' letters, not their order */
} mixed[] = {
    {"en", {"Hold ", "\u041C\u043E\u0441\u043A\u0432\u0430 ", "m"}, false},
    {"es", {"D\u00EDas ", "\u03A9\u03BC\u03AD\u03B3\u03B1", "H"}, false},
    {"ru", {"10", " \u043C\u0438\u043D", "H"}, false},
    {"vi", {"Gi\u1EEF ", "\u0423\u043F\u0440", "H"}, false},
    {"zh", {"\u4FDD\u6301", "10", "\u79D2\uFF0C", "TENS", "\u9F98"}, false},
    {"ar", {"\u062B\u0648\u0627\u0646\u064D ", "10\u201315", " \u0644\u0645\u062F\u0629"}, true},
};

/* The line as it is written: from the right, the last run comes first. */
static const char *written(size_t i)
{
    static char text[256];
    text[0] = '\0';
    int count = 0;
    while (count < 6 && mixed[i].run[count])
        count++;
    for (int k = 0; k < count; k++)
        strcat(text, mixed[i].run[mixed[i].rtl ? count - 1 - k : k]);
    return text;
}

/* Whether all ink of `part`, moved by `x`, is in `whole`. */
static bool holds(const struct mask *whole, const struct mask *part, int x)
{
    for (int r = 0; r < part->h; r++)
        for (int c = 0; c < part->w; c++) {
            int at = part->x + x + c - whole->x, row = part->y + r - whole->y;
            uint8_t ink = part->pixels[r * part->w + c];
            bool inside = at >= 0 && at < whole->w && row >= 0 && row < whole->h;
            if (ink && (!inside || (whole->pixels[row * whole->w + at] & ink) != ink))
                return false;
        }
    return true;
}

/* Alone, each run is a picture; together they stand side by side without a gap: every one begins
 * where the one before ended, to a pixel. */
static void test_runs_join_without_a_gap(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
        measure.set_language(fonts, mixed[i].language);
        struct mask *whole = copy(draw(written(i), mixed[i].rtl));
        int x = 0, runs = 0;
        for (; runs < 6 && mixed[i].run[runs]; runs++) {
            const char *run = mixed[i].run[runs];
            const struct mask *part = draw(run, mixed[i].rtl);
            int off = -1;
            while (off <= 1 && !holds(whole, part, x + off))
                off++;
            if (off > 1)
                fail_msg("%s: run %d, \"%s\", is not at %d", mixed[i].language, runs, run, x);
            x += off + width(FONT_BOLD, 40, run);
        }
        int wide = width(FONT_BOLD, 40, written(i));
        assert_in_range(wide, x - 2, x + 2);
        mask_free(whole);
    }
    measure.set_language(fonts, "en");
}

/* --- places --- */

static const char *const samples[] = {
    "Hold \u00C5\u00CBgjpq|",
    "Ti\u1EBFng Vi\u1EC7t \u1EB4\u1EAA\u1EF5",
    "\u0419\u0426\u0429 \u0444",
    "\u0625\u0646\u0651\u064E \u0623\u064F\u0644 \u064A\u0650\u062C \u0621",
    "\u4FDD\u6301\u56FD\uFF08\u9F98\uFF09",
    "10\u201315 \u062B\u0627\u0646\u064A\u0629",
};

/* All ink lies in what the draw list tells the painter to draw anew, and is as wide as measured. */
static void test_ink_stays_in_its_place(void **state)
{
    (void)state;
    struct draw_list list = {0};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        for (int size = 12; size <= 150; size += 23)
            for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
                struct font font = {(enum font_weight)weight, size};
                const char *text = samples[i];
                int wide = width(font.weight, size, text);
                draw_list_reset(&list, 4000, 1000);
                bool rtl = measure.right_to_left(text, false);
                draw_text_line(&list, text, font, 0xFF000000, 200, 500, wide, rtl);
                const struct draw_command *c = &list.commands[0];
                const struct mask *mask = fonts_mask(fonts, masks, font, text, c->text.rtl);
                struct rect ink = {200 + mask->x, 500 + mask->y, mask->w, mask->h};
                struct rect kept = rect_intersect(ink, draw_command_bounds(c));
                if (!rect_equal(ink, kept))
                    fail_msg("\"%s\" at %d is cut: %d %d %d x %d, kept %d x %d", text, size,
                             mask->x, mask->y, mask->w, mask->h, kept.w, kept.h);
                assert_true(mask->w <= wide + 1 && mask->w >= wide * 3 / 4);
            }
    draw_list_free(&list);
}

/* Two lines below each other do not touch: with the marks that are always written. */
static void test_lines_do_not_touch(void **state)
{
    (void)state;
    static const char *const texts[] = {"Hold \u00C5gjpq|", "Ti\u1EBFng \u1EB4\u1EF5",
                                        "\u0419\u0426", "\u0623\u0625\u0651\u064A\u062C",
                                        "\u4FDD\u6301\uFF08"};
    struct font font = {FONT_BOLD, 40};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_in_range(draw(texts[i], false)->h, 20, measure.line_height(fonts, font) + 2);
}

/* --- what may go wrong --- */

static void test_hostile_texts(void **state)
{
    (void)state;
    static const char *const seeds[] = {"\u0301", "\u202E",     "\u2067a",
                                        "\u0627", "\U0001F600", "\xFF",
                                        "\u0378", "\u4FDD",     "\u0628\u0651\u064E\u0650",
                                        "\u200D"};
    static char text[5000];
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
        for (int mixed = 0; mixed < 2; mixed++) {
            size_t length = 0;
            for (size_t k = i; length < sizeof text - 16; k += (size_t)mixed) {
                const char *seed = seeds[k % (sizeof seeds / sizeof *seeds)];
                memcpy(text + length, seed, strlen(seed) + 1);
                length += strlen(seed);
            }
            assert_true(width(FONT_REGULAR, 20, text) >= 0);
            assert_non_null(fonts_mask(fonts, masks, (struct font){FONT_REGULAR, 20}, text, mixed));
        }
}

static void test_a_missing_fallback_is_done_without(void **state)
{
    (void)state;
    static struct theme theme;
    theme_default(&theme);
    snprintf(theme.fonts.family[3].file[FONT_BOLD], sizeof theme.fonts.family[3].file[0],
             "none.otf");
    snprintf(theme.fonts.family[2].file[FONT_BOLD], sizeof theme.fonts.family[2].file[0],
             "LICENSE");
    struct fonts *few = fonts_open(folder, &theme);
    assert_non_null(few);
    for (int i = 0; i < 2; i++) {
        struct font font = {FONT_BOLD, 40};
        assert_true(measure.width(few, font, "Hold", 4) > 0);
        assert_true(measure.width(few, font, "\u4FDD", strlen("\u4FDD")) > 5);
        assert_true(measure.width(few, font, "\u0628", strlen("\u0628")) > 5);
        assert_true(measure.width(few, font, "\u042F", strlen("\u042F")) > 5);
    }
    fonts_close(few);
    snprintf(theme.fonts.family[0].file[FONT_BOLD], sizeof theme.fonts.family[0].file[0],
             "none.otf");
    assert_null(fonts_open(folder, &theme));
}

/* Atkinson's zero has a slash; beside Noto's letters stand Inter's digits, which have none. */
static void test_digits_look_like_the_letters_beside_them(void **state)
{
    (void)state;
    static const char *const languages[] = {"zh", "ar", "vi", "ru"};
    measure.set_language(fonts, "en");
    struct mask *slashed = copy(draw("0", false));
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        measure.set_language(fonts, languages[i]);
        assert_false(same(slashed, draw("0", false)));
    }
    measure.set_language(fonts, "en");
    mask_free(slashed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_letter_is_there),
        cmocka_unit_test(test_a_letter_that_nobody_has_is_a_box),
        cmocka_unit_test(test_digits_look_like_the_letters_beside_them),
        cmocka_unit_test(test_arabic_is_joined),
        cmocka_unit_test(test_a_paragraph_decides_where_its_full_stop_stands),
        cmocka_unit_test(test_the_language_leads_with_its_family),
        cmocka_unit_test(test_runs_join_without_a_gap),
        cmocka_unit_test(test_ink_stays_in_its_place),
        cmocka_unit_test(test_lines_do_not_touch),
        cmocka_unit_test(test_hostile_texts),
        cmocka_unit_test(test_a_missing_fallback_is_done_without),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
