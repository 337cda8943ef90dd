// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/raster.h"

/* Odd, so that the last pair hangs over. */
enum { WIDTH = 61, STRIDE = 62, SAMPLES = STRIDE * BAND_ROWS * 4, TRIANGLES = 3000 };

struct buffers {
    uint32_t *samples;
    struct raster_band band;
};

static struct buffers buffers_create(void)
{
    struct buffers b;
    b.samples = aligned_alloc(64, SAMPLES * sizeof *b.samples);
    assert_non_null(b.samples);
    b.band = (struct raster_band){b.samples, raster_stride(WIDTH), BAND_ROWS};
    assert_int_equal(b.band.stride, STRIDE);
    memset(b.samples, 0, SAMPLES * sizeof *b.samples);
    return b;
}

static void buffers_free(struct buffers *b)
{
    free(b->samples);
}

static struct raster_view view_of(int height)
{
    return (struct raster_view){WIDTH, height, 0.1f, raster_steps(0.1f, 0.2f)};
}

static float any(float low, float high)
{
    return low + (high - low) * (float)(rand() % 10000) / 10000.0f;
}

/* All sizes, slivers too, some with level and upright edges, in and around the band. */
static bool any_triangle(struct raster_triangle *t)
{
    struct raster_point p[3];
    float size = powf(2, any(-2, 6)), x = any(-5, WIDTH + 5), y = any(10, 2 * BAND_ROWS + 6);
    for (int i = 0; i < 3; i++)
        p[i] = (struct raster_point){x + any(-size, size), y + any(-size, size), any(0.1f, 0.2f)};
    if (rand() % 4 == 0)
        p[1].y = p[0].y;
    if (rand() % 4 == 0)
        p[2].x = p[0].x;
    if (rand() % 8 == 0)
        p[2].y = p[1].y + 0.0007f;
    struct raster_view view = view_of(3 * BAND_ROWS);
    return raster_setup(t, p, (uint16_t[]){0, 1, 2}, true, &view);
}

/* Every sample of the band by itself. */
static void draw_each(struct raster_band *band, const struct raster_triangle *t, uint32_t id)
{
    static const float at_x[4] = {0.375f, 0.875f, 0.125f, 0.625f};
    static const float at_y[4] = {0.125f, 0.375f, 0.625f, 0.875f};
    for (int i = 0; i < WIDTH * BAND_ROWS * 4; i++) {
        int sample = i % 4, column = i / 4 % WIDTH, row = i / 4 / WIDTH;
        float x = at_x[sample] + (float)column, y = at_y[sample] + (float)(band->y + row);
        size_t at = ((size_t)row * STRIDE + (size_t)column) * 4 + (size_t)sample;
        bool inside = true;
        for (int k = 0; k < 3; k++)
            inside = inside && t->a[k] * x + (t->b[k] * y + t->c[k]) >= 0;
        float z = t->zx * x + (t->zy * y + t->z0);
        if (!inside)
            continue;
        uint32_t near = ((uint32_t)(int32_t)z & 0xFFFF0000u) ^ 0x80000000u;
        if ((near | id) > band->samples[at])
            band->samples[at] = near | id;
    }
}

/* What lies beyond the last column is nobody's. */
static void assert_same(const struct buffers *a, const struct buffers *b, uint32_t id)
{
    for (int row = 0; row < BAND_ROWS; row++) {
        size_t at = (size_t)row * STRIDE * 4, bytes = WIDTH * 4 * sizeof *a->samples;
        if (memcmp(a->samples + at, b->samples + at, bytes) != 0)
            fail_msg("triangle %u differs in row %d", id, row);
    }
}

static void every_sample_inside_is_drawn_and_no_other(void **state)
{
    (void)state;
    struct buffers fast = buffers_create(), narrow = buffers_create(), each = buffers_create();
    srand(11);
    for (uint32_t id = 1; id <= TRIANGLES; id++) {
        struct raster_triangle t;
        if (!any_triangle(&t))
            continue;
        raster_draw(&fast.band, &t, id);
        raster_draw_narrow(&narrow.band, &t, id);
        draw_each(&each.band, &t, id);
        assert_same(&narrow, &each, id);
        assert_same(&fast, &narrow, id);
        if (id % 40 == 0) {
            raster_clear(&fast.band, 0, WIDTH - 1);
            raster_clear(&narrow.band, 0, WIDTH - 1);
            raster_clear(&each.band, 0, WIDTH - 1);
        }
    }
    buffers_free(&fast);
    buffers_free(&narrow);
    buffers_free(&each);
}

/* Depths that stand a thousandth of the view's apart are told apart, at both of its ends. */
static void nearer_hides_farther(void **state)
{
    (void)state;
    static const float depth[][2] = {{0.1f, 0.1001f}, {0.1499f, 0.15f}, {0.1999f, 0.2f}};
    for (int i = 0; i < 6; i++) {
        struct buffers b = buffers_create();
        struct raster_view view = view_of(64);
        for (uint32_t id = 1; id <= 2; id++) {
            /* The nearer one first, then last. */
            float z = depth[i / 2][(i & 1) == 0 ? id - 1 : 2 - id];
            struct raster_point p[3] = {{10, 10, z}, {10, 40, z}, {50, 25, z}};
            struct raster_triangle t;
            assert_true(raster_setup(&t, p, (uint16_t[]){0, 1, 2}, true, &view));
            raster_draw(&b.band, &t, id);
        }
        for (int k = 0; k < 4; k++)
            assert_int_equal(raster_id(b.samples[(9 * STRIDE + 20) * 4 + k]), i & 1 ? 1 : 2);
        buffers_free(&b);
    }
}

/* A square of two triangles, turned every way: no sample of its inside is left out. */
static void neighbours_leave_no_gap(void **state)
{
    (void)state;
    for (int i = 0; i < 360; i++) {
        struct buffers b = buffers_create();
        float a = (float)i * 0.01745f, c = cosf(a) * 30, s = sinf(a) * 30;
        struct raster_point p[4] = {{30 + c, 24 + s, 0.2f},
                                    {30 - s, 24 + c, 0.2f},
                                    {30 - c, 24 - s, 0.2f},
                                    {30 + s, 24 - c, 0.2f}};
        struct raster_triangle t[2];
        struct raster_view view = view_of(64);
        assert_true(raster_setup(&t[0], p, (uint16_t[]){0, 1, 2}, true, &view));
        assert_true(raster_setup(&t[1], p, (uint16_t[]){0, 2, 3}, true, &view));
        raster_draw(&b.band, &t[0], 1);
        raster_draw(&b.band, &t[1], 2);
        for (int y = 0; y < BAND_ROWS; y++)
            for (int x = 18; x < 42; x++)
                for (int k = 0; k < 4; k++)
                    assert_int_not_equal(raster_id(b.samples[(y * STRIDE + x) * 4 + k]), 0);
        buffers_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_inside_is_drawn_and_no_other),
        cmocka_unit_test(nearer_hides_farther),
        cmocka_unit_test(neighbours_leave_no_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
