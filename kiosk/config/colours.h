#pragma once

#include "config/config.h"
#include "config/theme.h"

/* The colours of `theme` with those of the buttons that a clinic chose. White on them, and the
 * tinted text on its tint, have at least 7:1 (tests/unit/test_config.c). `colors` has COLOR_COUNT
 * of them. */
void colours_of(const struct theme *theme, enum config_colour colour, color_t *colors);

/* The one of the buttons, to be shown by itself. */
color_t colours_primary(const struct theme *theme, enum config_colour colour);
