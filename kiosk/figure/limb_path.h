#pragma once

#include "figure/girth.h"
#include "figure/mesh.h"

/* A limb as a bent tube: straight stretches with a profile, and fans of rings round its joints.
 * Rings run from the trunk outward; u lies across, v to the front. */

struct limb_path {
    vec3 hinge; /* of the lower two stretches */
    float scale;
    float turn; /* 0: fans stand on the spot; 1: soft bends of the limb are round */
    int count;
    struct ring rings[MESH_MAX_RINGS];
};

void limb_add_ring(struct limb_path *path, vec3 at, vec3 d, vec3 across,
                   const struct limb_profile *p, enum material material, enum part part);

/* Rings that turn from direction a to b at the joint `at`; their outer side is the rounded knee.
 * The first ring's number. */
int limb_add_fan(struct limb_path *path, vec3 at, vec3 a, vec3 b, vec3 across_a, vec3 across_b,
                 const struct limb_profile *p, enum material material, const enum part part[2]);

void limb_add_stretch(struct limb_path *path, vec3 a, vec3 b, vec3 across,
                      const struct limb_profile *list, int count, enum material material,
                      enum part part);

/* Cloth on a limb, metres. Its end is wider by `flare` and hangs `hang` down, as far as the limb
 * lies and nothing is below. Its plane leans `lean` degrees: on the side of `long_side` it reaches
 * farther. */
struct limb_cloth {
    float thick, flare, hang, lean;
    vec3 long_side;
};

/* Where cloth ends on the stretch a to b of `part`, at a share of it. The number of its last ring;
 * 0 when there is none. */
int limb_end_cloth(struct limb_path *path, enum part part, float at, vec3 a, vec3 b,
                   const struct limb_cloth *cloth);

/* A line on the skin of the tube. Places: which ring, with parts of one; degrees round it, 0 at its
 * u, 90 in front. */
struct limb_line {
    float ring[2], degrees[2]; /* begin, end */
    float half;                /* metres, where it is widest */
    float soft;                /* metres on both sides that the cloth is raised there; 0: none */
    bool even;                 /* as wide all along, else pointed */
    float square;              /* the tube's; 0: 1 */
};

void limb_draw_line(struct mesh *mesh, const struct ring *rings, int count,
                    const struct limb_line *line, enum material material);
