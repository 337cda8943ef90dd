#pragma once

#include "screens/screen.h"

/* The warning card, in place of the overview while warning_due: the signs, to be answered with
 * "None of these" or "I have one or more"; what to do then, with "I have talked to staff" as the
 * only way on; and what that means, to be confirmed. */

void red_flags_draw(struct screen_context *context, struct ui *ui);
void red_flags_tap(struct screen_context *context, const struct tap *tap);
