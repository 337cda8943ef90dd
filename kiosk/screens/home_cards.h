#pragma once

#include "screens/screen.h"

/* The routine cards of the home screen: how they are arranged in a width, and one card. */

struct card_grid {
    int columns;
    int width, height; /* of one card */
    int gap;           /* between cards */
    bool side;         /* illustration at the left instead of on top */
    int picture;       /* its height on top, its width at the side */
    int summary_lines;
    int name_lines;
};

/* Chooses columns and card height for `width`; `view` is the height that shows them at once. */
struct card_grid card_grid_fit(const struct screen_context *context, struct ui *ui, int width,
                               int view);

/* Height of `count` cards. */
int card_grid_height(const struct card_grid *grid, int count);

/* Where card number `n` is, with the grid's top left corner at (x, y). */
struct rect card_grid_rect(const struct card_grid *grid, int n, int x, int y);

/* Draws routine number `index` of the content and makes it a target. */
void card_draw(struct screen_context *context, struct ui *ui, const struct card_grid *grid,
               struct rect rect, int index);
