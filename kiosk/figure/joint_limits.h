#pragma once

#include "figure/skeleton.h"

/* How far joints of a body go, degrees, and how far those of a solved skeleton are gone.
 *
 * Sources. AAOS: American Academy of Orthopaedic Surgeons, "Joint Motion: Method of Measuring and
 * Recording" (1965), as in Norkin and White, "Measurement of Joint Motion" (5th ed., 2016).
 * Kneeling: Mulholland and Wyss, Int. J. Rehabilitation Research 24 (2001): knees 111 to 165, hips
 * up to 130 where people kneel and squat. Spine: White and Panjabi, "Clinical Biomechanics of the
 * Spine" (2nd ed., 1990): from full flexion to full extension about 80 in the lumbar and 75 in the
 * thoracic part. What pelvis and shoulder blade add where a joint ends is counted with that joint:
 * hips 10, abduction 15, wrists that are leant on 15. */

enum joint_angle {
    ANGLE_KNEE,
    ANGLE_ELBOW,
    ANGLE_HIP_FLEXION,
    ANGLE_HIP_ABDUCTION,
    ANGLE_ANKLE, /* between toes and shank: 90 standing */
    ANGLE_WRIST,
    ANGLE_SHOULDER,
    ANGLE_LUMBAR,
    ANGLE_THORACIC,
    ANGLE_SPINE_SIDE,
    ANGLE_SPINE_TWIST,
    ANGLE_NECK_FLEXION,
    ANGLE_NECK_TURN,
    ANGLE_COUNT
};

struct joint_limit {
    const char *name;
    float low, high;
};

static const struct joint_limit joint_limits[ANGLE_COUNT] = {
    [ANGLE_KNEE] = {"knee", 0, 165},                 /* AAOS 135; kneeling 165 */
    [ANGLE_ELBOW] = {"elbow", 0, 152},               /* AAOS 150 */
    [ANGLE_HIP_FLEXION] = {"hip flexion", -30, 140}, /* AAOS 120, kneeling 130; extension 30 */
    [ANGLE_HIP_ABDUCTION] = {"hip abduction", -35,
                             65},             /* AAOS 45; adduction 30, with a bent hip 35 */
    [ANGLE_ANKLE] = {"ankle", 57, 178},       /* AAOS up 20, under load 33; down 50 and
                                                 what the arch adds */
    [ANGLE_WRIST] = {"wrist", 0, 95},         /* AAOS 80 */
    [ANGLE_SHOULDER] = {"shoulder", 0, 180},  /* AAOS 180 */
    [ANGLE_LUMBAR] = {"lower back", -40, 60}, /* whole range 80, AAOS flexion 60 */
    [ANGLE_THORACIC] = {"upper back", -32, 50},
    [ANGLE_SPINE_SIDE] = {"side bend", -35, 35}, /* AAOS 35 */
    [ANGLE_SPINE_TWIST] = {"twist", -50, 50},    /* AAOS 45 */
    [ANGLE_NECK_FLEXION] = {"neck", -55, 50},    /* AAOS 45; extension 45 and the skull's */
    [ANGLE_NECK_TURN] = {"neck turn", -70, 70},  /* AAOS 60, with the upper thorax 70 */
};

/* Of the limbs of one side; trunk and neck are the same for both. */
void joint_angles(const struct skeleton *s, int side, float angle[ANGLE_COUNT]);
