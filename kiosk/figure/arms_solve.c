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

/* A palm that lies on flesh turns on it until its wrist is at ease: `least` is the cosine of its
 * bend then. */
static void ease_wrist(const struct limb *arm, struct hand_goal *goal, float least)
{
    vec3 lower = v3_unit(v3_sub(arm->end, arm->mid)), point = v3_unit(goal->point);
    float too_far = goal->laid * maxf(least - v3_dot(lower, point), 0);
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

/* The elbow swings until the lower arm is beside the trunk, not in it; that of a hand that clasps
 * the other swings out, not over the trunk. */
static void clear_trunk(const struct figure_moment *m, const struct skeleton *s, int side,
                        struct limb *arm)
{
    vec3 outward = v3_scale(s->chest.x, side_sign(side) * (arm->clasps > 0 ? 4.0f : 0.0f));
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
                   (v3_dot(v3_add(out, outward), way) < 0 ? -1.0f : 1.0f);
        }
        if (turn == 0)
            return;
        swing_to(arm, &w, v3_turn(w.out, w.axis, turn * 57.29578f));
    }
}

/* What an arm goes for; `inward` is the way an idle palm faces. */
struct arm_goal {
    struct hand_goal hand;
    vec3 inward;
    vec3 point;       /* where fingers would point were the wrist not at ease */
    float least_ease; /* cosine between forearm and fingers below which the hand turns */
};

static void bend_arm(const struct figure_moment *m, struct skeleton *s, int side,
                     struct arm_goal *goal)
{
    struct limb *arm = &s->arm[side];
    arm->grip = goal->hand.grip;
    arm->root = shoulder_place(s, side, goal->hand.at);
    struct frame hand = place_hand(s, arm, &goal->hand, goal->inward);
    for (int i = 0; i < 4 && goal->hand.laid > 0; i++) {
        ease_wrist(arm, &goal->hand, goal->least_ease);
        hand = place_hand(s, arm, &goal->hand, goal->inward);
    }
    lay_elbow(m, arm, side);
    clear_trunk(m, s, side, arm);
    hand.o = arm->end;
    arm->tip = hand;
}

static struct arm_goal solve_arm(const struct figure_moment *m, struct skeleton *s, int side)
{
    struct limb *arm = &s->arm[side];
    vec3 inward = frame_dir(&s->chest, -side_sign(side), 0, 0.2f);
    struct arm_goal goal = {hand_goal(m, s, side, inward), inward, inward, 0.25f};
    struct hand_goal *hand = &goal.hand;
    vec3 straight = v3_unit(v3_sub(hand->at, shoulder_place(s, side, hand->at)));
    for (int i = 0; i < 4; i++)
        hand->point =
            v3_mad(hand->point, v3_unit_or(m->pose[i]->hand[side].point, straight), m->weight[i]);
    hand->point = v3_unit_or(hand->point, straight);
    arm->held = FLESH_NONE;
    arm->round = arm->clasps = 0;
    lay_hand(m, s, arm, hand);
    arm->laid = hand->laid;
    goal.point = v3_unit(hand->point);
    bend_arm(m, s, side, &goal);
    return goal;
}

/* Between a palm's middle and where fingers cross, along what both hands hold: of one limb, and of
 * two side by side. */
static const float CLASP_HALF = 0.047f, CLASP_BRIDGE = 0.071f;
/* From one finger to the next, half of it: each lies between two of the other hand. */
static const float CLASP_SHIFT = 0.0052f;

/* Knuckles come down to what is held, the heel of the hand does not: a hand is hollow. */
static const float CLASP_TILT = 0.14f;

/* Where hands clasp: fingers cross at `at`, whose way out is `out`; the left one's point along
 * `across`. */
struct clasp {
    struct touch middle;
    vec3 at, out, across, along;
    bool bridges; /* from one thigh to the other */
};

/* Behind both thighs, or before both shins: on the side of them where the hands are. */
static void bridge_legs(const struct skeleton *s, const struct touch t[2], struct clasp *c)
{
    vec3 middle = {0, 0, 0}, front = {0, 0, 0}, way = v3_sub(t[1].at, t[0].at);
    for (int i = 0; i < 2; i++) {
        vec3 axis = v3_mad(t[i].at, t[i].out, -t[i].radius);
        middle = v3_mad(middle, axis, 0.5f);
        front = v3_add(front, v3_cross(t[i].along, s->leg[i].hinge));
    }
    c->across = v3_unit(way);
    c->out = v3_across(front, c->across, t[0].out);
    if (v3_dot(v3_sub(c->at, middle), c->out) < 0)
        c->out = v3_scale(c->out, -1);
    c->at = v3_mad(middle, c->out, t[0].radius);
}

static struct clasp find_clasp(const struct figure_moment *m, const struct skeleton *s,
                               const struct arm_goal goals[2])
{
    struct clasp c = {.bridges = s->arm[FIGURE_LEFT].held != s->arm[FIGURE_RIGHT].held};
    struct touch t[2];
    c.at = v3_lerp(goals[0].hand.at, goals[1].hand.at, 0.5f);
    for (int i = 0; i < 2; i++)
        t[i] = flesh_touch(s, m->person, s->arm[i].held, c.bridges ? goals[i].hand.at : c.at);
    c.middle = t[0];
    if (c.bridges) {
        bridge_legs(s, t, &c);
    } else {
        vec3 way = v3_sub(goals[FIGURE_RIGHT].hand.at, goals[FIGURE_LEFT].hand.at);
        vec3 point = v3_sub(goals[FIGURE_LEFT].point, goals[FIGURE_RIGHT].point);
        c.out = t[0].out;
        c.across = v3_across(v3_cross(t[0].along, c.out), c.out, way);
        if (v3_dot(c.across, point) < 0)
            c.across = v3_scale(c.across, -1);
    }
    c.along = v3_cross(c.out, c.across);
    return c;
}

/* Has a hand clasp the other as far as `share` says. */
static void take_clasp(const struct figure_moment *m, const struct skeleton *s,
                       const struct clasp *c, int side, float share, struct arm_goal *goal)
{
    struct hand_goal *hand = &goal->hand;
    float way = side == FIGURE_LEFT ? 1.0f : -1.0f;
    vec3 near = v3_mad(v3_mad(c->at, c->out, 0.05f), c->along, way * CLASP_SHIFT), out = c->out;
    if (c->bridges) {
        near = v3_mad(near, c->across, -way * CLASP_BRIDGE);
    } else {
        float r = c->middle.radius + 0.012f, turn = -way * CLASP_HALF / r;
        vec3 axis = v3_mad(c->middle.at, c->out, -c->middle.radius);
        out = v3_mad(v3_scale(c->out, cosf(turn)), c->across, sinf(turn));
        near = v3_mad(v3_mad(axis, out, r), c->along, way * CLASP_SHIFT);
    }
    struct touch t = flesh_touch(s, m->person, s->arm[side].held, near);
    vec3 faces = c->bridges ? c->out : v3_unit(v3_mad(t.out, c->across, way * CLASP_TILT));
    hand->at = v3_lerp(hand->at, t.at, share);
    hand->palm = v3_lerp(v3_unit(hand->palm), v3_scale(faces, -1), share);
    vec3 point = v3_across(v3_scale(c->across, way), faces, hand->point);
    hand->point = v3_unit_or(v3_lerp(v3_unit(hand->point), point, share), point);
    goal->least_ease = mixf(goal->least_ease, 0.0f, share);
}

static bool holds_leg(const struct limb *arm)
{
    return arm->held >= FLESH_LEFT_THIGH && arm->held <= FLESH_RIGHT_SHIN;
}

/* Hands that meet on a leg, or behind both, clasp: their fingers lie between one another's. */
static void clasp_hands(const struct figure_moment *m, struct skeleton *s, struct arm_goal goals[2])
{
    const struct hand_goal *left = &goals[FIGURE_LEFT].hand, *right = &goals[FIGURE_RIGHT].hand;
    if (!holds_leg(&s->arm[FIGURE_LEFT]) || !holds_leg(&s->arm[FIGURE_RIGHT]))
        return;
    float apart = v3_length(v3_sub(left->at, right->at));
    float facing = v3_dot(goals[FIGURE_LEFT].point, goals[FIGURE_RIGHT].point);
    float share =
        minf(left->laid, right->laid) * smoothf(0.26f, 0.20f, apart) * smoothf(0.2f, -0.2f, facing);
    if (share < 1e-3f)
        return;
    struct clasp c = find_clasp(m, s, goals);
    for (int side = 0; side < 2; side++) {
        take_clasp(m, s, &c, side, share, &goals[side]);
        s->arm[side].clasps = share;
        bend_arm(m, s, side, &goals[side]);
    }
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
    struct arm_goal goals[2];
    goals[first] = solve_arm(m, s, first);
    goals[!first] = solve_arm(m, s, !first);
    clasp_hands(m, s, goals);
    meet_palms(s);
}
