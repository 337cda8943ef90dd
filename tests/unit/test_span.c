// links: platform base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform/shape.h"
#include "platform/span.h"

/* Rows of pixels, several at a time, hold against one channel after the other, plainly. Rows begin
 * anywhere in a vector and end anywhere in one. */

enum { LONGEST = 23, SHIFTS = 4, ROW = LONGEST + SHIFTS + 4 };

static uint32_t rounded(uint32_t x) /* x / 255 */
{
    return (2 * x + 255) / 510;
}

static uint32_t channel(uint32_t pixel, unsigned i)
{
    return pixel >> (8 * i) & 0xFF;
}

static uint32_t mixed(uint32_t dst, uint32_t src, uint32_t alpha)
{
    uint32_t out = 0;
    for (unsigned i = 0; i < 4; i++)
        out |= rounded(channel(src, i) * alpha + channel(dst, i) * (255 - alpha)) << (8 * i);
    return out;
}

static uint32_t laid_over(uint32_t dst, uint32_t src)
{
    uint32_t out = 0;
    for (unsigned i = 0; i < 4; i++) {
        uint32_t sum = channel(src, i) + rounded(channel(dst, i) * (255 - (src >> 24)));
        out |= (sum < 255 ? sum : 255) << (8 * i);
    }
    return out;
}

static uint32_t any_pixel(void)
{
    return (uint32_t)rand() ^ (uint32_t)rand() << 12;
}

/* Often nothing or full, also four of a kind. */
static uint8_t any_coverage(int i)
{
    static int kind;
    if (i % 4 == 0)
        kind = rand() % 4;
    if (kind < 2)
        return kind == 0 ? 0 : 255;
    return (uint8_t)(kind == 2 ? rand() : rand() % 3 * 127);
}

struct rows {
    uint32_t dst[ROW], src[ROW], wanted[ROW];
    uint8_t mask[ROW];
};

static void fill(struct rows *r)
{
    for (int i = 0; i < ROW; i++) {
        r->dst[i] = any_pixel() | 0xFF000000u;
        r->mask[i] = any_coverage(i);
        uint32_t alpha = any_coverage(i);
        r->src[i] = 0;
        for (unsigned k = 0; k < 4; k++)
            r->src[i] |= (k < 3 && alpha ? any_pixel() % (alpha + 1) : alpha) << (8 * k);
    }
    memcpy(r->wanted, r->dst, sizeof r->dst);
}

enum row_kind { FILL, COLOR, MASK, OVER, MIX, ROW_KINDS };

static void draw(struct rows *r, enum row_kind kind, int x, int n, color_t color)
{
    switch (kind) {
    case FILL:
        span_fill(r->dst + x, n, color | 0xFF000000u);
        break;
    case COLOR:
        span_color(r->dst + x, n, color);
        break;
    case MASK:
        span_mask(r->dst + x, r->mask + x, n, color);
        break;
    case OVER:
        span_over(r->dst + x, r->src + x, n);
        break;
    default:
        for (int i = 0; i < ROW; i++)
            r->src[i] |= 0xFF000000u;
        span_mix(r->dst + x, r->src + x, n, (uint8_t)(color >> 24));
    }
}

static uint32_t wanted(const struct rows *r, enum row_kind kind, int i, color_t color)
{
    uint32_t pixel = color | 0xFF000000u, alpha = color >> 24, dst = r->wanted[i];
    switch (kind) {
    case FILL:
        return pixel;
    case COLOR:
        return mixed(dst, pixel, alpha);
    case MASK:
        return mixed(dst, pixel, rounded(r->mask[i] * alpha));
    case OVER:
        return laid_over(dst, r->src[i]);
    default:
        return mixed(dst, r->src[i], alpha);
    }
}

static void check_row(enum row_kind kind, int x, int n, color_t color)
{
    struct rows r;
    fill(&r);
    draw(&r, kind, x, n, color);
    for (int i = x; i < x + n; i++)
        r.wanted[i] = wanted(&r, kind, i, color);
    assert_memory_equal(r.dst, r.wanted, sizeof r.dst);
}

static void test_rows_are_what_channels_are_one_by_one(void **state)
{
    (void)state;
    for (enum row_kind kind = 0; kind < ROW_KINDS; kind++)
        for (uint32_t alpha = 0; alpha < 256; alpha++)
            for (int n = 0; n <= LONGEST; n++)
                check_row(kind, rand() % SHIFTS, n, (any_pixel() & 0xFFFFFF) | alpha << 24);
}

/* What is not premultiplied stays within a channel. */
static void test_too_bright_pixels_are_full(void **state)
{
    (void)state;
    for (int round = 0; round < 1000; round++) {
        uint32_t dst[4], src[4], expected[4];
        for (int i = 0; i < 4; i++) {
            dst[i] = any_pixel() | 0xFF000000u;
            src[i] = any_pixel() | 1;
            expected[i] = laid_over(dst[i], src[i]);
        }
        span_over(dst, src, 4);
        assert_memory_equal(dst, expected, sizeof dst);
    }
}

enum { WIDTH = 75, HEIGHT = 19, STEPS = 32767 };

/* Bits of the place, the highest of both first: a pattern that spreads evenly. */
static int dither(int x, int y)
{
    int level = 0;
    for (int bit = 0; bit < 3; bit++)
        level = level << 2 | ((x ^ y) >> bit & 1) << 1 | (y >> bit & 1);
    return level;
}

static int position(const struct draw_gradient *g, struct rect rect, int x, int y)
{
    bool radial = g->kind == GRADIENT_RADIAL;
    float length = radial ? g->reach : g->kind == GRADIENT_VERTICAL ? (float)rect.h : (float)rect.w;
    float dx = (float)x + 0.5f - (radial ? g->cx : (float)rect.x);
    float dy = (float)y + 0.5f - (radial ? g->cy : (float)rect.y);
    float along = radial ? sqrtf(dx * dx + dy * dy) : g->kind == GRADIENT_VERTICAL ? dy : dx;
    float t = along * ((float)STEPS / (length > 0.5f ? length : 0.5f));
    return (int)(t < (float)STEPS ? t : (float)STEPS);
}

static uint32_t gradient_pixel(const struct draw_gradient *g, struct rect rect, int x, int y)
{
    uint32_t from = pixel_premultiply(g->from), to = pixel_premultiply(g->to), out = 0;
    int t = position(g, rect, x, y);
    for (unsigned i = 0; i < 4; i++) {
        int a = (int)channel(from, i), b = (int)channel(to, i);
        int delta = (b - a) * 128 + (b > a ? 2 : 0);
        int level = a * 64 + (int)floor((double)t * delta / 65536) + dither(x & 7, y & 7);
        out |= (uint32_t)(level / 64) << (8 * i);
    }
    return out;
}

static struct draw_gradient any_gradient(void)
{
    bool opaque = rand() % 2;
    uint32_t alpha = opaque ? 0xFF000000u : 0;
    return (struct draw_gradient){.kind = (enum gradient_kind)(rand() % 3),
                                  .from = any_pixel() | alpha,
                                  .to = any_pixel() | alpha,
                                  .cx = (float)(rand() % 900) / 10 - 10,
                                  .cy = (float)(rand() % 300) / 10 - 5,
                                  .reach = (float)(rand() % 1000) / 10};
}

static void test_gradients_are_what_pixels_are_one_by_one(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        static uint32_t pixels[WIDTH * HEIGHT], before[WIDTH * HEIGHT];
        struct canvas canvas = {pixels, WIDTH, HEIGHT, WIDTH};
        for (int i = 0; i < WIDTH * HEIGHT; i++)
            before[i] = pixels[i] = any_pixel() | 0xFF000000u;
        struct rect rect = {rand() % 20, rand() % 8, 1 + rand() % 54, 1 + rand() % 10};
        struct draw_gradient g = any_gradient();
        shape_gradient(&canvas, (struct rect){0, 0, WIDTH, HEIGHT}, rect, &g, NULL);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                uint32_t is = pixels[y * WIDTH + x], was = before[y * WIDTH + x];
                if (rect_contains(rect, x, y))
                    assert_int_equal(is, laid_over(was, gradient_pixel(&g, rect, x, y)));
                else
                    assert_int_equal(is, was);
            }
    }
}

/* Premultiplied; many of them opaque or nothing, side by side. */
static void any_picture(uint32_t *pixels, int count)
{
    for (int i = 0; i < count; i++) {
        uint32_t alpha = i % 16 < 4 ? (uint32_t)rand() % 256 : i / 16 % 2 ? 255 : 0;
        pixels[i] = alpha << 24;
        for (unsigned shift = 0; shift < 24; shift += 8)
            pixels[i] |= alpha == 0 ? 0 : (uint32_t)rand() % (alpha + 1) << shift;
    }
}

/* A gradient with a picture on it is what both are one after the other. */
static void test_a_picture_on_a_gradient_is_both(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        static uint32_t both[WIDTH * HEIGHT], one[WIDTH * HEIGHT], picture[WIDTH * HEIGHT];
        memset(both, 0, sizeof both);
        memset(one, 0, sizeof one);
        struct canvas canvas = {both, WIDTH, HEIGHT, WIDTH}, other = {one, WIDTH, HEIGHT, WIDTH};
        struct rect all = {0, 0, WIDTH, HEIGHT};
        struct rect part = {rand() % 20, rand() % 8, 1 + rand() % (WIDTH - 20),
                            1 + rand() % (HEIGHT - 8)};
        struct draw_gradient g = any_gradient();
        g.from |= 0xFF000000u;
        g.to |= 0xFF000000u;
        any_picture(picture, WIDTH * HEIGHT);
        const struct shape_cover cover = {picture, WIDTH, part};
        shape_gradient(&canvas, all, all, &g, &cover);
        shape_gradient(&other, all, all, &g, NULL);
        for (int y = 0; y < part.h; y++)
            span_over(one + (part.y + y) * WIDTH + part.x, picture + y * WIDTH, part.w);
        assert_memory_equal(both, one, sizeof both);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_picture_on_a_gradient_is_both),
        cmocka_unit_test(test_rows_are_what_channels_are_one_by_one),
        cmocka_unit_test(test_too_bright_pixels_are_full),
        cmocka_unit_test(test_gradients_are_what_pixels_are_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
