#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform/coverage.h"
#include "platform/shape.h"
#include "platform/span.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

#ifdef __SSE2__
/* A row's constants, ready for eight pixels at a time. */
struct lanes {
    __m128i delta[4];
    __m128i base[4]; /* from + dither */
};

static struct lanes lanes_make(const struct ramp *ramp, int x, int y)
{
    int16_t row[8];
    for (int i = 0; i < 8; i++)
        row[i] = bayer[y & 7][(x + i) & 7];
    __m128i dither;
    memcpy(&dither, row, sizeof dither);
    struct lanes lanes;
    for (int i = 0; i < 4; i++) {
        lanes.delta[i] = _mm_set1_epi16(ramp->delta[i]);
        lanes.base[i] = _mm_add_epi16(_mm_set1_epi16(ramp->from[i]), dither);
    }
    return lanes;
}

static inline __m128i lanes_channel(const struct lanes *lanes, __m128i t, int i)
{
    __m128i level = _mm_mulhi_epi16(t, lanes->delta[i]);
    return _mm_srai_epi16(_mm_add_epi16(level, lanes->base[i]), 6);
}

static inline void lanes_store(const struct lanes *lanes, __m128i t, uint32_t *out)
{
    __m128i bg =
        _mm_or_si128(lanes_channel(lanes, t, 0), _mm_slli_epi16(lanes_channel(lanes, t, 1), 8));
    __m128i ra =
        _mm_or_si128(lanes_channel(lanes, t, 2), _mm_slli_epi16(lanes_channel(lanes, t, 3), 8));
    _mm_storeu_si128((__m128i *)(void *)out, _mm_unpacklo_epi16(bg, ra));
    _mm_storeu_si128((__m128i *)(void *)(out + 4), _mm_unpackhi_epi16(bg, ra));
}

/* The middles of four pixels from column x; exact, so that adding 8 gives what the portable code
 * computes from the column. */
static inline __m128 columns(int x)
{
    __m128i column = _mm_add_epi32(_mm_set1_epi32(x), _mm_setr_epi32(0, 1, 2, 3));
    return _mm_add_ps(_mm_cvtepi32_ps(column), _mm_set1_ps(0.5f));
}

static inline __m128i positions(__m128 t, __m128 scale)
{
    const __m128 most = _mm_set1_ps((float)STEPS);
    return _mm_cvttps_epi32(_mm_min_ps(_mm_mul_ps(t, scale), most));
}

static inline __m128 distance(__m128 column, __m128 origin, __m128 dy2)
{
    __m128 dx = _mm_sub_ps(column, origin);
    return _mm_sqrt_ps(_mm_add_ps(_mm_mul_ps(dx, dx), dy2));
}

static int radial_eights(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    const struct lanes lanes = lanes_make(ramp, x, y);
    const __m128 origin = _mm_set1_ps(ramp->x0), scale = _mm_set1_ps(ramp->scale);
    const __m128 eight = _mm_set1_ps(8);
    float dy = (float)y + 0.5f - ramp->y0;
    const __m128 dy2 = _mm_set1_ps(dy * dy);
    __m128 a = columns(x), b = columns(x + 4);
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        __m128i t = _mm_packs_epi32(positions(distance(a, origin, dy2), scale),
                                    positions(distance(b, origin, dy2), scale));
        lanes_store(&lanes, t, out + i);
        a = _mm_add_ps(a, eight);
        b = _mm_add_ps(b, eight);
    }
    return i;
}

static int horizontal_eights(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    const struct lanes lanes = lanes_make(ramp, x, y);
    const __m128 origin = _mm_set1_ps(ramp->x0), scale = _mm_set1_ps(ramp->scale);
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        __m128i a = positions(_mm_sub_ps(columns(x + i), origin), scale);
        __m128i b = positions(_mm_sub_ps(columns(x + i + 4), origin), scale);
        lanes_store(&lanes, _mm_packs_epi32(a, b), out + i);
    }
    return i;
}

static int vertical_eights(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    const struct lanes lanes = lanes_make(ramp, x, y);
    const __m128i t = _mm_set1_epi16((short)ramp_position(ramp, x, y));
    int i = 0;
    for (; i + 8 <= n; i += 8)
        lanes_store(&lanes, t, out + i);
    return i;
}

/* How many of the n pixels were done; a multiple of eight. */
static int ramp_eights(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    switch (ramp->kind) {
    case GRADIENT_RADIAL:
        return radial_eights(ramp, x, y, n, out);
    case GRADIENT_HORIZONTAL:
        return horizontal_eights(ramp, x, y, n, out);
    default:
        return vertical_eights(ramp, x, y, n, out);
    }
}
#else
static int ramp_eights(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    (void)ramp, (void)x, (void)y, (void)n, (void)out;
    return 0;
}
#endif

static void ramp_row(const struct ramp *ramp, int x, int y, int n, uint32_t *out)
{
    for (int i = ramp_eights(ramp, x, y, n, out); i < n; i++)
        out[i] = ramp_pixel(ramp, x + i, y);
}

/* The columns of a row that are wholly inside the shape. */
static void row_inner(struct canvas *canvas, const struct ramp *ramp, bool opaque, int y, int x0,
                      int x1)
{
    if (opaque) {
        if (x0 < x1)
            ramp_row(ramp, x0, y, x1 - x0, canvas_at(canvas, x0, y));
        return;
    }
    uint32_t row[CHUNK];
    for (; x0 < x1; x0 += CHUNK) {
        int n = x1 - x0 < CHUNK ? x1 - x0 : CHUNK;
        ramp_row(ramp, x0, y, n, row);
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
                    const struct draw_gradient *gradient)
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
        row_inner(canvas, &ramp, opaque, y, inner.x, inner.x + inner.w);
    }
}
