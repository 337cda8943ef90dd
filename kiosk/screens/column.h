#pragma once

#include "ui/text.h"

/* Text one below the other, aligned, in lines of about equal length, so that no single word is left
 * on the last one. The same calls first measure, then draw: a layout chosen by its height is
 * exactly the one that appears. */
struct column {
    struct ui *ui;
    int x, y, width; /* px; y moves down with every block */
    enum align align;
    bool measure; /* moves y, draws nothing */
};

/* Draws from the top of `rect`. */
struct column column_in(struct ui *ui, struct rect rect, enum align align);

/* Measures in this width; y starts at 0, so it ends up as the height. */
struct column column_measuring(struct ui *ui, int width);

void column_space(struct column *column, int px);

/* Reserves a full-width box of this height and returns it. */
struct rect column_box(struct column *column, int height);

void column_text(struct column *column, enum theme_type type, color_t color, const char *text);
void column_text_font(struct column *column, struct font font, color_t color, const char *text);

/* Words between pairs of ** appear in `strong`, the others in `plain`. */
void column_rich(struct column *column, enum theme_type plain, enum theme_type strong,
                 color_t color, const char *text);

/* A filled rounded panel around a paragraph. */
void column_panel(struct column *column, enum theme_type type, color_t fill, color_t ink,
                  int padding, const char *text);

/* The narrowest width at which `text` takes no more lines than at `width`. */
int column_balanced_width(const struct ui *ui, int width, struct font font, const char *text);
