#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* All that is known of one exercise, in sections one below the other. */
struct exercise_text {
    const struct screen_context *context;
    const struct exercise *exercise;
};

/* stack_fn: `what` is a struct exercise_text. Its buttons: "begin", and "exercise:ID" for the
 * easier and the harder version. */
void exercise_text_put(struct stack *stack, const void *what);
