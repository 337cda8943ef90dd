#include "screens/step_rows.h"

#include <string.h>

#include "screens/exercise_row.h"
#include "screens/parts.h"

static const char prefix[] = "step:";

void step_rows_put(struct stack *stack, const struct screen_context *context,
                   const struct routine *routine)
{
    const struct strings *strings = context->strings;
    struct arena *arena = &stack->ui->list->arena;
    struct exercise_row *rows = ARENA_ARRAY(arena, struct exercise_row, routine->step_count);
    for (size_t i = 0; i < routine->step_count; i++) {
        const struct routine_step *step = &routine->steps[i];
        bool ask = exercise_not_for_all(step->exercise);
        rows[i] = (struct exercise_row){
            .id = arena_printf(arena, "%s%zu", prefix, i + 1),
            .index = (int)i,
            .exercise = step->exercise,
            .routine = routine,
            .below = part_dose_text(strings, arena, step->exercise, &step->dose),
            .note = step->note,
            .warning = ask ? tr(strings, "overview.ask_first") : NULL,
            .dose = part_dose_short(strings, arena, &step->dose)};
    }
    struct columns one = {1, stack->width, metrics_px(&stack->ui->metrics, 18)};
    exercise_rows_put(stack, one, rows, routine->step_count);
}

const struct exercise *step_row_tapped(const struct routine *routine, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strncmp(tap->id, prefix, sizeof prefix - 1) != 0 ||
        tap->index < 0 || (size_t)tap->index >= routine->step_count)
        return NULL;
    return routine->steps[tap->index].exercise;
}
