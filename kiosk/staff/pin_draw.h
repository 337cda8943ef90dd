#pragma once

#include "screens/screen.h"
#include "staff/staff.h"

/* What the PIN page looks like; staff/pin.c has what happens on it. */
void staff_pin_draw(struct screen_context *context, struct ui *ui);

/* How long to wait until the next try, of the sample or the real one; `*whole` is all of the wait.
 */
ms_t staff_pin_wait(const struct screen_context *context, ms_t *whole);
