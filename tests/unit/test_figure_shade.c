// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "figure/backdrop.h"
#include "figure/shade.h"
#include "figure/zones.h"

/* Shadows, zones and water, by numbers. */

static struct figure_pose pose;
static struct mesh mesh;
static float glow[MESH_MAX_VERTICES];
static struct zone_place place[MESH_MAX_VERTICES];

static int setup(void **state)
{
    (void)state;
    pose = (struct figure_pose){
        .name = "stand",
        .pelvis_at = {0, 0.88f, 0},
        .hand = {{.at = {0.34f, 0.75f, 0.03f}}, {.at = {-0.34f, 0.75f, 0.03f}}},
        .foot = {{.at = {0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}},
                 {.at = {-0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}}},
    };
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    mesh_free(&mesh);
    return 0;
}

static const struct person *person; /* whom build made */

static struct skeleton build(unsigned who)
{
    struct figure_moment m = {.pose = {&pose, &pose, &pose, &pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    m.person = person = person_get(who);
    skeleton_solve(&m, &s);
    mesh_free(&mesh);
    mesh_init(&mesh);
    mesh.detail = 400;
    body_build(&mesh, &s, m.person);
    return s;
}

static struct camera camera_at(float yaw)
{
    struct camera c = {.centre = v3(0, 0.9f, 0), .up = v3(0, 1, 0), .distance = 6.5f};
    c.right = v3_turn(v3(1, 0, 0), v3(0, 1, 0), yaw);
    c.back = v3_cross(c.right, c.up);
    return c;
}

/* Under a forearm this far above the ground. */
static float dark_under(float height)
{
    static struct shadow shadow;
    float r = 0.035f, y = height + r;
    struct capsule c = {v3(0, y, 0), v3(0.25f, y, 0), r, r, PART_LEFT_FOREARM};
    struct camera camera = camera_at(-90); /* which sees its end: the shadow falls to its side */
    shadow_cast(&shadow, &c, 1, scene_shadow_fall(&camera));
    return shadow_at(&shadow, splat(0.12f), splat(0))[0];
}

/* A post's shadow lies on one side of it, and the dark where it stands is close round it. */
static void a_shadow_falls_one_way(void **state)
{
    (void)state;
    static struct shadow shadow;
    struct camera camera = camera_at(30);
    struct capsule post = {v3(0, 0.015f, 0), v3(0, 0.40f, 0), 0.015f, 0.015f, PART_PROP};
    vec3 way = scene_shadow_fall(&camera);
    assert_true(v3_dot(way, camera.right) > 0 && v3_dot(way, camera.back) < 0);
    assert_true(v3_dot(way, scene_lamp(&camera)) < 0);
    shadow_cast(&shadow, &post, 1, way);
    vec3 along = v3_scale(way, 0.2f);
    v4f dark = shadow_at(&shadow, (v4f){0, along.x, -along.x, 0}, (v4f){0, along.z, -along.z, 0});
    assert_true(dark[0] > 0.45f);
    assert_true(dark[1] > 0.05f && dark[1] < 0.5f * dark[0]);
    assert_true(dark[2] == 0);
}

static void only_what_touches_is_dark_below(void **state)
{
    (void)state;
    assert_true(dark_under(0.10f) < 0.3f * dark_under(0));
    assert_true(dark_under(0.05f) < 0.6f * dark_under(0));
    assert_true(dark_under(0) > 0.5f);
}

static void glow_of(enum figure_zone_kind a, enum figure_zone_kind b, const struct skeleton *s,
                    float yaw)
{
    struct camera c = camera_at(yaw);
    const struct figure_zone zones[2] = {{a, ZONE_BOTH}, {b, ZONE_BOTH}};
    struct zones all;
    zones_init(&all, &c, s, person, zones, a == b ? 1 : 2);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        glow[i] = zones_glow(&all, &(struct zone_skin){v->at, v->normal, 1u << v->part}, &place[i]);
    }
}

/* Below it the skin belongs to trunk and thighs in turn, and the zone would end in teeth. */
static void the_abdomen_glows_above_the_hem(void **state)
{
    (void)state;
    for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
        struct skeleton s = build(who);
        float most = 0;
        glow_of(ZONE_ABDOMEN, ZONE_ABDOMEN, &s, 0);
        for (size_t i = 0; i < mesh.vertex_count; i++) {
            most = maxf(most, glow[i]);
            if (mesh.vertices[i].at.y < s.spine[0].o.y)
                assert_true(glow[i] < 0.05f);
        }
        assert_true(most > 0.90f);
    }
}

/* It lies where it is seen, and the outline cuts it off. */
static void a_zone_seen_edge_on_is_no_hairline(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    struct camera side = camera_at(90);
    float most[2] = {0, 0}; /* at the outline, and away from it */
    glow_of(ZONE_LUMBAR, ZONE_LUMBAR, &s, 90);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        float turned = v3_dot(mesh.vertices[i].normal, side.back);
        if (fabsf(turned) < 0.08f || turned > 0.3f)
            most[turned > 0.3f] = maxf(most[turned > 0.3f], glow[i]);
    }
    assert_true(most[1] > 0.75f);
    assert_true(most[0] > 0.3f);
}

/* The muscles cross behind the knee, and so do their zones. */
static void hamstring_and_calf_are_one_stripe(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    const struct limb *leg = &s.leg[FIGURE_LEFT];
    vec3 back = v3_scale(v3_cross(v3_unit(v3_sub(leg->mid, leg->root)), leg->hinge), -1);
    glow_of(ZONE_HAMSTRING, ZONE_CALF, &s, 180);
    for (int k = -4; k <= 4; k++) {
        float y = leg->mid.y + 0.01f * (float)k, most = 0;
        for (size_t i = 0; i < mesh.vertex_count; i++) {
            vec3 d = v3_sub(mesh.vertices[i].at, v3(leg->mid.x, y, leg->mid.z));
            if (fabsf(d.y) < 0.025f && v3_dot(d, back) > 0 && v3_length(d) < 0.08f)
                most = maxf(most, glow[i]);
        }
        assert_true(most > 0.60f);
    }
}

static float mean_light(const float *light, enum part part)
{
    float sum = 0, count = 0;
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (mesh.vertices[i].part == part) {
            sum += light[i];
            count++;
        }
    return sum / count;
}

/* Seen from the side one leg is before the other, in the same trousers. */
static void the_far_limb_is_darker(void **state)
{
    (void)state;
    static float light[MESH_MAX_VERTICES];
    struct skeleton s = build(0);
    struct capsule capsules[BODY_MAX_CAPSULES];
    int count = body_capsules(&s, person_get(0), capsules);
    static const enum part pairs[] = {PART_LEFT_SHANK, PART_LEFT_FOREARM, PART_LEFT_HAND};
    for (int yaw = -90; yaw <= 90; yaw += 90) {
        struct camera c = camera_at((float)yaw);
        struct shade shade;
        shade_init(&shade, &c, capsules, count);
        for (size_t i = 0; i < mesh.vertex_count; i++)
            light[i] = shade_light(&shade, &mesh.vertices[i]);
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
            float left = mean_light(light, pairs[i]), right = mean_light(light, pairs[i] + 1);
            assert_true(yaw == 0 ? fabsf(left - right) < 0.08f * SHADE_LEVELS
                                 : (yaw > 0 ? left - right : right - left) > 0.06f * SHADE_LEVELS);
        }
    }
}

/* Fingers beside each other, lit alike, are told apart by their flanks. */
static void little_light_falls_between_fingers(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    int dim[PART_COUNT] = {0};
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        bool flank = fabsf(v3_dot(v->normal, s.arm[v->part % 2].tip.x)) > 0.8f;
        assert_true(v->dim == 0 || flank || v->dim < 23);
        dim[v->part] += v->dim > 15;
    }
    for (int part = 0; part < PART_COUNT; part++)
        assert_int_equal(dim[part] > 40, part == PART_LEFT_HAND || part == PART_RIGHT_HAND);
}

static void a_bolster_is_straight(void **state)
{
    (void)state;
    static struct scene scene;
    struct skeleton s = build(0);
    scene.prop_count = 1;
    scene.props[0] = (struct figure_prop){.kind = PROP_BOLSTER, .size = {0.4f, 0.16f, 0.16f}};
    mesh_clear(&mesh);
    props_build(&mesh, &scene, &s);
    float least = 1, most = 0;
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        vec3 at = mesh.vertices[i].at;
        float r = hypotf(at.y - 0.08f, at.z);
        most = maxf(most, r);
        if (fabsf(at.x) < 0.17f)
            least = minf(least, r);
    }
    assert_true(most < 0.081f);
    assert_true(least > 0.078f);
}

static void water_is_as_deep_down_to_its_floor(void **state)
{
    (void)state;
    enum { WIDTH = 200, HEIGHT = 200 };
    static struct scene scene;
    static struct backdrop backdrop;
    static struct backdrop_row row;
    uint32_t pixels[WIDTH];
    scene.camera = camera_at(0);
    scene.water = 0.9f;
    scene.prop_count = 1;
    scene.props[0] = (struct figure_prop){.kind = PROP_WATER, .size = {1.4f, 0.9f, 1.0f}};
    struct viewport view = {0.5f * WIDTH, 0.5f * HEIGHT, 700, WIDTH, HEIGHT};
    backdrop_prepare(&backdrop, &scene, person_get(0), &view);
    int rows = 0, others = 0;
    uint32_t last = 0;
    for (int y = HEIGHT / 2 + 20; y < HEIGHT; y++) {
        backdrop_cross(&row, &backdrop, y, (const float *const[2]){NULL, NULL});
        backdrop_fill(&row, 0, WIDTH, pixels);
        uint32_t alpha = pixels[WIDTH / 2] >> 24;
        rows += alpha > 200;
        others += pixels[WIDTH / 2] != last && alpha > 200;
        last = pixels[WIDTH / 2];
    }
    assert_true(rows > 20 && others > 10);
}

/* It ends nowhere, and reaches down to the ground and no further. */
static void a_wall_thins_out(void **state)
{
    (void)state;
    enum { WIDTH = 240, HEIGHT = 300 };
    struct camera c = camera_at(30);
    struct figure_prop prop = {.kind = PROP_WALL, .at = {-0.3f, 0, 0}, .size = {0.06f, 1.1f, 1.2f}};
    struct viewport view = {0.5f * WIDTH, 0.5f * HEIGHT, 700, WIDTH, HEIGHT};
    struct wall wall;
    wall_prepare(&wall, &c, &view, &prop);
    assert_true(wall.any && wall.left < wall.right && wall.top < wall.full);
    uint32_t most = 0;
    for (int y = 0; y < HEIGHT; y++) {
        uint32_t row[WIDTH] = {0};
        wall_lay(&wall, y, 0, WIDTH, row);
        for (int x = 0; x < WIDTH; x++) {
            uint32_t a = row[x] >> 24;
            most = a > most ? a : most;
            float aside = minf((float)x - wall.left, wall.right - (float)x);
            if (aside < 2 || (float)y < wall.top + 2 ||
                (float)y > maxf(wall.y_left, wall.y_right) + 1)
                assert_true(a < 24);
        }
    }
    assert_true(most > 200);
}

/* How many corners that face the camera glow. */
static int seen_glow(const struct skeleton *s, enum figure_zone_kind kind, float yaw)
{
    struct camera c = camera_at(yaw);
    int count = 0;
    glow_of(kind, kind, s, yaw);
    for (size_t i = 0; i < mesh.vertex_count; i++)
        count += glow[i] > 0.3f && v3_dot(mesh.vertices[i].normal, c.back) > 0.3f;
    return count;
}

/* How much brighter the back half of a stretch of the thigh glows than its front, seen from the
 * side. */
static float behind_more(const struct skeleton *s, enum figure_zone_kind kind)
{
    const struct limb *leg = &s->leg[FIGURE_LEFT];
    struct camera c = camera_at(90);
    float sum[2] = {0, 0};
    glow_of(kind, kind, s, 90);
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        const struct vertex *v = &mesh.vertices[i];
        vec3 d = v3_sub(v->at, v3_lerp(leg->root, leg->mid, 0.6f));
        if (v->part == PART_LEFT_THIGH && fabsf(d.y) < 0.05f && v3_dot(v->normal, c.back) > 0)
            sum[d.z < 0] += maxf(glow[i], 0);
    }
    return sum[1] - 4 * sum[0];
}

static void a_muscle_stays_on_its_side_of_the_limb(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    assert_true(behind_more(&s, ZONE_HAMSTRING) > 0.5f);
    assert_true(behind_more(&s, ZONE_NERVE) > 0);
}

/* How strongly the left leg glows round a place, at most. */
static float most_near(vec3 at, float reach)
{
    float most = ZONE_FAR;
    for (size_t i = 0; i < mesh.vertex_count; i++)
        if (v3_length(v3_sub(mesh.vertices[i].at, at)) < reach)
            most = maxf(most, glow[i]);
    return most;
}

/* From the buttock to the ankle, as strong round a knee that is bent as elsewhere, on everybody. */
static void a_nerve_is_one_line(void **state)
{
    (void)state;
    for (int bent = 0; bent < 2; bent++)
        for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
            pose.pelvis_at.y = bent ? 0.70f : 0.88f;
            struct skeleton s = build(who);
            const struct limb *leg = &s.leg[FIGURE_LEFT];
            glow_of(ZONE_NERVE, ZONE_NERVE, &s, 120);
            for (int i = 4; i <= 36; i++) {
                float t = (float)i / 20;
                vec3 at =
                    t < 1 ? v3_lerp(leg->root, leg->mid, t) : v3_lerp(leg->mid, leg->end, t - 1);
                assert_true(most_near(at, 0.14f * person->limbs) > 0.80f);
            }
            assert_true(most_near(s.leg[FIGURE_RIGHT].mid, 0.1f) > 0.5f);
            assert_true(most_near(s.chest.o, 0.2f) < 0);
        }
}

/* How much of the left leg's skin at that height, round half of it, the string itself covers. */
static float string_round(const struct limb *leg, float y)
{
    float on = 0, all = 0;
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        vec3 at = mesh.vertices[i].at;
        if (fabsf(at.y - y) > 0.03f || fabsf(at.x - leg->mid.x) > 0.09f)
            continue;
        all++;
        on += glow[i] > 0 && fabsf(place[i].across) < 1;
    }
    return on / maxf(all, 1);
}

/* How far behind its knee's middle the left leg glows most, metres. */
static float behind_knee(const struct limb *leg)
{
    float most = 0, behind = 0;
    for (size_t i = 0; i < mesh.vertex_count; i++) {
        vec3 d = v3_sub(mesh.vertices[i].at, leg->mid);
        if (fabsf(d.y) < 0.03f && fabsf(d.x) < 0.09f && glow[i] > most) {
            most = glow[i];
            behind = -d.z;
        }
    }
    return behind;
}

static void a_nerve_is_a_slender_string(void **state)
{
    (void)state;
    for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
        struct skeleton s = build(who);
        const struct limb *leg = &s.leg[FIGURE_LEFT];
        glow_of(ZONE_NERVE, ZONE_NERVE, &s, 120);
        assert_true(string_round(leg, mixf(leg->root.y, leg->mid.y, 0.4f)) < 0.08f);
        assert_true(string_round(leg, mixf(leg->mid.y, leg->end.y, 0.5f)) < 0.08f);
    }
}

/* Also of one who is seen half from the front. */
static void a_nerve_lies_behind_the_knee(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    for (float yaw = 60; yaw <= 120; yaw += 30) {
        glow_of(ZONE_NERVE, ZONE_NERVE, &s, yaw);
        assert_true(behind_knee(&s.leg[FIGURE_LEFT]) > 0.035f);
    }
}

/* Of a back that is seen from behind, how many degrees round the spine glow at that height of it,
 * 0..1. */
static int degrees_that_glow(const struct skeleton *s, bool whole, float height)
{
    struct camera c = camera_at(180);
    const struct figure_zone felt[2] = {{ZONE_LUMBAR, ZONE_BOTH}, {ZONE_UPPER_BACK, ZONE_BOTH}};
    const struct frame *f = &s->spine[(int)(height * SPINE_STEPS)];
    struct zones all;
    int count = 0;
    zones_init(&all, &c, s, person, felt, whole ? 2 : 1);
    for (int i = 0; i < 360; i++) {
        struct zone_place here;
        vec3 out = v3_turn(f->z, f->y, (float)i);
        struct zone_skin skin = {v3_mad(f->o, out, 0.1f), out, 1u << PART_TRUNK};
        count += zones_glow(&all, &skin, &here) > 0;
    }
    return count;
}

/* An oval: widest in its middle and round where it ends; what is felt of a back from end to end is
 * one, without a waist. */
static void a_muscle_is_an_oval(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    int middle = degrees_that_glow(&s, false, 0.34f);
    assert_in_range(middle, 90, 150);
    assert_in_range(degrees_that_glow(&s, false, 0.63f), middle / 2, 4 * middle / 5);
    assert_in_range(degrees_that_glow(&s, false, 0.76f), 0, 0);
    int last = degrees_that_glow(&s, true, 0.44f);
    for (int i = 12; i < SPINE_STEPS; i++) {
        int here = degrees_that_glow(&s, true, (float)i / SPINE_STEPS);
        assert_true(here <= last);
        last = here;
    }
}

/* On the side that is bent away from, and on neither of who stands straight. */
static void a_flank_glows_where_it_is_stretched(void **state)
{
    (void)state;
    for (int way = -1; way <= 1; way++) {
        float most[2] = {0, 0};
        pose.spine_side = 25.0f * (float)way; /* to the left */
        struct skeleton s = build(0);
        glow_of(ZONE_FLANK, ZONE_FLANK, &s, 0);
        for (size_t i = 0; i < mesh.vertex_count; i++) {
            bool left = v3_dot(v3_sub(mesh.vertices[i].at, s.spine[8].o), s.spine[8].x) > 0;
            most[left] = maxf(most[left], glow[i]);
        }
        assert_true(way < 0 ? most[1] > 0.9f : most[1] < 0.01f);
        assert_true(way > 0 ? most[0] > 0.9f : most[0] < 0.01f);
    }
}

/* A thick belly or thigh hides none of it. */
static void it_glows_alike_on_everybody(void **state)
{
    (void)state;
    const enum figure_zone_kind kinds[] = {ZONE_ABDOMEN, ZONE_HAMSTRING, ZONE_CALF, ZONE_FLANK};
    pose.spine_side = 25;
    for (int i = 0; i < 4; i++)
        for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
            struct skeleton s = build(who);
            float most = 0;
            glow_of(kinds[i], kinds[i], &s, kinds[i] == ZONE_ABDOMEN ? 0 : 180);
            for (size_t k = 0; k < mesh.vertex_count; k++)
                most = maxf(most, glow[k]);
            assert_true(most > 0.90f);
        }
}

/* Of a muscle seen from the side so much comes round that it is no line along the leg; from the
 * front it stays behind. */
static void a_muscle_at_the_edge_comes_toward_the_eye(void **state)
{
    (void)state;
    struct skeleton s = build(0);
    const enum figure_zone_kind kinds[] = {ZONE_HAMSTRING, ZONE_CALF, ZONE_GLUTE};
    for (int i = 0; i < 3; i++) {
        int behind = seen_glow(&s, kinds[i], 180);
        assert_true(behind > 20);
        assert_true(seen_glow(&s, kinds[i], 90) > behind / 4);
        if (kinds[i] != ZONE_GLUTE) /* goes round the hip */
            assert_true(seen_glow(&s, kinds[i], 0) < behind / 20);
    }
}

/* Behind a mat: no line where the wall stands, and it thins out to nothing at all sides of the
 * picture, whatever that is laid upon. */
static void the_floor_thins_out(void **state)
{
    (void)state;
    enum { WIDTH = 240, HEIGHT = 200 };
    static struct floor floor;
    struct scene scene = {.camera = camera_at(0), .water = -1, .prop_count = 1};
    scene.camera.back = v3_turn(scene.camera.back, scene.camera.right, -12);
    scene.camera.up = v3_cross(scene.camera.back, scene.camera.right);
    scene.camera.centre.y = 0.2f;
    scene.props[0] = (struct figure_prop){.kind = PROP_MAT, .size = {1.6f, 0, 0.6f}};
    scene.ground = (struct extent){{-0.8f, 0, -0.3f}, {0.8f, 0.3f, 0.3f}};
    struct viewport view = {0.5f * WIDTH, 0.6f * HEIGHT, 700, WIDTH, HEIGHT};
    floor_prepare(&floor, &scene, &view);
    assert_true(floor.any && floor.top > 0 && floor.bottom <= HEIGHT);
    struct floor_row row;
    uint32_t pixels[WIDTH];
    int last = 0, most = 0;
    for (int y = 0; y < HEIGHT; y++, last = row.most) {
        floor_cross(&row, &floor, y);
        assert_in_range(row.most - last + 2, 0, 4); /* no edge across the picture */
        most = row.most > most ? row.most : most;
        floor_fill(&floor, &row, 0, WIDTH, pixels);
        assert_int_equal(pixels[0], 0);
        assert_int_equal(pixels[WIDTH / 2], floor.color[row.most]);
        for (int x = 0; x < WIDTH; x++) {
            uint32_t one;
            floor_fill(&floor, &row, x, 1, &one);
            assert_int_equal(one, pixels[x]);
            assert_int_equal(pixels[x], pixels[WIDTH - 1 - x]);
            assert_true(x == 0 || x >= WIDTH / 2 || pixels[x] >> 24 >= pixels[x - 1] >> 24);
        }
    }
    assert_true(most > 16 && last <= 1);
    view.scale = 3000; /* as large as the shadow's nodes can show it */
    floor_prepare(&floor, &scene, &view);
    v4f shade = floor_shade(&floor, (v4f){0.81f, 0.84f, 1.0f, -0.81f}, splat(0));
    assert_true(shade[0] > shade[1]);
    assert_true(shade[2] == 0 && shade[3] < 0.4f * shade[0]); /* the lamp shines on that edge */
    shade = floor_shade(&floor, splat(0), (v4f){0.31f, 0.34f, -0.31f, -0.33f});
    assert_true(shade[0] > shade[1] && shade[2] < 0.15f * shade[0]); /* the far edge is sharp */
    assert_true(shade[3] < 0.06f * shade[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_floor_thins_out),
        cmocka_unit_test_setup(only_what_touches_is_dark_below, setup),
        cmocka_unit_test(a_shadow_falls_one_way),
        cmocka_unit_test_setup(the_abdomen_glows_above_the_hem, setup),
        cmocka_unit_test_setup(a_zone_seen_edge_on_is_no_hairline, setup),
        cmocka_unit_test_setup(a_muscle_stays_on_its_side_of_the_limb, setup),
        cmocka_unit_test_setup(a_nerve_is_one_line, setup),
        cmocka_unit_test_setup(a_nerve_is_a_slender_string, setup),
        cmocka_unit_test_setup(a_nerve_lies_behind_the_knee, setup),
        cmocka_unit_test_setup(a_muscle_is_an_oval, setup),
        cmocka_unit_test_setup(a_flank_glows_where_it_is_stretched, setup),
        cmocka_unit_test_setup(it_glows_alike_on_everybody, setup),
        cmocka_unit_test_setup(a_muscle_at_the_edge_comes_toward_the_eye, setup),
        cmocka_unit_test_setup(hamstring_and_calf_are_one_stripe, setup),
        cmocka_unit_test_setup(the_far_limb_is_darker, setup),
        cmocka_unit_test_setup(little_light_falls_between_fingers, setup),
        cmocka_unit_test_setup(a_bolster_is_straight, setup),
        cmocka_unit_test(a_wall_thins_out),
        cmocka_unit_test_setup(water_is_as_deep_down_to_its_floor, setup),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
