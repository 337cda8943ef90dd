#pragma once

#include "figure/skeleton.h"

/* The steps of skeleton_solve, one file each: skeleton.c the spine and head, settle.c what carries
 * them, limbs_solve.c legs and arms. */

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
