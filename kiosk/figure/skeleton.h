#pragma once

#include "figure/pose.h"

/* A moment's pose solved into places of all joints: spine chain, then legs, then arms, by two-bone
 * inverse kinematics. An adult of 1.68 m; every person has these bones, so that a pose fits all. */

enum { SPINE_STEPS = 24 };

#define BONE_THIGH 0.41f
#define BONE_SHANK 0.40f
#define BONE_UPPER_ARM 0.27f
#define BONE_FOREARM 0.25f
#define BONE_SPINE 0.49f     /* pelvis to the base of the neck */
#define BONE_NECK 0.075f     /* base of the neck to the skull */
#define BONE_HIP_X 0.082f    /* hip joint from the middle */
#define BONE_HIP_Y (-0.015f) /* hip joint from the pelvis' origin */
#define BONE_SHOULDER_X 0.155f
#define BONE_SHOULDER_U 0.84f /* height of the shoulders along the spine, 0..1 */
#define PALM_TO_WRIST 0.062f
#define PALM_DEPTH 0.020f  /* wrist joint behind the surface of palm and fingers */
#define SOLE_HEIGHT 0.075f /* ankle joint above the sole */
/* Where the toes bend, in the foot's frame: across it, under the ball. */
#define FOOT_HINGE_Y (-0.062f)
#define FOOT_HINGE_Z 0.112f
#define BELLY_BREATH 0.074f /* how far a deep breath lifts the belly */

struct limb {
    vec3 root, mid, end; /* shoulder, elbow, wrist; hip, knee, ankle */
    vec3 hinge;          /* axis of elbow or knee; across the limb */
    struct frame tip;    /* hand: o wrist, y fingers, z palm faces. Foot: o ankle, z toes, y up */
    float missing;       /* metres between target and what the limb reaches */
    float grip;
    enum figure_flesh held; /* arms: what the palm lies on */
    float round;            /* its radius there, metres; 0: flat */
    float laid;             /* 1: it lies on that, less while it comes and goes */
    float meets;            /* 1: its palm lies against the other hand's */
    float clasps;           /* 1: its fingers lie between the other hand's */
    float toes; /* legs: degrees that they bend up at FOOT_HINGE to lie flat under a raised heel */
};

struct skeleton {
    struct frame spine[SPINE_STEPS + 1]; /* pelvis .. base of the neck */
    struct frame chest;                  /* at shoulder height */
    struct frame neck, head;             /* head: o where the skull turns */
    struct limb arm[2], leg[2];          /* by enum figure_side */
    float breath, eyes;
    float purse; /* of the lips: 1 as air is blown through them */
};

void skeleton_solve(const struct figure_moment *moment, struct skeleton *out);

/* +1 on the body's left, -1 on its right. */
static inline float side_sign(int side)
{
    return side == FIGURE_LEFT ? 1.0f : -1.0f;
}

vec3 skeleton_joint(const struct skeleton *s, enum figure_joint joint);

/* Lowest point of a foot with this frame, counted from the ankle (negative); `toes` as in limb. */
float skeleton_foot_bottom(const struct frame *foot, float toes);
