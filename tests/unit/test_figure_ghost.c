// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/figure.h"
#include "figure/ghost.h"
#include "figure/vec.h"
#include "test_figure_fixture.h"

/* The start pose of a small movement is seen behind the others. */

enum { SIZE = 400, UPPER = SIZE * 2 / 3 };

static struct figure_pose low, high;
static struct figure_keyframe keys[6];
static struct figure_clip clip;

/* Someone stands and lifts the left hand sideways by `rise` metres. */
static void lift(float rise)
{
    high = low = standing_pose();
    high.hand[FIGURE_LEFT].at = v3(0.24f + rise / 2, 0.75f + rise, 0.03f);
    keys[0] = (struct figure_keyframe){.pose = &low, .at_s = 0};
    keys[1] = (struct figure_keyframe){.pose = &high, .at_s = 2};
    clip = (struct figure_clip){.out = {.keys = keys, .count = 2}};
}

static uint32_t *draw(struct figure_renderer *r, uint16_t frame)
{
    struct figure_picture p;
    uint32_t *all = calloc((size_t)SIZE * SIZE, sizeof *all);
    assert_true(figure_render(r, &clip, frame, 0, SIZE, SIZE, &p));
    for (int y = 0; y < p.height; y++)
        memcpy(all + (size_t)(p.y + y) * SIZE + p.x, p.pixels + (size_t)y * (size_t)p.stride,
               (size_t)p.width * sizeof *all);
    return all;
}

/* Pixels as faint as all of a ghost, which no edge of the body is; shadows lie further down. */
static int faint(uint16_t frame)
{
    struct ghost ghost;
    struct figure_renderer *r = figure_renderer_create();
    uint32_t *px = draw(r, frame);
    int count = 0;
    ghost_tint(&ghost, 1);
    for (int i = 0; i < SIZE * UPPER; i++)
        count += px[i] != 0 && px[i] == ghost.color[GHOST_STEPS];
    free(px);
    figure_renderer_destroy(r);
    return count;
}

enum { WIDTH = 40, ALL = WIDTH * WIDTH };

static uint8_t pixels[ALL], none[ALL];

static struct ghost ghost_of_pixels(void)
{
    struct ghost ghost = {.pixels = pixels, .x1 = WIDTH - 1, .y1 = WIDTH - 1, .width = WIDTH};
    ghost_tint(&ghost, 1);
    return ghost;
}

/* Keeps what is in `pixels`, behind nobody. */
static void keep(struct ghost *ghost, float thin, float line)
{
    struct ghost body = *ghost;
    body.pixels = none;
    assert_true(ghost_fill(ghost) && ghost_mark(ghost, &body, thin) &&
                ghost_keep_marked(ghost, line));
}

static int alpha(const struct ghost *ghost, int x, int y)
{
    return (int)(ghost->color[pixels[y * WIDTH + x]] >> 24);
}

/* A square that is kept whole: dark round its edge, and nowhere else. */
static void it_has_a_contour(void **state)
{
    (void)state;
    struct ghost ghost = ghost_of_pixels();
    for (int i = 0; i < ALL; i++) {
        bool inside = i % WIDTH > 4 && i % WIDTH < 35 && i / WIDTH > 4 && i / WIDTH < 35;
        pixels[i] = inside ? GHOST_SAMPLES : 0;
    }
    keep(&ghost, 2, 1.0f);
    int fill = (int)(ghost.color[GHOST_STEPS] >> 24);
    for (int k = 9; k < 31; k++) {
        assert_true(alpha(&ghost, 5, k) > 2 * fill && alpha(&ghost, 34, k) > 2 * fill);
        assert_true(alpha(&ghost, k, 5) > 2 * fill && alpha(&ghost, k, 34) > 2 * fill);
        assert_int_equal(alpha(&ghost, 5, k), alpha(&ghost, k, 34));
        for (int n = 9; n < 31; n++)
            assert_int_equal(alpha(&ghost, k, n), fill);
        assert_int_equal(alpha(&ghost, 2, k), 0);
    }
}

/* The rim of a leaning shape has steps of a pixel; its contour has the same strength in every row.
 */
static void its_contour_is_smooth(void **state)
{
    (void)state;
    struct ghost ghost = ghost_of_pixels();
    float least = 1e9f, most = 0;
    for (int i = 0; i < ALL; i++)
        pixels[i] = 3 * (i % WIDTH) > 36 + i / WIDTH ? GHOST_SAMPLES : 0;
    keep(&ghost, 2, 2.0f);
    float fill = (float)(ghost.color[GHOST_STEPS] >> 24);
    for (int y = 10; y < 30; y++) {
        float sum = 0;
        for (int x = 6; x < 32; x++)
            sum += maxf((float)alpha(&ghost, x, y) - fill, 0);
        least = minf(least, sum);
        most = maxf(most, sum);
    }
    assert_true(least > 0.9f * most && most > 0);
}

/* A small piece beside a large one is none. */
static void a_scrap_is_none(void **state)
{
    (void)state;
    struct ghost ghost = ghost_of_pixels();
    for (int scrap = 0; scrap < 2; scrap++) {
        int from = scrap ? 34 : 22;
        for (int i = 0; i < ALL; i++) {
            int x = i % WIDTH, y = i / WIDTH;
            bool large = x > 1 && x < 18 && y > 1 && y < 38;
            pixels[i] = large || (x > from && y > from) ? GHOST_SAMPLES : 0;
        }
        keep(&ghost, 1, 1.0f);
        assert_true(alpha(&ghost, 10, 20) > 0);
        assert_int_equal(alpha(&ghost, 37, 37) > 0, !scrap);
    }
}

/* Between an arm and the trunk; what is large and what is open stays. */
static void a_small_gap_is_closed(void **state)
{
    (void)state;
    struct ghost ghost = ghost_of_pixels();
    static const struct {
        int x0, x1;
        bool closed;
    } gaps[] = {{18, 20, true}, {10, 29, false}, {18, 40, false}};
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < ALL; i++) {
            int x = i % WIDTH, y = i / WIDTH;
            bool gap = x >= gaps[k].x0 && x <= gaps[k].x1 && y > 15 && y < 22;
            pixels[i] = gap || x < 2 || y < 2 ? 0 : GHOST_SAMPLES;
        }
        keep(&ghost, 1, 1.0f);
        assert_int_equal(alpha(&ghost, 19, 18) > 0, gaps[k].closed);
        if (gaps[k].closed)
            for (int y = 10; y < 30; y++)
                for (int x = 10; x < 30; x++)
                    assert_int_equal(alpha(&ghost, x, y), ghost.color[GHOST_STEPS] >> 24);
    }
}

/* A contour that just stopped would look torn. */
static void a_tail_thins_out(void **state)
{
    (void)state;
    struct ghost ghost = ghost_of_pixels();
    for (int i = 0; i < ALL; i++) {
        int x = i % WIDTH, y = i / WIDTH;
        bool large = x > 1 && x < 18 && y > 1 && y<38, tail = x> 17 && y > 18 && y < 21;
        pixels[i] = large || tail ? GHOST_SAMPLES : 0;
    }
    keep(&ghost, 4, 1.0f);
    assert_true(alpha(&ghost, 20, 19) > 0);
    for (int x = 22; x < WIDTH; x++)
        assert_true(alpha(&ghost, x, 19) <= alpha(&ghost, x - 1, 19));
    assert_true(alpha(&ghost, 23, 19) < alpha(&ghost, 20, 19));
    assert_int_equal(alpha(&ghost, 37, 19), 0);
}

/* All that is seen of a body that hides nearly everything. */
static void a_mote_is_none(void **state)
{
    (void)state;
    static uint8_t before[ALL];
    struct ghost ghost = ghost_of_pixels();
    for (int wide = 4; wide <= 12; wide += 8) {
        for (int i = 0; i < ALL; i++) {
            int x = i % WIDTH, y = i / WIDTH;
            pixels[i] = x > 1 && y > 1 ? GHOST_SAMPLES : 0;
            before[i] = x > 1 + wide || y > 1 + wide;
        }
        struct ghost body = ghost;
        body.pixels = before;
        assert_true(ghost_mark(&ghost, &body, 1) && ghost_keep_marked(&ghost, 1));
        assert_int_equal(alpha(&ghost, 4, 4) > 0, wide > 4);
    }
}

/* Even where a pixel is more than a contour is wide: what is inside it is too faint to be seen. */
static void a_thumbnail_has_a_contour(void **state)
{
    (void)state;
    enum { SMALL = 160 };
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    struct ghost ghost;
    int line = 0;
    lift(0.25f);
    ghost_tint(&ghost, 1);
    assert_true(
        figure_render(r, &clip, figure_clip_frame(&clip, FIGURE_OUT, 1, 0), 0, SMALL, SMALL, &p));
    for (int i = 0; i < p.width * p.height; i++)
        line += p.pixels[i / p.width * p.stride + i % p.width] ==
                ghost.color[GHOST_STEPS * GHOST_ROW + GHOST_STEPS];
    figure_renderer_destroy(r);
    assert_true(line > 5);
}

static uint16_t end(void)
{
    return figure_clip_frame(&clip, FIGURE_OUT, 1, 0);
}

static void a_small_movement_shows_where_it_began(void **state)
{
    (void)state;
    lift(0.25f);
    assert_true(faint(end()) > 100);
    assert_true(faint(figure_clip_frame(&clip, FIGURE_STAY, 0, 2500)) > 100);
}

/* Close to it there would be scraps beside the body. */
static void it_comes_as_the_body_leaves_it(void **state)
{
    (void)state;
    lift(0.25f);
    for (float t = 0; t < 0.25f; t += 0.05f)
        assert_int_equal(faint(figure_clip_frame(&clip, FIGURE_OUT, t, 0)), 0);
    assert_true(faint(figure_clip_frame(&clip, FIGURE_OUT, 0.8f, 0)) > 100);
}

static void the_start_pose_and_stills_have_none(void **state)
{
    (void)state;
    lift(0.25f);
    assert_int_equal(faint(0), 0);
    assert_int_equal(faint(figure_clip_frame(&clip, FIGURE_REST, 0, 2500)), 0);
    assert_int_equal(faint(figure_clip_still(&clip)), 0);
}

static void a_large_movement_has_none(void **state)
{
    (void)state;
    lift(1.0f);
    assert_int_equal(faint(end()), 0);
}

/* Of it head and shoulders alone would be seen, above its own. */
static void a_squat_has_none(void **state)
{
    (void)state;
    lift(0);
    high.pelvis_at.y -= 0.20f;
    for (int side = 0; side < 2; side++)
        high.hand[side].at.y -= 0.20f;
    assert_int_equal(faint(end()), 0);
}

static void a_movement_of_many_steps_has_none(void **state)
{
    (void)state;
    lift(0.25f);
    for (int i = 0; i < 6; i++)
        keys[i] = (struct figure_keyframe){.pose = i & 1 ? &high : &low, .at_s = (float)i};
    clip.out.count = 6;
    assert_int_equal(faint(end()), 0);
}

/* A loop that only passes through its first pose, as a walk does, has no start. */
static void a_walk_has_none(void **state)
{
    (void)state;
    lift(0.25f);
    struct figure_pose middle = high;
    middle.hand[FIGURE_LEFT].at.z += 0.1f;
    keys[2] = (struct figure_keyframe){.pose = &middle, .at_s = 3};
    keys[3] = (struct figure_keyframe){.pose = &low, .at_s = 4};
    clip.out.count = 0;
    clip.cycle = (struct figure_keyframes){keys, 4};
    uint16_t there = figure_clip_frame(&clip, FIGURE_CYCLE, 0.5, 0);
    assert_int_equal(faint(there), 0);
    keys[2].pose = &low;
    assert_true(faint(there) > 100);
}

/* The trunk leans so little that a strip would be left beside it. */
static void a_strip_beside_the_body_is_none(void **state)
{
    (void)state;
    lift(0.25f);
    int hand = faint(end());
    high.spine_side = 2;
    int with_strip = faint(end());
    assert_true(with_strip > hand / 2 && with_strip < hand + hand / 4);
    high.hand[FIGURE_LEFT] = low.hand[FIGURE_LEFT];
    assert_int_equal(faint(end()), 0);
}

static void it_is_the_same_whatever_was_drawn_before(void **state)
{
    (void)state;
    lift(0.25f);
    struct figure_renderer *fresh = figure_renderer_create(), *used = figure_renderer_create();
    free(draw(used, 0));
    free(draw(used, figure_clip_still(&clip)));
    free(draw(used, 20));
    uint32_t *a = draw(fresh, end()), *b = draw(used, end());
    assert_memory_equal(a, b, (size_t)SIZE * SIZE * sizeof *a);
    free(a);
    free(b);
    figure_renderer_destroy(fresh);
    figure_renderer_destroy(used);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_a_contour),
        cmocka_unit_test(its_contour_is_smooth),
        cmocka_unit_test(a_scrap_is_none),
        cmocka_unit_test(a_small_gap_is_closed),
        cmocka_unit_test(a_tail_thins_out),
        cmocka_unit_test(a_mote_is_none),
        cmocka_unit_test(it_comes_as_the_body_leaves_it),
        cmocka_unit_test(a_thumbnail_has_a_contour),
        cmocka_unit_test(a_small_movement_shows_where_it_began),
        cmocka_unit_test(the_start_pose_and_stills_have_none),
        cmocka_unit_test(a_large_movement_has_none),
        cmocka_unit_test(a_squat_has_none),
        cmocka_unit_test(a_movement_of_many_steps_has_none),
        cmocka_unit_test(a_walk_has_none),
        cmocka_unit_test(a_strip_beside_the_body_is_none),
        cmocka_unit_test(it_is_the_same_whatever_was_drawn_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
