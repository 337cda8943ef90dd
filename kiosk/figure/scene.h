#pragma once

#include "figure/arrow.h"
#include "figure/body.h"

/* What stays the same through a whole clip: where the camera stands and how large the mat is, so
 * that nothing jumps between its phases. */

struct camera {
    vec3 centre;
    vec3 right, up, back; /* unit axes; `back` points from the scene to the eye */
    float distance;
    float min_x, max_x, min_y, max_y; /* of everything, in units of distance-1 tangent; y up */
};

struct extent {
    vec3 low, high;
};

/* Two, on each of two ways. */
enum { SCENE_ARROWS = 2 * FIGURE_MAX_ARROWS };

/* A pose shown faintly behind the others: see ghost.h. */
enum scene_ghost { SCENE_NO_GHOST, SCENE_GHOST_OF_START, SCENE_GHOST_OF_END };

struct scene {
    struct camera camera;
    struct figure_prop props[FIGURE_MAX_PROPS]; /* with sizes filled in */
    size_t prop_count;
    struct arrow arrows[SCENE_ARROWS];
    int arrow_count;
    struct extent ground; /* of what is on it or near it, with mat, chair and wall */
    float water;          /* height of its surface; < 0 when there is none */
    enum scene_ghost ghost;
    bool still; /* a small picture of one moment */
};

/* The same for all frames of the clip, but for one with FIGURE_STILL: that one is framed alone. */
void scene_prepare(struct scene *scene, const struct figure_clip *clip, const struct person *person,
                   uint16_t frame);

/* How far beyond the camera's middle the back wall stands, metres along `ahead`: the level way that
 * the camera looks, which is filled in. */
float scene_back_wall(const struct scene *scene, vec3 *ahead);

/* Toward a light that stands so far to the viewer's left, above and before the body. */
static inline vec3 scene_light(const struct camera *c, float left, float above, float before)
{
    vec3 way = v3_mad(v3_scale(c->right, -left), v3(0, 1, 0), above);
    return v3_unit(v3_mad(way, c->back, before));
}

/* Toward the lamp: from above, the viewer's left and before the body, wherever the viewer stands.
 */
static inline vec3 scene_lamp(const struct camera *c)
{
    return scene_light(c, 0.42f, 0.86f, 0.62f);
}

/* Where the shadow of what is a metre above the ground lies on it. The room's light lifts it: it is
 * shorter than the lamp's alone, and falls more to the side. */
static inline vec3 scene_shadow_fall(const struct camera *c)
{
    vec3 away = v3_unit_or(v3(-c->back.x, 0, -c->back.z), v3(0, 0, -1));
    return v3_mad(v3_scale(c->right, 0.46f), away, 0.22f);
}

/* x, y: tangents from the middle of the view, y up; z: 1 / distance from the eye. */
static inline vec3 camera_project(const struct camera *c, vec3 p)
{
    vec3 d = v3_sub(p, c->centre);
    float w = 1.0f / (c->distance - v3_dot(d, c->back));
    return v3(v3_dot(d, c->right) * w, v3_dot(d, c->up) * w, w);
}

/* So far the rim of a mat shows below it, metres. */
#define MAT_RIM 0.016f

enum { PROP_MAX_SHADOWS = 5 };

/* What a kind of prop is and does. Functions may be NULL. */
struct prop_kind {
    vec3 size;  /* figure_prop_usual_size */
    bool fits;  /* of no size it is as large as the movement, on the ground */
    bool bears; /* the body, above the ground */
    vec3 (*half)(const struct figure_prop *); /* of the space it takes; NULL: none, it is held */
    void (*build)(struct mesh *, const struct figure_prop *, const struct skeleton *);
    /* What casts its shadow on the ground: up to PROP_MAX_SHADOWS, how many is returned. */
    int (*shadow)(const struct figure_prop *, struct capsule *out);
    /* In a still: to no more of it than stands round the body. */
    void (*crop)(struct figure_prop *, const struct extent *body);
};

const struct prop_kind *prop_kind_of(const struct figure_prop *prop);

/* The props of one moment; `s` holds hands and feet for those that are held. */
void props_build(struct mesh *mesh, const struct scene *scene, const struct skeleton *s);

/* The space a prop takes; empty for what is held in the hand. */
struct extent props_extent(const struct figure_prop *prop);

/* What the props cast on the ground. */
int props_capsules(const struct scene *scene, struct capsule *out, int max);
