#include <float.h>
#include <string.h>

#include "figure/edges.h"
#include "figure/vec.h"

static inline v4f load_point(const struct raster_point *p)
{
    v4f out;
    memcpy(&out, p, sizeof out);
    return out;
}

static inline struct corners corners_of(v4f p0, v4f p1, v4f p2)
{
    v4f near = __builtin_shufflevector(p0, p1, 0, 4, 1, 5);
    v4f far = __builtin_shufflevector(p2, splat(0), 0, 4, 1, 5);
    return (struct corners){__builtin_shufflevector(near, far, 0, 1, 4, 5),
                            __builtin_shufflevector(near, far, 2, 3, 6, 7)};
}

/* The edges whose second end has the lower number: all ones. */
static inline v4i runs_down(const uint16_t v[3])
{
    v4i from = {v[0], v[1], v[2]};
    return from > __builtin_shufflevector(from, from, 1, 2, 0, 3);
}

/* What edges are made of, kept in their place until somebody asks for them. */
static inline void keep_corners(struct raster_triangle *t, v4f p0, v4f p1, v4f p2,
                                const uint16_t v[3], float sign)
{
    struct corners p = corners_of(p0, p1, p2);
    t->a = p.x;
    t->b = p.y;
    t->c = (v4f)runs_down(v);
    t->a[3] = sign;
}

/* Half of all whole numbers that a lane holds: depths go from -this to this. */
static const float FARTHEST = 2147483648.0f;

float raster_steps(float far, float near)
{
    /* A little is left at both ends, for planes that are rounded. */
    return 0.999f * 2 * FARTHEST / maxf(near - far, 1e-6f);
}

/* More than its depth can be at a sample, whatever rounding does: much, in slivers. `near`: of its
 * nearest corner. */
static inline float nearest_of(const struct raster_triangle *t, float near, float area,
                               const struct raster_view *view)
{
    float width = (float)(t->x1 - t->x0 + 1), height = (float)(t->y1 - t->y0 + 1);
    if (fabsf(area) * 256 < width * width + height * height)
        return FLT_MAX;
    float size =
        fabsf(t->zx) * (float)(t->x1 + 1) + fabsf(t->zy) * (float)(t->y1 + 1) + fabsf(t->z0);
    return (near - view->far) * view->steps - FARTHEST + size * 1e-6f + 1;
}

/* Columns and rows between two corners of a box that reaches into the view. */
static inline void set_box(struct raster_triangle *t, v4f low, v4f high, v4f width, v4f height)
{
    v4f box = __builtin_shufflevector(low, high, 0, 4, 1, 5) + (v4f){-0.125f, 0, -0.125f, 0};
    v4f last = __builtin_shufflevector(width, height, 0, 0, 4, 4) - 1;
    v4i whole = whole4(clamp4(box, splat(0), last));
    memcpy(&t->x0, &whole, sizeof whole);
}

LANES bool setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                 bool any_side, const struct raster_view *view, bool later)
{
    v4f p0 = load_point(&p[v[0]]), p1 = load_point(&p[v[1]]), p2 = load_point(&p[v[2]]);
    v4f d1 = p1 - p0, d2 = p2 - p0;
    /* Pixels count downwards, so what is counter-clockwise in the room has a negative area. */
    float area = d1[0] * d2[1] - d2[0] * d1[1];
    if (any_side ? fabsf(area) < 1e-4f : area > -1e-4f)
        return false;
    v4f low = min4(p0, min4(p1, p2)), high = max4(p0, max4(p1, p2));
    float width = (float)view->width, height = (float)view->height;
    if (high[0] < 0 || high[1] < 0 || low[0] >= width || low[1] >= height)
        return false;
    set_box(out, low, high, splat(width), splat(height));
    float sign = area > 0 ? 1.0f : -1.0f;
    if (later) {
        keep_corners(out, p0, p1, p2, v, sign);
    } else {
        struct corners corners = corners_of(p0, p1, p2);
        set_edges(out, &corners, runs_down(v), sign);
    }
    float scale = view->steps / area;
    out->zx = (d1[2] * d2[1] - d2[2] * d1[1]) * scale;
    out->zy = (d2[2] * d1[0] - d1[2] * d2[0]) * scale;
    out->z0 = (p0[2] - view->far) * view->steps - FARTHEST - out->zx * p0[0] - out->zy * p0[1];
    if (later)
        out->nearest = nearest_of(out, high[2], area, view);
    return true;
}

bool raster_setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                  bool any_side, const struct raster_view *view)
{
    return setup(out, p, v, any_side, view, false);
}

bool raster_setup_behind(struct raster_triangle *out, const struct raster_point *p,
                         const uint16_t v[3], const struct raster_view *view)
{
    return setup(out, p, v, true, view, true);
}

WIDER size_t raster_setup_fronts(struct raster_triangle *out, uint16_t *which,
                                 const struct raster_point *p, const struct triangle *all,
                                 size_t count, const struct raster_view *view)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        which[n] = (uint16_t)i;
        n += setup(&out[n], p, all[i].v, false, view, false);
    }
    return n;
}

WIDER size_t raster_setup_rims(struct raster_triangle *out, uint16_t *which,
                               const struct raster_point *p, const struct triangle *all,
                               const uint16_t *rim, size_t count, const struct raster_view *view)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        which[n] = rim[i];
        n += setup(&out[n], p, all[rim[i]].v, true, view, true);
    }
    return n;
}
