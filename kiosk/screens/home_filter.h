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

/* Chips as they stand on the screen. */
struct filter_row {
    struct filter_chip chips[FILTER_MAX_CHIPS];
    int count;
    struct button after;     /* stands on each page after its chips; id NULL: nothing does */
    bool after_spares;       /* its icon, and then its words, where they cost a row too many */
    struct rect after_rect;  /* as a chip's */
    struct filter_chip more; /* "More": shown when there are pages; the caller sets the label */
    int next;                /* a chip of the page after this one */
    int height;
};

/* Content that is edited may leave no chip of the filter that is on: then it is All. */
void filter_drop_lost(const struct filter_row *row, char *filter);

/* Places the chips in at most `max_rows` of `width`, always in their order. None is left out: what
 * has no room there comes a page at a time, All, `after` and a chip "More" on each. Shows the page
 * with chip `at`, and sets the height. */
void filter_place(const struct ui *ui, struct filter_row *row, int at, int width, int max_rows);

/* Draws the placed chips from (x, y). */
void filter_draw(struct ui *ui, const struct filter_row *row, const char *current, int x, int y);

/* After a tap on a chip: what is chosen, of VISIT_FILTER_SIZE, the chip to be seen, `at`, and at
 * another choice the top of what it narrows. False when the tap was on something else. */
bool filter_tap(const struct tap *tap, char *filter, int *at, struct scroll *narrowed);
