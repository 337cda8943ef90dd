// links: shipped content figure json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

#include "figure/body.h"
#include "figure/body_parts.h"
#include "figure/flesh.h"
#include "shipped.h"

/* Arms of every shipped exercise, in all people: elbows lie where the pose says so, hands that hold
 * a leg close round it, arms that carry are straight, and no lower arm is inside the trunk. */

static struct content *content;
static struct mesh mesh;
static int wrong;

static int load(void **state)
{
    (void)state;
    content = shipped_content();
    mesh_init(&mesh);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    content_free(content);
    mesh_free(&mesh);
    return 0;
}

/* What an arm does at a moment, if all poses that make it agree. */
struct hold {
    bool elbow;
    enum figure_flesh flesh;
    float surface;
};

static struct hold hold_of(const struct figure_moment *m, int side)
{
    struct hold all = {.elbow = true, .flesh = FLESH_COUNT};
    for (int i = 0; i < 4; i++) {
        const struct figure_target *t = &m->pose[i]->hand[side];
        if (fabsf(m->weight[i]) < 1e-3f)
            continue;
        all.elbow = all.elbow && t->elbow_rests;
        all.surface = t->elbow_surface;
        if (all.flesh == FLESH_COUNT)
            all.flesh = t->flesh;
        else if (all.flesh != t->flesh)
            all.flesh = FLESH_NONE;
    }
    return all;
}

/* On the ground, in all poses of the moment. */
static bool hand_rests(const struct figure_moment *m, int side)
{
    bool rests = true;
    for (int i = 0; i < 4; i++)
        rests = rests && (fabsf(m->weight[i]) < 1e-3f || m->pose[i]->hand[side].rests);
    return rests;
}

struct look {
    const struct exercise *exercise;
    const struct person *person;
    const struct skeleton *s;
    const struct figure_moment *m;
    int side, frame;
};

static void report(const struct look *l, const char *what, float metres)
{
    static const struct exercise *last;
    static int last_side;
    bool again = last == l->exercise && last_side == l->side;
    last = l->exercise;
    last_side = l->side;
    wrong++;
    if (!again) /* one moment is enough */
        fprintf(stderr, "%s frame %d, %s, %s arm: %s %.1f cm\n", l->exercise->id, l->frame,
                l->person->name, l->side == FIGURE_LEFT ? "left" : "right", what,
                (double)metres * 100);
}

typedef void check_fn(const struct look *l);

/* At every keyframe and twenty moments of every way. */
static void look_at_arms(check_fn *check)
{
    wrong = 0;
    for (unsigned who = 0; who < PEOPLE_COUNT; who++)
        for (size_t i = 0; i < content->exercise_count; i++) {
            const struct exercise *e = content->exercises[i];
            int count = e->clip ? figure_clip_frame_count(e->clip) : 0;
            int step = count > 40 ? count / 20 : 1;
            for (int frame = 0; frame < count; frame += step) {
                struct skeleton s;
                struct figure_moment m = figure_clip_moment(e->clip, (uint16_t)frame);
                m.person = person_get(who);
                skeleton_solve(&m, &s);
                for (int side = 0; side < 2; side++)
                    check(&(struct look){e, m.person, &s, &m, side, frame});
            }
        }
    assert_int_equal(wrong, 0);
}

static float fore_gap(const struct look *l, float t)
{
    const struct limb *arm = &l->s->arm[l->side];
    vec3 out;
    return flesh_trunk_gap(l->s, l->person, v3_lerp(arm->mid, arm->end, t), &out) -
           mixf(0.036f * l->person->limbs, 0.025f, t);
}

static int elbows;

/* On the ground, or straight below the line from shoulder to wrist where it does not reach that. */
static void check_elbow(const struct look *l)
{
    struct hold hold = hold_of(l->m, l->side);
    const struct limb *arm = &l->s->arm[l->side];
    if (!hold.elbow)
        return;
    float gap = arm->mid.y - 0.036f * l->person->limbs - hold.surface;
    vec3 n = v3_unit(v3_sub(arm->end, arm->root));
    vec3 foot = v3_mad(arm->root, n, v3_dot(v3_sub(arm->mid, arm->root), n));
    vec3 down = v3_across(v3(0, -1, 0), n, n), out = v3_sub(arm->mid, foot);
    float hangs = v3_dot(v3_unit(out), down);
    elbows += gap < 0.01f;
    /* Where the trunk is in its way, the arm leans on that. */
    float beside = 10;
    for (int i = 0; i <= 4; i++)
        beside = minf(beside, fore_gap(l, 0.2f * (float)i));
    bool leans = beside < 0.025f;
    if (gap < -0.01f || (gap > 0.01f && hangs < 0.97f && !leans))
        report(l, "the elbow is above what it rests on by", gap);
}

static void elbows_lie_where_the_pose_says_so(void **state)
{
    (void)state;
    elbows = 0;
    look_at_arms(check_elbow);
    assert_true(elbows > 200);
}

/* Skin and cloth may press into each other by this. */
static const float GIVES = 0.012f;

static void check_trunk(const struct look *l)
{
    for (int i = 0; i <= 4; i++)
        if (fore_gap(l, 0.2f * (float)i) < -GIVES) {
            report(l, "the lower arm is inside the trunk by", -fore_gap(l, 0.2f * (float)i));
            return;
        }
}

static void no_lower_arm_is_inside_the_trunk(void **state)
{
    (void)state;
    look_at_arms(check_trunk);
}

static int held;

/* The back of a hand on a round thigh is as far off; what stands off further is a finger that holds
 * nothing. */
static const float STANDS_OFF = 0.067f;

/* Half of it is a grip whose fingers go round by 108 degrees: what a thigh asks for. */
static const float LEAST_GRIP = 0.30f;

/* From what a hand holds, which are both legs where the other hand clasps it from the other one. */
static float off_leg(const struct look *l, enum figure_flesh flesh, vec3 at)
{
    struct touch t = flesh_touch(l->s, l->person, flesh, at);
    float off = v3_dot(v3_sub(at, t.at), t.out);
    if (l->s->arm[l->side].clasps <= 0)
        return off;
    t = flesh_touch(l->s, l->person, l->s->arm[!l->side].held, at);
    return minf(off, v3_dot(v3_sub(at, t.at), t.out));
}

static float farthest_off(const struct look *l, enum figure_flesh flesh)
{
    float most = 0;
    mesh_clear(&mesh);
    body_build(&mesh, l->s, l->person);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        if (v->part != PART_LEFT_HAND + l->side)
            continue;
        most = maxf(most, off_leg(l, flesh, v->at));
    }
    return most;
}

static void check_grip(const struct look *l)
{
    struct hold hold = hold_of(l->m, l->side);
    if (hold.flesh < FLESH_LEFT_THIGH || hold.flesh > FLESH_RIGHT_SHIN)
        return;
    const struct limb *arm = &l->s->arm[l->side];
    vec3 palm = skeleton_joint(l->s, JOINT_LEFT_HAND + (enum figure_joint)l->side);
    struct touch t = flesh_touch(l->s, l->person, hold.flesh, palm);
    float off = farthest_off(l, hold.flesh);
    held++;
    if (off > STANDS_OFF)
        report(l, "of the hand that holds a leg something stands off by", off);
    if (fabsf(v3_dot(arm->tip.y, t.along)) < 0.3f && arm->grip < LEAST_GRIP)
        report(l, "fingers across a leg are open, their grip times", arm->grip);
}

static void hands_close_round_what_they_hold(void **state)
{
    (void)state;
    held = 0;
    look_at_arms(check_grip);
    assert_true(held > 400);
}

/* From the skin to the middle of a finger's tip that lies on it: half a finger, and what the skin
 * that is drawn differs from what flesh.h knows. One that has no leg below it stays beside its
 * neighbours, which lie on it: it stands off by a finger more. */
static const float TIP_NEAR = -0.007f, TIP_FAR = 0.030f;

/* The places of the tips of four fingers: a finger's last vertex, thumb and all being the last that
 * a hand has. */
static void fingertips(const struct look *l, vec3 at[4])
{
    enum { FINGER = 7 * 6 + 2 };
    mesh_clear(&mesh);
    body_build_hand(&mesh, l->s, l->person, l->side);
    for (size_t i = 0; i < 4; i++)
        at[i] = mesh.vertices[mesh.vertex_count - (4 - i) * FINGER - 1].at;
}

static void check_tips(const struct look *l)
{
    struct hold hold = hold_of(l->m, l->side);
    const struct limb *arm = &l->s->arm[l->side];
    vec3 at[4];
    if (hold.flesh < FLESH_LEFT_THIGH || hold.flesh > FLESH_RIGHT_SHIN || arm->clasps > 0)
        return;
    held++;
    fingertips(l, at);
    for (int i = 0; i < 4; i++) {
        float off = off_leg(l, hold.flesh, at[i]);
        if (off < TIP_NEAR || off > TIP_FAR)
            report(l, "a fingertip is off the leg by", off);
    }
}

static void fingers_end_on_what_they_hold(void **state)
{
    (void)state;
    held = 0;
    look_at_arms(check_tips);
    assert_true(held > 400);
}

/* Each finger lies between two of the other hand: half as far on as one is from the next. */
static void check_clasp(const struct look *l)
{
    const struct limb *left = &l->s->arm[FIGURE_LEFT];
    if (l->side != FIGURE_LEFT || left->clasps < 0.999f)
        return;
    vec3 d = v3_sub(skeleton_joint(l->s, JOINT_LEFT_HAND), skeleton_joint(l->s, JOINT_RIGHT_HAND));
    float shift = fabsf(v3_dot(d, left->tip.x)), apart = v3_length(d);
    held++;
    if (shift < 0.006f || shift > 0.015f)
        report(l, "clasped hands lie beside each other by", shift);
    if (apart > 0.16f)
        report(l, "clasped hands are apart by", apart);
}

static void hands_that_meet_on_a_leg_clasp(void **state)
{
    (void)state;
    held = 0;
    look_at_arms(check_clasp);
    assert_true(held > 100);
}

static int carrying;

/* On all fours the shoulder is above the hand; how much nearer to it than the arm is long tells how
 * far the elbow bends: 25 degrees at most, as arms do that lock. */
static void check_carrying(const struct look *l)
{
    static const float ABOVE = 0.10f, BENT = 0.013f;
    const struct limb *arm = &l->s->arm[l->side];
    vec3 up = v3_sub(arm->root, arm->end);
    if (l->exercise->position != POSITION_ALL_FOURS || !hand_rests(l->m, l->side) ||
        hypotf(up.x, up.z) > ABOVE)
        return;
    float less = BONE_UPPER_ARM + BONE_FOREARM - v3_length(up);
    carrying++;
    if (less > BENT)
        report(l, "an arm that carries is bent, and shorter by", less);
}

static void arms_that_carry_are_straight(void **state)
{
    (void)state;
    carrying = 0;
    look_at_arms(check_carrying);
    assert_true(carrying > 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elbows_lie_where_the_pose_says_so),
        cmocka_unit_test(no_lower_arm_is_inside_the_trunk),
        cmocka_unit_test(hands_close_round_what_they_hold),
        cmocka_unit_test(fingers_end_on_what_they_hold),
        cmocka_unit_test(hands_that_meet_on_a_leg_clasp),
        cmocka_unit_test(arms_that_carry_are_straight),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
