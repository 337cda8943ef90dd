#pragma once

#include <pango/pango.h>
#include <stdbool.h>

#include "handout/handout.h"

/* Texts set in the handout's own fonts, never in those of the machine. */

enum style {
    STYLE_TITLE,
    STYLE_LEAD,
    STYLE_CLINIC,
    STYLE_SECTION,
    STYLE_STEP,
    STYLE_DOSE,
    STYLE_LABEL,
    STYLE_BODY,
    STYLE_SMALL
};

struct letters {
    PangoFontMap *map;
    PangoContext *context;
    char *families; /* best first, as Pango lists them */
    bool right_to_left;
};

/* False when not one of the fonts can be read. */
bool letters_open(struct letters *letters, const struct handout *handout);
void letters_close(struct letters *letters);

/* Wrapped to `width` points, from where reading begins; a width of 0: one line as long as it takes.
 * `strong` is set in bold before `text`. To be unreferenced. */
PangoLayout *letters_set(const struct letters *letters, enum style style, double width,
                         const char *strong, const char *text);

/* From one baseline to the next, points. */
double letters_line(const struct letters *letters, enum style style);
