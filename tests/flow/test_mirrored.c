// links: cli
/* A language that runs from right to left: every screen is the mirror image of itself, but for the
 * pictures in it. The language is English told to run the other way, so that the two must agree in
 * every pixel. */
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
#include "picture.h"

enum { MAX_HITS = 256 };

static const char share[] = BUILD_DIR "/test_mirrored_share";

static int make_share(void **state)
{
    (void)state;
    char command[2048];
    snprintf(command, sizeof command,
             "rm -rf '%s' && mkdir -p '%s/assets/lang' && "
             "ln -s '%s/config' '%s/content' '%s' && cd '%s/assets' && "
             "ln -s '%s/assets/fonts' '%s/assets/icons' . && cp '%s'/assets/lang/*.json lang && "
             "sed -i 's/\"name\": \"English\"/&, \"direction\": \"rtl\"/' lang/en.json && "
             "grep -q rtl lang/en.json",
             share, share, SHARE_DIR, SHARE_DIR, share, share, SHARE_DIR, SHARE_DIR, SHARE_DIR);
    return system(command); /* NOLINT(cert-env33-c) */
}

static void open_both(struct harness *plain, struct harness *turned, const int size[2])
{
    struct harness_options options = {.width = size[0], .height = size[1]};
    harness_open(plain, &options);
    options.share = share;
    harness_open(turned, &options);
    assert_true(strings_right_to_left(turned->assembly.app->strings));
    app_set_still(plain->assembly.app, true);
    app_set_still(turned->assembly.app, true);
}

/* --- one screen, both ways --- */

static struct rect mirrored(struct rect rect, int width)
{
    rect.x = width - rect.x - rect.w;
    return rect;
}

static bool same_rect(const char *spec, const char *what, struct rect a, struct rect b)
{
    if (!rect_equal(a, b))
        print_error("%s: %s is at %d,%d %dx%d, not at %d,%d %dx%d\n", spec, what, b.x, b.y, b.w,
                    b.h, a.x, a.y, a.w, a.h);
    return rect_equal(a, b);
}

static int compare_targets(const struct harness *plain, const struct harness *turned,
                           const char *spec)
{
    struct app_hit a[MAX_HITS], b[MAX_HITS];
    size_t count = app_hits(plain->assembly.app, a, MAX_HITS);
    int wrong = count != app_hits(turned->assembly.app, b, MAX_HITS);
    for (size_t i = 0; i < count && !wrong; i++) {
        wrong += strcmp(a[i].id, b[i].id) != 0; /* Tab goes the same way */
        wrong += !same_rect(spec, a[i].id, mirrored(a[i].rect, plain->stage.width), b[i].rect);
    }
    return wrong;
}

static bool same_line(const struct draw_command *a, const struct draw_command *b)
{
    return a->kind == DRAW_TEXT && b->kind == DRAW_TEXT && a->text.baseline == b->text.baseline;
}

/* The place of what is drawn by command `*at`, which moves on. Pieces of one line are one: English
 * keeps their order. */
static struct rect next_place(const struct draw_list *list, size_t *at)
{
    const struct draw_command *first = &list->commands[*at];
    struct rect place = draw_command_bounds(first);
    for ((*at)++; *at < list->count && same_line(first, &list->commands[*at]); (*at)++)
        place = rect_union(place, draw_command_bounds(&list->commands[*at]));
    return place;
}

static int compare_commands(const struct harness *plain, const struct harness *turned,
                            const char *spec)
{
    const struct draw_list *a = plain->frame->list, *b = turned->frame->list;
    int wrong = a->count != b->count;
    for (size_t i = 0, j = 0; i < a->count && j < b->count && !wrong;) {
        const struct draw_command *p = &a->commands[i], *t = &b->commands[j];
        struct rect place = mirrored(next_place(a, &i), plain->stage.width);
        wrong += p->kind != t->kind;
        wrong += !same_rect(spec, p->kind == DRAW_TEXT ? p->text.text : "something drawn", place,
                            next_place(b, &j));
        wrong += i != j;
        /* The side that a patient copies is the same in every language. */
        if (p->kind == DRAW_IMAGE)
            wrong += p->image.ref.mirrored != t->image.ref.mirrored;
    }
    return wrong;
}

static const char *const specs[] = {
    "attract",
    "home",
    "overview:lower-back-relief",
    "red-flags",
    "player:ease-sciatic-pain:1",
    "player:lower-back-relief:2",
    "paused:lower-back-relief:2",
    "hurt:ease-sciatic-pain:5",
    "finish:ease-sciatic-pain",
    "advice",
    "advice:costs",
    "ease",
    "language",
    "still-there",
};

static void compare_screens(unsigned ease)
{
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {800, 480}, {480, 800}};
    int wrong = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct harness plain, turned;
        open_both(&plain, &turned, sizes[s]);
        app_set_ease(plain.assembly.app, ease);
        app_set_ease(turned.assembly.app, ease);
        for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
            harness_show(&plain, specs[i]);
            harness_show(&turned, specs[i]);
            harness_wait(&plain, 300);
            harness_wait(&turned, 300);
            wrong += compare_targets(&plain, &turned, specs[i]);
            wrong += compare_commands(&plain, &turned, specs[i]);
        }
        harness_close(&turned);
        harness_close(&plain);
    }
    assert_int_equal(wrong, 0);
}

static void test_every_screen(void **state)
{
    (void)state;
    compare_screens(0);
}

static void test_every_screen_eased(void **state)
{
    (void)state;
    compare_screens(APP_LARGER_TEXT | APP_HIGH_CONTRAST | APP_LESS_MOTION | APP_LOW_REACH);
}

/* --- a visit --- */

/* What is on the canvas after all those steps is what the frame looks like painted anew. */
static void expect_painted(struct harness *h)
{
    const struct canvas *stepwise = stage_canvas(&h->stage);
    size_t size = sizeof *stepwise->pixels * (size_t)(stepwise->stride * stepwise->height);
    struct canvas before = *stepwise;
    before.pixels = malloc(size);
    assert_non_null(before.pixels);
    memcpy(before.pixels, stepwise->pixels, size);
    assert_int_equal(picture_difference(&before, harness_paint(h), 0, NULL), 0);
    picture_free(&before);
}

static void test_changing_direction_in_the_middle_of_a_hold(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){
                         .share = share, .width = 1280, .height = 800, .paint_every = 1});
    harness_show(&h, "player:lower-back-relief:2");
    harness_wait(&h, 12345);
    struct rect leave = harness_rect(&h, "leave");
    assert_true(leave.x > 1280 / 2);
    expect_painted(&h);
    harness_tap(&h, "language");
    struct session_view before, after;
    const struct session *session = &h.assembly.app->visit.session;
    session_view(session, h.now, &before);
    harness_settle(&h);
    harness_press(&h, "language:es"); /* which runs from left to right */
    harness_expect(&h, "paused");
    session_view(session, h.now, &after);
    assert_int_equal(after.phase, before.phase);
    assert_int_equal(after.remaining_ms, before.remaining_ms);
    assert_true(harness_rect(&h, "leave").x < 1280 / 2);
    expect_painted(&h);
    harness_close(&h);
}

/* With a finger, from one end of a visit to the other. */
static void test_a_visit(void **state)
{
    (void)state;
    struct harness h;
    harness_open(&h, &(struct harness_options){.share = share});
    harness_settle(&h);
    struct rect begin = harness_rect(&h, "begin");
    assert_true(begin.x + begin.w > 1920 * 3 / 4);
    harness_tap_at(&h, 300, 540); /* the figure's side; anywhere goes home */
    harness_settle(&h);
    harness_expect(&h, "home");
    struct rect first = harness_rect(&h, "card:lower-back-relief");
    assert_true(first.x > harness_rect(&h, "card:from-your-chair").x);
    harness_tap_at(&h, 1920 - 250, first.y + 50); /* the first card: the rightmost */
    harness_settle(&h);
    harness_expect(&h, "overview");
    harness_swipe(&h, 300, 500, 300, 300, 100);
    harness_pass_card(&h);
    harness_press(&h, "start");
    harness_expect(&h, "player");
    assert_true(harness_rect(&h, "next").x < harness_rect(&h, "back").x);
    harness_choose(&h, "next");
    harness_press(&h, "leave");
    harness_expect(&h, "home");
    harness_reveal(&h, "card:sciatic-mat-routine");
    harness_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_screen),
        cmocka_unit_test(test_every_screen_eased),
        cmocka_unit_test(test_changing_direction_in_the_middle_of_a_hold),
        cmocka_unit_test(test_a_visit),
    };
    return cmocka_run_group_tests(tests, make_share, NULL);
}
