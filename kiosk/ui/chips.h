#pragma once

#include "ui/stack.h"

/* Chips side by side, in as many rows as they take; those that are chosen have a tick. */
struct chip {
    const char *id;
    const char *label;
    bool on;
    int index;
};

void stack_chips(struct stack *stack, const struct chip *chips, int count);
