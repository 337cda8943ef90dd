// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "test_figure_fixture.h"

/* What people look like who are drawn: face, hair, hands, feet. */

static struct figure_pose pose;

static int setup(void **state)
{
    (void)state;
    pose = standing_pose();
    return 0;
}

static void closed_eyes_show_lids_alone(void **state)
{
    (void)state;
    struct mesh mesh;
    pose.eyes = 1;
    build_body(&mesh, &pose, 0);
    assert_true(triangles_of(&mesh, MATERIAL_EYE) > 0);
    mesh_free(&mesh);
    pose.eyes = 0;
    build_body(&mesh, &pose, 0);
    assert_int_equal(triangles_of(&mesh, MATERIAL_EYE), 0);
    assert_true(triangles_of(&mesh, MATERIAL_INK) > 0);
    mesh_free(&mesh);
    pose.eyes = 1;
}

/* Seen from the left: what faces that way of both eyes is the left one's. */
static void a_profile_has_one_eye(void **state)
{
    (void)state;
    struct mesh mesh;
    build_body(&mesh, &pose, 1);
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

/* Half the width of the lips at `purse`, and how far they stand out in front of the head. */
static void lips(float purse, float *wide, float *ahead)
{
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    s.purse = purse;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build(&mesh, &s, person_get(0));
    *wide = *ahead = 0;
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        if (mesh.triangles[i].material != MATERIAL_LIP)
            continue;
        vec3 d = v3_sub(mesh.vertices[mesh.triangles[i].v[0]].at, s.head.o);
        *wide = maxf(*wide, fabsf(v3_dot(d, s.head.x)));
        *ahead = maxf(*ahead, v3_dot(d, s.head.z));
    }
    mesh_free(&mesh);
}

static void lips_are_pursed_to_blow(void **state)
{
    (void)state;
    float wide[2], ahead[2];
    lips(0, &wide[0], &ahead[0]);
    lips(1, &wide[1], &ahead[1]);
    assert_true(wide[1] < 0.65f * wide[0]);
    assert_true(ahead[1] > ahead[0] + 0.003f);
}

/* On the way back of a breath alone. */
static void air_leaves_through_pursed_lips(void **state)
{
    (void)state;
    struct figure_keyframe breath[2] = {{&pose, 0, false}, {&pose, 3, false}};
    struct figure_clip breathes = {.out = {breath, 2}, .arrow = {ARROW_BELLY}};
    for (int way = 0; way < 2; way++) {
        uint16_t frame = figure_clip_frame(&breathes, way ? FIGURE_BACK : FIGURE_OUT, 0.5, 0);
        assert_true(figure_clip_moment(&breathes, frame).blows == (float)way);
    }
    breathes.arrow[0] = ARROW_HEAD;
    uint16_t frame = figure_clip_frame(&breathes, FIGURE_BACK, 0.5, 0);
    assert_true(figure_clip_moment(&breathes, frame).blows == 0);
}

/* Told apart by jaw or nose, and by brows. */
static void everybody_has_a_face_of_their_own(void **state)
{
    (void)state;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        for (unsigned k = 0; k < i; k++) {
            const struct looks *a = &person_get(i)->looks, *b = &person_get(k)->looks;
            assert_true(fabsf(a->jaw - b->jaw) + fabsf(a->nose[1] - b->nose[1]) > 0.05f);
            assert_true(fabsf(a->brow - b->brow) > 0.03f);
        }
}

/* Below the line skin is seen between hairs: all but one have it cut short. */
static void hair_thins_out_over_the_skin(void **state)
{
    (void)state;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++) {
        struct mesh mesh;
        build_body(&mesh, &pose, i);
        bool hangs = person_get(i)->style == HAIR_BOB;
        assert_int_equal(triangles_of(&mesh, MATERIAL_HAIRLINE) > 100, !hangs);
        mesh_free(&mesh);
    }
}

static void hair_is_of_four_kinds(void **state)
{
    (void)state;
    unsigned kinds = 0;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        kinds |= 1u << person_get(i)->style;
    assert_int_equal(kinds, 0xF);
}

/* Triangles of cloth below a height, on whoever wears that. */
static int cloth_below(const struct person *person, float height)
{
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    int cloth = 0;
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build(&mesh, &s, person);
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        const struct triangle *t = &mesh.triangles[i];
        bool legs = t->material == MATERIAL_LEGS || t->material == MATERIAL_LEGS_HOLLOW ||
                    t->material == MATERIAL_LEGS_FOLD;
        cloth += legs && mesh.vertices[t->v[0]].at.y < height;
    }
    mesh_free(&mesh);
    return cloth;
}

/* Nobody swims in trousers: shorts end over the knee, on everybody. */
static void knees_are_bare_in_water(void **state)
{
    (void)state;
    struct skeleton s = solve_pose(&pose);
    for (unsigned i = 0; i < PEOPLE_COUNT; i++) {
        struct person wet = person_in_water(person_get(i));
        float knee = s.leg[FIGURE_LEFT].mid.y;
        assert_true(cloth_below(person_get(i), knee) > 50);
        assert_int_equal(cloth_below(&wet, knee + 0.08f), 0);
        assert_true(cloth_below(&wet, knee + 0.30f) > 50);
        assert_true(wet.sleeve < person_get(i)->sleeve);
    }
}

/* How far the furthest of the left hand lies over the palm. */
static float over_palm(void)
{
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    const struct frame *h = &s.arm[FIGURE_LEFT].tip;
    build_body(&mesh, &pose, 0);
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

/* Triangles with corners in both parts. */
static int between_parts(const struct mesh *mesh, enum part a, enum part b)
{
    int count = 0;
    for (size_t i = 0; i < mesh->triangle_count; i++) {
        bool in_a = false, in_b = false;
        for (int k = 0; k < 3; k++) {
            int part = mesh->vertices[mesh->triangles[i].v[k]].part;
            in_a = in_a || part == (int)a;
            in_b = in_b || part == (int)b;
        }
        count += in_a && in_b;
    }
    return count;
}

static void soles_are_lighter_and_lie_below(void **state)
{
    (void)state;
    struct mesh mesh;
    struct skeleton s = solve_pose(&pose);
    build_body(&mesh, &pose, 1);
    int count = 0;
    for (size_t i = 0; i < mesh.triangle_count; i++) {
        if (mesh.triangles[i].material != MATERIAL_SOLE)
            continue;
        const struct vertex *v = &mesh.vertices[mesh.triangles[i].v[0]];
        int side = v->part - PART_LEFT_FOOT;
        assert_true(side == FIGURE_LEFT || side == FIGURE_RIGHT);
        assert_true(v3_dot(v->normal, s.leg[side].tip.y) < 0.1f);
        count++;
    }
    mesh_free(&mesh);
    assert_true(count > 100);
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        assert_true(brightness(person_color(person_get(i), MATERIAL_SOLE)) >
                    brightness(person_color(person_get(i), MATERIAL_SKIN)) + 5);
}

/* However it is bent, a wrist is no glove's end. */
static void forearm_and_hand_are_one_skin(void **state)
{
    (void)state;
    struct mesh mesh;
    for (int bent = 0; bent < 2; bent++) {
        pose.hand[FIGURE_LEFT].point = bent ? v3(0, 0, 1) : v3(0, 0, 0);
        build_body(&mesh, &pose, 0);
        assert_true(between_parts(&mesh, PART_LEFT_FOREARM, PART_LEFT_HAND) >= 24);
        mesh_free(&mesh);
    }
    pose.hand[FIGURE_LEFT].point = v3(0, 0, 0);
}

/* A sleeve shades the skin below its hem, not what a bent elbow brings back beside it. */
static void a_raised_forearm_is_not_in_the_shade_of_its_sleeve(void **state)
{
    (void)state;
    struct mesh mesh;
    pose.hand[FIGURE_LEFT].at = v3(0.24f, 1.25f, 0.30f);
    build_body(&mesh, &pose, 0);
    struct skeleton s = solve_pose(&pose);
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (mesh.vertices[i].part == PART_LEFT_FOREARM &&
            v3_length(v3_sub(mesh.vertices[i].at, s.arm[FIGURE_LEFT].end)) < 0.08f)
            assert_int_equal(mesh.vertices[i].dim, 0);
    mesh_free(&mesh);
    pose.hand[FIGURE_LEFT].at = v3(0.24f, 0.75f, 0.03f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_eyes_show_lids_alone),
        cmocka_unit_test(a_profile_has_one_eye),
        cmocka_unit_test(lips_are_pursed_to_blow),
        cmocka_unit_test(air_leaves_through_pursed_lips),
        cmocka_unit_test(everybody_has_a_face_of_their_own),
        cmocka_unit_test(hair_thins_out_over_the_skin),
        cmocka_unit_test(hair_is_of_four_kinds),
        cmocka_unit_test(knees_are_bare_in_water),
        cmocka_unit_test(hands_are_flat_on_things_and_at_ease_in_the_air),
        cmocka_unit_test(soles_are_lighter_and_lie_below),
        cmocka_unit_test(forearm_and_hand_are_one_skin),
        cmocka_unit_test(a_raised_forearm_is_not_in_the_shade_of_its_sleeve),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
