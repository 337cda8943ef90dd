// links: figure
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "figure/arrow.h"
#include "figure/figure.h"
#include "figure/scene.h"

static struct figure_pose low, high;
static struct figure_keyframe keys[2];
static struct figure_clip clip;

/* Someone stands and lifts the left foot straight up by `rise` metres. */
static void lift(float rise)
{
    low = (struct figure_pose){.pelvis_at = {0, 0.88f, 0}, .eyes = 1};
    for (int side = 0; side < 2; side++) {
        float sign = side_sign(side);
        low.hand[side] = (struct figure_target){.at = {sign * 0.24f, 0.75f, 0.03f}};
        low.foot[side] = (struct figure_target){.at = {sign * 0.09f, 0.08f, 0}, .point = {0, 0, 1}};
    }
    high = low;
    high.foot[FIGURE_LEFT].at.y += rise;
    keys[0] = (struct figure_keyframe){.pose = &low, .at_s = 0};
    keys[1] = (struct figure_keyframe){.pose = &high, .at_s = 2};
    clip = (struct figure_clip){.camera_yaw = 40,
                                .camera_pitch = 10,
                                .arrow = {ARROW_LEFT_FOOT},
                                .out = {.keys = keys, .count = 2}};
}

static const struct figure_arrow_share whole = {1, false, 1}, whole_back = {1, true, 1};

/* What a frame shows of the clip's first arrow. */
static struct figure_arrow_share shown(uint16_t frame)
{
    struct figure_way way = figure_clip_way(&clip, 0);
    return figure_clip_arrow(&clip, frame, &way);
}

static vec3 from_tail_to_tip(const struct arrow *arrow)
{
    return v3_sub(arrow->at[ARROW_POINTS - 1], arrow->at[0]);
}

static void it_goes_the_way_of_its_part(void **state)
{
    (void)state;
    lift(0.30f);
    struct arrow arrow;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    assert_true(arrow.any);
    vec3 way = from_tail_to_tip(&arrow);
    assert_true(fabsf(way.x) < 0.02f && fabsf(way.z) < 0.02f);
    assert_true(fabsf(way.y - 0.30f) < 0.02f);
    /* Ahead of the toes, not in the foot. */
    assert_true(arrow.at[0].z > 0.2f && arrow.at[0].z < 0.3f);
}

static void a_small_movement_has_an_arrow_to_be_seen(void **state)
{
    (void)state;
    lift(0.01f);
    struct arrow arrow;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    assert_true(v3_length(from_tail_to_tip(&arrow)) > 0.14f);
    assert_true(from_tail_to_tip(&arrow).y > 0.14f);
}

static void nobody_gets_one_unasked(void **state)
{
    (void)state;
    lift(0.30f);
    struct arrow arrow;
    clip.arrow[0] = ARROW_NONE;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    assert_false(arrow.any);
}

static void a_loop_has_one_for_its_first_stretch(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_keyframe round[3] = {keys[0], keys[1], {.pose = &low, .at_s = 4}};
    struct arrow arrow;
    clip.cycle = (struct figure_keyframes){round, 3};
    clip.out.count = 0;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    assert_true(arrow.any);
    assert_true(from_tail_to_tip(&arrow).y > 0.25f);
    uint16_t half = figure_clip_frame(&clip, FIGURE_CYCLE, 0.5, 0);
    assert_true(shown(figure_clip_frame(&clip, FIGURE_CYCLE, 0, 0)).share > 0.99f);
    assert_true(shown(half).share < 0.01f);
}

/* Pixels of its blue, which nobody wears. */
static int blue_pixels(struct figure_renderer *r, uint16_t frame)
{
    struct figure_picture p;
    int blue = 0;
    assert_true(figure_render(r, &clip, frame, 0, 300, 300, &p));
    for (int y = 0; y < p.height; y++)
        for (int x = 0; x < p.width; x++) {
            uint32_t c = p.pixels[y * p.stride + x];
            int red = (int)(c >> 16 & 0xFF), green = (int)(c >> 8 & 0xFF), b = (int)(c & 0xFF);
            blue += b > 190 && b > red + 130 && b > green + 80;
        }
    return blue;
}

static void it_is_there_before_the_movement_and_while_it_goes_on(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_renderer *r = figure_renderer_create();
    assert_non_null(r);
    uint16_t start = figure_clip_frame(&clip, FIGURE_OUT, 0, 0);
    assert_true(blue_pixels(r, start) > 100);
    assert_true(blue_pixels(r, figure_clip_frame(&clip, FIGURE_REST, 0, 2500)) > 100);
    assert_true(blue_pixels(r, figure_clip_frame(&clip, FIGURE_OUT, 0.5, 0)) > 100);
    assert_true(blue_pixels(r, figure_clip_frame(&clip, FIGURE_BACK, 0.5, 0)) > 100);
    assert_int_equal(blue_pixels(r, figure_clip_frame(&clip, FIGURE_OUT, 1, 0)), 0);
    assert_int_equal(blue_pixels(r, figure_clip_frame(&clip, FIGURE_STAY, 0, 2500)), 0);
    assert_int_equal(blue_pixels(r, figure_clip_still(&clip)), 0);
    assert_int_equal(blue_pixels(r, start | FIGURE_STILL), 0);
    figure_renderer_destroy(r);
}

/* How wide it is near one of its ends. */
static float width_at(const struct arrow *arrow, struct figure_arrow_share share, vec3 end)
{
    struct mesh mesh;
    float most = 0;
    mesh_init(&mesh);
    arrow_build(&mesh, arrow, share);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        vec3 d = v3_sub(mesh.vertices[i].at, end);
        if (fabsf(d.y) < 0.12f)
            most = maxf(most, hypotf(d.x, d.z));
    }
    mesh_free(&mesh);
    return most;
}

static float luminance(color_t color)
{
    static const float weigh[3] = {0.0722f, 0.7152f, 0.2126f};
    float sum = 0;
    for (int i = 0; i < 3; i++) {
        float c = (float)(color >> 8 * i & 0xFF) / 255;
        sum += weigh[i] * (c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f));
    }
    return sum + 0.05f;
}

/* No thing in the room: flat, turned to whoever looks, its tail thin, and clearly seen on the
 * lightest and the darkest of what lies below. */
static void it_is_flat_and_stands_out(void **state)
{
    (void)state;
    const struct person *person = person_get(0);
    float arrow_light = luminance(person_color(person, MATERIAL_ARROW));
    assert_true(luminance(person_color(person, MATERIAL_MAT)) > 3 * arrow_light);
    assert_true(luminance(person_color(person, MATERIAL_MAT)) > 3 * arrow_light);
    assert_true(luminance(person_color(person, MATERIAL_ARROW_RIM)) > 3 * arrow_light);
    lift(0.40f);
    struct arrow arrow;
    struct mesh mesh;
    mesh_init(&mesh);
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    arrow.facing = v3(0, 0, 1);
    arrow_build(&mesh, &arrow, whole);
    assert_true(mesh.vertex_count > 10);
    float tail = v3_length(v3_sub(mesh.vertices[0].at, mesh.vertices[1].at));
    assert_true(tail > 0.006f && tail < 0.6f * 2 * ARROW_SHAFT);
    for (size_t i = 0; i < mesh.vertex_count; i++)
        assert_true(v3_dot(mesh.vertices[i].normal, arrow.facing) > 0.99f);
    size_t rim = 0; /* by which it stands out on what is dark */
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        assert_true(material_is_drawn(mesh.triangles[i].material));
        rim += mesh.triangles[i].material == MATERIAL_ARROW_RIM;
    }
    assert_int_equal(2 * rim, mesh.triangle_count);
    mesh_free(&mesh);
}

static void on_the_way_back_it_points_back(void **state)
{
    (void)state;
    lift(0.30f);
    struct arrow arrow;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    vec3 tail = arrow.at[0], tip = arrow.at[ARROW_POINTS - 1];
    assert_true(width_at(&arrow, whole, tail) < 0.02f && width_at(&arrow, whole, tip) > 0.03f);
    assert_true(width_at(&arrow, whole_back, tail) > 0.03f);
    assert_true(width_at(&arrow, whole_back, tip) < 0.02f);
    assert_false(shown(figure_clip_frame(&clip, FIGURE_OUT, 0.4, 0)).back);
    struct figure_arrow_share back = shown(figure_clip_frame(&clip, FIGURE_BACK, 0.4, 0));
    assert_true(back.back && back.share > 0.99f);
}

/* The way out is shown again when the start pose rests, and not before: two arrows that say
 * opposite things, one after the other, are no arrow. */
static void nothing_points_out_until_the_start_rests(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_keyframe round[5] = {keys[0],
                                       {.pose = &high, .at_s = 1},
                                       {.pose = &low, .at_s = 2},
                                       {.pose = &high, .at_s = 3},
                                       {.pose = &low, .at_s = 4}};
    for (double done = 0.5; done < 0.985; done += 0.02) {
        struct figure_arrow_share share = shown(figure_clip_frame(&clip, FIGURE_BACK, done, 0));
        assert_true(share.back || share.share < 0.01f);
    }
    assert_true(shown(figure_clip_frame(&clip, FIGURE_BACK, 1, 0)).share > 0.99f);
    clip.cycle = (struct figure_keyframes){round, 5};
    clip.out.count = 0;
    for (double done = 0; done < 1; done += 0.01) { /* never two at once */
        uint16_t frame = figure_clip_frame(&clip, FIGURE_CYCLE, done, 0);
        int count = 0;
        for (int number = 0; number < figure_clip_ways(&clip); number++) {
            struct figure_way way = figure_clip_way(&clip, number);
            count += figure_clip_arrow(&clip, frame, &way).share > 0.35f;
        }
        assert_true(count <= 1);
    }
}

static float length_of(const vec3 at[ARROW_POINTS])
{
    float length = 0;
    for (int i = 1; i < ARROW_POINTS; i++)
        length += v3_length(v3_sub(at[i], at[i - 1]));
    return length;
}

/* A fifth to a third of the figure, from where the part is: out from its start, back from its
 * end. */
static void all_are_as_long_as_is_seen_at_a_glance(void **state)
{
    (void)state;
    static const float SIZE = 1.6f;
    for (int i = 0; i < 3; i++) {
        struct arrow arrow, fitted;
        lift(0.02f + 0.38f * (float)i);
        arrow_follow(&arrow, &clip, clip.arrow[0], 0);
        fitted = arrow;
        arrow_fit(&fitted, SIZE);
        for (int back = 0; back < 2; back++) {
            float length = length_of(back ? fitted.back : fitted.at);
            assert_true(length > 0.20f * SIZE && length < 0.31f * SIZE);
            vec3 moved = v3_sub(arrow_at(&fitted, back, 0), arrow_at(&arrow, back, 0));
            assert_true(v3_length(moved) < 0.001f);
        }
        assert_true(i == 2 ? fitted.way.shown < 0.8f : fitted.way.shown > 0.99f);
        /* One that shows the beginning of a long way is gone before that ends. */
        uint16_t late = figure_clip_frame(&clip, FIGURE_OUT, 0.72, 0);
        assert_true((figure_clip_arrow(&clip, late, &fitted.way).share > 0.99f) == (i < 2));
    }
}

/* There and back on the same way: a loop does it, too. */
static void a_loop_that_returns_points_back(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_keyframe round[3] = {keys[0], keys[1], {.pose = &low, .at_s = 4}};
    clip.cycle = (struct figure_keyframes){round, 3};
    clip.out.count = 0;
    assert_int_equal(figure_clip_ways(&clip), 1);
    assert_true(figure_clip_way(&clip, 0).returns);
    struct figure_arrow_share back = shown(figure_clip_frame(&clip, FIGURE_CYCLE, 0.7, 0));
    assert_true(back.back && back.share > 0.99f);
}

/* One foot and then the other: the second half of the loop has the other side's arrow. */
static void a_loop_that_changes_sides_has_an_arrow_for_each(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_pose other = low;
    other.foot[FIGURE_RIGHT].at.y += 0.30f;
    struct figure_keyframe round[5] = {keys[0],
                                       {.pose = &high, .at_s = 1},
                                       {.pose = &low, .at_s = 2},
                                       {.pose = &other, .at_s = 3},
                                       {.pose = &low, .at_s = 4}};
    struct arrow left, right;
    clip.cycle = (struct figure_keyframes){round, 5};
    clip.out.count = 0;
    assert_int_equal(figure_clip_ways(&clip), 2);
    arrow_follow(&left, &clip, ARROW_LEFT_FOOT, 0);
    arrow_follow(&right, &clip, ARROW_LEFT_FOOT, 1);
    assert_true(left.at[0].x > 0.05f && right.at[0].x < -0.05f);
    assert_true(from_tail_to_tip(&right).y > 0.25f);
    uint16_t half = figure_clip_frame(&clip, FIGURE_CYCLE, 0.55, 0);
    assert_true(figure_clip_arrow(&clip, half, &right.way).share > 0.99f);
    assert_true(figure_clip_arrow(&clip, half, &left.way).share < 0.01f);
    uint16_t rest = figure_clip_frame(&clip, FIGURE_REST, 0, 2500);
    assert_true(figure_clip_arrow(&clip, rest, &left.way).share > 0.99f);
    assert_true(figure_clip_arrow(&clip, rest, &right.way).share < 0.01f);
}

/* Feet that are never moved need not mirror each other: legs crossed, hands take turns. */
static void who_sits_crossed_legged_changes_sides_too(void **state)
{
    (void)state;
    lift(0);
    low.foot[FIGURE_LEFT].at.z = 0.12f;
    struct figure_pose left = low, right = low;
    left.hand[FIGURE_LEFT].at.y += 0.4f;
    right.hand[FIGURE_RIGHT].at.y += 0.4f;
    struct figure_keyframe round[5] = {{.pose = &low, .at_s = 0},
                                       {.pose = &left, .at_s = 1},
                                       {.pose = &low, .at_s = 2},
                                       {.pose = &right, .at_s = 3},
                                       {.pose = &low, .at_s = 4}};
    clip.cycle = (struct figure_keyframes){round, 5};
    clip.out.count = 0;
    assert_int_equal(figure_clip_ways(&clip), 2);
    round[3].pose = &left; /* the same hand twice */
    round[4].pose = &right;
    assert_int_equal(figure_clip_ways(&clip), 1);
}

/* A hand from the hip up over the head: an arc that an illustrator would draw, with no corner in
 * it, and no more of it than shows where it goes. */
static void a_long_way_is_one_smooth_arc(void **state)
{
    (void)state;
    enum { PIECES = 100 };
    lift(0);
    struct figure_pose across = low, over = low;
    across.hand[FIGURE_LEFT].at = v3(0.60f, 1.50f, 0.03f);
    over.hand[FIGURE_LEFT].at = v3(-0.05f, 1.85f, 0.03f);
    struct figure_keyframe way[3] = {
        {.pose = &low, .at_s = 0}, {.pose = &across, .at_s = 1}, {.pose = &over, .at_s = 2}};
    clip.out = (struct figure_keyframes){way, 3};
    struct arrow arrow;
    arrow_follow(&arrow, &clip, ARROW_LEFT_HAND, 0);
    vec3 before = arrow_at(&arrow, false, 0), last = v3(0, 0, 0);
    float turned = 0;
    for (int i = 1; i <= PIECES; i++) {
        vec3 at = arrow_at(&arrow, false, (float)i / PIECES);
        vec3 along = v3_unit(v3_sub(at, before));
        float turn = i == 1 ? 0 : acosf(clampf(v3_dot(along, last), -1, 1)) * 57.29578f;
        assert_true(turn < 3);
        turned += turn;
        before = at;
        last = along;
    }
    assert_true(turned > 60 && turned < 152);
}

static struct camera camera_at(float yaw)
{
    struct camera c = {.centre = v3(0, 0.9f, 0), .up = v3(0, 1, 0), .distance = 6.5f};
    c.right = v3_turn(v3(1, 0, 0), v3(0, 1, 0), yaw);
    c.back = v3_cross(c.right, c.up);
    return c;
}

/* Width and height as the camera sees them, metres. */
static vec3 seen_size(const struct arrow *arrow, const struct camera *c)
{
    vec3 low = v3(9, 9, 0), high = v3(-9, -9, 0);
    for (int i = 0; i < ARROW_POINTS; i++) {
        float x = v3_dot(arrow->at[i], c->right), y = v3_dot(arrow->at[i], c->up);
        low = v3(minf(low.x, x), minf(low.y, y), 0);
        high = v3(maxf(high.x, x), maxf(high.y, y), 0);
    }
    return v3_sub(high, low);
}

/* A hand that crosses the body in a loop: its arrow begins where it comes out beside the trunk, and
 * stays until the hand arrives there. */
static void what_begins_before_the_body_is_shown_beside_it(void **state)
{
    (void)state;
    lift(0);
    struct figure_pose out = low, across = low;
    across.hand[FIGURE_LEFT].at = v3(-0.12f, 1.05f, 0.28f);
    out.hand[FIGURE_LEFT].at = v3(0.62f, 1.25f, 0.20f);
    struct figure_keyframe round[4] = {{.pose = &across, .at_s = 0},
                                       {.pose = &out, .at_s = 1},
                                       {.pose = &low, .at_s = 2},
                                       {.pose = &across, .at_s = 3}};
    clip.cycle = (struct figure_keyframes){round, 4};
    clip.out.count = 0;
    struct camera c = camera_at(0);
    struct arrow arrow;
    arrow_follow(&arrow, &clip, ARROW_LEFT_HAND, 0);
    arrow_face(&arrow, &c);
    arrow_fit(&arrow, 1.6f);
    assert_true(!arrow.returns && arrow.at[0].x < 0.1f);
    arrow_clear_body(&arrow, &clip, person_get(0), &c, NULL, 0);
    assert_true(arrow.at[0].x > 0.15f);
    assert_true(v3_length(v3_sub(arrow.at[0], arrow.whole[ARROW_POINTS / 2])) < 0.35f);
    assert_true(arrow.way.shown > 0.6f);
}

/* The foot is back long before a hand is: its arrow does not hang in the air until then. */
static void one_whose_part_is_done_is_gone(void **state)
{
    (void)state;
    lift(0.30f);
    struct figure_pose reach = low;
    reach.hand[FIGURE_LEFT].at = v3(0.4f, 1.2f, 0.3f);
    high.hand[FIGURE_LEFT].at = reach.hand[FIGURE_LEFT].at;
    struct figure_keyframe way[3] = {
        {.pose = &low, .at_s = 0}, {.pose = &reach, .at_s = 2}, {.pose = &high, .at_s = 4}};
    clip.out = (struct figure_keyframes){way, 3};
    struct arrow arrow;
    arrow_follow(&arrow, &clip, ARROW_LEFT_FOOT, 0);
    uint16_t early = figure_clip_frame(&clip, FIGURE_BACK, 0.3, 0);
    uint16_t late = figure_clip_frame(&clip, FIGURE_BACK, 0.68, 0);
    assert_true(figure_clip_arrow(&clip, early, &arrow.way).share > 0.99f);
    assert_true(figure_clip_arrow(&clip, late, &arrow.way).share < 0.01f);
    assert_true(arrow.way.out_done > 0.95f && arrow.way.back_done < 0.75f);
}

/* A ring seen edge-on, and an arrow seen from its tip, are a dot. */
static void it_is_never_seen_end_on(void **state)
{
    (void)state;
    for (int yaw = 0; yaw < 360; yaw += 30) {
        struct camera c = camera_at((float)yaw);
        struct arrow arrow;
        lift(0.30f);
        high.foot[FIGURE_LEFT].at = v3(0.09f, 0.08f, 0.3f);
        arrow_follow(&arrow, &clip, clip.arrow[0], 0);
        arrow_face(&arrow, &c);
        assert_true(yaw % 180 == 0 || seen_size(&arrow, &c).x > 0.17f);
        lift(0);
        clip.arrow[0] = ARROW_TURN;
        high.spine_twist = 30;
        arrow_follow(&arrow, &clip, clip.arrow[0], 0);
        arrow_face(&arrow, &c);
        vec3 size = seen_size(&arrow, &c);
        assert_true(size.x > 0.15f && size.y > 0.2f);
        /* What is near goes to the right as who faces the camera turns to the left. It comes from
         * behind round the side, and so does the way back on the other one. */
        int last = ARROW_POINTS - 1;
        for (int back = 0; back < 2; back++) {
            const vec3 *at = back ? arrow.back : arrow.at;
            vec3 tip = at[last], tail = at[0], way = v3_sub(tip, at[last - 3]);
            assert_true(v3_dot(way, c.right) * (back ? -1 : 1) > 0.05f);
            assert_true(v3_dot(tip, c.back) > v3_dot(tail, c.back) + 0.1f);
        }
        high.spine_twist = -30;
        arrow_follow(&arrow, &clip, clip.arrow[0], 0);
        arrow_face(&arrow, &c);
        vec3 way = v3_sub(arrow.at[last], arrow.at[last - 3]);
        assert_true(v3_dot(way, c.right) < -0.05f);
    }
}

/* Large or small. */
static void it_stays_nearly_until_the_movement_ends(void **state)
{
    (void)state;
    for (float rise = 0.05f; rise < 0.4f; rise += 0.25f) {
        lift(rise);
        assert_true(shown(figure_clip_frame(&clip, FIGURE_OUT, 0.7, 0)).share > 0.99f);
        assert_true(shown(figure_clip_frame(&clip, FIGURE_OUT, 1, 0)).share < 0.01f);
        assert_true(shown(figure_clip_frame(&clip, FIGURE_STAY, 0, 2500)).share < 0.01f);
    }
}

/* Out as the belly rises, in as it falls. */
static void breathing_has_one_each_way(void **state)
{
    (void)state;
    struct arrow arrow;
    lift(0);
    high.breath = 1;
    clip.arrow[0] = ARROW_BELLY;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    assert_true(from_tail_to_tip(&arrow).z > 0.2f);
    assert_false(shown(figure_clip_frame(&clip, FIGURE_OUT, 0.5, 0)).back);
    assert_true(shown(figure_clip_frame(&clip, FIGURE_BACK, 0.5, 0)).back);
    assert_int_equal((int)shown(figure_clip_still(&clip)).share, 0);
}

static float farthest_from(const struct mesh *mesh, vec3 at)
{
    float far = 0;
    for (size_t i = 0; i < mesh->vertex_count; i++)
        far = maxf(far, v3_length(v3_sub(mesh->vertices[i].at, at)));
    return far;
}

/* It grows as the belly does, and is small again when the air is out. */
static void the_belly_s_swells_with_the_breath(void **state)
{
    (void)state;
    struct arrow arrow;
    struct mesh mesh;
    float far[3];
    lift(0);
    high.breath = 1;
    clip.arrow[0] = ARROW_BELLY;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    mesh_init(&mesh);
    for (int i = 0; i < 3; i++) {
        mesh_clear(&mesh);
        arrow_build(&mesh, &arrow, (struct figure_arrow_share){1, i == 2, i == 1 ? 1 : 0});
        far[i] = farthest_from(&mesh, arrow.at[0]);
    }
    assert_true(far[0] > 0.15f && far[1] > 1.5f * far[0] && far[2] < far[1] / 1.5f);
    assert_true(shown(figure_clip_frame(&clip, FIGURE_OUT, 0.6, 0)).grown > 0.5f);
    assert_true(shown(figure_clip_frame(&clip, FIGURE_BACK, 0.3, 0)).grown > 0.5f);
    assert_true(shown(figure_clip_frame(&clip, FIGURE_BACK, 0.8, 0)).grown < 0.5f);
    mesh_free(&mesh);
}

/* In to the nose; out again on the way back. */
static void air_goes_to_the_nose(void **state)
{
    (void)state;
    struct arrow arrow;
    struct skeleton s;
    lift(0);
    high.breath = 1;
    arrow_follow(&arrow, &clip, ARROW_AIR, 0);
    struct figure_moment m = figure_clip_moment(&clip, figure_clip_frame(&clip, FIGURE_OUT, 0, 0));
    skeleton_solve(&m, &s);
    vec3 nose = frame_point(&s.head, 0, 0.08f, 0.11f);
    float near = v3_length(v3_sub(arrow.at[ARROW_POINTS - 1], nose));
    assert_true(near > 0.02f && near < 0.10f);
    assert_true(v3_length(v3_sub(arrow.at[0], nose)) > 0.28f);
}

/* A small turn must look smaller than a large one, and yet like a turn. */
static void a_larger_turn_has_a_larger_arrow(void **state)
{
    (void)state;
    float before = 0;
    for (int turn = 10; turn <= 60; turn += 25) {
        struct arrow arrow;
        lift(0);
        clip.arrow[0] = ARROW_LEFT_ANKLE;
        high.foot[FIGURE_LEFT].point =
            v3(0, sinf((float)turn * 0.01745f), cosf((float)turn * 0.01745f));
        arrow_follow(&arrow, &clip, clip.arrow[0], 0);
        float far = v3_length(from_tail_to_tip(&arrow));
        assert_true(far > before + 0.01f && far > 0.17f);
        before = far;
    }
}

/* While it comes or goes it is an arrow, or nothing. */
static void it_is_never_a_dot(void **state)
{
    (void)state;
    lift(0.30f);
    struct arrow arrow;
    struct mesh mesh;
    arrow_follow(&arrow, &clip, clip.arrow[0], 0);
    mesh_init(&mesh);
    for (float share = 0; share <= 1; share += 0.01f) {
        mesh_clear(&mesh);
        arrow_build(&mesh, &arrow, (struct figure_arrow_share){share, false, 1});
        float low_y = 9, high_y = -9;
        for (size_t i = 0; i < mesh.vertex_count; i++) {
            low_y = minf(low_y, mesh.vertices[i].at.y);
            high_y = maxf(high_y, mesh.vertices[i].at.y);
        }
        assert_true(mesh.vertex_count == 0 || high_y - low_y > 0.1f);
    }
    assert_true(mesh.vertex_count > 0);
    mesh_free(&mesh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_the_way_of_its_part),
        cmocka_unit_test(a_small_movement_has_an_arrow_to_be_seen),
        cmocka_unit_test(nobody_gets_one_unasked),
        cmocka_unit_test(a_loop_has_one_for_its_first_stretch),
        cmocka_unit_test(it_is_flat_and_stands_out),
        cmocka_unit_test(on_the_way_back_it_points_back),
        cmocka_unit_test(nothing_points_out_until_the_start_rests),
        cmocka_unit_test(all_are_as_long_as_is_seen_at_a_glance),
        cmocka_unit_test(a_loop_that_returns_points_back),
        cmocka_unit_test(a_loop_that_changes_sides_has_an_arrow_for_each),
        cmocka_unit_test(who_sits_crossed_legged_changes_sides_too),
        cmocka_unit_test(a_long_way_is_one_smooth_arc),
        cmocka_unit_test(it_is_never_a_dot),
        cmocka_unit_test(it_is_never_seen_end_on),
        cmocka_unit_test(one_whose_part_is_done_is_gone),
        cmocka_unit_test(what_begins_before_the_body_is_shown_beside_it),
        cmocka_unit_test(it_stays_nearly_until_the_movement_ends),
        cmocka_unit_test(breathing_has_one_each_way),
        cmocka_unit_test(the_belly_s_swells_with_the_breath),
        cmocka_unit_test(air_goes_to_the_nose),
        cmocka_unit_test(a_larger_turn_has_a_larger_arrow),
        cmocka_unit_test(it_is_there_before_the_movement_and_while_it_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
