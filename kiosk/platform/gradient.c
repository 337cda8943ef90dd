#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform/coverage.h"
#include "platform/over.h"
#include "platform/shape.h"
#include "platform/span.h"

/* Colours run in 1/64 of a level and are dithered with an 8 x 8 ordered pattern fixed to the
 * canvas, so a faint gradient over a large area shows no bands. Positions run 0..32767. */
enum { STEPS = 32767, CHUNK = 256 };

struct ramp {
    int16_t from[4];  /* premultiplied channels b g r a, times 64 */
    int16_t delta[4]; /* (to - from) * 128; with STEPS and >> 16 gives 1/64 levels */
    enum gradient_kind kind;
    float x0, y0; /* linear: where it starts; radial: centre */
    float scale;  /* positions a pixel */
};

static const uint8_t bayer[8][8] = {
    {0, 32, 8, 40, 2, 34, 10, 42},  {48, 16, 56, 24, 50, 18, 58, 26},
    {12, 44, 4, 36, 14, 46, 6, 38}, {60, 28, 52, 20, 62, 30, 54, 22},
    {3, 35, 11, 43, 1, 33, 9, 41},  {51, 19, 59, 27, 49, 17, 57, 25},
    {15, 47, 7, 39, 13, 45, 5, 37}, {63, 31, 55, 23, 61, 29, 53, 21},
};

static struct ramp ramp_make(struct rect rect, const struct draw_gradient *gradient)
{
    struct ramp ramp = {.kind = gradient->kind};
    uint32_t from = pixel_premultiply(gradient->from), to = pixel_premultiply(gradient->to);
    for (unsigned i = 0; i < 4; i++) {
        int a = (int)((from >> (8 * i)) & 0xFF), b = (int)((to >> (8 * i)) & 0xFF);
        ramp.from[i] = (int16_t)(a * 64);
        ramp.delta[i] = (int16_t)((b - a) * 128 + (b > a ? 2 : 0));
    }
    float length = 1;
    if (gradient->kind == GRADIENT_RADIAL) {
        ramp.x0 = gradient->cx;
        ramp.y0 = gradient->cy;
        length = gradient->reach;
    } else {
        ramp.x0 = (float)rect.x;
        ramp.y0 = (float)rect.y;
        length = (float)(gradient->kind == GRADIENT_VERTICAL ? rect.h : rect.w);
    }
    ramp.scale = (float)STEPS / (length > 0.5f ? length : 0.5f);
    return ramp;
}

static uint32_t ramp_color(const struct ramp *ramp, int t, int dither)
{
    uint32_t pixel = 0;
    for (unsigned i = 0; i < 4; i++) {
        int level = ramp->from[i] + (t * ramp->delta[i] >> 16) + dither;
        pixel |= (uint32_t)(level >> 6) << (8 * i);
    }
    return pixel;
}

/* The position at the middle of a pixel. */
static int ramp_position(const struct ramp *ramp, int x, int y)
{
    float dx = (float)x + 0.5f - ramp->x0;
    float dy = (float)y + 0.5f - ramp->y0;
    float t;
    if (ramp->kind == GRADIENT_RADIAL)
        t = sqrtf(dx * dx + dy * dy) * ramp->scale;
    else
        t = (ramp->kind == GRADIENT_VERTICAL ? dy : dx) * ramp->scale;
    return (int)(t < (float)STEPS ? t : (float)STEPS);
}

static uint32_t ramp_pixel(const struct ramp *ramp, int x, int y)
{
    return ramp_color(ramp, ramp_position(ramp, x, y), bayer[y & 7][x & 7]);
}

/* A row's constants, ready for eight pixels at a time. */
struct row_lanes {
    v8i16 delta[4];
    v8i16 base[4]; /* from + dither */
};

static struct row_lanes row_lanes_make(const struct ramp *ramp, int x, int y)
{
    v8i16 dither;
    for (int i = 0; i < 8; i++)
        dither[i] = bayer[y & 7][(x + i) & 7];
    struct row_lanes lanes;
    for (int i = 0; i < 4; i++) {
        lanes.delta[i] = (v8i16){} + ramp->delta[i];
        lanes.base[i] = dither + ramp->from[i];
    }
    return lanes;
}

LANES v8i16 channel(const struct row_lanes *lanes, v8i16 t, int i)
{
    return (high8(t, lanes->delta[i]) + lanes->base[i]) >> 6;
}

struct eight {
    v8i16 first, last; /* four pixels each */
};

LANES struct eight eight_pixels(const struct row_lanes *lanes, v8i16 t)
{
    v8i16 bg = channel(lanes, t, 0) | channel(lanes, t, 1) << 8;
    v8i16 ra = channel(lanes, t, 2) | channel(lanes, t, 3) << 8;
    return (struct eight){__builtin_shufflevector(bg, ra, 0, 8, 1, 9, 2, 10, 3, 11),
                          __builtin_shufflevector(bg, ra, 4, 12, 5, 13, 6, 14, 7, 15)};
}

/* Of a row, with what lies over it, which may be NULL. */
LANES void store_eight(struct eight eight, const uint32_t *over, uint32_t *out)
{
    v16u8 first = (v16u8)eight.first, last = (v16u8)eight.last;
    if (over && (load_two(over) | load_two(over + 2) | load_two(over + 4) | load_two(over + 6))) {
        first = over_four(first, load_four(over));
        last = over_four(last, load_four(over + 4));
    }
    store_four(out, first);
    store_four(out + 4, last);
}

/* Eight opaque pixels hide what is below: true, and they are in `out`. */
LANES bool hidden_eight(const uint32_t *over, uint32_t *out)
{
    const uint64_t opaque = 0xFF000000FF000000u;
    if (!over || (load_two(over) & load_two(over + 2) & load_two(over + 4) & load_two(over + 6) &
                  opaque) != opaque)
        return false;
    store_four(out, load_four(over));
    store_four(out + 4, load_four(over + 4));
    return true;
}

/* Of what lies over from column i on. */
LANES const uint32_t *over_at(const uint32_t *over, int i)
{
    return over ? over + i : NULL;
}

/* Of eight columns, every other one: their middles, relative to where the gradient begins. */
struct columns {
    v4f even, odd;
};

/* As exact as ramp_position: a column's middle is, and so is adding 8. */
LANES struct columns columns_from(int x)
{
    float first = (float)x;
    return (struct columns){splat(first) + (v4f){0.5f, 2.5f, 4.5f, 6.5f},
                            splat(first) + (v4f){1.5f, 3.5f, 5.5f, 7.5f}};
}

/* Distances in pixels to positions, of eight columns in order. */
LANES v8i16 positions(v4f even, v4f odd, float scale)
{
    const v4f most = splat((float)STEPS);
    v4i a = whole4(min4(even * scale, most)), b = whole4(min4(odd * scale, most));
    return (v8i16)(a | b << 16);
}

LANES v4f distance(v4f column, float origin, float dy2)
{
    v4f dx = column - origin;
    return sqrt4(dx * dx + dy2);
}

static int radial_eights(const struct ramp *ramp, int x, int y, int n, const uint32_t *over,
                         uint32_t *out)
{
    const struct row_lanes lanes = row_lanes_make(ramp, x, y);
    const float origin = ramp->x0, scale = ramp->scale;
    float dy = (float)y + 0.5f - ramp->y0, dy2 = dy * dy;
    struct columns at = columns_from(x);
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        if (!hidden_eight(over_at(over, i), out + i)) {
            v8i16 t =
                positions(distance(at.even, origin, dy2), distance(at.odd, origin, dy2), scale);
            store_eight(eight_pixels(&lanes, t), over_at(over, i), out + i);
        }
        at.even += 8;
        at.odd += 8;
    }
    return i;
}

static int horizontal_eights(const struct ramp *ramp, int x, int y, int n, const uint32_t *over,
                             uint32_t *out)
{
    const struct row_lanes lanes = row_lanes_make(ramp, x, y);
    const float origin = ramp->x0, scale = ramp->scale;
    struct columns at = columns_from(x);
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        v8i16 t = positions(at.even - origin, at.odd - origin, scale);
        store_eight(eight_pixels(&lanes, t), over_at(over, i), out + i);
        at.even += 8;
        at.odd += 8;
    }
    return i;
}

static int vertical_eights(const struct ramp *ramp, int x, int y, int n, const uint32_t *over,
                           uint32_t *out)
{
    const struct row_lanes lanes = row_lanes_make(ramp, x, y);
    const v8i16 t = (v8i16){} + (int16_t)ramp_position(ramp, x, y);
    const struct eight eight = eight_pixels(&lanes, t);
    int i = 0;
    for (; i + 8 <= n; i += 8)
        store_eight(eight, over_at(over, i), out + i);
    return i;
}

/* How many of the n pixels were done; a multiple of eight. */
static int ramp_eights(const struct ramp *ramp, int x, int y, int n, const uint32_t *over,
                       uint32_t *out)
{
    switch (ramp->kind) {
    case GRADIENT_RADIAL:
        return radial_eights(ramp, x, y, n, over, out);
    case GRADIENT_HORIZONTAL:
        return horizontal_eights(ramp, x, y, n, over, out);
    default:
        return vertical_eights(ramp, x, y, n, over, out);
    }
}

static void ramp_row(const struct ramp *ramp, int x, int y, int n, const uint32_t *over,
                     uint32_t *out)
{
    int done = ramp_eights(ramp, x, y, n, over, out);
    for (int i = done; i < n; i++)
        out[i] = ramp_pixel(ramp, x + i, y);
    if (over)
        span_over(out + done, over + done, n - done);
}

/* The columns from `from` on, those before `until`. */
static void ramp_between(struct canvas *canvas, const struct ramp *ramp, int y, int from, int until,
                         const uint32_t *over)
{
    if (from < until)
        ramp_row(ramp, from, y, until - from, over, canvas_at(canvas, from, y));
}

static void ramp_below(struct canvas *canvas, const struct ramp *ramp,
                       const struct shape_cover *cover, int y, int x0, int x1)
{
    struct rect part = rect_intersect((struct rect){x0, y, x1 - x0, 1}, cover->rect);
    if (rect_empty(part)) {
        ramp_between(canvas, ramp, y, x0, x1, NULL);
        return;
    }
    const uint32_t *over = cover->pixels + (ptrdiff_t)(y - cover->rect.y) * cover->stride;
    ramp_between(canvas, ramp, y, x0, part.x, NULL);
    ramp_between(canvas, ramp, y, part.x, part.x + part.w, over + (part.x - cover->rect.x));
    ramp_between(canvas, ramp, y, part.x + part.w, x1, NULL);
}

/* The columns of a row that are wholly inside the shape. */
static void row_inner(struct canvas *canvas, const struct ramp *ramp, bool opaque, int y, int x0,
                      int x1)
{
    if (opaque) {
        if (x0 < x1)
            ramp_row(ramp, x0, y, x1 - x0, NULL, canvas_at(canvas, x0, y));
        return;
    }
    uint32_t row[CHUNK];
    for (; x0 < x1; x0 += CHUNK) {
        int n = x1 - x0 < CHUNK ? x1 - x0 : CHUNK;
        ramp_row(ramp, x0, y, n, NULL, row);
        span_over(canvas_at(canvas, x0, y), row, n);
    }
}

static void row_pixel(struct canvas *canvas, struct rect clip, const struct ramp *ramp, int x,
                      int y, uint32_t coverage)
{
    if (!rect_contains(clip, x, y))
        return;
    uint32_t pixel = ramp_pixel(ramp, x, y), part = 0;
    for (unsigned shift = 0; shift < 32; shift += 8)
        part |= div255(((pixel >> shift) & 0xFF) * coverage) << shift;
    span_over(canvas_at(canvas, x, y), &part, 1);
}

void shape_gradient(struct canvas *canvas, struct rect clip, struct rect rect,
                    const struct draw_gradient *gradient, const struct shape_cover *cover)
{
    struct ramp ramp = ramp_make(rect, gradient);
    bool opaque = color_alpha(gradient->from) == 255 && color_alpha(gradient->to) == 255;
    clip = rect_intersect(clip, rect);
    int right = rect.x + rect.w - 1;
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        struct edge_row edge = edge_row_at(rect, gradient->radius, y - rect.y);
        for (int column = edge.begin; column < edge.full; column++) {
            uint32_t coverage = edge_row_coverage(&edge, column);
            row_pixel(canvas, clip, &ramp, rect.x + column, y, coverage);
            row_pixel(canvas, clip, &ramp, right - column, y, coverage);
        }
        struct rect inner = {rect.x + edge.full, y, rect.w - 2 * edge.full, 1};
        inner = rect_intersect(inner, clip);
        if (opaque && cover)
            ramp_below(canvas, &ramp, cover, y, inner.x, inner.x + inner.w);
        else
            row_inner(canvas, &ramp, opaque, y, inner.x, inner.x + inner.w);
    }
}
