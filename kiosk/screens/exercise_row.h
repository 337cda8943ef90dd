#pragma once

#include "screens/layout.h"
#include "screens/screen.h"
#include "ui/stack.h"

/* An exercise that can be opened, as a row of a list: still figure, name, what is said above and
 * below it, and a sign that there is more behind it. Texts are NULL where there is nothing to say.
 */
struct exercise_row {
    const char *id; /* of its target; NULL: "exercise:" and the exercise's */
    int index;      /* of its target */
    const struct exercise *exercise;
    const struct routine *routine; /* whose person shows it; NULL: anybody */
    const char *above, *below, *note, *warning;
    const char *dose; /* in short, at the right end: only where there is room for all of it */
};

/* Rows from the first to the last, as high as the highest beside them. */
void exercise_rows_put(struct stack *stack, struct columns columns, const struct exercise_row *rows,
                       size_t count);

/* The height, px, of one with two lines: what a list should show at least a few of. */
int exercise_row_height(const struct ui *ui);

/* The exercise that a tap on one without an id of its own means; NULL when it was on something
 * else. */
const struct exercise *exercise_row_tapped(const struct content *content, const struct tap *tap);
