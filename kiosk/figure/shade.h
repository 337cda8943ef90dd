#pragma once

#include "base/lanes.h"
#include "figure/body.h"
#include "figure/mesh.h"
#include "figure/overlap.h"
#include "figure/scene.h"

/* Light as a single number per vertex, 0 dark .. SHADE_LEVELS - 1 highlight, turned to a colour by
 * a cel ramp. */

enum { SHADE_LEVELS = 64 };

/* Lines: between parts, and round the whole body. */
enum { OUTLINE_PARTS, OUTLINE_BODY, OUTLINES };

/* What glows: muscles, or a nerve. */
enum { GLOW_MUSCLE, GLOW_NERVE, GLOWS };

/* Of what glows: its middle, its border, and its fibres or the light round it. */
struct shade_glow {
    uint32_t middle[SHADE_LEVELS], rim[SHADE_LEVELS], line[SHADE_LEVELS];
};

struct shade_ramps {
    const struct person *person; /* whose these are; NULL: nobody's yet */
    uint32_t lit[MATERIAL_COUNT][SHADE_LEVELS];
    struct shade_glow glow[GLOWS];
    uint32_t outline[OUTLINES][MATERIAL_COUNT];
    float glow_share; /* 0 nothing glows .. 1 all of it */
};

/* What is there for this person stays. `ink`: how dark outlines are, between parts and round the
 * body: 1, less where they would be thinner than a picture can show. */
void shade_ramps_init(struct shade_ramps *ramps, const struct person *person, const float ink[2]);

/* Four capsules, a lane each, and the balls round them that feel them. */
struct shade_obstacles {
    v4f ax, ay, az;       /* one end */
    v4f abx, aby, abz;    /* from there to the other */
    v4f squared_length;   /* of that; never 0 */
    v4f ra, wider;        /* radius there, and how much more at the other end */
    v4f x, y, z, squared; /* the ball's middle, and its radius squared; -1: nobody is here */
    v4i part;             /* its bit */
};

/* Of an arm or leg that the other one has in front of it: what is taken from its parts' light, in
 * levels of the ramps, so that two limbs of one colour are told apart; and where it begins. */
struct shade_far {
    float less[PART_COUNT];
    vec3 root[PART_COUNT];
};

/* What the light of a frame's vertices depends on. */
struct shade {
    struct shade_obstacles four[(BODY_MAX_CAPSULES + 3) / 4];
    int count; /* of capsules */
    struct shade_far far;
    struct overlap overlap;
    vec3 lamp, sky, back; /* to the lamp, as bodies, and as lines and shadows have it; to the
                           * camera */
};

void shade_init(struct shade *shade, const struct camera *camera, const struct capsule *capsules,
                int count);

/* Light of a vertex, in levels of the ramps: the lamp, and the shade that near parts and the ground
 * cast. */
float shade_light(const struct shade *shade, const struct vertex *vertex);
