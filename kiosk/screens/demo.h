#pragma once

#include "screens/screen.h"

/* What the demo shows: sessions of its routines, one after the other. Each exercise gives way to
 * the next, and what comes between them is cut short. */

/* It begins, unless it is under way. */
void demo_enter(struct screen_context *context);

void demo_update(struct screen_context *context);
