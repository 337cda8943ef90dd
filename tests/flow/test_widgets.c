// links: cli
/* The widgets of the staff side on every size of screen: targets large enough and apart, nothing
 * cut, everything said; and what only real letters show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "gallery.h"

static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}, {800, 1280},  {800, 480},
                               {480, 800},   {1024, 600},  {1366, 768}, {3840, 2160}, {2160, 3840}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static int failures;

static void complain(const struct harness *h, const struct gallery *g, const char *text,
                     const char *id)
{
    print_error("%s at %dx%d: %s: %s\n", gallery_name(g->page), h->stage.width, h->stage.height,
                text, id);
    failures++;
}

static bool inside(struct rect inner, struct rect outer)
{
    return rect_equal(rect_intersect(inner, outer), inner);
}

/* A handle lies on its row. */
static bool apart(const struct target *a, const struct target *b, int gap)
{
    struct rect around = rect_inset(a->rect, -gap);
    bool on = inside(a->rect, b->rect) && a->rows > 0;
    return on || rect_empty(rect_intersect(around, b->rect));
}

static void check_targets(const struct harness *h, const struct gallery *g)
{
    const struct ui *ui = &h->assembly.app->ui;
    struct rect screen = {0, 0, h->stage.width, h->stage.height};
    for (int i = 0; i < ui->target_count; i++) {
        const struct target *t = &ui->targets[i];
        int least = t->scrolls ? harness_least_side(ui, t->rect) : ui->metrics.target;
        if (t->rect.w < least || t->rect.h < least)
            complain(h, g, "is too small", t->id);
        if (!inside(t->rect, screen))
            complain(h, g, "lies beyond the screen", t->id);
        for (int k = 0; k < i; k++)
            if (!apart(t, &ui->targets[k], ui->metrics.gap - 1))
                complain(h, g, ui->targets[k].id, t->id);
    }
}

static bool told(const struct said_list *said, struct rect rect)
{
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].role == SAID_BUTTON &&
            !rect_empty(rect_intersect(said->items[i].rect, rect)))
            return true;
    return false;
}

static void check_words(const struct harness *h, const struct gallery *g)
{
    const struct app *app = h->assembly.app;
    for (size_t i = 0; i < app->list.count; i++) {
        const struct draw_command *c = &app->list.commands[i];
        if (c->kind == DRAW_TEXT && strstr(c->text.text, "\u2026"))
            complain(h, g, "is cut", c->text.text);
    }
    for (size_t i = 0; i < app->said.count; i++)
        if (app->said.items[i].cut)
            complain(h, g, "is cut", app->said.items[i].text);
    for (int i = 0; i < app->ui.target_count; i++)
        if (!told(&app->said, app->ui.targets[i].rect) || !*app->ui.targets[i].label)
            complain(h, g, "is not told", app->ui.targets[i].id);
}

static void check_language(const char *language)
{
    failures = 0;
    for (int s = 0; s < SIZES; s++) {
        struct harness h;
        harness_open(&h, &(struct harness_options){
                             .width = sizes[s][0],
                             .height = sizes[s][1],
                             .language = strcmp(language, "de") == 0 ? "en" : language});
        app_read_aloud(h.assembly.app, true);
        harness_settle(&h);
        for (int page = 0; page < GALLERY_PAGES; page++) {
            struct gallery g;
            gallery_open(&g, (enum gallery_page)page, language);
            gallery_draw(&g, &h);
            check_targets(&h, &g);
            check_words(&h, &g);
        }
        harness_close(&h);
    }
    assert_int_equal(failures, 0);
}

static void test_english(void **state)
{
    (void)state;
    check_language("en");
}

static void test_arabic(void **state)
{
    (void)state;
    check_language("ar");
}

static void test_long_words(void **state)
{
    (void)state;
    check_language("de");
}

/* ---- held, in the kiosk ---- */

/* No screen of it has a button that repeats yet: one is made to. */
static void hold_larger_text(struct harness *h, ms_t ms)
{
    for (ms_t end = h->now + ms; h->now < end;) {
        struct ui *ui = &h->assembly.app->ui;
        for (int i = 0; i < ui->target_count; i++)
            ui->targets[i].repeats = strcmp(ui->targets[i].id, "larger-text") == 0;
        harness_step(h, NULL, 0);
    }
}

static void test_a_held_button_taps_again_in_the_kiosk(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){0});
    harness_show(&h, "ease");
    harness_settle(&h);
    const bool *larger = &h.assembly.app->visit.ease.larger_text;
    struct rect r = harness_rect(&h, "larger-text");
    harness_down(&h, FINGER, r.x + r.w / 2, r.y + r.h / 2);
    hold_larger_text(&h, 450);
    assert_false(*larger);
    hold_larger_text(&h, 150);
    assert_true(*larger);
    hold_larger_text(&h, 250);
    assert_false(*larger);
    harness_up(&h, FINGER, r.x + r.w / 2, r.y + r.h / 2);
    assert_false(*larger);
    harness_close(&h);
}

/* ---- carets among real letters ---- */

static void carets_of(struct harness *h, const char *text, bool rtl, int *x)
{
    const struct text_measure *measure = painter_measure(h->assembly.painter);
    measure->carets(measure->context, (struct font){FONT_BOLD, 50}, text, strlen(text), rtl, x);
}

static int width_of(struct harness *h, const char *text)
{
    const struct text_measure *measure = painter_measure(h->assembly.painter);
    return measure->width(measure->context, (struct font){FONT_BOLD, 50}, text, strlen(text));
}

static void test_carets_go_the_way_of_the_letters(void **state)
{
    (void)state;
    struct harness h;
    int x[64];
    harness_open(&h, &(struct harness_options){0});
    carets_of(&h, "week 2", false, x);
    assert_int_equal(x[0], 0);
    for (int i = 1; i <= 6; i++)
        assert_true(x[i] > x[i - 1]);
    assert_in_range(x[6], width_of(&h, "week 2") - 4, width_of(&h, "week 2") + 4);
    const char *arabic = "\u0623\u0633\u0628\u0648\u0639"; /* joined letters */
    carets_of(&h, arabic, true, x);
    assert_in_range(x[0], width_of(&h, arabic) - 4, width_of(&h, arabic) + 4);
    for (int i = 2; i <= 10; i += 2)
        assert_true(x[i] < x[i - 2]);
    assert_in_range(x[10], 0, 2);
    harness_close(&h);
}

/* A number in Arabic runs from left to right, left of the word before it. */
static void test_carets_among_mixed_directions(void **state)
{
    (void)state;
    struct harness h;
    int x[64];
    harness_open(&h, &(struct harness_options){0});
    const char *text = "\u0623\u0633\u0628\u0648\u0639 12"; /* 10 bytes, a blank, two digits */
    carets_of(&h, text, true, x);
    assert_true(x[10] < x[0]);
    assert_true(x[12] < x[10]);
    assert_true(x[13] > x[12]);
    assert_true(x[13] < x[10]);
    carets_of(&h, "", true, x);
    assert_int_equal(x[0], 0);
    harness_close(&h);
}

static void tap(struct gallery *g, struct harness *h, int x, int y)
{
    struct event event = {.kind = EVENT_POINTER_DOWN, .x = x, .y = y, .at = h->now += 2000};
    gallery_send(g, h, &event);
    event.kind = EVENT_POINTER_UP;
    gallery_send(g, h, &event);
    gallery_draw(g, h);
}

static void test_a_tap_in_arabic_puts_the_caret_between_its_letters(void **state)
{
    (void)state;
    struct harness h;
    struct gallery g;
    harness_open(&h, &(struct harness_options){.language = "ar"});
    harness_settle(&h);
    gallery_open(&g, GALLERY_WRITING, "ar");
    gallery_draw(&g, &h);
    struct rect field = harness_rect(&h, "name");
    int y = field.y + field.h / 2;
    tap(&g, &h, field.x + field.w - 20, y);
    assert_int_equal(g.name.caret, 0); /* it begins at the right */
    tap(&g, &h, field.x + 20, y);
    assert_int_equal(g.name.caret, g.name.length);
    size_t last = 0;
    for (int x = field.x + field.w - 20; x > field.x + field.w / 2; x -= 30) {
        tap(&g, &h, x, y);
        assert_true(((unsigned char)g.name.text[g.name.caret] & 0xC0) != 0x80);
        last = g.name.caret > last ? g.name.caret : last;
    }
    assert_true(last > 4);
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_arabic),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_a_held_button_taps_again_in_the_kiosk),
        cmocka_unit_test(test_carets_go_the_way_of_the_letters),
        cmocka_unit_test(test_carets_among_mixed_directions),
        cmocka_unit_test(test_a_tap_in_arabic_puts_the_caret_between_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
