#pragma once

#include "screens/flow.h"
#include "screens/screen.h"

/* The routine cards of the home screen: how they are arranged in a width, and one card. */

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

/* Chooses columns and what a card holds for `width`; `view` is the height that shows them at
 * once: a card should not be higher. */
struct card_grid card_grid_fit(const struct screen_context *context, struct ui *ui, int width,
                               int view);

/* The cards of all routines that pass the visit's filter, row by row, each a target; with
 * flow->draw off only their height. */
void cards_flow(const struct screen_context *context, struct flow *flow,
                const struct card_grid *grid);
