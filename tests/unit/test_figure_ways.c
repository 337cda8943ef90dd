// links: figure
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "figure/arrow.h"
#include "figure/scene.h"
#include "test_figure_fixture.h"

/* Which ways a loop goes, and arrows that do not lie beside the body: worn, or air. */

static struct figure_pose low, other, high;
static struct figure_keyframe keys[5];
static struct figure_clip clip;

static int setup(void **state)
{
    (void)state;
    other = high = low = standing_pose();
    clip = (struct figure_clip){.camera_yaw = 90, .arrow = {ARROW_BACK}};
    return 0;
}

/* low, high, low, other, low: a second each. */
static void loop_of(struct figure_keyframe out[5])
{
    const struct figure_pose *poses[5] = {&low, &high, &low, &other, &low};
    for (int i = 0; i < 5; i++)
        out[i] = (struct figure_keyframe){.pose = poses[i], .at_s = (float)i, .stop = i & 1};
    clip.cycle = (struct figure_keyframes){out, 5};
}

/* A back that sinks and then rises has an arrow for each, and each back. */
static void a_loop_that_goes_out_twice_has_two_ways(void **state)
{
    (void)state;
    high.spine_bend[0] = -20;
    other.spine_bend[0] = 30;
    loop_of(keys);
    assert_int_equal(figure_clip_ways(&clip), 2);
    assert_false(figure_clip_changes_sides(&clip));
    for (int number = 0; number < 2; number++) {
        struct figure_way way = figure_clip_way(&clip, number);
        assert_true(way.returns);
        for (int half = 0; half < 2; half++) {
            double at = 0.5 * number + 0.25 * half + 0.1;
            uint16_t frame = figure_clip_frame(&clip, FIGURE_CYCLE, at, 0);
            struct figure_arrow_share share = figure_clip_arrow(&clip, frame, &way);
            assert_true(share.share > 0.9f && share.back == (half == 1));
        }
    }
    clip.arrow[0] = ARROW_LEFT_HAND; /* what it follows stays the left one */
    struct arrow second;
    arrow_follow(&second, &clip, ARROW_LEFT_HAND, 1);
    assert_true(second.at[0].x > 0);
}

/* One foot and then the other, while a hand holds on to a chair. */
static void a_hand_that_holds_on_does_not_hide_a_change_of_sides(void **state)
{
    (void)state;
    high.foot[FIGURE_LEFT] = (struct figure_target){.at = {0.09f, 0.38f, 0.1f}};
    high.hand[FIGURE_LEFT].at.z = 0.2f;
    other.foot[FIGURE_RIGHT] = (struct figure_target){.at = {-0.09f, 0.38f, 0.1f}};
    loop_of(keys);
    assert_true(figure_clip_changes_sides(&clip));
    other.hand[FIGURE_RIGHT].at.z = high.hand[FIGURE_RIGHT].at.z = 0.1f;
    assert_false(figure_clip_changes_sides(&clip));
}

static struct camera camera_from_the_left(void)
{
    return (struct camera){.centre = v3(0, 0.9f, 0),
                           .right = v3(0, 0, -1),
                           .up = v3(0, 1, 0),
                           .back = v3(1, 0, 0),
                           .distance = 6.5f};
}

/* A step that is made of several poses is one way, to where the other foot begins. */
static void a_step_of_several_poses_is_one_way(void **state)
{
    (void)state;
    high.foot[FIGURE_LEFT] = (struct figure_target){.at = {0.09f, 0.1f, -0.3f}};
    high.foot[FIGURE_RIGHT] = (struct figure_target){.at = {-0.09f, 0.1f, 0.3f}};
    other.foot[FIGURE_LEFT] = (struct figure_target){.at = {0.09f, 0.1f, 0.3f}};
    other.foot[FIGURE_RIGHT] = (struct figure_target){.at = {-0.09f, 0.1f, -0.3f}};
    struct figure_pose passing = low;
    passing.foot[FIGURE_LEFT] = (struct figure_target){.at = {0.09f, 0.3f, 0}};
    struct figure_pose passing_right = low;
    passing_right.foot[FIGURE_RIGHT] = (struct figure_target){.at = {-0.09f, 0.3f, 0}};
    struct figure_keyframe walk[7] = {
        {.pose = &high, .at_s = 0},  {.pose = &passing, .at_s = 1},       {.pose = &low, .at_s = 2},
        {.pose = &other, .at_s = 3}, {.pose = &passing_right, .at_s = 4}, {.pose = &low, .at_s = 5},
        {.pose = &high, .at_s = 6}};
    clip.cycle = (struct figure_keyframes){walk, 7};
    assert_true(figure_clip_changes_sides(&clip));
    struct figure_way way = figure_clip_way(&clip, 0);
    assert_true(way.from < 0.01 && way.to > 0.49 && way.to < 0.51);
}

/* It goes round the hip, as far from it all the way, and is not moved off the body; half a tilt has
 * less than a whole one. */
static void a_roll_is_worn_on_the_hip(void **state)
{
    (void)state;
    struct camera camera = camera_from_the_left();
    float length[2];
    for (int i = 0; i < 2; i++) {
        struct arrow arrow;
        struct figure_keyframe out[2] = {{.pose = &low}, {.pose = &high, .at_s = 2}};
        clip.out = (struct figure_keyframes){out, 2};
        high.pelvis_turn[1] = i ? -30 : -12;
        arrow_follow(&arrow, &clip, ARROW_LEFT_HIP, 0);
        arrow_face(&arrow, &camera);
        arrow_clear_body(&arrow, &clip, person_get(0), &camera, NULL, 0);
        vec3 hip = v3_add(low.pelvis_at, v3(arrow.at[0].x, 0, 0));
        length[i] = 0;
        for (int k = 0; k < ARROW_POINTS; k++) {
            float far = v3_length(v3_sub(arrow.at[k], hip));
            assert_true(far > 0.08f && far < 0.14f);
            length[i] += k > 0 ? v3_length(v3_sub(arrow.at[k], arrow.at[k - 1])) : 0;
        }
    }
    assert_true(length[1] > 1.5f * length[0]);
}

/* Drawn together on its way in, from the lips and down on its way out. */
static void air_goes_in_at_the_nose_and_out_at_the_lips(void **state)
{
    (void)state;
    struct frame head = {v3(0, 0, 0), v3(1, 0, 0), v3(0, 1, 0), v3(0, 0, 1)};
    struct arrow arrow = {.any = true, .weight = 1, .facing = v3(1, 0, 0)};
    arrow_breathe(&arrow, &head);
    vec3 nose = arrow_at(&arrow, false, 1), lips = arrow_at(&arrow, true, 0);
    assert_true(nose.z < 0.18f && lips.z < 0.18f && lips.y < nose.y);
    assert_true(arrow_at(&arrow, false, 0).y > nose.y + 0.1f);
    assert_true(arrow_at(&arrow, true, 1).y < lips.y - 0.1f);
    /* What leaves goes farther than what comes. */
    float in = v3_length(v3_sub(arrow_at(&arrow, false, 0), nose));
    assert_true(v3_length(v3_sub(arrow_at(&arrow, true, 1), lips)) > 1.4f * in);
    struct mesh mesh;
    mesh_init(&mesh);
    arrow_build(&mesh, &arrow, (struct figure_arrow_share){1, false, 0});
    float wide[2] = {0, 0}; /* beside its middle, far from the nose and near it */
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        float least = 9, at = 0;
        for (float t = 0; t <= 1; t += 0.01f) {
            float far = v3_length(v3_sub(mesh.vertices[i].at, arrow_at(&arrow, false, t)));
            at = far < least ? t : at;
            least = minf(least, far);
        }
        if (at < 0.4f || at > 0.8f)
            wide[at > 0.8f] = maxf(wide[at > 0.8f], least);
    }
    assert_true(wide[1] > 0 && wide[1] < 0.075f && wide[0] > 1.6f * wide[1]);
    for (size_t i = 0; i < mesh.triangle_count; i++)
        assert_int_equal(mesh.triangles[i].material, MATERIAL_AIR);
    mesh_clear(&mesh);
    arrow_build(&mesh, &arrow, (struct figure_arrow_share){0, false, 1});
    assert_int_equal(mesh.triangle_count, 0);
    mesh_free(&mesh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_loop_that_goes_out_twice_has_two_ways, setup),
        cmocka_unit_test_setup(a_hand_that_holds_on_does_not_hide_a_change_of_sides, setup),
        cmocka_unit_test_setup(a_step_of_several_poses_is_one_way, setup),
        cmocka_unit_test_setup(a_roll_is_worn_on_the_hip, setup),
        cmocka_unit_test_setup(air_goes_in_at_the_nose_and_out_at_the_lips, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
