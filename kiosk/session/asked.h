#pragma once

#include "content/content.h"
#include "session/session.h"

/* Inside the session only: which texts ask before a step. */

/* Those of who should not do it first, then those of who should ask. */
int asked_count(const struct routine_step *step);

/* Who should not do it at all: nobody begins without an answer. */
bool asked_waits(const struct routine_step *step, int text);

/* Whether `text` (0-based) of steps[step] is asked: not when an earlier step from `first` on has
 * asked it, nor when the exercise has that this step was swapped from, the routine's own, unless
 * somebody left that one when asked (declined[i]; NULL: nobody did). */
bool asked_now(const struct routine *routine, const struct routine_step *steps, int step, int text,
               int first, const bool *declined);
