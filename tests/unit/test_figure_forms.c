// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "figure/body_parts.h"
#include "figure/girth.h"
#include "figure/scene.h"
#include "test_figure_fixture.h"

/* The forms of the body: what swells, what is hollow, and how cloth lies on it. */

static struct figure_pose pose;

static int setup(void **state)
{
    (void)state;
    pose = standing_pose();
    return 0;
}

/* How far the left sleeve's hem stands off the skin of the arm: widest there, and just beyond. */
static float sleeve_opens(void)
{
    struct mesh mesh;
    struct join_limb join;
    struct skeleton s = solve_pose(&pose);
    const struct limb *arm = &s.arm[FIGURE_LEFT];
    vec3 d = v3_unit(v3_sub(arm->mid, arm->root));
    float radius[2] = {0, 0}, hem = person_get(0)->sleeve * BONE_UPPER_ARM;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build_arm(&mesh, &s, person_get(0), FIGURE_LEFT, &join);
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        bool skin = mesh.triangles[i].material == MATERIAL_SKIN;
        for (int k = 0; k < 3; k++) {
            vec3 off = v3_sub(mesh.vertices[mesh.triangles[i].v[k]].at, arm->root);
            float along = v3_dot(off, d), r = v3_length(v3_mad(off, d, -along));
            if (skin ? along > hem + 0.02f && along < hem + 0.05f : fabsf(along - hem) < 0.02f)
                radius[skin] = maxf(radius[skin], r);
        }
    }
    mesh_free(&mesh);
    return radius[0] - radius[1];
}

static void a_sleeve_is_wider_than_the_arm_in_it(void **state)
{
    (void)state;
    struct figure_target was = pose.hand[FIGURE_LEFT];
    assert_true(sleeve_opens() > 0.016f && sleeve_opens() < 0.035f);
    pose.hand[FIGURE_LEFT] = (struct figure_target){.at = v3(0.2f, 1.8f, 0)};
    assert_true(sleeve_opens() > 0.016f && sleeve_opens() < 0.035f);
    pose.hand[FIGURE_LEFT] = was;
}

/* How far the left leg reaches along `way` at a height, and the most light that it lacks there. */
static float leg_reaches(vec3 way, float height, float *dim)
{
    struct mesh mesh;
    struct join_limb join;
    struct skeleton s = solve_pose(&pose);
    float most = -1;
    *dim = 0;
    mesh_init(&mesh);
    mesh.detail = 700;
    body_build_leg(&mesh, &s, person_get(0), FIGURE_LEFT, &join);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        vec3 off = v3_sub(v->at, s.leg[FIGURE_LEFT].mid);
        if (fabsf(off.y - height) > 0.02f || v3_dot(v->normal, way) < 0.5f)
            continue;
        most = maxf(most, v3_dot(off, way));
        *dim = maxf(*dim, v->dim);
    }
    mesh_free(&mesh);
    return most;
}

static void a_leg_has_a_kneecap_a_hollow_behind_it_and_a_calf(void **state)
{
    (void)state;
    struct figure_target was = pose.foot[FIGURE_LEFT];
    pose.foot[FIGURE_LEFT].at = v3(0.09f, 0.04f, 0.02f);
    vec3 front = {0, 0, 1}, back = {0, 0, -1};
    float dim, hollow, calf;
    float cap = leg_reaches(front, 0, &dim);
    assert_true(cap > leg_reaches(front, 0.10f, &dim) - 0.002f);
    assert_true(cap > leg_reaches(front, -0.10f, &dim) + 0.004f);
    float knee = leg_reaches(back, 0, &hollow);
    assert_true(leg_reaches(back, -0.13f, &calf) > knee + 0.022f);
    assert_true(hollow > calf + 6);
    pose.foot[FIGURE_LEFT] = was;
}

/* How deep the belly is in front, with the pelvis that high and pitched, and the back bent. */
static float belly(float height, float pitch, float bend)
{
    struct mesh mesh;
    struct ring rings[MESH_MAX_RINGS];
    struct join_trunk trunk;
    pose.pelvis_at.y = height;
    pose.pelvis_turn[1] = pitch;
    pose.spine_bend[0] = pose.spine_bend[1] = bend;
    struct skeleton s = solve_pose(&pose);
    float most = 0;
    mesh_init(&mesh);
    body_build_trunk(&mesh, &s, person_get(0), rings, &trunk);
    for (int i = 0; i < trunk.count; i++)
        if (v3_length(v3_sub(rings[i].at, s.spine[SPINE_STEPS / 3].o)) < 0.03f)
            most = maxf(most, rings[i].front);
    mesh_free(&mesh);
    return most;
}

static void a_rounded_back_has_a_belly_below_it(void **state)
{
    (void)state;
    float upright = belly(0.88f, 0, 0);
    assert_true(belly(0.60f, 90, 0) > upright + 0.006f);
    assert_true(belly(0.60f, 60, 45) > upright + 0.018f);
    /* Face down on the ground it is as it was. */
    assert_true(belly(0.10f, 90, 0) < upright + 0.003f);
    /* And on the back. */
    assert_true(belly(0.60f, -90, 0) < upright + 0.001f);
    setup(NULL);
}

/* How far the seat stands out behind the pelvis of who lies face down, or is on all fours. */
static float seat(float bend, bool all_fours)
{
    struct mesh mesh;
    struct ring rings[MESH_MAX_RINGS];
    struct join_trunk trunk;
    pose.pelvis_at = v3(0, all_fours ? 0.47f : 0.10f, 0);
    pose.pelvis_turn[1] = 90;
    pose.spine_bend[0] = pose.spine_bend[1] = bend;
    for (int side = 0; side < 2; side++)
        pose.foot[side] = (struct figure_target){
            .at = v3(side_sign(side) * 0.09f, 0, all_fours ? -0.40f : -0.82f),
            .toward = all_fours ? v3(0, -1, 0.3f) : v3(0, -1, 0),
            .point = v3(0, 0, -1)};
    struct skeleton s = solve_pose(&pose);
    float most = 0;
    mesh_init(&mesh);
    body_build_trunk(&mesh, &s, person_get(0), rings, &trunk);
    for (int i = 0; i < trunk.count; i++)
        if (v3_length(v3_sub(rings[i].at, s.spine[0].o)) < 0.045f)
            most = maxf(most, rings[i].back);
    mesh_free(&mesh);
    setup(NULL);
    return most;
}

static void a_lifted_chest_has_a_round_seat_below_its_hollow(void **state)
{
    (void)state;
    assert_true(seat(-25, false) > seat(0, false) + 0.012f);
    assert_true(fabsf(seat(25, false) - seat(0, false)) < 0.001f);
    /* Bent hips draw it flat. */
    assert_true(seat(-25, true) < seat(0, true) + 0.006f);
}

static void ribs_and_shoulder_blades_show(void **state)
{
    (void)state;
    struct mesh mesh;
    struct ring rings[MESH_MAX_RINGS];
    struct join_trunk trunk;
    struct skeleton s = solve_pose(&pose);
    int dim[2] = {0, 0}, plain = 0;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build_trunk(&mesh, &s, person_get(0), rings, &trunk);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        dim[v3_dot(mesh.vertices[i].normal, s.chest.z) > 0] += mesh.vertices[i].dim >= 4;
        plain += mesh.vertices[i].dim == 0;
    }
    assert_true(dim[0] > 15 && dim[1] > 15);
    assert_true(plain > dim[0] + dim[1]);
    mesh_free(&mesh);
}

static void a_sleeve_casts_its_shadow_on_the_arm(void **state)
{
    (void)state;
    struct mesh mesh;
    struct join_limb join;
    struct skeleton s = solve_pose(&pose);
    const struct limb *arm = &s.arm[FIGURE_LEFT];
    vec3 d = v3_unit(v3_sub(arm->mid, arm->root));
    float hem = person_get(0)->sleeve * BONE_UPPER_ARM;
    int near = 0, far = 0;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build_arm(&mesh, &s, person_get(0), FIGURE_LEFT, &join);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        float along = v3_dot(v3_sub(v->at, arm->root), d);
        near = along < hem + 0.02f && v->dim > near ? v->dim : near;
        far = along > hem + 0.06f && v->dim > far ? v->dim : far;
    }
    assert_true(near >= 12);
    assert_int_equal(far, 0);
    mesh_free(&mesh);
}

/* A trunk bent forward by that many degrees; `mesh` is the caller's to free. */
static void build_trunk(struct mesh *mesh, float bend, vec3 eye)
{
    struct ring rings[MESH_MAX_RINGS];
    struct join_trunk trunk;
    pose.spine_bend[0] = pose.spine_bend[1] = bend;
    struct skeleton s = solve_pose(&pose);
    mesh_init(mesh);
    mesh->detail = 400;
    mesh->eye = eye;
    body_build_trunk(mesh, &s, person_get(0), rings, &trunk);
    pose.spine_bend[0] = pose.spine_bend[1] = 0;
}

static bool is_fold(const struct vertex *v)
{
    return v->bias < 0 && v3_dot(v->normal, v->hull) < 0.999f;
}

/* How much cloth leans in the folds of the waist's front. */
static float relief(float bend)
{
    struct mesh mesh;
    float sum = 0;
    build_trunk(&mesh, bend, v3(0, 0, 0));
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        float y = v->at.y - pose.pelvis_at.y;
        if (v->bias < 0 && y > 0.07f && y < 0.13f && v->hull.z > 0.2f)
            sum += 1 - v3_dot(v->normal, v->hull);
    }
    mesh_free(&mesh);
    return sum;
}

/* They grow as it bends, and none of them jumps. */
static void a_bent_waist_has_folds(void **state)
{
    (void)state;
    assert_true(relief(25) > relief(0) + 1.5f);
    for (int bend = 0; bend < 30; bend++)
        assert_true(fabsf(relief((float)bend + 1) - relief((float)bend)) < 0.6f);
}

/* From the front those of the back are left out, and of a shape alone all of them. */
static void folds_behind_are_not_made(void **state)
{
    (void)state;
    struct mesh mesh;
    int front = 0, behind = 0;
    build_trunk(&mesh, 0, v3(0, 0, 1));
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (is_fold(&mesh.vertices[i]))
            (mesh.vertices[i].hull.z > -0.3f ? (void)front++ : (void)behind++);
    assert_true(front > 10 && behind == 0);
    mesh.bare = true;
    mesh_clear(&mesh);
    struct skeleton s = solve_pose(&pose);
    body_build(&mesh, &s, person_get(0));
    for (size_t i = 0; i < mesh.vertex_count; i++)
        assert_true(mesh.vertices[i].part == PART_HEAD || mesh.vertices[i].bias >= 0);
    mesh_free(&mesh);
}

static void a_shirt_ends_in_an_edge_over_its_shadow(void **state)
{
    (void)state;
    struct mesh mesh;
    int lip = 0;
    float near = 0, far = 0;
    build_trunk(&mesh, 0, v3(0, 0, 0));
    struct skeleton s = solve_pose(&pose);
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        lip += mesh.triangles[i].material == MATERIAL_SHIRT_LIP;
        for (int k = 0; k < 3 && mesh.triangles[i].material == MATERIAL_LEGS; k++) {
            const struct vertex *v = &mesh.vertices[mesh.triangles[i].v[k]];
            float y = v->at.y - s.spine[0].o.y;
            if (y > TRUNK_HEM)
                near = maxf(near, v->dim);
            else if (y < -0.03f)
                far = maxf(far, v->dim);
        }
    }
    assert_true(lip > 20);
    assert_true(near > far + 8);
    mesh_free(&mesh);
}

/* Skin on both sides of where the neck begins is lit as one. */
static void the_neck_grows_out_of_the_trunk(void **state)
{
    (void)state;
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    int seams[2] = {0, 0};
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build(&mesh, &s, person_get(0));
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        vec3 off = v3_sub(v->at, s.neck.o);
        if (v->seam > 100 && fabsf(off.y) < 0.03f && v3_length(off) < 0.09f)
            seams[v->part == PART_HEAD] += v->part == PART_HEAD || v->part == PART_TRUNK;
    }
    assert_true(seams[0] > 20 && seams[1] > 8);
    mesh_free(&mesh);
}

/* Pixels that the corners of a hip's outline lie off the curve. */
static float corner(float detail)
{
    struct mesh mesh;
    const float radius = 0.15f;
    mesh_init(&mesh);
    mesh.detail = detail;
    mesh_rod(&mesh, v3(0, 0, 0), v3(0, 0.3f, 0), radius, 16, MATERIAL_LEGS, PART_TRUNK);
    vec3 between = v3_lerp(mesh.vertices[0].at, mesh.vertices[1].at, 0.5f);
    between.y = 0;
    mesh_free(&mesh);
    return (radius - v3_length(between)) * detail;
}

static void a_large_outline_has_no_corners(void **state)
{
    (void)state;
    assert_true(corner(400) < 0.71f);
    assert_true(corner(720) < 0.36f);
}

/* Within its rim, 12 mm wide, the surface is as far out as the end is, and looks straight out. */
static void a_bolster_ends_in_flat_discs(void **state)
{
    (void)state;
    const float half = 0.2f, radius = 0.0825f;
    struct scene scene = {.props = {{.kind = PROP_BOLSTER, .size = {2 * half, 2 * radius, 0.165f}}},
                          .prop_count = 1};
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    int ends = 0;
    mesh_init(&mesh);
    mesh.detail = 400;
    props_build(&mesh, &scene, &s);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        float wide = hypotf(v->at.y - radius, v->at.z);
        if (wide > radius - 0.011f)
            continue;
        ends++;
        assert_true(fabsf(v->at.x) > half - 1e-4f);
        assert_true(v->normal.x * v->at.x / half > 0.999f);
    }
    mesh_free(&mesh);
    assert_true(ends > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sleeve_is_wider_than_the_arm_in_it),
        cmocka_unit_test(a_leg_has_a_kneecap_a_hollow_behind_it_and_a_calf),
        cmocka_unit_test(a_rounded_back_has_a_belly_below_it),
        cmocka_unit_test(a_lifted_chest_has_a_round_seat_below_its_hollow),
        cmocka_unit_test(a_sleeve_casts_its_shadow_on_the_arm),
        cmocka_unit_test(ribs_and_shoulder_blades_show),
        cmocka_unit_test_setup(a_bent_waist_has_folds, setup),
        cmocka_unit_test_setup(folds_behind_are_not_made, setup),
        cmocka_unit_test_setup(a_shirt_ends_in_an_edge_over_its_shadow, setup),
        cmocka_unit_test_setup(the_neck_grows_out_of_the_trunk, setup),
        cmocka_unit_test_setup(a_large_outline_has_no_corners, setup),
        cmocka_unit_test_setup(a_bolster_ends_in_flat_discs, setup),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
