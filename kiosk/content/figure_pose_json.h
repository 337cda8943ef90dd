#pragma once

#include "base/arena.h"
#include "figure/pose.h"
#include "json/json.h"

/* The named poses of a figure. */

struct figure_poses {
    struct figure_pose *list; /* in the arena, in the file's order */
    size_t count;
};

/* False, with faults, when there is none or one is wrong. */
bool figure_poses_read(struct json value, struct arena *arena, struct figure_poses *out);

/* NULL, with a fault at `asked`, when there is none of that name. */
const struct figure_pose *figure_poses_find(const struct figure_poses *poses, const char *name,
                                            struct json asked);

/* [x, y, z]; *out stays as it is when absent or wrong. True when there was one. */
bool figure_json_vec3(struct json_object *object, const char *key, double limit, vec3 *out);
