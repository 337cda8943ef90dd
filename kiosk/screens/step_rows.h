#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* The list of a routine's steps: thumbnail, name, dose in plain words, short dose. Each is a target
 * that opens its exercise: "step:1". */
void step_rows_put(struct stack *stack, const struct screen_context *context,
                   const struct routine *routine);

/* The exercise that a tap on one of them means; NULL when it was on something else. */
const struct exercise *step_row_tapped(const struct routine *routine, const struct tap *tap);
