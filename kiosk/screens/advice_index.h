#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* The pages of advice that there are to choose from, a tile each: the index of the advice, and the
 * first screen of a kiosk whose staff have hidden every routine. */

/* A stack_fn for the struct screen_context. */
void advice_index_put(struct stack *stack, const void *what);

/* The page that was chosen; NULL: none was. */
const struct page *advice_index_tap(const struct screen_context *context, const struct tap *tap);
