#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ui/draw.h"

/* How wide text is and which way it runs, answered by whoever owns the fonts (`platform`).
 * `length` in bytes. */
struct text_measure {
    void *context;
    int (*width)(void *context, struct font font, const char *text, size_t length);
    /* Distance from the top of a line box to the baseline, and the height of a line box. */
    int (*ascent)(void *context, struct font font);
    int (*line_height)(void *context, struct font font);
    /* The language that most of the text is in from now on, also when it is drawn: "vi". */
    void (*set_language)(void *context, const char *code);
    /* Whether a text is read from right to left: so say most of its letters, rather than the first
     * one (an Arabic sentence may begin with "TENS"); `otherwise` when they are even or there are
     * none. */
    bool (*right_to_left)(const char *text, bool otherwise);
    /* Where a caret stands in a line whose paragraph runs from right to left or not: x[n], px from
     * the line's left end, after its first n bytes, beside the character that ends there; x has
     * `length` + 1 places. Before the first character: where that begins. */
    void (*carets)(void *context, struct font font, const char *text, size_t length, bool rtl,
                   int *x);
};
