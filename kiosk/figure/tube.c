#include "base/lanes.h"
#include "figure/mesh.h"

/* Tubes of elliptical rings. As fine as the picture can show: round ones get as many segments, and
 * bends as many rings between those given, as it takes to hide the corners. */

#define TURN 6.2831853f

/* Pixels that a corner may lie off the true curve: across a ring, and along the tube. In a large
 * picture lines are wider and corners farther apart: both are seen before. */
static const float ROUND_TOLERANCE = 0.7f;
static const float BEND_TOLERANCE = 0.8f;
/* Pixels a metre up to which it is that much, and from which on it is that share of it. */
static const float LARGE_FROM = 520, LARGE = 720, LARGE_SHARE = 0.5f;

/* Rings nearer than this have no direction from one to the other. */
static const float SAME_PLACE = 0.001f;

enum { MAX_STEPS = 5 };

enum { FOURS = (MESH_MAX_SEGMENTS + 3) / 4 };

/* Four segments' places on the unit circle; the last may be less than four. */
struct circle {
    v4f c[FOURS], s[FOURS];
};

static float boxy(float x, float square)
{
    if (square > 0.999f)
        return x;
    return copysignf(powf(fabsf(x), square), x);
}

static void circle_init(struct circle *circle, int segments, float square)
{
    *circle = (struct circle){0};
    for (int j = 0; j < segments; j++) {
        float a = TURN * (float)j / (float)segments;
        circle->c[j / 4][j % 4] = boxy(cosf(a), square);
        circle->s[j / 4][j % 4] = boxy(sinf(a), square);
    }
}

/* Of four segments. */
struct vec3x4 {
    v4f x, y, z;
};

/* a + b * s */
static inline struct vec3x4 mad_four(struct vec3x4 a, vec3 b, v4f s)
{
    return (struct vec3x4){a.x + b.x * s, a.y + b.y * s, a.z + b.z * s};
}

static inline struct vec3x4 unit_four(struct vec3x4 a, vec3 otherwise)
{
    v4f length = sqrt4(a.x * a.x + a.y * a.y + a.z * a.z), scale = 1.0f / length;
    v4i any = length > 1e-5f;
    return (struct vec3x4){choose(any, a.x * scale, splat(otherwise.x)),
                           choose(any, a.y * scale, splat(otherwise.y)),
                           choose(any, a.z * scale, splat(otherwise.z))};
}

static inline v4f ring_depth(const struct ring *r, v4f s)
{
    return choose(s > 0, splat(r->front), splat(r->back));
}

static inline v4f ring_radius(const struct ring *r, v4f c, v4f s)
{
    v4f depth = ring_depth(r, s);
    return sqrt4(c * c * r->across * r->across + s * s * depth * depth);
}

/* A ring between its neighbours. */
struct ring_place {
    const struct ring *ring, *before, *after;
    vec3 axis;
    float run;
    bool fans; /* round a joint: the middle stands still and the skin does not taper */
};

static struct ring_place ring_place(const struct ring *rings, int i, int count)
{
    struct ring_place p = {.ring = &rings[i],
                           .before = &rings[i > 0 ? i - 1 : 0],
                           .after = &rings[i + 1 < count ? i + 1 : i]};
    vec3 way = v3_sub(p.after->at, p.before->at);
    p.axis = v3_unit(v3_cross(p.ring->u, p.ring->v));
    p.run = maxf(v3_dot(way, p.axis), 0.004f);
    p.fans = v3_length(way) < 1e-4f;
    return p;
}

static inline struct vec3x4 ring_normal(const struct ring_place *p, v4f c, v4f s)
{
    const struct ring *r = p->ring;
    const vec3 up = {0, 1, 0};
    v4f across = c * ring_depth(r, s), ahead = s * r->across;
    struct vec3x4 n = {r->u.x * across + r->v.x * ahead, r->u.y * across + r->v.y * ahead,
                       r->u.z * across + r->v.z * ahead};
    n = unit_four(n, r->u);
    v4f taper = (ring_radius(p->after, c, s) - ring_radius(p->before, c, s)) / p->run;
    taper = clamp4(taper, splat(-2.5f), splat(2.5f));
    return p->fans ? n : unit_four(mad_four(n, p->axis, -taper), up);
}

static void ring_vertices(struct vertex *out, const struct ring_place *p, int segments,
                          const struct circle *circle, float bias)
{
    const struct ring *r = p->ring;
    const vec3 up = {0, 1, 0};
    for (int first = 0; first < segments; first += 4, out += 4) {
        v4f c = circle->c[first / 4], s = circle->s[first / 4];
        struct vec3x4 at = {splat(r->at.x), splat(r->at.y), splat(r->at.z)};
        at = mad_four(mad_four(at, r->u, c * r->across), r->v, s * ring_depth(r, s));
        struct vec3x4 n = ring_normal(p, c, s), hull = n;
        if (r->lip)
            hull = unit_four(mad_four(n, p->axis, splat((float)r->lip)), up);
        for (int j = 0; j < 4 && first + j < segments; j++)
            out[j] = (struct vertex){.at = {at.x[j], at.y[j], at.z[j]},
                                     .normal = {n.x[j], n.y[j], n.z[j]},
                                     .hull = {hull.x[j], hull.y[j], hull.z[j]},
                                     .bias = r->bias > 0 ? r->bias : bias,
                                     .part = r->part};
    }
}

static float finer(float detail)
{
    return mixf(1, LARGE_SHARE, smoothf(LARGE_FROM, LARGE, detail));
}

static int fine_segments(const struct ring *rings, int count, float detail, int segments)
{
    float most = 0;
    for (int i = 0; i < count; i++)
        most = maxf(most, maxf(rings[i].across, maxf(rings[i].front, rings[i].back)));
    if (detail <= 0)
        return segments;
    float tolerance = ROUND_TOLERANCE * finer(detail);
    int half = (int)ceilf(TURN / 4 / sqrtf(2 * tolerance / maxf(most * detail, 1.0f)));
    return half < 3 ? 6 : half * 2 < MESH_MAX_SEGMENTS ? half * 2 : MESH_MAX_SEGMENTS;
}

/* Where a ring crosses its axes. */
struct ends {
    vec3 at[4];
};

static struct ends ring_ends(const struct ring *r)
{
    return (struct ends){{v3_mad(r->at, r->u, r->across), v3_mad(r->at, r->v, r->front),
                          v3_mad(r->at, r->u, -r->across), v3_mad(r->at, r->v, -r->back)}};
}

static float farthest(const struct ends *a, const struct ends *b)
{
    float most = 0;
    for (int i = 0; i < 4; i++) {
        vec3 d = v3_sub(b->at[i], a->at[i]);
        most = maxf(most, v3_dot(d, d));
    }
    return sqrtf(most);
}

/* The rings that shape the band from `ring[1]` to `ring[2]`: these and the next on both sides,
 * themselves where there is none or the surface breaks. */
struct band {
    int ring[4];
    float span[3]; /* metres from one to the next; 0: the same */
    int steps;     /* 1: straight */
};

static int next_ring(const struct ring *rings, const struct ends *ends, int count, int from,
                     int step, float *span)
{
    *span = 0;
    if (rings[from].edge)
        return from;
    for (int i = from + step; i >= 0 && i < count; i += step) {
        *span = farthest(&ends[from], &ends[i]);
        if (*span > SAME_PLACE)
            return i;
        if (rings[i].edge)
            break;
    }
    *span = 0;
    return from;
}

/* What the four rings count at t between the middle two: a cubic with the slopes that a parabola
 * through three neighbours has. */
static void band_weights(const struct band *b, float t, float w[4])
{
    float d = b->span[1], d0 = b->span[0], d3 = b->span[2];
    float m1 = t * (1 - t) * (1 - t), m2 = t * t * (t - 1);
    w[0] = w[3] = 0;
    w[1] = (1 + 2 * t) * (1 - t) * (1 - t);
    w[2] = t * t * (3 - 2 * t);
    float ahead = d0 > 0 ? d0 / (d0 + d) : 1, back = d0 > 0 ? d / d0 * d / (d0 + d) : 0;
    w[0] -= m1 * back;
    w[1] += m1 * (back - ahead);
    w[2] += m1 * ahead;
    float behind = d3 > 0 ? d3 / (d3 + d) : 1, on = d3 > 0 ? d / d3 * d / (d3 + d) : 0;
    w[1] -= m2 * behind;
    w[2] += m2 * (behind - on);
    w[3] += m2 * on;
}

static vec3 weighted(const vec3 p[4], const float w[4])
{
    return v3_mad(v3_mad(v3_mad(v3_scale(p[0], w[0]), p[1], w[1]), p[2], w[2]), p[3], w[3]);
}

static int band_steps(const struct band *b, const struct ends *ends, float detail)
{
    float w[4], most = 0;
    band_weights(b, 0.5f, w);
    for (int i = 0; i < 4; i++) {
        vec3 p[4];
        for (int k = 0; k < 4; k++)
            p[k] = ends[b->ring[k]].at[i];
        vec3 off = v3_sub(weighted(p, w), v3_lerp(p[1], p[2], 0.5f));
        most = maxf(most, v3_dot(off, off));
    }
    int steps = 1 + (int)sqrtf(sqrtf(most) * detail / (BEND_TOLERANCE * finer(detail)));
    return steps < MAX_STEPS ? steps : MAX_STEPS;
}

static void find_bands(struct band *bands, const struct ring *rings, int count, float detail)
{
    struct ends ends[MESH_MAX_RINGS];
    for (int i = 0; i < count; i++)
        ends[i] = ring_ends(&rings[i]);
    for (int i = 0; i + 1 < count; i++) {
        struct band *b = &bands[i];
        b->span[1] = farthest(&ends[i], &ends[i + 1]);
        b->ring[1] = i;
        b->ring[2] = i + 1;
        b->ring[0] = next_ring(rings, ends, count, i, -1, &b->span[0]);
        b->ring[3] = next_ring(rings, ends, count, i + 1, 1, &b->span[2]);
        b->steps = detail > 0 && b->span[1] > SAME_PLACE ? band_steps(b, ends, detail) : 1;
    }
}

/* A ring of vertices at t between two that are there. */
static void between(struct vertex *out, const struct vertex *const ring[4], const float w[4],
                    float t, int segments)
{
    for (int j = 0; j < segments; j++) {
        const vec3 at[4] = {ring[0][j].at, ring[1][j].at, ring[2][j].at, ring[3][j].at};
        out[j] = t < 0.5f ? ring[1][j] : ring[2][j];
        out[j].at = weighted(at, w);
        out[j].normal = v3_unit_or(v3_lerp(ring[1][j].normal, ring[2][j].normal, t), out[j].normal);
        out[j].hull = out[j].normal;
        out[j].bias = mixf(ring[1][j].bias, ring[2][j].bias, t);
    }
}

static void cap(struct mesh *mesh, const struct ring *r, int ring, int segments, bool last,
                float bias)
{
    uint16_t centre;
    struct vertex *v = mesh_add_vertices(mesh, 1, &centre);
    if (!v)
        return;
    vec3 axis = v3_unit(v3_cross(r->u, r->v));
    v->at = r->at;
    v->normal = v->hull = v3_scale(axis, last ? 1.0f : -1.0f);
    v->bias = bias;
    v->part = r->part;
    v->dim = v->seam = 0;
    v->corner = false;
    for (int j = 0; j < segments; j++) {
        int a = ring + j, b = ring + (j + 1) % segments;
        mesh_add_triangle(mesh, last ? a : b, last ? b : a, centre, r->material);
    }
}

/* The skin between a ring of vertices and the next. */
static void join(struct mesh *mesh, int low, int segments, uint8_t material)
{
    int high = low + segments;
    for (int j = 0; j < segments; j++) {
        int k = j + 1 < segments ? j + 1 : 0;
        mesh_add_quad(mesh, low + j, low + k, high + k, high + j, material);
    }
}

static void band_vertices(struct vertex *v, const int *row, const struct band *b, int segments)
{
    const struct vertex *ring[4];
    for (int k = 0; k < 4; k++)
        ring[k] = v + (size_t)row[b->ring[k]] * (size_t)segments;
    for (int step = 1; step < b->steps; step++) {
        float w[4], t = (float)step / (float)b->steps;
        band_weights(b, t, w);
        between(v + (size_t)(row[b->ring[1]] + step) * (size_t)segments, ring, w, t, segments);
    }
}

void mesh_tube(struct mesh *mesh, const struct ring *rings, int count, int segments, float square,
               float bias)
{
    struct circle circle;
    struct band bands[MESH_MAX_RINGS];
    int row[MESH_MAX_RINGS]; /* of vertices, of every ring given */
    uint16_t first;
    segments = fine_segments(rings, count, mesh->detail, segments);
    circle_init(&circle, segments, square);
    find_bands(bands, rings, count, mesh->detail);
    row[0] = 0;
    for (int i = 0; i + 1 < count; i++)
        row[i + 1] = row[i] + bands[i].steps;
    struct vertex *v =
        mesh_add_vertices(mesh, (size_t)(row[count - 1] + 1) * (size_t)segments, &first);
    if (!v)
        return;
    for (int i = 0; i < count; i++) {
        struct ring_place place = ring_place(rings, i, count);
        ring_vertices(v + (size_t)row[i] * (size_t)segments, &place, segments, &circle, bias);
    }
    for (int i = 0; i + 1 < count; i++) {
        band_vertices(v, row, &bands[i], segments);
        for (int step = 0; step < bands[i].steps; step++)
            join(mesh, first + (row[i] + step) * segments, segments, rings[i].material);
    }
    cap(mesh, &rings[0], first, segments, false, bias);
    cap(mesh, &rings[count - 1], first + row[count - 1] * segments, segments, true, bias);
}

static vec3 ring_point(const struct ring *r, float c, float s)
{
    return v3_mad(v3_mad(r->at, r->u, c * r->across), r->v, s * (s > 0 ? r->front : r->back));
}

static vec3 normal_at(const struct ring_place *place, float c, float s)
{
    struct vec3x4 n = ring_normal(place, splat(c), splat(s));
    return v3(n.x[0], n.y[0], n.z[0]);
}

static void find_band(struct band *b, const struct tube *tube, int low)
{
    enum { ROUND = 2 }; /* rings on both sides that may shape it */
    int first = low > ROUND ? low - ROUND : 0, n = 0;
    const struct ring *r = &tube->rings[first];
    struct ends ends[2 * ROUND + 2];
    for (; n < 2 * ROUND + 2 && first + n < tube->count; n++)
        ends[n] = ring_ends(&r[n]);
    low -= first;
    b->span[1] = farthest(&ends[low], &ends[low + 1]);
    b->ring[1] = first + low;
    b->ring[2] = first + low + 1;
    b->ring[0] = first + next_ring(r, ends, n, low, -1, &b->span[0]);
    b->ring[3] = first + next_ring(r, ends, n, low + 1, 1, &b->span[2]);
}

void mesh_tube_line(const struct tube *tube, const struct tube_place *places, int count,
                    struct stroke_point *out)
{
    const struct ring *rings = tube->rings;
    struct band b = {.ring = {-1, -1, -1, -1}};
    struct ring_place ends[2];
    float w[4] = {0, 1, 0, 0}, last = -1;
    for (int k = 0; k < count; k++) {
        float at = clampf(places[k].at, 0, (float)(tube->count - 1) - 0.001f);
        int low = (int)at;
        float t = at - (float)low, a = places[k].degrees * (TURN / 360);
        float c = boxy(cosf(a), tube->square), s = boxy(sinf(a), tube->square);
        if (b.ring[1] != low) {
            find_band(&b, tube, low);
            ends[0] = ring_place(rings, low, tube->count);
            ends[1] = ring_place(rings, low + 1, tube->count);
        }
        if (at != last && b.span[1] > SAME_PLACE)
            band_weights(&b, t, w);
        last = at;
        vec3 p[4];
        for (int i = 0; i < 4; i++)
            p[i] = ring_point(&rings[b.ring[i]], c, s);
        out[k].at = b.span[1] > SAME_PLACE ? weighted(p, w) : p[1];
        out[k].out = v3_unit(v3_lerp(normal_at(&ends[0], c, s), normal_at(&ends[1], c, s), t));
    }
}

void mesh_rod(struct mesh *mesh, vec3 a, vec3 b, float radius, int segments, enum material material,
              enum part part)
{
    vec3 d = v3_unit(v3_sub(b, a));
    vec3 u = v3_across(v3(0.3f, 0.2f, 0.9f), d, v3(1, 0, 0));
    struct ring rings[2];
    for (int i = 0; i < 2; i++)
        rings[i] = (struct ring){.at = i == 0 ? a : b,
                                 .u = u,
                                 .v = v3_cross(d, u),
                                 .across = radius,
                                 .front = radius,
                                 .back = radius,
                                 .material = (uint8_t)material,
                                 .part = (uint8_t)part};
    mesh_tube(mesh, rings, 2, segments, 1.0f, 0.003f);
}
