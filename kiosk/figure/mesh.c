#include "figure/mesh.h"

#include <stdlib.h>

#include "base/memory.h"

void mesh_init(struct mesh *mesh)
{
    mesh_clear(mesh);
    mesh->detail = 0;
    mesh->eye = v3(0, 0, 0);
    mesh->bare = false;
    mesh->head = NULL;
    mesh->vertices = memory_new(MESH_MAX_VERTICES, sizeof *mesh->vertices);
    mesh->triangles = memory_new(MESH_MAX_TRIANGLES, sizeof *mesh->triangles);
}

void mesh_free(struct mesh *mesh)
{
    free(mesh->vertices);
    free(mesh->triangles);
    free(mesh->head);
    mesh->vertices = NULL;
    mesh->triangles = NULL;
    mesh->head = NULL;
}

void mesh_clear(struct mesh *mesh)
{
    mesh->vertex_count = 0;
    mesh->triangle_count = 0;
}

struct vertex *mesh_add_vertices(struct mesh *mesh, size_t count, uint16_t *first)
{
    if (mesh->vertex_count + count > MESH_MAX_VERTICES)
        return NULL;
    *first = (uint16_t)mesh->vertex_count;
    mesh->vertex_count += count;
    return &mesh->vertices[*first];
}

void mesh_add_triangle(struct mesh *mesh, int a, int b, int c, uint8_t material)
{
    if (mesh->triangle_count < MESH_MAX_TRIANGLES)
        mesh->triangles[mesh->triangle_count++] =
            (struct triangle){{(uint16_t)a, (uint16_t)b, (uint16_t)c}, material};
}

void mesh_add_quad(struct mesh *mesh, int a, int b, int c, int d, uint8_t material)
{
    uint16_t v[4] = {(uint16_t)a, (uint16_t)b, (uint16_t)c, (uint16_t)d};
    if (mesh->triangle_count + 2 > MESH_MAX_TRIANGLES)
        return;
    struct triangle *t = &mesh->triangles[mesh->triangle_count];
    t[0] = (struct triangle){{v[0], v[1], v[2]}, material};
    t[1] = (struct triangle){{v[0], v[2], v[3]}, material};
    mesh->triangle_count += 2;
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

/* The outermost cells are narrow: of a face that is turned away only these show, as the outline. */
static float cut(int i, int split, float half)
{
    if (i == 0 || i == split)
        return i == 0 ? -1.0f : 1.0f;
    float rim = 1 - minf(2.0f / (float)split, 0.02f / half);
    return split > 2 ? (2.0f * (float)(i - 1) / (float)(split - 2) - 1) * rim : 0;
}

static void box_face(struct mesh *mesh, const struct frame *f, vec3 n, vec3 a, vec3 b, int split,
                     enum material material, enum part part)
{
    uint16_t first;
    int side = split + 1;
    struct vertex *v = mesh_add_vertices(mesh, (size_t)side * (size_t)side, &first);
    if (!v)
        return;
    for (int i = 0; i < side; i++) {
        for (int j = 0; j < side; j++, v++) {
            float s = cut(i, split, v3_length(a)), t = cut(j, split, v3_length(b));
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
            v->dim = v->seam = 0;
            v->corner = i == 0 || i == split || j == 0 || j == split;
        }
    }
    for (int i = 0; i < split; i++)
        for (int j = 0; j < split; j++) {
            int at = first + i * side + j;
            mesh_add_quad(mesh, at, at + side, at + side + 1, at + 1, (uint8_t)material);
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
