// links: cli
/* A pack far larger than a clinic's: all of it is there, and a frame costs what it shows. Counts,
 * not times: those are measured with tests/bench/make_pack.sh and `kiosk bench home`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"

enum { EXERCISES = 500, ROUTINES = 300, PICTURES = 200 };

static const char pack[] = BUILD_DIR "/scale";
static const char few[] = BUILD_DIR "/scale-few";

static int make_packs(void **state)
{
    (void)state;
    char command[2000];
    snprintf(command, sizeof command, "rm -rf '%s' '%s'; '%s' '%s' %d %d && '%s' '%s' %d 9", pack,
             few, SOURCE_DIR "/tests/bench/make_pack.sh", pack, EXERCISES, ROUTINES,
             SOURCE_DIR "/tests/bench/make_pack.sh", few, EXERCISES);
    return system(command);
}

static void open_home(struct harness *h, const char *content_dir)
{
    harness_open(h, &(struct harness_options){.content_dir = content_dir});
    harness_settle(h);
    harness_press(h, "begin");
    harness_expect(h, "home");
}

static void test_everything_is_there(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, pack);
    const struct content *content = h.assembly.app->content;
    assert_int_equal(h.assembly.app->content_faults.errors, 0);
    assert_int_equal(h.assembly.app->content_faults.warnings, 0);
    assert_int_equal(content->exercise_count, EXERCISES);
    assert_int_equal(content->routine_count, ROUTINES);
    for (size_t i = 0; i < content->exercise_count; i++)
        assert_ptr_equal(content_exercise(content, content->exercises[i]->id),
                         content->exercises[i]);
    assert_null(content_exercise(content, "exercise-99999"));
    size_t pictures = 0;
    for (size_t i = 0; i < content->exercise_count; i++)
        pictures += content->exercises[i]->pictures.count;
    assert_int_equal(pictures, PICTURES);
    assert_ptr_equal(content_exercise(content, "exercise-00005")->easier,
                     content_exercise(content, "exercise-00004"));
    harness_close(&h);
}

static size_t commands_on_home(const char *content_dir)
{
    struct harness h;
    open_home(&h, content_dir);
    size_t count = h.frame->list->count;
    harness_close(&h);
    return count;
}

/* As much is drawn of three hundred cards as of nine: what is in view, and some more chips. */
static void test_draws_what_is_in_view(void **state)
{
    (void)state;
    assert_in_range(commands_on_home(pack), 30, commands_on_home(few) + 40);
}

static void test_scrolls_to_the_end(void **state)
{
    (void)state;
    struct harness h;
    size_t most = 0;
    open_home(&h, pack);
    assert_true(harness_has(&h, "card:routine-0000"));
    for (int i = 0; i < 400 && !harness_has(&h, "card:routine-0299"); i++) {
        harness_swipe(&h, 960, 900, 960, 300, 50);
        if (h.frame->list->count > most)
            most = h.frame->list->count;
    }
    assert_true(harness_has(&h, "card:routine-0299"));
    assert_false(harness_has(&h, "card:routine-0000"));
    assert_true(most < 500);
    harness_wait(&h, 3000);
    harness_press(&h, "card:routine-0299");
    harness_expect(&h, "overview");
    assert_string_equal(h.assembly.app->visit.routine->id, "routine-0299");
    harness_close(&h);
}

/* Only what has been on the screen is decoded, and each of it once. */
static void test_decodes_what_is_in_view(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, pack);
    harness_paint(&h);
    struct picture_cache *cache = h.assembly.images.pictures;
    size_t first = picture_cache_use(cache).decoded;
    assert_in_range(first, 3, 12);
    for (int i = 0; i < 10; i++) {
        harness_swipe(&h, 960, 900, 960, 600, 50);
        harness_paint(&h);
    }
    size_t scrolled = picture_cache_use(cache).decoded;
    assert_in_range(scrolled, first + 3, PICTURES - 1);
    assert_int_equal(picture_cache_use(cache).pictures, scrolled);
    harness_wait(&h, 3000);
    harness_paint(&h);
    size_t settled = picture_cache_use(cache).decoded;
    for (int i = 0; i < 20; i++)
        harness_paint(&h);
    assert_int_equal(picture_cache_use(cache).decoded, settled);
    harness_close(&h);
}

/* Filter, size of letters and language change what the cards are; each is seen at once. */
static void test_changes_of_the_cards(void **state)
{
    (void)state;
    struct harness h;
    open_home(&h, pack);
    struct rect before = harness_rect(&h, "card:routine-0000");
    assert_true(harness_has(&h, "card:routine-0001"));
    harness_press(&h, "filter:lower-back");
    assert_true(harness_has(&h, "card:routine-0000"));
    assert_false(harness_has(&h, "card:routine-0001"));
    assert_true(harness_has(&h, "card:routine-0003"));
    harness_press(&h, "filter:all");
    assert_true(harness_has(&h, "card:routine-0001"));
    app_set_ease(h.assembly.app, APP_LARGER_TEXT);
    harness_wait(&h, 100);
    assert_int_not_equal(harness_rect(&h, "card:routine-0000").h, before.h);
    app_set_ease(h.assembly.app, 0);
    harness_wait(&h, 100);
    assert_int_equal(harness_rect(&h, "card:routine-0000").h, before.h);
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_is_there),  cmocka_unit_test(test_draws_what_is_in_view),
        cmocka_unit_test(test_scrolls_to_the_end),   cmocka_unit_test(test_decodes_what_is_in_view),
        cmocka_unit_test(test_changes_of_the_cards),
    };
    return cmocka_run_group_tests(tests, make_packs, NULL);
}
