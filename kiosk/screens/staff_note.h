#pragma once

#include "screens/screen.h"

/* What staff should know and patients need not: one small line at the lower edge of the window, in
 * the margin; nothing when there is nothing to say. */
void staff_note_draw(const struct screen_context *context, struct ui *ui);
