// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/body.h"
#include "figure/body_parts.h"
#include "figure/figure.h"
#include "figure/girth.h"
#include "figure/shade.h"
#include "test_figure_fixture.h"

/* What the drawn body looks like: seams of skin, zones, outlines. */

static struct figure_pose pose;
static struct figure_keyframe keys[1];
static struct figure_clip clip;

static int setup(void **state)
{
    (void)state;
    pose = standing_pose();
    keys[0] = (struct figure_keyframe){&pose, 0, false};
    clip = (struct figure_clip){.camera_pitch = 4, .cycle = {keys, 1}};
    return 0;
}

/* An upright trunk, as wide as given at its lower and its upper end. */
static void upright(struct ring rings[2], struct join_trunk *trunk, float low, float high)
{
    for (int i = 0; i < 2; i++) {
        float wide = i == 0 ? low : high;
        rings[i] = (struct ring){.at = v3(0, i == 0 ? -0.3f : 0.3f, 0),
                                 .u = v3(-1, 0, 0),
                                 .v = v3(0, 0, 1),
                                 .across = wide,
                                 .front = wide,
                                 .back = wide};
    }
    join_trunk_init(trunk, rings, 2);
}

/* The same place, once as the skin of a trunk that faces so there, and once as that of a limb that
 * leaves it to the left. */
static void join_there(struct vertex v[2], const struct join_trunk *trunk, vec3 facing)
{
    struct join_limb limb = {.inside = v3(0.05f, 0, 0),
                             .joint = v3(0.15f, 0, 0),
                             .beyond = v3(0.35f, 0, 0),
                             .front = v3(0, 0, 1),
                             .width = 0.06f,
                             .near = 0.2f,
                             .far = 0.3f};
    for (int i = 0; i < 3; i++)
        limb.girth[i].across = limb.girth[i].front = limb.girth[i].back = 0.05f;
    struct mesh mesh;
    mesh_init(&mesh);
    uint16_t first;
    struct vertex *at = mesh_add_vertices(&mesh, 2, &first);
    at[0] = (struct vertex){.at = v3(0.15f, 0.05f, 0), .normal = facing};
    at[1] = (struct vertex){.at = v3(0.15f, 0.05f, 0), .normal = v3(0, 1, 0)};
    join_trunk_to_limb(&mesh, 0, 1, &limb);
    join_limb_to_trunk(&mesh, 1, 2, &limb, trunk);
    memcpy(v, at, 2 * sizeof *v);
    mesh_free(&mesh);
}

/* Where both skins meet they face the same way, and are lit as one. */
static void skins_meet_without_a_crease(void **state)
{
    (void)state;
    struct ring rings[2];
    struct join_trunk trunk;
    struct vertex v[2];
    upright(rings, &trunk, 0.15f, 0.15f);
    join_there(v, &trunk, v3(1, 0, 0));
    assert_true(v3_dot(v[0].normal, v[1].normal) > 0.99f);
    assert_true(v3_length(v3_sub(v[0].at, v[1].at)) < 0.002f);
    assert_true(v3_length(v3_sub(v[0].at, v3(0.15f, 0.05f, 0))) > 0.010f);
    assert_true(v[0].seam > 250 && v[1].seam > 250);
}

static void they_do_where_the_trunk_tapers(void **state)
{
    (void)state;
    struct ring rings[2];
    struct join_trunk trunk;
    struct vertex v[2];
    upright(rings, &trunk, 0.325f, 0.025f);
    join_there(v, &trunk, v3_unit(v3(1, 0.5f, 0)));
    assert_true(v3_dot(v[0].normal, v[1].normal) > 0.99f);
}

/* A raised thigh stays below the shirt that hangs over it. */
static void what_is_tucked_in_lies_below_the_shirt(void **state)
{
    (void)state;
    struct ring rings[2];
    struct join_trunk trunk;
    upright(rings, &trunk, 0.15f, 0.15f);
    struct vertex near = {.at = v3(0.16f, 0, 0)}, far = {.at = v3(0.20f, 0, 0)}, half = near;
    join_tuck(&near, &trunk, 1);
    join_tuck(&far, &trunk, 1);
    join_tuck(&half, &trunk, 0.5f);
    assert_true(near.at.x < 0.148f && near.at.x > 0.13f);
    assert_true(half.at.x < 0.158f && half.at.x > near.at.x);
    assert_true(far.at.x > 0.199f);
}

/* How near the skin of the left sleeve comes to the shoulder's middle. */
static float sleeve_pinch(void)
{
    struct mesh mesh;
    struct join_limb join;
    struct skeleton s = solve_pose(&pose);
    float least = 1;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build_arm(&mesh, &s, person_get(0), FIGURE_LEFT, &join);
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (mesh.vertices[i].part == PART_LEFT_UPPER_ARM)
            least = minf(least, v3_length(v3_sub(mesh.vertices[i].at, s.arm[FIGURE_LEFT].root)));
    mesh_free(&mesh);
    return least;
}

static void a_raised_arm_does_not_wring_its_sleeve(void **state)
{
    (void)state;
    struct figure_target was = pose.hand[FIGURE_LEFT];
    for (int i = 0; i <= 20; i++) {
        float out = 0.5f - 0.024f * (float)i, up = 1.15f + 0.035f * (float)i;
        pose.hand[FIGURE_LEFT] = (struct figure_target){.at = v3(0.6f * out, up - 0.15f, 0.1f),
                                                        .toward = v3(1, 0.1f, 0)};
        float least = sleeve_pinch();
        assert_true(least > 0.045f);
    }
    pose.hand[FIGURE_LEFT] = was;
}

static void a_zone_is_nearly_as_bright_in_shade(void **state)
{
    (void)state;
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    shade_ramps_init(ramps, person_get(0), (const float[]){1, 1});
    for (int k = 0; k < GLOWS; k++)
        assert_true(brightness(ramps->glow[k].middle[4]) >
                    0.75f * brightness(ramps->glow[k].middle[50]));
    assert_true(brightness(ramps->lit[MATERIAL_SHIRT][4]) <
                0.7f * brightness(ramps->lit[MATERIAL_SHIRT][50]));
    free(ramps);
}

/* Of a colour whose red is its most and whose blue its least: degrees from red to yellow. */
static float warm_hue(uint32_t c)
{
    float r = (float)(c >> 16 & 0xFF), g = (float)(c >> 8 & 0xFF), b = (float)(c & 0xFF);
    return 60 * (g - b) / (r - b);
}

/* The dot beside "feel it here" on the screen has the theme's colour for it. */
static void a_zone_has_the_colour_of_its_legend(void **state)
{
    (void)state;
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    shade_ramps_init(ramps, person_get(0), (const float[]){1, 1});
    for (int i = 0; i < SHADE_LEVELS; i++)
        assert_true(fabsf(warm_hue(ramps->glow[GLOW_MUSCLE].middle[i]) - warm_hue(0xFFD96A1C)) < 8);
    free(ramps);
}

/* CIE 1976 L*, a*, b* of an sRGB colour, D65. */
static void lab_of(uint32_t c, float out[3])
{
    static const float XYZ[3][3] = {{0.4124f / 0.9505f, 0.3576f / 0.9505f, 0.1805f / 0.9505f},
                                    {0.2126f, 0.7152f, 0.0722f},
                                    {0.0193f / 1.089f, 0.1192f / 1.089f, 0.9505f / 1.089f}};
    float f[3];
    for (int i = 0; i < 3; i++) {
        float sum = 0;
        for (int k = 0; k < 3; k++) {
            float v = (float)(c >> (16 - 8 * k) & 0xFF) / 255;
            sum += XYZ[i][k] * (v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f));
        }
        f[i] = sum > 0.008856f ? cbrtf(sum) : 7.787f * sum + 16.0f / 116;
    }
    out[0] = 116 * f[1] - 16;
    out[1] = 500 * (f[0] - f[1]);
    out[2] = 200 * (f[1] - f[2]);
}

/* CIE 1976 difference: 2.3 is just seen. */
static float difference(uint32_t a, uint32_t b)
{
    float p[3], q[3], sum = 0;
    lab_of(a, p);
    lab_of(b, q);
    for (int i = 0; i < 3; i++)
        sum += (p[i] - q[i]) * (p[i] - q[i]);
    return sqrtf(sum);
}

/* In light and in shade, on everybody's shirt, trousers and skin. */
static void a_zone_is_seen_on_all_cloth_and_skin(void **state)
{
    (void)state;
    static const enum material under[] = {MATERIAL_SHIRT, MATERIAL_LEGS, MATERIAL_SKIN};
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    for (unsigned who = 0; who < PEOPLE_COUNT; who++)
        for (int i = 0; i < 3; i++)
            for (int level = 8; level < 56; level += 8) {
                shade_ramps_init(ramps, person_get(who), (const float[]){1, 1});
                uint32_t lit = ramps->lit[under[i]][level];
                assert_true(difference(ramps->glow[GLOW_MUSCLE].middle[level], lit) > 20);
                assert_true(difference(ramps->glow[GLOW_MUSCLE].rim[level], lit) > 20);
                assert_true(difference(ramps->glow[GLOW_NERVE].middle[level], lit) > 30);
            }
    free(ramps);
}

/* A nerve is yellow, no muscle is; neither is red. */
static void a_nerve_is_told_from_a_muscle(void **state)
{
    (void)state;
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    shade_ramps_init(ramps, person_get(0), (const float[]){1, 1});
    for (int i = 0; i < SHADE_LEVELS; i++) {
        float muscle = warm_hue(ramps->glow[GLOW_MUSCLE].middle[i]),
              nerve = warm_hue(ramps->glow[GLOW_NERVE].middle[i]);
        assert_true(muscle > 20 && muscle < 34);
        assert_true(nerve > 38 && nerve < 54);
    }
    free(ramps);
}

/* A light one, as round a leg before the other, looks like a torn seam. */
static void lines_are_darker_than_what_they_bound(void **state)
{
    (void)state;
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
        shade_ramps_init(ramps, person_get(who), (const float[]){0.45f, 0.45f});
        for (int m = 0; m < (int)MATERIAL_ARROW; m++)
            for (int line = 0; line < OUTLINES; line++)
                assert_true(brightness(ramps->outline[line][m]) <
                            0.9f * brightness(ramps->lit[m][SHADE_LEVELS * 2 / 3]));
    }
    free(ramps);
}

/* Of the picture's rows that the body has, the share whose left edge is a line: a pixel among the
 * first `reach` that is darker than what follows, be that as thin as a finger. */
static float lined_rows(int size, int reach)
{
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    assert_true(figure_render(r, &clip, 0, 3, size, size, &p));
    int rows = 0, lined = 0;
    for (int y = 0; y < p.height; y++) {
        const uint32_t *row = p.pixels + (size_t)y * (size_t)p.stride;
        int x = 0;
        while (x < p.width && row[x] >> 24 < 200)
            x++;
        if (x + reach + 2 >= p.width)
            continue;
        float after = brightness(row[x + reach + 1]);
        bool line = after < 40;
        for (int i = reach; i >= 0 && !line; i--) {
            line = i < reach && brightness(row[x + i]) < after * 0.86f;
            after = maxf(after, brightness(row[x + i]));
        }
        rows++;
        lined += line;
    }
    figure_renderer_destroy(r);
    assert_true(rows > size / 2);
    return (float)lined / (float)rows;
}

static void the_line_round_the_body_is_whole_at_any_size(void **state)
{
    (void)state;
    assert_true(lined_rows(90, 3) > 0.80f);
    assert_true(lined_rows(500, 3) > 0.96f);
    assert_true(lined_rows(2160, 8) > 0.97f);
}

/* How wide the line is at the left or at the right of the lower legs, in all of their rows. */
static int line_pixels(const struct figure_picture *p, bool right)
{
    int pixels = 0;
    for (int y = p->height * 78 / 100; y < p->height * 86 / 100; y++) {
        const uint32_t *row = p->pixels + (size_t)y * (size_t)p->stride;
        int x = right ? p->width - 1 : 0, step = right ? -1 : 1;
        while (x >= 0 && x < p->width && row[x] >> 24 < 250)
            x += step;
        if (x < 20 || x >= p->width - 20)
            continue;
        float skin = brightness(row[x + step * 15]);
        for (int i = 0; i < 12; i++)
            pixels += brightness(row[x + step * i]) < 0.6f * skin;
    }
    return pixels;
}

/* The lamp is at the left. */
static void lines_are_heavier_in_the_shade(void **state)
{
    (void)state;
    struct figure_renderer *r = figure_renderer_create();
    struct figure_picture p;
    assert_true(figure_render(r, &clip, 0, 0, 1600, 1600, &p));
    int lit = line_pixels(&p, false), dark = line_pixels(&p, true);
    figure_renderer_destroy(r);
    assert_true(lit > 100);
    assert_true((float)dark > 1.1f * (float)lit);
}

/* Of an arm that hangs it would be seen in bits. */
static void only_an_open_armpit_has_folds(void **state)
{
    (void)state;
    struct mesh mesh;
    int folds[2];
    struct figure_target was = pose.hand[FIGURE_LEFT];
    for (int out = 0; out < 2; out++) {
        pose.hand[FIGURE_LEFT] =
            (struct figure_target){.at = v3(out ? 0.70f : 0.17f, out ? 1.2f : 0.6f, 0)};
        build_body(&mesh, &pose, 0);
        folds[out] = triangles_of(&mesh, MATERIAL_SHIRT_FOLD);
        mesh_free(&mesh);
    }
    pose.hand[FIGURE_LEFT] = was;
    assert_true(folds[1] > folds[0]);
}

/* How far step `i` of the spine turns from the one before, degrees. */
static float turn_of(const struct skeleton *s, int i)
{
    return acosf(clampf(v3_dot(s->spine[i].y, s->spine[i - 1].y), -1, 1)) * 57.29578f;
}

static void the_spine_bends_as_one_curve(void **state)
{
    static const float bends[][3] = {{-38, -14, 0}, {-40, 30, 0}, {60, 50, 0}, {0, 0, 35}};
    (void)state;
    for (size_t i = 0; i < sizeof bends / sizeof bends[0]; i++) {
        pose.spine_bend[0] = bends[i][0];
        pose.spine_bend[1] = bends[i][1];
        pose.spine_side = bends[i][2];
        struct skeleton s = solve_pose(&pose);
        float whole = 0, most = 0;
        for (int k = 1; k <= SPINE_STEPS; k++) {
            float turn = turn_of(&s, k), before = k > 1 ? turn_of(&s, k - 1) : 0;
            whole += turn;
            most = maxf(most, fabsf(turn - before));
        }
        /* No step takes up, or ends, more of the bend than a twelfth. */
        assert_true(most < whole / 12);
    }
}

static void a_back_is_arched_alike_all_over(void **state)
{
    static const float bends[][2] = {{48, 42}, {-38, -27}, {-30, -20}};
    (void)state;
    struct figure_pose was = pose;
    for (size_t i = 0; i < sizeof bends / sizeof bends[0]; i++) {
        pose = standing_pose();
        pose.spine_bend[0] = bends[i][0];
        pose.spine_bend[1] = bends[i][1];
        struct skeleton s = solve_pose(&pose);
        float whole = 0, most = 0;
        for (int k = 1; k <= SPINE_STEPS; k++) {
            whole += turn_of(&s, k);
            most = maxf(most, turn_of(&s, k));
        }
        assert_true(most < 1.2f * whole / SPINE_STEPS);
    }
    pose = was;
}

/* It rises by inches, and nowhere as steeply as a tent. */
static void a_deep_breath_makes_a_dome_of_the_belly(void **state)
{
    (void)state;
    float most = 0, steepest = 0, before = 0;
    for (int i = 0; i <= 40; i++) {
        struct trunk_slice slice = girth_trunk_at(0.01f * (float)i);
        float rises = girth_of_trunk(&slice, person_get(0), 1).front -
                      girth_of_trunk(&slice, person_get(0), 0).front;
        most = maxf(most, rises);
        if (i > 0)
            steepest = maxf(steepest, fabsf(rises - before) / 0.01f);
        before = rises;
    }
    assert_true(most > 0.055f && most < 0.085f);
    assert_true(steepest < 0.9f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deep_breath_makes_a_dome_of_the_belly),
        cmocka_unit_test(the_spine_bends_as_one_curve),
        cmocka_unit_test(a_back_is_arched_alike_all_over),
        cmocka_unit_test(skins_meet_without_a_crease),
        cmocka_unit_test(they_do_where_the_trunk_tapers),
        cmocka_unit_test(what_is_tucked_in_lies_below_the_shirt),
        cmocka_unit_test(a_raised_arm_does_not_wring_its_sleeve),
        cmocka_unit_test(a_zone_is_nearly_as_bright_in_shade),
        cmocka_unit_test(a_zone_has_the_colour_of_its_legend),
        cmocka_unit_test(a_zone_is_seen_on_all_cloth_and_skin),
        cmocka_unit_test(a_nerve_is_told_from_a_muscle),
        cmocka_unit_test(lines_are_darker_than_what_they_bound),
        cmocka_unit_test(the_line_round_the_body_is_whole_at_any_size),
        cmocka_unit_test(lines_are_heavier_in_the_shade),
        cmocka_unit_test(only_an_open_armpit_has_folds),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
