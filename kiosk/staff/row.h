#pragma once

#include "ui/stack.h"

/* A name and what is to be said of it, one below the other; the first wraps to at most two
 * lines, the other to three. */
struct staff_row {
    enum theme_type type; /* of the title; the text is a caption */
    const char *title, *text;
};

/* How high both are in this width, px. */
int staff_row_height(struct ui *ui, int width, const struct staff_row *row);

/* In the middle of the height; bold. */
void staff_row_draw(struct ui *ui, struct rect rect, const struct staff_row *row, color_t ink,
                    color_t soft);

/* Both are one line each in this width. */
bool staff_row_is_short(const struct ui *ui, int width, const struct staff_row *row);
