#include "figure/arrow.h"

#include <string.h>

#include "figure/scene.h"

/* An arrow finds a place beside the body. */

/* A capsule as the camera sees it, in tangents. */
struct seen_capsule {
    float x, y, dx, dy, squared; /* one end; from there to the other, and how far that is squared */
    float ra, rb;                /* radius at both */
    bool later;                  /* it is there when the movement is under way */
};

/* At so many moments; and other arrows, in pieces. */
enum { CROWD_MOMENTS = 5, CROWD_PIECES = 4, CROWD_ARROWS = CROWD_PIECES * SCENE_ARROWS };

/* What is seen with the arrow: the body, and arrows that already have their places. */
struct crowd {
    struct seen_capsule capsules[CROWD_MOMENTS * BODY_MAX_CAPSULES + CROWD_ARROWS];
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

/* The body as the way goes on: out from the start pose, or back from the end. */
static void collect_crowd(struct crowd *crowd, const struct figure_clip *clip,
                          const struct figure_way *way, bool back, const struct person *person,
                          const struct camera *camera)
{
    static const float shares[CROWD_MOMENTS] = {0, 0.12f, 0.3f, 0.5f, 0.7f};
    crowd->count = 0;
    for (int i = 0; i < CROWD_MOMENTS; i++) {
        struct skeleton s;
        struct capsule capsules[BODY_MAX_CAPSULES];
        double share = back ? 1 - (double)shares[i] : (double)shares[i];
        struct figure_moment m = figure_clip_moment(clip, figure_way_frame(clip, way, share));
        m.person = person;
        skeleton_solve(&m, &s);
        int count = body_capsules(&s, person, capsules);
        for (int k = 0; k < count; k++) {
            crowd->capsules[crowd->count] = see_capsule(camera, &capsules[k]);
            crowd->capsules[crowd->count++].later = i > 1;
        }
    }
}

static void add_arrows(struct crowd *crowd, const struct arrow *others, int count, bool back,
                       const struct camera *camera)
{
    enum { STEP = (ARROW_POINTS - 1) / CROWD_PIECES };
    for (int i = 0; i < count; i++)
        for (int k = 0; k < CROWD_PIECES; k++) {
            const vec3 *at = back ? others[i].back : others[i].at;
            bool last = k + 1 == CROWD_PIECES;
            float wide = others[i].weight, end = last ? ARROW_RADIUS : ARROW_SHAFT;
            struct capsule piece = {at[k * STEP], at[last ? ARROW_POINTS - 1 : (k + 1) * STEP],
                                    ARROW_SHAFT * wide, end * wide, PART_PROP};
            crowd->capsules[crowd->count++] = see_capsule(camera, &piece);
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

/* How much worse the arrow over the body is where it lies over it at once than where that comes to
 * be later; its head counts as much as its shaft. */
static const float LATER = 0.1f, HEAD_WEIGHS = 4;

/* 0: beside all that is seen with it there, 1: over it. */
static float clash(const struct crowd *crowd, vec3 at, float wide)
{
    float worst = 0;
    for (int k = 0; k < crowd->count && worst < 1; k++)
        if (seen_gap(&crowd->capsules[k], at) < wide)
            worst = maxf(worst, crowd->capsules[k].later ? LATER : 1);
    return worst;
}

/* A way that looks for its place, and how thick it is drawn. */
struct seeker {
    vec3 *at;
    float weight;
    const struct crowd *crowd;
    const struct camera *camera;
};

/* The share of the arrow that would lie over the body. */
static float covered(const struct seeker *s, vec3 by)
{
    const float keep = 0.020f; /* metres of air round it */
    float hit = 0, all = 0;
    for (int i = 0; i < ARROW_POINTS; i++) {
        vec3 at = camera_project(s->camera, v3_add(s->at[i], by));
        bool head = i >= ARROW_POINTS - 3;
        float weighs = head ? HEAD_WEIGHS : 1;
        float wide = (head ? ARROW_RADIUS : ARROW_SHAFT) * s->weight + keep;
        all += weighs;
        hit += weighs * clash(s->crowd, at, wide * at.z);
    }
    return hit / all;
}

/* How bad a place is: the share that is covered, and something for each metre that it lies away
 * from its joint. */
static const float BAD_METRE = 0.45f;

/* Moves it to the best place. */
static void find_place(const struct seeker *s)
{
    enum { WAYS = 16, STEPS = 14 };
    static const float STEP = 0.03f;
    vec3 chosen = v3(0, 0, 0);
    float least = covered(s, chosen);
    for (int i = 1; i <= STEPS && least > BAD_METRE * STEP * (float)i + 0.005f; i++)
        for (int way = 0; way < WAYS; way++) {
            float angle = (float)way * 6.2831853f / WAYS, far = STEP * (float)i;
            vec3 by = v3_mad(v3_scale(s->camera->right, far * cosf(angle)), s->camera->up,
                             far * sinf(angle));
            float here = covered(s, by) + BAD_METRE * far;
            if (here < least - 0.005f) {
                chosen = by;
                least = here;
            }
        }
    for (int i = 0; i < ARROW_POINTS; i++)
        s->at[i] = v3_add(s->at[i], chosen);
}

/* What begins in front of the body is shown where it comes out beside it. */
static void begin_outside(struct arrow *arrow, const struct seeker *s)
{
    enum { STEPS = 8 };
    static const float HIDDEN = 0.30f, SEEN = 0.06f; /* so much of it lies over the body */
    struct seeker other = *s;
    vec3 way[ARROW_POINTS];
    float share = arrow->way.shown;
    other.at = way;
    if (share > 0.99f || covered(s, v3(0, 0, 0)) < HIDDEN)
        return;
    for (int step = 1; step <= STEPS; step++) {
        float from = (1 - share) * (float)step / STEPS;
        for (int i = 0; i < ARROW_POINTS; i++)
            way[i] = arrow_between(arrow->whole, from + share * (float)i / (ARROW_POINTS - 1));
        if (covered(&other, v3(0, 0, 0)) > SEEN)
            continue;
        memcpy(arrow->at, way, sizeof way);
        arrow->way.shown = from + share; /* it points ahead of what moves until that arrives */
        return;
    }
}

void arrow_clear_body(struct arrow *arrow, const struct figure_clip *clip,
                      const struct person *person, const struct camera *camera,
                      const struct arrow *others, int count)
{
    struct crowd crowd;
    if (!arrow->any || arrow->worn || arrow->air)
        return;
    bool alike = arrow->swells || arrow->bent; /* what it goes from, or round, stays in its place */
    for (int back = 0; back < (arrow->returns && !alike ? 2 : 1); back++) {
        collect_crowd(&crowd, clip, &arrow->way, back, person, camera);
        add_arrows(&crowd, others, count, back, camera);
        struct seeker seeker = {back ? arrow->back : arrow->at, arrow->weight, &crowd, camera};
        if (!arrow->returns && !alike)
            begin_outside(arrow, &seeker);
        find_place(&seeker);
    }
    if (alike)
        arrow_turn_back(arrow);
}
