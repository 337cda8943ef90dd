#pragma once

#include "staff/settings_parts.h"

/* The days on which it is closed whatever the weekday: a page of the opening hours. */
void settings_holidays_put(struct stack *stack, const struct screen_context *context);
bool settings_holidays_tap(struct screen_context *context, const struct tap *tap);
