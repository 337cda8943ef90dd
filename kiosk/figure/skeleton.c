#include "figure/skeleton.h"

/* The weighted sum of one field over the moment's poses. */
#define BLEND(m, field)                                                                            \
    ((m)->weight[0] * (m)->pose[0]->field + (m)->weight[1] * (m)->pose[1]->field +                 \
     (m)->weight[2] * (m)->pose[2]->field + (m)->weight[3] * (m)->pose[3]->field)

static vec3 blend_pelvis(const struct figure_moment *m)
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
static const float BREATH_AT_REST = 0.66f;

/* How much of the whole lumbar and thoracic bend has happened at u along the spine. */
static float bend_done(float u, float from, float to)
{
    return clampf((u - from) / (to - from), 0.0f, 1.0f);
}

static void solve_spine(const struct figure_moment *m, struct skeleton *s)
{
    struct frame base = turned(blend_pelvis(m), BLEND(m, pelvis_turn[0]), BLEND(m, pelvis_turn[1]),
                               BLEND(m, pelvis_turn[2]));
    float lumbar = BLEND(m, spine_bend[0]), thoracic = BLEND(m, spine_bend[1]);
    float side = BLEND(m, spine_side), twist = BLEND(m, spine_twist);
    vec3 at = base.o;
    for (int i = 0; i <= SPINE_STEPS; i++) {
        float u = (float)i / SPINE_STEPS;
        struct frame f = base;
        f = frame_turn(f, f.y, twist * smoothf(0.1f, 1.0f, u));
        f = frame_turn(f, f.x,
                       lumbar * bend_done(u, 0.1f, 0.55f) + thoracic * bend_done(u, 0.5f, 1.0f));
        f = frame_turn(f, f.z, -side * bend_done(u, 0.1f, 1.0f));
        f.o = at;
        s->spine[i] = f;
        at = v3_mad(at, f.y, BONE_SPINE / SPINE_STEPS);
    }
    s->chest = s->spine[(int)(BONE_SHOULDER_U * SPINE_STEPS)];
}

/* The neck takes 40 % of the head's turn. */
static void solve_head(const struct figure_moment *m, struct skeleton *s)
{
    float yaw = BLEND(m, head_turn[0]), pitch = BLEND(m, head_turn[1]);
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
    s->breath = maxf(m->breath * BREATH_AT_REST, BLEND(m, breath));
}

/* Solves mid and end for the wanted end; `toward` is where the middle joint points. */
static void solve_bones(struct limb *limb, float upper, float lower, vec3 want, vec3 toward,
                        vec3 natural)
{
    vec3 line = v3_sub(want, limb->root);
    float wanted = v3_length(line);
    /* A whisker short of straight: locked joints look wrong and their plane is undefined. */
    float reach = (upper + lower) * 0.9995f;
    float least = fabsf(upper - lower) + 0.02f;
    float length = clampf(wanted, least, reach);
    vec3 n = v3_unit(line);
    vec3 k = v3_across(toward, n, natural);
    float along = (upper * upper - lower * lower + length * length) / (2.0f * length);
    float off = sqrtf(maxf(upper * upper - along * along, 0.0f));
    limb->mid = v3_mad(v3_mad(limb->root, n, along), k, off);
    limb->end = v3_mad(limb->root, n, length);
    limb->missing = fabsf(wanted - length);
    limb->hinge = v3_cross(k, n);
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

float skeleton_foot_bottom(const struct frame *foot)
{
    /* Balls that touch the foot's skin from inside: heel, instep, ball, toes, malleoli. */
    static const struct {
        float y, z, r;
    } pads[] = {{-0.043f, -0.030f, 0.032f}, {-0.012f, 0.045f, 0.034f},   {-0.052f, 0.105f, 0.022f},
                {-0.061f, 0.160f, 0.013f},  {-0.0625f, 0.177f, 0.0125f}, {0.0f, 0.0f, 0.037f}};
    float low = 0;
    for (size_t i = 0; i < sizeof pads / sizeof pads[0]; i++) {
        float y = foot->y.y * pads[i].y + foot->z.y * pads[i].z - pads[i].r;
        low = minf(low, y);
    }
    return low;
}

/* The foot's axes from where the toes point; flat on the ground it ignores the shank's tilt. */
static struct frame foot_frame(const struct limb *leg, vec3 point, bool flat)
{
    struct frame f;
    vec3 shank = v3_unit(v3_sub(leg->end, leg->mid));
    f.o = leg->end;
    f.z = v3_unit_or(point, v3_cross(shank, leg->hinge));
    vec3 up = v3_cross(f.z, leg->hinge);
    if (flat && fabsf(f.z.y) < 0.6f && up.y > 0.2f)
        up = v3(0, 1, 0);
    f.y = v3_across(up, f.z, v3_scale(shank, -1));
    f.x = v3_cross(f.y, f.z);
    return f;
}

struct foot_goal {
    vec3 at, toward, point;
    float rests, surface; /* rests: share of the poses whose foot touches */
    float free_y;
    float floor; /* no lower than this: what it rests on before or after */
};

static void add_foot(struct foot_goal *goal, const struct skeleton *s,
                     const struct figure_target *t, float w)
{
    vec3 at = t->at;
    if (t->by != JOINT_NONE)
        at = v3_add(at, skeleton_joint(s, t->by));
    goal->at = v3_mad(goal->at, at, w);
    goal->toward = v3_mad(goal->toward, v3_unit_or(t->toward, s->spine[0].z), w);
    if (t->rests) {
        goal->rests += w;
        goal->surface += w * t->surface;
        goal->floor = minf(goal->floor, t->surface);
    } else {
        goal->free_y += w * at.y;
    }
    goal->point = v3_mad(goal->point, t->point, w);
}

static void solve_leg(const struct figure_moment *m, struct skeleton *s, int side)
{
    struct limb *leg = &s->leg[side];
    leg->root = frame_point(&s->spine[0], side_sign(side) * BONE_HIP_X, BONE_HIP_Y, 0);
    struct foot_goal goal = {.floor = 100};
    for (int i = 0; i < 4; i++)
        add_foot(&goal, s, &m->pose[i]->foot[side], m->weight[i]);
    /* Twice: how high the ankle stands depends on the foot's tilt, and that on the shank's. */
    vec3 want = goal.at;
    for (int round = 0; round < 2; round++) {
        solve_bones(leg, BONE_THIGH, BONE_SHANK, want, goal.toward, s->spine[0].y);
        leg->tip = foot_frame(leg, goal.point, goal.rests > 0.5f);
        float touching = goal.surface - goal.rests * skeleton_foot_bottom(&leg->tip);
        want.y = goal.free_y + touching;
        if (goal.floor < 100)
            want.y = maxf(want.y, goal.floor - skeleton_foot_bottom(&leg->tip));
    }
    solve_bones(leg, BONE_THIGH, BONE_SHANK, want, goal.toward, s->spine[0].y);
    leg->tip = foot_frame(leg, goal.point, goal.rests > 0.5f);
}

/* The collar bone lifts and swings with the arm. */
static vec3 shoulder_place(const struct skeleton *s, int side, vec3 want)
{
    const struct frame *c = &s->chest;
    float x = side_sign(side) * BONE_SHOULDER_X;
    vec3 rest = frame_point(c, x, 0, 0);
    vec3 d = v3_sub(want, rest);
    float reach = clampf(v3_length(d) / 0.5f, 0, 1);
    d = v3_unit(d);
    float lift = maxf(0, v3_dot(d, c->y) + 0.2f) * 0.045f * reach;
    float front = v3_dot(d, c->z) * 0.030f * reach;
    float inward = lift * 0.5f;
    return frame_point(c, x - side_sign(side) * inward, lift, front);
}

static struct frame hand_frame(vec3 wrist, vec3 point, vec3 palm, vec3 other)
{
    struct frame f;
    f.o = wrist;
    f.y = point;
    f.z = v3_across(palm, point, other);
    f.x = v3_cross(f.y, f.z);
    return f;
}

static void solve_arm(const struct figure_moment *m, struct skeleton *s, int side)
{
    struct limb *arm = &s->arm[side];
    const struct frame *c = &s->chest;
    float sign = side_sign(side);
    vec3 at = v3(0, 0, 0);
    float floor = -100;
    for (int i = 0; i < 4; i++) {
        const struct figure_target *t = &m->pose[i]->hand[side];
        vec3 here = t->at;
        if (t->by != JOINT_NONE)
            here = v3_add(here, skeleton_joint(s, t->by));
        if (t->rests)
            here.y = t->surface;
        if (t->rests && m->weight[i] > 0.01f)
            floor = t->surface;
        at = v3_mad(at, here, m->weight[i]);
    }
    at.y = maxf(at.y, floor);
    arm->root = shoulder_place(s, side, at);
    vec3 outward = frame_dir(c, sign * 0.35f, -0.35f, -1);
    vec3 inward = frame_dir(c, -sign, 0, 0.2f);
    vec3 straight = v3_unit(v3_sub(at, arm->root));
    vec3 toward = v3(0, 0, 0), point = v3(0, 0, 0), palm = v3(0, 0, 0);
    arm->grip = 0;
    for (int i = 0; i < 4; i++) {
        const struct figure_target *t = &m->pose[i]->hand[side];
        float w = m->weight[i];
        toward = v3_mad(toward, v3_unit_or(t->toward, outward), w);
        point = v3_mad(point, v3_unit_or(t->point, straight), w);
        palm = v3_mad(palm, v3_unit_or(t->palm, t->rests ? v3(0, -1, 0) : inward), w);
        arm->grip += w * t->grip;
    }
    point = v3_unit_or(point, straight);
    struct frame hand = hand_frame(at, point, palm, inward);
    vec3 wrist = v3_mad(v3_mad(at, hand.y, -PALM_TO_WRIST), hand.z, -PALM_DEPTH);
    solve_bones(arm, BONE_UPPER_ARM, BONE_FOREARM, wrist, toward, v3_scale(c->y, -1));
    hand.o = arm->end;
    arm->tip = hand;
}

/* A foot that is put on the other leg waits for that leg. */
static bool waits_for_other(const struct figure_moment *m, int side)
{
    for (int i = 0; i < 4; i++) {
        enum figure_joint by = m->pose[i]->foot[side].by;
        if (by == (side == FIGURE_LEFT ? JOINT_RIGHT_KNEE : JOINT_LEFT_KNEE))
            return true;
    }
    return false;
}

void skeleton_solve(const struct figure_moment *moment, struct skeleton *out)
{
    solve_spine(moment, out);
    solve_head(moment, out);
    int first = waits_for_other(moment, FIGURE_LEFT) ? FIGURE_RIGHT : FIGURE_LEFT;
    solve_leg(moment, out, first);
    solve_leg(moment, out, !first);
    for (int side = 0; side < 2; side++)
        out->arm[side].root = frame_point(&out->chest, side_sign(side) * BONE_SHOULDER_X, 0, 0);
    for (int side = 0; side < 2; side++)
        solve_arm(moment, out, side);
}

struct figure_reach figure_pose_reach(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    return (struct figure_reach){{s.arm[0].missing, s.arm[1].missing},
                                 {s.leg[0].missing, s.leg[1].missing}};
}
