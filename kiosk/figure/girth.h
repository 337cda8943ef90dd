#pragma once

#include "figure/people.h"

/* How thick trunk and legs are: what figure/trunk.c and limbs.c draw, and where figure/flesh.c says
 * that things touch. Half axes in metres, of the first person. */

struct limb_profile {
    float at; /* 0..1 along the stretch */
    float across, front, back;
};

/* From hip to knee, and from knee to ankle; the first and the last are those of the joints. */
enum { GIRTH_THIGH = 8, GIRTH_SHANK = 9 };
extern const struct limb_profile girth_thigh[GIRTH_THIGH], girth_shank[GIRTH_SHANK];

/* Half of an elbow, as figure/body.c has it for what is not drawn. */
#define GIRTH_ELBOW 0.036f

/* One slice of the trunk: y along the spine, counted from the pelvis' origin. */
struct trunk_slice {
    float y, across, front, back;
    float waist, hips, chest; /* how much each girth of the person counts here */
    float tilt;               /* degrees, the front down */
};

enum { GIRTH_TRUNK = 20 };
extern const struct trunk_slice girth_trunk[GIRTH_TRUNK]; /* with rising y */

/* A slice as thick as it is on somebody; `breath`: 0 out, 1 in. */
struct limb_profile girth_of_trunk(const struct trunk_slice *slice, const struct person *person,
                                   float breath);

/* Between two slices of a list with rising `at`; beyond its ends they stay. */
struct limb_profile girth_between(const struct limb_profile *list, int count, float at);
struct trunk_slice girth_trunk_at(float y);
