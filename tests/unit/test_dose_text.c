// links: screens
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "screens/parts.h"

#define NBSP "\xC2\xA0"

static struct strings *strings;
static struct arena arena;

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

static const char *text(enum sides sides, struct dose dose)
{
    struct exercise exercise = {.sides = sides};
    return part_dose_text(strings, &arena, &exercise, &dose);
}

static void test_hold(void **state)
{
    (void)state;
    struct dose dose = {.sets = 1, .reps = 2, .hold_s = 20};
    assert_string_equal(text(SIDES_EACH, dose), "Each" NBSP "side" NBSP "· hold" NBSP "20" NBSP
                                                "s" NBSP "· 2" NBSP "times");
    dose.reps = 1;
    assert_string_equal(text(SIDES_NONE, dose), "Hold" NBSP "20" NBSP "s");
    assert_string_equal(part_dose_short(strings, &arena, &dose), "20 s");
}

/* A range of one number is that number. */
static void test_range(void **state)
{
    (void)state;
    struct exercise exercise = {.ranges = {[DOSE_HOLD_S] = {30, 30}, [DOSE_REPS] = {2, 3}}};
    assert_string_equal(part_range_text(strings, &arena, &exercise),
                        "hold" NBSP "30" NBSP "s" NBSP "· 2–3" NBSP "times");
    exercise = (struct exercise){.ranges = {[DOSE_DURATION_S] = {60, 60},
                                            [DOSE_BREATHS_N] = {1, 1},
                                            [DOSE_REPS] = {2, 2},
                                            [DOSE_SETS] = {3, 3}}};
    assert_string_equal(part_range_text(strings, &arena, &exercise),
                        "1" NBSP "minute" NBSP "· 1" NBSP "slow" NBSP "breath" NBSP "· 2" NBSP
                        "times" NBSP "· 3" NBSP "sets");
}

static void test_moves(void **state)
{
    (void)state;
    struct dose paced = {.sets = 3, .reps = 10, .tempo_s = {2, 0, 2}};
    assert_string_equal(text(SIDES_NONE, paced),
                        "10" NBSP "slow" NBSP "moves" NBSP "· 3" NBSP "sets");
    assert_string_equal(part_dose_short(strings, &arena, &paced), "\u200E10×\u200E");
    struct dose own = {.sets = 1, .reps = 1};
    assert_non_null(strstr(text(SIDES_NONE, own), "at your own pace"));
    assert_non_null(strstr(text(SIDES_NONE, own), "1 slow move"));
}

static void test_alternate_names_both_sides(void **state)
{
    (void)state;
    struct dose dose = {.sets = 1, .reps = 10, .tempo_s = {2, 0, 2}};
    assert_int_equal(strncmp(text(SIDES_ALTERNATE, dose), "Left and right in turn", 22), 0);
}

static void test_time_in_minutes_only_when_whole(void **state)
{
    (void)state;
    struct dose dose = {.sets = 1, .reps = 1, .duration_s = 120};
    assert_string_equal(text(SIDES_NONE, dose), "2 minutes");
    assert_string_equal(part_dose_short(strings, &arena, &dose), "2 min");
    dose.duration_s = 90;
    assert_string_equal(text(SIDES_NONE, dose), "90 seconds");
    assert_string_equal(part_dose_short(strings, &arena, &dose), "90 s");
}

static void test_breaths(void **state)
{
    (void)state;
    struct dose dose = {.sets = 1, .reps = 1, .breaths = 5, .breath_s = {4, 6}};
    assert_string_equal(text(SIDES_NONE, dose), "5" NBSP "slow" NBSP "breaths");
    assert_string_equal(part_dose_short(strings, &arena, &dose), "\u200E5×\u200E");
}

static void test_minutes_round_and_never_say_zero(void **state)
{
    (void)state;
    assert_string_equal(part_minutes(strings, &arena, 89999), "1 min");
    assert_string_equal(part_minutes(strings, &arena, 90000), "2 min");
    assert_string_equal(part_minutes(strings, &arena, 0), "1 min");
}

static void test_every_kind_begins_as_what_it_is_made_of(void **state)
{
    (void)state;
    for (int k = 0; k < DOSE_KIND_COUNT; k++) {
        const struct dose_made *made = &dose_made[k];
        struct dose dose = made->first;
        assert_int_equal(dose_kind(&dose), k);
        assert_in_range(made->counted_count, 2, DOSE_COUNTED_MAX);
        for (int i = 0; i < made->counted_count; i++) {
            const struct dose_range limit = dose_limits[made->counted[i]];
            assert_in_range(*dose_number(&dose, made->counted[i]), limit.min, limit.max);
            assert_true(dose_uses((enum dose_kind)k, made->counted[i]));
        }
    }
    assert_true(dose_uses(DOSE_HOLD, DOSE_RELAX_S));
    assert_false(dose_uses(DOSE_TIME, DOSE_RELAX_S));
    assert_false(dose_uses(DOSE_BREATHS, DOSE_REPS));
    assert_false(dose_uses(DOSE_OWN_PACE, DOSE_HOLD_S));
}

static void test_clinics_own_word_is_shown_as_written(void **state)
{
    (void)state;
    assert_string_equal(part_known_or_plain(strings, &arena, "equipment", "strap"), "Strap");
    assert_string_equal(part_known_or_plain(strings, &arena, "equipment", "red-ball"), "Red ball");
}

static void test_join_skips_what_is_empty(void **state)
{
    (void)state;
    assert_string_equal(ui_join(&arena, "", "b"), "b");
    assert_string_equal(ui_join(&arena, "a", ""), "a");
    assert_string_equal(ui_join(&arena, "a", "b"), "a" NBSP "· b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hold),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_moves),
        cmocka_unit_test(test_alternate_names_both_sides),
        cmocka_unit_test(test_time_in_minutes_only_when_whole),
        cmocka_unit_test(test_breaths),
        cmocka_unit_test(test_minutes_round_and_never_say_zero),
        cmocka_unit_test(test_every_kind_begins_as_what_it_is_made_of),
        cmocka_unit_test(test_clinics_own_word_is_shown_as_written),
        cmocka_unit_test(test_join_skips_what_is_empty),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
