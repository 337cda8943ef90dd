#include "figure/raster.h"

#include <float.h>
#include <string.h>
#include <wchar.h>

#include "figure/edges.h"

/* Sample places inside a pixel: a rotated grid, so that near-level and near-upright edges get all
 * five steps of coverage. */
static const v4f sample_x = {0.375f, 0.875f, 0.125f, 0.625f};
static const v4f sample_y = {0.125f, 0.375f, 0.625f, 0.875f};

enum { PAIRS = BAND_ROWS / 2 };

/* Nothing: farther than all there is, of no triangle. */
enum { NOTHING = INT32_MIN };

/* Of a tile that nobody has looked at since it was cleared. */
static const float UNKNOWN = FLT_MAX;

_Static_assert(sizeof(wchar_t) == sizeof(int32_t), "wmemset fills with samples");

void raster_clear(struct raster_band *band, int x0, int x1)
{
    int first = x0 & ~(RASTER_TILE - 1), end = (x1 | (RASTER_TILE - 1)) + 1;
    for (int row = 0; row < BAND_ROWS; row += 2)
        wmemset((wchar_t *)raster_row(band, row) + first * RASTER_NEXT, (wchar_t)NOTHING,
                (size_t)(end - first) * RASTER_NEXT);
    for (int i = first; i < end; i++)
        band->nearer[i] = UNKNOWN;
}

/* What is farther than the farthest of a tile's samples by a whole step cannot be seen there,
 * whatever is drawn later. */
LANES float depth_of_farthest(v4i s)
{
    int32_t low = s[0];
    for (int i = 1; i < 4; i++)
        low = s[i] < low ? s[i] : low;
    return (float)(low & ~RASTER_MAX_ID);
}

LANES float look_at_tile(const int32_t *samples)
{
    const v4i *s = (const v4i *)(const void *)samples;
    v4i least = s[0];
    for (int i = 1; i < RASTER_TILE * 2; i++) {
        v4i closer = least < s[i];
        least = (least & closer) | (s[i] & ~closer);
    }
    return depth_of_farthest(least);
}

/* Those of all pairs of rows, of the tiles below each other in one column. */
LANES const float *column_of(struct raster_band *band, int column)
{
    float *nearer = &band->nearer[column * PAIRS];
    if (nearer[0] == UNKNOWN)
        for (int i = 0; i < PAIRS; i++)
            nearer[i] = look_at_tile(raster_row(band, i * 2) + column * RASTER_TILE * RASTER_NEXT);
    return nearer;
}

LANES int first_row(const struct raster_band *band, const struct raster_triangle *t)
{
    return t->y0 > band->y ? t->y0 & ~1 : band->y;
}

LANES int last_row(const struct raster_band *band, const struct raster_triangle *t)
{
    return t->y1 < band->y + BAND_ROWS - 1 ? t->y1 : band->y + BAND_ROWS - 1;
}

/* Two pairs of rows at a time: the pixels that can hold samples inside, exact but for what rounding
 * does to where an edge crosses a row. */
struct spans {
    v4i x0, x1;
};

/* Added, it rounds up, and what is whole stays so in pictures as wide as figure_render takes. What
 * is whole but for less gets a column too many. */
#define ALMOST_ONE 0.999f

static inline struct spans row_spans(const struct raster_triangle *t, int y)
{
    if (few_columns(t))
        return (struct spans){(v4i){} + t->x0, (v4i){} + t->x1};
    v4f rows = (v4f){0, 1, 2, 3} + (float)(y - t->y0);
    v4f low = splat((float)t->x0), high = splat((float)t->x1);
    /* Without branches: which edge is left and which right changes too often to guess. */
    for (int i = 0; i < 3; i++) {
        v4f lean = t->slope[i] * rows;
        low = max4(low, lean + t->left[i]);
        high = min4(high, lean + t->right[i]);
    }
    low = min4(low, __builtin_shufflevector(low, low, 1, 0, 3, 2));
    /* From -1 on this rounds down; what lies further left is as empty. */
    high = max4(high, max4(__builtin_shufflevector(high, high, 1, 0, 3, 2), splat(-1)));
    return (struct spans){__builtin_convertvector(low + ALMOST_ONE, v4i),
                          __builtin_convertvector(high + 1.0f, v4i) - 1};
}

/* A depth's high half beside the triangle. */
static inline v4i nearest(v4i samples, v4f z, v4f e0, v4f e1, v4f e2, v4i id)
{
    v4i here = (__builtin_convertvector(z, v4i) & ~RASTER_MAX_ID) | id;
    /* Signs tell what is outside: no edge is worth -0 anywhere. */
    v4i outside = ((v4i)e0 | (v4i)e1 | (v4i)e2) >> 31;
    v4i mask = (here > samples) & ~outside;
    return (here & mask) | (samples & ~mask);
}

static inline void draw_pair(const struct raster_triangle *t, uint32_t id, int y, int x0, int x1,
                             v4i *pair)
{
    v4f ys = sample_y + (float)y, yt = sample_y + (float)(y + 1);
    v4f r0 = t->b[0] * ys + t->c[0], r1 = t->b[1] * ys + t->c[1], r2 = t->b[2] * ys + t->c[2];
    v4f s0 = t->b[0] * yt + t->c[0], s1 = t->b[1] * yt + t->c[1], s2 = t->b[2] * yt + t->c[2];
    v4f rz = t->zy * ys + t->z0, sz = t->zy * yt + t->z0;
    v4i ids = {(int32_t)id, (int32_t)id, (int32_t)id, (int32_t)id};
    for (int x = x0; x <= x1; x++) {
        v4f xs = sample_x + (float)x;
        v4f e0 = t->a[0] * xs, e1 = t->a[1] * xs, e2 = t->a[2] * xs, z = t->zx * xs;
        v4i *at = pair + 2 * x;
        at[0] = nearest(at[0], z + rz, e0 + r0, e1 + r1, e2 + r2, ids);
        at[1] = nearest(at[1], z + sz, e0 + s0, e1 + s1, e2 + s2, ids);
    }
}

/* Which pairs of rows the triangle may be seen in, a bit each. */
static uint32_t seen_pairs(struct raster_band *band, const struct raster_triangle *t)
{
    uint32_t seen = 0;
    for (int column = t->x0 / RASTER_TILE; column <= t->x1 / RASTER_TILE; column++) {
        const float *nearer = column_of(band, column);
        for (int i = 0; i < PAIRS; i++)
            seen |= (uint32_t) !(t->nearest < nearer[i]) << i;
    }
    return seen;
}

static void draw_narrow(struct raster_band *band, const struct raster_triangle *t, uint32_t id,
                        uint32_t seen)
{
    int y1 = last_row(band, t);
    for (int y = first_row(band, t); y <= y1; y += 4) {
        struct spans spans = row_spans(t, y);
        for (int i = 0; i < 4 && y + i <= y1; i += 2)
            if (seen >> (y + i - band->y) / 2 & 1)
                draw_pair(t, id, y + i, spans.x0[i], spans.x1[i],
                          (v4i *)(void *)raster_row(band, y + i - band->y));
    }
}

void raster_draw_narrow(struct raster_band *band, struct raster_triangle *all, const uint32_t *ids,
                        size_t count, bool behind)
{
    for (size_t i = 0; i < count; i++) {
        struct raster_triangle *t = &all[ids[i]];
        uint32_t seen = behind ? seen_pairs(band, t) : ~0u;
        if (seen == 0)
            continue;
        find_edges(t);
        draw_narrow(band, t, ids[i], seen);
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

typedef float v8f __attribute__((vector_size(32)));
typedef int32_t v8i __attribute__((vector_size(32)));

/* The same, eight numbers at a time: four pairs of rows, and both rows of a pair. */
struct wide_spans {
    int32_t x0[8], x1[8]; /* of pairs, in the even ones */
};

WIDE LANES void wide_row_spans(struct wide_spans *out, const struct raster_triangle *t, int y)
{
    v8f rows = (v8f){0, 1, 2, 3, 4, 5, 6, 7} + (float)(y - t->y0);
    v8f low = _mm256_set1_ps((float)t->x0), high = _mm256_set1_ps((float)t->x1);
    for (int i = 0; i < 3; i++) {
        v8f lean = t->slope[i] * rows;
        low = _mm256_max_ps(low, lean + t->left[i]);
        high = _mm256_min_ps(high, lean + t->right[i]);
    }
    low = _mm256_min_ps(low, _mm256_permute_ps(low, 0xB1));
    high = _mm256_max_ps(high, _mm256_permute_ps(high, 0xB1));
    high = _mm256_max_ps(high, _mm256_set1_ps(-1));
    v8i x0 = (v8i)_mm256_cvttps_epi32(low + ALMOST_ONE);
    v8i x1 = (v8i)_mm256_cvttps_epi32(high + 1.0f) - 1;
    memcpy(out->x0, &x0, sizeof x0);
    memcpy(out->x1, &x1, sizeof x1);
}

/* Edges and depth of both rows of a pair. */
struct wide_rows {
    const struct raster_triangle *t;
    v8f r0, r1, r2, rz; /* of the edges and of depth, at column 0 */
    v8i ids;
};

WIDE LANES void wide_draw_pixels(const struct wide_rows *rows, v8f xs, v8i *at)
{
    const struct raster_triangle *t = rows->t;
    v8f e0 = t->a[0] * xs + rows->r0, e1 = t->a[1] * xs + rows->r1, e2 = t->a[2] * xs + rows->r2;
    __m256i here = _mm256_cvttps_epi32(t->zx * xs + rows->rz);
    here = _mm256_blend_epi16(here, (__m256i)rows->ids, 0x55);
    v8f outside = (v8f)((v8i)e0 | (v8i)e1 | (v8i)e2);
    here = (__m256i)_mm256_blendv_ps((v8f)here, (v8f)_mm256_set1_epi32(NOTHING), outside);
    *at = (v8i)_mm256_max_epi32((__m256i)*at, here);
}

/* Two columns at a time: a stride is never full, and beyond the span nothing is inside. */
WIDE LANES void wide_draw_pair(const struct raster_triangle *t, v8i ids, int y, int x0, int x1,
                               v8i *pair)
{
    const v8f at_x = {0.375f, 0.875f, 0.125f, 0.625f, 0.375f, 0.875f, 0.125f, 0.625f};
    const v8f at_y = {0.125f, 0.375f, 0.625f, 0.875f, 1.125f, 1.375f, 1.625f, 1.875f};
    v8f ys = at_y + (float)y, xs = at_x + (float)x0;
    const struct wide_rows rows = {.t = t,
                                   .r0 = t->b[0] * ys + t->c[0],
                                   .r1 = t->b[1] * ys + t->c[1],
                                   .r2 = t->b[2] * ys + t->c[2],
                                   .rz = t->zy * ys + t->z0,
                                   .ids = ids};
    v8i *end = pair + x1 + 1;
    for (v8i *at = pair + x0; at < end; at += 2, xs += 2.0f) {
        wide_draw_pixels(&rows, xs, at);
        wide_draw_pixels(&rows, xs + 1.0f, at + 1);
    }
}

WIDE LANES void wide_draw(struct raster_band *band, const struct raster_triangle *t, uint32_t id,
                          uint32_t seen)
{
    v8i ids = (v8i)_mm256_set1_epi32((int)id);
    int y1 = last_row(band, t), stride = band->stride;
    uint32_t pair = (uint32_t)(first_row(band, t) - band->y) / 2;
    v8i *row = (v8i *)(void *)band->samples + pair * (size_t)stride;
    seen >>= pair;
    if (few_columns(t)) {
        for (int first = first_row(band, t); first <= y1; first += 2, seen >>= 1, row += stride)
            if (seen & 1)
                wide_draw_pair(t, ids, first, t->x0, t->x1, row);
        return;
    }
    for (int first = first_row(band, t); first <= y1; first += 8) {
        struct wide_spans spans;
        wide_row_spans(&spans, t, first);
        for (int i = 0; i < 8 && first + i <= y1; i += 2, seen >>= 1, row += stride)
            if (seen & 1)
                wide_draw_pair(t, ids, first + i, spans.x0[i], spans.x1[i], row);
    }
}

WIDE static void wide_draw_all(struct raster_band *band, struct raster_triangle *all,
                               const uint32_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        wide_draw(band, &all[ids[i]], ids[i], ~0u);
}

WIDE LANES float wide_look_at_tile(const int32_t *samples)
{
    const __m256i *s = (const __m256i *)(const void *)samples;
    __m256i least = s[0];
    for (int i = 1; i < RASTER_TILE; i++)
        least = _mm256_min_epi32(least, s[i]);
    return depth_of_farthest(
        (v4i)_mm_min_epi32(_mm256_castsi256_si128(least), _mm256_extracti128_si256(least, 1)));
}

WIDE LANES const float *wide_column_of(struct raster_band *band, int column)
{
    float *nearer = &band->nearer[column * PAIRS];
    if (nearer[0] == UNKNOWN)
        for (int i = 0; i < PAIRS; i++)
            nearer[i] =
                wide_look_at_tile(raster_row(band, i * 2) + column * RASTER_TILE * RASTER_NEXT);
    return nearer;
}

WIDE LANES uint32_t wide_seen_pairs(struct raster_band *band, const struct raster_triangle *t)
{
    v8f nearest = _mm256_set1_ps(t->nearest);
    int hidden = ~0;
    for (int column = t->x0 / RASTER_TILE; column <= t->x1 / RASTER_TILE; column++) {
        v8f nearer;
        memcpy(&nearer, wide_column_of(band, column), sizeof nearer);
        hidden &= _mm256_movemask_ps(_mm256_cmp_ps(nearest, nearer, _CMP_LT_OQ));
    }
    return (uint32_t)~hidden;
}

WIDE static void wide_draw_behind(struct raster_band *band, struct raster_triangle *all,
                                  const uint32_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct raster_triangle *t = &all[ids[i]];
        uint32_t first = (uint32_t)(first_row(band, t) - band->y) / 2;
        uint32_t last = (uint32_t)(last_row(band, t) - band->y) / 2;
        uint32_t seen = wide_seen_pairs(band, t) & ((2u << last) - (1u << first));
        if (seen == 0)
            continue;
        find_edges(t);
        wide_draw(band, t, ids[i], seen);
    }
}
#endif

void raster_draw(struct raster_band *band, struct raster_triangle *all, const uint32_t *ids,
                 size_t count, bool behind)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        (behind ? wide_draw_behind : wide_draw_all)(band, all, ids, count);
        return;
    }
#endif
    raster_draw_narrow(band, all, ids, count, behind);
}
