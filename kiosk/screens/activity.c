#include "screens/activity.h"

#include <string.h>

bool activity_can_start(const struct exercise *exercise)
{
    return exercise->activity && exercise->has_dose && exercise->position != POSITION_WATER &&
           strcmp(exercise->level, "beginner") == 0;
}

void activity_routine_make(struct activity_routine *made, const struct exercise *activity)
{
    *made = (struct activity_routine){
        .step = {.exercise = activity, .dose = activity->dose, .note = ""},
        .routine = {.id = activity->id,
                    .name = activity->name,
                    .summary = activity->summary,
                    .how_often = "",
                    .conditions = activity->conditions,
                    .body_regions = activity->body_regions,
                    .step_count = 1,
                    .change_s = ROUTINE_CHANGE_S,
                    .color = ROUTINE_MINT,
                    .person = ""},
    };
    made->step.dose.sets = made->step.dose.reps = 1;
    made->step.dose.hold_s = made->step.dose.breaths = 0;
    made->step.dose.duration_s = ACTIVITY_MINUTES * 60;
    made->routine.steps = &made->step;
}
