#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* The list of a routine's steps: thumbnail, name, dose in plain words, short dose. */
void step_rows_put(struct stack *stack, const struct screen_context *context,
                   const struct routine *routine);

/* The height of a row of two lines: what a list should show at least a few of. */
int step_row_height(const struct ui *ui);
