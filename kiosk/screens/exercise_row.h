#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* An exercise that can be opened: still figure, name, a line above and below, and a sign that there
 * is more behind it. The target's id is "exercise:" and the exercise's. */
struct exercise_row {
    const struct exercise *exercise;
    const char *above, *below; /* "" when there is none */
    int index;
};

/* Px, in a column of this width; at least a target. */
int exercise_row_height(struct ui *ui, int width, const struct exercise_row *row);
void exercise_row_draw(struct ui *ui, struct rect rect, const struct exercise_row *row);

/* The exercise that a tap on one of them means; NULL when it was on something else. */
const struct exercise *exercise_row_tapped(const struct content *content, const struct tap *tap);

/* The sign at the right end of what opens something. */
int exercise_row_sign(const struct ui *ui);
void exercise_row_draw_sign(struct ui *ui, struct rect rect);
