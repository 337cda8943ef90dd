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

void body_build_foot(struct mesh *mesh, const struct skeleton *s, int side)
{
    /* The arch is hollow between heel and ball; the toes are as high as toes are. */
    static const struct foot_slice slices[] = {
        {-0.0615f, 0.012f, -0.034f, -0.058f}, {-0.057f, 0.024f, -0.014f, -0.069f},
        {-0.043f, 0.0315f, 0.010f, -0.0745f}, {-0.015f, 0.034f, 0.030f, -0.075f},
        {0.015f, 0.033f, 0.030f, -0.0715f},   {0.045f, 0.0335f, 0.010f, -0.0675f},
        {0.075f, 0.037f, -0.010f, -0.0705f},  {0.105f, 0.042f, -0.026f, -0.075f},
        {0.128f, 0.043f, -0.037f, -0.075f},   {0.143f, 0.0375f, -0.044f, -0.074f},
        {0.150f, 0.0250f, -0.052f, -0.071f},
    };
    /* Across, along, half their height, half their length. */
    static const float toes[5][4] = {{0.0265f, 0.163f, 0.0140f, 0.026f},
                                     {0.0065f, 0.166f, 0.0105f, 0.023f},
                                     {-0.0090f, 0.160f, 0.0100f, 0.022f},
                                     {-0.0225f, 0.151f, 0.0094f, 0.021f},
                                     {-0.0345f, 0.140f, 0.0088f, 0.019f}};
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
    mesh_tube(mesh, rings, 11, 14, 0.8f, 0.012f);
    for (int i = 0; i < 5; i++) {
        struct frame toe = foot_frame_at(leg, toes[i][1]);
        toe.o = frame_point(&toe, inner * toes[i][0], -0.075f + toes[i][2], toes[i][1]);
        mesh_ellipsoid(mesh, &toe, v3(toes[i][2] * 0.92f, toes[i][2], toes[i][3]), 8, 5,
                       MATERIAL_SKIN, part, 0.004f);
        if (mesh->detail > NAIL_DETAIL)
            draw_nail(mesh, &toe, toes[i][2], toes[i][3], part);
    }
    /* Ankle bones; the inner one is higher. */
    for (int in = -1; in <= 1; in += 2) {
        struct frame bone = leg->tip;
        bone.o = frame_point(&leg->tip, (float)in * inner * 0.0154f, (float)in * 0.004f, -0.004f);
        mesh_ellipsoid(mesh, &bone, v3(0.0180f, 0.030f, 0.026f), 12, 8, MATERIAL_SKIN, part, 0.03f);
    }
}
