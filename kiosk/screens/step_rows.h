#pragma once

#include "screens/flow.h"
#include "screens/screen.h"

/* The list of a routine's steps: thumbnail, name, dose in plain words, short dose. */
void step_rows_flow(const struct screen_context *context, struct flow *flow,
                    const struct routine *routine);

/* The height of a row of two lines: what a list should show at least a few of. */
int step_row_height(const struct ui *ui);
