#pragma once

#include "figure/mesh.h"
#include "figure/skeleton.h"

/* An arrow in the room along the way that one part of the body goes, from the start pose to the end
 * pose, or on the first stretch of a loop: it says what to do before anything moves. */

struct camera;

enum { ARROW_POINTS = 15 };

/* Half as wide as the arrow's shaft, and its head, metres. */
#define ARROW_SHAFT 0.016f
#define ARROW_RADIUS 0.043f

struct arrow {
    vec3 at[ARROW_POINTS]; /* from tail to tip; room axes, metres */
    bool any;
    bool back;        /* its tail is a head, too: the movement goes to and fro on it */
    bool small;       /* short or turning: it is shown as long as the movement goes on */
    bool turns;       /* round `about`, on `axis` */
    vec3 about, axis; /* the axis is a unit vector; seen against it the turn runs to the left */
};

/* The clip's arrow; none when it asks for none. Everybody's is the same. */
void arrow_follow(struct arrow *arrow, const struct figure_clip *clip);

/* Shows what cannot be told apart seen end-on: a turn's plane leans toward the camera and its arc
 * is the near one; what runs to or from the camera is laid across it. */
void arrow_face(struct arrow *arrow, const struct camera *camera);

/* Moves it aside, seen from there, as little as it takes to lie beside the body and not over it,
 * while it is shown. */
void arrow_clear_body(struct arrow *arrow, const struct figure_clip *clip,
                      const struct person *person, const struct camera *camera);

/* `share` of its length that is left, up to the tip; 0: nothing. */
void arrow_build(struct mesh *mesh, const struct arrow *arrow, float share);
