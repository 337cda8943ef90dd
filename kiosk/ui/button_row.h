#pragma once

#include "ui/widgets.h"

/* Buttons side by side. A row that is too narrow for all their words gives up what can be spared,
 * one thing after the other, before anything is cut. */

/* What a row can spare. */
enum row_spare {
    SPARE_WORD,   /* of these buttons: where the icon speaks for itself */
    SPARE_ICON,   /* of these buttons: where the word matters more */
    SPARE_SIZE,   /* of these buttons' words, where they are large */
    SPARE_AIR,    /* beside all words, and their size */
    SPARE_LONGEST /* of the primary button's words: an icon stands in for it */
};

enum { BUTTON_ROW_MAX = 8, ROW_SPARE_IDS = 3, ROW_WORDS = 4 };

struct row_spare_step {
    enum row_spare spare;
    const char *ids[ROW_SPARE_IDS]; /* of buttons, those that go together; NULL fills up */
};

struct button_row {
    int height; /* px */
    const struct row_spare_step *order;
    int order_count;
    /* What the primary button may say: it takes the same width for all of them, so that nothing in
     * the row moves when one takes the other's place under a finger. */
    const char *primary_words[ROW_WORDS];
    const char *precious; /* id of the button that keeps its share without its word; NULL: none */

    struct button buttons[BUTTON_ROW_MAX];
    int widths[BUTTON_ROW_MAX];
    int weights[BUTTON_ROW_MAX];
    int count;
    bool tight, longest_as_icon;
};

/* `weight`: the button's share of the room that is left over. */
void button_row_add(struct button_row *row, struct button button, int weight);

/* The width, px, that the row wants with all its words. */
int button_row_width(const struct ui *ui, struct button_row *row);

/* Spares what it must to fit into `width`. Returns the width, px, that it then wants. */
int button_row_fit(const struct ui *ui, struct button_row *row, int width);

/* Draws the row, from the left, in the widths of the last button_row_fit or _width, each button
 * with its share of what is left over: a label that was exchanged since moves nothing. */
void button_row_place(struct ui *ui, struct button_row *row, struct rect rect);

/* Fits the row into `rect` and draws it there. */
void button_row_draw(struct ui *ui, struct button_row *row, struct rect rect);
