#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "handout/handout.h"

/* Pages: groups one below the other, each a set of things that stay together. All lengths are
 * points (1/72 inch), from the top and, as if it were read from left to right, from the left. */

enum item_kind { ITEM_TEXT, ITEM_PICTURE, ITEM_BAR, ITEM_ARROW, ITEM_DISC };

/* Lines that part and lines to write on. */
#define SHEET_HAIR 0.6
#define SHEET_HAIR_GREY 0.55

/* Grey 0 is black, 1 is white. */
struct item {
    enum item_kind kind;
    double x, y, w, h; /* y is the group's, or the page's once it is placed */
    double grey;
    PangoLayout *layout;                   /* of a text; owned */
    const struct handout_picture *picture; /* of a picture */
};

/* Filled from the top; `y` is where the next thing goes, and in the end its height. */
struct group {
    GArray *items; /* of struct item */
    double y;
    double before; /* distance from the group above, on the same page */
    bool ruled;    /* a line in the middle of that */
};

struct sheet {
    double width, height; /* of the paper */
    double left, right;   /* edges of what is printed, likewise the two below */
    double top, bottom;
    bool right_to_left;
    GPtrArray *groups; /* of struct group */
    GPtrArray *pages;  /* of GArray of struct item; their layouts are the groups' */
};

void sheet_init(struct sheet *sheet, enum handout_paper paper, bool right_to_left);
void sheet_free(struct sheet *sheet);

/* A group below the ones before. Belongs to the sheet. */
struct group *sheet_group(struct sheet *sheet, double before);

/* The same without a place; group_join adds its items to another group, `y` lower. */
struct group *group_create(void);
void group_free(struct group *group);
void group_join(struct group *into, const struct group *from, double y);

void group_text(struct group *group, double x, double y, double width, PangoLayout *layout);
void group_add(struct group *group, struct item item);

/* Puts the groups on pages: each as a whole, but for one that is higher than a page. */
void sheet_break(struct sheet *sheet);

/* Draws the items of a page. */
void sheet_draw(const struct sheet *sheet, size_t page, cairo_t *cairo);

/* Draws one item at its place. */
void sheet_draw_item(const struct sheet *sheet, const struct item *item, cairo_t *cairo);
