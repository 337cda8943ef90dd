#pragma once

#include "staff/parts.h"
#include "ui/drag_handle.h"
#include "ui/stack.h"
#include "ui/switch_row.h"

/* Between the files that draw the routines only. */

/* What is drawn, as put into stacks. */
struct routines_view {
    struct screen_context *context;
    struct staff_routines *state;
    int shown[STAFF_ROUTINES_MAX]; /* rows that the filter lets through */
    int count;
    const char *unsaved, *unsaved_info; /* that there is a draft, in words, and a key of what of it
                                           patients see; NULL: there is none */
    bool pinned;                        /* that is said above the list, and not at its beginning */
    bool switches;                      /* both stand in the row */
    bool handles;
    bool pictures;    /* in the rows */
    int switch_width; /* of a switch and its head, px */
    int row_height;   /* of all rows in this width, px: rows that are carried are equally high */
};

static inline const char *routines_word(const struct routines_view *d, const char *key)
{
    return tr(d->context->strings, key);
}

/* A row and where it is drawn, for stacks. */
struct row_words {
    const struct routines_view *d;
    const struct routine_row *row;
};

struct drag_list routines_list(const struct ui *ui, const struct routines_view *d);
struct switch_row routines_switch(const struct routines_view *d, bool on);

/* The draft, above all others, wherever it will stand; `what` is the view. */
void routines_put_unsaved(struct stack *stack, const void *what);

/* What was set aside, below the rows; `what` is the view. */
void routines_put_asides(struct stack *stack, const void *what);

/* All rows; `what` is the view. */
void routines_put_rows(struct stack *stack, const void *what);

/* How wide the words of a row are in a list of this width, px. */
int routines_words_width(const struct ui *ui, const struct routines_view *d, int width);

/* No row's words are split, nor longer than can be taken in at a glance. */
bool routines_words_fit(struct ui *ui, const struct routines_view *d, int width);

/* Of the highest row in a list of this width, px. */
int routines_row_height(struct ui *ui, const struct routines_view *d, int width);

/* Its card without the picture, px. */
int routines_card_height(struct ui *ui, const struct routines_view *d, int width, int index);
void routines_draw_card(struct ui *ui, const struct routines_view *d, struct rect rect, int index);

/* The chosen one as a page of its own; `what` is the view. */
void routines_put_page(struct stack *stack, const void *what);
