#include "figure/shadow.h"

#include <float.h>
#include <string.h>

static float blob(const struct capsule *c, float x, float z)
{
    float abx = c->b.x - c->a.x, abz = c->b.z - c->a.z;
    float apx = x - c->a.x, apz = z - c->a.z;
    float t = clampf((apx * abx + apz * abz) / maxf(abx * abx + abz * abz, 1e-6f), 0, 1);
    float dx = apx - abx * t, dz = apz - abz * t;
    float r = mixf(c->ra, c->rb, t);
    float height = maxf(mixf(c->a.y, c->b.y, t) - r, 0);
    float soft = 0.022f + 0.5f * height;
    float d = sqrtf(dx * dx + dz * dz);
    /* Firm where it touches, so that nothing seems to float. */
    float fade = 0.85f / (1.0f + height * height * 30.0f) + 0.5f * smoothf(0.03f, 0.0f, height);
    return fade * (1.0f - smoothf(r * 0.55f - soft * 0.3f, r * 0.95f + soft, d));
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
        float reach = maxf(c->ra, c->rb) + 0.06f + 0.5f * maxf(low, 0.1f);
        int cx0 = (int)((minf(c->a.x, c->b.x) - reach - x0) / shadow->cell);
        int cx1 = (int)((maxf(c->a.x, c->b.x) + reach - x0) / shadow->cell) + 1;
        int cz0 = (int)((minf(c->a.z, c->b.z) - reach - z0) / shadow->cell);
        int cz1 = (int)((maxf(c->a.z, c->b.z) + reach - z0) / shadow->cell) + 1;
        for (int row = cz0 < 0 ? 0 : cz0; row <= cz1 && row < shadow->rows; row++)
            for (int col = cx0 < 0 ? 0 : cx0; col <= cx1 && col < shadow->columns; col++)
                shadow->dark[row * shadow->columns + col] *=
                    1.0f -
                    0.60f * blob(c, x0 + (float)col * shadow->cell, z0 + (float)row * shadow->cell);
    }
    for (int i = 0; i < shadow->columns * shadow->rows; i++)
        shadow->dark[i] = 1.0f - shadow->dark[i];
}

float shadow_at(const struct shadow *s, float x, float z)
{
    float u = (x - s->x) / s->cell, v = (z - s->z) / s->cell;
    if (!(u >= 0 && v >= 0 && u < (float)(s->columns - 1) && v < (float)(s->rows - 1)))
        return 0;
    int col = (int)u, row = (int)v;
    const float *at = &s->dark[row * s->columns + col];
    float fu = u - (float)col, fv = v - (float)row;
    return mixf(mixf(at[0], at[1], fu), mixf(at[s->columns], at[s->columns + 1], fu), fv);
}

bool viewport_ground(const struct viewport *view, const struct camera *c, float px, float py,
                     float *x, float *z)
{
    float tx = (px - view->x) / view->scale, ty = (view->y - py) / view->scale;
    vec3 d = v3_mad(v3_mad(v3_scale(c->back, -1), c->right, tx), c->up, ty);
    vec3 eye = v3_mad(c->centre, c->back, c->distance);
    if (d.y > -1e-3f)
        return false;
    float t = -eye.y / d.y;
    *x = eye.x + d.x * t;
    *z = eye.z + d.z * t;
    return t < 40.0f;
}
