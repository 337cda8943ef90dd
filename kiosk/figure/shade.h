#pragma once

#include "figure/mesh.h"
#include "figure/scene.h"

/* Light as a single number per vertex, 0 dark .. SHADE_LEVELS - 1 highlight, turned to a colour by
 * a cel ramp. */

enum { SHADE_LEVELS = 64 };

/* Lines: between parts, round the whole body, and light between two that look alike. */
enum { OUTLINE_PARTS, OUTLINE_BODY, OUTLINE_GAP, OUTLINES };

struct shade_ramps {
    const struct person *person; /* whose these are; NULL: nobody's yet */
    uint32_t lit[MATERIAL_COUNT][SHADE_LEVELS];
    uint32_t glow[SHADE_LEVELS], glow_core[SHADE_LEVELS];
    uint32_t outline[OUTLINES][MATERIAL_COUNT];
    float glow_share; /* 0 nothing glows .. 1 all of it */
};

/* What is there for this person stays. `ink`: how dark outlines are, between parts and round the
 * body: 1, less where they would be thinner than a picture can show. */
void shade_ramps_init(struct shade_ramps *ramps, const struct person *person, const float ink[2]);

/* Light, in levels of the ramps, of every vertex with a non-zero mark in `seen`: the lamp, and the
 * shade that near parts and the ground cast. */
void shade_light(const struct mesh *mesh, const uint8_t *seen, const struct camera *camera,
                 const struct capsule *capsules, int count, float *light);

/* How strongly every vertex belongs to a zone: 0.5 at its rim; and which of a muscle's fibres it
 * lies on, counted across it. */
void shade_zones(const struct mesh *mesh, const uint8_t *seen, const struct camera *camera,
                 const struct skeleton *s, const struct person *person,
                 const struct figure_zone *zones, size_t count, float *glow, float *fibre);
