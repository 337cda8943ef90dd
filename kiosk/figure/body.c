#include "figure/body.h"

#include "figure/body_parts.h"
#include "figure/girth.h"

/* How much of a part is soft: what somebody carries in front, how much thicker than the first
 * person's their thighs are, hair, and the pads of hands, knees and shins. */
static float softness(enum part part, const struct skeleton *s, const struct person *p)
{
    switch (part) {
    case PART_TRUNK:
        return maxf((p->front - 1) * 0.10f, 0) + p->bust + s->breath * BELLY_BREATH;
    case PART_LEFT_THIGH:
    case PART_RIGHT_THIGH:
        return maxf((p->limbs - 1) * 0.085f, 0) + 0.004f;
    case PART_HEAD:
        return 0.025f;
    case PART_LEFT_FOOT:
    case PART_RIGHT_FOOT:
        return 0.003f;
    default:
        return 0.005f;
    }
}

/* On the ground soft parts give way instead of sinking into it. Bones do not. */
static void flatten(struct mesh *mesh, size_t first, const struct skeleton *s,
                    const struct person *p)
{
    float soft[PART_COUNT];
    for (int i = 0; i < PART_COUNT; i++)
        soft[i] = softness((enum part)i, s, p);
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        if (v->at.y < 0)
            v->at.y = minf(v->at.y + soft[v->part], 0);
    }
}

/* The cloth between the thighs: one runs into the other below the trunk. */
static void join_legs(struct mesh *mesh, const size_t *start, const struct join_limb *legs)
{
    for (int i = 0; i < 2; i++) {
        struct join_limb other = legs[!i];
        other.width = 0.042f;
        other.near = 0.12f;
        other.far = 0.16f;
        join_trunk_to_limb(mesh, start[1 + i], start[2 + i], &other);
    }
}

/* The shank runs into the foot over instep and heel. `shank` and `foot`: first and end. */
static void join_ankle(struct mesh *mesh, const struct limb *leg, const size_t *shank,
                       const size_t *foot)
{
    vec3 d = v3_unit(v3_sub(leg->end, leg->mid));
    struct join_limb above = {
        .inside = v3_mad(leg->end, d, 0.012f),
        .joint = leg->end,
        .beyond = v3_mad(leg->end, d, -0.09f),
        .front = v3_across(leg->tip.z, d, leg->tip.y),
        .girth = {{0.028f, 0.032f, 0.033f}, {0.0285f, 0.033f, 0.033f}, {0.0315f, 0.033f, 0.034f}},
        .width = 0.018f,
        .near = 0.04f,
        .far = 0.08f};
    struct join_limb below = above;
    below.inside = frame_point(&leg->tip, 0, -0.030f, -0.035f);
    below.joint = frame_point(&leg->tip, 0, -0.0225f, 0.005f);
    below.beyond = frame_point(&leg->tip, 0, -0.038f, 0.070f);
    below.front = leg->tip.y;
    below.girth[0].across = 0.032f;
    below.girth[0].front = below.girth[0].back = 0.040f;
    below.girth[1].across = 0.0335f;
    below.girth[1].front = below.girth[1].back = 0.0520f;
    below.girth[2].across = 0.036f;
    below.girth[2].front = below.girth[2].back = 0.0315f;
    join_trunk_to_limb(mesh, foot[0], foot[1], &above);
    join_trunk_to_limb(mesh, shank[0], shank[1], &below);
}

/* Metres below the shirt's hem that lie in its shadow. */
static const float HEM_SHADOW = 0.034f;

/* The shirt hangs over the trousers: a thigh that is raised stays below it, and in its shadow. */
static void tuck_in(struct mesh *mesh, size_t first, size_t end, const struct frame *pelvis,
                    const struct join_trunk *trunk)
{
    for (size_t i = first; i < end; i++) {
        struct vertex *v = &mesh->vertices[i];
        float above = v3_dot(v3_sub(v->at, pelvis->o), pelvis->y) - TRUNK_HEM;
        if (above > -0.006f && above < 0.15f)
            join_tuck(v, trunk, smoothf(-0.006f, 0.008f, above));
        if (above > -HEM_SHADOW && above < 0.03f && !mesh->bare) {
            float gap = join_gap(v, trunk, 0.032f);
            v->dim = (uint8_t)maxf(v->dim, 12 * smoothf(-HEM_SHADOW, 0, above) *
                                               smoothf(0.032f, 0.010f, gap));
        }
    }
}

void body_build(struct mesh *mesh, const struct skeleton *s, const struct person *person)
{
    struct ring rings[MESH_MAX_RINGS];
    struct join_trunk trunk;
    struct join_limb limbs[4];
    size_t start[6] = {mesh->vertex_count};
    body_build_trunk(mesh, s, person, rings, &trunk);
    for (int i = 0; i < 4; i++) {
        start[1 + i] = mesh->vertex_count;
        if (i < 2)
            body_build_leg(mesh, s, person, i, &limbs[i]);
        else
            body_build_arm(mesh, s, person, i - 2, &limbs[i]);
    }
    start[5] = mesh->vertex_count;
    for (int i = 0; i < 4; i++) {
        join_limb_to_trunk(mesh, start[1 + i], start[2 + i], &limbs[i], &trunk);
        join_trunk_to_limb(mesh, start[0], start[1], &limbs[i]);
    }
    join_legs(mesh, start, limbs);
    tuck_in(mesh, start[1], start[3], &s->spine[0], &trunk);
    size_t neck = mesh->vertex_count, neck_end = body_build_neck(mesh, s, person);
    struct join_limb shoulders = body_neck_join(s, person);
    join_trunk_to_limb(mesh, start[0], start[1], &shoulders);
    join_limb_to_trunk(mesh, neck, neck_end, &shoulders, &trunk);
    body_build_head(mesh, s, person);
    for (int side = 0; side < 2; side++) {
        body_build_hand(mesh, s, person, side);
        size_t foot = mesh->vertex_count;
        body_build_foot(mesh, s, side);
        join_ankle(mesh, &s->leg[side], (const size_t[]){start[1 + side], start[2 + side]},
                   (const size_t[]){foot, mesh->vertex_count});
    }
    flatten(mesh, start[0], s, person);
}

static int add_limb_capsules(struct capsule *out, const struct skeleton *s, float limbs, int side)
{
    const struct limb *arm = &s->arm[side], *leg = &s->leg[side];
    enum part add = (enum part)side;
    vec3 fingers = frame_point(&arm->tip, 0, 0.15f, PALM_DEPTH * 0.5f);
    vec3 heel = frame_point(&leg->tip, 0, -0.045f, -0.025f);
    vec3 toes = frame_point(&leg->tip, 0, -0.058f, 0.155f);
    int n = 0;
    out[n++] = (struct capsule){arm->root, arm->mid, 0.05f * limbs, GIRTH_ELBOW * limbs,
                                PART_LEFT_UPPER_ARM + add};
    out[n++] =
        (struct capsule){arm->mid, arm->end, GIRTH_ELBOW * limbs, 0.022f, PART_LEFT_FOREARM + add};
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
    const struct frame *p = &s->spine[0], *c = &s->chest, *waist = &s->spine[SPINE_STEPS / 2];
    float rounded = 0.016f * smoothf(0.2f, 1.0f, v3_dot(v3_sub(c->y, p->y), waist->z));
    for (int side = 0; side < 2; side++)
        n += add_limb_capsules(out + n, s, person->limbs, side);
    out[n++] = (struct capsule){frame_point(p, 0.06f, -0.01f, -0.01f),
                                frame_point(p, -0.06f, -0.01f, -0.01f), 0.10f, 0.10f, PART_TRUNK};
    out[n++] = (struct capsule){p->o, waist->o, 0.10f, 0.085f + rounded, PART_TRUNK};
    out[n++] = (struct capsule){waist->o, c->o, 0.085f + rounded, 0.095f + rounded, PART_TRUNK};
    out[n++] = (struct capsule){frame_point(c, 0.08f, -0.04f, 0), frame_point(c, -0.08f, -0.04f, 0),
                                0.09f, 0.09f, PART_TRUNK};
    out[n++] = (struct capsule){s->neck.o, s->head.o, 0.052f, 0.055f, PART_HEAD};
    out[n++] =
        (struct capsule){frame_point(&s->head, 0, 0.05f, 0.02f),
                         frame_point(&s->head, 0, 0.125f, 0.003f), 0.075f, 0.088f, PART_HEAD};
    return n;
}
