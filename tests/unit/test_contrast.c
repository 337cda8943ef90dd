// links: config json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/colours.h"
#include "config/contrast.h"
#include "json/json.h"

static void test_the_ratio_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(contrast_of(0xFF000000, 0xFFFFFFFF) > 20.99);
    assert_true(contrast_of(0xFFFFFFFF, 0xFFFFFFFF) < 1.01);
    double grey = contrast_of(0xFF767676, 0xFFFFFFFF); /* 4.54, the well-known limit */
    assert_true(grey > 4.53 && grey < 4.55);
    color_t colors[COLOR_COUNT] = {[COLOR_TEXT] = 0x80000000, [COLOR_SURFACE] = 0xFFFFFFFF};
    struct contrast_pair half = {COLOR_TEXT, COLOR_SURFACE, CONTRAST_PART};
    double seen = contrast_in(colors, &half); /* as #7F7F7F */
    assert_true(seen > 3.9 && seen < 4.1);
}

static void check_colors(const color_t *colors, const char *which)
{
    for (size_t i = 0; i < contrast_pair_count; i++) {
        const struct contrast_pair *pair = &contrast_pairs[i];
        double contrast = contrast_in(colors, pair);
        if (contrast < pair->least)
            fail_msg("%s: %d on %d: %.2f instead of %.0f", which, (int)pair->ink, (int)pair->ground,
                     contrast, pair->least);
    }
}

static void test_every_colour_that_can_be_chosen_is_easy_to_see(void **state)
{
    (void)state;
    struct theme theme;
    color_t colors[COLOR_COUNT];
    theme_default(&theme);
    check_colors(theme.high_contrast, "high contrast");
    for (int colour = 0; colour < COLOUR_COUNT; colour++) {
        char which[32];
        snprintf(which, sizeof which, "colour %d", colour);
        colours_of(&theme, (enum config_colour)colour, colors);
        check_colors(colors, which);
    }
}

static bool is_judged(enum theme_color ink, enum theme_color ground)
{
    for (size_t i = 0; i < contrast_pair_count; i++)
        if (contrast_pairs[i].ink == ink && contrast_pairs[i].ground == ground)
            return true;
    return false;
}

/* A routine's icon stands on its tint, in high contrast too. */
static void test_every_tint_is_judged_and_has_a_high_contrast(void **state)
{
    (void)state;
    struct theme theme;
    int tints = 0;
    theme_default(&theme);
#define X(upper, lower, value)                                                                     \
    if (strncmp(#lower, "tint_", strlen("tint_")) == 0) {                                          \
        tints++;                                                                                   \
        if (!is_judged(COLOR_PRIMARY, COLOR_##upper))                                              \
            fail_msg(#lower " is not judged in config/contrast.c");                                \
        if (theme.high_contrast[COLOR_##upper] == theme.color[COLOR_##upper])                      \
            fail_msg(#lower " has no high contrast in config/theme.h");                            \
    }
    THEME_COLORS(X)
#undef X
    assert_true(tints >= 4);
}

static size_t warnings_of(const char *text, char *first, size_t size)
{
    struct theme theme;
    struct fault_list faults = {0};
    struct json_file *file = json_parse("theme.json", text, strlen(text), &faults);
    theme_default(&theme);
    assert_true(theme_read(&theme, file));
    contrast_check(&theme, file);
    json_free(file);
    size_t count = 0;
    for (const struct fault *fault = faults.first; fault; fault = fault->next)
        if (count++ == 0)
            snprintf(first, size, "%d:%d %s %s", fault->line, fault->column, fault->path,
                     fault->message);
    assert_int_equal(faults.errors, 0);
    fault_list_free(&faults);
    return count;
}

static void test_a_theme_that_is_hard_to_see_is_warned_of(void **state)
{
    (void)state;
    char first[256] = "";
    assert_int_equal(warnings_of("{\"color\": {\"text\": \"#101010\"}}", first, sizeof first), 0);
    assert_int_equal(warnings_of("{\"color\": {\"accent\": \"#FF9966\"}}", first, sizeof first), 3);
    assert_non_null(strstr(first, "1:22 $.color.accent accent stands out from background by"));
    assert_non_null(strstr(first, "at least 3:1 is needed"));
    assert_true(
        warnings_of("{\"high_contrast\": {\"surface\": \"#333333\"}}", first, sizeof first) > 3);
    assert_non_null(strstr(first, "$.high_contrast.surface"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_ratio_is_that_of_wcag),
        cmocka_unit_test(test_every_tint_is_judged_and_has_a_high_contrast),
        cmocka_unit_test(test_every_colour_that_can_be_chosen_is_easy_to_see),
        cmocka_unit_test(test_a_theme_that_is_hard_to_see_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
