#include "figure/flesh.h"
#include "figure/girth.h"
#include "figure/people.h"
#include "figure/skeleton_parts.h"

/* Arms: where hands go, what they lie on and clasp, and where elbows come to rest. */

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
    goal->at = skeleton_lay_on_flesh(m, s, goal->on_flesh, 0, goal->at, &touch);
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
    skeleton_solve_bones(arm, BONE_UPPER_ARM, BONE_FOREARM, wrist, goal->toward,
                         v3_scale(s->chest.y, -1));
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

/* What the hand of the other half is put on; that is solved first. */
static bool waits_for_hand(const struct figure_target *t, int side)
{
    bool left = side == FIGURE_LEFT;
    return t->by == (left ? JOINT_RIGHT_HAND : JOINT_LEFT_HAND) ||
           t->flesh == (left ? FLESH_RIGHT_HAND : FLESH_LEFT_HAND);
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
