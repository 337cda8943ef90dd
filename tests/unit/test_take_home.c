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

struct fixture {
    struct arena arena;
    struct strings *strings;
    struct take_home code;
    struct instruction move;
    struct exercise exercise;
    struct routine_step steps[ROUTINE_STEPS_MAX];
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
    for (int i = 0; i < ROUTINE_STEPS_MAX; i++)
        f.steps[i] = (struct routine_step){
            .exercise = &f.exercise, .dose = {.sets = 1, .reps = 2, .hold_s = 20}, .note = ""};
    f.routine = (struct routine){
        .id = "r", .name = "For you", .how_often = "Every day", .steps = f.steps, .step_count = 1};
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

static void update(struct fixture *f, size_t steps, int most, int which)
{
    f->routine.step_count = steps;
    take_home_update(&f->code, f->strings, &f->arena, &f->routine, most, which);
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

static void a_short_routine_is_one_code(void **state)
{
    struct fixture *f = *state;
    update(f, 3, TAKE_HOME_GOOD_MODULES, 0);
    assert_int_equal(f->code.count, 1);
    assert_true(f->code.size < TAKE_HOME_GOOD_MODULES);
    assert_is_code(&f->code);
}

static void a_long_routine_is_several_codes_of_one_size(void **state)
{
    struct fixture *f = *state;
    update(f, ROUTINE_STEPS_MAX, TAKE_HOME_GOOD_MODULES, 0);
    int count = f->code.count, size = f->code.size;
    assert_true(count > 1);
    assert_true(size <= TAKE_HOME_GOOD_MODULES);
    uint8_t first[sizeof f->code.modules];
    memcpy(first, f->code.modules, sizeof first);
    for (int i = 1; i < count; i++) {
        update(f, ROUTINE_STEPS_MAX, TAKE_HOME_GOOD_MODULES, i);
        assert_int_equal(f->code.shown, i);
        assert_int_equal(f->code.count, count);
        assert_int_equal(f->code.size, size);
        assert_is_code(&f->code);
        assert_memory_not_equal(first, f->code.modules, sizeof first);
    }
    update(f, ROUTINE_STEPS_MAX, TAKE_HOME_GOOD_MODULES, count);
    assert_int_equal(f->code.shown, 0);
    assert_memory_equal(first, f->code.modules, sizeof first);
}

static void a_smaller_limit_takes_more_codes(void **state)
{
    struct fixture *f = *state;
    update(f, 20, 81, 0);
    assert_true(f->code.count > 2);
    assert_true(f->code.size <= 81);
    assert_is_code(&f->code);
}

static void codes_become_larger_rather_than_more_than_three(void **state)
{
    struct fixture *f = *state;
    static char move[1000];
    memset(move, 'm', sizeof move - 1);
    f->move.text = move;
    update(f, 5, TAKE_HOME_GOOD_MODULES, 0);
    assert_true(f->code.count > TAKE_HOME_FEW);
    update(f, 5, TAKE_HOME_MOST_MODULES, 0);
    assert_int_equal(f->code.count, TAKE_HOME_FEW);
    assert_true(f->code.size > TAKE_HOME_GOOD_MODULES);
    assert_true(f->code.size < TAKE_HOME_MOST_MODULES);
    assert_is_code(&f->code);
}

/* Whatever the text, it is never one byte too long for its code: letters of two bytes have a code
 * say that they are UTF-8, which takes room. */
static void a_code_takes_as_many_bytes_as_it_is_said_to(void **state)
{
    struct fixture *f = *state;
    char move[2 * TAKE_HOME_MOST_MODULES * 20];
    for (int size = 81; size <= TAKE_HOME_GOOD_MODULES; size += 4) {
        size_t room = take_home_room(size);
        struct take_home_texts texts;
        size_t letters = room / 2;
        do {
            for (size_t i = 0; i < letters; i++)
                memcpy(move + 2 * i, "ж", 3);
            f->move.text = move;
            f->routine.step_count = 1;
            texts = take_home_texts(f->strings, &f->arena, &f->routine, SIZE_MAX);
            letters--;
        } while (strlen(texts.items[0]) > room);
        assert_true(strlen(texts.items[0]) + 2 > room);
        update(f, 1, size, 0);
        assert_int_equal(f->code.count, 1);
        assert_int_equal(f->code.size, size);
        assert_is_code(&f->code);
    }
    assert_int_equal(take_home_room(20), 0);
    assert_int_equal(take_home_room(1000), take_home_room(TAKE_HOME_MOST_MODULES));
}

static void the_same_code_is_encoded_once(void **state)
{
    struct fixture *f = *state;
    update(f, 3, TAKE_HOME_GOOD_MODULES, 0);
    uint64_t key = f->code.key;
    f->code.modules[0] = 7; /* a mark that encoding again would wipe */
    update(f, 3, TAKE_HOME_GOOD_MODULES, 0);
    assert_int_equal(f->code.modules[0], 7);
    update(f, 4, TAKE_HOME_GOOD_MODULES, 0);
    assert_int_equal(f->code.modules[0], 1);
    assert_true(f->code.key != key);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_short_routine_is_one_code),
        TEST(a_long_routine_is_several_codes_of_one_size),
        TEST(a_smaller_limit_takes_more_codes),
        TEST(a_code_takes_as_many_bytes_as_it_is_said_to),
        TEST(codes_become_larger_rather_than_more_than_three),
        TEST(the_same_code_is_encoded_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
