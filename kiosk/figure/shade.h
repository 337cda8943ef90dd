#pragma once

#include "figure/mesh.h"
#include "figure/scene.h"

/* Light as a single number per vertex, 0 dark .. SHADE_LEVELS - 1 highlight, turned to a colour by
 * a cel ramp. */

enum { SHADE_LEVELS = 64 };

struct shade_ramps {
    uint32_t lit[MATERIAL_COUNT][SHADE_LEVELS];
    uint32_t glow[SHADE_LEVELS], glow_core[SHADE_LEVELS];
    uint32_t outline[MATERIAL_COUNT];
    uint32_t glow_outline;
    float glow_share; /* 0 nothing glows .. 1 all of it */
};

void shade_ramps_init(struct shade_ramps *ramps, const struct person *person);

/* Light, in levels of the ramps, of every vertex with a non-zero mark in `seen`: the lamp, and the
 * shade that near parts and the ground cast. */
void shade_light(const struct mesh *mesh, const uint8_t *seen, const struct camera *camera,
                 const struct capsule *capsules, int count, float *light);

/* How strongly every vertex belongs to a zone: 0.5 at its rim. */
void shade_zones(const struct mesh *mesh, const uint8_t *seen, const struct skeleton *s,
                 const struct figure_zone *zones, size_t count, float *glow);
