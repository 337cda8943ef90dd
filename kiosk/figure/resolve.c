#include <string.h>

#include "base/lanes.h"
#include "figure/render.h"
#include "figure/tint.h"

/* That share of what is seen is the zone's own colour; folds and seams are seen through it. */
static const float GLOW_MOST = 0.90f;

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

static inline float glow_at(const struct render_glow *g, struct place at)
{
    float b = clampf(plane_at(&g->b, at), 0, 1), c = clampf(plane_at(&g->c, at), 0, 1);
    float glow = g->at + b * (g->of_b + b * g->of_bb + c * g->of_bc) + c * (g->of_c + c * g->of_cc);
    return clampf(glow, g->least, g->most);
}

static inline float smooth_step(float t)
{
    return t * t * (3 - 2 * t);
}

/* A little darker between the bundles of a muscle's fibres: 0..1. */
static inline float between_fibres(float across)
{
    float f = across + 1024.0f; /* never negative */
    int bundle = (int)f;
    float away = fabsf((f - (float)bundle) * 2 - 1);
    float deep = 0.20f + 0.04f * (float)(bundle * 5 % 4); /* no two neighbours alike */
    return away * away * deep;
}

/* A share of 256 in so few steps that frames pack well and nobody sees them. */
static inline uint32_t in_steps(float share, uint32_t step)
{
    return ((uint32_t)(share * 256) + step / 2) / step * step;
}

/* One even soft border, as it lies under the skin, and lighter toward its middle; its fibres end
 * before its border begins. */
static uint32_t muscle_color(const struct render_glow *glow, const struct shade_glow *tones,
                             uint32_t lit, int level, struct place at, float g, float felt)
{
    float cover = smooth_step(minf(g / maxf(plane_at(&glow->border, at), 0.2f), 1)) * GLOW_MOST;
    float inner = smooth_step(minf(g, 1));
    uint32_t color = tint_blend(tones->rim[level], tones->middle[level], in_steps(inner, 32));
    if (glow->fine > 0 && inner > 0.1f) {
        float clear = glow->fine * minf(1.6f * inner - 0.16f, 1);
        color = tint_blend(color, tones->line[level],
                           in_steps(between_fibres(plane_at(&glow->across, at)) * clear, 16));
    }
    return tint_blend(lit, color, in_steps(cover * minf(felt * 2, 1), 8));
}

/* A string that shines through what lies over it, with a light round it that is stronger where it
 * is felt. */
static uint32_t nerve_color(const struct render_glow *glow, const struct shade_glow *tones,
                            uint32_t lit, int level, struct place at, float g, float felt)
{
    float away = fabsf(plane_at(&glow->across, at)) * glow->thin, halo = minf(g, 1);
    float share = minf(felt * 2, 1) * (0.30f + 0.28f * maxf(2 * felt - 1, 0));
    float string = smooth_step(clampf(1.5f - away, 0, 1)) * minf(g * 5, 1);
    uint32_t color = tint_blend(lit, tones->rim[level], (uint32_t)(halo * halo * share * 256));
    uint32_t own =
        tint_blend(tones->line[level], tones->middle[level], (uint32_t)(minf(away, 1) * 256));
    return tint_blend(color, own, (uint32_t)(string * minf(felt * 2, 1) * 0.94f * 256));
}

static uint32_t glow_color(const struct render *r, const struct render_glow *glow, uint32_t lit,
                           int level, struct place at)
{
    float felt = r->ramps.glow_share, g = glow_at(glow, at) - 0.5f * (1 - felt);
    if (g <= 0)
        return lit;
    return r->zones.nerve
               ? nerve_color(glow, &r->ramps.glow[GLOW_NERVE], lit, level, at, g, felt)
               : muscle_color(glow, &r->ramps.glow[GLOW_MUSCLE], lit, level, at, g, felt);
}

/* What passes a metre of water, of 256: the red goes first; what it throws back is pale. */
static uint32_t through_water(uint32_t color, float depth)
{
    static const uint32_t haze = 0xFFA9DDEAu;
    float far = minf(depth, 1.1f);
    uint32_t red = (color >> 16 & 0xFF) * (uint32_t)(250 - 22 * far) >> 8;
    uint32_t green = (color >> 8 & 0xFF) * (uint32_t)(250 - 8 * far) >> 8;
    uint32_t more = (color & 0xFF) * (uint32_t)(268 + 12 * far) >> 8,
             blue = more < 255 ? more : 255;
    uint32_t seen = (color & 0xFF000000u) | red << 16 | green << 8 | blue;
    return tint_blend(seen, haze, (uint32_t)((0.06f + 0.07f * far) * 256));
}

/* Under water colours are cooler with depth; the surface draws a pale line round the body, and
 * right below that it is darker. */
static uint32_t wet_color(const struct resolve *row, const struct render_plane *height,
                          uint32_t color, struct place at)
{
    float depth = row->render->backdrop.water_surface - plane_at(height, at);
    /* As wide on the picture where the skin lies flat in the water as where it stands upright. */
    float line = depth / plane_slope(height);
    if (depth > 0) {
        color = through_water(color, depth);
        float below = clampf(1 - fabsf(line - 4.0f) / 3.5f, 0, 1);
        if (below > 0)
            color = tint_blend(color, 0xFF3F93B0u, (uint32_t)(below * 84.0f));
    }
    float cover = clampf(2.2f - fabsf(line), 0, 1);
    return cover > 0 ? tint_blend(color, 0xFFF6FDFEu, (uint32_t)(cover * 140.0f)) : color;
}

/* In levels of the ramps. */
static inline float light_at(const struct render_surface *s, struct place at)
{
    return minf(maxf(plane_at(&s->light, at), s->dark), s->bright);
}

static inline uint32_t surface_color(const struct resolve *row, int id, struct place at)
{
    const struct render *r = row->render;
    const struct render_surface *s = &r->surfaces[id];
    uint32_t color;
    if (s->hull) {
        color = r->ramps.outline[s->rim][s->material];
    } else {
        int level = (int)(light_at(s, at) + 0.5f);
        color = r->ramps.lit[s->material][level];
        if (s->glow)
            color = glow_color(r, &r->glows[s->glow], color, level, at);
    }
    bool wet = r->backdrop.water && (s->material < MATERIAL_ARROW ||
                                     s->material > MATERIAL_AIR); /* drawn upon the picture */
    return wet ? wet_color(row, &r->heights[id], color, at) : color;
}

/* A colour's four channels, 16 bits apart. */
static inline uint64_t spread(uint32_t c)
{
    return (c & 0xFF00FFu) | (uint64_t)(c & 0xFF00FF00u) << 24;
}

/* The same of a sample's colour; `behind`: of the pixel's backdrop. */
static inline uint64_t sample_color(const struct resolve *row, int id, struct place at,
                                    uint32_t behind)
{
    return spread(id != 0 ? surface_color(row, id, at) : behind);
}

/* The mean light of four surfaces, as light_at has each of them. */
static inline float mean_light(const struct render_surface *const s[4], struct place at)
{
    v4f a, b, c, d;
    memcpy(&a, s[0], sizeof a);
    memcpy(&b, s[1], sizeof b);
    memcpy(&c, s[2], sizeof c);
    memcpy(&d, s[3], sizeof d);
    v4f ab = __builtin_shufflevector(a, b, 0, 4, 1, 5),
        cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    v4f light = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
    light += __builtin_shufflevector(ab, cd, 2, 3, 6, 7) * at.x;
    ab = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    cd = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    light += __builtin_shufflevector(ab, cd, 0, 1, 4, 5) * at.y;
    light = max4(light, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
    light = min4(light, (v4f){s[0]->bright, s[1]->bright, s[2]->bright, s[3]->bright});
    light += __builtin_shufflevector(light, light, 1, 0, 3, 2);
    return (light[0] + light[2]) * 0.25f;
}

/* Most mixed pixels lie where triangles of one smooth surface meet: their light is mixed, which
 * takes one look at the ramp. False when this pixel is none of them. */
LANES bool plain_pixel(const struct resolve *row, const int32_t *k, struct place at, uint32_t *out)
{
    const struct render_surface *all = row->render->surfaces;
    const struct render_surface *const s[4] = {&all[raster_id(k[0])], &all[raster_id(k[1])],
                                               &all[raster_id(k[2])], &all[raster_id(k[3])]};
    unsigned plain = s[0]->plain;
    if (plain >= RENDER_UNLIT ||
        ((plain ^ s[1]->plain) | (plain ^ s[2]->plain) | (plain ^ s[3]->plain)) != 0)
        return false;
    *out = row->render->ramps.lit[plain][(int)(mean_light(s, at) + 0.5f)];
    return true;
}

/* The surface is lit from now on; false when it has been before. */
static inline bool light_up(const struct resolve *row, int id)
{
    bool unlit = row->render->surfaces[id].plain == RENDER_UNLIT;
    if (unlit)
        render_light(row->render, id);
    return unlit;
}

static inline const struct render_surface *seen_surface(const struct resolve *row, int id)
{
    light_up(row, id);
    return &row->render->surfaces[id];
}

/* Nothing, a line, or which material is seen there. */
static inline uint16_t looks_of(const struct render_surface *s)
{
    uint16_t looks;
    _Static_assert(offsetof(struct render_surface, hull) ==
                       offsetof(struct render_surface, material) + 1,
                   "one next to the other");
    memcpy(&looks, &s->material, sizeof looks);
    return looks;
}

static inline bool holds_edge(const struct resolve *row, const int id[4])
{
    const struct render_surface *all = row->render->surfaces;
    unsigned looks = looks_of(&all[id[0]]);
    return ((looks ^ looks_of(&all[id[1]])) | (looks ^ looks_of(&all[id[2]])) |
            (looks ^ looks_of(&all[id[3]]))) != 0;
}

/* The mean of four samples. What several have in common is worked out once. Not inlined: the
 * pixels that take longest would take the registers of all others. */
WIDER static uint32_t mixed_pixel(const struct resolve *row, const int32_t *k, struct place at,
                                  uint32_t behind)
{
    int a = raster_id(k[0]), b = raster_id(k[1]), c = raster_id(k[2]), d = raster_id(k[3]);
    int fresh = light_up(row, a) + light_up(row, b) + light_up(row, c) + light_up(row, d);
    uint32_t plain;
    if (fresh > 0 && plain_pixel(row, k, at, &plain))
        return plain;
    if (holds_edge(row, (const int[]){a, b, c, d}))
        smooth_mark(row->edges, (int)at.x - row->left);
    uint64_t of_a = sample_color(row, a, at, behind);
    uint64_t of_b = b == a ? of_a : sample_color(row, b, at, behind);
    uint64_t of_c = c == a ? of_a : c == b ? of_b : sample_color(row, c, at, behind);
    uint64_t of_d = d == a   ? of_a
                    : d == b ? of_b
                    : d == c ? of_c
                             : sample_color(row, d, at, behind);
    uint64_t mean = (of_a + of_b + of_c + of_d + 0x0002000200020002u) >> 2 & 0x00FF00FF00FF00FFu;
    return (uint32_t)mean | (uint32_t)(mean >> 24);
}

/* A pixel's four samples, two at a time. */
struct samples {
    uint64_t a, b;
};

static inline struct samples samples_at(const int32_t *k)
{
    struct samples s;
    memcpy(&s.a, k, sizeof s.a);
    memcpy(&s.b, k + 2, sizeof s.b);
    return s;
}

static const uint64_t IDS = (uint64_t)RASTER_MAX_ID << 32 | RASTER_MAX_ID;

/* How many pixels from `k` on have no triangle, `most` at most. */
static int empty_run(const int32_t *k, int most)
{
    int n = 0;
    for (; n + 4 <= most; n += 4, k += 4 * RASTER_NEXT) {
        uint64_t any = 0;
        for (int i = 0; i < 4; i++) {
            struct samples s = samples_at(k + i * RASTER_NEXT);
            any |= s.a | s.b;
        }
        if ((any & IDS) != 0)
            break;
    }
    for (; n < most; n++, k += RASTER_NEXT) {
        struct samples s = samples_at(k);
        if (((s.a | s.b) & IDS) != 0)
            break;
    }
    return n;
}

/* All four samples are of the triangle that `twice` names, in both halves. */
static inline bool all_of(struct samples s, uint64_t twice)
{
    return (((s.a ^ twice) | (s.b ^ twice)) & IDS) == 0;
}

/* How many pixels from `k` on have only the triangle of this surface, `most` at most and at least
 * one; where light alone decides. */
static inline int plain_run(const struct resolve *row, const struct render_surface *s,
                            const int32_t *k, struct place at, int most, uint32_t *out)
{
    const uint32_t *lit = row->render->ramps.lit[s->plain];
    uint64_t id = (uint64_t)raster_id(k[0]), twice = id << 32 | id;
    int n = 0;
    do {
        out[n++] = lit[(int)(light_at(s, at) + 0.5f)];
        at.x += 1;
        k += RASTER_NEXT;
    } while (n < most && all_of(samples_at(k), twice));
    return n;
}

WIDER void resolve_row(const struct resolve *row, int x0, int x1, uint32_t *out)
{
    const struct render *r = row->render;
    struct place at = {0, (float)row->y + 0.5f};
    const int32_t *k = row->samples + RASTER_NEXT * (ptrdiff_t)x0;
    for (int x = x0, n; x <= x1; x += n, k += n * RASTER_NEXT, out += n) {
        int id = raster_id(k[0]);
        at.x = (float)x + 0.5f;
        n = 1;
        if (!all_of(samples_at(k), (uint64_t)id << 32 | (uint64_t)id)) {
            if (!plain_pixel(row, k, at, out))
                *out = mixed_pixel(row, k, at, *out);
        } else if (id == 0) {
            n = empty_run(k, x1 - x + 1);
        } else if (seen_surface(row, id)->plain < RENDER_UNLIT) {
            n = plain_run(row, &r->surfaces[id], k, at, x1 - x + 1, out);
        } else {
            *out = surface_color(row, id, at);
        }
    }
}
