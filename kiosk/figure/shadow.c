#include "figure/shadow.h"

#include <float.h>
#include <string.h>

#include "base/geometry.h"
#include "base/lanes.h"

LANES v4f mix4(float a, float b, v4f t)
{
    return a + (b - a) * t;
}

LANES v4f smooth4(v4f low, v4f high, v4f x)
{
    v4f t = clamp4((x - low) / (high - low), splat(0), splat(1));
    return t * t * (3.0f - 2.0f * t);
}

/* What rests shades the ground close round it, hands and feet most: so far beyond its inner part,
 * metres, and by as much, 0..1. */
static const float CONTACT_REACH = 0.036f, CONTACT_DARK = 0.66f;
/* The same of a chair's leg: it is as thick as its capsule says. */
static const float PROP_REACH = 0.026f;
/* What is higher does not rest: metres. */
static const float CONTACT_HIGH = 0.045f;
/* The shadow that the lamp casts, where the body touches it; it is gone so far up, metres. */
static const float CAST_DARK = 0.38f, CAST_HIGH = 0.62f;
/* A side of a cell, metres: as fine as a toe. */
static const float CELL = 0.02f, CELL_STEP = 0.005f;

/* A capsule's shadow: its middle line where it falls, and what lies above that. */
struct fall {
    float ax, az, abx, abz, squared;
    float low_a, low_b; /* of its underside above the ground */
    float ra, rb;
};

static struct fall fall_of(const struct capsule *c, vec3 way)
{
    struct fall f = {.ax = c->a.x + way.x * c->a.y,
                     .az = c->a.z + way.z * c->a.y,
                     .low_a = maxf(c->a.y - c->ra, 0),
                     .low_b = maxf(c->b.y - c->rb, 0),
                     .ra = c->ra,
                     .rb = c->rb};
    f.abx = c->b.x + way.x * c->b.y - f.ax;
    f.abz = c->b.z + way.z * c->b.y - f.az;
    f.squared = maxf(f.abx * f.abx + f.abz * f.abz, 1e-6f);
    return f;
}

/* How far four places of a row lie from the line; `t`: next to which of its places. */
static inline v4f from_line(const struct fall *f, v4f x, float z, v4f *t)
{
    v4f px = x - f->ax;
    float pz = z - f->az;
    *t = clamp4((px * f->abx + pz * f->abz) / f->squared, splat(0), splat(1));
    v4f dx = px - f->abx * *t, dz = pz - f->abz * *t;
    return sqrt4(dx * dx + dz * dz);
}

/* Firm where it touches, wide and pale above that. */
static inline v4f soft_of(v4f height)
{
    return 0.016f + 0.34f * height;
}

static inline v4f cast_dark(const struct fall *f, v4f x, float z)
{
    v4f t, d = from_line(f, x, z, &t), r = mix4(f->ra, f->rb, t);
    v4f height = mix4(f->low_a, f->low_b, t), soft = soft_of(height);
    v4f fade = CAST_DARK * smooth4(splat(CAST_HIGH), splat(0), height);
    return fade * (1.0f - smooth4(r * 0.75f - soft * 0.8f, r * 0.95f + soft, d));
}

/* What is round touches in its middle only. */
static float inner_of(const struct capsule *c, float r)
{
    bool hand = c->part == PART_LEFT_HAND || c->part == PART_RIGHT_HAND;
    bool flat = hand || c->part == PART_LEFT_FOOT || c->part == PART_RIGHT_FOOT;
    return minf(r * 0.9f, r * 0.3f + 0.026f) + (flat ? 0.010f : 0);
}

static inline v4f contact_dark(const struct fall *f, const struct capsule *c, v4f x, float z)
{
    v4f t, d = from_line(f, x, z, &t);
    v4f height = mix4(f->low_a, f->low_b, t);
    v4f inner = mix4(inner_of(c, f->ra), inner_of(c, f->rb), t);
    float reach = c->part == PART_PROP ? PROP_REACH : CONTACT_REACH;
    v4f touches = CONTACT_DARK * smooth4(splat(CONTACT_HIGH), splat(0.005f), height);
    return touches * (1.0f - smooth4(inner, inner + reach, d));
}

/* The cells that a shadow may reach, beyond its own radius. */
struct span {
    int column0, column1, row0, row1;
};

static struct span span_of(const struct shadow *s, const struct fall *f, float reach)
{
    float r = maxf(f->ra, f->rb) + reach, bx = f->ax + f->abx, bz = f->az + f->abz;
    struct span p = {(int)((minf(f->ax, bx) - r - s->x) / s->cell),
                     (int)((maxf(f->ax, bx) + r - s->x) / s->cell) + 1,
                     (int)((minf(f->az, bz) - r - s->z) / s->cell),
                     (int)((maxf(f->az, bz) + r - s->z) / s->cell) + 1};
    p.column0 = p.column0 > 0 ? p.column0 : 0;
    p.row0 = p.row0 > 0 ? p.row0 : 0;
    p.column1 = p.column1 < s->columns ? p.column1 : s->columns - 1;
    p.row1 = p.row1 < s->rows ? p.row1 : s->rows - 1;
    return p;
}

/* The cells of a row, four at a time; beyond the last they stay. One lamp casts one shadow: where
 * two fall together it is as dark as the darker one. What rests darkens that further. */
static void darken_row(struct shadow *s, const struct fall *f, const struct capsule *rests,
                       const struct span *p, int row)
{
    float z = s->z + (float)row * s->cell, *dark = &s->dark[row * s->columns];
    for (int col = p->column0; col <= p->column1; col += 4) {
        v4f at = splat((float)col) + (v4f){0, 1, 2, 3}, was, now;
        memcpy(&was, &dark[col], sizeof was);
        v4f x = s->x + at * s->cell;
        if (rests)
            now = was + (1.0f - was) * contact_dark(f, rests, x, z);
        else
            now = max4(was, cast_dark(f, x, z));
        now = choose(at <= (float)p->column1, now, was);
        memcpy(&dark[col], &now, sizeof now);
    }
}

static void darken(struct shadow *s, const struct fall *f, const struct capsule *rests, float reach)
{
    struct span p = span_of(s, f, reach);
    for (int row = p.row0; row <= p.row1; row++)
        darken_row(s, f, rests, &p, row);
}

/* Cells lie at whole multiples of their side: what rests looks the same in each frame. */
static void lay_out(struct shadow *s, float x0, float x1, float z0, float z1)
{
    float span = maxf(x1 - x0, z1 - z0);
    s->cell = maxf(CELL, ceilf(span / (SHADOW_CELLS - 3) / CELL_STEP) * CELL_STEP);
    s->x = floorf(x0 / s->cell) * s->cell;
    s->z = floorf(z0 / s->cell) * s->cell;
    s->columns = int_min((int)((x1 - s->x) / s->cell) + 2, SHADOW_CELLS);
    s->rows = int_min((int)((z1 - s->z) / s->cell) + 2, SHADOW_CELLS);
    memset(s->dark, 0, (size_t)(s->columns * s->rows) * sizeof *s->dark);
}

static bool casts(const struct capsule *c)
{
    return minf(c->a.y - c->ra, c->b.y - c->rb) < CAST_HIGH;
}

void shadow_cast(struct shadow *shadow, const struct capsule *capsules, int count, vec3 way)
{
    float x0 = FLT_MAX, x1 = -FLT_MAX, z0 = FLT_MAX, z1 = -FLT_MAX;
    for (int i = 0; i < count; i++) {
        struct fall f = fall_of(&capsules[i], way);
        float r = maxf(f.ra, f.rb) + soft_of(splat(CAST_HIGH / 2))[0];
        if (!casts(&capsules[i]))
            continue;
        x0 = minf(x0, minf(f.ax, f.ax + f.abx) - r);
        x1 = maxf(x1, maxf(f.ax, f.ax + f.abx) + r);
        z0 = minf(z0, minf(f.az, f.az + f.abz) - r);
        z1 = maxf(z1, maxf(f.az, f.az + f.abz) + r);
    }
    if (x0 > x1)
        x0 = x1 = z0 = z1 = 0;
    lay_out(shadow, x0, x1, z0, z1);
    for (int i = 0; i < count; i++) {
        struct fall f = fall_of(&capsules[i], way);
        float high = minf(maxf(f.low_a, f.low_b), CAST_HIGH);
        if (casts(&capsules[i]))
            darken(shadow, &f, NULL, soft_of(splat(high))[0]);
    }
    for (int i = 0; i < count; i++) {
        struct fall f = fall_of(&capsules[i], v3(0, 0, 0));
        if (minf(f.low_a, f.low_b) < CONTACT_HIGH)
            darken(shadow, &f, &capsules[i], 0.010f);
    }
}

/* Between four cells, counted in cells. */
static float shadow_between(const struct shadow *s, float u, float v)
{
    int col = (int)u, row = (int)v;
    const float *at = &s->dark[row * s->columns + col];
    float fu = u - (float)col, fv = v - (float)row;
    return mixf(mixf(at[0], at[1], fu), mixf(at[s->columns], at[s->columns + 1], fu), fv);
}

v4f shadow_at(const struct shadow *s, v4f x, v4f z)
{
    v4f u = (x - s->x) / s->cell, v = (z - s->z) / s->cell, dark = splat(0);
    v4i inside = (u >= 0) & (v >= 0) & (u < (float)(s->columns - 1)) & (v < (float)(s->rows - 1));
    for (int i = 0; i < 4 && any4(inside); i++)
        dark[i] = inside[i] ? shadow_between(s, u[i], v[i]) : 0;
    return dark;
}

v4i viewport_ground(const struct viewport *view, const struct camera *c, v4f px, float py, v4f *x,
                    v4f *z)
{
    v4f tx = (px - view->x) / view->scale;
    float ty = (view->y - py) / view->scale;
    vec3 eye = v3_mad(c->centre, c->back, c->distance);
    v4f dx = -c->back.x + c->right.x * tx + c->up.x * ty;
    v4f dy = -c->back.y + c->right.y * tx + c->up.y * ty;
    v4f dz = -c->back.z + c->right.z * tx + c->up.z * ty;
    v4f t = -eye.y / dy;
    *x = eye.x + dx * t;
    *z = eye.z + dz * t;
    return (dy <= -1e-3f) & (t < 40.0f);
}
