#include "figure/mesh.h"

/* Tubes of elliptical rings. As fine as the picture can show: round ones get as many segments, and
 * bends as many rings between those given, as it takes to hide the corners. */

#define TURN 6.2831853f

/* Pixels that a corner may lie off the true curve: across a ring, and along the tube. */
static const float ROUND_TOLERANCE = 0.7f;
static const float BEND_TOLERANCE = 0.8f;

/* Rings nearer than this have no direction from one to the other. */
static const float SAME_PLACE = 0.001f;

enum { MAX_STEPS = 4 };

struct circle {
    float c[MESH_MAX_SEGMENTS], s[MESH_MAX_SEGMENTS];
};

static float boxy(float x, float square)
{
    if (square > 0.999f)
        return x;
    return copysignf(powf(fabsf(x), square), x);
}

static void circle_init(struct circle *circle, int segments, float square)
{
    for (int j = 0; j < segments; j++) {
        float a = TURN * (float)j / (float)segments;
        circle->c[j] = boxy(cosf(a), square);
        circle->s[j] = boxy(sinf(a), square);
    }
}

static float ring_radius(const struct ring *r, float c, float s)
{
    float depth = s > 0 ? r->front : r->back;
    return sqrtf(c * c * r->across * r->across + s * s * depth * depth);
}

static void ring_vertices(struct vertex *out, const struct ring *rings, int i, int count,
                          int segments, const struct circle *circle, float bias)
{
    const struct ring *r = &rings[i];
    const struct ring *before = &rings[i > 0 ? i - 1 : 0];
    const struct ring *after = &rings[i + 1 < count ? i + 1 : i];
    vec3 axis = v3_unit(v3_cross(r->u, r->v));
    float run = maxf(v3_dot(v3_sub(after->at, before->at), axis), 0.004f);
    /* Where rings fan round a joint the middle stands still and the skin does not taper. */
    bool fans = v3_length(v3_sub(after->at, before->at)) < 1e-4f;
    for (int j = 0; j < segments; j++) {
        float c = circle->c[j], s = circle->s[j];
        float depth = s > 0 ? r->front : r->back;
        vec3 n = v3_add(v3_scale(r->u, c * depth), v3_scale(r->v, s * r->across));
        n = v3_unit_or(n, r->u);
        float taper = (ring_radius(after, c, s) - ring_radius(before, c, s)) / run;
        if (!fans)
            n = v3_unit(v3_mad(n, axis, -clampf(taper, -2.5f, 2.5f)));
        out[j].at = v3_mad(v3_mad(r->at, r->u, c * r->across), r->v, s * depth);
        out[j].normal = n;
        out[j].hull = r->lip ? v3_unit(v3_mad(n, axis, (float)r->lip)) : n;
        out[j].bias = r->bias > 0 ? r->bias : bias;
        out[j].part = r->part;
        out[j].dim = out[j].seam = 0;
        out[j].corner = false;
    }
}

static int fine_segments(const struct ring *rings, int count, float detail, int segments)
{
    float most = 0;
    for (int i = 0; i < count; i++)
        most = maxf(most, maxf(rings[i].across, maxf(rings[i].front, rings[i].back)));
    if (detail <= 0)
        return segments;
    int half = (int)ceilf(TURN / 4 / sqrtf(2 * ROUND_TOLERANCE / maxf(most * detail, 1.0f)));
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
    int steps = 1 + (int)sqrtf(sqrtf(most) * detail / BEND_TOLERANCE);
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
    for (int i = 0; i < count; i++)
        ring_vertices(v + (size_t)row[i] * (size_t)segments, rings, i, count, segments, &circle,
                      bias);
    for (int i = 0; i + 1 < count; i++) {
        band_vertices(v, row, &bands[i], segments);
        for (int step = 0; step < bands[i].steps; step++)
            join(mesh, first + (row[i] + step) * segments, segments, rings[i].material);
    }
    cap(mesh, &rings[0], first, segments, false, bias);
    cap(mesh, &rings[count - 1], first + row[count - 1] * segments, segments, true, bias);
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
