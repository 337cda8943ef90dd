// links: cli
/* The builder on each panel: what is added is seen, nothing to choose by is left out; and where
 * staff are, on the smallest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "app/screen_stack.h"
#include "app/staff_lock.h"
#include "harness.h"

static struct harness h;

static void open_at(int width, int height, const char *language, const char *spec)
{
    harness_open(&h,
                 &(struct harness_options){.width = width, .height = height, .language = language});
    harness_show(&h, spec);
    harness_settle(&h);
}

static size_t cards(struct app_hit *found, size_t most)
{
    struct app_hit hits[128];
    size_t count = app_hits(h.assembly.app, hits, 128), cards = 0;
    for (size_t i = 0; i < count && cards < most; i++)
        if (strncmp(hits[i].id, "add:", 4) == 0)
            found[cards++] = hits[i];
    return cards;
}

static bool holds(struct rect outer, const struct draw_command *text)
{
    int middle = text->text.baseline - text->text.font.size / 3;
    return rect_contains(outer, text->text.x + 2, middle);
}

/* All words of the exercise's name are drawn in this card, of which all is in the window. */
static void expect_name(const struct app_hit *card, int least)
{
    char seen[512] = "";
    for (size_t i = 0; i < h.frame->list->count; i++) {
        const struct draw_command *command = &h.frame->list->commands[i];
        if (command->kind != DRAW_TEXT || !holds(card->rect, command))
            continue;
        size_t used = strlen(seen);
        snprintf(seen + used, sizeof seen - used, "%s%s", used ? " " : "", command->text.text);
    }
    if (!strstr(seen, card->label) || card->rect.h < least)
        fail_msg("%s shows \"%s\" in %d px", card->id, seen, card->rect.h);
}

static void test_on_a_low_panel_cards_are_seen_whole(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ar"};
    for (int l = 0; l < 2; l++) {
        struct app_hit found[3];
        open_at(800, 480, languages[l], "staff-builder:library");
        assert_int_equal(cards(found, 3), 3);
        for (int i = 0; i < 2; i++)
            expect_name(&found[i], h.assembly.app->ui.metrics.target);
        harness_close(&h);
    }
}

static void test_what_a_tap_has_added_is_said_where_it_is_seen(void **state)
{
    (void)state;
    struct app_hit found[1];
    open_at(800, 480, NULL, "staff-builder:library");
    assert_int_equal(cards(found, 1), 1);
    assert_true(harness_shows(&h, "4 steps"));
    assert_false(harness_shows(&h, "\u00d71 "));
    harness_press(&h, found[0].id);
    assert_true(harness_shows(&h, "5 steps"));
    assert_true(harness_shows(&h, "\u00d71"));
    harness_close(&h);
}

static void test_every_place_can_be_chosen_on_every_panel(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } panels[] = {{1920, 1080}, {1080, 1920}, {800, 480}, {480, 800}};
    static const char *const places[] = {"place:water", "place:standing", "place:all"};
    for (size_t p = 0; p < sizeof panels / sizeof *panels; p++) {
        open_at(panels[p].width, panels[p].height, NULL, "staff-builder:library");
        for (int i = 0; i < 3; i++) {
            if (harness_has(&h, "sheet:places"))
                harness_press(&h, "sheet:places");
            harness_reveal(&h, places[i]);
            harness_press(&h, places[i]);
            assert_int_equal(h.assembly.app->staff.builder.sheet, BUILDER_NO_SHEET);
            assert_int_equal(h.assembly.app->staff.builder.place, i == 0   ? PLACE_WATER
                                                                  : i == 1 ? PLACE_STANDING
                                                                           : -1);
        }
        harness_close(&h);
    }
}

static void test_the_note_shows_on_its_button(void **state)
{
    (void)state;
    struct app_hit hits[128];
    open_at(800, 480, NULL, "staff-builder:step");
    size_t count = app_hits(h.assembly.app, hits, 128);
    const char *note = tr(h.assembly.app->strings, "staff.sample.note");
    bool told = false;
    for (size_t i = 0; i < count; i++)
        told |= strcmp(hits[i].id, "note") == 0 && strstr(hits[i].label, note);
    assert_true(told);
    harness_close(&h);
}

/* And leads to where it is mended, without a search for it. */
static void test_what_needs_somebody_is_named_on_the_smallest_panel(void **state)
{
    (void)state;
    struct app_hit hits[128];
    open_at(800, 480, NULL, "staff-home");
    size_t count = app_hits(h.assembly.app, hits, 128);
    const char *check = NULL;
    for (size_t i = 0; i < count; i++)
        if (strncmp(hits[i].id, "check:", 6) == 0)
            check = hits[i].id;
    assert_non_null(check);
    harness_press(&h, check);
    assert_string_not_equal(harness_screen(&h), "staff-home");
    harness_close(&h);
}

/* Where there are no tabs, too: whoever looks up knows where this is. */
static void test_every_page_has_its_title_on_the_smallest_panel(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "es", "ru", "ar", "vi", "zh"};
    static const struct {
        const char *spec, *title, *tab; /* the title, or the tab's shorter word */
    } pages[] = {{"staff-routines", "staff.routines.title", "staff.tab.routines"},
                 {"staff-builder:empty", "staff.builder.title", "staff.tab.builder"},
                 {"staff-stick:plain", "staff.tile.stick", "staff.tab.stick"},
                 {"staff-photos", "staff.photos.title", "staff.photos.title"},
                 {"staff-settings", "staff.tab.settings", "staff.tab.settings"},
                 {"staff-settings:hours", "staff.tab.settings", "staff.tab.settings"},
                 {"staff-usage", "staff.usage.title", "staff.tab.usage"},
                 {"staff-check", "staff.tile.check", "staff.tile.check"}};
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
        for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
            open_at(800, 480, languages[l], pages[p].spec);
            const struct strings *strings = h.assembly.app->strings;
            if (!harness_shows(&h, tr(strings, pages[p].title)) &&
                !harness_shows(&h, tr(strings, pages[p].tab)))
                fail_msg("%s has no title in %s", pages[p].spec, languages[l]);
            harness_close(&h);
        }
}

/* Where letters are seen: without the room that a line has above and below them. */
static struct rect letters(const struct draw_command *c)
{
    int size = c->text.font.size;
    return (struct rect){c->rect.x, c->text.baseline - size * 3 / 4, c->rect.w, size};
}

/* Nothing to be read or pressed lies where it is said that this is a try-out. */
static void expect_band_apart(const char *where)
{
    const struct draw_list *list = h.frame->list;
    const char *said = tr(h.assembly.app->strings, "staff.tryout");
    const struct draw_command *band = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (list->commands[i].kind == DRAW_TEXT && strcmp(list->commands[i].text.text, said) == 0)
            band = &list->commands[i];
    assert_non_null(band);
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (c != band && c->kind == DRAW_TEXT &&
            !rect_empty(rect_intersect(letters(c), letters(band))))
            fail_msg("%s: \"%s\" lies under the band", where, c->text.text);
    }
    struct app_hit hits[128];
    size_t count = app_hits(h.assembly.app, hits, 128);
    for (size_t i = 0; i < count; i++)
        if (!rect_empty(rect_intersect(hits[i].rect, letters(band))))
            fail_msg("%s: %s lies under the band", where, hits[i].id);
}

static void test_a_try_out_says_so_in_a_place_of_its_own(void **state)
{
    (void)state;
    static const int panels[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {480, 800}};
    static const char *const languages[] = {"en", "ru", "ar"};
    for (int l = 0; l < 3; l++)
        for (int p = 0; p < 4; p++) {
            char where[64];
            snprintf(where, sizeof where, "%dx%d %s", panels[p][0], panels[p][1], languages[l]);
            open_at(panels[p][0], panels[p][1], languages[l], "home");
            app_unlock_staff(h.assembly.app);
            app_go(h.assembly.app, SCREEN_STAFF_ROUTINES);
            harness_settle(&h);
            harness_press(&h, "row:0");
            harness_reveal(&h, "try");
            harness_press(&h, "try");
            harness_get_ready(&h);
            harness_expect(&h, "player");
            expect_band_apart(where);
            harness_press(&h, "pause");
            harness_expect(&h, "paused");
            expect_band_apart(where);
            harness_press(&h, "leave");
            harness_expect(&h, "staff-routines");
            harness_close(&h);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_a_low_panel_cards_are_seen_whole),
        cmocka_unit_test(test_what_a_tap_has_added_is_said_where_it_is_seen),
        cmocka_unit_test(test_every_place_can_be_chosen_on_every_panel),
        cmocka_unit_test(test_the_note_shows_on_its_button),
        cmocka_unit_test(test_what_needs_somebody_is_named_on_the_smallest_panel),
        cmocka_unit_test(test_every_page_has_its_title_on_the_smallest_panel),
        cmocka_unit_test(test_a_try_out_says_so_in_a_place_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
