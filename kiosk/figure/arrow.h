#pragma once

#include "figure/mesh.h"
#include "figure/skeleton.h"

/* An arrow in the room along the way that one part of the body goes, from the start pose to the end
 * pose, or on the first stretch of a loop: it says what to do before anything moves. Flat and of
 * one colour, from a thin tail on: nobody takes it for a thing in the room. */

struct camera;

enum { ARROW_POINTS = 15 };

/* Of a breath the air itself is drawn, as thin arrows: short ones that draw together at the nose,
 * long ones that leave the lips. */
#define ARROW_AIR_RADIUS 0.115f /* as far beside the middle one, metres */

/* Half as wide as the arrow's shaft before its head, and its head, metres, at a weight of 1. */
#define ARROW_SHAFT 0.0155f
#define ARROW_RADIUS 0.045f

struct arrow {
    vec3 at[ARROW_POINTS];    /* of the way out, from tail to tip; room axes, metres */
    vec3 back[ARROW_POINTS];  /* of the way back, likewise; of air, as it goes out */
    vec3 whole[ARROW_POINTS]; /* of the way out, where that is longer */
    bool any;
    bool returns;     /* there is a way back that it shows */
    bool turns;       /* round `about`, on `axis` */
    vec3 about, axis; /* the axis is a unit vector; seen against it the turn runs to the left */
    bool swells;      /* out from at[0] with a breath */
    bool worn;        /* it lies on the body: there the turn is, and beside it would be none */
    bool bent;        /* round a joint, as far as that turns: no longer and no shorter */
    bool air;
    float weight;          /* how much thicker its lines are */
    vec3 facing;           /* unit vector: it is flat, and shows its face that way */
    struct figure_way way; /* when it is shown */
};

/* The arrow of a part on one of the clip's ways; none for ARROW_NONE. Everybody's is the same. On
 * the second way left and right are swapped. */
void arrow_follow(struct arrow *arrow, const struct figure_clip *clip, enum figure_arrow_part part,
                  int way);

/* Shows what cannot be told apart seen end-on: a turn's plane leans toward the camera and its arc
 * is the near one; what runs to or from the camera is laid across it; and its face is turned there.
 */
void arrow_face(struct arrow *arrow, const struct camera *camera);

/* The way back becomes the way out, the other way round. */
void arrow_turn_back(struct arrow *arrow);

/* Of a figure `size` metres large, all arrows are as long as is seen at a glance and no longer:
 * one of a long way shows where that begins, out and back, one of a short way goes on. */
void arrow_fit(struct arrow *arrow, float size);

/* At t of a way through those points, 0..1, without a kink at any. */
vec3 arrow_between(const vec3 way[ARROW_POINTS], float t);

/* Moves it aside, seen from there, as little as it takes to lie beside the body, and beside the
 * `count` others that are shown with it, and not over them while it is shown. One that is worn
 * stays where it is. */
void arrow_clear_body(struct arrow *arrow, const struct figure_clip *clip,
                      const struct person *person, const struct camera *camera,
                      const struct arrow *others, int count);

/* At t of its way, 0..1, from tail to tip, while it points out or back. A ring comes round the
 * other side when it points back: its head would be behind the trunk. */
vec3 arrow_at(const struct arrow *arrow, bool back, float t);

/* Air: in to the nose and out from the lips of a head. */
void arrow_breathe(struct arrow *arrow, const struct frame *head);
void arrow_build_air(struct mesh *mesh, const struct arrow *arrow, struct figure_arrow_share shown);

/* What a share of it leaves, up to the tip; on the way back its tip is its first place. */
void arrow_build(struct mesh *mesh, const struct arrow *arrow, struct figure_arrow_share shown);
