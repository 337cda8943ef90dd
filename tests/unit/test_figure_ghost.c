// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/figure.h"
#include "figure/ghost.h"

/* The start pose of a small movement is seen behind the others. */

enum { SIZE = 400, UPPER = SIZE * 2 / 3 };

static struct figure_pose low, high;
static struct figure_keyframe keys[6];
static struct figure_clip clip;

/* Someone stands and lifts the left hand sideways by `rise` metres. */
static void lift(float rise)
{
    low = (struct figure_pose){.pelvis_at = {0, 0.88f, 0}, .eyes = 1};
    for (int side = 0; side < 2; side++) {
        float x = side == FIGURE_LEFT ? 1.0f : -1.0f;
        low.hand[side] = (struct figure_target){.at = {x * 0.24f, 0.75f, 0.03f}};
        low.foot[side] =
            (struct figure_target){.at = {x * 0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}};
    }
    high = low;
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
    ghost_tint(&ghost);
    for (int i = 0; i < SIZE * UPPER; i++)
        count += px[i] != 0 && px[i] == ghost.color[GHOST_SAMPLES];
    free(px);
    figure_renderer_destroy(r);
    return count;
}

/* A square that is kept whole: dark round its edge, and nowhere else. */
static void it_has_a_contour(void **state)
{
    (void)state;
    enum { WIDTH = 20, ALL = WIDTH * WIDTH };
    uint8_t pixels[ALL], none[ALL] = {0};
    struct ghost ghost = {.pixels = pixels, .x1 = WIDTH - 1, .y1 = WIDTH - 1, .width = WIDTH};
    struct ghost body = ghost;
    body.pixels = none;
    for (int i = 0; i < ALL; i++) {
        bool inside = i % WIDTH > 2 && i % WIDTH < 17 && i / WIDTH > 2 && i / WIDTH < 17;
        pixels[i] = inside ? GHOST_SAMPLES : 0;
    }
    ghost_tint(&ghost);
    assert_true(ghost_mark(&ghost, &body, 2) && ghost_keep_marked(&ghost, 1.0f));
    for (int y = 3; y < 17; y++)
        for (int x = 3; x < 17; x++) {
            bool edge = x == 3 || x == 16 || y == 3 || y == 16;
            uint32_t color = ghost.color[pixels[y * WIDTH + x]];
            assert_int_equal(color == ghost.color[GHOST_SAMPLES], !edge);
            assert_true((color >> 24) >= ghost.color[GHOST_SAMPLES] >> 24);
        }
}

/* A contour of a pixel and a third covers a third of the second pixel. */
static void its_contour_ends_softly(void **state)
{
    (void)state;
    enum { WIDTH = 20, ALL = WIDTH * WIDTH, MIDDLE = WIDTH / 2 * WIDTH };
    uint8_t pixels[ALL], none[ALL] = {0};
    struct ghost ghost = {.pixels = pixels, .x1 = WIDTH - 1, .y1 = WIDTH - 1, .width = WIDTH};
    struct ghost body = ghost;
    body.pixels = none;
    for (int i = 0; i < ALL; i++)
        pixels[i] = i % WIDTH > 2 ? GHOST_SAMPLES : 0;
    ghost_tint(&ghost);
    assert_true(ghost_mark(&ghost, &body, 2) && ghost_keep_marked(&ghost, 1.34f));
    assert_int_equal(pixels[MIDDLE + 3], GHOST_LEVELS * GHOST_ROW + GHOST_SAMPLES);
    assert_int_equal(pixels[MIDDLE + 4], GHOST_ROW + GHOST_SAMPLES);
    assert_int_equal(pixels[MIDDLE + 5], GHOST_SAMPLES);
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
    ghost_tint(&ghost);
    assert_true(
        figure_render(r, &clip, figure_clip_frame(&clip, FIGURE_OUT, 1, 0), 0, SMALL, SMALL, &p));
    for (int i = 0; i < p.width * p.height; i++)
        line += p.pixels[i / p.width * p.stride + i % p.width] ==
                ghost.color[GHOST_LEVELS * GHOST_ROW + GHOST_SAMPLES];
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
        cmocka_unit_test(its_contour_ends_softly),
        cmocka_unit_test(a_thumbnail_has_a_contour),
        cmocka_unit_test(a_small_movement_shows_where_it_began),
        cmocka_unit_test(the_start_pose_and_stills_have_none),
        cmocka_unit_test(a_large_movement_has_none),
        cmocka_unit_test(a_movement_of_many_steps_has_none),
        cmocka_unit_test(a_walk_has_none),
        cmocka_unit_test(a_strip_beside_the_body_is_none),
        cmocka_unit_test(it_is_the_same_whatever_was_drawn_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
