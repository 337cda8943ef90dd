#pragma once

#include "screens/screen.h"

/* The warning card before routines for sciatica or a pinched nerve; the overview shows it instead
 * of itself until it is answered with "None of these", once a visit. */

bool red_flags_due(const struct screen_context *context);
void red_flags_draw(struct screen_context *context, struct ui *ui);
void red_flags_tap(struct screen_context *context, const struct tap *tap);
