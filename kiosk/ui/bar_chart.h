#pragma once

#include "ui/stack.h"

/* Counts as bars, each of parts that lie on one another: finished, left early. A number stands on
 * or in every bar for which there is room, and each is said in words. */

enum { BAR_PARTS = 3 };

struct bar_part {
    const char *label; /* "left early": in the legend, and said */
    enum theme_color fill, ink;
    const char *icon; /* in the legend; NULL: none */
    bool hatched;     /* told from the others by more than its colour */
};

struct bar {
    const char *label; /* "Th" */
    const char *under; /* a second line, stronger: "20"; NULL: none */
    int parts[BAR_PARTS];
    bool none; /* there was nothing to count: a dash, not a zero */
    bool open; /* its time is not over yet, or it is not the one that counts: lighter, and the
                  label is strong */
};

struct bar_chart {
    const struct bar_part *parts;
    int part_count; /* 1: no legend */
    const struct bar *bars;
    int bar_count;
    const char *colon,
        *comma; /* as the language writes them, where bars are said; NULL: ": ", ", " */
};

/* What the parts' colours mean, in as many rows as it takes. */
void stack_bar_legend(struct stack *stack, const struct bar_chart *chart);

/* How wide that is in one row; `narrow`: with one entry in each. */
int bar_legend_width(const struct ui *ui, const struct bar_chart *chart, bool narrow);

/* Columns side by side with a scale at the left, `height` px with their labels. Labels that would
 * touch are left out, but for the last. */
void stack_bar_columns(struct stack *stack, const struct bar_chart *chart, int height);

/* One bar in `rect`, which is as wide as `most`. */
void ui_bar(struct ui *ui, struct rect rect, const struct bar_chart *chart, const struct bar *bar,
            int most);

/* Bars below each other, each behind its label and with the numbers of its parts. */
void stack_bar_rows(struct stack *stack, const struct bar_chart *chart);
