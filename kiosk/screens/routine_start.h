#pragma once

#include "screens/screen.h"

/* Begins the routine and counts that; where its warning card is still to be answered, the card
 * comes first. */
void routine_start(struct screen_context *context, const struct routine *routine);
