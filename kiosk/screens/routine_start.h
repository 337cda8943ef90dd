#pragma once

#include "screens/screen.h"

/* Begins the routine and counts that; where its warning card is still to be answered, or was
 * answered with a sign, the card comes instead. Whatever a visitor begins, begins here. */
void routine_start(struct screen_context *context, const struct routine *routine);

/* Counts `kind` for the exercise of the session under way; nothing when none is. */
void routine_count_step(struct screen_context *context, enum store_kind kind);

/* The session under way is over before its end: counts where that was. */
void routine_leave(struct screen_context *context);
