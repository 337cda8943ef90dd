#include "figure/body_parts.h"

/* Feet: heel, arch, ball, ankle bones, and toes that bend. */

struct foot_slice {
    float z, across, top, bottom; /* heights from the ankle joint */
};

/* The foot's frame, its axes turned with what lies `z` in front of the ankle: the toes bend. */
static struct frame foot_frame_at(const struct limb *leg, float z)
{
    const struct frame *f = &leg->tip;
    struct frame at = frame_turn(*f, f->x, -leg->toes * smoothf(-0.012f, 0.022f, z - FOOT_HINGE_Z));
    at.o = frame_point(f, 0, FOOT_HINGE_Y, FOOT_HINGE_Z);
    at.o = frame_point(&at, 0, -FOOT_HINGE_Y, -FOOT_HINGE_Z);
    return at;
}

/* On the toe whose middle is `toe`, half as high and half as long as given. */
static void draw_nail(struct mesh *mesh, const struct frame *toe, float high, float length,
                      enum part part)
{
    struct stroke_point p[3];
    for (int i = 0; i < 3; i++) {
        float z = 0.30f + 0.24f * (float)i, y = sqrtf(1 - z * z);
        p[i].out = v3_unit(frame_dir(toe, 0, y / high, z / length));
        p[i].at = v3_mad(frame_point(toe, 0, y * high, z * length), p[i].out, 0.0008f);
        p[i].half = high * (i == 2 ? 0.36f : 0.46f);
    }
    mesh_stroke(mesh, p, 3, MATERIAL_NAIL, part);
}

/* Across, along, half their height, half their length. */
static const float toes[5][4] = {{0.0268f, 0.161f, 0.0142f, 0.029f},
                                 {0.0062f, 0.163f, 0.0108f, 0.027f},
                                 {-0.0092f, 0.157f, 0.0104f, 0.026f},
                                 {-0.0226f, 0.148f, 0.0098f, 0.025f},
                                 {-0.0345f, 0.137f, 0.0091f, 0.023f}};

/* Of the tube whose triangles begin at `first`, the lower side: a band from end to end. */
static void find_sole(struct mesh *mesh, size_t first)
{
    if (mesh->triangle_count <= first)
        return;
    const uint16_t *quad = mesh->triangles[first].v;
    int segments = quad[2] - quad[1], low = quad[0];
    size_t caps = 2 * (size_t)segments;
    for (size_t i = first; i + caps < mesh->triangle_count; i++) {
        struct triangle *t = &mesh->triangles[i];
        bool down = true;
        for (int k = 0; k < 3 && down; k++)
            down = sinf(6.2831853f * (float)((t->v[k] - low) % segments) / (float)segments) < -0.4f;
        if (down)
            t->material = MATERIAL_SOLE;
    }
}

/* One soft row, the big one a little apart: where they touch there is less light, and no line. */
static void build_toes(struct mesh *mesh, const struct limb *leg, float inner, enum part part)
{
    for (int i = 0; i < 5; i++) {
        size_t first = mesh->vertex_count, triangle = mesh->triangle_count;
        struct frame toe = foot_frame_at(leg, toes[i][1]);
        toe.o = frame_point(&toe, inner * toes[i][0], -0.075f + toes[i][2], toes[i][1]);
        mesh_ellipsoid(mesh, &toe, v3(toes[i][2] * 0.94f, toes[i][2], toes[i][3]), 8, 5,
                       MATERIAL_SKIN, part, 0.014f);
        find_sole(mesh, triangle);
        for (size_t k = first; k < mesh->vertex_count; k++) {
            struct vertex *v = &mesh->vertices[k];
            float beside = inner * v3_dot(v->normal, toe.x);
            bool inside = beside > 0 ? i > 0 : i < 4;
            v->dim = (uint8_t)(inside ? 15 * smoothf(0.30f, 0.90f, fabsf(beside)) : 0);
        }
        if (mesh->detail > NAIL_DETAIL)
            draw_nail(mesh, &toe, toes[i][2], toes[i][3], part);
    }
}

/* The inner one is higher. They are no balls: the skin over them faces outward with the rest. */
static void build_ankle_bones(struct mesh *mesh, const struct limb *leg, float inner,
                              enum part part)
{
    for (int in = -1; in <= 1; in += 2) {
        size_t first = mesh->vertex_count;
        struct frame bone = leg->tip;
        vec3 out = v3_scale(leg->tip.x, (float)in * inner);
        bone.o = frame_point(&leg->tip, (float)in * inner * 0.0120f, (float)in * 0.004f, -0.004f);
        mesh_ellipsoid(mesh, &bone, v3(0.0212f, 0.033f, 0.030f), 12, 8, MATERIAL_SKIN, part, 0.03f);
        for (size_t i = first; i < mesh->vertex_count; i++)
            mesh->vertices[i].normal =
                v3_unit_or(v3_lerp(mesh->vertices[i].normal, out, 0.5f), out);
    }
}

void body_build_foot(struct mesh *mesh, const struct skeleton *s, int side)
{
    /* The arch is hollow between heel and ball; the toes are as high as toes are. */
    static const struct foot_slice slices[] = {
        {-0.0615f, 0.012f, -0.034f, -0.058f}, {-0.057f, 0.024f, -0.014f, -0.069f},
        {-0.043f, 0.0315f, 0.010f, -0.0745f}, {-0.015f, 0.034f, 0.030f, -0.075f},
        {0.015f, 0.033f, 0.030f, -0.0715f},   {0.045f, 0.0335f, 0.010f, -0.0675f},
        {0.075f, 0.037f, -0.010f, -0.0705f},  {0.105f, 0.042f, -0.026f, -0.075f},
        {0.128f, 0.043f, -0.037f, -0.075f},   {0.143f, 0.0385f, -0.044f, -0.074f},
        {0.153f, 0.0290f, -0.051f, -0.071f},
    };
    const struct limb *leg = &s->leg[side];
    enum part part = PART_LEFT_FOOT + (enum part)side;
    struct ring rings[11];
    /* The big toe is on the inside. */
    float inner = -side_sign(side);
    for (int i = 0; i < 11; i++) {
        const struct foot_slice *c = &slices[i];
        float middle = (c->top + c->bottom) / 2, half = (c->top - c->bottom) / 2;
        struct frame f = foot_frame_at(leg, c->z);
        rings[i] = (struct ring){.at = frame_point(&f, inner * 0.004f, middle, c->z),
                                 .u = f.x,
                                 .v = f.y,
                                 .across = c->across,
                                 .front = half,
                                 .back = half,
                                 .material = MATERIAL_SKIN,
                                 .part = (uint8_t)part};
    }
    size_t first = mesh->triangle_count;
    mesh_tube(mesh, rings, 11, 14, 0.8f, 0.012f);
    find_sole(mesh, first);
    build_toes(mesh, leg, inner, part);
    build_ankle_bones(mesh, leg, inner, part);
}
