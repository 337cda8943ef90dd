#include "figure/scene.h"

#include <float.h>

/* Enough moments to see how far a movement reaches. */
enum { SAMPLES = 24 };

/* The back wall stands so many metres behind all that is on the ground. */
static const float WALL_BEHIND = 0.34f;
/* Higher than any picture shows. */
static const float WALL_HIGH = 3.2f;

/* Where the exercise says nothing else. */
static const float EYE_DISTANCE = 6.5f;
/* Who moves less far than this hardly looks any different there: metres. */
static const float LITTLE = 0.67f;

/* The skin lies a little farther out than a capsule, here and there: metres. */
static const float FLESH = 0.012f;

static void extent_add(struct extent *e, vec3 p, float r)
{
    e->low = v3(minf(e->low.x, p.x - r), minf(e->low.y, p.y - r), minf(e->low.z, p.z - r));
    e->high = v3(maxf(e->high.x, p.x + r), maxf(e->high.y, p.y + r), maxf(e->high.z, p.z + r));
}

static const struct extent nothing = {{FLT_MAX, FLT_MAX, FLT_MAX}, {-FLT_MAX, -FLT_MAX, -FLT_MAX}};

static void camera_turn(struct camera *c, const struct figure_clip *clip)
{
    float yaw = clip->camera_yaw, pitch = clip->camera_pitch;
    vec3 y = v3(0, 1, 0);
    c->right = v3_turn(v3(1, 0, 0), y, yaw);
    c->back = v3_turn(v3_turn(v3(0, 0, 1), y, yaw), c->right, -pitch);
    c->up = v3_cross(c->back, c->right);
    c->distance = clip->camera_distance > 0 ? clip->camera_distance : EYE_DISTANCE;
}

static void camera_see(struct camera *c, vec3 p, float r)
{
    vec3 at = camera_project(c, p);
    c->min_x = minf(c->min_x, at.x - r * at.z);
    c->max_x = maxf(c->max_x, at.x + r * at.z);
    c->min_y = minf(c->min_y, at.y - r * at.z);
    c->max_y = maxf(c->max_y, at.y + r * at.z);
}

static void size_ground(struct figure_prop *prop, const struct extent *near_ground,
                        const struct extent *all)
{
    if (prop->size.x > 0)
        return;
    bool mat = prop->kind == PROP_MAT;
    float edge = mat ? 0.040f : 0.10f;
    const struct extent *e = near_ground;
    /* Who lies on a mat lies on it with the raised limbs too; a floor reaches under whatever is
     * above it and casts a shadow. */
    float beyond = mat ? edge : 0.03f;
    float low = minf(e->low.x - edge, all->low.x - beyond);
    float high = maxf(e->high.x + edge, all->high.x + beyond);
    prop->at.x = (low + high) / 2;
    prop->at.z = (e->low.z + e->high.z) / 2;
    prop->size.x = high - low;
    prop->size.z = maxf(e->high.z - e->low.z + 2 * edge, mat ? 0.58f : 0.5f);
}

static float water_height(const struct scene *scene)
{
    for (size_t i = 0; i < scene->prop_count; i++)
        if (scene->props[i].kind == PROP_WATER)
            return scene->props[i].size.y;
    return -1;
}

/* The body at the moments that the camera has to see. */
struct moments {
    struct capsule capsules[SAMPLES][BODY_MAX_CAPSULES + 1]; /* and hair */
    int capsule_count[SAMPLES];
    int count;
    struct extent all, low; /* of everything; of what is near the ground */
};

static void moments_add(struct moments *m, struct figure_moment moment, const struct person *person)
{
    struct skeleton s;
    struct capsule *list = m->capsules[m->count];
    moment.person = person;
    skeleton_solve(&moment, &s);
    int n = body_capsules(&s, person, list);
    list[n++] = body_hair(&s, person);
    m->capsule_count[m->count++] = n;
    for (int k = 0; k < n; k++) {
        const struct capsule *c = &list[k];
        extent_add(&m->all, c->a, c->ra);
        extent_add(&m->all, c->b, c->rb);
        if (c->a.y < c->ra + 0.08f)
            extent_add(&m->low, c->a, c->ra);
        if (c->b.y < c->rb + 0.08f)
            extent_add(&m->low, c->b, c->rb);
    }
}

static void moments_collect(struct moments *m, const struct figure_clip *clip,
                            const struct person *person, uint16_t frame)
{
    m->count = 0;
    m->all = m->low = nothing;
    int frames = figure_clip_frame_count(clip);
    bool still = frame & FIGURE_STILL;
    for (int i = 0; i < (still ? 1 : SAMPLES); i++) {
        uint16_t at = (uint16_t)(still ? frame : i * (frames - 1) / (SAMPLES - 1));
        struct figure_moment moment = figure_clip_moment(clip, at);
        moments_add(m, moment, person);
    }
    if (m->low.low.x > m->low.high.x)
        m->low = m->all;
    for (size_t i = 0; i < clip->prop_count; i++)
        if (prop_kind_of(&clip->props[i])->bears) {
            struct extent e = props_extent(&clip->props[i]);
            extent_add(&m->low, e.low, 0);
            extent_add(&m->low, e.high, 0);
        }
}

/* How far anything of the body gets away from its first place. */
static float farthest(const struct moments *m)
{
    float far = 0;
    for (int i = 1; i < m->count; i++)
        for (int k = 0; k < m->capsule_count[i]; k++) {
            const struct capsule *c = &m->capsules[i][k], *first = &m->capsules[0][k];
            far = maxf(far, v3_length(v3_sub(c->a, first->a)));
            far = maxf(far, v3_length(v3_sub(c->b, first->b)));
        }
    return far;
}

/* Whether the body sinks or rises as a whole: of where it began, head and shoulders alone would be
 * seen, right above its own. */
static bool sinks(const struct moments *m)
{
    static const float FAR = 0.10f; /* metres that the hips go */
    for (int i = 1; i < m->count; i++) {
        vec3 went[2] = {v3(0, 0, 0), v3(0, 0, 0)}; /* hips, head */
        for (int k = 0; k < m->capsule_count[i]; k++) {
            const struct capsule *c = &m->capsules[i][k];
            vec3 way = v3_sub(c->a, m->capsules[0][k].a);
            if (c->part == PART_TRUNK && v3_length(went[0]) == 0)
                went[0] = way;
            if (c->part == PART_HEAD)
                went[1] = way;
        }
        bool upright = fabsf(went[1].y) > hypotf(went[1].x, went[1].z);
        if (upright && minf(fabsf(went[0].y), fabsf(went[1].y)) > FAR)
            return true;
    }
    return false;
}

/* Out and back in a step or two that go so little way that they would be missed. Of a breath the
 * end is shown: the full belly hides where it rose from. */
static enum scene_ghost find_ghost(const struct figure_clip *clip, const struct moments *m)
{
    enum { KEYS = 3 };
    if (figure_clip_breathes(clip))
        return SCENE_GHOST_OF_END;
    bool plain = figure_clip_returns(clip) && clip->out.count <= KEYS;
    return plain && farthest(m) < LITTLE && !sinks(m) ? SCENE_GHOST_OF_START : SCENE_NO_GHOST;
}

/* Seen in a picture a quarter wider than high, as the player's is: metres. */
static float seen_height(const struct camera *c)
{
    static const float WIDER = 1.235f;
    return maxf((c->max_x - c->min_x) / WIDER, c->max_y - c->min_y) * c->distance;
}

/* Of a figure `size` metres large. Lines are equally thick in the picture, however large what it
 * shows. */
static void find_arrows(struct scene *scene, const struct figure_clip *clip,
                        const struct person *person, float size)
{
    static const float USUAL_HEIGHT = 1.45f;
    struct camera *c = &scene->camera;
    float weight = seen_height(c) / USUAL_HEIGHT;
    for (int way = 0; way < figure_clip_ways(clip); way++) {
        int first = scene->arrow_count;
        for (int i = 0; i < FIGURE_MAX_ARROWS; i++) {
            struct arrow *arrow = &scene->arrows[scene->arrow_count];
            arrow_follow(arrow, clip, clip->arrow[i], way);
            if (!arrow->any)
                continue;
            arrow_face(arrow, c);
            arrow_fit(arrow, size);
            vec3 from = v3_sub(arrow->at[ARROW_POINTS / 2], c->centre);
            arrow->weight = weight * (1 - v3_dot(from, c->back) / c->distance);
            arrow_clear_body(arrow, clip, person, c, &scene->arrows[first],
                             scene->arrow_count - first);
            scene->arrow_count++;
        }
    }
    for (int i = 0; i < scene->arrow_count; i++) {
        const struct arrow *arrow = &scene->arrows[i];
        float radius = arrow->air ? ARROW_AIR_RADIUS : ARROW_RADIUS * arrow->weight;
        for (int k = 0; k < ARROW_POINTS; k++) {
            camera_see(c, arrow->at[k], radius);
            if (arrow->returns)
                camera_see(c, arrow->back[k], radius);
        }
    }
}

float scene_back_wall(const struct scene *scene, vec3 *ahead)
{
    const struct camera *c = &scene->camera;
    const struct extent *e = &scene->ground;
    *ahead = v3_unit_or(v3(-c->back.x, 0, -c->back.z), v3(0, 0, -1));
    float far = -1e6f;
    for (int i = 0; i < 4; i++) {
        vec3 corner = v3(i & 1 ? e->high.x : e->low.x, 0, i & 2 ? e->high.z : e->low.z);
        far = maxf(far, v3_dot(v3_sub(corner, c->centre), *ahead));
    }
    return far + WALL_BEHIND;
}

/* A wall is one of the room: it meets the one at the back, and ends above the picture. */
static void extend_wall(struct figure_prop *wall, const struct scene *scene)
{
    vec3 ahead;
    float behind = scene_back_wall(scene, &ahead);
    wall->size.y = maxf(wall->size.y, WALL_HIGH);
    if (wall->yaw != 0 || fabsf(ahead.z) < 0.5f)
        return;
    vec3 from = v3_sub(wall->at, scene->camera.centre);
    float z = (behind - ahead.x * from.x) / ahead.z + scene->camera.centre.z;
    float low = wall->at.z - wall->size.z / 2, high = wall->at.z + wall->size.z / 2;
    low = minf(low, ahead.z < 0 ? z : low);
    high = maxf(high, ahead.z > 0 ? z : high);
    wall->at.z = (low + high) / 2;
    wall->size.z = high - low;
}

static void prepare_props(struct scene *scene, const struct figure_clip *clip,
                          const struct moments *m, bool still)
{
    scene->prop_count = clip->prop_count;
    for (size_t i = 0; i < clip->prop_count; i++) {
        struct figure_prop *prop = &scene->props[i];
        *prop = clip->props[i];
        const struct prop_kind *kind = prop_kind_of(prop);
        if (still && kind->crop)
            kind->crop(prop, &m->all);
        if (kind->fits)
            size_ground(prop, &m->low, &m->all);
    }
    scene->ground = m->low;
    for (size_t i = 0; i < scene->prop_count; i++) {
        struct extent e = props_extent(&scene->props[i]);
        if (e.low.x < e.high.x) {
            extent_add(&scene->ground, e.low, 0);
            extent_add(&scene->ground, e.high, 0);
        }
    }
    scene->water = water_height(scene);
}

static void see_props(struct scene *scene)
{
    for (size_t i = 0; i < scene->prop_count; i++) {
        struct extent e = props_extent(&scene->props[i]);
        if (scene->props[i].kind == PROP_WALL && !scene->still)
            continue; /* it goes on beyond every edge */
        if (scene->props[i].kind == PROP_MAT)
            e.low.y -= MAT_RIM;
        for (int corner = 0; corner < 8 && e.low.x < e.high.x; corner++)
            camera_see(&scene->camera,
                       v3(corner & 1 ? e.high.x : e.low.x, corner & 2 ? e.high.y : e.low.y,
                          corner & 4 ? e.high.z : e.low.z),
                       0);
    }
}

void scene_prepare(struct scene *scene, const struct figure_clip *clip, const struct person *person,
                   uint16_t frame)
{
    struct moments m;
    scene->still = frame & FIGURE_STILL;
    moments_collect(&m, clip, person, frame);
    prepare_props(scene, clip, &m, frame & FIGURE_STILL);
    struct camera *c = &scene->camera;
    c->centre = v3_lerp(m.all.low, m.all.high, 0.5f);
    c->min_x = c->min_y = FLT_MAX;
    c->max_x = c->max_y = -FLT_MAX;
    camera_turn(c, clip);
    for (int i = 0; i < m.count; i++)
        for (int k = 0; k < m.capsule_count[i]; k++) {
            camera_see(c, m.capsules[i][k].a, m.capsules[i][k].ra + FLESH);
            camera_see(c, m.capsules[i][k].b, m.capsules[i][k].rb + FLESH);
        }
    float size = maxf(c->max_x - c->min_x, c->max_y - c->min_y) * c->distance;
    bool still = frame & FIGURE_STILL;
    scene->ghost = still ? SCENE_NO_GHOST : find_ghost(clip, &m);
    scene->arrow_count = 0;
    see_props(scene);
    if (!still)
        find_arrows(scene, clip, person, size);
    for (size_t i = 0; i < scene->prop_count; i++)
        if (scene->props[i].kind == PROP_WALL && !still)
            extend_wall(&scene->props[i], scene);
}
