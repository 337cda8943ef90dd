#pragma once

#include "screens/screen.h"
#include "ui/stack.h"

/* A title above something that scrolls, as most screens are made: Back at the left of the title and
 * the language at its right; scroll arrows at the side, where the content overflows. In portrait
 * the arrows stand in a bar at the bottom; for low reach Back and the language stand there too. */
struct list_page {
    const char *title;    /* one line, smaller down to captions, two where even that is too long */
    const char *subtitle; /* one line below it, left out where it does not fit; NULL: none */
    const char *back;     /* what Back says, where the title is not squeezed by it */
    struct scroll *scroll;
    int room; /* px beside the content in which the shadows of cards are seen; 0 for text */
    stack_fn *content;
    /* NULL, or a picture: beside the content where that leaves lines that are easy to read, else
     * above it, scrolling with it; left out where it would be too low to make anything out. */
    void (*picture)(struct ui *ui, struct rect rect, const void *what);
    bool about_picture; /* the page is about what it shows: then it is never left out */
    const void *what;   /* what both are called with */
};

/* All of the window. The ids are "back" and "language". */
void list_page_draw(struct screen_context *context, struct ui *ui, const struct list_page *page);

/* Back, or Esc. */
bool list_page_back(const struct tap *tap);
