#include "figure/body_parts.h"

/* Hands with four fingers and a thumb that curl to a grip; feet with heel, arch and toes. */

struct finger {
    float x, y, length, radius, spread; /* root across and along the palm; degrees outward */
};

static struct ring round_ring(const struct frame *f, vec3 at, vec3 along, float radius, float flat,
                              enum part part)
{
    vec3 u = v3_across(f->x, along, f->z);
    return (struct ring){.at = at,
                         .u = u,
                         .v = v3_cross(along, u),
                         .across = radius,
                         .front = radius * flat,
                         .back = radius * flat,
                         .material = MATERIAL_SKIN,
                         .part = (uint8_t)part};
}

/* Three phalanges, each bent a third of the curl, toward the palm. */
static void build_finger(struct mesh *mesh, const struct frame *hand, vec3 root, vec3 along,
                         vec3 bend_axis, float length, float radius, float curl, enum part part)
{
    static const float share[4] = {0, 0.45f, 0.75f, 1.0f};
    static const float width[4] = {1.0f, 0.98f, 0.92f, 0.72f};
    struct ring rings[6];
    struct frame f = *hand;
    vec3 at = v3_mad(root, along, -0.012f), d = along;
    int n = 0;
    rings[n++] = round_ring(&f, at, d, radius * 0.9f, 1, part);
    at = root;
    for (int i = 0; i < 4; i++) {
        vec3 next = v3_turn(d, bend_axis, i < 3 ? curl / 3 : 0);
        vec3 mean = v3_unit(v3_add(d, next));
        rings[n++] = round_ring(&f, at, i < 3 ? mean : d, radius * width[i], 0.92f, part);
        if (i < 3) {
            d = next;
            at = v3_mad(at, d, length * (share[i + 1] - share[i]) - (i == 2 ? radius * 0.5f : 0));
        }
    }
    rings[n++] = round_ring(&f, v3_mad(at, d, radius * 0.62f), d, radius * 0.30f, 0.9f, part);
    mesh_tube(mesh, rings, n, 6, 1.0f, 0.004f);
}

static void build_palm(struct mesh *mesh, const struct frame *h, float sign, enum part part)
{
    /* y along the hand, half width, half thickness, z of the middle */
    static const float slices[][4] = {
        {-0.012f, 0.024f, 0.018f, 0.000f}, {0.010f, 0.029f, 0.018f, 0.001f},
        {0.035f, 0.036f, 0.017f, 0.001f},  {0.060f, 0.040f, 0.015f, 0.002f},
        {0.082f, 0.040f, 0.012f, 0.003f},  {0.092f, 0.034f, 0.008f, 0.003f}};
    struct ring rings[6];
    for (int i = 0; i < 6; i++) {
        vec3 at = frame_point(h, sign * -0.002f, slices[i][0], slices[i][3]);
        rings[i] = (struct ring){.at = at,
                                 .u = v3_scale(h->x, -1),
                                 .v = h->z,
                                 .across = slices[i][1],
                                 .front = slices[i][2],
                                 .back = slices[i][2],
                                 .material = MATERIAL_SKIN,
                                 .part = (uint8_t)part};
    }
    mesh_tube(mesh, rings, 6, 12, 0.85f, 0.006f);
}

void body_build_hand(struct mesh *mesh, const struct skeleton *s, int side)
{
    static const struct finger fingers[4] = {{0.029f, 0.084f, 0.072f, 0.0092f, 6.0f},
                                             {0.010f, 0.088f, 0.080f, 0.0096f, 1.5f},
                                             {-0.010f, 0.086f, 0.074f, 0.0092f, -3.0f},
                                             {-0.029f, 0.080f, 0.058f, 0.0082f, -8.0f}};
    const struct limb *arm = &s->arm[side];
    const struct frame *h = &arm->tip;
    enum part part = PART_LEFT_HAND + (enum part)side;
    /* Seen with the fingers up and the palm away, the left hand's thumb is on the right: +x of its
     * frame points to the thumb on one hand and away from it on the other. */
    float sign = side == FIGURE_LEFT ? -1.0f : 1.0f;
    vec3 toward_palm = h->x; /* the axis to curl about */
    float grip = clampf(arm->grip, 0, 1);
    build_palm(mesh, h, sign, part);
    for (int i = 0; i < 4; i++) {
        const struct finger *f = &fingers[i];
        vec3 root = frame_point(h, sign * f->x, f->y, 0.004f);
        vec3 along = v3_turn(h->y, h->z, -sign * f->spread * (1 - grip));
        build_finger(mesh, h, root, along, toward_palm, f->length, f->radius, 10 + grip * 200,
                     part);
    }
    vec3 root = frame_point(h, sign * 0.028f, 0.026f, 0.006f);
    vec3 along = v3_unit(frame_dir(h, sign * mixf(0.75f, 0.35f, grip), 0.75f, 0.15f + grip * 0.5f));
    vec3 axis = v3_unit(v3_lerp(h->x, v3_scale(h->z, sign), 0.6f));
    build_finger(mesh, h, root, along, axis, 0.062f, 0.0112f, 10 + grip * 70, part);
}

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

void body_build_foot(struct mesh *mesh, const struct skeleton *s, int side)
{
    static const struct foot_slice slices[] = {
        {-0.060f, 0.014f, -0.030f, -0.060f}, {-0.056f, 0.024f, -0.012f, -0.070f},
        {-0.042f, 0.031f, 0.012f, -0.0745f}, {-0.015f, 0.034f, 0.030f, -0.075f},
        {0.015f, 0.034f, 0.030f, -0.074f},   {0.045f, 0.034f, 0.008f, -0.072f},
        {0.075f, 0.037f, -0.012f, -0.073f},  {0.105f, 0.042f, -0.028f, -0.075f},
        {0.128f, 0.043f, -0.040f, -0.075f},  {0.145f, 0.039f, -0.047f, -0.074f},
        {0.152f, 0.028f, -0.053f, -0.071f},
    };
    static const float toes[5][4] = {{0.026f, 0.162f, 0.0125f, 0.024f},
                                     {0.007f, 0.164f, 0.0095f, 0.021f},
                                     {-0.009f, 0.158f, 0.0090f, 0.020f},
                                     {-0.022f, 0.150f, 0.0085f, 0.019f},
                                     {-0.034f, 0.140f, 0.0080f, 0.018f}};
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
        mesh_ellipsoid(mesh, &toe, v3(toes[i][2], toes[i][2], toes[i][3]), 6, 4, MATERIAL_SKIN,
                       part, 0.008f);
    }
}
