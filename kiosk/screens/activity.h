#pragma once

#include "content/content.h"

/* An activity has no routine of its own: the visit holds one that the kiosk makes, of one timed
 * step. */
enum { ACTIVITY_MINUTES = 5 };

struct activity_routine {
    struct routine routine; /* has the activity's id and name */
    struct routine_step step;
};

/* It can be done in front of the screen by whoever finds it: it says how much, is for beginners,
 * and not done in the water. */
bool activity_can_start(const struct exercise *exercise);

void activity_routine_make(struct activity_routine *made, const struct exercise *activity);
