#pragma once

#include <string.h>

#include "figure/body.h"
#include "figure/scene.h"

/* How well a camera shows an exercise, judged by the joints alone: cheap enough to look from
 * everywhere. A tool for whoever writes poses; content chooses its cameras by it and by eye. */

struct view_score {
    float seen;   /* share of the joints that no other limb hides; those that move count thrice */
    float length; /* how long the limbs look, as a share of how long they are; likewise */
    float face;   /* 0 the back of the head, 0.5 a profile, 1 the face toward the viewer */
    float hands;  /* how far the hands stand clear of forearms and of what is before them */
    float fill;   /* of the frame's width or height that the body takes, whichever is more */
    float total;
};

enum { VIEW_MOMENTS = 5, VIEW_JOINTS = 11 };

static const enum figure_joint view_joints[VIEW_JOINTS] = {
    JOINT_HEAD,        JOINT_LEFT_HAND, JOINT_RIGHT_HAND, JOINT_LEFT_ELBOW,
    JOINT_RIGHT_ELBOW, JOINT_LEFT_KNEE, JOINT_RIGHT_KNEE, JOINT_LEFT_ANKLE,
    JOINT_RIGHT_ANKLE, JOINT_LEFT_HIP,  JOINT_RIGHT_HIP};

/* The limbs, from joint to joint. */
static const enum figure_joint view_bones[][2] = {{JOINT_LEFT_HIP, JOINT_LEFT_KNEE},
                                                  {JOINT_RIGHT_HIP, JOINT_RIGHT_KNEE},
                                                  {JOINT_LEFT_KNEE, JOINT_LEFT_ANKLE},
                                                  {JOINT_RIGHT_KNEE, JOINT_RIGHT_ANKLE},
                                                  {JOINT_LEFT_SHOULDER, JOINT_LEFT_ELBOW},
                                                  {JOINT_RIGHT_SHOULDER, JOINT_RIGHT_ELBOW},
                                                  {JOINT_LEFT_ELBOW, JOINT_LEFT_HAND},
                                                  {JOINT_RIGHT_ELBOW, JOINT_RIGHT_HAND},
                                                  {JOINT_PELVIS, JOINT_CHEST}};

enum { VIEW_BONES = sizeof view_bones / sizeof view_bones[0] };

static inline uint16_t view_frame(const struct figure_clip *clip, int i)
{
    bool loops = figure_clip_cyclic(clip);
    double share = (double)i / (loops ? VIEW_MOMENTS : VIEW_MOMENTS - 1);
    return figure_clip_frame(clip, loops ? FIGURE_CYCLE : FIGURE_OUT, share, 0);
}

/* 0 when something lies between the eye and the joint, 1 when nothing is near the line. */
static inline float view_open(const struct camera *camera, const struct capsule *list, int count,
                              vec3 joint)
{
    vec3 eye = v3_mad(camera->centre, camera->back, camera->distance);
    float open = 1;
    for (int i = 0; i < count; i++) {
        const struct capsule *c = &list[i];
        vec3 ab = v3_sub(c->b, c->a);
        float own = clampf(v3_dot(v3_sub(joint, c->a), ab) / maxf(v3_dot(ab, ab), 1e-6f), 0, 1);
        float r = mixf(c->ra, c->rb, own);
        if (v3_length(v3_sub(joint, v3_mad(c->a, ab, own))) < r + 0.01f)
            continue; /* its own flesh */
        for (int k = 1; k < 24; k++) {
            vec3 p = v3_lerp(joint, v3_lerp(joint, eye, 0.2f), (float)k / 24);
            float t = clampf(v3_dot(v3_sub(p, c->a), ab) / maxf(v3_dot(ab, ab), 1e-6f), 0, 1);
            float off = v3_length(v3_sub(p, v3_mad(c->a, ab, t)));
            open = minf(open, smoothf(0.6f, 1.1f, off / mixf(c->ra, c->rb, t)));
        }
    }
    return open;
}

/* What is seen of a hand: less where it points at the eye or away from it, none behind a limb. */
static inline float view_hand(const struct camera *camera, const struct capsule *list, int count,
                              const struct skeleton *s, int side)
{
    const struct limb *arm = &s->arm[side];
    vec3 palm = skeleton_joint(s, JOINT_LEFT_HAND + (enum figure_joint)side);
    vec3 eye = v3_mad(camera->centre, camera->back, camera->distance);
    float deep = fabsf(v3_dot(v3_unit(v3_sub(palm, arm->mid)), v3_unit(v3_sub(eye, palm))));
    return view_open(camera, list, count, palm) * smoothf(1.0f, 0.75f, deep);
}

static inline float view_face(const struct camera *camera, const struct skeleton *s)
{
    vec3 eye = v3_mad(camera->centre, camera->back, camera->distance);
    return smoothf(-0.8f, 0.8f, v3_dot(s->head.z, v3_unit(v3_sub(eye, s->head.o))));
}

static inline float view_fill(const struct scene *scene, const struct capsule *list, int count)
{
    float low_x = 9, high_x = -9, low_y = 9, high_y = -9;
    const struct camera *c = &scene->camera;
    for (int i = 0; i < count; i++) {
        vec3 a = camera_project(c, list[i].a), b = camera_project(c, list[i].b);
        float ra = list[i].ra * a.z, rb = list[i].rb * b.z;
        low_x = minf(low_x, minf(a.x - ra, b.x - rb));
        high_x = maxf(high_x, maxf(a.x + ra, b.x + rb));
        low_y = minf(low_y, minf(a.y - ra, b.y - rb));
        high_y = maxf(high_y, maxf(a.y + ra, b.y + rb));
    }
    return maxf((high_x - low_x) / (c->max_x - c->min_x), (high_y - low_y) / (c->max_y - c->min_y));
}

static inline struct view_score view_score(const struct figure_clip *clip,
                                           const struct person *person)
{
    static struct scene scene;
    struct skeleton s[VIEW_MOMENTS];
    struct view_score score = {0};
    float moves[JOINT_COUNT] = {0}, seen_of = 0, length_of = 0;
    scene_prepare(&scene, clip, person, 0);
    for (int i = 0; i < VIEW_MOMENTS; i++) {
        struct figure_moment m = figure_clip_moment(clip, view_frame(clip, i));
        m.person = person;
        skeleton_solve(&m, &s[i]);
        for (int j = 1; j < JOINT_COUNT; j++) {
            vec3 way = v3_sub(skeleton_joint(&s[i], (enum figure_joint)j),
                              skeleton_joint(&s[0], (enum figure_joint)j));
            moves[j] = maxf(moves[j], v3_length(way));
        }
    }
    for (int i = 0; i < VIEW_MOMENTS; i++) {
        struct capsule list[BODY_MAX_CAPSULES];
        int count = body_capsules(&s[i], person, list);
        for (int j = 0; j < VIEW_JOINTS; j++) {
            enum figure_joint joint = view_joints[j];
            float weight = moves[joint] > 0.08f ? 3 : 1;
            weight *= joint == JOINT_HEAD ? 2 : 1;
            seen_of += weight;
            score.seen +=
                weight * view_open(&scene.camera, list, count, skeleton_joint(&s[i], joint));
        }
        for (int b = 0; b < VIEW_BONES; b++) {
            vec3 from = skeleton_joint(&s[i], view_bones[b][0]);
            vec3 d = v3_sub(skeleton_joint(&s[i], view_bones[b][1]), from);
            float weight = moves[view_bones[b][1]] > 0.08f ? 3 : 1;
            float deep = v3_dot(d, scene.camera.back) / v3_length(d);
            length_of += weight;
            score.length += weight * sqrtf(maxf(1 - deep * deep, 0));
        }
        for (int side = 0; side < 2; side++)
            score.hands += view_hand(&scene.camera, list, count, &s[i], side) / (2 * VIEW_MOMENTS);
        score.face += view_face(&scene.camera, &s[i]) / VIEW_MOMENTS;
        score.fill = maxf(score.fill, view_fill(&scene, list, count));
    }
    score.seen /= seen_of;
    score.length /= length_of;
    score.total = score.seen * score.length * minf(score.fill / 0.7f, 1) *
                  (0.7f + 0.3f * score.hands) * (0.8f + 0.2f * score.face);
    return score;
}
