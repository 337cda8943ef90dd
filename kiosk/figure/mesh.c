#include "figure/mesh.h"

#include <stdlib.h>

#define TURN 6.2831853f

bool mesh_init(struct mesh *mesh)
{
    mesh_clear(mesh);
    mesh->vertices = calloc(MESH_MAX_VERTICES, sizeof *mesh->vertices);
    mesh->triangles = calloc(MESH_MAX_TRIANGLES, sizeof *mesh->triangles);
    if (mesh->vertices != NULL && mesh->triangles != NULL)
        return true;
    mesh_free(mesh);
    return false;
}

void mesh_free(struct mesh *mesh)
{
    free(mesh->vertices);
    free(mesh->triangles);
    mesh->vertices = NULL;
    mesh->triangles = NULL;
}

void mesh_clear(struct mesh *mesh)
{
    mesh->vertex_count = 0;
    mesh->triangle_count = 0;
}

/* The first of `count` new vertices, NULL when they do not fit. */
static struct vertex *add_vertices(struct mesh *mesh, size_t count, uint16_t *first)
{
    if (mesh->vertex_count + count > MESH_MAX_VERTICES)
        return NULL;
    *first = (uint16_t)mesh->vertex_count;
    mesh->vertex_count += count;
    return &mesh->vertices[*first];
}

static void add_triangle(struct mesh *mesh, int a, int b, int c, uint8_t material, bool outlined)
{
    if (mesh->triangle_count >= MESH_MAX_TRIANGLES)
        return;
    mesh->triangles[mesh->triangle_count++] =
        (struct triangle){{(uint16_t)a, (uint16_t)b, (uint16_t)c}, material, outlined};
}

static void add_quad(struct mesh *mesh, int a, int b, int c, int d, uint8_t material, bool outlined)
{
    add_triangle(mesh, a, b, c, material, outlined);
    add_triangle(mesh, a, c, d, material, outlined);
}

static float boxy(float x, float square)
{
    if (square > 0.999f)
        return x;
    return copysignf(powf(fabsf(x), square), x);
}

struct circle {
    float c[MESH_MAX_SEGMENTS], s[MESH_MAX_SEGMENTS];
};

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
        out[j].normal = out[j].hull = n;
        out[j].bias = r->bias > 0 ? r->bias : bias;
        out[j].part = r->part;
        out[j].corner = false;
    }
}

static void cap(struct mesh *mesh, const struct ring *r, uint16_t ring, int segments, bool last,
                float bias)
{
    uint16_t centre;
    struct vertex *v = add_vertices(mesh, 1, &centre);
    if (v == NULL)
        return;
    vec3 axis = v3_unit(v3_cross(r->u, r->v));
    v->at = r->at;
    v->normal = v->hull = v3_scale(axis, last ? 1.0f : -1.0f);
    v->bias = bias;
    v->part = r->part;
    v->corner = false;
    for (int j = 0; j < segments; j++) {
        int a = ring + j, b = ring + (j + 1) % segments;
        add_triangle(mesh, last ? a : b, last ? b : a, centre, r->material, true);
    }
}

void mesh_tube(struct mesh *mesh, const struct ring *rings, int count, int segments, float square,
               float bias)
{
    struct circle circle;
    uint16_t first;
    circle_init(&circle, segments, square);
    struct vertex *v = add_vertices(mesh, (size_t)count * (size_t)segments, &first);
    if (v == NULL)
        return;
    for (int i = 0; i < count; i++)
        ring_vertices(v + i * segments, rings, i, count, segments, &circle, bias);
    for (int i = 0; i + 1 < count; i++) {
        int low = first + i * segments, high = low + segments;
        for (int j = 0; j < segments; j++) {
            int k = (j + 1) % segments;
            add_quad(mesh, low + j, low + k, high + k, high + j, rings[i].material, true);
        }
    }
    cap(mesh, &rings[0], first, segments, false, bias);
    cap(mesh, &rings[count - 1], (uint16_t)(first + (count - 1) * segments), segments, true, bias);
}

void mesh_ellipsoid(struct mesh *mesh, const struct frame *f, vec3 radius, int segments, int rings,
                    enum material material, enum part part, float bias)
{
    struct ring list[MESH_MAX_RINGS];
    int n = rings < MESH_MAX_RINGS ? rings : MESH_MAX_RINGS;
    for (int i = 0; i < n; i++) {
        float a = 3.1415927f * (0.04f + 0.92f * (float)i / (float)(n - 1));
        float out = sinf(a);
        list[i] = (struct ring){.at = v3_mad(f->o, f->z, -cosf(a) * radius.z),
                                .u = f->x,
                                .v = f->y,
                                .across = out * radius.x,
                                .front = out * radius.y,
                                .back = out * radius.y,
                                .material = (uint8_t)material,
                                .part = (uint8_t)part};
    }
    mesh_tube(mesh, list, n, segments, 1.0f, bias);
}

static void box_face(struct mesh *mesh, const struct frame *f, vec3 n, vec3 a, vec3 b, int split,
                     enum material material, enum part part)
{
    uint16_t first;
    int side = split + 1;
    struct vertex *v = add_vertices(mesh, (size_t)side * (size_t)side, &first);
    if (v == NULL)
        return;
    for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++, v++) {
            float s = 2.0f * (float)i / (float)split - 1, t = 2.0f * (float)j / (float)split - 1;
            vec3 out = v3_add(n, v3_add(v3_scale(a, s), v3_scale(b, t)));
            v->at = v3_add(f->o, out);
            v->normal = v3_unit(n);
            /* At corners the outline leaves all three faces alike, so it stays closed. */
            vec3 hull = v3_unit(n);
            if (i == 0 || i == split)
                hull = v3_mad(hull, v3_unit(a), i == 0 ? -1.0f : 1.0f);
            if (j == 0 || j == split)
                hull = v3_mad(hull, v3_unit(b), j == 0 ? -1.0f : 1.0f);
            v->hull = v3_unit(hull);
            v->bias = 0.004f;
            v->part = (uint8_t)part;
            v->corner = true;
        }
    }
    for (int i = 0; i < split; i++)
        for (int j = 0; j < split; j++) {
            int at = first + i * side + j;
            add_quad(mesh, at, at + side, at + side + 1, at + 1, (uint8_t)material, true);
        }
}

void mesh_box(struct mesh *mesh, const struct frame *f, vec3 half, int split,
              enum material material, enum part part)
{
    vec3 x = v3_scale(f->x, half.x), y = v3_scale(f->y, half.y), z = v3_scale(f->z, half.z);
    box_face(mesh, f, x, y, z, split, material, part);
    box_face(mesh, f, v3_scale(x, -1), z, y, split, material, part);
    box_face(mesh, f, y, z, x, split, material, part);
    box_face(mesh, f, v3_scale(y, -1), x, z, split, material, part);
    box_face(mesh, f, z, x, y, split, material, part);
    box_face(mesh, f, v3_scale(z, -1), y, x, split, material, part);
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
