#pragma once

#include "figure/skeleton.h"

/* Somebody who stands, arms a little off the body: what tests of the figure begin with. */
static inline struct figure_pose standing_pose(void)
{
    return (struct figure_pose){
        .name = "stand",
        .pelvis_at = {0, 0.88f, 0},
        .eyes = 1,
        .hand = {{.at = {0.24f, 0.75f, 0.03f}}, {.at = {-0.24f, 0.75f, 0.03f}}},
        .foot = {{.at = {0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}},
                 {.at = {-0.09f, 0, 0}, .rests = true, .point = {0, 0, 1}}},
    };
}

/* The bones of nobody in particular in that pose. */
static inline struct skeleton solve_pose(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    return s;
}
