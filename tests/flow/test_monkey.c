// links: cli
/* 60,000 inputs that make no sense, on a screen of 7": nothing may crash, leak or hang, and every
 * screen must have been up. `test_monkey SEED [INPUTS]` repeats one run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "base/utf8.h"
#include "harness.h"
#include "picture.h"
#include "scenes.h"

enum { WIDTH = 800, HEIGHT = 480, MAX_HITS = 128, PAINT_EVERY = 100 };

static uint64_t seed = 20240229;
static long inputs = 60000;

struct monkey {
    struct harness h;
    uint64_t random;
    long seen[SCREEN_COUNT];
    int fingers; /* bit per finger that is down */
    bool writes; /* it has a keyboard, too */
};

/* xorshift64* */
static uint32_t next_random(struct monkey *m)
{
    m->random ^= m->random >> 12;
    m->random ^= m->random << 25;
    m->random ^= m->random >> 27;
    return (uint32_t)((m->random * 0x2545F4914F6CDD1D) >> 32);
}

static int below(struct monkey *m, int limit)
{
    return (int)(next_random(m) % (uint32_t)limit);
}

/* Mostly at something to touch, else anywhere, also outside the screen. */
static void somewhere(struct monkey *m, int *x, int *y)
{
    struct app_hit hits[MAX_HITS];
    int count = (int)app_hits(m->h.assembly.app, hits, MAX_HITS);
    if (count > 0 && below(m, 4) != 0) {
        struct rect r = hits[below(m, count)].rect;
        *x = r.x + below(m, r.w > 0 ? r.w : 1);
        *y = r.y + below(m, r.h > 0 ? r.h : 1);
        return;
    }
    *x = below(m, WIDTH + 200) - 100;
    *y = below(m, HEIGHT + 200) - 100;
}

static struct event finger_event(struct monkey *m)
{
    struct event event = {.pointer = below(m, 3)};
    somewhere(m, &event.x, &event.y);
    int bit = 1 << event.pointer;
    if (!(m->fingers & bit)) {
        event.kind = EVENT_POINTER_DOWN;
        m->fingers |= bit;
    } else if (below(m, 3) == 0) {
        event.kind = EVENT_POINTER_MOVE;
    } else {
        event.kind = below(m, 20) == 0 ? EVENT_POINTER_CANCEL : EVENT_POINTER_UP;
        m->fingers &= ~bit;
    }
    return event;
}

static void look(struct monkey *m)
{
    m->seen[screen_find(harness_screen(&m->h))]++;
}

/* The way to the end of a routine is long: a card, its steps. */
static const char *way_on(struct monkey *m)
{
    const char *screen = harness_screen(&m->h);
    if (below(m, strcmp(screen, "staff-pin") == 0 ? 4 : 200) == 0)
        harness_unlock(&m->h);
    for (int i = 0; strcmp(screen, "player") == 0 && i < 40 && below(m, 60) != 0; i++) {
        if (harness_has(&m->h, "next"))
            harness_press(&m->h, "next");
        screen = harness_screen(&m->h);
    }
    if (harness_has(&m->h, "take-home"))
        return "take-home";
    static const char *const ways[] = {"start", "next"};
    static const char *const tiles[] = {"tile:routines", "tile:builder", "tile:stick",
                                        "tile:settings", "tile:usage",   "tile:check",
                                        "tile:cleaning"};
    if (harness_has(&m->h, "red-flags:more") && below(m, 5) == 0)
        harness_pass_card(&m->h);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (harness_has(&m->h, ways[i]) && below(m, 2) == 0)
            return ways[i];
    const char *tile = tiles[below(m, (int)(sizeof tiles / sizeof *tiles))];
    if (strcmp(screen, "staff-home") != 0 || below(m, 2) == 0)
        return NULL;
    const char *scroll = below(m, 2) == 0 ? "scroll:down" : "scroll:up";
    const char *there = harness_has(&m->h, tile) ? tile : scroll;
    return harness_has(&m->h, there) ? there : NULL;
}

/* A tap as it should be, now and then, or the monkey hardly ever gets anywhere. */
static void honest_tap(struct monkey *m)
{
    struct app_hit hits[MAX_HITS];
    if (m->fingers)
        return;
    const char *way = way_on(m);
    int count = (int)app_hits(m->h.assembly.app, hits, MAX_HITS);
    if (count == 0)
        return;
    struct rect r = way ? harness_rect(&m->h, way) : hits[below(m, count)].rect;
    harness_wait(&m->h, below(m, 2) * 350); /* past the deaf moment, or not */
    harness_tap_at(&m->h, r.x + r.w / 2, r.y + r.h / 2);
    look(m);
}

/* What a screen driver may get wrong: ups without downs, unknown fingers, far away. */
static struct event odd_event(struct monkey *m)
{
    static const int far[] = {-2000000000, -1, 0, 479, 800, 2000000000};
    return (struct event){.kind = (enum event_kind)below(m, EVENT_KEY),
                          .pointer = below(m, 1000) - 500,
                          .x = far[below(m, 6)],
                          .y = far[below(m, 6)],
                          .wheel = below(m, 2001) - 1000};
}

/* What keyboards, input methods and barcode readers send. */
static struct event text_event(struct monkey *m)
{
    static const char *const texts[] = {"a",      "Week 2",           "\u00E9", "\u0301", "\u0628",
                                        "\u4E2D", "\U0001F469\u200D", "\xC3",   "\n",     ""};
    struct event event = {.kind = EVENT_TEXT};
    snprintf(event.text, sizeof event.text, "%s",
             texts[below(m, (int)(sizeof texts / sizeof *texts))]);
    return event;
}

static struct event next_event(struct monkey *m)
{
    switch (below(m, 12)) {
    case 0:
        return (struct event){.kind = EVENT_KEY, .key = (enum key)below(m, KEY_STAFF + 1)};
    case 1: {
        struct event event = {.kind = EVENT_WHEEL, .wheel = below(m, 7) - 3};
        somewhere(m, &event.x, &event.y);
        return event;
    }
    case 2:
        if (m->writes && below(m, 2) == 0)
            return text_event(m);
        return below(m, 10) == 0 ? odd_event(m) : (struct event){.kind = EVENT_HOVER};
    default:
        return finger_event(m);
    }
}

/* Mostly one frame, sometimes a pause, now and then so long that visits end. */
static void pass_time(struct monkey *m)
{
    int dice = below(m, 4000);
    if (dice == 0)
        harness_skip(&m->h, 130000);
    else if (dice < 12)
        harness_skip(&m->h, 20000 + below(m, 80000));
    else if (dice < 400)
        harness_wait(&m->h, below(m, 400));
}

/* What was painted bit by bit must be what a fresh painting gives. */
static void compare(struct monkey *m, struct canvas *stepwise)
{
    stage_frame(&m->h.stage, m->h.now, NULL, 0);
    memcpy(stepwise->pixels, stage_canvas(&m->h.stage)->pixels,
           sizeof *stepwise->pixels * WIDTH * HEIGHT);
    long wrong = picture_difference(stepwise, harness_paint(&m->h), 0, NULL);
    if (wrong > 0)
        fail_msg("%s: %ld pixels are left over", harness_screen(&m->h), wrong);
}

static void play(struct monkey *m, long count)
{
    static uint32_t pixels[WIDTH * HEIGHT];
    struct canvas stepwise = {.pixels = pixels, .width = WIDTH, .height = HEIGHT, .stride = WIDTH};
    for (long i = 0; i < count; i++) {
        struct event events[4];
        size_t at_once = below(m, 10) == 0 ? 1 + (size_t)below(m, 4) : 1;
        for (size_t e = 0; e < at_once; e++) {
            events[e] = next_event(m);
            events[e].at = m->h.now + 16;
        }
        harness_step(&m->h, events, at_once);
        if (below(m, 5) == 0)
            honest_tap(m);
        pass_time(m);
        look(m);
        assert_false(m->h.frame->quit);
        if (i % 5000 == 4999)
            compare(m, &stepwise);
    }
}

static void test_nothing_breaks_the_kiosk(void **state)
{
    (void)state;
    static struct monkey m;
    m = (struct monkey){.random = seed};
    print_message("seed %llu, %ld inputs\n", (unsigned long long)seed, inputs);
    harness_open(&m.h, &(struct harness_options){
                           .width = WIDTH, .height = HEIGHT, .paint_every = PAINT_EVERY});
    play(&m, inputs);
    for (int id = 0; id < SCREEN_COUNT; id++) {
        const char *name = screen_name((enum screen_id)id);
        print_message("%-12s %ld\n", name, m.seen[id]);
        /* A monkey of its own, below; the harness has no opening hours, and no stick. */
        bool has_its_own =
            id == SCREEN_STAFF_KEYBOARD || id == SCREEN_CLOSED || id == SCREEN_STAFF_PHOTOS;
        if (m.seen[id] == 0 && !has_its_own && scene_is_plain(scene_of((enum screen_id)id)))
            fail_msg("%s was never up", name);
    }
    harness_close(&m.h);
}

static void test_nothing_breaks_the_trouble_screen(void **state)
{
    (void)state;
    static struct monkey m;
    m = (struct monkey){.random = seed};
    scene_open(
        &m.h, scene_of(SCREEN_TROUBLE),
        &(struct harness_options){.width = WIDTH, .height = HEIGHT, .paint_every = PAINT_EVERY});
    for (long i = 0; i < inputs / 50; i++) {
        play(&m, 1);
        harness_expect(&m.h, "trouble");
    }
    harness_close(&m.h);
}

/* Whatever is written stays a text that fits. */
static void test_nothing_breaks_what_is_written(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ar", "vi", "zh"};
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        static struct monkey m;
        m = (struct monkey){.random = seed + l, .writes = true};
        harness_open(&m.h, &(struct harness_options){.width = WIDTH,
                                                     .height = HEIGHT,
                                                     .language = languages[l],
                                                     .paint_every = PAINT_EVERY});
        const struct text_edit *edit = &m.h.assembly.app->staff.writing.edit;
        for (long i = 0; i < inputs / 40; i++) {
            if (strcmp(harness_screen(&m.h), "staff-keyboard") != 0)
                harness_show(&m.h, "staff-keyboard");
            play(&m, 1);
            assert_true(edit->length <= 80 && edit->caret <= edit->length);
            assert_true(utf8_valid(edit->text, edit->length));
        }
        harness_close(&m.h);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        inputs = atol(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_breaks_the_kiosk),
        cmocka_unit_test(test_nothing_breaks_the_trouble_screen),
        cmocka_unit_test(test_nothing_breaks_what_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
