#pragma once

#include "screens/screen.h"

/* Begins the routine and counts that; where its warning card is still to be answered, or was
 * answered with a sign, the card comes instead. Whatever a visitor begins, begins here. */
void routine_start(struct screen_context *context, const struct routine *routine);
