#include "figure/arrow.h"

#include <string.h>

#include "figure/scene.h"

/* Enough moments to tell which way the middle of a movement bends. */
enum { SAMPLES = 17 };

/* Shorter ones could not be seen from the mat. */
static const float SHORTEST = 0.26f;
/* Of one that swells, when it has. */
static const float SWOLLEN = 0.36f;

/* Degrees that an arrow turns for a joint that turns by so many: less would look like a shift, but
 * a small turn looks smaller than a large one. */
static float shown_turn(float degrees)
{
    return maxf(degrees, minf(46 + 1.25f * degrees, 95));
}

/* The same of the pelvis: half a tilt must not look like a whole one. */
static float shown_roll(float degrees)
{
    return minf(40 + 4.7f * degrees, 200);
}

static bool is_hip(enum figure_arrow_part part)
{
    return part == ARROW_LEFT_HIP || part == ARROW_RIGHT_HIP;
}

/* A place beside the part, on the side that leads: the arrow must not run inside the body. */
static vec3 beside(const struct skeleton *s, enum figure_arrow_part part)
{
    const struct frame *waist = &s->spine[SPINE_STEPS * 2 / 5];
    int side = (int)part % 2;
    switch (part) {
    case ARROW_HEAD:
        return frame_point(&s->head, 0, 0.255f, 0);
    case ARROW_CHEST:
        return frame_point(&s->chest, 0, 0, 0.20f);
    case ARROW_BACK:
        return frame_point(waist, 0, 0.04f, -0.17f);
    case ARROW_BELLY:
        return frame_point(waist, 0, -0.01f, 0.20f + 0.05f * s->breath);
    case ARROW_PELVIS:
        return frame_point(&s->spine[0], 0, -0.09f, -0.19f);
    case ARROW_WEIGHT: {
        vec3 ahead = v3_unit(v3(s->spine[0].z.x, 0, s->spine[0].z.z));
        return v3_mad(v3(s->spine[0].o.x, 0.03f, s->spine[0].o.z), ahead, 0.42f);
    }
    case ARROW_TURN:
        return frame_point(&s->chest, 0, 0, 0.30f);
    case ARROW_LEFT_HAND:
    case ARROW_RIGHT_HAND:
        return frame_point(&s->arm[side].tip, 0, 0.23f, 0);
    case ARROW_LEFT_KNEE:
    case ARROW_RIGHT_KNEE: {
        const struct limb *leg = &s->leg[side];
        vec3 out = v3_sub(leg->mid, v3_lerp(leg->root, leg->end, 0.5f));
        return v3_mad(leg->mid, v3_unit(out), 0.13f);
    }
    case ARROW_LEFT_FOOT:
    case ARROW_RIGHT_FOOT:
        return frame_point(&s->leg[side].tip, 0, -0.02f, 0.235f);
    case ARROW_LEFT_HEEL:
    case ARROW_RIGHT_HEEL:
        return frame_point(&s->leg[side].tip, side_sign(side) * 0.11f, -0.03f, 0);
    case ARROW_LEFT_ANKLE:
    case ARROW_RIGHT_ANKLE:
        return frame_point(&s->leg[side].tip, 0, 0, 0.215f);
    case ARROW_LEFT_HIP:
    case ARROW_RIGHT_HIP:
        return frame_point(&s->spine[0], side_sign(side) * 0.24f, 0, 0.128f);
    default:
        return s->spine[0].o;
    }
}

/* What a part turns about; false for those that go from place to place. */
static bool turns_about(const struct skeleton *s, enum figure_arrow_part part, vec3 *about)
{
    int side = (int)part % 2;
    if (part == ARROW_TURN)
        *about = frame_point(&s->chest, 0, -0.05f, 0);
    else if (part == ARROW_LEFT_ANKLE || part == ARROW_RIGHT_ANKLE)
        *about = s->leg[side].end;
    else if (is_hip(part))
        *about = frame_point(&s->spine[0], side_sign(side) * 0.24f, 0, 0);
    else
        return false;
    return true;
}

/* The middle of the circle through three places, seen from `a`; nothing where they are in line. */
static bool circle_middle(vec3 a, vec3 middle, vec3 b, vec3 *centre)
{
    static const float IN_LINE = 1e-7f;
    vec3 u = v3_sub(middle, a), v = v3_sub(b, a), n = v3_cross(u, v);
    float flat = v3_dot(n, n);
    if (flat < IN_LINE)
        return false;
    vec3 to =
        v3_sub(v3_scale(v3_cross(n, u), v3_dot(v, v)), v3_scale(v3_cross(n, v), v3_dot(u, u)));
    *centre = v3_mad(a, to, 1 / (2 * flat));
    return true;
}

/* An arc of a circle through the beginning, the middle of the way and its end, as somebody draws it
 * who has one stroke: from the beginning on, or back from the end. */
static vec3 arc(vec3 a, vec3 middle, vec3 b, float t, bool back)
{
    static const float FULL = 360, MOST = 150; /* degrees */
    vec3 centre;
    if (!circle_middle(a, middle, b, &centre))
        return v3_lerp(a, b, back ? 1 - t : t);
    vec3 axis = v3_unit(v3_cross(v3_sub(middle, a), v3_sub(b, middle)));
    vec3 from = v3_sub(a, centre), to = v3_sub(b, centre);
    float turn = atan2f(v3_dot(v3_cross(from, to), axis), v3_dot(from, to)) * 57.29578f;
    turn = turn < 0 ? turn + FULL : turn;
    float gone = minf(turn, MOST) * t;
    return v3_add(centre, v3_turn(from, axis, back ? turn - gone : gone));
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

/* A part may be where it goes long before the movement ends, or leave late: what others still do
 * needs no arrow of it. */
static void find_done(struct figure_way *way, const vec3 at[SAMPLES])
{
    static const float NEARLY = 0.10f; /* of its length */
    float length = 0, gone = 0;
    int leaves = 0, arrives = SAMPLES - 1;
    for (int i = 1; i < SAMPLES; i++)
        length += v3_length(v3_sub(at[i], at[i - 1]));
    for (int i = 1; i < SAMPLES; i++) {
        gone += v3_length(v3_sub(at[i], at[i - 1]));
        if (gone <= NEARLY * length)
            leaves = i;
        if (gone < (1 - NEARLY) * length)
            arrives = i;
    }
    way->out_done = minf((float)(arrives + 3) / (SAMPLES - 1), 1);
    way->back_done = minf((float)(SAMPLES - leaves) / (SAMPLES - 1), 1);
}

/* Round `about`, from one spoke on toward the other; one that is worn as far before as after. */
static void bend_round(struct arrow *arrow, vec3 about, vec3 from, vec3 to)
{
    vec3 axis = v3_cross(from, to);
    float degrees = atan2f(v3_length(axis), v3_dot(from, to)) * 57.29578f;
    float shown = arrow->worn ? shown_roll(degrees) : shown_turn(degrees);
    float first = arrow->worn ? (degrees - shown) / 2 : 0;
    arrow->axis = v3_unit(axis);
    for (int i = 0; i < ARROW_POINTS; i++) {
        float turned = first + shown * (float)i / (ARROW_POINTS - 1);
        arrow->at[i] = v3_add(about, v3_turn(from, arrow->axis, turned));
    }
}

void arrow_turn_back(struct arrow *arrow)
{
    for (int i = 0; i < ARROW_POINTS; i++)
        arrow->back[i] = arrow->at[ARROW_POINTS - 1 - i];
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

/* The other side's, on the second way. */
static enum figure_arrow_part swap_sides(enum figure_arrow_part part)
{
    bool paired = part >= ARROW_LEFT_HAND && part <= ARROW_RIGHT_HIP;
    return paired ? (enum figure_arrow_part)((int)part ^ 1) : part;
}

void arrow_follow(struct arrow *arrow, const struct figure_clip *clip, enum figure_arrow_part part,
                  int number)
{
    vec3 way[SAMPLES], spoke[SAMPLES], about = v3(0, 0, 0), ahead = v3(0, 0, 0);
    struct frame waist[SAMPLES], head;
    *arrow = (struct arrow){.any = part != ARROW_NONE, .weight = 1, .facing = v3(0, 0, 1)};
    if (!arrow->any)
        return;
    bool turns = false;
    arrow->way = figure_clip_way(clip, number);
    arrow->returns = !figure_clip_cyclic(clip) || arrow->way.returns;
    part = number > 0 && figure_clip_changes_sides(clip) ? swap_sides(part) : part;
    for (int i = 0; i < SAMPLES; i++) {
        struct skeleton s;
        struct figure_moment m = figure_clip_moment(
            clip, figure_way_frame(clip, &arrow->way, (double)i / (SAMPLES - 1)));
        skeleton_solve(&m, &s);
        way[i] = beside(&s, part);
        turns = turns_about(&s, part, &about);
        spoke[i] = v3_sub(way[i], about);
        ahead = s.spine[SPINE_STEPS * 2 / 5].z;
        waist[i] = s.spine[SPINE_STEPS / 2];
        head = s.head;
    }
    if (part == ARROW_AIR) {
        arrow_breathe(arrow, &head);
        return;
    }
    if (part == ARROW_BACK || (part == ARROW_BELLY && !figure_clip_breathes(clip)))
        go_with(way, waist);
    if (turns) { /* what turns stays where it is */
        arrow->turns = part == ARROW_TURN;
        arrow->worn = is_hip(part);
        arrow->about = v3_sub(way[0], spoke[0]);
        bend_round(arrow, arrow->about, spoke[0], spoke[SAMPLES - 1]);
        arrow->worn |= arrow->turns;
        arrow->bent = true;
        arrow_turn_back(arrow);
        return;
    }
    if (!figure_clip_cyclic(clip) && !figure_clip_breathes(clip))
        find_done(&arrow->way, way);
    vec3 a = way[0], b = way[SAMPLES - 1], middle = half_way(way);
    float far = v3_length(v3_sub(b, a));
    vec3 centre = v3_lerp(a, b, 0.5f), to = centre;
    if (figure_clip_breathes(clip)) /* hands lie there */
        to = v3_mad(to, ahead, 0.15f);
    arrow->swells = part == ARROW_BELLY && figure_clip_breathes(clip);
    float grow = maxf((arrow->swells ? SWOLLEN : SHORTEST) / maxf(far, 0.01f), 1);
    for (int i = 0; i < ARROW_POINTS; i++) {
        float t = (float)i / (ARROW_POINTS - 1);
        arrow->at[i] = v3_mad(to, v3_sub(arc(a, middle, b, t, false), centre), grow);
        arrow->back[i] = v3_mad(to, v3_sub(arc(a, middle, b, t, true), centre), grow);
    }
}

/* A part of a ring round the trunk, which leans toward the camera: from behind it round one side
 * and over what is nearest. */
static void face_turn(struct arrow *arrow, const struct camera *camera)
{
    static const float RADIUS = 0.30f, OPEN = 0.46f; /* its height by its width, as it is seen */
    static const float FROM = -135, TO = 40;
    float sense = arrow->axis.y < 0 ? -1.0f : 1.0f;
    vec3 up = v3_scale(arrow->axis, sense);
    up = v3_unit(v3_mad(up, camera->back, -v3_dot(up, camera->back)));
    vec3 axis = v3_mad(v3_scale(up, sqrtf(1 - OPEN * OPEN)), camera->back, OPEN);
    vec3 near = v3_unit(v3_mad(camera->back, axis, -v3_dot(camera->back, axis)));
    for (int i = 0; i < ARROW_POINTS; i++) {
        float turned = sense * mixf(FROM, TO, (float)i / (ARROW_POINTS - 1));
        arrow->at[i] = v3_add(arrow->about, v3_turn(v3_scale(near, RADIUS), axis, turned));
        arrow->back[i] = v3_add(arrow->about, v3_turn(v3_scale(near, RADIUS), axis, -turned));
    }
}

void arrow_face(struct arrow *arrow, const struct camera *camera)
{
    static const float LEAST_SEEN = 0.85f; /* of its length */
    if (!arrow->any)
        return;
    arrow->facing = camera->back;
    if (arrow->air)
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
    arrow_turn_back(arrow);
}

/* From point i on to the next, without a kink at either (Catmull and Rom). */
static vec3 between(const vec3 at[ARROW_POINTS], int i, float t)
{
    vec3 a = at[i], b = at[i + 1];
    vec3 before = i > 0 ? at[i - 1] : v3_sub(v3_scale(a, 2), b);
    vec3 after = i + 2 < ARROW_POINTS ? at[i + 2] : v3_sub(v3_scale(b, 2), a);
    vec3 leave = v3_scale(v3_sub(b, before), 0.5f), arrive = v3_scale(v3_sub(after, a), 0.5f);
    float t2 = t * t, t3 = t2 * t;
    vec3 out = v3_lerp(a, b, 3 * t2 - 2 * t3);
    out = v3_mad(out, leave, t3 - 2 * t2 + t);
    return v3_mad(out, arrive, t3 - t2);
}

vec3 arrow_between(const vec3 way[ARROW_POINTS], float t)
{
    float at = clampf(t, 0, 1) * (ARROW_POINTS - 1);
    int i = at < ARROW_POINTS - 2 ? (int)at : ARROW_POINTS - 2;
    return between(way, i, at - (float)i);
}

vec3 arrow_at(const struct arrow *arrow, bool back, float t)
{
    return arrow_between(back ? arrow->back : arrow->at, t);
}

/* Of the size of a figure: shorter ones are overlooked, longer ones are all that is seen. */
static const float LEAST_SHARE = 0.21f, MOST_SHARE = 0.30f;

/* From tail on, so long at least and at most; the share of it that is left. */
static float fit_way(vec3 at[ARROW_POINTS], float least, float most)
{
    vec3 way[ARROW_POINTS];
    float length = 0.001f;
    for (int i = 1; i < ARROW_POINTS; i++)
        length += v3_length(v3_sub(at[i], at[i - 1]));
    float share = minf(most / length, 1), grow = maxf(least / length, 1);
    for (int i = 0; i < ARROW_POINTS; i++)
        way[i] = arrow_between(at, share * (float)i / (ARROW_POINTS - 1));
    for (int i = 0; i < ARROW_POINTS; i++)
        at[i] = v3_mad(way[0], v3_sub(way[i], way[0]), grow);
    return share;
}

void arrow_fit(struct arrow *arrow, float size)
{
    if (!arrow->any || arrow->air || arrow->bent || arrow->swells)
        return;
    memcpy(arrow->whole, arrow->at, sizeof arrow->whole);
    fit_way(arrow->at, LEAST_SHARE * size, MOST_SHARE * size);
    arrow->way.shown = fit_way(arrow->back, LEAST_SHARE * size, MOST_SHARE * size);
}
