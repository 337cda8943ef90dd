// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/raster.h"

/* The last tile hangs over. */
enum { WIDTH = 61, STRIDE = 64, SAMPLES = STRIDE * BAND_ROWS * 4, TRIANGLES = 3000 };

struct buffers {
    int32_t *samples;
    float *nearer;
    struct raster_band band;
};

static void clear(struct buffers *b)
{
    raster_clear(&b->band, 0, WIDTH - 1);
}

static struct buffers buffers_create(void)
{
    struct buffers b;
    b.samples = aligned_alloc(64, SAMPLES * sizeof *b.samples);
    b.nearer = aligned_alloc(64, STRIDE * sizeof *b.nearer);
    assert_non_null(b.samples);
    assert_non_null(b.nearer);
    b.band = (struct raster_band){b.samples, b.nearer, raster_stride(WIDTH), BAND_ROWS};
    assert_int_equal(b.band.stride, STRIDE);
    clear(&b);
    return b;
}

static void buffers_free(struct buffers *b)
{
    free(b->samples);
    free(b->nearer);
}

static int32_t *sample_at(const struct buffers *b, int column, int row)
{
    return raster_row(&b->band, row) + column * RASTER_NEXT;
}

static struct raster_view view_of(int height)
{
    return (struct raster_view){WIDTH, height, 0.1f, raster_steps(0.1f, 0.2f)};
}

static float any(float low, float high)
{
    return low + (high - low) * (float)(rand() % 10000) / 10000.0f;
}

/* All sizes, slivers too, some with level and upright edges, that reach into the band. Also the way
 * it is set up to be drawn behind others. */
static bool any_triangle(struct raster_triangle *t, struct raster_triangle *behind)
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
    uint16_t first = (uint16_t)(rand() % 2), v[3] = {first, (uint16_t)(1 - first), 2};
    bool any = raster_setup(t, p, v, true, &view);
    assert_int_equal(raster_setup_behind(behind, p, v, &view), any);
    return any && t->y1 >= BAND_ROWS && t->y0 < 2 * BAND_ROWS;
}

/* Every sample of the band by itself. */
static void draw_each(const struct buffers *b, const struct raster_triangle *t, int32_t id)
{
    static const float at_x[4] = {0.375f, 0.875f, 0.125f, 0.625f};
    static const float at_y[4] = {0.125f, 0.375f, 0.625f, 0.875f};
    for (int i = 0; i < WIDTH * BAND_ROWS * 4; i++) {
        int sample = i % 4, column = i / 4 % WIDTH, row = i / 4 / WIDTH;
        float x = at_x[sample] + (float)column, y = at_y[sample] + (float)(b->band.y + row);
        int32_t *at = sample_at(b, column, row) + sample;
        bool inside = true;
        for (int k = 0; k < 3; k++)
            inside = inside && t->a[k] * x + (t->b[k] * y + t->c[k]) >= 0;
        float z = t->zx * x + (t->zy * y + t->z0);
        if (!inside)
            continue;
        int32_t here = ((int32_t)z & ~RASTER_MAX_ID) | id;
        *at = here > *at ? here : *at;
    }
}

/* What lies beyond the last column is nobody's. */
static void assert_same(const struct buffers *a, const struct buffers *b, uint32_t id)
{
    for (int row = 0; row < BAND_ROWS; row++)
        for (int x = 0; x < WIDTH; x++)
            if (memcmp(sample_at(a, x, row), sample_at(b, x, row), 4 * sizeof(int32_t)) != 0)
                fail_msg("triangle %u differs in column %d of row %d", id, x, row);
}

/* All of them drawn, and as well those of which hidden parts are left out. */
static void every_sample_inside_is_drawn_and_no_other(void **state)
{
    (void)state;
    struct buffers fast = buffers_create(), narrow = buffers_create(), each = buffers_create();
    static struct raster_triangle t[TRIANGLES + 1], put_off[2][TRIANGLES + 1];
    srand(11);
    for (uint32_t id = 1; id <= TRIANGLES; id++) {
        bool behind = id % 40 > 12;
        if (!any_triangle(&t[id], &put_off[0][id]))
            continue;
        put_off[1][id] = put_off[0][id];
        raster_draw(&fast.band, behind ? put_off[0] : t, &id, 1, behind);
        raster_draw_narrow(&narrow.band, behind ? put_off[1] : t, &id, 1, behind);
        draw_each(&each, &t[id], (int32_t)id);
        assert_same(&narrow, &each, id);
        assert_same(&fast, &narrow, id);
        if (id % 40 == 0) {
            clear(&fast);
            clear(&narrow);
            clear(&each);
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
        struct raster_triangle t[3];
        for (uint32_t id = 1; id <= 2; id++) {
            /* The nearer one first, then last. */
            float z = depth[i / 2][(i & 1) == 0 ? id - 1 : 2 - id];
            struct raster_point p[3] = {{10, 10, z}, {10, 40, z}, {50, 25, z}};
            assert_true(raster_setup(&t[id], p, (uint16_t[]){0, 1, 2}, true, &view));
        }
        raster_draw(&b.band, t, (uint32_t[]){1, 2}, 2, false);
        for (int k = 0; k < 4; k++)
            assert_int_equal(raster_id(sample_at(&b, 20, 9)[k]), i & 1 ? 1 : 2);
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
        struct raster_triangle t[3];
        struct raster_view view = view_of(64);
        assert_true(raster_setup(&t[1], p, (uint16_t[]){0, 1, 2}, true, &view));
        assert_true(raster_setup(&t[2], p, (uint16_t[]){0, 2, 3}, true, &view));
        raster_draw(&b.band, t, (uint32_t[]){1, 2}, 2, false);
        for (int y = 0; y < BAND_ROWS; y++)
            for (int x = 18; x < 42; x++)
                for (int k = 0; k < 4; k++)
                    assert_int_not_equal(raster_id(sample_at(&b, x, y)[k]), 0);
        buffers_free(&b);
    }
}

/* Far right floats are coarse: the first column that a triangle touches is drawn there too. */
static void far_columns_are_drawn(void **state)
{
    (void)state;
    enum { LEFT = 8000, RIGHT = 8184 };
    int stride = raster_stride(RIGHT);
    size_t samples = (size_t)stride * BAND_ROWS * 4;
    struct raster_band band = {aligned_alloc(64, samples * sizeof(int32_t)),
                               aligned_alloc(64, (size_t)stride * sizeof(float)), stride, 0};
    assert_non_null(band.samples);
    assert_non_null(band.nearer);
    struct raster_view view = {RIGHT, BAND_ROWS, 0.1f, raster_steps(0.1f, 0.2f)};
    for (int x = 0; x < LEFT; x = x * 3 / 2 + 1) {
        for (int narrow = 0; narrow < 2; narrow++) {
            float left = (float)x + 0.2f, right = left + 9;
            struct raster_point p[3] = {{left, -90, 0.2f}, {left, 90, 0.2f}, {right, 8, 0.2f}};
            struct raster_triangle t[2];
            raster_clear(&band, 0, RIGHT - 1);
            assert_true(raster_setup(&t[1], p, (uint16_t[]){0, 1, 2}, true, &view));
            if (narrow)
                raster_draw_narrow(&band, t, (uint32_t[]){1}, 1, false);
            else
                raster_draw(&band, t, (uint32_t[]){1}, 1, false);
            for (int row = 0; row < BAND_ROWS; row++)
                assert_int_equal(raster_id(raster_row(&band, row)[x * RASTER_NEXT]), 1);
        }
    }
    free(band.samples);
    free(band.nearer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_inside_is_drawn_and_no_other),
        cmocka_unit_test(nearer_hides_farther),
        cmocka_unit_test(neighbours_leave_no_gap),
        cmocka_unit_test(far_columns_are_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
