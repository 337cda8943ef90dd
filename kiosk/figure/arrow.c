#include "figure/arrow.h"

#include "figure/scene.h"

/* Enough moments to tell which way the middle of a movement bends. */
enum { SAMPLES = 17 };

/* Shorter ones could not be seen from the mat. */
static const float SHORTEST = 0.23f;
/* Of two heads, there must be a shaft between them. */
static const float SHORTEST_BACK = 0.30f;
/* Who goes less far hardly looks any different there. */
static const float SMALL = 0.26f;
static const float HEAD_LENGTH = 0.090f;
/* Degrees: less of a turn would look like a shift. */
static const float LEAST_TURN = 85;

/* A place beside the part, on the side that leads: the arrow must not run inside the body. */
static vec3 beside(const struct skeleton *s, enum figure_arrow_part part)
{
    const struct frame *waist = &s->spine[SPINE_STEPS * 2 / 5];
    int side = (int)part % 2;
    switch (part) {
    case ARROW_HEAD:
        return frame_point(&s->head, 0, 0.27f, 0);
    case ARROW_CHEST:
        return frame_point(&s->chest, 0, 0, 0.20f);
    case ARROW_BACK:
        return frame_point(waist, 0, 0.04f, -0.17f);
    case ARROW_BELLY:
        return frame_point(waist, 0, -0.05f, 0.20f + 0.05f * s->breath);
    case ARROW_PELVIS:
        return frame_point(&s->spine[0], 0, 0, -0.19f);
    case ARROW_TURN:
        return frame_point(&s->head, 0, 0.30f, 0.22f);
    case ARROW_LEFT_HAND:
    case ARROW_RIGHT_HAND:
        return frame_point(&s->arm[side].tip, 0, 0.26f, 0);
    case ARROW_LEFT_KNEE:
    case ARROW_RIGHT_KNEE: {
        const struct limb *leg = &s->leg[side];
        vec3 out = v3_sub(leg->mid, v3_lerp(leg->root, leg->end, 0.5f));
        return v3_mad(leg->mid, v3_unit(out), 0.13f);
    }
    case ARROW_LEFT_FOOT:
    case ARROW_RIGHT_FOOT:
        return frame_point(&s->leg[side].tip, 0, -0.02f, 0.26f);
    case ARROW_LEFT_HEEL:
    case ARROW_RIGHT_HEEL:
        return frame_point(&s->leg[side].tip, side_sign(side) * 0.11f, -0.03f, 0);
    case ARROW_LEFT_ANKLE:
    case ARROW_RIGHT_ANKLE:
        return frame_point(&s->leg[side].tip, 0, 0, 0.215f);
    case ARROW_LEFT_HIP:
    case ARROW_RIGHT_HIP:
        return frame_point(&s->spine[0], side_sign(side) * 0.24f, 0, 0.17f);
    default:
        return s->spine[0].o;
    }
}

/* What a part turns about; false for those that go from place to place. */
static bool turns_about(const struct skeleton *s, enum figure_arrow_part part, vec3 *about)
{
    int side = (int)part % 2;
    if (part == ARROW_TURN)
        *about = frame_point(&s->head, 0, 0.30f, 0);
    else if (part == ARROW_LEFT_ANKLE || part == ARROW_RIGHT_ANKLE)
        *about = s->leg[side].end;
    else if (part == ARROW_LEFT_HIP || part == ARROW_RIGHT_HIP)
        *about = frame_point(&s->spine[0], side_sign(side) * 0.24f, 0, 0);
    else
        return false;
    return true;
}

/* An arc through the beginning, the middle of the way and its end. */
static vec3 arc(vec3 a, vec3 middle, vec3 b, float t)
{
    vec3 bend = v3_sub(v3_scale(middle, 2), v3_lerp(a, b, 0.5f));
    return v3_lerp(v3_lerp(a, bend, t), v3_lerp(bend, b, t), t);
}

/* Where half of the way is done. */
static vec3 half_way(const vec3 way[SAMPLES])
{
    float length = 0, done = 0;
    for (int i = 1; i < SAMPLES; i++)
        length += v3_length(v3_sub(way[i], way[i - 1]));
    for (int i = 1; i < SAMPLES; i++) {
        float step = v3_length(v3_sub(way[i], way[i - 1]));
        if (done + step >= length / 2 && step > 0)
            return v3_lerp(way[i - 1], way[i], (length / 2 - done) / step);
        done += step;
    }
    return way[SAMPLES / 2];
}

/* Round `about`, from one spoke on toward the other. */
static void bend_round(struct arrow *arrow, vec3 about, vec3 from, vec3 to)
{
    vec3 axis = v3_cross(from, to);
    float degrees = atan2f(v3_length(axis), v3_dot(from, to)) * 57.29578f;
    arrow->axis = v3_unit(axis);
    for (int i = 0; i < ARROW_POINTS; i++) {
        float turned = maxf(degrees, LEAST_TURN) * (float)i / (ARROW_POINTS - 1);
        arrow->at[i] = v3_add(about, v3_turn(from, arrow->axis, turned));
    }
}

/* From its first place on, as the waist rises or sinks: what lies beside a back that bends would
 * swing about it. */
static void go_with(vec3 way[SAMPLES], const struct frame waist[SAMPLES])
{
    for (int i = 1; i < SAMPLES; i++) {
        float far = v3_dot(v3_sub(waist[i].o, waist[0].o), waist[0].z);
        way[i] = v3_mad(way[0], waist[0].z, far);
    }
}

/* Of the way out, or of a loop's first stretch. */
static uint16_t way_frame(const struct figure_clip *clip, int sample)
{
    double share = (double)sample / (SAMPLES - 1);
    if (!figure_clip_cyclic(clip))
        return figure_clip_frame(clip, FIGURE_OUT, share, 0);
    return figure_clip_frame(clip, FIGURE_CYCLE, share * figure_clip_first_share(clip), 0);
}

/* Whether there is a loop and it comes back the way that it went. */
static bool to_and_fro(const struct figure_clip *clip)
{
    const struct figure_keyframes *loop = &clip->cycle;
    for (size_t i = 0; i < loop->count; i++)
        if (loop->keys[i].pose != loop->keys[loop->count - 1 - i].pose)
            return false;
    return loop->count > 2;
}

void arrow_follow(struct arrow *arrow, const struct figure_clip *clip)
{
    vec3 way[SAMPLES], spoke[SAMPLES], about = v3(0, 0, 0), ahead = v3(0, 0, 0);
    struct frame waist[SAMPLES];
    *arrow = (struct arrow){.any = clip->arrow != ARROW_NONE};
    if (!arrow->any)
        return;
    bool turns = false;
    arrow->back = to_and_fro(clip) || figure_clip_breathes(clip) ||
                  (figure_clip_cyclic(clip) && figure_clip_returns(clip));
    for (int i = 0; i < SAMPLES; i++) {
        struct skeleton s;
        struct figure_moment m = figure_clip_moment(clip, way_frame(clip, i));
        skeleton_solve(&m, &s);
        way[i] = beside(&s, clip->arrow);
        turns = turns_about(&s, clip->arrow, &about);
        spoke[i] = v3_sub(way[i], about);
        ahead = s.spine[SPINE_STEPS * 2 / 5].z;
        waist[i] = s.spine[SPINE_STEPS / 2];
    }
    if (clip->arrow == ARROW_BACK || (clip->arrow == ARROW_BELLY && !figure_clip_breathes(clip)))
        go_with(way, waist);
    vec3 a = way[0], b = way[SAMPLES - 1], middle = half_way(way);
    float far = v3_length(v3_sub(b, a));
    arrow->small = turns || far < SMALL; /* what turns stays where it is */
    if (turns) {
        arrow->turns = clip->arrow == ARROW_TURN;
        arrow->about = v3_sub(a, spoke[0]);
        bend_round(arrow, arrow->about, spoke[0], spoke[SAMPLES - 1]);
        return;
    }
    vec3 centre = v3_lerp(a, b, 0.5f), to = centre;
    if (figure_clip_breathes(clip)) /* hands lie there */
        to = v3_mad(to, ahead, 0.115f);
    float grow = maxf((arrow->back ? SHORTEST_BACK : SHORTEST) / maxf(far, 0.01f), 1);
    for (int i = 0; i < ARROW_POINTS; i++) {
        vec3 p = arc(a, middle, b, (float)i / (ARROW_POINTS - 1));
        arrow->at[i] = v3_mad(to, v3_sub(p, centre), grow);
    }
}

/* The near part of a ring round the axis, which leans toward the camera. */
static void face_turn(struct arrow *arrow, const struct camera *camera)
{
    static const float RADIUS = 0.19f, OPEN = 0.52f; /* its height by its width, as it is seen */
    static const float FROM = -135, TO = 66;         /* so that its head is seen from the side */
    float sense = arrow->axis.y < 0 ? -1.0f : 1.0f;
    vec3 up = v3_scale(arrow->axis, sense);
    up = v3_unit(v3_mad(up, camera->back, -v3_dot(up, camera->back)));
    vec3 axis = v3_mad(v3_scale(up, sqrtf(1 - OPEN * OPEN)), camera->back, OPEN);
    vec3 near = v3_unit(v3_mad(camera->back, axis, -v3_dot(camera->back, axis)));
    for (int i = 0; i < ARROW_POINTS; i++) {
        float turned = sense * mixf(FROM, TO, (float)i / (ARROW_POINTS - 1));
        vec3 spoke = v3_turn(v3_scale(near, RADIUS), axis, turned);
        arrow->at[i] = v3_add(arrow->about, spoke);
    }
}

void arrow_face(struct arrow *arrow, const struct camera *camera)
{
    static const float LEAST_SEEN = 0.85f; /* of its length */
    if (!arrow->any)
        return;
    if (arrow->turns) {
        face_turn(arrow, camera);
        return;
    }
    vec3 tail = arrow->at[0], way = v3_sub(arrow->at[ARROW_POINTS - 1], tail);
    float depth = v3_dot(way, camera->back), length = v3_length(way);
    float seen = v3_length(v3_mad(way, camera->back, -depth));
    if (seen > LEAST_SEEN * length || seen < 0.02f)
        return;
    vec3 centre = v3_mad(tail, way, 0.5f);
    float grow = maxf(minf(length, SHORTEST) / seen, 1);
    for (int i = 0; i < ARROW_POINTS; i++) {
        vec3 d = v3_sub(arrow->at[i], centre);
        d = v3_mad(d, camera->back, -v3_dot(d, camera->back));
        arrow->at[i] = v3_mad(centre, d, grow);
    }
}

/* A capsule as the camera sees it, in tangents. */
struct seen_capsule {
    float x, y, dx, dy, squared; /* one end; from there to the other, and how far that is squared */
    float ra, rb;                /* radius at both */
};

/* The body where the arrow is seen with it. */
struct crowd {
    struct seen_capsule capsules[3 * BODY_MAX_CAPSULES];
    int count;
};

static struct seen_capsule see_capsule(const struct camera *camera, const struct capsule *c)
{
    vec3 a = camera_project(camera, c->a), b = camera_project(camera, c->b);
    float dx = b.x - a.x, dy = b.y - a.y;
    return (struct seen_capsule){.x = a.x,
                                 .y = a.y,
                                 .dx = dx,
                                 .dy = dy,
                                 .squared = maxf(dx * dx + dy * dy, 1e-9f),
                                 .ra = c->ra * a.z,
                                 .rb = c->rb * b.z};
}

static void collect_crowd(struct crowd *crowd, const struct figure_clip *clip,
                          const struct person *person, const struct camera *camera)
{
    static const int samples[3] = {0, SAMPLES / 8, SAMPLES / 4};
    crowd->count = 0;
    for (int i = 0; i < 3; i++) {
        struct skeleton s;
        struct capsule capsules[BODY_MAX_CAPSULES];
        struct figure_moment m = figure_clip_moment(clip, way_frame(clip, samples[i]));
        m.person = person;
        skeleton_solve(&m, &s);
        int count = body_capsules(&s, person, capsules);
        for (int k = 0; k < count; k++)
            crowd->capsules[crowd->count++] = see_capsule(camera, &capsules[k]);
    }
}

/* How far the seen middle of the capsule is from the seen point, less its radius: tangents. */
static float seen_gap(const struct seen_capsule *c, vec3 at)
{
    float t = ((at.x - c->x) * c->dx + (at.y - c->y) * c->dy) / c->squared;
    t = clampf(t, 0, 1);
    float x = at.x - c->x - t * c->dx, y = at.y - c->y - t * c->dy;
    return sqrtf(x * x + y * y) - mixf(c->ra, c->rb, t);
}

/* The share of the arrow that would lie over the body; its head counts as much as its shaft. */
static float covered(const struct arrow *arrow, vec3 by, const struct crowd *crowd,
                     const struct camera *camera)
{
    const float keep = 0.020f; /* metres of air round it */
    float hit = 0, all = 0;
    for (int i = 0; i < ARROW_POINTS; i++) {
        vec3 at = camera_project(camera, v3_add(arrow->at[i], by));
        bool head = i >= ARROW_POINTS - 3;
        float wide = ((head ? ARROW_RADIUS : ARROW_SHAFT) + keep) * at.z, gap = 1;
        for (int k = 0; k < crowd->count && gap >= wide; k++)
            gap = minf(gap, seen_gap(&crowd->capsules[k], at));
        float weight = head ? 4.0f : 1.0f;
        all += weight;
        hit += gap < wide ? weight : 0;
    }
    return hit / all;
}

void arrow_clear_body(struct arrow *arrow, const struct figure_clip *clip,
                      const struct person *person, const struct camera *camera)
{
    enum { WAYS = 16, STEPS = 14 };
    static const float STEP = 0.03f;
    struct crowd crowd;
    if (!arrow->any)
        return;
    collect_crowd(&crowd, clip, person, camera);
    vec3 best = v3(0, 0, 0);
    float least = covered(arrow, best, &crowd, camera);
    for (int i = 0; i < STEPS && least > 0.01f; i++)
        for (int way = 0; way < WAYS; way++) {
            float angle = (float)way * 6.2831853f / WAYS, far = STEP * (float)(i + 1);
            vec3 by =
                v3_mad(v3_scale(camera->right, far * cosf(angle)), camera->up, far * sinf(angle));
            float here = covered(arrow, by, &crowd, camera);
            if (here < least - 0.005f) {
                least = here;
                best = by;
            }
        }
    for (int i = 0; i < ARROW_POINTS; i++)
        arrow->at[i] = v3_add(arrow->at[i], best);
}

static struct ring ring_at(vec3 at, vec3 along, vec3 *across, float radius)
{
    *across = v3_across(*across, along, v3(0.3f, 0.2f, 0.9f));
    return (struct ring){.at = at,
                         .u = *across,
                         .v = v3_cross(along, *across),
                         .across = radius,
                         .front = radius,
                         .back = radius,
                         .material = MATERIAL_ARROW,
                         .part = PART_PROP};
}

/* A head at the tail, up to where the shaft goes on to `next`. */
static int add_tail(struct ring *rings, vec3 tail, vec3 next, vec3 *across, float length,
                    float shaft)
{
    vec3 along = v3_unit(v3_sub(next, tail));
    rings[0] = ring_at(tail, along, across, 0.002f);
    rings[1] = ring_at(v3_mad(tail, along, length - 0.001f), along, across, ARROW_RADIUS);
    rings[2] = ring_at(v3_mad(tail, along, length), along, across, shaft);
    rings[1].edge = rings[2].edge = true;
    return 3;
}

/* The place `t` of the way from tail to tip, 0..1. */
static vec3 place_at(const struct arrow *arrow, float t)
{
    float at = t * (ARROW_POINTS - 1);
    int i = at < ARROW_POINTS - 2 ? (int)at : ARROW_POINTS - 2;
    return v3_lerp(arrow->at[i], arrow->at[i + 1], at - (float)i);
}

void arrow_build(struct mesh *mesh, const struct arrow *arrow, float share)
{
    struct ring rings[ARROW_POINTS + 6];
    if (!arrow->any)
        return;
    vec3 tail = place_at(arrow, 1 - share), tip = arrow->at[ARROW_POINTS - 1];
    float size = minf(v3_length(v3_sub(tip, tail)) / (1.5f * HEAD_LENGTH), 1);
    if (size < 0.9f) /* a dot points nowhere */
        return;
    float shaft = ARROW_SHAFT * size, length = HEAD_LENGTH * size;
    bool back = arrow->back && v3_length(v3_sub(tip, tail)) > 2.2f * length;
    vec3 across = v3(0.3f, 0.2f, 0.9f), along;
    int n = 0;
    for (int i = 0; i < ARROW_POINTS; i++) {
        float t = 1 - share + share * (float)i / ARROW_POINTS;
        vec3 at = place_at(arrow, t);
        if (v3_length(v3_sub(tip, at)) < length)
            break;
        along = v3_unit(v3_sub(place_at(arrow, t + share / ARROW_POINTS), at));
        if (back && v3_length(v3_sub(tail, at)) < length)
            continue;
        if (n == 0 && back)
            n = add_tail(rings, tail, at, &across, length, shaft);
        else if (n == 0)
            rings[n++] = ring_at(v3_mad(at, along, -shaft), along, &across, shaft / 2);
        rings[n++] = ring_at(at, along, &across, shaft);
    }
    along = v3_unit(v3_sub(tip, rings[n - 1].at));
    vec3 neck = v3_mad(tip, along, -length);
    rings[n++] = ring_at(neck, along, &across, shaft);
    rings[n++] = ring_at(v3_mad(neck, along, 0.001f), along, &across, ARROW_RADIUS * size);
    rings[n - 2].edge = rings[n - 1].edge = true;
    rings[n++] = ring_at(tip, along, &across, 0.002f);
    mesh_tube(mesh, rings, n, 12, 1.0f, 0.004f);
}
