#pragma once

#include "figure/skeleton.h"

/* How thick the body is where it touches things: the distance of skin from bone, so that skeleton.c
 * can lay a palm on a thigh or let the body down on the floor. figure/body.c draws the same body,
 * by the girths of figure/girth.h; tests/unit/test_figure_contact.c holds both together. Metres,
 * room axes. */

/* From the knee's joint to its skin in front. */
#define KNEE_RADIUS 0.054f

/* A place on the skin and the way out of the body there. */
struct touch {
    vec3 at;
    vec3 out;     /* unit length */
    float radius; /* how round the flesh is there; 0: flat */
    vec3 along;   /* its bone, where it is round */
};

/* The place on that flesh nearest to `near`, pressed in a little. The limbs of `s` that it belongs
 * to must be solved. */
struct touch flesh_touch(const struct skeleton *s, const struct person *person,
                         enum figure_flesh flesh, vec3 near);

/* From a place inside or outside to the skin of the trunk beside it, negative inside; 10 where the
 * trunk does not reach. */
float flesh_trunk_gap(const struct skeleton *s, const struct person *person, vec3 at, vec3 *out);

/* Lowest height of what carries the body: trunk, thighs and shanks; on something higher than the
 * ground only buttocks and the top of the thighs. What trunk and thighs
 * of others are thicker gives way there, knees do not. */
float flesh_lowest(const struct skeleton *s, const struct person *person, bool on_ground);

/* Between buttocks and the nearest heel; negative: pressed in. */
float flesh_heel_gap(const struct skeleton *s);

/* Lowest height of the skull. */
float flesh_head_lowest(const struct skeleton *s);
