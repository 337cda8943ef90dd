#include "figure/render.h"

/* How dark the ground gets where it is fully in shadow, on the mat and beside it. */
static const float MAT_SHADE = 0.46f;
static const float FLOOR_SHADE = 0.34f;

static inline uint32_t blend(uint32_t a, uint32_t b, uint32_t t256)
{
    uint32_t rb = (((a & 0xFF00FFu) * (256 - t256) + (b & 0xFF00FFu) * t256) >> 8) & 0xFF00FFu;
    uint32_t ag = ((a >> 8) & 0xFF00FFu) * (256 - t256) + ((b >> 8) & 0xFF00FFu) * t256;
    return rb | (ag & 0xFF00FF00u);
}

static uint32_t glow_color(const struct render_surface *s, const struct shade_ramps *ramps,
                           uint32_t lit, int level, float dx, float dy)
{
    float g = s->g + s->gx * dx + s->gy * dy;
    /* The rim's distance in pixels: how far the plane is from 0.5, over its slope. */
    float slope = sqrtf(s->gx * s->gx + s->gy * s->gy) + 1e-6f;
    float rim = (g - 0.5f) / slope;
    if (rim < -1.6f)
        return lit;
    if (rim < 0.9f) {
        float cover = clampf(1.6f - fabsf(rim + 0.35f), 0, 1);
        uint32_t base = rim > -0.35f ? ramps->glow[level] : lit;
        return blend(base, ramps->glow_outline, (uint32_t)(cover * 190.0f));
    }
    return blend(lit, ramps->glow[level], 236);
}

/* Under water everything turns bluer with depth; the surface draws a pale line round the body. */
static uint32_t wet_color(const struct resolve *row, const struct render_surface *s, uint32_t color,
                          float dx, float dy)
{
    float depth = row->water->surface - (s->h + s->hx * dx + s->hy * dy);
    if (depth < -0.004f)
        return color;
    if (depth < 0.006f)
        return blend(color, 0xFFF2FBFCu, 190);
    return blend(color, 0xFF8CC8D6u, (uint32_t)(clampf(0.50f + depth * 0.28f, 0, 0.76f) * 256));
}

static uint32_t surface_color(const struct resolve *row, uint32_t id, float x)
{
    const struct render_surface *s = &row->render->surfaces[id];
    const struct shade_ramps *ramps = &row->render->ramps;
    float dx = x - s->x0, dy = (float)row->y + 0.5f - s->y0;
    uint32_t color;
    if (s->hull) {
        color = ramps->outline[s->material];
    } else {
        float l = clampf(s->l + s->lx * dx + s->ly * dy, s->l_min, s->l_max);
        int level = (int)(l * (SHADE_LEVELS - 1) + 0.5f);
        color = ramps->lit[s->material][level];
        if (s->glows)
            color = glow_color(s, ramps, color, level, dx, dy);
    }
    if (row->water->present)
        color = wet_color(row, s, color, dx, dy);
    return color;
}

static inline float shadow_value(const struct resolve *row, int x)
{
    const float *node = row->shadow + x / SHADOW_STEP;
    float t = (float)(x % SHADOW_STEP) * (1.0f / SHADOW_STEP);
    return node[0] + (node[1] - node[0]) * t;
}

/* In steps too small to see; the packed picture gets longer runs. */
static inline uint32_t shade_steps(float dark, float strength)
{
    return (uint32_t)(dark * strength * 128.0f + 0.5f) * 2;
}

static uint32_t bare_ground(const struct resolve *row, int x)
{
    if (row->water->present)
        return water_color(row->water, &row->water_row, x);
    if (row->shadow == NULL)
        return 0;
    uint32_t a = shade_steps(shadow_value(row, x), FLOOR_SHADE);
    a = a > 255 ? 255 : a;
    return a << 24 | (0x10u * a / 255) << 16 | (0x2Au * a / 255) << 8 | (0x30u * a / 255);
}

static uint32_t sample_color(const struct resolve *row, uint32_t id, int x)
{
    uint32_t color = surface_color(row, id, (float)x + 0.5f);
    if (row->render->surfaces[id].ground && row->shadow != NULL)
        color = blend(color, 0xFF12383Bu, shade_steps(shadow_value(row, x), MAT_SHADE));
    return color;
}

static uint32_t mixed_pixel(const struct resolve *row, const uint32_t *ids, int x)
{
    uint32_t a = 0, r = 0, g = 0, b = 0;
    for (int i = 0; i < 4; i++) {
        int same = 1;
        bool seen = false;
        for (int k = 0; k < i; k++)
            seen = seen || ids[k] == ids[i];
        if (seen)
            continue;
        for (int k = i + 1; k < 4; k++)
            same += ids[k] == ids[i];
        uint32_t c = ids[i] == 0 ? bare_ground(row, x) : sample_color(row, ids[i], x);
        a += (uint32_t)same * (c >> 24);
        r += (uint32_t)same * ((c >> 16) & 0xFF);
        g += (uint32_t)same * ((c >> 8) & 0xFF);
        b += (uint32_t)same * (c & 0xFF);
    }
    return ((a + 2) / 4) << 24 | ((r + 2) / 4) << 16 | ((g + 2) / 4) << 8 | ((b + 2) / 4);
}

void resolve_row(const struct resolve *row, int x0, int x1, uint32_t *out)
{
    for (int x = x0; x <= x1; x++) {
        const uint32_t *k = row->ids + 4 * (size_t)x;
        uint32_t first = k[0];
        if (first == k[1] && first == k[2] && first == k[3])
            *out++ = first == 0 ? bare_ground(row, x) : sample_color(row, first, x);
        else
            *out++ = mixed_pixel(row, k, x);
    }
}
