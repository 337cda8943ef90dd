#include "figure/scene.h"

#include <float.h>

/* Enough moments to see how far a movement reaches. */
enum { SAMPLES = 24 };

static const float EYE_DISTANCE = 6.5f;

static void extent_add(struct extent *e, vec3 p, float r)
{
    e->low = v3(minf(e->low.x, p.x - r), minf(e->low.y, p.y - r), minf(e->low.z, p.z - r));
    e->high = v3(maxf(e->high.x, p.x + r), maxf(e->high.y, p.y + r), maxf(e->high.z, p.z + r));
}

static const struct extent nothing = {{FLT_MAX, FLT_MAX, FLT_MAX}, {-FLT_MAX, -FLT_MAX, -FLT_MAX}};

static void camera_turn(struct camera *c, float yaw, float pitch)
{
    vec3 y = v3(0, 1, 0);
    c->right = v3_turn(v3(1, 0, 0), y, yaw);
    c->back = v3_turn(v3_turn(v3(0, 0, 1), y, yaw), c->right, -pitch);
    c->up = v3_cross(c->back, c->right);
    c->distance = EYE_DISTANCE;
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
    float edge = mat ? 0.09f : 0.22f;
    const struct extent *e = near_ground;
    /* Who lies on a mat lies on it with the raised limbs too. */
    const struct extent *along = mat ? all : e;
    prop->at.x = (along->low.x + along->high.x) / 2;
    prop->at.z = (e->low.z + e->high.z) / 2;
    prop->size.x = along->high.x - along->low.x + 2 * edge;
    prop->size.z = maxf(e->high.z - e->low.z + 2 * edge, mat ? 0.62f : 0.5f);
}

static float water_height(const struct scene *scene)
{
    for (size_t i = 0; i < scene->prop_count; i++)
        if (scene->props[i].kind == PROP_WATER)
            return scene->props[i].size.y;
    return -1;
}

void scene_prepare(struct scene *scene, const struct figure_clip *clip, const struct person *person)
{
    struct capsule capsules[SAMPLES][BODY_MAX_CAPSULES];
    int counts[SAMPLES];
    struct extent all = nothing, low = nothing;
    int frames = figure_clip_frame_count(clip);
    for (int i = 0; i < SAMPLES; i++) {
        struct skeleton s;
        struct figure_moment m =
            figure_clip_moment(clip, (uint16_t)(i * (frames - 1) / (SAMPLES - 1)));
        skeleton_solve(&m, &s);
        counts[i] = body_capsules(&s, person, capsules[i]);
        for (int k = 0; k < counts[i]; k++) {
            const struct capsule *c = &capsules[i][k];
            extent_add(&all, c->a, c->ra);
            extent_add(&all, c->b, c->rb);
            if (c->a.y < c->ra + 0.08f)
                extent_add(&low, c->a, c->ra);
            if (c->b.y < c->rb + 0.08f)
                extent_add(&low, c->b, c->rb);
        }
    }
    if (low.low.x > low.high.x)
        low = all;
    for (size_t i = 0; i < clip->prop_count; i++)
        if (clip->props[i].kind == PROP_CHAIR || clip->props[i].kind == PROP_STEP) {
            struct extent e = props_extent(&clip->props[i]);
            extent_add(&low, e.low, 0);
            extent_add(&low, e.high, 0);
        }
    scene->prop_count = clip->prop_count;
    for (size_t i = 0; i < clip->prop_count; i++) {
        scene->props[i] = clip->props[i];
        if (clip->props[i].kind == PROP_MAT || clip->props[i].kind == PROP_FLOOR)
            size_ground(&scene->props[i], &low, &all);
    }
    scene->water = water_height(scene);
    struct camera *c = &scene->camera;
    c->centre = v3_lerp(all.low, all.high, 0.5f);
    c->min_x = c->min_y = FLT_MAX;
    c->max_x = c->max_y = -FLT_MAX;
    camera_turn(c, clip->camera_yaw, clip->camera_pitch);
    for (int i = 0; i < SAMPLES; i++)
        for (int k = 0; k < counts[i]; k++) {
            camera_see(c, capsules[i][k].a, capsules[i][k].ra);
            camera_see(c, capsules[i][k].b, capsules[i][k].rb);
        }
    for (size_t i = 0; i < scene->prop_count; i++) {
        struct extent e = props_extent(&scene->props[i]);
        for (int corner = 0; corner < 8 && e.low.x < e.high.x; corner++)
            camera_see(c,
                       v3(corner & 1 ? e.high.x : e.low.x, corner & 2 ? e.high.y : e.low.y,
                          corner & 4 ? e.high.z : e.low.z),
                       0);
    }
}
