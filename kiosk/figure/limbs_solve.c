#include "figure/flesh.h"
#include "figure/girth.h"
#include "figure/people.h"
#include "figure/skeleton_parts.h"

/* Two-bone inverse kinematics, and legs: where feet go. */

void skeleton_solve_bones(struct limb *limb, float upper, float lower, vec3 want, vec3 toward,
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

vec3 skeleton_lay_on_flesh(const struct figure_moment *m, const struct skeleton *s,
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
    vec3 want = skeleton_lay_on_flesh(m, s, goal.on_flesh, ANKLE_RADIUS, goal.at, &touch);
    float free_y = goal.free_y + want.y - goal.at.y;
    /* Twice: how high the ankle stands depends on the foot's tilt, and that on the shank's. */
    for (int round = 0; round < 3; round++) {
        skeleton_solve_bones(leg, BONE_THIGH, BONE_SHANK, want, goal.toward, s->spine[0].y);
        leg->tip = foot_frame(leg, goal.point, goal.rests > 0.5f);
        leg->toes = bent_toes(&leg->tip, goal.rests);
        float bottom = skeleton_foot_bottom(&leg->tip, leg->toes);
        want.y = free_y + goal.surface - goal.rests * bottom;
        if (goal.floor < 100)
            want.y = maxf(want.y, goal.floor - bottom);
    }
}

/* What of the other body half a limb is put on; that is solved first. */
static bool waits_for_leg(const struct figure_target *t, int side)
{
    bool left = side == FIGURE_LEFT;
    return t->by == (left ? JOINT_RIGHT_KNEE : JOINT_LEFT_KNEE) ||
           t->flesh == (left ? FLESH_RIGHT_THIGH : FLESH_LEFT_THIGH) ||
           t->flesh == (left ? FLESH_RIGHT_SHIN : FLESH_LEFT_SHIN);
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
