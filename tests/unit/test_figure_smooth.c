// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/smooth.h"

/* Pixels that hold an edge, and those round them, are mixed with their neighbours as drawn. */

enum { WIDTH = 69, HEIGHT = 7 };

static uint32_t drawn[HEIGHT][WIDTH], pixels[HEIGHT * WIDTH + 4];

static uint32_t gray(int level)
{
    return 0xFF000000u | (uint32_t)level * 0x010101u;
}

/* Draws `drawn`, row by row; marks column `edge` of rows `first` to `last`. */
static void smooth(int edge, int first, int last, bool small)
{
    struct smooth s;
    void *memory = malloc(smooth_bytes(WIDTH));
    smooth_begin(&s, memory, pixels, WIDTH, small);
    for (int y = 0; y < HEIGHT; y++) {
        const struct smooth_row *row = smooth_next(&s);
        memcpy(pixels + y * WIDTH, drawn[y], sizeof drawn[y]);
        if (y >= first && y <= last)
            smooth_mark(row, edge);
        smooth_drawn(&s);
    }
    free(memory);
}

static int level(int x, int y)
{
    return (int)(pixels[y * WIDTH + x] & 0xFF);
}

/* Black to the left of column `edge`, which is gray; white from there on. */
static void draw_upright(int edge)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            drawn[y][x] = gray(x < edge ? 0 : x == edge ? 128 : 255);
}

static void an_edge_is_three_pixels_wide(void **state)
{
    (void)state;
    /* One of them lies where a word of bits ends. */
    for (int edge = 30; edge < 66; edge++) {
        draw_upright(edge);
        smooth(edge, 0, HEIGHT - 1, false);
        for (int y = 1; y < HEIGHT - 1; y++) {
            assert_in_range(level(edge - 1, y), 14, 19);
            assert_in_range(level(edge, y), 126, 130);
            assert_in_range(level(edge + 1, y), 238, 242);
            assert_int_equal(level(edge - 2, y), 0);
            assert_int_equal(level(edge + 2, y), 255);
            assert_int_equal(pixels[y * WIDTH + edge] >> 24, 0xFF);
        }
    }
}

static void it_is_narrower_in_a_small_picture(void **state)
{
    (void)state;
    draw_upright(40);
    smooth(40, 0, HEIGHT - 1, true);
    assert_in_range(level(39, 3), 7, 10);
    assert_in_range(level(40, 3), 126, 130);
}

/* Of two tones that are hardly told apart only the pixel between them could change; it is as good.
 */
static void a_faint_edge_stays(void **state)
{
    (void)state;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            drawn[y][x] = gray(x < 40 ? 100 : x == 40 ? 140 : 180);
    smooth(40, 0, HEIGHT - 1, false);
    assert_memory_equal(pixels, drawn, sizeof drawn);
}

static void what_holds_no_edge_stays(void **state)
{
    (void)state;
    draw_upright(40);
    smooth(40, HEIGHT, HEIGHT, false);
    assert_memory_equal(pixels, drawn, sizeof drawn);
}

static void the_rows_round_an_edge_are_mixed(void **state)
{
    (void)state;
    draw_upright(40);
    smooth(40, 3, 3, false);
    for (int y = 0; y < HEIGHT; y++) {
        assert_int_equal(level(41, y) < 255, y == 3);
        assert_int_equal(level(39, y) > 0, y == 3);
    }
    /* A spot spreads to where its neighbours are, and no farther. */
    for (int i = 0; i < HEIGHT * WIDTH; i++)
        drawn[i / WIDTH][i % WIDTH] = gray(0);
    drawn[3][40] = gray(200);
    smooth(40, 3, 3, false);
    int sum = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            sum += level(x, y);
    assert_in_range(level(40, 3), 99, 101);
    assert_in_range(level(40, 2), 25, 26);
    assert_in_range(level(40, 4), 25, 26);
    assert_in_range(level(39, 3), 25, 26);
    assert_int_equal(level(39, 2), 0);
    assert_in_range(sum, 198, 206);
}

static void the_border_stays(void **state)
{
    (void)state;
    draw_upright(1);
    smooth(0, 0, HEIGHT - 1, false);
    for (int y = 0; y < HEIGHT; y++)
        assert_int_equal(level(0, y), 0);
    draw_upright(WIDTH - 2);
    smooth(WIDTH - 1, 0, HEIGHT - 1, false);
    for (int y = 0; y < HEIGHT; y++)
        assert_int_equal(level(WIDTH - 1, y), 255);
    for (int x = 0; x < WIDTH; x++) {
        assert_int_equal(pixels[x], drawn[0][x]);
        assert_int_equal(pixels[(HEIGHT - 1) * WIDTH + x], drawn[HEIGHT - 1][x]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edge_is_three_pixels_wide),
        cmocka_unit_test(it_is_narrower_in_a_small_picture),
        cmocka_unit_test(a_faint_edge_stays),
        cmocka_unit_test(what_holds_no_edge_stays),
        cmocka_unit_test(the_rows_round_an_edge_are_mixed),
        cmocka_unit_test(the_border_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
