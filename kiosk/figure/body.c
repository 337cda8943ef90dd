#include "figure/body.h"

#include <string.h>

/* One slice of the trunk: y along the spine, counted from the pelvis' origin. */
struct slice {
    float y, across, front, back;
    float waist, hips, chest; /* how much each girth of the person counts here */
};

static const struct slice trunk[] = {
    {-0.105f, 0.030f, 0.030f, 0.030f, 0, 0, 0},
    {-0.098f, 0.075f, 0.062f, 0.062f, 0, 1, 0},
    {-0.075f, 0.122f, 0.086f, 0.088f, 0, 1, 0},
    {-0.040f, 0.152f, 0.098f, 0.108f, 0, 1, 0},
    {0.000f, 0.163f, 0.102f, 0.115f, 0.2f, 1, 0},
    {0.040f, 0.160f, 0.103f, 0.113f, 0.5f, 0.8f, 0},
    {0.080f, 0.147f, 0.101f, 0.099f, 0.9f, 0.3f, 0},
    {0.120f, 0.132f, 0.097f, 0.087f, 1, 0, 0},
    {0.160f, 0.123f, 0.094f, 0.082f, 1, 0, 0.1f},
    {0.200f, 0.122f, 0.095f, 0.084f, 0.8f, 0, 0.4f},
    {0.245f, 0.130f, 0.101f, 0.092f, 0.5f, 0, 0.8f},
    {0.290f, 0.141f, 0.110f, 0.100f, 0.2f, 0, 1},
    {0.330f, 0.149f, 0.112f, 0.105f, 0, 0, 1},
    {0.370f, 0.152f, 0.102f, 0.107f, 0, 0, 1},
    {0.405f, 0.146f, 0.088f, 0.103f, 0, 0, 1},
    {0.435f, 0.128f, 0.073f, 0.093f, 0, 0, 1},
    {0.460f, 0.096f, 0.062f, 0.080f, 0, 0, 0.6f},
    {0.478f, 0.072f, 0.056f, 0.068f, 0, 0, 0.3f},
    {0.492f, 0.059f, 0.052f, 0.060f, 0, 0, 0},
};

enum { TRUNK_SLICES = sizeof trunk / sizeof trunk[0], TRUNK_SEGMENTS = 24, HEM_SLICE = 5 };

static struct frame spine_at(const struct skeleton *s, float y)
{
    float u = y / BONE_SPINE * SPINE_STEPS;
    if (u <= 0) {
        struct frame f = s->spine[0];
        f.o = v3_mad(f.o, f.y, y);
        return f;
    }
    int i = u < SPINE_STEPS - 1 ? (int)u : SPINE_STEPS - 1;
    float t = u - (float)i;
    const struct frame *a = &s->spine[i], *b = &s->spine[i + 1];
    struct frame f;
    f.o = v3_lerp(a->o, b->o, t);
    f.x = v3_unit(v3_lerp(a->x, b->x, t));
    f.y = v3_across(v3_lerp(a->y, b->y, t), f.x, a->y);
    f.z = v3_cross(f.x, f.y);
    return f;
}

static float girth(float share, float factor)
{
    return 1.0f + share * (factor - 1.0f);
}

static struct ring trunk_ring(const struct skeleton *s, const struct person *p,
                              const struct slice *slice)
{
    struct frame f = spine_at(s, slice->y);
    float wide =
        girth(slice->waist, p->waist) * girth(slice->hips, p->hips) * girth(slice->chest, p->chest);
    float deep = girth(slice->waist, p->front) * girth(slice->chest, 0.5f + 0.5f * p->front);
    float chest = smoothf(0.18f, 0.30f, slice->y) * smoothf(0.44f, 0.36f, slice->y);
    float belly = smoothf(0.02f, 0.12f, slice->y) * smoothf(0.28f, 0.16f, slice->y);
    float bust = p->bust * smoothf(0.25f, 0.31f, slice->y) * smoothf(0.40f, 0.33f, slice->y);
    struct ring r = {.at = f.o,
                     .u = v3_scale(f.x, -1),
                     .v = f.z,
                     .across = slice->across * wide + s->breath * 0.006f * chest,
                     .front = slice->front * deep + bust +
                              s->breath * (0.015f * chest + BELLY_BREATH * belly),
                     .back = slice->back,
                     .part = PART_TRUNK};
    return r;
}

static void build_trunk(struct mesh *mesh, const struct skeleton *s, const struct person *p)
{
    struct ring rings[MESH_MAX_RINGS];
    int n = 0;
    for (int i = 0; i < TRUNK_SLICES; i++) {
        struct ring r = trunk_ring(s, p, &trunk[i]);
        r.material = i < HEM_SLICE ? MATERIAL_LEGS : MATERIAL_SHIRT;
        if (i == HEM_SLICE) {
            /* The shirt hangs over the trousers: a small step makes a clean hem. */
            struct ring step = r;
            step.material = MATERIAL_LEGS;
            step.edge = r.edge = true;
            rings[n++] = step;
            r.at = v3_mad(r.at, s->spine[0].y, -0.006f);
        }
        if (i >= HEM_SLICE && i < HEM_SLICE + 5) {
            float ease = 0.006f - 0.001f * (float)(i - HEM_SLICE);
            r.across += ease;
            r.front += ease;
            r.back += ease * 0.5f;
        }
        if (i >= TRUNK_SLICES - 3)
            r.material = MATERIAL_SKIN;
        rings[n++] = r;
    }
    mesh_tube(mesh, rings, n, TRUNK_SEGMENTS, 0.93f, 0.02f);
}

/* A limb as a bent tube: straight stretches with a profile, and fans of rings round its joints. */
struct profile {
    float at; /* 0..1 along the stretch */
    float across, front, back;
};

struct limb_path {
    vec3 point[4];
    vec3 across; /* at the root; carried along */
    vec3 hinge;  /* of the lower two stretches */
    float scale;
    int count;
    struct ring rings[MESH_MAX_RINGS];
};

static void add_ring(struct limb_path *path, vec3 at, vec3 d, vec3 across, const struct profile *p,
                     enum material material, enum part part)
{
    if (path->count >= MESH_MAX_RINGS)
        return;
    vec3 u = v3_across(across, d, path->hinge);
    path->rings[path->count++] = (struct ring){.at = at,
                                               .u = u,
                                               .v = v3_cross(d, u),
                                               .across = p->across * path->scale,
                                               .front = p->front * path->scale,
                                               .back = p->back * path->scale,
                                               .material = (uint8_t)material,
                                               .part = (uint8_t)part,
                                               .bias = part == PART_TRUNK ? 0.06f : 0};
}

/* Rings that turn from direction a to b on the spot; their outer side is the rounded knee. */
static void add_fan(struct limb_path *path, vec3 at, vec3 a, vec3 b, vec3 across_a, vec3 across_b,
                    const struct profile *p, enum material material, const enum part part[2])
{
    float angle = acosf(clampf(v3_dot(a, b), -1, 1)) * 57.29578f;
    vec3 axis = v3_across(v3_cross(a, b), a, across_a);
    int steps = 1 + (int)(angle / 18.0f);
    for (int i = 0; i <= steps; i++) {
        float t = (float)i / (float)steps;
        vec3 d = v3_turn(a, axis, angle * t);
        add_ring(path, at, d, v3_lerp(across_a, across_b, t), p, material, part[t > 0.5f]);
    }
}

static void add_stretch(struct limb_path *path, vec3 a, vec3 b, vec3 across,
                        const struct profile *list, int count, enum material material,
                        enum part part)
{
    vec3 d = v3_unit(v3_sub(b, a));
    for (int i = 0; i < count; i++)
        add_ring(path, v3_lerp(a, b, list[i].at), d, across, &list[i], material, part);
}

/* Where cloth ends on the stretch a to b of `part`: two rings at one place, the outer one `thick`
 * wider. */
static void end_cloth(struct limb_path *path, enum part part, float at, vec3 a, vec3 b, float thick)
{
    vec3 d = v3_unit(v3_sub(b, a));
    for (int i = 0; i < path->count; i++) {
        float here = v3_dot(v3_sub(path->rings[i].at, a), d) / v3_length(v3_sub(b, a));
        struct ring *r = &path->rings[i];
        /* With the knee hugged to the chest, rings of the hip lie that far along the shank, too. */
        bool upper =
            r->part != (uint8_t)part || v3_dot(v3_cross(r->u, r->v), d) < 0.98f || here < at;
        if (!upper && i > 0 && path->count < MESH_MAX_RINGS) {
            const struct ring *before = r - 1;
            float span = maxf(v3_length(v3_sub(r->at, before->at)), 1e-4f);
            float t = clampf((at - v3_dot(v3_sub(before->at, a), d) / v3_length(v3_sub(b, a))) *
                                 v3_length(v3_sub(b, a)) / span,
                             0, 1);
            struct ring edge = *r;
            edge.at = v3_lerp(a, b, at);
            edge.across = mixf(before->across, r->across + thick, t);
            edge.front = mixf(before->front, r->front + thick, t);
            edge.back = mixf(before->back, r->back + thick, t);
            edge.material = before->material;
            edge.edge = true;
            struct ring skin = edge;
            skin.at = v3_mad(edge.at, d, -0.002f);
            skin.across -= thick;
            skin.front -= thick;
            skin.back -= thick;
            skin.material = MATERIAL_SKIN;
            memmove(r + 2, r, sizeof *r * (size_t)(path->count - i));
            path->count += 2;
            r[0] = edge;
            r[1] = skin;
            for (int k = i + 2; k < path->count; k++)
                path->rings[k].material = MATERIAL_SKIN;
            return;
        }
        r->across += thick;
        r->front += thick;
        r->back += thick;
    }
}

static void build_leg(struct mesh *mesh, const struct skeleton *s, const struct person *p, int side)
{
    static const struct profile root[] = {{0, 0.055f, 0.060f, 0.066f},
                                          {0.6f, 0.076f, 0.080f, 0.088f}};
    static const struct profile hip = {0, 0.081f, 0.084f, 0.094f};
    static const struct profile thigh[] = {
        {0.12f, 0.082f, 0.084f, 0.090f}, {0.26f, 0.079f, 0.082f, 0.083f},
        {0.42f, 0.074f, 0.077f, 0.076f}, {0.58f, 0.067f, 0.070f, 0.069f},
        {0.74f, 0.059f, 0.062f, 0.061f}, {0.88f, 0.053f, 0.056f, 0.054f}};
    static const struct profile knee = {0, 0.051f, 0.053f, 0.050f};
    static const struct profile shank[] = {
        {0.10f, 0.049f, 0.049f, 0.052f}, {0.22f, 0.050f, 0.045f, 0.060f},
        {0.34f, 0.050f, 0.043f, 0.062f}, {0.48f, 0.046f, 0.041f, 0.056f},
        {0.62f, 0.040f, 0.038f, 0.045f}, {0.76f, 0.034f, 0.035f, 0.036f},
        {0.90f, 0.030f, 0.034f, 0.033f}, {1.00f, 0.031f, 0.036f, 0.035f}};
    static const struct profile ankle = {0, 0.030f, 0.034f, 0.034f};
    const struct limb *leg = &s->leg[side];
    const struct frame *pelvis = &s->spine[0];
    enum part thigh_part = PART_LEFT_THIGH + (enum part)side;
    enum part shank_part = PART_LEFT_SHANK + (enum part)side;
    vec3 top = frame_point(pelvis, side_sign(side) * BONE_HIP_X * 0.9f, 0.075f, -0.004f);
    struct limb_path path = {.hinge = leg->hinge, .scale = 1, .count = 0};
    vec3 d0 = v3_unit(v3_sub(leg->root, top)), d1 = v3_unit(v3_sub(leg->mid, leg->root));
    vec3 d2 = v3_unit(v3_sub(leg->end, leg->mid));
    path.scale = p->limbs;
    add_stretch(&path, top, leg->root, pelvis->x, root, 2, MATERIAL_LEGS, PART_TRUNK);
    add_fan(&path, leg->root, d0, d1, pelvis->x, leg->hinge, &hip, MATERIAL_LEGS,
            (enum part[]){PART_TRUNK, thigh_part});
    add_stretch(&path, leg->root, leg->mid, leg->hinge, thigh, 6, MATERIAL_LEGS, thigh_part);
    add_fan(&path, leg->mid, d1, d2, leg->hinge, leg->hinge, &knee, MATERIAL_LEGS,
            (enum part[]){thigh_part, shank_part});
    add_stretch(&path, leg->mid, leg->end, leg->hinge, shank, 8, MATERIAL_LEGS, shank_part);
    add_ring(&path, v3_mad(leg->end, d2, 0.012f), d2, leg->hinge, &ankle, MATERIAL_LEGS,
             shank_part);
    end_cloth(&path, shank_part, p->hem, leg->mid, leg->end, 0.004f);
    mesh_tube(mesh, path.rings, path.count, 16, 1.0f, 0.02f);
}

static void build_arm(struct mesh *mesh, const struct skeleton *s, const struct person *p, int side)
{
    static const struct profile root[] = {{0, 0.044f, 0.044f, 0.044f},
                                          {0.5f, 0.052f, 0.053f, 0.053f}};
    static const struct profile shoulder = {0, 0.053f, 0.054f, 0.054f};
    static const struct profile upper[] = {{0.15f, 0.052f, 0.053f, 0.053f},
                                           {0.32f, 0.048f, 0.049f, 0.049f},
                                           {0.48f, 0.045f, 0.046f, 0.045f},
                                           {0.64f, 0.041f, 0.042f, 0.041f},
                                           {0.82f, 0.037f, 0.038f, 0.037f}};
    static const struct profile elbow = {0, 0.035f, 0.036f, 0.035f};
    static const struct profile lower[] = {{0.12f, 0.037f, 0.036f, 0.038f},
                                           {0.28f, 0.037f, 0.036f, 0.037f},
                                           {0.48f, 0.033f, 0.032f, 0.033f},
                                           {0.68f, 0.028f, 0.027f, 0.027f},
                                           {0.86f, 0.025f, 0.022f, 0.022f}};
    static const struct profile wrist = {0, 0.026f, 0.020f, 0.020f};
    const struct limb *arm = &s->arm[side];
    enum part upper_part = PART_LEFT_UPPER_ARM + (enum part)side;
    enum part lower_part = PART_LEFT_FOREARM + (enum part)side;
    vec3 top = frame_point(&s->chest, side_sign(side) * 0.092f, 0.008f, -0.005f);
    struct limb_path path = {.hinge = arm->hinge, .scale = 0.4f + 0.6f * p->limbs, .count = 0};
    vec3 d0 = v3_unit(v3_sub(arm->root, top)), d1 = v3_unit(v3_sub(arm->mid, arm->root));
    vec3 d2 = v3_unit(v3_sub(arm->end, arm->mid));
    vec3 hand = v3_scale(arm->tip.x, v3_dot(arm->tip.x, arm->hinge) < 0 ? -1.0f : 1.0f);
    add_stretch(&path, top, arm->root, s->chest.z, root, 2, MATERIAL_SHIRT, PART_TRUNK);
    add_fan(&path, arm->root, d0, d1, s->chest.z, arm->hinge, &shoulder, MATERIAL_SHIRT,
            (enum part[]){PART_TRUNK, upper_part});
    add_stretch(&path, arm->root, arm->mid, arm->hinge, upper, 5, MATERIAL_SHIRT, upper_part);
    add_fan(&path, arm->mid, d1, d2, arm->hinge, arm->hinge, &elbow, MATERIAL_SHIRT,
            (enum part[]){upper_part, lower_part});
    for (int i = 0; i < 5; i++) {
        vec3 across = v3_lerp(arm->hinge, hand, lower[i].at);
        add_ring(&path, v3_lerp(arm->mid, arm->end, lower[i].at), d2, across, &lower[i],
                 MATERIAL_SKIN, lower_part);
    }
    add_ring(&path, arm->end, d2, hand, &wrist, MATERIAL_SKIN, lower_part);
    /* No line where the sleeve leaves the shoulder. */
    for (int i = 0; i < path.count && path.rings[i].part != lower_part; i++)
        if (v3_length(v3_sub(path.rings[i].at, arm->root)) < 0.05f)
            path.rings[i].bias = 0.045f;
    end_cloth(&path, upper_part, p->sleeve, arm->root, arm->mid, 0.007f);
    mesh_tube(mesh, path.rings, path.count, 12, 1.0f, 0.014f);
}

/* What somebody carries in front, and how much thicker than the first person's their thighs are, is
 * soft, and so is hair: it gives way on the ground instead of sinking into it. Bones do not. */
static void flatten(struct mesh *mesh, size_t first, const struct skeleton *s,
                    const struct person *p)
{
    float belly = maxf((p->front - 1) * 0.10f, 0) + p->bust + s->breath * BELLY_BREATH;
    float thigh = maxf((p->limbs - 1) * 0.085f, 0);
    const float hair = 0.025f;
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        bool thighs = v->part == PART_LEFT_THIGH || v->part == PART_RIGHT_THIGH;
        if (v->at.y >= 0)
            continue;
        if (thighs || v->part == PART_TRUNK)
            v->at.y = minf(v->at.y + (thighs ? thigh : belly), 0);
        else if (v->part == PART_HEAD)
            v->at.y = minf(v->at.y + hair, 0);
    }
}

void body_build(struct mesh *mesh, const struct skeleton *s, const struct person *person)
{
    size_t first = mesh->vertex_count;
    build_trunk(mesh, s, person);
    body_build_head(mesh, s, person);
    for (int side = 0; side < 2; side++) {
        build_leg(mesh, s, person, side);
        build_arm(mesh, s, person, side);
        body_build_hand(mesh, s, side);
        body_build_foot(mesh, s, side);
    }
    flatten(mesh, first, s, person);
}

static int add_limb_capsules(struct capsule *out, const struct skeleton *s, float limbs, int side)
{
    const struct limb *arm = &s->arm[side], *leg = &s->leg[side];
    enum part add = (enum part)side;
    vec3 fingers = frame_point(&arm->tip, 0, 0.15f, PALM_DEPTH * 0.5f);
    vec3 heel = frame_point(&leg->tip, 0, -0.045f, -0.025f);
    vec3 toes = frame_point(&leg->tip, 0, -0.058f, 0.155f);
    int n = 0;
    out[n++] = (struct capsule){arm->root, arm->mid, 0.05f * limbs, 0.036f * limbs,
                                PART_LEFT_UPPER_ARM + add};
    out[n++] =
        (struct capsule){arm->mid, arm->end, 0.036f * limbs, 0.022f, PART_LEFT_FOREARM + add};
    out[n++] = (struct capsule){arm->end, fingers, 0.024f, 0.012f, PART_LEFT_HAND + add};
    out[n++] = (struct capsule){leg->root, leg->mid, 0.085f * limbs, 0.051f * limbs,
                                PART_LEFT_THIGH + add};
    out[n++] = (struct capsule){leg->mid, leg->end, 0.052f * limbs, 0.034f, PART_LEFT_SHANK + add};
    out[n++] = (struct capsule){heel, toes, 0.030f, 0.016f, PART_LEFT_FOOT + add};
    return n;
}

int body_capsules(const struct skeleton *s, const struct person *person,
                  struct capsule out[BODY_MAX_CAPSULES])
{
    int n = 0;
    const struct frame *p = &s->spine[0], *c = &s->chest;
    for (int side = 0; side < 2; side++)
        n += add_limb_capsules(out + n, s, person->limbs, side);
    out[n++] = (struct capsule){frame_point(p, 0.06f, -0.01f, -0.01f),
                                frame_point(p, -0.06f, -0.01f, -0.01f), 0.10f, 0.10f, PART_TRUNK};
    out[n++] = (struct capsule){p->o, s->spine[SPINE_STEPS / 2].o, 0.10f, 0.085f, PART_TRUNK};
    out[n++] = (struct capsule){s->spine[SPINE_STEPS / 2].o, c->o, 0.085f, 0.095f, PART_TRUNK};
    out[n++] = (struct capsule){frame_point(c, 0.08f, -0.04f, 0), frame_point(c, -0.08f, -0.04f, 0),
                                0.09f, 0.09f, PART_TRUNK};
    out[n++] = (struct capsule){s->neck.o, s->head.o, 0.052f, 0.055f, PART_HEAD};
    out[n++] =
        (struct capsule){frame_point(&s->head, 0, 0.05f, 0.02f),
                         frame_point(&s->head, 0, 0.125f, 0.003f), 0.075f, 0.088f, PART_HEAD};
    return n;
}
