#include "figure/skeleton.h"

#include "figure/skeleton_parts.h"

vec3 skeleton_pelvis_place(const struct figure_moment *m)
{
    return v3(BLEND(m, pelvis_at.x), BLEND(m, pelvis_at.y), BLEND(m, pelvis_at.z));
}

static struct frame turned(vec3 at, float yaw, float pitch, float roll)
{
    struct frame f = {at, v3(1, 0, 0), v3(0, 1, 0), v3(0, 0, 1)};
    f = frame_turn(f, f.y, yaw);
    f = frame_turn(f, f.x, pitch);
    return frame_turn(f, f.z, roll);
}

/* Of a deep breath, which is what a pose asks for with 1. */
static const float BREATH_AT_REST = 0.25f;

/* How much of a turn has happened at u along the spine. It is spread like a bell from `from` to
 * `to`, of which the spine has the part 0..1: it runs on into pelvis and neck. */
static float bell_done(float u, float from, float to)
{
    float begin = smoothf(from, to, 0), end = smoothf(from, to, 1);
    return (smoothf(from, to, u) - begin) / (end - begin);
}

/* How much of the bend of its lower and its upper part has happened at u along the spine. The lower
 * part bends evenly; from UPPER_BEGINS on it hands over to the upper. The joints next to pelvis and
 * neck bend by ENDS_LESS less than those in the middle. */
static void bends_done(float u, float *lower, float *upper)
{
    static const float UPPER_BEGINS = 0.15f, ENDS_LESS = 0.10f;
    float w = u - ENDS_LESS * sinf(6.2831853f * u) / 6.2831853f, span = 1 - UPPER_BEGINS;
    float t = clampf((w - UPPER_BEGINS) / span, 0, 1);
    float above = span * t * t * t * (1 - t / 2); /* the integral of smoothf */
    *lower = (w - above) / (1 - span / 2);
    *upper = above / (span / 2);
}

void skeleton_solve_spine(const struct figure_moment *m, struct skeleton *s, float bow)
{
    struct frame base = turned(skeleton_pelvis_place(m), BLEND(m, pelvis_turn[0]),
                               BLEND(m, pelvis_turn[1]), BLEND(m, pelvis_turn[2]));
    float lumbar = BLEND(m, spine_bend[0]) + bow / 2, thoracic = BLEND(m, spine_bend[1]) + bow / 2;
    float side = BLEND(m, spine_side), twist = BLEND(m, spine_twist);
    vec3 at = base.o;
    for (int i = 0; i <= SPINE_STEPS; i++) {
        float u = (float)i / SPINE_STEPS;
        struct frame f = base;
        float lower, upper;
        bends_done(u, &lower, &upper);
        f = frame_turn(f, f.y, twist * bell_done(u, -0.05f, 1.05f));
        f = frame_turn(f, f.x, lumbar * lower + thoracic * upper);
        f = frame_turn(f, f.z, -side * bell_done(u, -0.25f, 1.25f));
        f.o = at;
        s->spine[i] = f;
        at = v3_mad(at, f.y, BONE_SPINE / SPINE_STEPS);
    }
    s->chest = s->spine[(int)(BONE_SHOULDER_U * SPINE_STEPS)];
}

/* The neck takes 40 % of the head's turn. */
void skeleton_solve_head(const struct figure_moment *m, struct skeleton *s, float nod)
{
    float yaw = BLEND(m, head_turn[0]), pitch = BLEND(m, head_turn[1]) + nod;
    float roll = BLEND(m, head_turn[2]);
    struct frame f = s->spine[SPINE_STEPS];
    vec3 top = f.o;
    f = frame_turn(f, f.y, yaw * 0.4f);
    f = frame_turn(f, f.x, pitch * 0.4f + 12.0f);
    f = frame_turn(f, f.z, -roll * 0.4f);
    s->neck = f;
    s->neck.o = top;
    f.o = v3_mad(top, f.y, BONE_NECK);
    f = frame_turn(f, f.y, yaw * 0.6f);
    f = frame_turn(f, f.x, pitch * 0.6f - 12.0f);
    s->head = frame_turn(f, f.z, -roll * 0.6f);
    s->eyes = BLEND(m, eyes);
    s->purse = m->blows;
    s->breath = maxf(m->breath * BREATH_AT_REST, BLEND(m, breath));
}

vec3 skeleton_joint(const struct skeleton *s, enum figure_joint joint)
{
    switch (joint) {
    case JOINT_PELVIS:
        return s->spine[0].o;
    case JOINT_CHEST:
        return s->chest.o;
    case JOINT_HEAD:
        return frame_point(&s->head, 0, 0.1f, 0.01f);
    case JOINT_LEFT_SHOULDER:
    case JOINT_RIGHT_SHOULDER:
        return s->arm[joint - JOINT_LEFT_SHOULDER].root;
    case JOINT_LEFT_ELBOW:
    case JOINT_RIGHT_ELBOW:
        return s->arm[joint - JOINT_LEFT_ELBOW].mid;
    case JOINT_LEFT_HAND:
    case JOINT_RIGHT_HAND:
        return frame_point(&s->arm[joint - JOINT_LEFT_HAND].tip, 0, PALM_TO_WRIST, PALM_DEPTH);
    case JOINT_LEFT_HIP:
    case JOINT_RIGHT_HIP:
        return s->leg[joint - JOINT_LEFT_HIP].root;
    case JOINT_LEFT_KNEE:
    case JOINT_RIGHT_KNEE:
        return s->leg[joint - JOINT_LEFT_KNEE].mid;
    case JOINT_LEFT_ANKLE:
    case JOINT_RIGHT_ANKLE:
        return s->leg[joint - JOINT_LEFT_ANKLE].end;
    case JOINT_LEFT_SOLE:
    case JOINT_RIGHT_SOLE:
        return frame_point(&s->leg[joint - JOINT_LEFT_SOLE].tip, 0, -SOLE_HEIGHT, 0.10f);
    default:
        return v3(0, 0, 0);
    }
}

void skeleton_solve(const struct figure_moment *moment, struct skeleton *out)
{
    skeleton_solve_spine(moment, out, 0);
    skeleton_solve_head(moment, out, 0);
    skeleton_settle(moment, out);
    skeleton_solve_legs(moment, out);
    skeleton_solve_arms(moment, out);
}

struct figure_reach figure_pose_reach(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    return (struct figure_reach){{s.arm[0].missing, s.arm[1].missing},
                                 {s.leg[0].missing, s.leg[1].missing}};
}
