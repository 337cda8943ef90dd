// links: screens ui session content packs store json figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "screens/take_home.h"

/* Routines made here, words from the shipped language file. */

enum { MOST_STEPS = 40 };

struct fixture {
    struct arena arena;
    struct strings *strings;
    struct take_home code;
    struct instruction move;
    struct exercise exercise;
    struct routine_step steps[MOST_STEPS];
    struct routine routine;
};

static int set_up(void **state)
{
    static struct fixture f;
    memset(&f, 0, sizeof f);
    struct fault_list faults = {0};
    f.strings = strings_load(SOURCE_DIR "/assets/lang", "en", &faults);
    fault_list_free(&faults);
    if (!f.strings)
        return 1;
    f.move = (struct instruction){.role = ROLE_MOVE, .text = "Pull the knee toward your chest."};
    f.exercise = (struct exercise){
        .id = "knee-to-chest",
        .name = "Knee to chest",
        .sides = SIDES_EACH,
        .steps = &f.move,
        .step_count = 1,
    };
    for (int i = 0; i < MOST_STEPS; i++)
        f.steps[i] = (struct routine_step){
            .exercise = &f.exercise, .dose = {.sets = 1, .reps = 2, .hold_s = 20}, .note = ""};
    f.routine = (struct routine){
        .id = "r", .name = "The clinic’s “best” – for you", .steps = f.steps, .step_count = 1};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    strings_free(f->strings);
    arena_free(&f->arena);
    return 0;
}

static void update(struct fixture *f, size_t steps, int most)
{
    f->routine.step_count = steps;
    take_home_update(&f->code, f->strings, &f->arena, &f->routine, most);
}

/* The three finder patterns: a code without them is none. */
static void assert_is_code(const struct take_home *code)
{
    assert_true(code->size >= 21 && code->size <= TAKE_HOME_MOST_MODULES);
    assert_int_equal((code->size - 17) % 4, 0);
    const int corners[3][2] = {{0, 0}, {code->size - 7, 0}, {0, code->size - 7}};
    for (int c = 0; c < 3; c++)
        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 7; x++) {
                int from_rim = x < 3 ? x : 6 - x;
                from_rim = y < from_rim ? y : from_rim;
                from_rim = 6 - y < from_rim ? 6 - y : from_rim;
                int at = (corners[c][1] + y) * code->size + corners[c][0] + x;
                assert_int_equal(code->modules[at], from_rim != 1);
            }
}

static void full_text_says_what_to_do(void **state)
{
    struct fixture *f = *state;
    const char *text = take_home_text(f->strings, &f->arena, &f->routine, TAKE_HOME_FULL);
    assert_non_null(strstr(text, "1. Knee to chest: Each side, hold 20 s, 2 times\n"
                                 "Pull the knee toward your chest.\n"));
    assert_non_null(strstr(text, "Stop if"));
}

static void marks_are_those_of_the_language(void **state)
{
    struct fixture *f = *state;
    static const char *const told[][2] = {{"zh", "1. Knee to chest：每侧，保持20秒，2次\n"},
                                          {"ar", "1. Knee to chest: كل جهة، ثبات 20 ث، مرتان\n"}};
    struct strings *english = f->strings;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct fault_list faults = {0};
        f->strings = strings_load(SOURCE_DIR "/assets/lang", told[i][0], &faults);
        fault_list_free(&faults);
        assert_non_null(f->strings);
        const char *text = take_home_text(f->strings, &f->arena, &f->routine, TAKE_HOME_DOSES);
        if (!strstr(text, told[i][1]))
            fail_msg("not \"%s\" in \"%s\"", told[i][1], text);
        strings_free(f->strings);
    }
    f->strings = english;
}

static void doses_leave_out_what_to_do(void **state)
{
    struct fixture *f = *state;
    const char *text = take_home_text(f->strings, &f->arena, &f->routine, TAKE_HOME_DOSES);
    assert_non_null(strstr(text, "hold 20 s"));
    assert_null(strstr(text, "Pull the knee"));
    assert_non_null(strstr(text, "Stop if"));
}

static void names_are_all_that_is_left(void **state)
{
    struct fixture *f = *state;
    f->routine.step_count = 2;
    const char *text = take_home_text(f->strings, &f->arena, &f->routine, TAKE_HOME_NAMES);
    assert_string_equal(text,
                        "The clinic's \"best\" - for you\n1. Knee to chest\n2. Knee to chest");
}

static void letters_stay(void **state)
{
    struct fixture *f = *state;
    f->routine.name = "Größe\u00A0– Übung\u00A0× 2";
    const char *text = take_home_text(f->strings, &f->arena, &f->routine, TAKE_HOME_NAMES);
    assert_memory_equal(text, "Größe - Übung x 2\n", strlen("Größe - Übung x 2\n"));
}

static void short_routine_is_told_in_full(void **state)
{
    struct fixture *f = *state;
    update(f, 3, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.detail, TAKE_HOME_FULL);
    assert_true(f->code.size <= TAKE_HOME_GOOD_MODULES);
    assert_is_code(&f->code);
}

static void middling_routine_loses_the_sentences(void **state)
{
    struct fixture *f = *state;
    update(f, 12, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.detail, TAKE_HOME_DOSES);
    assert_true(f->code.size <= TAKE_HOME_GOOD_MODULES);
    assert_is_code(&f->code);
}

static void long_routine_keeps_the_names(void **state)
{
    struct fixture *f = *state;
    update(f, MOST_STEPS, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.detail, TAKE_HOME_NAMES);
    assert_true(f->code.size <= TAKE_HOME_GOOD_MODULES);
    assert_is_code(&f->code);
}

static void small_limit_gives_a_small_code(void **state)
{
    struct fixture *f = *state;
    update(f, 3, 53);
    assert_true(f->code.size <= 53);
    assert_int_not_equal(f->code.detail, TAKE_HOME_FULL);
    assert_is_code(&f->code);
}

/* 80 bytes is the longest name a pack may give. */
static void longest_names_still_make_a_code(void **state)
{
    struct fixture *f = *state;
    char name[81];
    memset(name, 'm', 80);
    name[80] = '\0';
    f->exercise.name = name;
    update(f, MOST_STEPS, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.detail, TAKE_HOME_NAMES);
    assert_is_code(&f->code);
}

static void same_routine_is_encoded_once(void **state)
{
    struct fixture *f = *state;
    update(f, 3, TAKE_HOME_GOOD_MODULES);
    uint64_t key = f->code.key;
    f->code.modules[0] = 7; /* a mark that encoding again would wipe */
    update(f, 3, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.modules[0], 7);
    update(f, 4, TAKE_HOME_GOOD_MODULES);
    assert_int_equal(f->code.modules[0], 1);
    assert_true(f->code.key != key);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(marks_are_those_of_the_language),
        TEST(full_text_says_what_to_do),
        TEST(doses_leave_out_what_to_do),
        TEST(names_are_all_that_is_left),
        TEST(letters_stay),
        TEST(short_routine_is_told_in_full),
        TEST(middling_routine_loses_the_sentences),
        TEST(long_routine_keeps_the_names),
        TEST(small_limit_gives_a_small_code),
        TEST(longest_names_still_make_a_code),
        TEST(same_routine_is_encoded_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
