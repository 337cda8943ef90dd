#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* The routine cards of the home screen: how they are arranged in a width, and one card. */

enum { HOME_TAG_COUNT = 2 }; /* minutes, place */

struct card_grid {
    int columns;
    int width;   /* of one card */
    int gap;     /* between cards */
    bool side;   /* illustration at the left instead of on top */
    int picture; /* its height on top, its width at the side */
    int summary_lines;
    int name_lines;
    bool plain_tags; /* minutes and place as a line of text: pills would not fit */
};

struct home_index;

/* Chooses columns and what a card holds for `width`; `view` is the height that shows them at
 * once: a card should not be higher. context->home then knows where each card is. */
void cards_fit(const struct screen_context *context, struct ui *ui, int width, int view);

/* The cards of all routines that pass the visit's filter, row by row, each a target. Only those
 * within the clip cost anything. */
void cards_put(struct stack *stack, const struct screen_context *context);
