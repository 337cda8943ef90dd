#pragma once

#include "ui/stack.h"

/* The words of a row that sets something, and the place of its control: beside them at the right,
 * or below, where a word would be split. What rows with a switch or a stepper are made of. */

enum row_tone {
    ROW_PLAIN,
    ROW_LIMIT, /* the caption says why it goes no further, which is no warning */
    ROW_WRONG, /* the caption says what the value should be */
    ROW_FAULT  /* the caption says what is wrong, behind a triangle */
};

struct setting_row {
    const char *title;
    const char *value;   /* larger, below the title; NULL: the control shows it, or there is none */
    const char *caption; /* NULL: none */
    enum row_tone tone;
    bool bare; /* not on a card: among other rows of one */
};

struct setting_place {
    struct rect row; /* all of it: a card, or what it takes of one */
    struct rect words, control;
};

/* Whether the words stand beside a control of this width without one being split. */
bool setting_row_beside(const struct ui *ui, int width, const struct setting_row *row, int control);

/* Reserves the row. Below the words the control has all of the width. */
struct setting_place setting_row_place(struct stack *stack, const struct setting_row *row,
                                       int control_width, int control_height);

/* Card and words. */
void setting_row_draw(struct ui *ui, const struct setting_row *row,
                      const struct setting_place *place, bool pressed);
