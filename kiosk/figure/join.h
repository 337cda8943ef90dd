#pragma once

#include "base/lanes.h"
#include "figure/mesh.h"

/* Where a limb runs into the trunk the skin of both swells a little, so that it passes from one to
 * the other without a crease: the smooth union of two bodies, for the vertices of each. */

/* A limb near its joint, as two stretches of a cone: from inside the trunk to the joint, and on. */
struct join_limb {
    vec3 inside, joint, beyond;
    vec3 front; /* unit, across the limb */
    struct {
        float across, front, back;
    } girth[3];      /* at inside, joint, beyond */
    float width;     /* metres from the seam that swell */
    float near, far; /* from the joint: all of it, nothing */
};

struct join_trunk {
    const struct ring *rings; /* from its lower end up */
    int count;
    vec3 axes[MESH_MAX_RINGS]; /* the rings' u x v */
    struct {
        v4f x, y, z, ax, ay, az;
    } four[(MESH_MAX_RINGS + 3) / 4]; /* places and axes once more, four at a time; then zeros */
};

/* `rings` stay the caller's. */
void join_trunk_init(struct join_trunk *trunk, const struct ring *rings, int count);

/* Moves the vertices from `first` to before `end`. */
void join_limb_to_trunk(struct mesh *mesh, size_t first, size_t end, const struct join_limb *limb,
                        const struct join_trunk *trunk);
void join_trunk_to_limb(struct mesh *mesh, size_t first, size_t end, const struct join_limb *limb);

/* How far outside the trunk's surface a vertex lies; `far` when it is no nearer. */
float join_gap(const struct vertex *v, const struct join_trunk *trunk, float far);

/* Brings a vertex that lies near outside the trunk's surface below it; `share`: how far, 0..1. */
void join_tuck(struct vertex *v, const struct join_trunk *trunk, float share);
