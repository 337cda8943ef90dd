#pragma once

#include "screens/screen.h"

/* Chips that narrow a choice, made from what the loaded content holds. */

struct filter_chip {
    const char *value; /* as in visit->filter: "" is All */
    const char *label;
    int matches; /* of what is chosen from: how many pass */
    bool shown;
    struct rect rect; /* relative to the top left corner of the chips */
};

/* Chips as they stand on the screen. */
struct filter_row {
    struct filter_chip *chips;
    int count;
    struct button after;     /* stands on each page after its chips; id NULL: nothing does */
    bool after_spares;       /* its icon, and then its words, where they cost a row too many */
    struct rect after_rect;  /* as a chip's */
    struct filter_chip more; /* "More": shown when there are pages; the caller sets the label */
    int next;                /* a chip of the page after this one */
    int height;
};

/* What is chosen from, by its places in the content. */
struct filter_source {
    size_t count;
    bool (*matches)(const struct content *content, size_t nth, const char *filter);
    struct string_list (*regions)(const struct content *content, size_t nth);
};

/* Chips being collected: each value once, and only where it narrows the choice. `row` is zeroed at
 * first; texts and chips live in `arena` or longer. */
struct filter_collection {
    const struct screen_context *context;
    struct arena *arena;
    const struct filter_source *source;
    struct filter_row *row;
    int room; /* chips that row->chips has room for */
};

void filter_add(struct filter_collection *all, const char *value, const char *label);
void filter_add_all(struct filter_collection *all); /* the chip that narrows nothing: the first */
void filter_add_places(struct filter_collection *all);
void filter_add_regions(struct filter_collection *all);

/* Whether a routine passes. */
bool filter_matches(const struct routine *routine, const char *filter);

/* Those of the home screen: All, body regions, places, "up to 5 min"; none where All is alone. */
struct filter_row filter_collect(const struct screen_context *context, struct arena *arena);

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
