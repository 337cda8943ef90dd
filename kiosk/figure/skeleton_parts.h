#pragma once

#include "figure/flesh.h"
#include "figure/skeleton.h"

/* The steps of skeleton_solve, one file each: skeleton.c the spine and head, settle.c what carries
 * them, limbs_solve.c legs, arms_solve.c arms. */

/* The weighted sum of one field over the moment's poses. */
#define BLEND(m, field)                                                                            \
    ((m)->weight[0] * (m)->pose[0]->field + (m)->weight[1] * (m)->pose[1]->field +                 \
     (m)->weight[2] * (m)->pose[2]->field + (m)->weight[3] * (m)->pose[3]->field)

/* Where the poses place the pelvis, before it settles. */
vec3 skeleton_pelvis_place(const struct figure_moment *m);

/* `bow`: degrees that the back bends further forward than the poses say. */
void skeleton_solve_spine(const struct figure_moment *m, struct skeleton *s, float bow);

/* `nod`: degrees that the head bends further forward than the poses say. */
void skeleton_solve_head(const struct figure_moment *m, struct skeleton *s, float nod);

/* Lets pelvis and head down on what carries them; solves legs on the way. */
void skeleton_settle(const struct figure_moment *m, struct skeleton *s);

void skeleton_solve_legs(const struct figure_moment *m, struct skeleton *s);
void skeleton_solve_arms(const struct figure_moment *m, struct skeleton *s);

/* Solves mid and end for the wanted end; `toward` is where the middle joint points. */
void skeleton_solve_bones(struct limb *limb, float upper, float lower, vec3 want, vec3 toward,
                          vec3 natural);

/* From where a hand or a foot would be to the flesh that it lies on. `share`: of the poses in which
 * it lies on each, by enum figure_flesh; `lift`: of its own; `touch`: where it lies most. */
vec3 skeleton_lay_on_flesh(const struct figure_moment *m, const struct skeleton *s,
                           const float share[FLESH_COUNT], float lift, vec3 at,
                           struct touch *touch);
