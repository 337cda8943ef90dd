// links: cli
/* 30,000 inputs that make no sense, on a screen of 7": nothing may crash, leak or hang; screens
 * that chance does not lead to are shown to it. `test_monkey SEED [INPUTS]` repeats one run. */
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
#include "monkey.h"
#include "picture.h"
#include "scenes.h"

enum { WIDTH = 800, HEIGHT = 480, PAINT_EVERY = 100 };

static uint64_t seed = 20240229;
static long inputs = 30000;

/* What was painted bit by bit must be what a fresh painting gives. Without the overlay, which tells
 * what painting itself takes. */
static void compare(struct monkey *m, struct canvas *stepwise)
{
    struct app *app = m->h->assembly.app;
    bool overlay = app->overlay;
    app->overlay = false;
    stage_frame(&m->h->stage, m->h->now, NULL, 0);
    memcpy(stepwise->pixels, stage_canvas(&m->h->stage)->pixels,
           sizeof *stepwise->pixels * WIDTH * HEIGHT);
    long wrong = picture_difference(stepwise, harness_paint(m->h), 0, NULL);
    if (wrong > 0)
        fail_msg("%s: %ld pixels are left over", harness_screen(m->h), wrong);
    app->overlay = overlay;
}

static void play(struct monkey *m, long count)
{
    static uint32_t pixels[WIDTH * HEIGHT];
    struct canvas stepwise = {.pixels = pixels, .width = WIDTH, .height = HEIGHT, .stride = WIDTH};
    for (long i = 0; i < count; i++) {
        monkey_step(m);
        if (i % 5000 == 4999)
            compare(m, &stepwise);
    }
}

static void test_nothing_breaks_the_kiosk(void **state)
{
    (void)state;
    static struct harness h;
    struct monkey m = {.h = &h, .random = seed};
    print_message("seed %llu, %ld inputs\n", (unsigned long long)seed, inputs);
    harness_open(&h, &(struct harness_options){
                         .width = WIDTH, .height = HEIGHT, .paint_every = PAINT_EVERY});
    play(&m, inputs);
    for (int id = 0; id < SCREEN_COUNT; id++) {
        const char *name = screen_name((enum screen_id)id);
        print_message("%-12s %ld\n", name, m.seen[id]);
        /* A monkey of its own, below; the harness has no opening hours, and no stick. */
        bool has_its_own =
            id == SCREEN_STAFF_KEYBOARD || id == SCREEN_CLOSED || id == SCREEN_STAFF_PHOTOS;
        if (m.seen[id] > 0 || has_its_own || !scene_is_plain(scene_of((enum screen_id)id)))
            continue;
        harness_show(&h, name); /* chance has not led there */
        play(&m, 300);
    }
    harness_close(&h);
}

static void test_nothing_breaks_the_trouble_screen(void **state)
{
    (void)state;
    static struct harness h;
    struct monkey m = {.h = &h, .random = seed};
    scene_open(
        &h, scene_of(SCREEN_TROUBLE),
        &(struct harness_options){.width = WIDTH, .height = HEIGHT, .paint_every = PAINT_EVERY});
    for (long i = 0; i < inputs / 50; i++) {
        play(&m, 1);
        harness_expect(&h, "trouble");
    }
    harness_close(&h);
}

/* Whatever is written stays a text that fits. */
static void test_nothing_breaks_what_is_written(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ar", "vi", "zh"};
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        static struct harness h;
        struct monkey m = {.h = &h, .random = seed + l, .writes = true};
        harness_open(&h, &(struct harness_options){.width = WIDTH,
                                                   .height = HEIGHT,
                                                   .language = languages[l],
                                                   .paint_every = PAINT_EVERY});
        const struct text_edit *edit = &h.assembly.app->staff.writing.edit;
        for (long i = 0; i < inputs / 40; i++) {
            if (strcmp(harness_screen(&h), "staff-keyboard") != 0)
                harness_show(&h, "staff-keyboard");
            play(&m, 1);
            assert_true(text_edit_letters(edit) <= 80 && edit->caret <= edit->length);
            assert_true(utf8_valid(edit->text, edit->length));
        }
        harness_close(&h);
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
