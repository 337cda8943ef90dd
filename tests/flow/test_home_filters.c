// links: cli
/* What home can be narrowed to is the same in every language and on every panel: a chair user finds
 * "on a chair" wherever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness.h"
#include "shipped.h"
#include "ui/said.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {1024, 768}};

enum { SIZES = sizeof sizes / sizeof *sizes };

struct filters {
    char ids[1024]; /* "filter:all filter:neck ", in order, page after page */
    char labels[24][64];
    int count;
};

/* The filters of the page that is seen; "All" is on each. */
static void add_page(const struct harness *h, struct filters *filters)
{
    struct app_hit hits[256];
    size_t count = app_hits(h->assembly.app, hits, 256);
    for (size_t i = 0; i < count; i++) {
        const char *id = hits[i].id;
        if (strncmp(id, "filter:", 7) != 0 || (filters->count > 0 && strcmp(id, "filter:all") == 0))
            continue;
        assert_in_range(filters->count, 0, 23);
        snprintf(filters->labels[filters->count++], sizeof *filters->labels, "%s", hits[i].label);
        size_t used = strlen(filters->ids);
        snprintf(filters->ids + used, sizeof filters->ids - used, "%s ", id);
    }
}

static bool on_first_page(const struct harness *h, const struct filters *filters)
{
    char second[64] = "";
    sscanf(filters->ids, "%*s %63s", second);
    return harness_has(h, second);
}

static struct filters all_filters(struct harness *h)
{
    struct filters filters = {.ids = ""};
    add_page(h, &filters);
    while (harness_has(h, "filters:more")) {
        harness_press(h, "filters:more");
        if (on_first_page(h, &filters))
            break;
        add_page(h, &filters);
    }
    return filters;
}

static bool told(const struct said_list *said, const char *label)
{
    size_t i = 0;
    while (i < said->count && strcmp(said->items[i].text, label) != 0)
        i++;
    return i < said->count;
}

static void expect_told(struct harness *h, const struct filters *filters, const char *where)
{
    app_read_aloud(h->assembly.app, true);
    harness_wait(h, 20);
    for (int i = 0; i < filters->count; i++)
        if (!told(app_said(h->assembly.app), filters->labels[i]))
            fail_msg("%s: \"%s\" is not told", where, filters->labels[i]);
}

static void expect_same(const struct filters *filters, const struct filters *first,
                        const char *where)
{
    if (strcmp(filters->ids, first->ids) != 0)
        fail_msg("%s has %s, not %s", where, filters->ids, first->ids);
}

static void test_every_language_has_the_same_filters(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    struct filters first = {.ids = ""};
    for (int s = 0; s < SIZES; s++)
        for (size_t l = 0; l < languages.count; l++) {
            struct harness h;
            char where[64];
            snprintf(where, sizeof where, "%dx%d %s", sizes[s][0], sizes[s][1], languages.codes[l]);
            harness_open(&h, &(struct harness_options){.width = sizes[s][0],
                                                       .height = sizes[s][1],
                                                       .language = languages.codes[l]});
            harness_show(&h, "home");
            harness_settle(&h);
            struct filters filters = all_filters(&h);
            if (first.count == 0)
                first = filters;
            assert_true(filters.count > 8);
            expect_same(&filters, &first, where);
            expect_told(&h, &filters, where);
            harness_close(&h);
        }
}

/* By keys as by finger; its page stays. */
static void test_a_filter_of_another_page_can_be_chosen(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480, .language = "ru"});
    harness_show(&h, "home");
    harness_settle(&h);
    for (int page = 0; !harness_has(&h, "filter:chair"); page++) {
        assert_in_range(page, 0, 9);
        harness_choose(&h, "filters:more");
    }
    harness_press(&h, "filter:chair");
    assert_true(harness_has(&h, "filter:chair"));
    harness_press(&h, "filter:all");
    assert_true(harness_has(&h, "filter:chair"));
    harness_close(&h);
}

/* On every page of the filters, whole: from home an exercise is two taps away. */
static void test_all_exercises_are_reached_without_scrolling(void **state)
{
    (void)state;
    static const int panels[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {480, 800},
                                    {1024, 768},  {1280, 800},  {800, 1280}};
    struct languages languages = shipped_languages();
    for (size_t s = 0; s < sizeof panels / sizeof *panels; s++)
        for (size_t l = 0; l < languages.count; l++) {
            struct harness h;
            harness_open(&h, &(struct harness_options){.width = panels[s][0],
                                                       .height = panels[s][1],
                                                       .language = languages.codes[l]});
            harness_show(&h, "home");
            harness_settle(&h);
            for (int page = 0; page < 9; page++) {
                struct rect rect = harness_rect(&h, "library");
                assert_true(rect.x >= 0 && rect.x + rect.w <= panels[s][0]);
                assert_true(rect.y >= 0 && rect.y + rect.h <= panels[s][1]);
                if (harness_has(&h, "filters:more"))
                    harness_press(&h, "filters:more");
            }
            harness_press(&h, "library");
            harness_expect(&h, "library");
            harness_close(&h);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_language_has_the_same_filters),
        cmocka_unit_test(test_all_exercises_are_reached_without_scrolling),
        cmocka_unit_test(test_a_filter_of_another_page_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
