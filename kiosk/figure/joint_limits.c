#include "figure/joint_limits.h"

static float degrees(float y, float x)
{
    return atan2f(y, x) * 57.29578f;
}

static float between(vec3 a, vec3 b)
{
    return acosf(clampf(v3_dot(v3_unit(a), v3_unit(b)), -1, 1)) * 57.29578f;
}

/* Of frame b against frame a, forward. */
static float bend(const struct frame *a, const struct frame *b)
{
    return degrees(v3_dot(b->y, a->z), v3_dot(b->y, a->y));
}

static void limb_angles(const struct skeleton *s, int side, float angle[ANGLE_COUNT])
{
    const struct limb *arm = &s->arm[side], *leg = &s->leg[side];
    const struct frame *pelvis = &s->spine[0];
    vec3 thigh = v3_sub(leg->mid, leg->root), shank = v3_sub(leg->end, leg->mid);
    vec3 upper = v3_sub(arm->mid, arm->root), lower = v3_sub(arm->end, arm->mid);
    float out = side_sign(side) * v3_dot(thigh, pelvis->x) / v3_length(thigh);
    angle[ANGLE_KNEE] = between(thigh, shank);
    angle[ANGLE_ELBOW] = between(upper, lower);
    angle[ANGLE_HIP_FLEXION] = degrees(v3_dot(thigh, pelvis->z), -v3_dot(thigh, pelvis->y));
    angle[ANGLE_HIP_ABDUCTION] = asinf(clampf(out, -1, 1)) * 57.29578f;
    angle[ANGLE_ANKLE] = between(leg->tip.z, v3_scale(shank, -1));
    angle[ANGLE_WRIST] = between(arm->tip.y, lower);
    angle[ANGLE_SHOULDER] = between(upper, v3_scale(s->chest.y, -1));
}

void joint_angles(const struct skeleton *s, int side, float angle[ANGLE_COUNT])
{
    const struct frame *pelvis = &s->spine[0], *waist = &s->spine[SPINE_STEPS * 53 / 100];
    const struct frame *top = &s->spine[SPINE_STEPS];
    limb_angles(s, side, angle);
    angle[ANGLE_LUMBAR] = bend(pelvis, waist);
    angle[ANGLE_THORACIC] = bend(waist, top);
    angle[ANGLE_SPINE_SIDE] = degrees(v3_dot(top->y, pelvis->x), v3_dot(top->y, pelvis->y));
    if (v3_dot(top->y, pelvis->y) < 0.5f) /* bent far over: there is no side */
        angle[ANGLE_SPINE_SIDE] = 0;
    vec3 turned = v3_across(top->x, pelvis->y, pelvis->x);
    angle[ANGLE_SPINE_TWIST] = degrees(-v3_dot(turned, pelvis->z), v3_dot(turned, pelvis->x));
    angle[ANGLE_NECK_FLEXION] = bend(top, &s->head);
    vec3 face = v3_across(s->head.z, top->y, top->z);
    angle[ANGLE_NECK_TURN] = degrees(v3_dot(face, top->x), v3_dot(face, top->z));
}
