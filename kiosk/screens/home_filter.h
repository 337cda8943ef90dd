#pragma once

#include "screens/screen.h"

/* The filter chips of the home screen, made from what the loaded routines hold. */

enum { FILTER_MAX_CHIPS = 24 };

struct filter_chip {
    const char *value; /* as in visit->filter: "" is All */
    const char *label;
    int matches; /* routines that pass */
    bool shown;
    struct rect rect; /* relative to the top left corner of the chips */
};

bool filter_matches(const struct routine *routine, const char *filter);

/* All, body regions, places, "up to 5 min", in this order; only those that would narrow the
 * choice. Texts live in `arena` or longer. */
int filter_collect(const struct screen_context *context, struct arena *arena,
                   struct filter_chip *chips, int max);

/* Places as many chips as fit `max_rows` of `width` (the most useful ones, in their order, always
 * All and the one switched on) and returns the height they take. */
int filter_place(const struct ui *ui, struct filter_chip *chips, int count, const char *current,
                 int width, int max_rows);

/* Draws the placed chips from (x, y). */
void filter_draw(struct ui *ui, const struct filter_chip *chips, int count, const char *current,
                 int x, int y);
