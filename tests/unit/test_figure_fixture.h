#pragma once

#include "figure/body.h"
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

/* The body of that person in that pose, as finely as at 400 pixels a metre. */
static inline void build_body(struct mesh *mesh, const struct figure_pose *pose, unsigned person)
{
    struct skeleton s = solve_pose(pose);
    mesh_init(mesh);
    mesh->detail = 400;
    body_build(mesh, &s, person_get(person));
}

static inline int triangles_of(const struct mesh *mesh, enum material material)
{
    int n = 0;
    for (size_t i = 0; i < mesh->triangle_count; i++)
        n += mesh->triangles[i].material == material;
    return n;
}

static inline float brightness(uint32_t c)
{
    return 0.3f * (float)(c >> 16 & 0xFF) + 0.6f * (float)(c >> 8 & 0xFF) +
           0.1f * (float)(c & 0xFF);
}
