// links: screens config
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "screens/home_filter.h"

/* Three routines: a long one on a mat, a short one in a chair, a short one standing. */
static const char *const back[] = {"lower-back"};
static const char *const back_and_neck[] = {"lower-back", "neck"};
static struct exercise lying = {.id = "lying", .position = POSITION_SUPINE};
static struct exercise seated = {.id = "seated", .position = POSITION_CHAIR};
static struct exercise upright = {.id = "upright", .position = POSITION_STANDING};
static struct routine_step long_steps[] = {
    {.exercise = &lying, .dose = {.sets = 1, .reps = 1, .duration_s = 600}, .note = ""}};
static struct routine_step chair_steps[] = {
    {.exercise = &seated, .dose = {.sets = 1, .reps = 1, .duration_s = 60}, .note = ""}};
static struct routine_step standing_steps[] = {
    {.exercise = &upright, .dose = {.sets = 1, .reps = 1, .duration_s = 60}, .note = ""}};
static struct routine routines[] = {
    {.id = "long", .body_regions = {back_and_neck, 2}, .steps = long_steps, .step_count = 1},
    {.id = "chair", .body_regions = {back, 1}, .steps = chair_steps, .step_count = 1},
    {.id = "standing", .body_regions = {back, 1}, .steps = standing_steps, .step_count = 1},
};
static const struct routine *pointers[] = {&routines[0], &routines[1], &routines[2]};
static struct content content = {.routines = pointers, .routine_count = 3};

static struct strings *strings;
static struct arena arena;
static struct visit visit;
static struct filter_row row;

static int setup(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    strings = strings_load(SOURCE_DIR "/assets/lang", "en", &faults);
    fault_list_free(&faults);
    return strings ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    strings_free(strings);
    arena_free(&arena);
    return 0;
}

static void collect(size_t routine_count)
{
    content.routine_count = routine_count;
    struct screen_context context = {.content = &content, .strings = strings, .visit = &visit};
    row = filter_collect(&context, &arena);
    row.more.label = "More";
}

static const struct filter_chip *chip(const char *value)
{
    for (int i = 0; i < row.count; i++)
        if (strcmp(row.chips[i].value, value) == 0)
            return &row.chips[i];
    return NULL;
}

/* As long as an id may be. */
static void test_a_long_name_of_a_region_is_a_filter(void **state)
{
    (void)state;
    static const char region[] = "a-region-that-a-clinic-named-in-as-many-letters-as-an-id-may-hav";
    static const char *const regions[] = {region};
    assert_int_equal(strlen(region), CONTENT_ID_MAX);
    struct string_list before = routines[1].body_regions;
    routines[1].body_regions = (struct string_list){regions, 1};
    collect(3);
    routines[1].body_regions = before;
    assert_non_null(chip(region));
}

static void test_every_region_is_a_filter(void **state)
{
    (void)state;
    static char names[60][24];
    static const char *regions[60];
    for (int i = 0; i < 60; i++) {
        snprintf(names[i], sizeof names[i], "region-%d", i);
        regions[i] = names[i];
    }
    struct string_list before = routines[1].body_regions;
    routines[1].body_regions = (struct string_list){regions, 60};
    collect(3);
    routines[1].body_regions = before;
    for (int i = 0; i < 60; i++)
        assert_non_null(chip(regions[i]));
    assert_int_equal(row.count, 1 + 60 + 2 + 3 + 1); /* All, back and neck, places, short */
}

static void test_only_chips_that_narrow_the_choice(void **state)
{
    (void)state;
    collect(3);
    assert_string_equal(row.chips[0].label, "All");
    assert_null(chip("lower-back")); /* all routines */
    assert_non_null(chip("neck"));
    assert_null(chip("water")); /* none */
    assert_int_equal(chip("mat")->matches, 1);
    assert_int_equal(chip("chair")->matches, 1);
    assert_int_equal(chip("up-to-5")->matches, 2);
}

static void test_one_routine_needs_no_chips(void **state)
{
    (void)state;
    collect(1);
    assert_int_equal(row.count, 0);
}

/* Ten pixels a character, whatever the font. */
static int width(void *context, struct font font, const char *text, size_t length)
{
    (void)context;
    (void)font;
    (void)text;
    return (int)length * 10;
}

static int line(void *context, struct font font)
{
    (void)context;
    return font.size;
}

static const struct text_measure measure = {.width = width, .ascent = line, .line_height = line};

static void prepare(struct ui *ui, struct theme *theme)
{
    theme_default(theme);
    *ui = (struct ui){.measure = &measure};
    metrics_init(&ui->metrics, theme, 1920, 1080, 0, 0, false);
}

static void test_what_fits_needs_no_pages(void **state)
{
    (void)state;
    static struct ui ui;
    struct theme theme;
    prepare(&ui, &theme);
    collect(3);
    filter_place(&ui, &row, 0, 10000, 1);
    assert_int_equal(row.height, ui_chip_height(&ui));
    assert_false(row.more.shown);
    for (int i = 0; i < row.count; i++)
        assert_true(row.chips[i].shown);
}

/* From page to page, each chip once, in its order, All on each. */
static void test_none_is_left_out(void **state)
{
    (void)state;
    static struct ui ui;
    struct theme theme;
    prepare(&ui, &theme);
    collect(3);
    for (int width = 100; width < 1200; width += 50) {
        int seen = 1, at = 0;
        do {
            filter_place(&ui, &row, at, width, 1);
            assert_true(row.chips[0].shown);
            for (int i = 1; i < row.count; i++) {
                if (!row.chips[i].shown)
                    continue;
                assert_int_equal(i, seen++);
                assert_true(row.chips[i].rect.x + row.chips[i].rect.w <= width);
            }
            at = row.next;
        } while (row.more.shown && at > 1);
        assert_int_equal(seen, row.count);
    }
}

static void test_the_chosen_one_is_on_the_page(void **state)
{
    (void)state;
    static struct ui ui;
    struct theme theme;
    prepare(&ui, &theme);
    collect(3);
    for (int at = 0; at < row.count; at++) {
        filter_place(&ui, &row, at, 420, 1);
        assert_true(row.chips[at].shown);
    }
}

static void test_chips_never_overlap(void **state)
{
    (void)state;
    static struct ui ui;
    struct theme theme;
    prepare(&ui, &theme);
    collect(3);
    filter_place(&ui, &row, 0, 420, 3);
    for (int i = 0; i < row.count; i++)
        for (int k = 0; k < i; k++)
            if (row.chips[i].shown && row.chips[k].shown)
                assert_true(rect_empty(rect_intersect(row.chips[i].rect, row.chips[k].rect)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_long_name_of_a_region_is_a_filter),
        cmocka_unit_test(test_every_region_is_a_filter),
        cmocka_unit_test(test_only_chips_that_narrow_the_choice),
        cmocka_unit_test(test_one_routine_needs_no_chips),
        cmocka_unit_test(test_what_fits_needs_no_pages),
        cmocka_unit_test(test_none_is_left_out),
        cmocka_unit_test(test_the_chosen_one_is_on_the_page),
        cmocka_unit_test(test_chips_never_overlap),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
