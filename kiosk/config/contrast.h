#pragma once

#include <stddef.h>

#include "config/theme.h"

/* How well what is drawn stands out (WCAG 2.2, "contrast ratio"): 1 for the same colour, 21 for
 * black on white. */
double contrast_of(color_t a, color_t b);

/* 7:1 for text of any size (WCAG 1.4.6), 3:1 for icons and what shows a state (1.4.11). */
#define CONTRAST_TEXT 7.0
#define CONTRAST_PART 3.0

/* What stands on what, and how much it has to stand out. tests/flow/test_access.c looks for
 * everything that is drawn and not in this list. */
struct contrast_pair {
    enum theme_color ink, ground;
    double least;
};

extern const struct contrast_pair contrast_pairs[];
extern const size_t contrast_pair_count;

/* Of these colours, by enum theme_color. A translucent ink is seen on its ground. */
double contrast_in(const color_t *colors, const struct contrast_pair *pair);

struct json_file;

/* Warns of what is hard to see: at the colour that the theme's file names. */
void contrast_check(const struct theme *theme, struct json_file *json);
