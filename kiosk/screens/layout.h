#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* How the list screens (home, overview, advice) divide the window. Lengths in window pixels. */

/* The window without its margins. */
struct rect layout_area(const struct ui *ui);

/* As ui_section, between cards and on pages of text. */
int layout_section_wide(const struct ui *ui);

/* Fills the window. */
void layout_background(struct ui *ui);

/* A single line of `type` fits `width`. */
bool layout_fits(const struct ui *ui, enum theme_type type, const char *text, int width);

/* As many equal columns as leave each `least` px, one at least and three at most. */
struct columns {
    int count;
    int width; /* of one */
    int gap;   /* between two */
};

struct columns layout_equal_columns(int width, int least, int gap);
struct columns layout_columns_in(int width, int count, int gap); /* so many */

/* A box with an edge so many strokes wide. */
void layout_box(struct ui *ui, struct rect rect, enum theme_color fill, enum theme_color line,
                int strokes);

/* The edge of a card whose surface is no different from the background (high contrast). */
void layout_card_edge(struct ui *ui, struct rect card, int radius);

/* Width of a scroll arrow, and of two of them side by side. */
int layout_arrow_width(const struct ui *ui);
int layout_arrows_width(const struct ui *ui);

/* The lower part of `column` that holds two arrows, one above the other. */
struct rect layout_arrow_pair(const struct ui *ui, struct rect column);

/* A part of the window whose content scrolls; the background fades in over an end behind which
 * there is more. */
struct scroll_view {
    struct scroll *scroll;
    struct rect view;
    int room;              /* px beside it in which shadows are seen */
    enum theme_color over; /* what fades in; 0: the background */
    int height;            /* of the content, px, where it is known; 0: it is measured */
};

void layout_scroll(struct ui *ui, const struct scroll_view *view, stack_fn *fn, const void *what);

/* The two arrow buttons of `scroll`, where its content overflows. */
void layout_scroll_arrows(const struct screen_context *context, struct ui *ui,
                          struct scroll *scroll, struct rect rect, bool vertical);
