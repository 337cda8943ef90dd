#include "figure/shadow.h"

#include <float.h>
#include <string.h>

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

/* What rests is thicker than its capsule says, hands and feet most; it shades the ground round it
 * so far beyond that, and by as much, 0..1. */
static const float CONTACT_REACH = 0.056f, CONTACT_DARK = 0.64f;
/* What is higher does not rest: metres. */
static const float CONTACT_HIGH = 0.045f;
/* And what is near or rests, by its height. */
static const float NEAR_DARK = 0.30f;

/* How dark a capsule makes four places of a row. */
static inline v4f blobs(const struct capsule *c, v4f x, float z)
{
    float abx = c->b.x - c->a.x, abz = c->b.z - c->a.z;
    v4f apx = x - c->a.x;
    float apz = z - c->a.z;
    v4f t =
        clamp4((apx * abx + apz * abz) / maxf(abx * abx + abz * abz, 1e-6f), splat(0), splat(1));
    v4f dx = apx - abx * t, dz = apz - abz * t;
    v4f r = mix4(c->ra, c->rb, t);
    v4f height = max4(mix4(c->a.y, c->b.y, t) - r, splat(0));
    v4f soft = 0.022f + 0.5f * height;
    v4f d = sqrt4(dx * dx + dz * dz);
    /* Firm where it touches and soon pale above that: what is dark but free seems to float. */
    v4f fade = NEAR_DARK / (1.0f + height * height * 150.0f);
    v4f dark = fade * (1.0f - smooth4(r * 0.55f - soft * 0.3f, r * 0.95f + soft, d));
    if (c->a.y - c->ra > CONTACT_HIGH && c->b.y - c->rb > CONTACT_HIGH)
        return dark;
    v4f inner = min4(r * 0.9f, r * 0.3f + 0.032f); /* what is round touches in its middle only */
    v4f touches = CONTACT_DARK * smooth4(splat(CONTACT_HIGH), splat(0.005f), height);
    return dark + touches * (1.0f - smooth4(inner, inner + CONTACT_REACH, d));
}

/* The cells of a row that a capsule may reach, four at a time; beyond the last they stay. */
static void darken_row(struct shadow *s, const struct capsule *c, int row, int first, int last)
{
    float z = s->z + (float)row * s->cell, *dark = &s->dark[row * s->columns];
    for (int col = first; col <= last; col += 4) {
        v4f at = splat((float)col) + (v4f){0, 1, 2, 3}, was;
        memcpy(&was, &dark[col], sizeof was);
        v4f light = 1.0f - blobs(c, s->x + at * s->cell, z);
        v4f now = choose(at <= (float)last, was * light, was);
        memcpy(&dark[col], &now, sizeof now);
    }
}

/* How far beside its skin a capsule darkens the ground that its lowest place is `low` above. */
static float reach_of(const struct capsule *c, float low)
{
    float high = maxf(c->a.y - c->ra, c->b.y - c->rb);
    float most = 0.06f + 0.5f * maxf(low, 0.1f);
    return minf(most, maxf(CONTACT_REACH, 0.023f + 0.5f * high));
}

void shadow_cast(struct shadow *shadow, const struct capsule *capsules, int count)
{
    float x0 = FLT_MAX, x1 = -FLT_MAX, z0 = FLT_MAX, z1 = -FLT_MAX;
    for (int i = 0; i < count; i++) {
        const struct capsule *c = &capsules[i];
        float r = maxf(c->ra, c->rb) + 0.30f;
        x0 = minf(x0, minf(c->a.x, c->b.x) - r);
        x1 = maxf(x1, maxf(c->a.x, c->b.x) + r);
        z0 = minf(z0, minf(c->a.z, c->b.z) - r);
        z1 = maxf(z1, maxf(c->a.z, c->b.z) + r);
    }
    float span = maxf(x1 - x0, z1 - z0);
    shadow->x = x0;
    shadow->z = z0;
    shadow->cell = maxf(0.03f, span / (SHADOW_CELLS - 2));
    shadow->columns = (int)((x1 - x0) / shadow->cell) + 2;
    shadow->rows = (int)((z1 - z0) / shadow->cell) + 2;
    for (int i = 0; i < shadow->columns * shadow->rows; i++)
        shadow->dark[i] = 1.0f;
    for (int i = 0; i < count; i++) {
        const struct capsule *c = &capsules[i];
        float low = minf(c->a.y - c->ra, c->b.y - c->rb);
        if (low > 0.7f)
            continue;
        float reach = maxf(c->ra, c->rb) + reach_of(c, low);
        int cx0 = (int)((minf(c->a.x, c->b.x) - reach - x0) / shadow->cell);
        int cx1 = (int)((maxf(c->a.x, c->b.x) + reach - x0) / shadow->cell) + 1;
        int cz0 = (int)((minf(c->a.z, c->b.z) - reach - z0) / shadow->cell);
        int cz1 = (int)((maxf(c->a.z, c->b.z) + reach - z0) / shadow->cell) + 1;
        int last = cx1 < shadow->columns ? cx1 : shadow->columns - 1;
        for (int row = cz0 < 0 ? 0 : cz0; row <= cz1 && row < shadow->rows; row++)
            darken_row(shadow, c, row, cx0 < 0 ? 0 : cx0, last);
    }
    for (int i = 0; i < shadow->columns * shadow->rows; i++)
        shadow->dark[i] = 1.0f - shadow->dark[i];
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
