#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/clip.h"
#include "figure/vec.h"

struct person;

/* What the figure of one exercise is made of, as written in its JSON `figure` object. Plain data,
 * immutable once loaded. Lengths in metres, angles in degrees, ground at y = 0. A figure with a
 * turn of zero stands facing the viewer; yaw 90 faces right, pitch 90 is prone, -90 supine. */

enum figure_joint {
    JOINT_NONE, /* the room itself */
    JOINT_PELVIS,
    JOINT_CHEST,
    JOINT_HEAD,
    JOINT_LEFT_SHOULDER,
    JOINT_RIGHT_SHOULDER,
    JOINT_LEFT_ELBOW,
    JOINT_RIGHT_ELBOW,
    JOINT_LEFT_HAND,
    JOINT_RIGHT_HAND,
    JOINT_LEFT_HIP,
    JOINT_RIGHT_HIP,
    JOINT_LEFT_KNEE,
    JOINT_RIGHT_KNEE,
    JOINT_LEFT_ANKLE,
    JOINT_RIGHT_ANKLE,
    JOINT_LEFT_SOLE, /* under the ball of the foot */
    JOINT_RIGHT_SOLE,
    JOINT_COUNT
};

/* One's own flesh that a hand or a foot may rest on. Left before right. */
enum figure_flesh {
    FLESH_NONE,
    FLESH_LEFT_THIGH,
    FLESH_RIGHT_THIGH,
    FLESH_LEFT_SHIN,
    FLESH_RIGHT_SHIN,
    FLESH_LEFT_HAND, /* its back */
    FLESH_RIGHT_HAND,
    FLESH_TRUNK,
    FLESH_COUNT
};

/* Where a hand or a foot goes. Hands: the middle of the palm's surface. Feet: the ankle joint. */
struct figure_target {
    vec3 at; /* in room axes, counted from the joint `by` */
    enum figure_joint by;
    bool rests;              /* at.y is ignored: the palm or the foot touches `surface` */
    float surface;           /* height of what it rests on */
    enum figure_flesh flesh; /* else it lies on this, where that is nearest to `at` */
    bool elbow_rests;        /* hands: the elbow comes down on something as high as this, or as */
    float elbow_surface;     /* near to it as the hand's place lets it */
    vec3 toward;             /* where elbow or knee points, room axes; zero: the natural way */
    vec3 point;              /* where fingers or toes point, room axes; zero: the natural way */
    vec3 palm;               /* hands: where the palm faces; zero: the natural way */
    float grip;              /* hands: 0 flat, 1 fist */
};

/* What carries pelvis or head: their height follows from it. */
struct figure_rest {
    enum figure_bed { BED_NONE, BED_SURFACE, BED_HEELS } bed; /* heels: one's own */
    float surface;                                            /* height of the surface */
};

struct figure_pose {
    const char *name;
    vec3 pelvis_at;
    struct figure_rest pelvis_rest; /* buttocks, thighs, back, belly or knees touch it */
    struct figure_rest head_rest;   /* the neck gives, or the back where the pelvis is high up */
    float pelvis_turn[3];           /* yaw, pitch, roll */
    float spine_bend[2];            /* forward: lumbar, thoracic */
    float spine_side;               /* to the body's left */
    float spine_twist;              /* to the body's left */
    float head_turn[3]; /* yaw to the left, pitch forward, roll to the left; from the chest */
    float eyes;         /* 1 open, 0 closed */
    float breath;       /* 1: chest and belly full */
    struct figure_target hand[2], foot[2]; /* by enum figure_side */
};

struct figure_keyframe {
    const struct figure_pose *pose;
    float at_s;
    bool stop; /* comes to rest here instead of passing through */
};

struct figure_keyframes {
    const struct figure_keyframe *keys; /* times rise; the first is 0 */
    size_t count;
};

/* What stands or is held beside the body, by the names of JSON. What each is, figure/props.c says;
 * sizes are w, h, d. */
#define FIGURE_PROPS(X)                                                                            \
    X(MAT, mat)                                                                                    \
    X(FLOOR, floor) /* a round patch of ground */                                                  \
    X(CHAIR, chair) /* size: height of its seat */                                                 \
    X(STEP, step)                                                                                  \
    X(WALL, wall)                                                                                  \
    X(STRAP, strap)     /* from both hands round the foot of `side` */                             \
    X(BOLSTER, bolster) /* w along its axis */                                                     \
    X(WATER, water)     /* h: of its surface */                                                    \
    X(WEIGHTS, weights) /* a dumbbell in each hand */                                              \
    X(BAND, band)       /* an elastic band between both hands */

enum figure_prop_kind {
#define X(NAME, name) PROP_##NAME,
    FIGURE_PROPS(X)
#undef X
        PROP_KIND_COUNT
};

struct figure_prop {
    enum figure_prop_kind kind;
    vec3 at;   /* middle of its foot on the ground */
    vec3 size; /* zero: the kind's usual size; a mat or floor then fits the movement */
    float yaw;
    enum figure_side side;
};

/* Body zones that can glow. ZONE_LEFT is the left one of a pair, ZONE_BOTH both. */
enum figure_zone_kind {
    ZONE_NONE,
    ZONE_GLUTE,
    ZONE_HAMSTRING,
    ZONE_CALF,
    ZONE_HIP,
    ZONE_INNER_THIGH,
    ZONE_LUMBAR,
    ZONE_UPPER_BACK,
    ZONE_ABDOMEN,
    ZONE_CHEST,
    ZONE_SHOULDER,
    ZONE_NECK,
    ZONE_FLANK, /* of the side that is bent away from: the other is not stretched */
    ZONE_NERVE, /* no muscle: a line from the buttock behind knee and ankle to the heel */
    ZONE_KIND_COUNT
};

enum figure_zone_side { ZONE_LEFT, ZONE_RIGHT, ZONE_BOTH };

/* What an arrow follows; left before right, the left ones even. */
enum figure_arrow_part {
    ARROW_NONE,
    ARROW_HEAD,
    ARROW_LEFT_HAND,
    ARROW_RIGHT_HAND,
    ARROW_LEFT_KNEE,
    ARROW_RIGHT_KNEE,
    ARROW_LEFT_FOOT,
    ARROW_RIGHT_FOOT,
    ARROW_LEFT_HEEL,
    ARROW_RIGHT_HEEL,
    ARROW_LEFT_ANKLE, /* round it, the way the toes turn */
    ARROW_RIGHT_ANKLE,
    ARROW_LEFT_HIP, /* round it, the way the pelvis rolls */
    ARROW_RIGHT_HIP,
    ARROW_CHEST,
    ARROW_BACK,
    ARROW_BELLY,
    ARROW_PELVIS,
    ARROW_WEIGHT, /* on the ground, the way the weight goes */
    ARROW_TURN,   /* round the trunk, the way it turns */
    ARROW_AIR,    /* of a breath: to the nose as it goes in, and from it */
    ARROW_PART_COUNT
};

enum { FIGURE_MAX_PROPS = 6, FIGURE_MAX_ZONES = 3, FIGURE_MAX_ARROWS = 2 };

struct figure_zone {
    enum figure_zone_kind kind;
    enum figure_zone_side side;
};

struct figure_clip {
    float camera_yaw, camera_pitch; /* yaw 0 looks along -z; positive pitch looks down */
    float camera_distance;          /* of the eye from the middle, metres; 0: the usual one */
    enum figure_side side; /* whose turn the poses show; the other one is the mirror image */
    struct figure_prop props[FIGURE_MAX_PROPS];
    size_t prop_count;
    struct figure_zone feel[FIGURE_MAX_ZONES];
    size_t feel_count;
    enum figure_arrow_part arrow[FIGURE_MAX_ARROWS]; /* whose way each shows; the rest: none */
    struct figure_keyframes out;                     /* empty when there is only a cycle */
    struct figure_keyframes cycle; /* empty when there is only a way out (and back) */
    uint16_t still; /* figure_clip_still, once figure_clip_find_still has found it; else 0 */
};

/* Metres; all 0: of no size, or a mat or a floor, which fits the movement. */
vec3 figure_prop_usual_size(enum figure_prop_kind kind);

/* A moment between keyframes: everything is the weighted sum of up to four poses. */
struct figure_moment {
    const struct figure_pose *pose[4];
    float weight[4];             /* sum 1; an overshoot makes some slightly negative */
    float breath;                /* 0 out, 1 in */
    float blows;                 /* 1: air leaves through pursed lips */
    const struct person *person; /* whose flesh hands rest on; NULL: that of the first */
};

/* The moment that `frame` (from figure_clip_frame or _still) shows. A frame past the end gives the
 * last. */
struct figure_moment figure_clip_moment(const struct figure_clip *clip, uint16_t frame);

/* For a clip that is whole: to find the still of a free loop, each of its poses is solved. */
void figure_clip_find_still(struct figure_clip *clip);

/* Number of frames; all smaller numbers are valid, also with FIGURE_STILL. */
uint16_t figure_clip_frame_count(const struct figure_clip *clip);

/* The belly rises and falls, and nothing else moves. */
bool figure_clip_breathes(const struct figure_clip *clip);

/* A way that arrows show: out to the end pose; in a loop its first stretch, and that of its other
 * half where the other side does the same, or where it leaves its first pose once more. Shares of
 * the loop. */
struct figure_way {
    double begins, from, to;   /* it rests before it leaves */
    bool returns;              /* the same way back */
    double back_from, back_to; /* of a loop that does */
    float shown;               /* as much of it as its arrow is long, 0..1: past that it is gone */
    float out_done, back_done; /* shares of the time after which the part is where it goes */
};

/* 1, or 2 in a loop whose halves mirror each other, or that goes out twice. */
int figure_clip_ways(const struct figure_clip *clip);

/* The halves of a loop mirror each other, but for a hand that holds on to something. */
bool figure_clip_changes_sides(const struct figure_clip *clip);

struct figure_way figure_clip_way(const struct figure_clip *clip, int number);

/* The frame at a share of the way out, 0..1. */
uint16_t figure_way_frame(const struct figure_clip *clip, const struct figure_way *way,
                          double share);

/* How much of an arrow a frame shows, and whether it points the way back. */
struct figure_arrow_share {
    float share; /* 0: none */
    bool back;
    float grown; /* 0..1, of one that swells with the breath */
};

/* All of it at the start pose and nearly as long as the movement goes on; on the way back it points
 * back; none at the end pose and in stills. */
struct figure_arrow_share figure_clip_arrow(const struct figure_clip *clip, uint16_t frame,
                                            const struct figure_way *way);

/* The part that a frame is of, and how much of that is done, 0..1; FIGURE_OUT also at rest at its
 * ends. */
enum figure_part figure_clip_part_of(const struct figure_clip *clip, uint16_t frame, double *done);

/* It goes out from its start pose and comes back to it, again and again: no walk, no swim. */
bool figure_clip_returns(const struct figure_clip *clip);

/* The frame shown after this one while its part plays on (wraps round). */
uint16_t figure_clip_next(const struct figure_clip *clip, uint16_t frame);

/* How far hands and feet stay short of their places in a pose, metres. */
struct figure_reach {
    float hand[2], foot[2]; /* by enum figure_side */
};

struct figure_reach figure_pose_reach(const struct figure_pose *pose);
