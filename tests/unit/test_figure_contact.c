// links: shipped content figure json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "figure/body.h"
#include "figure/flesh.h"
#include "shipped.h"

/* What a pose says rests, touches: skin against what carries it, at every keyframe of every shipped
 * exercise and at twenty moments between them. */

static struct content *content;
static int wrong;
static struct mesh mesh;

/* Metres. Hair gives a little more, and so does flesh under a palm. */
static const float TOUCHES = 0.006f, HEAD_TOUCHES = 0.008f, PALM_TOUCHES = 0.009f;

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

/* Legs thicker than the first person's are soft: they may sink in by this much more. */
static float softer;

static void check(const struct exercise *e, const char *pose, const char *what, float gap,
                  float most)
{
    if (gap <= most && gap >= -most - softer)
        return;
    if (wrong++ < 30)
        fprintf(stderr, "%s near \"%s\": %s is %.1f mm off\n", e->id, pose, what,
                (double)gap * 1000);
}

static float lowest(enum part first, enum part last)
{
    float low = 100;
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (mesh.vertices[i].part >= first && mesh.vertices[i].part <= last)
            low = minf(low, mesh.vertices[i].at.y);
    return low;
}

/* Nearest place of a triangle to p. */
static float triangle_gap(vec3 p, vec3 a, vec3 b, vec3 c)
{
    float least = 100;
    for (int i = 0; i <= 6; i++)
        for (int k = 0; k <= 6 - i; k++) {
            float u = (float)i / 6, v = (float)k / 6;
            vec3 at = v3_mad(v3_mad(v3_scale(a, 1 - u - v), b, u), c, v);
            least = minf(least, v3_length(v3_sub(p, at)));
        }
    return least;
}

static bool is_of(uint8_t part, enum figure_flesh flesh)
{
    if (flesh == FLESH_TRUNK)
        return part == PART_TRUNK;
    bool thigh = flesh == FLESH_LEFT_THIGH || flesh == FLESH_RIGHT_THIGH;
    int side = (flesh - FLESH_LEFT_THIGH) % 2;
    return part == (thigh ? PART_LEFT_THIGH : PART_LEFT_SHANK) + side;
}

/* From the palm to the skin that it lies on. */
static float palm_gap(vec3 palm, enum figure_flesh flesh)
{
    float least = 100;
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        const struct vertex *v[3];
        for (int k = 0; k < 3; k++)
            v[k] = &mesh.vertices[mesh.triangles[i].v[k]];
        if (is_of(v[0]->part, flesh) && v3_length(v3_sub(v[0]->at, palm)) < 0.12f)
            least = minf(least, triangle_gap(palm, v[0]->at, v[1]->at, v[2]->at));
    }
    return least;
}

/* Whether all poses that make the moment say the same of it; what is on its way rests on nothing.
 */
#define ALL_SAY(m, what)                                                                           \
    ((fabsf((m)->weight[0]) < 1e-3f || (m)->pose[0]->what) &&                                      \
     (fabsf((m)->weight[1]) < 1e-3f || (m)->pose[1]->what) &&                                      \
     (fabsf((m)->weight[2]) < 1e-3f || (m)->pose[2]->what) &&                                      \
     (fabsf((m)->weight[3]) < 1e-3f || (m)->pose[3]->what))

static const struct figure_pose *main_pose(const struct figure_moment *m)
{
    return m->weight[1] > m->weight[2] ? m->pose[1] : m->pose[2];
}

static void check_limbs(const struct exercise *e, const struct figure_moment *m,
                        const struct skeleton *s)
{
    const struct figure_pose *pose = main_pose(m);
    for (int side = 0; side < 2; side++) {
        enum part add = (enum part)side;
        const struct figure_target *hand = &pose->hand[side], *foot = &pose->foot[side];
        if (ALL_SAY(m, hand[side].rests))
            check(e, pose->name, "a hand",
                  lowest(PART_LEFT_HAND + add, PART_LEFT_HAND + add) - hand->surface, TOUCHES);
        if (ALL_SAY(m, foot[side].rests)) {
            float low = lowest(PART_LEFT_FOOT + add, PART_LEFT_FOOT + add);
            if (foot->surface < 0.05f)
                low = minf(low, lowest(PART_LEFT_SHANK + add, PART_LEFT_SHANK + add));
            check(e, pose->name, "a foot", low - foot->surface, TOUCHES);
        }
        if (ALL_SAY(m, hand[side].flesh == hand->flesh) && hand->flesh != FLESH_NONE &&
            hand->flesh != FLESH_LEFT_HAND && hand->flesh != FLESH_RIGHT_HAND) {
            vec3 palm = skeleton_joint(s, JOINT_LEFT_HAND + (enum figure_joint)side);
            check(e, pose->name, "a palm", palm_gap(palm, hand->flesh), PALM_TOUCHES);
        }
    }
}

static void check_beds(const struct exercise *e, const struct figure_moment *m,
                       const struct skeleton *s)
{
    const struct figure_pose *pose = main_pose(m);
    float ground = pose->pelvis_rest.surface;
    if (ALL_SAY(m, pelvis_rest.bed == BED_SURFACE) && ground < 0.1f) {
        float low = minf(lowest(PART_TRUNK, PART_TRUNK), lowest(PART_LEFT_THIGH, PART_RIGHT_SHANK));
        check(e, pose->name, "the body", low - ground, TOUCHES);
    }
    if (ALL_SAY(m, pelvis_rest.bed == BED_HEELS)) {
        check(e, pose->name, "buttocks on heels", flesh_heel_gap(s), TOUCHES);
        check(e, pose->name, "a knee", lowest(PART_LEFT_THIGH, PART_RIGHT_SHANK), TOUCHES);
    }
    if (ALL_SAY(m, head_rest.bed == BED_SURFACE))
        check(e, pose->name, "the head", lowest(PART_HEAD, PART_HEAD) - pose->head_rest.surface,
              HEAD_TOUCHES);
}

static void check_moment(const struct exercise *e, uint16_t frame, const struct person *person)
{
    struct figure_moment m = figure_clip_moment(e->clip, frame);
    struct skeleton s;
    softer = maxf(person->limbs - 1, 0) * 0.05f;
    m.person = person;
    skeleton_solve(&m, &s);
    mesh_clear(&mesh);
    body_build(&mesh, &s, person);
    check_limbs(e, &m, &s);
    check_beds(e, &m, &s);
}

static void look_through(const struct exercise *e, const struct figure_keyframes *list,
                         enum figure_part part, const struct person *person)
{
    if (list->count < 2)
        return;
    /* Sixty moments, and so twenty between most keyframes; all keyframes of the first person. */
    for (int i = 0; i <= 60; i++)
        check_moment(e, figure_clip_frame(e->clip, part, (double)i / 60, 0), person);
    for (size_t i = 0; i < list->count; i++) {
        double at = (double)(list->keys[i].at_s / list->keys[list->count - 1].at_s);
        check_moment(e, figure_clip_frame(e->clip, part, at, 0), person);
    }
}

static void what_rests_touches(void **state)
{
    (void)state;
    wrong = 0;
    for (unsigned who = 0; who < PEOPLE_COUNT; who += 2)
        for (size_t i = 0; i < content->exercise_count; i++) {
            const struct exercise *e = content->exercises[i];
            if (e->clip == NULL)
                continue;
            look_through(e, &e->clip->out, FIGURE_OUT, person_get(who));
            if (figure_clip_cyclic(e->clip))
                look_through(e, &e->clip->cycle, FIGURE_CYCLE, person_get(who));
        }
    assert_int_equal(wrong, 0);
}

/* Who sits and straightens a knee swings the shin: the thigh stays on the seat. */
static void a_thigh_on_a_seat_lies_still(void **state)
{
    (void)state;
    static const char *const ids[] = {"seated-nerve-glide", "seated-nerve-glide-small"};
    static const float swings[] = {80, 30}; /* degrees at least */
    for (int i = 0; i < 2; i++) {
        const struct exercise *e = content_exercise(content, ids[i]);
        float low = 10, high = -10, bent = 0, straight = 180;
        assert_non_null(e);
        for (int frame = 0; frame < figure_clip_frame_count(e->clip); frame++) {
            struct figure_moment m = figure_clip_moment(e->clip, (uint16_t)frame);
            struct skeleton s;
            skeleton_solve(&m, &s);
            const struct limb *leg = &s.leg[FIGURE_LEFT];
            vec3 thigh = v3_unit(v3_sub(leg->mid, leg->root));
            vec3 shin = v3_unit(v3_sub(leg->end, leg->mid));
            float bend = acosf(clampf(v3_dot(thigh, shin), -1, 1)) * 57.29578f;
            low = minf(low, leg->mid.y);
            high = maxf(high, leg->mid.y);
            bent = maxf(bent, bend);
            straight = minf(straight, bend);
        }
        assert_true(high - low < 0.025f);
        assert_true(bent - straight > swings[i]);
    }
}

/* The height of the back above the mat, at the middle of the waist. */
static float under_the_waist(const struct exercise *e, double share)
{
    struct figure_moment m =
        figure_clip_moment(e->clip, figure_clip_frame(e->clip, FIGURE_OUT, share, 0));
    struct skeleton s;
    m.person = person_get(0);
    skeleton_solve(&m, &s);
    mesh_clear(&mesh);
    body_build(&mesh, &s, m.person);
    vec3 waist = s.spine[SPINE_STEPS * 2 / 5].o;
    float low = 100;
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        vec3 at = mesh.vertices[i].at;
        if (mesh.vertices[i].part == PART_TRUNK && fabsf(at.x - waist.x) < 0.03f)
            low = minf(low, at.y);
    }
    return low;
}

/* What it is about is seen: light under the waist, as high as a hand is thick (2 to 3 cm), and then
 * none. */
static void a_tilt_of_the_pelvis_presses_the_back_on_the_mat(void **state)
{
    (void)state;
    const struct exercise *whole = content_exercise(content, "pelvic-tilt");
    const struct exercise *half = content_exercise(content, "pelvic-tilt-small");
    float from = under_the_waist(whole, 0), to = under_the_waist(whole, 1);
    assert_true(from > 0.02f && from < 0.035f);
    assert_true(to < 0.004f && to > -0.004f);
    from = under_the_waist(half, 0), to = under_the_waist(half, 1);
    assert_true(from > 0.015f && from < 0.03f);
    assert_true(to < 0.008f && to > -0.004f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thigh_on_a_seat_lies_still),
        cmocka_unit_test(what_rests_touches),
        cmocka_unit_test(a_tilt_of_the_pelvis_presses_the_back_on_the_mat),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
