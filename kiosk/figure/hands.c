#include <string.h>

#include "figure/body_parts.h"
#include "figure/flesh.h"

/* Hands: a palm, four fingers and a thumb, in shapes for what they do; on flesh fingers close until
 * they lie on it. A tenth larger than life, so that they can be read. */

struct finger {
    float x, y, length, radius, spread; /* root across and along the palm; degrees outward */
};

static const struct finger fingers[4] = {{0.0318f, 0.088f, 0.083f, 0.0097f, 6.0f},
                                         {0.0112f, 0.093f, 0.093f, 0.0099f, 1.5f},
                                         {-0.0098f, 0.091f, 0.086f, 0.0095f, -3.0f},
                                         {-0.0300f, 0.083f, 0.068f, 0.0086f, -9.0f}};

/* Degrees that every finger's three joints bend toward the palm, from the first finger to the
 * little one; the thumb's bend; how far it stands off, and over the palm; how far all spread. */
struct hand_shape {
    float curl[4][3], thumb, out, over, spread;
};

static const struct hand_shape flat = {
    {{3, 4, 2}, {3, 4, 3}, {3, 4, 3}, {4, 5, 3}}, 10, 0.75f, 0.15f, 1};
static const struct hand_shape relaxed = {
    {{15, 19, 9}, {21, 24, 11}, {26, 28, 13}, {30, 31, 14}}, 24, 0.52f, 0.36f, 0.05f};
/* Round a shin, a thigh, a thick handle. */
static const struct hand_shape round_grip = {
    {{34, 44, 24}, {36, 46, 26}, {38, 48, 26}, {40, 48, 26}}, 42, 0.55f, 0.46f, -0.05f};
static const struct hand_shape fist = {
    {{72, 96, 42}, {75, 98, 42}, {77, 98, 42}, {79, 96, 42}}, 80, 0.30f, 0.70f, 0};
/* On flesh, and with fingers between the other hand's: how far they bend is what they lie on. */
static const struct hand_shape laid = {
    {{20, 25, 12}, {20, 25, 12}, {20, 25, 12}, {20, 25, 12}}, 20, 0.50f, 0.10f, -0.18f};
static const struct hand_shape clasp = {
    {{40, 30, 16}, {40, 30, 16}, {40, 30, 16}, {40, 30, 16}}, 20, 0.40f, 0.10f, 0.8f};

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
    mix_shape(&shape, &flat, mixf(maxf(level, arm->meets), 0.7f, arm->laid));
    mix_shape(&shape, &round_grip, minf(grip * 2, 1));
    mix_shape(&shape, &fist, maxf(grip * 2 - 1, 0));
    mix_shape(&shape, &laid, arm->laid);
    mix_shape(&shape, &clasp, arm->clasps);
    return shape;
}

/* What a hand's fingers close on. */
struct hold {
    const struct skeleton *s;
    const struct person *person;
    const struct limb *arm, *other;
    bool hand, thighs; /* the other hand, which lies on the trunk; both thighs */
};

static struct hold find_hold(const struct skeleton *s, const struct person *person, int side)
{
    struct hold h = {.s = s, .person = person, .arm = &s->arm[side], .other = &s->arm[!side]};
    h.hand = h.arm->held == FLESH_LEFT_HAND || h.arm->held == FLESH_RIGHT_HAND;
    h.thighs = h.arm->clasps > 0 && h.other->held != h.arm->held;
    return h;
}

static float flesh_gap(const struct hold *h, enum figure_flesh flesh, vec3 at)
{
    struct touch t = flesh_touch(h->s, h->person, flesh, at);
    return v3_dot(v3_sub(at, t.at), t.out);
}

/* From `at` to the back of the other hand, which begins where its fingers end. */
static float hand_gap(const struct limb *other, vec3 at)
{
    const struct frame *f = &other->tip;
    vec3 d = v3_sub(at, f->o);
    float y = v3_dot(d, f->y), beside = fabsf(v3_dot(d, f->x));
    float back = mixf(0.016f, -0.014f, smoothf(0.112f, 0.062f, y));
    back += 0.05f * (smoothf(0.040f, 0.060f, beside) + smoothf(-0.01f, -0.03f, y));
    return back - v3_dot(d, f->z);
}

/* To what lies across both thighs, a plane on which palms lie. */
static float bridge_gap(const struct hold *h, vec3 at)
{
    vec3 palms = v3_add(frame_point(&h->arm->tip, 0, PALM_TO_WRIST, PALM_DEPTH),
                        frame_point(&h->other->tip, 0, PALM_TO_WRIST, PALM_DEPTH));
    vec3 out = v3_unit(v3_add(h->arm->tip.z, h->other->tip.z));
    return v3_dot(v3_mad(at, palms, -0.5f), v3_scale(out, -1));
}

static float gap_at(const struct hold *h, vec3 at)
{
    float gap = flesh_gap(h, h->hand ? FLESH_TRUNK : h->arm->held, at);
    if (h->thighs)
        gap = minf(gap, mixf(gap, bridge_gap(h, at), h->arm->clasps));
    if (h->hand || h->arm->clasps > 0)
        gap = minf(gap, hand_gap(h->other, at) + (h->hand ? 0 : 0.05f * (1 - h->arm->clasps)));
    return gap;
}

/* A phalanx's way: from `at` along `d`. */
struct phalanx {
    vec3 at, d, axis;
    float length, radius;
};

/* Degrees between `low` and `high` that it bends for its end to lie on what is held. */
static float close_on(const struct hold *h, const struct phalanx *p, float low, float high)
{
    enum { HALVES = 5 };
    for (int i = 0; i < HALVES; i++) {
        float middle = (low + high) / 2;
        vec3 end = v3_mad(p->at, v3_turn(p->d, p->axis, middle), p->length);
        if (gap_at(h, end) > p->radius)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
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

static const float phalanx_share[4] = {0, 0.45f, 0.75f, 1.0f};

/* How far each joint of `count` neighbours bends, so that they lie on what is held. Fingers side by
 * side bend alike: one that has nothing below it does not leave the others by more than `apart`
 * degrees. */
static void close_fingers(const struct hold *h, struct phalanx *p, const float *length, int count,
                          float (*curl)[3])
{
    static const float low[3] = {-26, -16, -12}, high[3] = {52, 70, 40};
    float share = smoothf(0.5f, 1, h->arm->laid), apart = 6 + 60 * h->arm->clasps;
    float most = count == 1 ? 0.55f : 1; /* a thumb */
    for (int k = 0; k < 3; k++) {
        float least = 90;
        for (int i = 0; i < count; i++) {
            float radius = p[i].radius;
            p[i].length = length[i] * (phalanx_share[k + 1] - phalanx_share[k]);
            p[i].radius = radius * 0.94f;
            float bend = mixf(curl[i][k], close_on(h, &p[i], low[k], most * high[k]), share);
            p[i].radius = radius;
            curl[i][k] = minf(bend, least);
            least = curl[i][k] + apart;
        }
        for (int i = count - 2; i >= 0; i--)
            curl[i][k] = minf(curl[i][k], curl[i + 1][k] + apart);
        for (int i = 0; i < count; i++) {
            p[i].d = v3_turn(p[i].d, p[i].axis, curl[i][k]);
            p[i].at = v3_mad(p[i].at, p[i].d, p[i].length);
        }
    }
}

/* Three phalanges toward the palm, each a joint's bend further. */
static void build_finger(struct mesh *mesh, const struct frame *hand, const struct phalanx *first,
                         float length, const float curl[3], enum part part)
{
    static const float width[4] = {1.12f, 1.0f, 0.90f, 0.76f};
    struct ring rings[7];
    struct frame f = *hand;
    float radius = first->radius;
    vec3 at = v3_mad(first->at, first->d, -0.012f), d = first->d;
    int n = 0;
    rings[n++] = round_ring(&f, at, d, radius * 0.9f, 1, part);
    at = first->at;
    for (int i = 0; i < 4; i++) {
        vec3 next = v3_turn(d, first->axis, i < 3 ? curl[i] : 0);
        vec3 mean = v3_unit(v3_add(d, next));
        rings[n++] = round_ring(&f, at, i < 3 ? mean : d, radius * width[i], 0.94f, part);
        if (i < 3) {
            d = next;
            float share = phalanx_share[i + 1] - phalanx_share[i];
            at = v3_mad(at, d, length * share - (i == 2 ? radius * 0.5f : 0));
        }
    }
    if (mesh->detail > NAIL_DETAIL)
        draw_nail(mesh, &rings[n - 1], at, d, radius * width[3], part);
    rings[n++] = round_ring(&f, v3_mad(at, d, radius * 0.44f), d, radius * 0.60f, 0.9f, part);
    rings[n++] = round_ring(&f, v3_mad(at, d, radius * 0.68f), d, radius * 0.28f, 0.9f, part);
    mesh_tube(mesh, rings, n, 6, 1.0f, 0.005f);
}

/* A slice of the palm: along the hand, half its width, half its thickness, z of its middle. */
struct palm_slice {
    float y, across, half, z;
};

enum { CARPUS, PALM_SLICES = 6 };

static const struct palm_slice palm[PALM_SLICES] = {
    {0.016f, 0.0278f, 0.0176f, 0.0005f}, {0.037f, 0.0362f, 0.0172f, 0.001f},
    {0.063f, 0.0412f, 0.0150f, 0.002f},  {0.085f, 0.0412f, 0.0120f, 0.003f},
    {0.098f, 0.0372f, 0.0092f, 0.0035f}, {0.107f, 0.0300f, 0.0050f, 0.004f}};

/* Where the forearm ends, and the middle of the wrist. */
static const struct palm_slice wrist[2] = {{-0.016f, 0.0242f, 0.0174f, 0},
                                           {0, 0.0250f, 0.0177f, 0}};

static void add_slice(struct limb_path *path, vec3 at, vec3 along, vec3 across,
                      const struct palm_slice *slice, enum part part)
{
    struct limb_profile p = {0, slice->across, slice->half, slice->half};
    limb_add_ring(path, at, along, across, &p, MATERIAL_SKIN, part);
}

/* Between the fingers' roots is skin: it bends half as far as they do. */
static vec3 web_point(const struct frame *h, const struct hand_shape *shape, float sign,
                      const struct palm_slice *slice, vec3 *along)
{
    float bend = 0.25f * (shape->curl[1][0] + shape->curl[2][0]);
    float beyond = maxf(slice->y - 0.088f, 0);
    *along = v3_turn(h->y, h->x, bend);
    return v3_mad(frame_point(h, sign * -0.002f, slice->y - beyond, slice->z), *along, beyond);
}

void body_add_palm(struct limb_path *path, const struct limb *arm, int side)
{
    const struct frame *h = &arm->tip;
    vec3 d = v3_unit(v3_sub(arm->end, arm->mid));
    vec3 across = v3_scale(h->x, v3_dot(h->x, arm->hinge) < 0 ? -1.0f : 1.0f);
    vec3 axis = v3_across(v3_cross(d, h->y), d, h->x);
    float angle = acosf(clampf(v3_dot(d, h->y), -1, 1)) * 57.29578f;
    float sign = side == FIGURE_LEFT ? -1.0f : 1.0f, scale = path->scale;
    int steps = angle > 40 ? 4 : 2;
    enum part hand = PART_LEFT_HAND + (enum part)side;
    for (int i = 0; i < steps; i++) {
        float t = (float)i / (float)steps, u = 1 - t;
        vec3 at = v3_mad(arm->end, d, wrist[0].y * u * u);
        struct palm_slice slice = {0, mixf(wrist[0].across, palm[CARPUS].across, t),
                                   mixf(wrist[0].half, palm[CARPUS].half, t), 0};
        path->scale = mixf(scale, 1, t);
        at = v3_mad(v3_mad(at, h->y, palm[CARPUS].y * t * t), h->z, palm[CARPUS].z * t);
        add_slice(path, at, v3_turn(d, axis, angle * t), across, &slice,
                  t < 0.4f ? PART_LEFT_FOREARM + (enum part)side : hand);
    }
    path->scale = 1;
    struct hand_shape shape = find_shape(arm);
    for (int i = 0; i < PALM_SLICES; i++) {
        vec3 along, at = web_point(h, &shape, sign, &palm[i], &along);
        add_slice(path, at, i < 4 ? h->y : along, across, &palm[i], hand);
    }
    path->scale = scale;
}

/* The ball of the thumb. */
static void build_ball(struct mesh *mesh, const struct frame *h, float sign, enum part part)
{
    struct frame ball = frame_turn(*h, h->z, sign * -26.0f);
    ball.o = frame_point(h, sign * 0.024f, 0.027f, 0.007f);
    mesh_ellipsoid(mesh, &ball, v3(0.0135f, 0.028f, 0.0120f), 10, 6, MATERIAL_SKIN, part, 0.012f);
}

/* The hollows between the tendons on the hand's back. */
static void draw_back(struct mesh *mesh, const struct frame *h, float sign, enum part part)
{
    static const float ways[3][3] = {
        {0.0210f, 0.0135f, 0}, {0.0005f, 0, 0}, {-0.0195f, -0.011f, 0}};
    for (int i = 0; i < 3; i++) {
        struct stroke_point p[4];
        for (int k = 0; k < 4; k++) {
            float t = (float)k / 3, x = mixf(ways[i][0], ways[i][1], t),
                  y = mixf(0.088f, 0.053f, t);
            float half = mixf(0.0117f, 0.0157f, t), round = x / 0.0412f;
            float z = mixf(0.003f, 0.0017f, t) - half * sqrtf(1 - round * round) - 0.0008f;
            p[k].out = v3_scale(h->z, -1);
            p[k].at = frame_point(h, sign * x, y, z);
            p[k].half = 0.0015f * (1 - t) + 0.0002f;
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
        v->dim = (uint8_t)(18 * smoothf(0.25f, 0.90f, fabsf(v3_dot(v->normal, across))));
    }
}

static void build_fingers(struct mesh *mesh, const struct hold *hold,
                          const struct hand_shape *shape, float sign, enum part part)
{
    const struct frame *h = &hold->arm->tip;
    struct phalanx first[4], on[4];
    float curl[4][3], length[4];
    for (int i = 0; i < 4; i++) {
        const struct finger *f = &fingers[i];
        on[i] = first[i] =
            (struct phalanx){.at = frame_point(h, sign * f->x, f->y, 0.004f),
                             .d = v3_turn(h->y, h->z, -sign * f->spread * shape->spread),
                             .axis = h->x,
                             .radius = f->radius};
        length[i] = f->length;
        memcpy(curl[i], shape->curl[i], sizeof curl[i]);
    }
    if (hold->arm->laid > 0)
        close_fingers(hold, on, length, 4, curl);
    for (int i = 0; i < 4; i++)
        build_finger(mesh, h, &first[i], length[i], curl[i], part);
}

/* On flesh it closes as fingers do; else it bends over the palm. */
static void build_thumb(struct mesh *mesh, const struct hold *hold, const struct hand_shape *shape,
                        float sign, enum part part)
{
    const struct frame *h = &hold->arm->tip;
    static const float length = 0.068f;
    struct phalanx first = {.at = frame_point(h, sign * 0.030f, 0.030f, 0.006f),
                            .d = v3_unit(frame_dir(h, sign * shape->out, 0.75f, shape->over)),
                            .radius = 0.0118f};
    vec3 axis = v3_lerp(h->x, v3_scale(h->z, sign), 0.6f);
    first.axis = v3_unit(v3_lerp(axis, v3_cross(first.d, h->z), hold->arm->laid));
    float curl[1][3] = {{shape->thumb * 0.2f, shape->thumb * 0.4f, shape->thumb * 0.4f}};
    struct phalanx on = first;
    if (hold->arm->laid > 0)
        close_fingers(hold, &on, &length, 1, curl);
    build_finger(mesh, h, &first, length, curl[0], part);
}

void body_build_hand(struct mesh *mesh, const struct skeleton *s, const struct person *person,
                     int side)
{
    struct hold hold = find_hold(s, person, side);
    const struct frame *h = &hold.arm->tip;
    enum part part = PART_LEFT_HAND + (enum part)side;
    struct hand_shape shape = find_shape(hold.arm);
    /* Seen with the fingers up and the palm away, the left hand's thumb is on the right: +x of its
     * frame points to the thumb on one hand and away from it on the other. */
    float sign = side == FIGURE_LEFT ? -1.0f : 1.0f;
    build_ball(mesh, h, sign, part);
    if (mesh->detail > TENDON_DETAIL)
        draw_back(mesh, h, sign, part);
    size_t from = mesh->vertex_count;
    build_fingers(mesh, &hold, &shape, sign, part);
    dim_flanks(mesh, from, h->x);
    build_thumb(mesh, &hold, &shape, sign, part);
}
