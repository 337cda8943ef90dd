#include "figure/flesh.h"
#include "figure/girth.h"
#include "figure/people.h"
#include "figure/skeleton_parts.h"

/* Legs, then arms: where hands and feet go, and two-bone inverse kinematics to get there. */

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

float skeleton_foot_bottom(const struct frame *foot, float toes)
{
    /* Balls that touch the foot's skin from inside: heel, instep, ball, malleoli, toes. */
    static const struct {
        float y, z, r;
    } pads[] = {{-0.043f, -0.030f, 0.032f}, {-0.012f, 0.045f, 0.034f}, {-0.052f, 0.105f, 0.022f},
                {0.0f, 0.0f, 0.037f},       {-0.061f, 0.160f, 0.013f}, {-0.0625f, 0.177f, 0.0125f}};
    float c = cosf(toes * 0.017453292f), s = sinf(toes * 0.017453292f), low = 0;
    for (size_t i = 0; i < sizeof pads / sizeof pads[0]; i++) {
        float y = pads[i].y, z = pads[i].z;
        if (i >= 4) { /* these bend */
            float up = y - FOOT_HINGE_Y, out = z - FOOT_HINGE_Z;
            y = FOOT_HINGE_Y + c * up + s * out;
            z = FOOT_HINGE_Z - s * up + c * out;
        }
        low = minf(low, foot->y.y * y + foot->z.y * z - pads[i].r);
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

/* Toes that point down under a raised heel bend to lie flat; those of a foot whose sole faces up do
 * not. */
static float bent_toes(const struct frame *foot, float rests)
{
    float down = asinf(clampf(-foot->z.y, 0, 1)) * 57.29578f;
    return rests * smoothf(4, 14, down) * smoothf(-0.1f, 0.15f, foot->y.y) * minf(down, 75);
}

struct foot_goal {
    vec3 at, toward, point;
    float rests, surface; /* rests: share of the poses whose foot touches */
    float free_y;
    float floor;                 /* no lower than this: what it rests on before or after */
    float on_flesh[FLESH_COUNT]; /* share of the poses in which it lies on that */
};

/* The malleolus lies on it, not the ankle's joint. */
static const float ANKLE_RADIUS = 0.034f;

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
    goal->on_flesh[t->flesh] += w;
    goal->point = v3_mad(goal->point, t->point, w);
}

/* From where a hand or a foot would be to the flesh that it lies on. `lift`: of its own. */
static vec3 lay_on_flesh(const struct figure_moment *m, const struct skeleton *s,
                         const float share[FLESH_COUNT], float lift, vec3 at, struct touch *touch)
{
    vec3 out = at;
    float most = 0.01f;
    for (int i = 1; i < FLESH_COUNT; i++) {
        if (fabsf(share[i]) < 1e-3f)
            continue;
        struct touch t = flesh_touch(s, m->person, (enum figure_flesh)i, at);
        vec3 want = v3_mad(t.at, t.out, lift);
        out = v3_mad(out, v3_sub(want, at), share[i]);
        if (share[i] > most) {
            most = share[i];
            *touch = t;
        }
    }
    return out;
}

static void solve_leg(const struct figure_moment *m, struct skeleton *s, int side)
{
    struct limb *leg = &s->leg[side];
    leg->root = frame_point(&s->spine[0], side_sign(side) * BONE_HIP_X, BONE_HIP_Y, 0);
    struct foot_goal goal = {.floor = 100};
    for (int i = 0; i < 4; i++)
        add_foot(&goal, s, &m->pose[i]->foot[side], m->weight[i]);
    struct touch touch = {.radius = 0};
    goal.at.y = goal.free_y + goal.surface + goal.rests * SOLE_HEIGHT;
    vec3 want = lay_on_flesh(m, s, goal.on_flesh, ANKLE_RADIUS, goal.at, &touch);
    float free_y = goal.free_y + want.y - goal.at.y;
    /* Twice: how high the ankle stands depends on the foot's tilt, and that on the shank's. */
    for (int round = 0; round < 3; round++) {
        solve_bones(leg, BONE_THIGH, BONE_SHANK, want, goal.toward, s->spine[0].y);
        leg->tip = foot_frame(leg, goal.point, goal.rests > 0.5f);
        leg->toes = bent_toes(&leg->tip, goal.rests);
        float bottom = skeleton_foot_bottom(&leg->tip, leg->toes);
        want.y = free_y + goal.surface - goal.rests * bottom;
        if (goal.floor < 100)
            want.y = maxf(want.y, goal.floor - bottom);
    }
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

static const float HAND_THICKNESS = 0.034f;

struct hand_goal {
    vec3 at, toward, point, palm;
    float grip, floor;
    float on_flesh[FLESH_COUNT]; /* share of the poses in which it lies on that */
    float laid;                  /* 0 on its way, 1 on flesh */
};

/* Where the hand goes; `inward` is the way an idle palm faces. */
static struct hand_goal hand_goal(const struct figure_moment *m, struct skeleton *s, int side,
                                  vec3 inward)
{
    struct hand_goal goal = {.floor = -100};
    vec3 outward = frame_dir(&s->chest, side_sign(side) * 0.35f, -0.35f, -1);
    for (int i = 0; i < 4; i++) {
        const struct figure_target *t = &m->pose[i]->hand[side];
        float w = m->weight[i];
        vec3 here = t->at;
        if (t->by != JOINT_NONE)
            here = v3_add(here, skeleton_joint(s, t->by));
        if (t->rests) /* on its back, where the palm faces up */
            here.y = t->surface +
                     HAND_THICKNESS * smoothf(0.2f, 0.8f, v3_unit_or(t->palm, v3(0, -1, 0)).y);
        if (t->rests && w > 0.01f)
            goal.floor = t->surface;
        goal.at = v3_mad(goal.at, here, w);
        goal.toward = v3_mad(goal.toward, v3_unit_or(t->toward, outward), w);
        goal.palm = v3_mad(goal.palm, v3_unit_or(t->palm, t->rests ? v3(0, -1, 0) : inward), w);
        goal.grip += w * t->grip;
        goal.on_flesh[t->flesh] += w;
    }
    goal.at.y = maxf(goal.at.y, goal.floor);
    return goal;
}

/* How far fingers that point there curl to follow the flesh: from the palm's middle to their tips
 * they are as long as the arc about its bone, which half a grip bends by 108 degrees. */
static float curl_round(const struct touch *touch, vec3 point)
{
    if (touch->radius <= 0)
        return 0.05f;
    float along = v3_dot(v3_unit(point), touch->along);
    return clampf(0.0326f / (touch->radius + 0.009f) * (1 - along * along), 0.05f, 0.5f);
}

/* Palm on the flesh, fingers along it. */
static void lay_hand(const struct figure_moment *m, const struct skeleton *s, struct limb *arm,
                     struct hand_goal *goal)
{
    struct touch touch;
    float share = 0;
    for (int i = 1; i < FLESH_COUNT; i++)
        if (goal->on_flesh[i] > share) {
            share = goal->on_flesh[i];
            arm->held = share > 0.5f ? (enum figure_flesh)i : FLESH_NONE;
        }
    if (share < 0.01f)
        return;
    goal->at = lay_on_flesh(m, s, goal->on_flesh, 0, goal->at, &touch);
    share = goal->laid = smoothf(0.3f, 1, share);
    goal->palm = v3_lerp(v3_unit(goal->palm), v3_scale(touch.out, -1), share);
    goal->point = v3_mad(goal->point, touch.out, -share * v3_dot(goal->point, touch.out));
    goal->grip = maxf(goal->grip, share * curl_round(&touch, goal->point));
    arm->round = touch.radius;
}

/* Bends the arm so that the palm lies at its place. */
static struct frame place_hand(const struct skeleton *s, struct limb *arm,
                               const struct hand_goal *goal, vec3 inward)
{
    struct frame hand = hand_frame(goal->at, v3_unit(goal->point), goal->palm, inward);
    vec3 wrist = v3_mad(v3_mad(goal->at, hand.y, -PALM_TO_WRIST), hand.z, -PALM_DEPTH);
    solve_bones(arm, BONE_UPPER_ARM, BONE_FOREARM, wrist, goal->toward, v3_scale(s->chest.y, -1));
    return hand;
}

/* A palm that lies on flesh turns on it until its wrist is at ease. */
static void ease_wrist(const struct limb *arm, struct hand_goal *goal)
{
    vec3 lower = v3_unit(v3_sub(arm->end, arm->mid)), point = v3_unit(goal->point);
    float too_far = goal->laid * maxf(0.25f - v3_dot(lower, point), 0);
    goal->point = v3_mad(point, v3_across(lower, v3_unit(goal->palm), point), too_far);
}

/* The elbow about the line from shoulder to wrist. */
struct swing {
    vec3 middle, axis, out; /* of its circle; unit length */
    float radius;
};

static struct swing find_swing(const struct limb *arm)
{
    struct swing w = {.axis = v3_unit(v3_sub(arm->end, arm->root))};
    w.middle = v3_mad(arm->root, w.axis, v3_dot(v3_sub(arm->mid, arm->root), w.axis));
    vec3 out = v3_sub(arm->mid, w.middle);
    w.radius = v3_length(out);
    w.out = w.radius > 1e-4f ? v3_scale(out, 1 / w.radius) : v3_cross(w.axis, arm->hinge);
    return w;
}

static void swing_to(struct limb *arm, const struct swing *w, vec3 out)
{
    arm->mid = v3_mad(w->middle, out, w->radius);
    arm->hinge = v3_cross(out, w->axis);
}

/* Lets the elbow come down until it lies on what the poses say, or hangs as low as it can. */
static void lay_elbow(const struct figure_moment *m, struct limb *arm, int side)
{
    float share = 0, surface = 0;
    for (int i = 0; i < 4; i++)
        if (m->pose[i]->hand[side].elbow_rests) {
            share += m->weight[i];
            surface += m->weight[i] * m->pose[i]->hand[side].elbow_surface;
        }
    struct swing w = find_swing(arm);
    vec3 down = v3_across(v3(0, -1, 0), w.axis, w.out), level = v3_cross(w.axis, down);
    if (share < 1e-3f || w.radius < 0.01f)
        return;
    float limbs = m->person ? m->person->limbs : 1;
    float drop = w.middle.y - surface / share - GIRTH_ELBOW * limbs;
    float c = clampf(drop / maxf(-down.y * w.radius, 1e-3f), -1, 1);
    float s = sqrtf(1 - c * c) * (v3_dot(level, w.out) < 0 ? -1.0f : 1.0f);
    vec3 lies = v3_mad(v3_scale(down, c), level, s);
    swing_to(arm, &w, v3_across(v3_lerp(w.out, lies, clampf(share, 0, 1)), w.axis, lies));
}

/* The elbow swings out until the lower arm is beside the trunk, not in it. */
static void clear_trunk(const struct figure_moment *m, const struct skeleton *s, struct limb *arm)
{
    float limbs = m->person ? m->person->limbs : 1;
    for (int round = 0; round < 8; round++) {
        struct swing w = find_swing(arm);
        vec3 way = v3_cross(w.axis, w.out);
        float turn = 0, most = 0.001f;
        for (int i = 0; i < 4 && w.radius > 0.02f; i++) {
            float t = 0.2f * (float)i;
            vec3 out;
            float gap = flesh_trunk_gap(s, m->person, v3_lerp(arm->mid, arm->end, t), &out);
            float deep = mixf(GIRTH_ELBOW * limbs, 0.025f, t) - gap;
            if (deep <= most)
                continue;
            most = deep;
            turn = clampf(deep / (w.radius * (1 - t)), 0, 0.35f) *
                   (v3_dot(out, way) < 0 ? -1.0f : 1.0f);
        }
        if (turn == 0)
            return;
        swing_to(arm, &w, v3_turn(w.out, w.axis, turn * 57.29578f));
    }
}

static void solve_arm(const struct figure_moment *m, struct skeleton *s, int side)
{
    struct limb *arm = &s->arm[side];
    vec3 inward = frame_dir(&s->chest, -side_sign(side), 0, 0.2f);
    struct hand_goal goal = hand_goal(m, s, side, inward);
    vec3 straight = v3_unit(v3_sub(goal.at, shoulder_place(s, side, goal.at)));
    for (int i = 0; i < 4; i++)
        goal.point =
            v3_mad(goal.point, v3_unit_or(m->pose[i]->hand[side].point, straight), m->weight[i]);
    goal.point = v3_unit_or(goal.point, straight);
    arm->held = FLESH_NONE;
    arm->round = 0;
    lay_hand(m, s, arm, &goal);
    arm->grip = goal.grip;
    arm->root = shoulder_place(s, side, goal.at);
    struct frame hand = place_hand(s, arm, &goal, inward);
    for (int i = 0; i < 4 && goal.laid > 0; i++) {
        ease_wrist(arm, &goal);
        hand = place_hand(s, arm, &goal, inward);
    }
    lay_elbow(m, arm, side);
    clear_trunk(m, s, arm);
    hand.o = arm->end;
    arm->tip = hand;
}

/* What of the other body half a limb is put on; that is solved first. */
static bool waits_for_leg(const struct figure_target *t, int side)
{
    bool left = side == FIGURE_LEFT;
    return t->by == (left ? JOINT_RIGHT_KNEE : JOINT_LEFT_KNEE) ||
           t->flesh == (left ? FLESH_RIGHT_THIGH : FLESH_LEFT_THIGH) ||
           t->flesh == (left ? FLESH_RIGHT_SHIN : FLESH_LEFT_SHIN);
}

static bool waits_for_hand(const struct figure_target *t, int side)
{
    bool left = side == FIGURE_LEFT;
    return t->by == (left ? JOINT_RIGHT_HAND : JOINT_LEFT_HAND) ||
           t->flesh == (left ? FLESH_RIGHT_HAND : FLESH_LEFT_HAND);
}

void skeleton_solve_legs(const struct figure_moment *m, struct skeleton *s)
{
    bool left_waits = false;
    for (int i = 0; i < 4; i++)
        left_waits = left_waits || waits_for_leg(&m->pose[i]->foot[FIGURE_LEFT], FIGURE_LEFT);
    int first = left_waits ? FIGURE_RIGHT : FIGURE_LEFT;
    solve_leg(m, s, first);
    solve_leg(m, s, !first);
}

/* Palms that lie against each other. */
static void meet_palms(struct skeleton *s)
{
    struct limb *left = &s->arm[FIGURE_LEFT], *right = &s->arm[FIGURE_RIGHT];
    vec3 between = v3_sub(skeleton_joint(s, JOINT_LEFT_HAND), skeleton_joint(s, JOINT_RIGHT_HAND));
    float near = smoothf(0.045f, 0.015f, v3_length(between));
    float facing = smoothf(0.6f, 0.9f, -v3_dot(left->tip.z, right->tip.z));
    left->meets = right->meets = near * facing;
}

void skeleton_solve_arms(const struct figure_moment *m, struct skeleton *s)
{
    bool left_waits = false;
    for (int side = 0; side < 2; side++)
        s->arm[side].root = frame_point(&s->chest, side_sign(side) * BONE_SHOULDER_X, 0, 0);
    for (int i = 0; i < 4; i++)
        left_waits = left_waits || waits_for_hand(&m->pose[i]->hand[FIGURE_LEFT], FIGURE_LEFT);
    int first = left_waits ? FIGURE_RIGHT : FIGURE_LEFT;
    solve_arm(m, s, first);
    solve_arm(m, s, !first);
    meet_palms(s);
}
