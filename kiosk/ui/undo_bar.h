#pragma once

#include "ui/stack.h"

/* What was done at once, and the way back: a bar of ink at the bottom. It stays until the next
 * change. */
struct undo_bar {
    const char *id;   /* of the button */
    const char *icon; /* of what was done; NULL: none */
    const char *text; /* "Knee class A" was deleted. */
    const char *undo; /* the button's word */
    const char *sign; /* and its icon; NULL: that of Undo */
};

void stack_undo_bar(struct stack *stack, const struct undo_bar *bar);

/* Cuts it off the bottom of *area, with a section's gap above. */
void ui_undo_bar(struct ui *ui, struct rect *area, const struct undo_bar *bar);
