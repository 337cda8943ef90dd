#pragma once

#include "figure/mesh.h"
#include "figure/scene.h"

/* Thighs and shanks as the eye sees them, one before the other, and upper arms before the trunk: of
 * one colour, they are told apart by the shade of the nearer. */

enum { OVERLAP_MOST = 6 };

struct overlap_limb {
    float x, y, near; /* one end, in metres across the view, up it and towards the eye */
    float dx, dy, dnear;
    float inverse; /* of its squared length as it is seen */
    float ra, wider;
    uint8_t part;
};

struct overlap {
    vec3 right, up, back;
    struct overlap_limb limbs[OVERLAP_MOST];
    int count;
    uint8_t before[PART_COUNT]; /* bits of limbs that may lie before it */
};

/* What of `capsules` is a thigh, a shank or an upper arm. */
void overlap_init(struct overlap *overlap, const struct camera *camera,
                  const struct capsule *capsules, int count);

/* How dark another limb before it makes a place on the skin of `part`: 0..1, and more
 * on the trunk beside an arm. */
float overlap_shade(const struct overlap *overlap, uint8_t part, vec3 at);
