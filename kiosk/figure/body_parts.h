#pragma once

#include "figure/body.h"
#include "figure/join.h"
#include "figure/limb_path.h"

/* The body's parts, for body.c; one file each. */

/* Below this many pixels a metre seams and folds are no more than dirt. */
#define CLOTH_DETAIL 130.0f

/* From this many on there are tendons on the back of a hand; and nails. */
#define TENDON_DETAIL 300.0f
#define NAIL_DETAIL 540.0f

/* Height of the shirt's hem over the pelvis' origin. */
#define TRUNK_HEM 0.034f

/* Half the width of the lighter line along a hem, which shows how thick its cloth is. */
#define HEM_LIP 0.0016f

/* Fills `trunk` with the rings it is made of, which it keeps in `rings` of MESH_MAX_RINGS. */
void body_build_trunk(struct mesh *mesh, const struct skeleton *s, const struct person *person,
                      struct ring *rings, struct join_trunk *trunk);

/* Tells in `join` how it lies at its joint. */
void body_build_leg(struct mesh *mesh, const struct skeleton *s, const struct person *person,
                    int side, struct join_limb *join);
void body_build_arm(struct mesh *mesh, const struct skeleton *s, const struct person *person,
                    int side, struct join_limb *join);

/* Kneecap and muscles of a leg whose vertices begin at `first`, of somebody with such `limbs`; it
 * has its outer side there. */
void body_form_leg(struct mesh *mesh, size_t first, const struct limb *leg, float limbs, vec3 out);

/* Rib cage, back and groin of a trunk whose vertices, from below, begin at `first`. */
void body_form_trunk(struct mesh *mesh, size_t first, const struct skeleton *s);

/* The shadow of cloth that ends there on what is `worn` beyond it, or skin; `first`: of the
 * triangles. */
void body_shade_below_hem(struct mesh *mesh, size_t first, enum material worn, vec3 hem,
                          vec3 along);

/* Where the vertices end that its skin is made of, but for the middle of its upper end. */
size_t body_build_neck(struct mesh *mesh, const struct skeleton *s, const struct person *person);

/* How it grows out of the shoulders: it and the trunk's skin inside the collar are one. */
struct join_limb body_neck_join(const struct skeleton *s, const struct person *person);

void body_build_head(struct mesh *mesh, const struct skeleton *s, const struct person *person);

/* Wrist and palm, as the end of the arm's path: one skin from the elbow to the knuckles. */
void body_add_palm(struct limb_path *path, const struct limb *arm, int side);
void body_build_hand(struct mesh *mesh, const struct skeleton *s, const struct person *person,
                     int side);
void body_build_foot(struct mesh *mesh, const struct skeleton *s, int side);
