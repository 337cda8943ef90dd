// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "figure/figure.h"
#include "figure/pool.h"

/* Water is seen behind the body without a wall and without a rim. */

enum { WIDTH = 360, HEIGHT = 280 };

static struct pool pool;

static int fill(void **state)
{
    (void)state;
    struct camera camera = {.centre = {0, 0.5f, 0},
                            .right = {1, 0, 0},
                            .up = {0, 0.97f, -0.24f},
                            .back = {0, 0.24f, 0.97f},
                            .distance = 6.5f};
    struct viewport view = {0.5f * WIDTH, 0.5f * HEIGHT, 1000, WIDTH, HEIGHT};
    struct figure_prop water = {.kind = PROP_WATER, .size = {1.6f, 0.9f, 1}};
    pool_prepare(&pool, &camera, &view, &water);
    return 0;
}

static void draw(uint32_t pixels[HEIGHT][WIDTH])
{
    struct pool_row row;
    for (int y = 0; y < HEIGHT; y++) {
        pool_cross(&row, &pool, y);
        pool_fill(&row, 0, WIDTH, pixels[y]);
    }
}

static int alpha(uint32_t color)
{
    return (int)(color >> 24);
}

/* And below. */
static void it_thins_out_to_both_sides(void **state)
{
    (void)state;
    static uint32_t px[HEIGHT][WIDTH];
    draw(px);
    assert_true(alpha(px[HEIGHT / 2][WIDTH / 2]) > 200);
    for (int y = 1; y < HEIGHT; y++)
        for (int x = 1; x < WIDTH; x++) {
            int beside = alpha(px[y][x]) - alpha(px[y][x - 1]);
            int below = alpha(px[y][x]) - alpha(px[y - 1][x]);
            if (beside < -24 || beside > 24 || below < -40 || below > 40)
                fail_msg("a rim at %d, %d: %d, %d", x, y, beside, below);
        }
    for (int x = 0; x < WIDTH; x++)
        assert_true(alpha(px[0][x]) == 0 && alpha(px[HEIGHT - 1][x]) == 0);
}

/* From one side to the other, under a line that goes up and down. */
static void its_edge_is_a_line_with_waves(void **state)
{
    (void)state;
    static uint32_t px[HEIGHT][WIDTH];
    draw(px);
    int first = HEIGHT, last = 0;
    for (int x = WIDTH / 5; x < WIDTH * 4 / 5; x++) {
        int y = 0;
        while (alpha(px[y][x]) < 100)
            y++;
        first = y < first ? y : first;
        last = y > last ? y : last;
        assert_true((px[y][x] & 0xFF) > 0.9f * (float)alpha(px[y][x]));
    }
    assert_true(last > first && last < first + 12);
    for (int x = WIDTH / 3; x < WIDTH * 2 / 3; x++)
        assert_true(alpha(px[last + 12][x]) > 200);
    for (int x = 0; x < WIDTH; x++) /* no near edge: it thins out below */
        assert_true(alpha(px[HEIGHT - 1][x]) < 60);
}

/* Its colours are premultiplied: none is brighter than it is opaque. */
static void nothing_of_it_glares(void **state)
{
    (void)state;
    static uint32_t px[HEIGHT][WIDTH];
    draw(px);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            for (int shift = 0; shift < 24; shift += 8)
                assert_true((int)(px[y][x] >> shift & 0xFF) <= alpha(px[y][x]));
}

/* Whatever piece of a row is asked for. */
static void pieces_are_parts_of_the_row(void **state)
{
    (void)state;
    static uint32_t px[HEIGHT][WIDTH];
    draw(px);
    for (int y = 0; y < HEIGHT; y += 7) {
        struct pool_row row;
        uint32_t piece[37];
        pool_cross(&row, &pool, y);
        for (int x = 0; x + 37 <= WIDTH; x += 11) {
            pool_fill(&row, x, 37, piece);
            assert_memory_equal(piece, &px[y][x], sizeof piece);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_thins_out_to_both_sides),
        cmocka_unit_test(its_edge_is_a_line_with_waves),
        cmocka_unit_test(nothing_of_it_glares),
        cmocka_unit_test(pieces_are_parts_of_the_row),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
