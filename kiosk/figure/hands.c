#include "figure/body_parts.h"

/* Hands: a palm, four fingers and a thumb, in shapes for what they do. */

struct finger {
    float x, y, length, radius, spread; /* root across and along the palm; degrees outward */
};

static const struct finger fingers[4] = {{0.0285f, 0.083f, 0.075f, 0.0086f, 6.0f},
                                         {0.0100f, 0.088f, 0.084f, 0.0088f, 1.5f},
                                         {-0.0090f, 0.086f, 0.077f, 0.0084f, -3.0f},
                                         {-0.0270f, 0.078f, 0.061f, 0.0074f, -9.0f}};

/* Degrees that every finger's three joints bend toward the palm, from the first finger to the
 * little one; the thumb's bend; how far it stands off, and over the palm; how far all spread. */
struct hand_shape {
    float curl[4][3], thumb, out, over, spread;
};

static const struct hand_shape flat = {
    {{3, 4, 2}, {3, 4, 3}, {3, 4, 3}, {4, 5, 3}}, 10, 0.75f, 0.15f, 1};
static const struct hand_shape relaxed = {
    {{13, 17, 8}, {18, 21, 10}, {22, 25, 12}, {25, 28, 13}}, 24, 0.55f, 0.34f, 0.35f};
/* Round a shin, a thigh, a thick handle. */
static const struct hand_shape round_grip = {
    {{34, 44, 24}, {36, 46, 26}, {38, 48, 26}, {40, 48, 26}}, 42, 0.55f, 0.46f, 0.2f};
static const struct hand_shape fist = {
    {{72, 96, 42}, {75, 98, 42}, {77, 98, 42}, {79, 96, 42}}, 80, 0.30f, 0.70f, 0};
/* Fingers between the other hand's, over its back. */
static const struct hand_shape clasp = {
    {{52, 46, 16}, {54, 48, 18}, {56, 48, 18}, {58, 48, 18}}, 34, 0.45f, 0.40f, 0.7f};

static void mix_shape(struct hand_shape *to, const struct hand_shape *other, float t)
{
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            to->curl[i][k] = mixf(to->curl[i][k], other->curl[i][k], t);
    to->thumb = mixf(to->thumb, other->thumb, t);
    to->out = mixf(to->out, other->out, t);
    to->over = mixf(to->over, other->over, t);
    to->spread = mixf(to->spread, other->spread, t);
}

/* An open hand is flat where it lies on something, which holds its palm level, near the ground or
 * against the other; else at ease. What it holds bends it to a grip and on to a fist. */
static struct hand_shape find_shape(const struct limb *arm)
{
    struct hand_shape shape = relaxed;
    float level =
        maxf(smoothf(0.70f, 0.92f, fabsf(arm->tip.z.y)), smoothf(0.09f, 0.04f, arm->end.y));
    float grip = clampf(arm->grip, 0, 1);
    mix_shape(&shape, &flat, arm->held == FLESH_NONE ? maxf(level, arm->meets) : 0.7f);
    mix_shape(&shape, &round_grip, minf(grip * 2, 1));
    mix_shape(&shape, &fist, maxf(grip * 2 - 1, 0));
    if (arm->held == FLESH_LEFT_HAND || arm->held == FLESH_RIGHT_HAND)
        mix_shape(&shape, &clasp, 0.9f);
    return shape;
}

static struct ring round_ring(const struct frame *f, vec3 at, vec3 along, float radius,
                              float flat_by, enum part part)
{
    vec3 u = v3_across(f->x, along, f->z);
    return (struct ring){.at = at,
                         .u = u,
                         .v = v3_cross(along, u),
                         .across = radius,
                         .front = radius * flat_by,
                         .back = radius * flat_by,
                         .material = MATERIAL_SKIN,
                         .part = (uint8_t)part};
}

/* Over the end of a finger, `radius` thick there, on the side of the hand's back. */
static void draw_nail(struct mesh *mesh, const struct ring *end, vec3 at, vec3 along, float radius,
                      enum part part)
{
    static const float ways[4][3] = {/* along, up, half its width, in radii */
                                     {-0.75f, 1.06f, 0.46f},
                                     {-0.30f, 1.02f, 0.58f},
                                     {0.20f, 0.92f, 0.56f},
                                     {0.50f, 0.74f, 0.34f}};
    struct stroke_point p[4];
    for (int i = 0; i < 4; i++) {
        vec3 middle = v3_mad(at, along, ways[i][0] * radius);
        p[i].out = v3_unit(v3_mad(end->v, along, 0.2f * (float)i));
        p[i].at = v3_mad(v3_mad(middle, end->v, ways[i][1] * radius), p[i].out, 0.0005f);
        p[i].half = ways[i][2] * radius;
    }
    mesh_stroke(mesh, p, 4, MATERIAL_NAIL, part);
}

/* Three phalanges toward the palm, each a joint's bend further. */
static void build_finger(struct mesh *mesh, const struct frame *hand, vec3 root, vec3 along,
                         vec3 bend_axis, float length, float radius, const float curl[3],
                         enum part part)
{
    static const float share[4] = {0, 0.45f, 0.75f, 1.0f};
    static const float width[4] = {1.08f, 1.0f, 0.88f, 0.70f};
    struct ring rings[7];
    struct frame f = *hand;
    vec3 at = v3_mad(root, along, -0.012f), d = along;
    int n = 0;
    rings[n++] = round_ring(&f, at, d, radius * 0.9f, 1, part);
    at = root;
    for (int i = 0; i < 4; i++) {
        vec3 next = v3_turn(d, bend_axis, i < 3 ? curl[i] : 0);
        vec3 mean = v3_unit(v3_add(d, next));
        rings[n++] = round_ring(&f, at, i < 3 ? mean : d, radius * width[i], 0.94f, part);
        if (i < 3) {
            d = next;
            at = v3_mad(at, d, length * (share[i + 1] - share[i]) - (i == 2 ? radius * 0.5f : 0));
        }
    }
    if (mesh->detail > NAIL_DETAIL)
        draw_nail(mesh, &rings[n - 1], at, d, radius * width[3], part);
    rings[n++] = round_ring(&f, v3_mad(at, d, radius * 0.46f), d, radius * 0.52f, 0.9f, part);
    rings[n++] = round_ring(&f, v3_mad(at, d, radius * 0.64f), d, radius * 0.16f, 0.9f, part);
    mesh_tube(mesh, rings, n, 6, 1.0f, 0.002f);
}

/* No line across the wrist, nor where fingers leave the hand's back. */
static float palm_bias(int slice)
{
    return slice < 2 ? 0.03f : slice < 4 ? 0 : 0.014f;
}

static void build_palm(struct mesh *mesh, const struct frame *h, float sign, enum part part)
{
    /* y along the hand, half width, half thickness, z of the middle */
    static const float slices[][4] = {
        {-0.016f, 0.018f, 0.014f, 0.000f},  {0.010f, 0.0270f, 0.0175f, 0.001f},
        {0.035f, 0.0345f, 0.0165f, 0.001f}, {0.060f, 0.0378f, 0.0140f, 0.002f},
        {0.080f, 0.0375f, 0.0110f, 0.003f}, {0.090f, 0.0330f, 0.0080f, 0.003f}};
    struct ring rings[6];
    for (int i = 0; i < 6; i++) {
        vec3 at = frame_point(h, sign * -0.002f, slices[i][0], slices[i][3]);
        rings[i] = (struct ring){.at = at,
                                 .u = v3_scale(h->x, -1),
                                 .v = h->z,
                                 .across = slices[i][1],
                                 .front = slices[i][2],
                                 .back = slices[i][2],
                                 .bias = palm_bias(i),
                                 .material = MATERIAL_SKIN,
                                 .part = (uint8_t)part};
    }
    mesh_tube(mesh, rings, 6, 12, 0.85f, 0.002f);
    /* The ball of the thumb. */
    struct frame ball = frame_turn(*h, h->z, sign * -26.0f);
    ball.o = frame_point(h, sign * 0.022f, 0.026f, 0.007f);
    mesh_ellipsoid(mesh, &ball, v3(0.0135f, 0.028f, 0.0120f), 10, 6, MATERIAL_SKIN, part, 0.012f);
}

/* The hollows between the tendons on the hand's back. */
static void draw_back(struct mesh *mesh, const struct frame *h, float sign, enum part part)
{
    static const float ways[3][3] = {
        {0.0185f, 0.0120f, 0}, {0.0005f, 0, 0}, {-0.0175f, -0.010f, 0}};
    for (int i = 0; i < 3; i++) {
        struct stroke_point p[4];
        for (int k = 0; k < 4; k++) {
            float t = (float)k / 3, x = mixf(ways[i][0], ways[i][1], t),
                  y = mixf(0.083f, 0.050f, t);
            float z = mixf(-0.0092f, -0.0140f, t);
            p[k].out = v3_scale(h->z, -1);
            p[k].at = frame_point(h, sign * x, y, z);
            p[k].half = 0.0022f * (1 - t) + 0.0002f;
        }
        mesh_stroke(mesh, p, 4, MATERIAL_HOLLOW, part);
    }
}

/* Little light falls between fingers, however near to each other they lie: the flanks of what was
 * added since vertex `from` say where one ends and the next begins. */
static void dim_flanks(struct mesh *mesh, size_t from, vec3 across)
{
    for (size_t i = from; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        v->dim = (uint8_t)(24 * smoothf(0.25f, 0.90f, fabsf(v3_dot(v->normal, across))));
    }
}

void body_build_hand(struct mesh *mesh, const struct skeleton *s, int side)
{
    const struct limb *arm = &s->arm[side];
    const struct frame *h = &arm->tip;
    enum part part = PART_LEFT_HAND + (enum part)side;
    struct hand_shape shape = find_shape(arm);
    /* Seen with the fingers up and the palm away, the left hand's thumb is on the right: +x of its
     * frame points to the thumb on one hand and away from it on the other. */
    float sign = side == FIGURE_LEFT ? -1.0f : 1.0f;
    build_palm(mesh, h, sign, part);
    if (mesh->detail > TENDON_DETAIL)
        draw_back(mesh, h, sign, part);
    size_t from = mesh->vertex_count;
    for (int i = 0; i < 4; i++) {
        const struct finger *f = &fingers[i];
        vec3 root = frame_point(h, sign * f->x, f->y, 0.004f);
        vec3 along = v3_turn(h->y, h->z, -sign * f->spread * shape.spread);
        build_finger(mesh, h, root, along, h->x, f->length, f->radius, shape.curl[i], part);
    }
    dim_flanks(mesh, from, h->x);
    vec3 root = frame_point(h, sign * 0.028f, 0.028f, 0.006f);
    vec3 along = v3_unit(frame_dir(h, sign * shape.out, 0.75f, shape.over));
    vec3 axis = v3_unit(v3_lerp(h->x, v3_scale(h->z, sign), 0.6f));
    const float curl[3] = {shape.thumb * 0.2f, shape.thumb * 0.4f, shape.thumb * 0.4f};
    build_finger(mesh, h, root, along, axis, 0.062f, 0.0114f, curl, part);
}
