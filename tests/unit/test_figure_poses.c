// links: content figure json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "content/content.h"
#include "figure/body.h"
#include "figure/figure.h"
#include "figure/joint_limits.h"
#include "figure/scene.h"

/* Every frame of every shipped exercise: would a body do this? */

static struct content *content;
static int wrong;
static const struct person *person; /* whose body is looked at */

static int load(void **state)
{
    (void)state;
    const char *dirs[] = {SOURCE_DIR "/content"};
    struct fault_list faults = {0};
    content = content_load(dirs, 1, &faults);
    for (const struct fault *f = faults.first; f != NULL; f = f->next)
        fault_print(f, stderr);
    size_t errors = faults.errors;
    fault_list_free(&faults);
    return content != NULL && errors == 0 ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    content_free(content);
    return 0;
}

typedef void check_fn(const struct exercise *e, int frame, const struct skeleton *s);

static void look_at_frames(check_fn *check, int step)
{
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL)
            continue;
        int count = figure_clip_frame_count(e->clip);
        for (int frame = 0; frame < count; frame += step) {
            struct skeleton s;
            struct figure_moment m = figure_clip_moment(e->clip, (uint16_t)frame);
            m.person = person;
            skeleton_solve(&m, &s);
            check(e, frame, &s);
        }
    }
}

/* Bones and joints: they are everybody's. */
static void for_every_frame(check_fn *check)
{
    wrong = 0;
    person = NULL;
    look_at_frames(check, 1);
    assert_int_equal(wrong, 0);
}

/* Flesh: everybody has their own. A tenth of a second is looked at for the others, which is where
 * the keyframes are. */
static void for_everybody(check_fn *check)
{
    wrong = 0;
    for (unsigned i = 0; i < PEOPLE_COUNT; i++) {
        person = person_get(i);
        look_at_frames(check, i == 0 ? 1 : 3);
    }
    assert_int_equal(wrong, 0);
}

/* The first two frames that an exercise is wrong in are enough. */
__attribute__((format(printf, 3, 4))) static void report(const struct exercise *e, int frame,
                                                         const char *format, ...)
{
    static const char *last = "";
    static int of_last;
    va_list args;
    of_last = strcmp(e->id, last) == 0 ? of_last + 1 : 1;
    last = e->id;
    wrong++;
    if (of_last > 2)
        return;
    va_start(args, format);
    fprintf(stderr, "%s frame %d%s%s: ", e->id, frame, person ? ", " : "",
            person ? person->name : "");
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

static void every_exercise_has_a_figure(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++)
        if (content->exercises[i]->clip == NULL)
            fail_msg("%s has no figure", content->exercises[i]->id);
}

static void check_reach(const struct exercise *e, int frame, const struct skeleton *s)
{
    static const char *const names[2] = {"left", "right"};
    for (int side = 0; side < 2; side++) {
        /* Between two poses a hand may give a little; at the poses themselves the parser checks. */
        if (s->arm[side].missing > 0.01f)
            report(e, frame, "%s hand misses by %.1f cm", names[side],
                   (double)s->arm[side].missing * 100);
        if (s->leg[side].missing > 0.01f)
            report(e, frame, "%s foot misses by %.1f cm", names[side],
                   (double)s->leg[side].missing * 100);
    }
}

static void limbs_reach(void **state)
{
    (void)state;
    for_every_frame(check_reach);
}

static float angle(vec3 a, vec3 b)
{
    return acosf(clampf(v3_dot(v3_unit(a), v3_unit(b)), -1, 1)) * 57.29578f;
}

static void check_joints(const struct exercise *e, int frame, const struct skeleton *s)
{
    static const char *const sides[2] = {"left", "right"};
    for (int side = 0; side < 2; side++) {
        float angles[ANGLE_COUNT];
        joint_angles(s, side, angles);
        for (int i = 0; i < ANGLE_COUNT; i++) {
            const struct joint_limit *limit = &joint_limits[i];
            if (angles[i] < limit->low - 0.5f || angles[i] > limit->high + 0.5f)
                report(e, frame, "%s %s at %.0f degrees, possible is %.0f to %.0f", sides[side],
                       limit->name, (double)angles[i], (double)limit->low, (double)limit->high);
        }
        /* In a twist the head goes with the trunk, and no further than that again. */
        float twist = fabsf(angles[ANGLE_SPINE_TWIST]), turn = fabsf(angles[ANGLE_NECK_TURN]);
        if (twist > 15 && turn > twist)
            report(e, frame, "the head turns %.0f degrees, the trunk %.0f", (double)turn,
                   (double)twist);
    }
}

static void joints_stay_within_limits(void **state)
{
    (void)state;
    for_every_frame(check_joints);
}

/* What touches, touches within this, and sinks in no further. */
static const float CONTACT = 0.0105f;

static void check_ground(const struct exercise *e, int frame, const struct mesh *mesh)
{
    float lowest = 10;
    int part = 0;
    for (size_t i = 0; i < mesh->vertex_count; i++)
        if (mesh->vertices[i].at.y < lowest) {
            lowest = mesh->vertices[i].at.y;
            part = mesh->vertices[i].part;
        }
    if (lowest < -CONTACT)
        report(e, frame, "part %d sinks %.1f cm into the ground", part, (double)lowest * -100);
    if (lowest > CONTACT && strcmp(e->id, "swimming") != 0)
        report(e, frame, "floats %.1f cm above the ground", (double)lowest * 100);
}

static float lowest_of(const struct mesh *mesh, enum part first, enum part last)
{
    float lowest = 10;
    for (size_t i = 0; i < mesh->vertex_count; i++)
        if (mesh->vertices[i].part >= first && mesh->vertices[i].part <= last)
            lowest = minf(lowest, mesh->vertices[i].at.y);
    return lowest;
}

static void check_touches(const struct exercise *e, int frame, const char *what, float lowest,
                          float surface)
{
    if (fabsf(lowest - surface) > CONTACT)
        report(e, frame, "%s is %.2f cm off what it rests on", what,
               (double)(lowest - surface) * 100);
}

/* Whether a limb rests on the same thing in all poses that make the moment; `surface` is its
 * height. */
static bool rests(const struct figure_moment *m, bool hand, int side, float *surface)
{
    bool any = false;
    for (int i = 0; i < 4; i++) {
        const struct figure_target *t = hand ? &m->pose[i]->hand[side] : &m->pose[i]->foot[side];
        if (fabsf(m->weight[i]) < 1e-3f)
            continue;
        if (!t->rests || (any && t->surface != *surface))
            return false;
        *surface = t->surface;
        any = true;
    }
    return any;
}

static void check_planted(const struct exercise *e, int frame, const struct mesh *mesh)
{
    struct figure_moment m = figure_clip_moment(e->clip, (uint16_t)frame);
    for (int side = 0; side < 2; side++) {
        enum part hand = PART_LEFT_HAND + (enum part)side, foot = PART_LEFT_FOOT + (enum part)side;
        float surface;
        if (rests(&m, true, side, &surface))
            check_touches(e, frame, "a hand", lowest_of(mesh, hand, hand), surface);
        if (rests(&m, false, side, &surface))
            check_touches(e, frame, "a foot", lowest_of(mesh, foot, foot), surface);
    }
}

/* Everybody takes the same places with the same bones: what a thigh (8.5 cm) is thicker gives way.
 */
static float thicker(void)
{
    return maxf(person->limbs - 1, 0) * 0.085f;
}

/* How far above the seat the lowest of pelvis and thighs is. */
static float seat_gap(const struct figure_prop *chair, const struct mesh *mesh)
{
    float gap = 10;
    for (size_t i = 0; i < mesh->vertex_count; i++) {
        const struct vertex *v = &mesh->vertices[i];
        bool sits =
            v->part == PART_TRUNK || v->part == PART_LEFT_THIGH || v->part == PART_RIGHT_THIGH;
        vec3 d = v3_turn(v3_sub(v->at, chair->at), v3(0, 1, 0), -chair->yaw);
        if (sits && fabsf(d.x) < 0.19f && fabsf(d.z) < 0.19f)
            gap = minf(gap, v->at.y - chair->size.y);
    }
    return gap;
}

static const struct figure_prop *has_prop(const struct figure_clip *clip,
                                          enum figure_prop_kind kind)
{
    for (size_t i = 0; i < clip->prop_count; i++)
        if (clip->props[i].kind == kind)
            return &clip->props[i];
    return NULL;
}

/* What carries the body in each position. */
static void check_carried(const struct exercise *e, int frame, const struct mesh *mesh)
{
    bool supine = e->position == POSITION_SUPINE;
    bool kneels = e->position == POSITION_KNEELING || e->position == POSITION_ALL_FOURS;
    if (supine || e->position == POSITION_PRONE)
        check_touches(e, frame, "the trunk", lowest_of(mesh, PART_TRUNK, PART_TRUNK), 0);
    if (supine)
        check_touches(e, frame, "the head", lowest_of(mesh, PART_HEAD, PART_HEAD), 0);
    if (kneels && strcmp(e->id, "downward-dog") != 0)
        check_touches(e, frame, "a knee", lowest_of(mesh, PART_LEFT_THIGH, PART_RIGHT_SHANK), 0);
    const struct figure_prop *chair = has_prop(e->clip, PROP_CHAIR);
    bool sits = chair != NULL && e->position == POSITION_CHAIR; /* or holds on to its back */
    if (sits)
        check_touches(e, frame, "the seat", seat_gap(chair, mesh) + thicker(), 0);
}

static void check_contact(const struct exercise *e, int frame, const struct skeleton *s)
{
    static struct mesh mesh;
    if (mesh.vertices == NULL)
        mesh_init(&mesh);
    mesh_clear(&mesh);
    body_build(&mesh, s, person);
    check_ground(e, frame, &mesh);
    check_planted(e, frame, &mesh);
    check_carried(e, frame, &mesh);
}

static void what_rests_touches_and_nothing_sinks(void **state)
{
    (void)state;
    for_everybody(check_contact);
}

/* How deep two capsules lie in each other, metres. */
static float overlap(const struct capsule *a, const struct capsule *b)
{
    float deepest = -1;
    for (int i = 0; i <= 10; i++) {
        float t = (float)i / 10;
        vec3 p = v3_lerp(a->a, a->b, t);
        vec3 ab = v3_sub(b->b, b->a);
        float u = clampf(v3_dot(v3_sub(p, b->a), ab) / maxf(v3_dot(ab, ab), 1e-6f), 0, 1);
        float d = v3_length(v3_sub(p, v3_mad(b->a, ab, u)));
        deepest = maxf(deepest, mixf(a->ra, a->rb, t) + mixf(b->ra, b->rb, u) - d);
    }
    return deepest;
}

static int limb_of(enum part part)
{
    if (part == PART_TRUNK || part == PART_HEAD)
        return (int)part;
    bool leg = part >= PART_LEFT_THIGH;
    return 2 + (leg ? 2 : 0) + ((int)part - PART_LEFT_UPPER_ARM) % 2;
}

/* Soft flesh gives 3 cm; a limb through another is deeper. The upper arms and thighs grow out of
 * the trunk. */
static void check_collisions(const struct exercise *e, int frame, const struct skeleton *s)
{
    struct capsule c[BODY_MAX_CAPSULES];
    float gives = 0.03f + thicker();
    int count = body_capsules(s, person, c);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++) {
            bool grows = c[i].part == PART_TRUNK || c[k].part == PART_TRUNK ||
                         (c[i].part == PART_HEAD && c[k].part == PART_HEAD);
            bool thighs = c[i].part >= PART_LEFT_THIGH && c[i].part <= PART_RIGHT_THIGH &&
                          c[k].part >= PART_LEFT_THIGH && c[k].part <= PART_RIGHT_THIGH;
            if (grows || thighs || limb_of(c[i].part) == limb_of(c[k].part))
                continue;
            float deep = overlap(&c[i], &c[k]);
            if (deep > gives)
                report(e, frame, "part %d is %.1f cm inside part %d", c[i].part, (double)deep * 100,
                       c[k].part);
        }
}

static void no_limb_passes_through_another(void **state)
{
    (void)state;
    for_everybody(check_collisions);
}

/* How deep a point lies in a capsule, metres. */
static float depth_in(vec3 p, const struct capsule *c)
{
    const struct capsule point = {p, p, 0, 0, c->part};
    return overlap(&point, c);
}

static bool is_leg(enum part part)
{
    return part >= PART_LEFT_THIGH && part <= PART_RIGHT_FOOT;
}

/* How far the palm is from the nearest leg. */
static float palm_gap(const struct skeleton *s, int side)
{
    struct capsule c[BODY_MAX_CAPSULES];
    int count = body_capsules(s, person, c);
    vec3 palm = skeleton_joint(s, JOINT_LEFT_HAND + (enum figure_joint)side);
    float gap = 10;
    for (int i = 0; i < count; i++)
        if (is_leg(c[i].part))
            gap = minf(gap, -depth_in(palm, &c[i]));
    return gap;
}

/* In the end pose; on the way a hand may still be coming. */
static void hands_that_hold_a_leg_touch_it(void **state)
{
    (void)state;
    wrong = 0;
    person = person_get(0);
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL || figure_clip_cyclic(e->clip))
            continue;
        uint16_t end = figure_clip_frame(e->clip, FIGURE_OUT, 1, 0);
        struct figure_moment m = figure_clip_moment(e->clip, end);
        struct skeleton s;
        skeleton_solve(&m, &s);
        for (int side = 0; side < 2; side++) {
            enum figure_joint by = m.pose[2]->hand[side].by;
            bool holds = by >= JOINT_LEFT_KNEE && by <= JOINT_RIGHT_ANKLE;
            if (holds && palm_gap(&s, side) > CONTACT)
                report(e, end, "a hand is %.1f cm off the leg that it holds",
                       (double)palm_gap(&s, side) * 100);
        }
    }
    assert_int_equal(wrong, 0);
}

/* Whether the seen point lies in a seen capsule, in the camera's tangents. */
static bool seen_inside(const struct camera *camera, const struct capsule *c, float x, float y)
{
    vec3 a = camera_project(camera, c->a), b = camera_project(camera, c->b);
    float dx = b.x - a.x, dy = b.y - a.y;
    float t = ((x - a.x) * dx + (y - a.y) * dy) / maxf(dx * dx + dy * dy, 1e-9f);
    t = clampf(t, 0, 1);
    float off_x = x - a.x - t * dx, off_y = y - a.y - t * dy;
    float r = mixf(c->ra * a.z, c->rb * b.z, t);
    return off_x * off_x + off_y * off_y < r * r;
}

static bool any_inside(const struct camera *camera, const struct capsule *list, int count, float x,
                       float y)
{
    for (int i = 0; i < count; i++)
        if (seen_inside(camera, &list[i], x, y))
            return true;
    return false;
}

/* What of it may hide the body: the far part of a ring is behind it. */
static int arrow_capsules(const struct arrow *arrow, const struct camera *camera,
                          struct capsule out[ARROW_POINTS])
{
    int n = 0;
    for (int i = 0; i + 1 < ARROW_POINTS; i++) {
        float r = i + 4 > ARROW_POINTS ? ARROW_RADIUS * 0.6f : ARROW_SHAFT;
        if (!arrow->turns || v3_dot(v3_sub(arrow->at[i], arrow->about), camera->back) > 0)
            out[n++] = (struct capsule){arrow->at[i], arrow->at[i + 1], r, r, PART_PROP};
    }
    return n;
}

/* What an arrow hides of the figure at a share of its way, on a grid of what the camera sees. */
static void check_arrow(const struct exercise *e, const struct scene *scene,
                        const struct arrow *shown, double share)
{
    enum { COLUMNS = 200 };
    uint16_t frame = figure_way_frame(e->clip, &shown->way, share);
    struct skeleton s;
    struct capsule body[BODY_MAX_CAPSULES], arrow[ARROW_POINTS];
    const struct camera *c = &scene->camera;
    struct figure_moment m = figure_clip_moment(e->clip, frame);
    m.person = person;
    skeleton_solve(&m, &s);
    int bodies = body_capsules(&s, person, body), arrows = arrow_capsules(shown, c, arrow);
    int seen = 0, hidden = 0;
    float step = (c->max_x - c->min_x) / COLUMNS;
    for (float y = c->min_y; y < c->max_y; y += step)
        for (float x = c->min_x; x < c->max_x; x += step)
            if (any_inside(c, body, bodies, x, y)) {
                seen++;
                hidden += any_inside(c, arrow, arrows, x, y);
            }
    /* One that is worn runs round what turns: no more of it than that takes. */
    if (hidden * 100 > seen * (shown->worn ? 6 : 2))
        report(e, frame, "its arrow covers %d of %d places of the figure", hidden, seen);
    for (int i = 0; i < ARROW_POINTS; i++) {
        vec3 at = camera_project(c, shown->at[i]);
        if (at.x < c->min_x || at.x > c->max_x || at.y < c->min_y || at.y > c->max_y)
            report(e, frame, "its arrow leaves the picture");
    }
}

/* Wherever it is whole, for everybody. */
static void arrows_lie_beside_the_body(void **state)
{
    (void)state;
    int seen = 0;
    wrong = 0;
    for (unsigned who = 0; who < PEOPLE_COUNT; who++)
        for (size_t i = 0; i < content->exercise_count; i++) {
            const struct exercise *e = content->exercises[i];
            if (e->clip == NULL || e->clip->arrow[0] == ARROW_NONE)
                continue;
            struct scene scene;
            person = person_get(who);
            scene_prepare(&scene, e->clip, person, 0);
            for (int k = 0; k < scene.arrow_count; k++) {
                struct arrow arrow = scene.arrows[k];
                check_arrow(e, &scene, &arrow, 0);
                check_arrow(e, &scene, &arrow, 0.1);
                if (!arrow.returns)
                    continue;
                memcpy(arrow.at, arrow.back, sizeof arrow.at);
                check_arrow(e, &scene, &arrow, 1);
                check_arrow(e, &scene, &arrow, 0.9);
            }
            seen++;
        }
    assert_int_equal(wrong, 0);
    assert_true(seen >= 24 * PEOPLE_COUNT);
}

/* A turn must not look like a shift. */
static void arrows_round_a_joint_bend(void **state)
{
    (void)state;
    int seen = 0;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        for (int k = 0; k < FIGURE_MAX_ARROWS && e->clip != NULL; k++) {
            struct arrow arrow;
            enum figure_arrow_part part = e->clip->arrow[k];
            if (part != ARROW_TURN && (part < ARROW_LEFT_ANKLE || part > ARROW_RIGHT_HIP))
                continue;
            arrow_follow(&arrow, e->clip, part, 0);
            vec3 first = v3_sub(arrow.at[1], arrow.at[0]);
            vec3 last = v3_sub(arrow.at[ARROW_POINTS - 1], arrow.at[ARROW_POINTS - 2]);
            if (angle(first, last) < 55)
                fail_msg("%s: its arrow bends by %.0f degrees", e->id, (double)angle(first, last));
            seen++;
        }
    }
    assert_true(seen >= 3);
}

/* Start, middle and end of everything that moves. */
static uint16_t some_frame(const struct figure_clip *clip, int i)
{
    enum figure_part part = figure_clip_cyclic(clip) ? FIGURE_CYCLE : FIGURE_OUT;
    return figure_clip_frame(clip, part, 0.5 * i, 0);
}

static bool in_a_room(const struct exercise *e)
{
    for (size_t i = 0; i < e->clip->prop_count; i++)
        if (e->clip->props[i].kind == PROP_WALL)
            return true;
    return false;
}

/* The outermost opaque pixels stay off the rectangle's edge by a share of it; a wall goes on above
 * it and beside, but in a still. */
static void check_margin(const struct exercise *e, const struct figure_picture *p, int frame,
                         int width, int height)
{
    int left = width, right = -1, top = height, bottom = -1;
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            if (p->pixels[y * p->stride + x] >> 24 < 250)
                continue;
            left = p->x + x < left ? p->x + x : left;
            right = p->x + x > right ? p->x + x : right;
            top = p->y + y < top ? p->y + y : top;
            bottom = p->y + y > bottom ? p->y + y : bottom;
        }
    int least_x = width * 3 / 100, least_y = height * 3 / 100;
    bool room = in_a_room(e) && !(frame & FIGURE_STILL);
    int least_top = room ? 0 : least_y, least_right = room ? 0 : least_x;
    if (left < least_x || right >= width - least_right || top < least_top ||
        bottom >= height - least_y)
        report(e, frame, "in %dx%d it covers %d..%d, %d..%d", width, height, left, right, top,
               bottom);
}

static void figures_keep_off_the_edge(void **state)
{
    (void)state;
    static const int sizes[][2] = {{480, 150}, {150, 360}};
    struct figure_renderer *r = figure_renderer_create();
    assert_non_null(r);
    wrong = 0;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        unsigned who = (unsigned)(i % PEOPLE_COUNT);
        person = person_get(who);
        for (int k = 0; k < 8 && e->clip != NULL; k++) {
            const int *size = sizes[k % 2];
            uint16_t frame = k < 6 ? some_frame(e->clip, k / 2) : figure_clip_still(e->clip);
            struct figure_picture p;
            assert_true(figure_render(r, e->clip, frame, who, size[0], size[1], &p));
            check_margin(e, &p, frame, size[0], size[1]);
        }
    }
    figure_renderer_destroy(r);
    assert_int_equal(wrong, 0);
}

/* Pixels that are others when nothing glows. */
static int count_lit(struct figure_renderer *renderers[2], const struct figure_clip *clip,
                     uint16_t frame, unsigned who)
{
    enum { WIDTH = 400, HEIGHT = 300 };
    struct figure_clip dark = *clip;
    struct figure_picture lit, unlit;
    dark.feel_count = 0;
    figure_renderer_forget(renderers[1]);
    assert_true(figure_render(renderers[0], clip, frame, who, WIDTH, HEIGHT, &lit));
    assert_true(figure_render(renderers[1], &dark, frame, who, WIDTH, HEIGHT, &unlit));
    assert_int_equal(lit.width, unlit.width);
    assert_int_equal(lit.height, unlit.height);
    int count = 0;
    for (int y = 0; y < lit.height; y++)
        for (int x = 0; x < lit.width; x++)
            count += lit.pixels[y * lit.stride + x] != unlit.pixels[y * unlit.stride + x];
    return count;
}

/* The words point at it. The other side is the mirror image. */
static void where_it_is_felt_can_be_seen(void **state)
{
    (void)state;
    enum { LEAST = 120 }; /* a thousandth of the picture */
    struct figure_renderer *renderers[] = {figure_renderer_create(), figure_renderer_create()};
    wrong = 0;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL || (!*e->feel && e->clip->feel_count == 0))
            continue;
        uint16_t felt = figure_clip_still(e->clip) & (FIGURE_STILL - 1); /* in the clip's view */
        for (unsigned who = 0; who < PEOPLE_COUNT; who++) {
            person = person_get(who);
            int lit = count_lit(renderers, e->clip, felt, who);
            if (lit < LEAST)
                report(e, felt, "only %d pixels glow", lit);
        }
    }
    figure_renderer_destroy(renderers[0]);
    figure_renderer_destroy(renderers[1]);
    assert_int_equal(wrong, 0);
}

/* Nothing jumps between the phases: camera, mat and water are those of the clip. */
static void a_clip_has_one_scale(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL)
            continue;
        struct scene first, other;
        memset(&first, 0, sizeof first);
        memset(&other, 0, sizeof other);
        scene_prepare(&first, e->clip, person_get(2), 0);
        for (int k = 0; k < 3; k++) {
            scene_prepare(&other, e->clip, person_get(2), some_frame(e->clip, k));
            assert_memory_equal(&first.camera, &other.camera, sizeof first.camera);
            assert_memory_equal(first.props, other.props, sizeof first.props);
        }
    }
}

/* Screens ask for it in every frame of every card. */
static void stills_are_found_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL)
            continue;
        struct figure_clip clip = *e->clip;
        clip.still = 0;
        assert_int_not_equal(e->clip->still, 0);
        assert_int_equal(e->clip->still, figure_clip_still(&clip));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exercise_has_a_figure),
        cmocka_unit_test(limbs_reach),
        cmocka_unit_test(joints_stay_within_limits),
        cmocka_unit_test(what_rests_touches_and_nothing_sinks),
        cmocka_unit_test(no_limb_passes_through_another),
        cmocka_unit_test(hands_that_hold_a_leg_touch_it),
        cmocka_unit_test(arrows_lie_beside_the_body),
        cmocka_unit_test(arrows_round_a_joint_bend),
        cmocka_unit_test(figures_keep_off_the_edge),
        cmocka_unit_test(where_it_is_felt_can_be_seen),
        cmocka_unit_test(a_clip_has_one_scale),
        cmocka_unit_test(stills_are_found_once),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
