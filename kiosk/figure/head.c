#include "figure/body.h"

struct slice {
    float y, z, across, front, back;
};

/* Skull and face, counted from where the skull sits on the neck. */
static const struct slice skull[] = {
    {-0.022f, 0.040f, 0.0231f, 0.026f, 0.030f}, {-0.016f, 0.040f, 0.0378f, 0.044f, 0.050f},
    {0.000f, 0.034f, 0.0494f, 0.056f, 0.066f},  {0.022f, 0.024f, 0.0599f, 0.068f, 0.080f},
    {0.046f, 0.014f, 0.0693f, 0.079f, 0.088f},  {0.070f, 0.008f, 0.0745f, 0.086f, 0.094f},
    {0.094f, 0.004f, 0.0777f, 0.089f, 0.097f},  {0.120f, 0.000f, 0.0788f, 0.094f, 0.097f},
    {0.146f, -0.002f, 0.0756f, 0.090f, 0.093f}, {0.170f, -0.004f, 0.0662f, 0.078f, 0.081f},
    {0.189f, -0.006f, 0.0504f, 0.059f, 0.062f}, {0.203f, -0.006f, 0.0273f, 0.032f, 0.034f},
    {0.207f, -0.006f, 0.0063f, 0.008f, 0.008f},
};

/* Hair lies outside the skull at the back and sinks into it at the front: that is the hairline. */
static const struct slice hair_up[] = {
    {0.005f, -0.020f, 0.0315f, 0.010f, 0.024f},  {0.025f, -0.022f, 0.0651f, 0.012f, 0.058f},
    {0.050f, -0.022f, 0.0798f, 0.020f, 0.072f},  {0.075f, -0.020f, 0.0851f, 0.030f, 0.080f},
    {0.100f, -0.016f, 0.0872f, 0.046f, 0.087f},  {0.125f, -0.010f, 0.0872f, 0.075f, 0.091f},
    {0.145f, -0.006f, 0.0851f, 0.0935f, 0.092f}, {0.165f, -0.004f, 0.0788f, 0.0925f, 0.088f},
    {0.185f, -0.004f, 0.0662f, 0.078f, 0.076f},  {0.202f, -0.004f, 0.0483f, 0.057f, 0.056f},
    {0.214f, -0.004f, 0.0231f, 0.028f, 0.028f},  {0.217f, -0.004f, 0.0053f, 0.006f, 0.006f},
};

static const struct slice hair_short[] = {
    {0.030f, -0.030f, 0.0378f, 0.010f, 0.056f},  {0.042f, -0.026f, 0.0693f, 0.012f, 0.066f},
    {0.060f, -0.022f, 0.0766f, 0.016f, 0.074f},  {0.080f, -0.018f, 0.0803f, 0.026f, 0.081f},
    {0.105f, -0.012f, 0.0824f, 0.044f, 0.088f},  {0.130f, -0.006f, 0.0824f, 0.080f, 0.093f},
    {0.150f, -0.004f, 0.0803f, 0.0945f, 0.094f}, {0.170f, -0.004f, 0.0725f, 0.088f, 0.087f},
    {0.189f, -0.005f, 0.0588f, 0.070f, 0.070f},  {0.204f, -0.006f, 0.0378f, 0.044f, 0.045f},
    {0.212f, -0.006f, 0.0147f, 0.017f, 0.018f},  {0.214f, -0.006f, 0.0042f, 0.005f, 0.005f},
};

static const struct slice hair_bob[] = {
    {-0.020f, -0.040f, 0.0525f, 0.020f, 0.040f}, {-0.012f, -0.038f, 0.0735f, 0.026f, 0.055f},
    {0.010f, -0.030f, 0.0882f, 0.040f, 0.068f},  {0.040f, -0.024f, 0.0945f, 0.050f, 0.078f},
    {0.070f, -0.020f, 0.0955f, 0.056f, 0.086f},  {0.100f, -0.014f, 0.0955f, 0.066f, 0.093f},
    {0.125f, -0.008f, 0.0945f, 0.086f, 0.098f},  {0.148f, -0.004f, 0.0914f, 0.099f, 0.100f},
    {0.170f, -0.002f, 0.0830f, 0.096f, 0.093f},  {0.192f, -0.002f, 0.0672f, 0.078f, 0.078f},
    {0.210f, -0.002f, 0.0451f, 0.052f, 0.053f},  {0.221f, -0.002f, 0.0189f, 0.022f, 0.022f},
    {0.223f, -0.002f, 0.0042f, 0.005f, 0.005f},
};

static void build_slices(struct mesh *mesh, const struct frame *h, const struct slice *list,
                         int count, int segments, enum material material, float bias)
{
    struct ring rings[MESH_MAX_RINGS];
    for (int i = 0; i < count; i++)
        rings[i] = (struct ring){.at = frame_point(h, 0, list[i].y, list[i].z),
                                 .u = v3_scale(h->x, -1),
                                 .v = h->z,
                                 .across = list[i].across,
                                 .front = list[i].front,
                                 .back = list[i].back,
                                 .material = (uint8_t)material,
                                 .part = PART_HEAD};
    mesh_tube(mesh, rings, count, segments, 1.0f, bias);
}

static void build_neck(struct mesh *mesh, const struct skeleton *s, const struct person *p)
{
    struct ring rings[4];
    const struct frame *n = &s->neck, *h = &s->head, *base = &s->spine[SPINE_STEPS];
    const vec3 at[4] = {v3_mad(base->o, base->y, -0.03f), frame_point(n, 0, 0.022f, 0.003f),
                        frame_point(n, 0, 0.055f, 0.006f), frame_point(h, 0, 0.03f, 0.006f)};
    float wide = 0.5f + 0.5f * p->limbs;
    for (int i = 0; i < 4; i++) {
        const struct frame *f = i == 0 ? base : i < 3 ? n : h;
        rings[i] = (struct ring){.at = at[i],
                                 .u = v3_scale(f->x, -1),
                                 .v = f->z,
                                 .across = (i == 0 ? 0.064f : 0.053f) * wide,
                                 .front = (i == 0 ? 0.054f : 0.052f) * wide,
                                 .back = 0.056f * wide,
                                 .material = MATERIAL_SKIN,
                                 .part = PART_HEAD};
    }
    mesh_tube(mesh, rings, 4, 16, 1.0f, 0.02f);
}

static void dot(struct mesh *mesh, const struct frame *h, float x, float y, float z, vec3 radius,
                float roll, enum material material, int segments)
{
    struct frame f = frame_turn(*h, h->z, roll);
    /* Turned to the side like the face there. */
    f = frame_turn(f, h->y, x * 450.0f);
    f.o = frame_point(h, x, y, z);
    mesh_ellipsoid(mesh, &f, radius, segments, 5, material, PART_HEAD, 0.03f);
}

static void build_face(struct mesh *mesh, const struct skeleton *s)
{
    const struct frame *h = &s->head;
    float open = clampf(s->eyes, 0, 1);
    for (int side = -1; side <= 1; side += 2) {
        float x = (float)side;
        dot(mesh, h, x * 0.0285f, 0.0845f, 0.0855f,
            v3(mixf(0.0110f, 0.0076f, open), mixf(0.0022f, 0.0096f, open), 0.006f), 0, MATERIAL_INK,
            8);
        dot(mesh, h, x * 0.030f, 0.108f, 0.0865f, v3(0.0140f, 0.0030f, 0.006f), x * -2.0f,
            MATERIAL_BROW, 6);
        struct frame ear = frame_turn(*h, h->y, x * 65.0f);
        ear.o = frame_point(h, x * 0.0775f, 0.070f, -0.006f);
        mesh_ellipsoid(mesh, &ear, v3(0.013f, 0.023f, 0.012f), 8, 6, MATERIAL_SKIN, PART_HEAD,
                       0.004f);
        /* Mouth: two halves rising outward make a small smile. */
        dot(mesh, h, x * 0.0090f, 0.0185f, 0.0885f, v3(0.0125f, 0.0036f, 0.006f), x * 14.0f,
            MATERIAL_LIP, 6);
    }
    struct frame nose = frame_turn(*h, h->x, -24.0f);
    nose.o = frame_point(h, 0, 0.060f, 0.0875f);
    mesh_ellipsoid(mesh, &nose, v3(0.0100f, 0.026f, 0.0125f), 10, 7, MATERIAL_SKIN, PART_HEAD,
                   0.004f);
}

#define BUN 0.043f

static vec3 bun_at(const struct frame *h)
{
    return frame_point(h, 0, 0.178f, -0.088f);
}

struct capsule body_hair(const struct skeleton *s, const struct person *person)
{
    vec3 at = person->style == HAIR_BUN ? bun_at(&s->head) : frame_point(&s->head, 0, 0.125f, 0);
    float radius = person->style == HAIR_BUN ? BUN : 0.1f;
    return (struct capsule){at, at, radius, radius, PART_HEAD};
}

static void build_hair(struct mesh *mesh, const struct frame *h, enum hair style)
{
    struct frame f = *h;
    switch (style) {
    case HAIR_BUN:
        build_slices(mesh, h, hair_up, sizeof hair_up / sizeof hair_up[0], 22, MATERIAL_HAIR,
                     0.006f);
        f.o = bun_at(h);
        mesh_ellipsoid(mesh, &f, v3(BUN, 0.040f, 0.038f), 14, 9, MATERIAL_HAIR, PART_HEAD, 0.006f);
        break;
    case HAIR_SHORT:
        build_slices(mesh, h, hair_short, sizeof hair_short / sizeof hair_short[0], 22,
                     MATERIAL_HAIR, 0.006f);
        break;
    case HAIR_BOB:
        build_slices(mesh, h, hair_bob, sizeof hair_bob / sizeof hair_bob[0], 22, MATERIAL_HAIR,
                     0.006f);
        break;
    }
}

void body_build_head(struct mesh *mesh, const struct skeleton *s, const struct person *person)
{
    build_neck(mesh, s, person);
    build_slices(mesh, &s->head, skull, sizeof skull / sizeof skull[0], 20, MATERIAL_SKIN, 0.008f);
    build_face(mesh, s);
    build_hair(mesh, &s->head, person->style);
}
