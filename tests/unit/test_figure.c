// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/body.h"
#include "figure/figure.h"
#include "figure/scene.h"
#include "test_figure_fixture.h"

/* A figure that stands and lifts its left foot; everything a clip can have in little. */
static struct figure_pose stand, lifted;
static struct figure_keyframe out_keys[2], cycle_keys[3];
static struct figure_clip clip, loop;

static int setup(void **state)
{
    (void)state;
    stand = lifted = standing_pose();
    lifted.foot[FIGURE_LEFT].at = v3(0.09f, 0.40f, 0.25f);
    lifted.foot[FIGURE_LEFT].rests = false;
    out_keys[0] = (struct figure_keyframe){&stand, 0, false};
    out_keys[1] = (struct figure_keyframe){&lifted, 2, false};
    memcpy(cycle_keys, out_keys, sizeof out_keys);
    cycle_keys[2] = (struct figure_keyframe){&stand, 4, false};
    clip = (struct figure_clip){.camera_yaw = 20, .camera_pitch = 12, .out = {out_keys, 2}};
    clip.props[0] = (struct figure_prop){.kind = PROP_MAT};
    clip.prop_count = 1;
    loop = clip;
    loop.out = (struct figure_keyframes){0};
    loop.cycle = (struct figure_keyframes){cycle_keys, 3};
    return 0;
}

static void assert_near(float a, float b, float give)
{
    if (fabsf(a - b) > give)
        fail_msg("%f is not %f", (double)a, (double)b);
}

static void a_limb_in_reach_gets_there(void **state)
{
    (void)state;
    struct figure_pose pose = lifted;
    pose.foot[FIGURE_LEFT].at = v3(0.15f, 0.35f, 0.30f);
    struct skeleton s = solve_pose(&pose);
    assert_near(v3_length(v3_sub(s.leg[FIGURE_LEFT].end, v3(0.15f, 0.35f, 0.30f))), 0, 1e-3f);
    assert_near(s.leg[FIGURE_LEFT].missing, 0, 1e-4f);
}

static void a_limb_out_of_reach_says_by_how_much(void **state)
{
    (void)state;
    struct figure_pose pose = stand;
    struct skeleton s = solve_pose(&pose);
    vec3 hip = s.leg[FIGURE_RIGHT].root;
    pose.foot[FIGURE_RIGHT] = (struct figure_target){.at = v3_add(hip, v3(-0.91f, 0, 0))};
    assert_near(figure_pose_reach(&pose).foot[FIGURE_RIGHT], 0.10f, 2e-3f);
    assert_near(figure_pose_reach(&pose).foot[FIGURE_LEFT], 0, 1e-3f);
}

static void bones_keep_their_length(void **state)
{
    (void)state;
    for (uint16_t f = 0; f < figure_clip_frame_count(&clip); f++) {
        struct skeleton s;
        struct figure_moment m = figure_clip_moment(&clip, f);
        skeleton_solve(&m, &s);
        for (int side = 0; side < 2; side++) {
            const struct limb *arm = &s.arm[side], *leg = &s.leg[side];
            assert_near(v3_length(v3_sub(leg->mid, leg->root)), BONE_THIGH, 1e-4f);
            assert_near(v3_length(v3_sub(leg->end, leg->mid)), BONE_SHANK, 1e-4f);
            assert_near(v3_length(v3_sub(arm->mid, arm->root)), BONE_UPPER_ARM, 1e-4f);
            assert_near(v3_length(v3_sub(arm->end, arm->mid)), BONE_FOREARM, 1e-4f);
        }
    }
}

static void knees_bend_forward_and_elbows_back(void **state)
{
    (void)state;
    struct skeleton s = solve_pose(&lifted);
    assert_true(s.leg[FIGURE_LEFT].mid.z > 0.2f);
    s = solve_pose(&stand);
    assert_true(s.arm[FIGURE_LEFT].mid.z < 0.01f);
}

static void a_resting_foot_touches(void **state)
{
    (void)state;
    struct figure_pose pose = stand;
    pose.foot[FIGURE_LEFT].surface = 0.20f;
    pose.foot[FIGURE_LEFT].at = v3(0.09f, 9, 0.2f);
    struct skeleton s = solve_pose(&pose);
    const struct frame *foot = &s.leg[FIGURE_LEFT].tip;
    assert_near(foot->o.y + skeleton_foot_bottom(foot, 0), 0.20f, 1e-3f);
}

static void left_and_right_are_mirror_images(void **state)
{
    (void)state;
    struct skeleton s = solve_pose(&stand);
    for (int j = JOINT_LEFT_SHOULDER; j < JOINT_COUNT; j += 2) {
        vec3 left = skeleton_joint(&s, (enum figure_joint)j);
        vec3 right = skeleton_joint(&s, (enum figure_joint)(j + 1));
        assert_near(left.x, -right.x, 1e-4f);
        assert_near(left.y, right.y, 1e-4f);
        assert_near(left.z, right.z, 1e-4f);
    }
}

static void parts_join_without_a_jump(void **state)
{
    (void)state;
    uint16_t last = figure_clip_frame(&clip, FIGURE_OUT, 1, 0);
    assert_int_equal(last, 60);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_STAY, 0, 0), last);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_BACK, 0, 0), last);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_BACK, 1, 0), 0);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_REST, 0, 0), 0);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_CYCLE, 0, 0), 0);
    assert_int_equal(figure_clip_frame(&loop, FIGURE_CYCLE, 1, 0), 0);
}

/* With an arrow the way back has frames of its own, of the same poses. */
static void the_way_back_is_the_way_out(void **state)
{
    (void)state;
    struct figure_clip pointed = clip;
    uint16_t out = figure_clip_frame(&clip, FIGURE_OUT, 0.25, 0);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_BACK, 0.75, 0), out);
    pointed.arrow[0] = ARROW_HEAD;
    for (int i = 0; i <= 20; i++) {
        uint16_t frame = figure_clip_frame(&pointed, FIGURE_BACK, i / 20.0, 0);
        out = figure_clip_frame(&pointed, FIGURE_OUT, 1 - i / 20.0, 0);
        assert_true((frame == out) == (i == 0 || i == 20));
        assert_true(frame < figure_clip_frame_count(&pointed));
        struct figure_moment back = figure_clip_moment(&pointed, frame);
        struct figure_moment there = figure_clip_moment(&pointed, out);
        for (int k = 0; k < 4; k++) {
            assert_ptr_equal(back.pose[k], there.pose[k]);
            assert_near(back.weight[k], there.weight[k], 1e-4f);
        }
    }
    assert_int_equal(figure_clip_frame(&pointed, FIGURE_BACK, 1, 0), 0);
}

static void holds_breathe(void **state)
{
    (void)state;
    uint16_t in = figure_clip_frame(&clip, FIGURE_STAY, 0, 2500);
    assert_int_not_equal(in, figure_clip_frame(&clip, FIGURE_STAY, 0, 0));
    assert_near(figure_clip_moment(&clip, in).breath, 1, 1e-4f);
    assert_int_equal(figure_clip_frame(&clip, FIGURE_STAY, 0, 5000),
                     figure_clip_frame(&clip, FIGURE_STAY, 0, 0));
}

static void every_frame_is_a_whole_moment(void **state)
{
    (void)state;
    const struct figure_clip *clips[] = {&clip, &loop};
    for (int c = 0; c < 2; c++)
        for (int f = 0; f < figure_clip_frame_count(clips[c]) + 5; f++) {
            struct figure_moment m = figure_clip_moment(clips[c], (uint16_t)f);
            float sum = 0;
            for (int i = 0; i < 4; i++) {
                assert_non_null(m.pose[i]);
                sum += m.weight[i];
            }
            assert_near(sum, 1, 1e-4f);
        }
}

static void any_part_and_time_gives_a_valid_frame(void **state)
{
    (void)state;
    const struct figure_clip *clips[] = {&clip, &loop};
    for (int c = 0; c < 2; c++)
        for (int part = FIGURE_OUT; part <= FIGURE_REST; part++)
            for (int i = -2; i < 40; i++) {
                uint16_t f =
                    figure_clip_frame(clips[c], (enum figure_part)part, i / 30.0, (ms_t)i * 137);
                assert_true(f < figure_clip_frame_count(clips[c]));
                assert_true(figure_clip_next(clips[c], f) < figure_clip_frame_count(clips[c]));
            }
}

static void movement_starts_and_ends_at_rest(void **state)
{
    (void)state;
    float first = figure_clip_moment(&clip, 1).weight[2];
    float middle =
        figure_clip_moment(&clip, 31).weight[2] - figure_clip_moment(&clip, 30).weight[2];
    assert_true(first < middle / 5);
}

static uint32_t *copy_render(const struct figure_clip *c, uint16_t frame, int w, int h)
{
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    uint32_t *out = calloc((size_t)w * (size_t)h, sizeof *out);
    assert_non_null(r);
    assert_true(figure_render(r, c, frame, 0, w, h, &p));
    assert_true(p.x >= 0 && p.y >= 0 && p.x + p.width <= w && p.y + p.height <= h);
    for (int y = 0; y < p.height; y++)
        memcpy(out + (p.y + y) * w + p.x, p.pixels + y * p.stride, (size_t)p.width * sizeof *out);
    figure_renderer_destroy(r);
    return out;
}

static struct extent extent_of(const struct mesh *mesh)
{
    struct extent e = {mesh->vertices[0].at, mesh->vertices[0].at};
    for (size_t i = 1; i < mesh->vertex_count; i++) {
        vec3 p = mesh->vertices[i].at;
        e.low = v3(minf(e.low.x, p.x), minf(e.low.y, p.y), minf(e.low.z, p.z));
        e.high = v3(maxf(e.high.x, p.x), maxf(e.high.y, p.y), maxf(e.high.z, p.z));
    }
    return e;
}

/* Poses are checked on the body as its tables give it; what is drawn must lie where that lies. */
static void a_finer_body_is_the_same_body(void **state)
{
    (void)state;
    struct skeleton s = solve_pose(&lifted);
    for (unsigned i = 0; i < PEOPLE_COUNT; i++) {
        struct mesh given, fine;
        mesh_init(&given);
        mesh_init(&fine);
        fine.detail = 1000;
        body_build(&given, &s, person_get(i));
        body_build(&fine, &s, person_get(i));
        assert_true(fine.vertex_count > 2 * given.vertex_count);
        assert_true(fine.vertex_count < MESH_MAX_VERTICES);
        assert_true(fine.triangle_count < MESH_MAX_TRIANGLES);
        struct extent a = extent_of(&given), b = extent_of(&fine);
        assert_near(v3_length(v3_sub(a.low, b.low)), 0, 0.0025f);
        assert_near(v3_length(v3_sub(a.high, b.high)), 0, 0.0025f);
        mesh_free(&given);
        mesh_free(&fine);
    }
}

static void the_same_input_gives_the_same_pixels(void **state)
{
    (void)state;
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    /* Another clip, size and frame in between leave no trace. */
    assert_true(figure_render(r, &loop, 7, 2, 97, 301, &p));
    assert_true(figure_render(r, &clip, 33, 0, 320, 240, &p));
    uint32_t *fresh = copy_render(&clip, 33, 320, 240);
    for (int y = 0; y < p.height; y++)
        assert_memory_equal(fresh + (p.y + y) * 320 + p.x, p.pixels + y * p.stride,
                            (size_t)p.width * sizeof *fresh);
    free(fresh);
    figure_renderer_destroy(r);
}

/* Pixels as orange as a zone's middle. */
static int glowing(const struct figure_clip *c, uint16_t frame)
{
    uint32_t *px = copy_render(c, frame, 400, 400);
    int count = 0;
    for (int i = 0; i < 400 * 400; i++) {
        int r = (px[i] >> 16) & 0xFF, g = (px[i] >> 8) & 0xFF, b = px[i] & 0xFF;
        count += r > 200 && g > 100 && g < 185 && b < 95 && r - b > 125;
    }
    free(px);
    return count;
}

static void a_zone_glows_where_the_movement_ends(void **state)
{
    (void)state;
    struct figure_clip felt = clip, looped = loop;
    felt.feel[0] = looped.feel[0] = (struct figure_zone){ZONE_ABDOMEN, ZONE_BOTH};
    felt.feel_count = looped.feel_count = 1;
    uint16_t end = figure_clip_frame(&felt, FIGURE_OUT, 1, 0);
    assert_int_equal(glowing(&felt, 0), glowing(&clip, 0));
    assert_true(glowing(&felt, end) > glowing(&clip, end) + 100);
    assert_int_equal(glowing(&looped, 0), glowing(&loop, 0));
    uint16_t half = figure_clip_frame(&looped, FIGURE_CYCLE, 0.5, 0);
    assert_true(glowing(&looped, half) > glowing(&loop, half) + 100);
}

/* Pixels as yellow as a nerve, in a picture as wide and high as `size`. */
static int yellow(const struct figure_clip *c, uint16_t frame, int size)
{
    uint32_t *px = copy_render(c, frame, size, size);
    int count = 0;
    for (int i = 0; i < size * size; i++) {
        int r = (px[i] >> 16) & 0xFF, g = (px[i] >> 8) & 0xFF, b = px[i] & 0xFF;
        count += r > 170 && g > 135 && r - b > 80 && r - g < 75;
    }
    free(px);
    return count;
}

/* It is what glides: its legend comes up where it is felt. */
static void a_nerve_is_always_seen(void **state)
{
    (void)state;
    struct figure_clip felt = clip;
    felt.camera_yaw = 150;
    felt.feel[0] = (struct figure_zone){ZONE_NERVE, ZONE_LEFT};
    struct figure_clip none = felt;
    felt.feel_count = 1;
    uint16_t end = figure_clip_frame(&felt, FIGURE_OUT, 1, 0);
    assert_true(yellow(&felt, 0, 400) > yellow(&none, 0, 400) + 100);
    assert_true(yellow(&felt, end, 400) > yellow(&none, end, 400) + 150);
    /* Where it is thinner than a pixel it is drawn as wide as one: not broken. */
    assert_true(yellow(&felt, end, 160) > yellow(&none, end, 160) + 40);
    assert_true(!figure_clip_glows(&felt, 0) && figure_clip_glows(&felt, end));
}

static int channel(uint32_t c, int shift)
{
    return (int)(c >> shift & 0xFF);
}

static bool alike(uint32_t a, uint32_t b)
{
    static const int SAME = 4;
    for (int shift = 0; shift <= 16; shift += 8)
        if (abs(channel(a, shift) - channel(b, shift)) > SAME)
            return false;
    return true;
}

/* The farthest that what a zone adds changes from a pixel to the next on the same cloth, of 255. */
static int hardest_step(struct figure_zone zone, float yaw)
{
    enum { SIZE = 400 };
    struct figure_clip felt = clip, dark = clip;
    felt.camera_yaw = dark.camera_yaw = yaw;
    felt.feel[0] = zone;
    felt.feel_count = 1;
    uint16_t end = figure_clip_frame(&felt, FIGURE_OUT, 1, 0);
    uint32_t *lit = copy_render(&felt, end, SIZE, SIZE),
             *plain = copy_render(&dark, end, SIZE, SIZE);
    int most = 0;
    for (int i = 1; i < SIZE * SIZE; i++) {
        int step = channel(lit[i], 16) - channel(plain[i], 16) - channel(lit[i - 1], 16) +
                   channel(plain[i - 1], 16);
        if (alike(plain[i], plain[i - 1]) && abs(step) > most)
            most = abs(step);
    }
    free(lit);
    free(plain);
    return most;
}

/* A muscle fades, as it lies under the skin. */
static void a_zone_has_no_hard_rim(void **state)
{
    (void)state;
    static const struct {
        struct figure_zone zone;
        float yaw;
    } seen[] = {{{ZONE_ABDOMEN, ZONE_BOTH}, 0},
                {{ZONE_LUMBAR, ZONE_BOTH}, 180},
                {{ZONE_GLUTE, ZONE_RIGHT}, 180},
                {{ZONE_HAMSTRING, ZONE_RIGHT}, 180},
                {{ZONE_HAMSTRING, ZONE_RIGHT}, 90}};
    for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
        int most = hardest_step(seen[i].zone, seen[i].yaw);
        assert_true(most > 4 && most < 115);
    }
}

static void a_zone_glows_where_the_back_is_bent_most(void **state)
{
    (void)state;
    struct figure_pose round = stand;
    round.spine_bend[0] = round.spine_bend[1] = 30;
    struct figure_keyframe keys[2] = {{&round, 0, false}, {&stand, 2, false}};
    struct figure_clip felt = clip;
    felt.camera_yaw = 180;
    felt.out = (struct figure_keyframes){keys, 2};
    felt.feel[0] = (struct figure_zone){ZONE_LUMBAR, ZONE_BOTH};
    felt.feel_count = 1;
    uint16_t end = figure_clip_frame(&felt, FIGURE_OUT, 1, 0);
    assert_true(glowing(&felt, 0) > glowing(&felt, end) + 100);
    /* Who sits up from a slump to stretch a leg feels it at the end. */
    assert_true(figure_clip_glows(&felt, 0) && !figure_clip_glows(&felt, end));
    felt.feel[0] = (struct figure_zone){ZONE_GLUTE, ZONE_LEFT};
    assert_true(!figure_clip_glows(&felt, 0) && figure_clip_glows(&felt, end));
}

static void pixels_are_premultiplied(void **state)
{
    (void)state;
    uint32_t *px = copy_render(&clip, 60, 300, 400);
    int opaque = 0, clear = 0;
    for (int i = 0; i < 300 * 400; i++) {
        uint32_t a = px[i] >> 24;
        assert_true(((px[i] >> 16) & 0xFF) <= a && ((px[i] >> 8) & 0xFF) <= a &&
                    (px[i] & 0xFF) <= a);
        opaque += a == 255;
        clear += a == 0;
    }
    assert_true(opaque > 300 * 400 / 20 && clear > 300 * 400 / 5);
    free(px);
}

static void the_figure_fills_any_rectangle_and_keeps_a_margin(void **state)
{
    (void)state;
    static const int sizes[][2] = {{900, 700}, {300, 700}, {900, 200}, {320, 240}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int w = sizes[i][0], h = sizes[i][1];
        uint32_t *px = copy_render(&clip, 60, w, h);
        int left = w, right = 0, top = h, bottom = 0;
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                if (px[y * w + x] >> 24 < 200)
                    continue;
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y > bottom ? y : bottom;
            }
        assert_true(left >= w / 30 && right < w - w / 30);
        assert_true(top >= h / 30 && bottom < h - h / 30);
        assert_true(right - left > w * 8 / 10 || bottom - top > h * 8 / 10);
        free(px);
    }
}

static int opaque_rows(const struct figure_clip *c, uint16_t frame, int w, int h)
{
    uint32_t *px = copy_render(c, frame, w, h);
    int rows = 0;
    for (int y = 0; y < h; y++) {
        bool any = false;
        for (int x = 0; x < w; x++)
            any = any || px[y * w + x] >> 24 == 255;
        rows += any;
    }
    free(px);
    return rows;
}

/* Squats deep at the end: framed with the standing it is small. */
static void a_still_is_framed_alone(void **state)
{
    (void)state;
    struct figure_pose squat = stand;
    squat.pelvis_at = v3(0, 0.45f, -0.1f);
    squat.hand[0].at = v3(0.15f, 0.6f, 0.3f);
    squat.hand[1].at = v3(-0.15f, 0.6f, 0.3f);
    struct figure_keyframe keys[2] = {{&stand, 0, false}, {&squat, 1, false}};
    struct figure_clip c = clip;
    c.out = (struct figure_keyframes){keys, 2};
    uint16_t still = figure_clip_still(&c), held = figure_clip_frame(&c, FIGURE_STAY, 0, 0);
    assert_int_equal(still, held | FIGURE_STILL);
    assert_int_equal(figure_clip_next(&c, still), still);
    assert_ptr_equal(figure_clip_moment(&c, still).pose[2], &squat);
    int moving = opaque_rows(&c, held, 240, 240), alone = opaque_rows(&c, still, 240, 240);
    assert_true(moving < 180 && alone > 200);
    assert_true(alone < 240 - 2 * 240 / 30);
    /* Of a loop the pose that reaches out: here the lifted foot, halfway. */
    assert_int_equal(figure_clip_still(&loop),
                     figure_clip_frame(&loop, FIGURE_CYCLE, 0.5, 0) | FIGURE_STILL);
}

/* The renderer remembers the camera: a still in between must not leave its own behind. */
static void a_still_leaves_the_movement_its_frame(void **state)
{
    (void)state;
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    assert_true(figure_render(r, &clip, 10, 0, 200, 200, &p));
    assert_true(figure_render(r, &clip, figure_clip_still(&clip), 0, 200, 200, &p));
    assert_true(figure_render(r, &clip, 60, 0, 200, 200, &p));
    uint32_t *fresh = copy_render(&clip, 60, 200, 200);
    for (int y = 0; y < p.height; y++)
        assert_memory_equal(fresh + (p.y + y) * 200 + p.x, p.pixels + y * p.stride,
                            (size_t)p.width * sizeof *fresh);
    free(fresh);
    figure_renderer_destroy(r);
}

static void refuses_a_rectangle_without_pixels(void **state)
{
    (void)state;
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    assert_false(figure_render(r, &clip, 0, 0, 0, 100, &p));
    assert_false(figure_render(r, &clip, 0, 0, 100, -1, &p));
    assert_true(figure_render(r, &clip, 0, 0, 1, 1, &p));
    figure_renderer_destroy(r);
}

static void all_people_have_a_name_and_a_face(void **state)
{
    (void)state;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        assert_int_equal(person_find(person_get(i)->name), i);
    assert_int_equal(person_find("nobody"), -1);
    assert_ptr_equal(person_get(PEOPLE_COUNT), person_get(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_limb_in_reach_gets_there),
        cmocka_unit_test(a_limb_out_of_reach_says_by_how_much),
        cmocka_unit_test(bones_keep_their_length),
        cmocka_unit_test(knees_bend_forward_and_elbows_back),
        cmocka_unit_test(a_resting_foot_touches),
        cmocka_unit_test(left_and_right_are_mirror_images),
        cmocka_unit_test(parts_join_without_a_jump),
        cmocka_unit_test(the_way_back_is_the_way_out),
        cmocka_unit_test(holds_breathe),
        cmocka_unit_test(every_frame_is_a_whole_moment),
        cmocka_unit_test(any_part_and_time_gives_a_valid_frame),
        cmocka_unit_test(movement_starts_and_ends_at_rest),
        cmocka_unit_test(a_finer_body_is_the_same_body),
        cmocka_unit_test(the_same_input_gives_the_same_pixels),
        cmocka_unit_test(pixels_are_premultiplied),
        cmocka_unit_test(a_zone_glows_where_the_movement_ends),
        cmocka_unit_test(a_zone_glows_where_the_back_is_bent_most),
        cmocka_unit_test(a_nerve_is_always_seen),
        cmocka_unit_test(a_zone_has_no_hard_rim),
        cmocka_unit_test(the_figure_fills_any_rectangle_and_keeps_a_margin),
        cmocka_unit_test(a_still_is_framed_alone),
        cmocka_unit_test(a_still_leaves_the_movement_its_frame),
        cmocka_unit_test(refuses_a_rectangle_without_pixels),
        cmocka_unit_test(all_people_have_a_name_and_a_face),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
