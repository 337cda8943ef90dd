#include "figure/skeleton.h"

#include "figure/flesh.h"

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

/* `bow`: degrees that the back bends further forward than the pose says. */
static void solve_spine(const struct figure_moment *m, struct skeleton *s, float bow)
{
    struct frame base = turned(blend_pelvis(m), BLEND(m, pelvis_turn[0]), BLEND(m, pelvis_turn[1]),
                               BLEND(m, pelvis_turn[2]));
    float lumbar = BLEND(m, spine_bend[0]) + bow / 2, thoracic = BLEND(m, spine_bend[1]) + bow / 2;
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

/* The neck takes 40 % of the head's turn. `nod`: degrees further forward than the pose says. */
static void solve_head(const struct figure_moment *m, struct skeleton *s, float nod)
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
            here.y = t->surface + HAND_THICKNESS * smoothf(0.2f, 0.8f, v3_unit_or(t->palm, v3(0, -1, 0)).y);
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

/* How far fingers curl to follow flesh as round as that. */
static float curl_round(float radius)
{
    return radius > 0 ? clampf(0.022f / (radius + 0.01f) - 0.05f, 0, 0.5f) : 0.05f;
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
    share = smoothf(0.3f, 1, share);
    goal->palm = v3_lerp(v3_unit(goal->palm), v3_scale(touch.out, -1), share);
    goal->point = v3_mad(goal->point, touch.out, -share * v3_dot(goal->point, touch.out));
    goal->grip = maxf(goal->grip, share * curl_round(touch.radius));
    arm->round = touch.radius;
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
    struct frame hand = hand_frame(goal.at, v3_unit_or(goal.point, straight), goal.palm, inward);
    vec3 wrist = v3_mad(v3_mad(goal.at, hand.y, -PALM_TO_WRIST), hand.z, -PALM_DEPTH);
    solve_bones(arm, BONE_UPPER_ARM, BONE_FOREARM, wrist, goal.toward, v3_scale(s->chest.y, -1));
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

static void solve_legs(const struct figure_moment *m, struct skeleton *s)
{
    bool left_waits = false;
    for (int i = 0; i < 4; i++)
        left_waits = left_waits || waits_for_leg(&m->pose[i]->foot[FIGURE_LEFT], FIGURE_LEFT);
    int first = left_waits ? FIGURE_RIGHT : FIGURE_LEFT;
    solve_leg(m, s, first);
    solve_leg(m, s, !first);
}

static void solve_arms(const struct figure_moment *m, struct skeleton *s)
{
    bool left_waits = false;
    for (int side = 0; side < 2; side++)
        s->arm[side].root = frame_point(&s->chest, side_sign(side) * BONE_SHOULDER_X, 0, 0);
    for (int i = 0; i < 4; i++)
        left_waits = left_waits || waits_for_hand(&m->pose[i]->hand[FIGURE_LEFT], FIGURE_LEFT);
    int first = left_waits ? FIGURE_RIGHT : FIGURE_LEFT;
    solve_arm(m, s, first);
    solve_arm(m, s, !first);
}

static void move_trunk(struct skeleton *s, vec3 by)
{
    for (int i = 0; i <= SPINE_STEPS; i++)
        s->spine[i].o = v3_add(s->spine[i].o, by);
    s->chest.o = v3_add(s->chest.o, by);
    s->neck.o = v3_add(s->neck.o, by);
    s->head.o = v3_add(s->head.o, by);
}

/* How far pelvis and legs are above what carries them; negative: inside. */
static float bed_gap(const struct skeleton *s, const struct figure_rest *rest)
{
    return rest->bed == BED_HEELS ? flesh_heel_gap(s)
                                  : flesh_lowest(s, rest->surface < 0.1f) - rest->surface;
}

/* Lets the body down, or lifts it, until it just touches: knees move as it comes down. */
static void drop_to(const struct figure_moment *m, struct skeleton *s,
                    const struct figure_rest *rest)
{
    float low = -0.25f, high = 0.25f, at = 0;
    for (int i = 0; i < 13; i++) {
        float middle = (low + high) / 2;
        move_trunk(s, v3(0, middle - at, 0));
        at = middle;
        solve_legs(m, s);
        if (bed_gap(s, rest) > 0)
            high = middle;
        else
            low = middle;
    }
}

/* Who sits on their heels moves to or fro until the knees lie on the ground, too. */
static void kneel(const struct figure_moment *m, struct skeleton *s, const struct figure_rest *rest)
{
    for (int i = 0; i < 8; i++) {
        drop_to(m, s, rest);
        vec3 shanks = v3(0, 0, 0);
        float above = 0;
        for (int side = 0; side < 2; side++) {
            shanks = v3_add(shanks, v3_sub(s->leg[side].mid, s->leg[side].end));
            above += (s->leg[side].mid.y - rest->surface - KNEE_RADIUS) / 2;
        }
        shanks.y = 0;
        move_trunk(s, v3_scale(v3_unit(shanks), clampf(above * 0.3f, -0.03f, 0.03f)));
    }
    drop_to(m, s, rest);
}

/* The pelvis' place follows from what carries it, as far as the moment's poses say so. */
static void settle_pelvis(const struct figure_moment *m, struct skeleton *s)
{
    struct figure_rest rest = {BED_NONE, 0};
    float share = 0, surface = 0;
    for (int i = 0; i < 4; i++) {
        const struct figure_rest *r = &m->pose[i]->pelvis_rest;
        if (r->bed == BED_NONE || fabsf(m->weight[i]) < 1e-3f)
            continue;
        share += m->weight[i];
        surface += m->weight[i] * r->surface;
        rest.bed = r->bed > rest.bed ? r->bed : rest.bed;
    }
    if (share < 1e-3f)
        return;
    rest.surface = surface / share;
    vec3 before = s->spine[0].o;
    if (rest.bed == BED_HEELS)
        kneel(m, s, &rest);
    else
        drop_to(m, s, &rest);
    vec3 moved = v3_sub(s->spine[0].o, before);
    move_trunk(s, v3_scale(moved, minf(share, 1) - 1));
}

/* Above this over its bed the pelvis lets the back bow, below it the neck alone gives. */
static const float BOWS_ABOVE = 0.18f;

/* Bends neck or back until the head lies on what carries it. */
static void settle_head(const struct figure_moment *m, struct skeleton *s)
{
    float share = 0, surface = 0;
    for (int i = 0; i < 4; i++)
        if (m->pose[i]->head_rest.bed != BED_NONE) {
            share += m->weight[i];
            surface += m->weight[i] * m->pose[i]->head_rest.surface;
        }
    if (share < 1e-3f)
        return;
    surface /= share;
    bool bows = s->spine[0].o.y - surface > BOWS_ABOVE;
    bool facing_down = s->chest.z.y < 0;
    float low = -40, high = 40;
    vec3 moved = v3_sub(s->spine[0].o, blend_pelvis(m));
    for (int i = 0; i < 12; i++) {
        float middle = (low + high) / 2;
        if (bows) {
            solve_spine(m, s, middle);
            move_trunk(s, moved);
        }
        solve_head(m, s, bows ? 0 : middle);
        bool above = flesh_head_lowest(s) > surface;
        if (above == facing_down)
            low = middle;
        else
            high = middle;
    }
    if (share < 0.999f) {
        float give = share * (low + high) / 2;
        if (bows) {
            solve_spine(m, s, give);
            move_trunk(s, moved);
        }
        solve_head(m, s, bows ? 0 : give);
    }
}

void skeleton_solve(const struct figure_moment *moment, struct skeleton *out)
{
    solve_spine(moment, out, 0);
    solve_head(moment, out, 0);
    settle_pelvis(moment, out);
    settle_head(moment, out);
    solve_legs(moment, out);
    solve_arms(moment, out);
}

struct figure_reach figure_pose_reach(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    return (struct figure_reach){{s.arm[0].missing, s.arm[1].missing},
                                 {s.leg[0].missing, s.leg[1].missing}};
}
