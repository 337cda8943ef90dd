#include <string.h>

#include "figure/render.h"

static inline uint32_t blend(uint32_t a, uint32_t b, uint32_t t256)
{
    uint32_t rb = (((a & 0xFF00FFu) * (256 - t256) + (b & 0xFF00FFu) * t256) >> 8) & 0xFF00FFu;
    uint32_t ag = ((a >> 8) & 0xFF00FFu) * (256 - t256) + ((b >> 8) & 0xFF00FFu) * t256;
    return rb | (ag & 0xFF00FF00u);
}

/* A zone's strength where its glow begins and is whole; its bright core begins and is whole. */
static const float GLOW_RIM[2] = {0.36f, 0.58f};
static const float GLOW_CORE[2] = {0.56f, 0.84f};

/* A pixel's middle. */
struct place {
    float x, y;
};

static inline float plane_at(const struct render_plane *p, struct place at)
{
    return p->at + p->dx * at.x + p->dy * at.y;
}

static float plane_slope(const struct render_plane *p)
{
    return sqrtf(p->dx * p->dx + p->dy * p->dy) + 1e-6f;
}

/* Soft at its rim, without a line: it lies under the skin. It grows from its core: mixed with the
 * cloth, half of it would look like dirt. */
static uint32_t glow_color(const struct render_surface *s, const struct shade_ramps *ramps,
                           uint32_t lit, int level, struct place at)
{
    float g = plane_at(&s->zone, at) - 0.40f * (1 - ramps->glow_share);
    float cover = smoothf(GLOW_RIM[0], GLOW_RIM[1], g);
    if (cover <= 0)
        return lit;
    float core = smoothf(GLOW_CORE[0], GLOW_CORE[1], g);
    uint32_t color = blend(ramps->glow[level], ramps->glow_core[level], (uint32_t)(core * 256.0f));
    return blend(lit, color, (uint32_t)(minf(ramps->glow_share * 4, 1) * cover * 246.0f));
}

/* Under water everything turns bluer with depth; the surface draws a faint line round the body. */
static uint32_t wet_color(const struct resolve *row, const struct render_surface *s, uint32_t color,
                          struct place at)
{
    float depth = row->render->backdrop.water_surface - plane_at(&s->height, at);
    /* As wide on the picture where the skin lies flat in the water as where it stands upright. */
    float line = depth / plane_slope(&s->height);
    if (depth > 0)
        color =
            blend(color, 0xFF3FB0CFu, (uint32_t)(clampf(0.10f + depth * 0.16f, 0, 0.28f) * 256));
    float cover = clampf(1.3f - fabsf(line), 0, 1);
    return cover > 0 ? blend(color, 0xFFF2FBFCu, (uint32_t)(cover * 60.0f)) : color;
}

/* In levels of the ramps. */
static inline float light_at(const struct render_surface *s, struct place at)
{
    return minf(maxf(plane_at(&s->light, at), s->dark), s->bright);
}

static inline struct place middle_of(const struct resolve *row, int x)
{
    return (struct place){(float)x + 0.5f, (float)row->y + 0.5f};
}

static uint32_t surface_color(const struct resolve *row, const struct render_surface *s, int x)
{
    const struct shade_ramps *ramps = &row->render->ramps;
    struct place at = middle_of(row, x);
    uint32_t color;
    if (s->hull) {
        color = ramps->outline[s->rim][s->material];
    } else {
        int level = (int)(light_at(s, at) + 0.5f);
        color = ramps->lit[s->material][level];
        if (s->glows)
            color = glow_color(s, ramps, color, level, at);
    }
    if (row->render->backdrop.water)
        color = wet_color(row, s, color, at);
    return color;
}

/* The common case, n pixels of one triangle: light only. */
static void plain_run(const struct resolve *row, const struct render_surface *s, int x, int n,
                      uint32_t *out)
{
    const uint32_t *ramp = row->render->ramps.lit[s->material];
    for (int i = 0; i < n; i++)
        out[i] = ramp[(int)(light_at(s, middle_of(row, x + i)) + 0.5f)];
}

static uint32_t mixed_pixel(const struct resolve *row, const int32_t *k, int x)
{
    const int ids[4] = {raster_id(k[0]), raster_id(k[1]), raster_id(k[2]), raster_id(k[3])};
    uint32_t a = 0, r = 0, g = 0, b = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t same = 1, c;
        bool seen = false;
        for (int k = 0; k < i; k++)
            seen = seen || ids[k] == ids[i];
        if (seen)
            continue;
        for (int k = i + 1; k < 4; k++)
            same += ids[k] == ids[i];
        if (ids[i] == 0)
            backdrop_fill(&row->backdrop, x, 1, &c);
        else
            c = surface_color(row, &row->render->surfaces[ids[i]], x);
        a += same * (c >> 24);
        r += same * ((c >> 16) & 0xFF);
        g += same * ((c >> 8) & 0xFF);
        b += same * (c & 0xFF);
    }
    return ((a + 2) / 4) << 24 | ((r + 2) / 4) << 16 | ((g + 2) / 4) << 8 | ((b + 2) / 4);
}

/* Most mixed pixels lie where triangles of one smooth surface meet: their light is mixed, which
 * takes one look at the ramp. False when this pixel is none of them. */
static inline bool plain_pixel(const struct resolve *row, const int32_t *k, int x, uint32_t *out)
{
    const struct render_surface *all = row->render->surfaces;
    const struct render_surface *a = &all[raster_id(k[0])], *b = &all[raster_id(k[1])],
                                *c = &all[raster_id(k[2])], *d = &all[raster_id(k[3])];
    if (a->plain == RENDER_NOT_PLAIN ||
        ((a->plain ^ b->plain) | (a->plain ^ c->plain) | (a->plain ^ d->plain)) != 0)
        return false;
    struct place at = middle_of(row, x);
    float light = (light_at(a, at) + light_at(b, at)) + (light_at(c, at) + light_at(d, at));
    *out = row->render->ramps.lit[a->plain][(int)(light * 0.25f + 0.5f)];
    return true;
}

/* All four samples of a pixel, two at a time. */
static inline bool all_are(const int32_t *k, uint64_t pair)
{
    const uint64_t ids = (uint64_t)RASTER_MAX_ID << 32 | RASTER_MAX_ID;
    uint64_t a, b;
    memcpy(&a, k, sizeof a);
    memcpy(&b, k + 2, sizeof b);
    return (((a ^ pair) | (b ^ pair)) & ids) == 0;
}

void resolve_row(const struct resolve *row, int x0, int x1, uint32_t *out)
{
    bool dry = !row->render->backdrop.water;
    for (int x = x0; x <= x1;) {
        const int32_t *k = row->samples + RASTER_NEXT * (size_t)x;
        uint32_t id = (uint32_t)raster_id(k[0]);
        uint64_t pair = (uint64_t)id << 32 | id;
        if (!all_are(k, pair)) {
            if (!plain_pixel(row, k, x, &out[x - x0]))
                out[x - x0] = mixed_pixel(row, k, x);
            x++;
            continue;
        }
        int n = 1;
        while (x + n <= x1 && all_are(k + RASTER_NEXT * n, pair))
            n++;
        const struct render_surface *s = &row->render->surfaces[id];
        uint32_t *at = out + (x - x0);
        if (id == 0)
            backdrop_fill(&row->backdrop, x, n, at);
        else if (s->plain != RENDER_NOT_PLAIN)
            plain_run(row, s, x, n, at);
        else if (dry && s->hull)
            for (int i = 0; i < n; i++)
                at[i] = row->render->ramps.outline[s->rim][s->material];
        else
            for (int i = 0; i < n; i++)
                at[i] = surface_color(row, s, x + i);
        x += n;
    }
}
