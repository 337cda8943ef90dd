// links: cli
/* What the player keeps, in bytes: the same on every machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "app/app.h"
#include "cli/cli.h"
#include "cli/memory_shares.h"
#include "cli/stage.h"
#include "figure/figure_cache.h"

enum { WIDTH = 1920, HEIGHT = 1080, PER_SECOND = 60, MOVES_AFTER_S = 86, LOOP_S = 10 };

struct playing {
    struct assembly assembly;
    struct stage stage;
    int64_t pixels;
};

static ms_t moment(int frame)
{
    return 1000 + (ms_t)frame * 1000 / PER_SECOND;
}

static void play(struct playing *p, int from_s, int seconds)
{
    for (int i = from_s * PER_SECOND; i < (from_s + seconds) * PER_SECOND; i++) {
        stage_frame(&p->stage, moment(i), NULL, 0);
        p->pixels += p->stage.damage.pixels;
    }
}

static int begin(void **state)
{
    static struct playing playing;
    struct playing *p = &playing;
    const struct assembly_options how = {.share = SHARE_DIR,
                                         .packs_dir = "",
                                         .store_file = ":memory:",
                                         .synchronous = true,
                                         .now = moment(0)};
    char error[256];
    *p = (struct playing){0};
    assert_int_equal(assembly_open(&p->assembly, &how), CLI_FINE);
    stage_in_memory(&p->stage, &p->assembly, WIDTH, HEIGHT);
    assert_true(app_show_alone(p->assembly.app, "player:lower-back-relief:1", moment(0), error,
                               sizeof error));
    *state = p;
    return 0;
}

static int end(void **state)
{
    struct playing *p = *state;
    stage_close(&p->stage);
    assembly_close(&p->assembly);
    return 0;
}

/* Cat and cow moves all of the body: the first question, then until it moves, then a whole breath,
 * of which every frame is drawn once. */
static void test_the_player_keeps_little(void **state)
{
    struct playing *p = *state;
    const struct images *images = &p->assembly.images;
    play(p, 0, 12);
    struct memory_shares kept = memory_in_use(images, p->assembly.painter);
    assert_in_range(kept.frames, 1, 330000);
    assert_in_range(kept.unpacked, 1, 2700000);
    for (int i = 12 * PER_SECOND; i < MOVES_AFTER_S * PER_SECOND; i++)
        stage_step(&p->stage, moment(i), NULL, 0);
    play(p, MOVES_AFTER_S, LOOP_S);
    struct figure_cache_use moved = figure_cache_use(images->figures);
    assert_in_range(moved.frames, 240, 300);
    assert_in_range(moved.bytes / moved.frames, 1, 45000);
    p->pixels = 0;
    play(p, MOVES_AFTER_S + LOOP_S, LOOP_S);
    kept = memory_in_use(images, p->assembly.painter);
    assert_in_range(kept.frames, 1, 11 << 20);
    assert_in_range(kept.unpacked, 1, 2700000);
    assert_in_range(kept.masks, 1, 1600000);
    assert_in_range(figure_cache_use(images->figures).frames, moved.frames, moved.frames + 3);
    assert_in_range(p->pixels / (LOOP_S * PER_SECOND), 1, 150000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_player_keeps_little, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
