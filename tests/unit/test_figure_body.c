// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "figure/body.h"
#include "figure/figure.h"
#include "figure/join.h"
#include "figure/shade.h"

/* What the drawn body looks like: face, hands, seams of skin, outlines. */

static struct figure_pose pose;
static struct figure_keyframe keys[1];
static struct figure_clip clip;

static int setup(void **state)
{
    (void)state;
    pose = (struct figure_pose){
        .name = "stand",
        .pelvis_at = {0, 0.88f, 0},
        .eyes = 1,
        .hand = {{.at = {0.24f, 0.75f, 0.03f}}, {.at = {-0.24f, 0.75f, 0.03f}}},
        .foot = {{.at = {0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}},
                 {.at = {-0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}}},
    };
    keys[0] = (struct figure_keyframe){&pose, 0, false};
    clip = (struct figure_clip){.camera_pitch = 4, .cycle = {keys, 1}};
    return 0;
}

static struct skeleton solve(void)
{
    struct figure_moment m = {.pose = {&pose, &pose, &pose, &pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    return s;
}

static void build(struct mesh *mesh, unsigned person)
{
    struct skeleton s = solve();
    mesh_init(mesh);
    mesh->detail = 400;
    body_build(mesh, &s, person_get(person));
}

static int count_of(const struct mesh *mesh, enum material material)
{
    int n = 0;
    for (size_t i = 0; i < mesh->triangle_count; i++)
        n += mesh->triangles[i].material == material;
    return n;
}

static void closed_eyes_show_lids_alone(void **state)
{
    (void)state;
    struct mesh mesh;
    pose.eyes = 1;
    build(&mesh, 0);
    assert_true(count_of(&mesh, MATERIAL_EYE) > 0);
    mesh_free(&mesh);
    pose.eyes = 0;
    build(&mesh, 0);
    assert_int_equal(count_of(&mesh, MATERIAL_EYE), 0);
    assert_true(count_of(&mesh, MATERIAL_INK) > 0);
    mesh_free(&mesh);
    pose.eyes = 1;
}

/* Seen from the left: what faces that way of both eyes is the left one's. */
static void a_profile_has_one_eye(void **state)
{
    (void)state;
    struct mesh mesh;
    build(&mesh, 1);
    int seen = 0;
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        const struct triangle *t = &mesh.triangles[i];
        const struct vertex *v = mesh.vertices;
        if (t->material != MATERIAL_INK && t->material != MATERIAL_EYE)
            continue;
        vec3 a = v[t->v[0]].at, b = v[t->v[1]].at, c = v[t->v[2]].at;
        if (v3_cross(v3_sub(b, a), v3_sub(c, a)).x <= 0)
            continue;
        seen++;
        assert_true(a.x > 0);
    }
    assert_true(seen > 0);
    mesh_free(&mesh);
}

static void hair_is_of_four_kinds(void **state)
{
    (void)state;
    unsigned kinds = 0;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        kinds |= 1u << person_get(i)->style;
    assert_int_equal(kinds, 0xF);
}

/* How far the furthest of the left hand lies over the palm. */
static float over_palm(void)
{
    struct mesh mesh;
    struct skeleton s = solve();
    const struct frame *h = &s.arm[FIGURE_LEFT].tip;
    build(&mesh, 0);
    float most = 0;
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (mesh.vertices[i].part == PART_LEFT_HAND)
            most = maxf(most, v3_dot(v3_sub(mesh.vertices[i].at, h->o), h->z));
    mesh_free(&mesh);
    return most;
}

static void hands_are_flat_on_things_and_at_ease_in_the_air(void **state)
{
    (void)state;
    pose.hand[FIGURE_LEFT].palm = v3(-1, 0, 0);
    float idle = over_palm();
    pose.hand[FIGURE_LEFT].palm = v3(0, -1, 0);
    pose.hand[FIGURE_LEFT].point = v3(0, 0, 1);
    float flat = over_palm();
    pose.hand[FIGURE_LEFT].point = v3(0, 0, 0);
    pose.hand[FIGURE_LEFT].palm = v3(-1, 0, 0);
    pose.hand[FIGURE_LEFT].grip = 0.5f;
    float round = over_palm();
    pose.hand[FIGURE_LEFT].grip = 0;
    assert_true(flat < 0.030f);
    assert_true(idle > flat + 0.008f);
    assert_true(round > idle + 0.015f);
}

/* A limb that leaves an upright trunk to the left: where both skins meet they face the same way. */
static void skins_meet_without_a_crease(void **state)
{
    (void)state;
    struct ring trunk[2], limb[2];
    for (int i = 0; i < 2; i++) {
        trunk[i] = (struct ring){.at = v3(0, i == 0 ? -0.3f : 0.3f, 0),
                                 .u = v3(-1, 0, 0),
                                 .v = v3(0, 0, 1),
                                 .across = 0.15f,
                                 .front = 0.15f,
                                 .back = 0.15f};
        limb[i] = (struct ring){.at = v3(i == 0 ? 0.05f : 0.35f, 0, 0),
                                .u = v3(0, 1, 0),
                                .v = v3(0, 0, 1),
                                .across = 0.05f,
                                .front = 0.05f,
                                .back = 0.05f};
    }
    struct join_limb join = {.inside = limb[0].at,
                             .joint = v3(0.15f, 0, 0),
                             .beyond = limb[1].at,
                             .front = v3(0, 0, 1),
                             .width = 0.06f,
                             .near = 0.2f,
                             .far = 0.3f};
    for (int i = 0; i < 3; i++)
        join.girth[i].across = join.girth[i].front = join.girth[i].back = 0.05f;
    struct mesh mesh;
    mesh_init(&mesh);
    /* The same place, once as the trunk's skin and once as the limb's. */
    vec3 seam = v3(sqrtf(0.15f * 0.15f), 0.05f, 0);
    uint16_t first;
    struct vertex *v = mesh_add_vertices(&mesh, 2, &first);
    v[0] = (struct vertex){.at = seam, .normal = v3(1, 0, 0)};
    v[1] = (struct vertex){.at = seam, .normal = v3(0, 1, 0)};
    join_trunk_to_limb(&mesh, 0, 1, &join);
    struct join_trunk rings;
    join_trunk_init(&rings, trunk, 2);
    join_limb_to_trunk(&mesh, 1, 2, &join, &rings);
    assert_true(v3_dot(v[0].normal, v[1].normal) > 0.99f);
    assert_true(v3_length(v3_sub(v[0].at, v[1].at)) < 0.002f);
    assert_true(v3_length(v3_sub(v[0].at, seam)) > 0.010f);
    mesh_free(&mesh);
}

static float brightness(uint32_t c)
{
    return 0.3f * (float)(c >> 16 & 0xFF) + 0.6f * (float)(c >> 8 & 0xFF) +
           0.1f * (float)(c & 0xFF);
}

static void a_zone_is_as_bright_in_shade(void **state)
{
    (void)state;
    struct shade_ramps *ramps = calloc(1, sizeof *ramps);
    assert_non_null(ramps);
    shade_ramps_init(ramps, person_get(0), (const float[]){1, 1});
    float dark = brightness(ramps->glow_core[4]), light = brightness(ramps->glow_core[50]);
    assert_true(dark > 0.85f * light);
    assert_true(brightness(ramps->lit[MATERIAL_SHIRT][4]) <
                0.7f * brightness(ramps->lit[MATERIAL_SHIRT][50]));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_eyes_show_lids_alone),
        cmocka_unit_test(a_profile_has_one_eye),
        cmocka_unit_test(hair_is_of_four_kinds),
        cmocka_unit_test(hands_are_flat_on_things_and_at_ease_in_the_air),
        cmocka_unit_test(skins_meet_without_a_crease),
        cmocka_unit_test(a_zone_is_as_bright_in_shade),
        cmocka_unit_test(the_line_round_the_body_is_whole_at_any_size),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
