// links: cli
/* What a screen reader would say: all of it, in order, and nothing that only eyes could complete.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness.h"
#include "scenes.h"
#include "shipped.h"
#include "ui/said.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static const struct said_list *read_screen(struct harness *h, const char *spec)
{
    app_read_aloud(h->assembly.app, true);
    harness_show(h, spec);
    harness_settle(h);
    return app_said(h->assembly.app);
}

static const struct said *find(const struct said_list *said, const char *text)
{
    for (size_t i = 0; i < said->count; i++)
        if (strcmp(said->items[i].text, text) == 0)
            return &said->items[i];
    return NULL;
}

static void expect_whole(const struct said_list *said, const char *where)
{
    bool titled = false;
    for (size_t i = 0; i < said->count; i++) {
        const struct said *item = &said->items[i];
        titled = titled || item->role == SAID_TITLE;
        if (item->cut || !*item->text)
            fail_msg("%s: cut short: \"%s\"", where, item->text);
    }
    if (!titled)
        fail_msg("%s: no title among %zu texts", where, said->count);
}

/* Marks as the language writes them: no half-width one after a Chinese character, no Latin comma
 * after an Arabic letter. */
static void expect_own_marks(const struct said_list *said, const char *language, const char *where)
{
    bool chinese = strcmp(language, "zh") == 0, arabic = strcmp(language, "ar") == 0;
    for (size_t i = 0; i < said->count; i++) {
        const unsigned char *text = (const unsigned char *)said->items[i].text;
        for (size_t k = 3; (chinese || arabic) && text[k]; k++) {
            bool after = chinese ? text[k - 3] >= 0xE4 && text[k - 3] <= 0xE9
                                 : text[k - 2] >= 0xD8 && text[k - 2] <= 0xDB;
            if (after && strchr(chinese ? ",:;!?" : ",;?", text[k]))
                fail_msg("%s: a mark of other languages: \"%s\"", where, said->items[i].text);
        }
    }
}

/* Whoever is only told must learn of everything that can be pressed. */
static void expect_targets_told(const struct harness *h, const struct said_list *said,
                                const char *where)
{
    struct app_hit hits[256];
    size_t count = app_hits(h->assembly.app, hits, 256);
    for (size_t i = 0; i < count; i++) {
        bool told = false;
        for (size_t k = 0; k < said->count && !told; k++) {
            const struct said *item = &said->items[k];
            told = item->role == SAID_BUTTON &&
                   (strcmp(item->text, hits[i].label) == 0 ||
                    !rect_empty(rect_intersect(item->rect, hits[i].rect)));
        }
        if (!told)
            fail_msg("%s: \"%s\" can be pressed, but nothing tells of it", where, hits[i].id);
    }
}

static void test_every_screen_can_be_told(void **state)
{
    (void)state;
    struct languages languages = shipped_languages();
    for (size_t l = 0; l < languages.count; l++)
        for (int s = 0; s < SIZES; s++) {
            struct harness h;
            if (!shipped_pair(l, (size_t)s))
                continue;
            harness_open(&h, &(struct harness_options){.width = sizes[s][0],
                                                       .height = sizes[s][1],
                                                       .language = languages.codes[l]});
            for (size_t i = 0; i < scene_count; i++) {
                if (!scene_is_plain(&scenes[i]))
                    continue;
                const char *name = scenes[i].spec;
                char where[96];
                snprintf(where, sizeof where, "%s %dx%d %s", name, sizes[s][0], sizes[s][1],
                         languages.codes[l]);
                const struct said_list *said = read_screen(&h, name);
                expect_whole(said, where);
                expect_own_marks(said, languages.codes[l], where);
                expect_targets_told(&h, said, where);
            }
            harness_close(&h);
        }
}

static void test_what_is_scrolled_away_is_told_as_well(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.width = 800, .height = 480});
    const struct said_list *said = read_screen(&h, "home");
    const struct content *content = app_content(h.assembly.app);
    size_t out_of_sight = 0;
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct said *name = find(said, content->routines[i]->name);
        assert_non_null(name);
        out_of_sight += !name->visible;
    }
    assert_true(out_of_sight > 0);
    said = read_screen(&h, "advice:when-to-stop");
    assert_non_null(find(said, "come with numbness or weakness"));
    harness_close(&h);
}

static void test_the_ring_and_the_title_say_what_they_are(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "player:lower-back-relief:3");
    harness_get_ready(&h);
    harness_wait(&h, 3000);
    app_read_aloud(h.assembly.app, true);
    harness_wait(&h, 20);
    const struct said_list *said = app_said(h.assembly.app);
    assert_string_equal(said->items[0].text, "Knee to chest");
    assert_int_equal(said->items[0].role, SAID_TITLE);
    assert_int_equal(find(said, "seconds")->role, SAID_RING);
    assert_int_equal(find(said, "Pause")->role, SAID_BUTTON);
    assert_int_equal(find(said, "Make it easier to use")->role, SAID_BUTTON); /* an icon alone */
    app_read_aloud(h.assembly.app, false);
    harness_wait(&h, 20);
    assert_null(app_said(h.assembly.app));
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_screen_can_be_told),
        cmocka_unit_test(test_what_is_scrolled_away_is_told_as_well),
        cmocka_unit_test(test_the_ring_and_the_title_say_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
