#pragma once

#include "figure/body_parts.h"

/* The head's own space: x to the body's left, y up, z to the front, counted in metres from where
 * the skull turns on the neck (struct skeleton's head). Chin at y = -0.022, crown at 0.207. */

/* A slice of skull or hair at one height: an ellipse round z, deeper in front or behind. */
struct head_slice {
    float y, z, across, front, back;
};

/* Between the slices of a list with rising y, smoothly; beyond its ends they stay. */
struct head_slice head_slice_at(const struct head_slice *list, int count, float y);

struct head_slice head_skull_at(float y);

/* A face: where it is, whose, and what it does. */
struct face {
    const struct frame *head;
    const struct looks *looks;
    float eyes;  /* 0 closed .. 1 open */
    float purse; /* of the lips: 0 at ease .. 1 as air is blown through them */
};

/* A point of the face's skin at x, y, and `lift` metres before it; `out` is where it faces. */
vec3 head_face_point(const struct face *face, float x, float y, float lift, vec3 *out);

/* What heads of one person have in common however they turn, in the head's own space: skull and
 * hair, kept from frame to frame. */
enum { HEAD_MOST_SKULL = 992, HEAD_MOST_HAIR = 2160, HEAD_MOST_FADE = 194 };

struct head_forms {
    int skull_of, hair_of, fade_of; /* which ones these are; 0: none yet */
    vec3 skull[HEAD_MOST_SKULL], hair[HEAD_MOST_HAIR], fade[HEAD_MOST_FADE];
};

struct head_forms *head_forms(struct mesh *mesh);

/* The same points in the room. */
void head_place(const struct frame *head, const vec3 *forms, int count, vec3 *out);

/* Below this many pixels a metre a face has no room for its small forms. */
#define HEAD_FINE_DETAIL 130.0f

void head_build_face(struct mesh *mesh, const struct face *face);
void head_build_hair(struct mesh *mesh, const struct face *face, enum hair hair);

/* Of the face's skin, in the head's own space. */
vec3 head_skin(const struct face *face, float degrees, float y, float lift);
