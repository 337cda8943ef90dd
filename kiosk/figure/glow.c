#include "figure/zones.h"

/* A muscle's fibres draw together toward its ends, but not to less than this. */
static const float CLOSEST_FIBRES = 0.35f;

/* How wide a muscle's border is, metres; how strongly the muscle glows where it ends, at least and
 * at most. */
static const float BORDER = 0.032f, LEAST_BORDER = 0.42f, MOST_BORDER = 0.85f;

/* What does not count of how far skin lies off toward where its zone faces. */
static const float BULGE = 0.85f;

/* Two zones that meet are one where they are as strong as each other but for this. */
static const float BLEND = 1.0f;

/* A triangle's longest edge, metres: how much glows at its corners is known wherever any of it
 * does.
 */
static const float LONGEST_EDGE = 0.10f;

/* Where there is no piece, it lies far away. */
static void set_piece(struct zone_shape *z, int i)
{
    struct zone_pieces *p = &z->pieces[i / 4];
    bool any = i + 1 < z->count;
    vec3 at = any ? z->node[i].at : v3(1e6f, 0, 0);
    vec3 way = any ? v3_sub(z->node[i + 1].at, at) : v3(1, 0, 0);
    p->x[i % 4] = at.x;
    p->y[i % 4] = at.y;
    p->z[i % 4] = at.z;
    p->way_x[i % 4] = way.x;
    p->way_y[i % 4] = way.y;
    p->way_z[i % 4] = way.z;
    p->inverse[i % 4] = 1 / maxf(v3_dot(way, way), 1e-8f);
    z->by[i] = v3_length(way);
}

void zone_measure(struct zone_shape *z)
{
    vec3 low = z->node[0].at, high = low;
    float length = 0;
    for (int i = 0; i < ZONE_NODES; i++)
        set_piece(z, i);
    for (int i = 0; i + 1 < z->count; i++) {
        vec3 at = z->node[i + 1].at;
        length += z->by[i];
        low = v3(minf(low.x, at.x), minf(low.y, at.y), minf(low.z, at.z));
        high = v3(maxf(high.x, at.x), maxf(high.y, at.y), maxf(high.z, at.z));
    }
    z->half = length / 2;
    z->from[0] = -1;
    for (int i = 0; i + 1 < z->count; i++) {
        z->by[i] *= 2 / length;
        z->from[i + 1] = z->from[i] + z->by[i];
    }
    float out = (z->cord && !z->nerve ? 2 * z->node[0].wide : z->reach) + LONGEST_EDGE;
    z->middle = v3_lerp(low, high, 0.5f);
    out += v3_length(v3_sub(high, low)) / 2;
    z->squared = out * out;
}

/* The place on a line of nodes that is nearest: which node comes before it, and how far it is from
 * there to the next, 0..1; less or more beyond the ends of the line. */
struct nearest {
    int node;
    float t;
    vec3 way, off; /* to the next node; from there */
};

static inline struct nearest nearest_on(const struct zone_shape *z, vec3 at)
{
    v4f least = splat(1e9f), where = splat(0);
    v4i which = {0, 1, 2, 3}, node = which;
    for (int i = 0; i + 1 < z->count; i += 4, which += 4) {
        const struct zone_pieces *p = &z->pieces[i / 4];
        v4f px = at.x - p->x, py = at.y - p->y, pz = at.z - p->z;
        v4f t = (px * p->way_x + py * p->way_y + pz * p->way_z) * p->inverse;
        v4f inside = clamp4(t, splat(0), splat(1));
        px -= p->way_x * inside;
        py -= p->way_y * inside;
        pz -= p->way_z * inside;
        v4f squared = px * px + py * py + pz * pz;
        v4i nearer = squared < least;
        least = choose(nearer, squared, least);
        where = choose(nearer, t, where);
        node = (nearer & which) | (~nearer & node);
    }
    int lane = 0;
    for (int i = 1; i < 4; i++)
        lane = least[i] < least[lane] ? i : lane;
    int n = node[lane];
    const struct zone_pieces *p = &z->pieces[n / 4];
    float t = where[lane];
    t = n > 0 ? maxf(t, 0) : t;
    t = n + 2 < z->count ? minf(t, 1) : t;
    vec3 way = {p->way_x[n % 4], p->way_y[n % 4], p->way_z[n % 4]};
    return (struct nearest){n, t, way, v3_mad(v3_sub(at, z->node[n].at), way, -t)};
}

static float squared(float x)
{
    return x * x;
}

/* What lies along a line at its piece `n`. */
struct along {
    const struct nearest *n;
    float u;              /* -1..1, from end to end */
    float wide, out, end; /* half as wide it is; how far from the line; how little of its end */
    vec3 facing;
};

/* A muscle's contour is an oval: the same strength all round. */
static float muscle_glow(const struct zone_shape *z, const struct zone_skin *skin,
                         const struct along *a, struct zone_place *place)
{
    float w, steep, lost = 0;
    if (z->cord) {
        /* Skin bulges toward where it faces: that is no way off. */
        float bulge = v3_dot(a->n->off, a->facing);
        float off = sqrtf(maxf(a->out * a->out - BULGE * bulge * bulge, 0));
        w = off * off / (a->wide * a->wide);
        steep = 2 * off / (a->wide * a->wide);
        if (v3_dot(a->facing, a->facing) > 0.25f)
            lost = 0.9f * squared(maxf(0, 0.40f - v3_dot(skin->normal, a->facing)));
    } else {
        float round = 1 - v3_dot(a->n->off, a->facing) / maxf(a->out, 1e-4f);
        float turned = clampf(round, 0, 1);
        w = round / a->wide;
        steep = sqrtf(turned * (2 - turned)) / (a->wide * maxf(a->out, 0.02f));
        lost = squared(maxf(0, a->out - z->reach) / 0.05f);
    }
    float along = 2 * a->u / z->half, belly = maxf(a->end, CLOSEST_FIBRES);
    place->across =
        copysignf(sqrtf(maxf(w, 0) / belly), v3_dot(a->n->off, v3_cross(a->n->way, a->facing))) *
        ZONE_FIBRES;
    place->border =
        clampf(BORDER * sqrtf(steep * steep + along * along), LEAST_BORDER, MOST_BORDER);
    return a->end - w - lost;
}

/* A nerve lies on the skin, as wide there as its node says. */
static float nerve_glow(const struct along *a, struct zone_place *place)
{
    vec3 side = v3_unit_or(v3_cross(a->n->way, a->facing), a->facing);
    float angle = atan2f(v3_dot(a->n->off, side), v3_dot(a->n->off, a->facing));
    float away = angle * a->out / ZONE_HALO;
    place->across = angle * a->out / a->wide;
    return a->end - away * away;
}

static float glow_in(const struct zone_shape *z, const struct zone_skin *skin,
                     struct zone_place *place)
{
    vec3 from = v3_sub(skin->at, z->middle);
    if ((z->parts & skin->parts) == 0 || v3_dot(from, from) > z->squared)
        return ZONE_FAR;
    struct nearest n = nearest_on(z, skin->at);
    const struct zone_node *p = &z->node[n.node], *q = p + 1;
    float t = clampf(n.t, 0, 1), u = z->from[n.node] + z->by[n.node] * n.t;
    float end = maxf(0, fabsf(u) - z->blunt) / (1 - z->blunt);
    struct along a = {.n = &n,
                      .u = u,
                      .wide = mixf(p->wide, q->wide, t),
                      .out = v3_length(n.off),
                      .end = 1 - end * end,
                      .facing = v3_lerp(p->facing, q->facing, t)};
    float glow = z->nerve ? nerve_glow(&a, place) : muscle_glow(z, skin, &a, place);
    return maxf(glow, ZONE_FAR);
}

/* The greater, and a little more where they are nearly as great. */
static float united(float a, float b)
{
    float near = maxf(0, 1 - fabsf(a - b) / BLEND);
    return maxf(a, b) + near * near * BLEND / 4;
}

float zones_glow(const struct zones *zones, const struct zone_skin *skin, struct zone_place *place)
{
    float glow = ZONE_FAR;
    struct zone_place here;
    *place = (struct zone_place){0};
    for (int i = 0; i < zones->count; i++) {
        float g = glow_in(&zones->shape[i], skin, &here);
        if (g <= ZONE_FAR)
            continue;
        float clear = glow > ZONE_FAR ? minf(fabsf(g - glow) / BLEND, 1) : 1;
        if (g > glow)
            *place = here;
        place->clear = clear;
        glow = glow > ZONE_FAR ? united(g, glow) : g;
    }
    return glow;
}
