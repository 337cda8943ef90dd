#pragma once

#include "staff/settings_parts.h"

/* The clinic's sign in the settings: which one is shown, the way to a photo on a stick that takes
 * its place, and, where it is the clinic's own, to none. */

/* What was changed last, as settings_past.key has it. */
#define SETTINGS_LOGO "logo"

void settings_logo_put(struct stack *stack, const struct screen_context *context);

/* True when the tap was on it. */
bool settings_logo_tap(struct screen_context *context, const struct tap *tap);

/* False when it stands as it is; why is then told below the title. */
bool settings_logo_undo(struct screen_context *context);

void settings_logo_update(struct screen_context *context);
