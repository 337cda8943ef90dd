#pragma once

#include "clinic/own_pack.h"
#include "staff/routine_rows.h"

/* All routines: their order, what patients see, and the clinic's own to be changed. */

enum routines_filter { ROUTINES_ALL, ROUTINES_OWN, ROUTINES_HIDDEN, ROUTINES_FILTERS };

struct staff_routines {
    struct routine_rows rows;
    char chosen[CONTENT_ID_MAX + 1]; /* id of a row */
    enum routines_filter filter;
    struct scroll scroll, card_scroll;
    bool to_fault;        /* a row with a mistake is to be the chosen one */
    bool one;             /* drawing found room for one thing at a time: the list, or ... */
    bool card;            /* ... the chosen row's page, which is open */
    struct own_undo undo; /* of the last change that deleted nothing */
    struct {              /* the last that was deleted: it can come back until the lock */
        struct own_undo undo;
        char id[CONTENT_ID_MAX + 1];
        char name[200];
    } deleted;
    char said[400];                      /* what it was, or why it could not be; "": nothing */
    char unreadable[CONTENT_ID_MAX + 1]; /* that is about a file which can be set aside; "": not */
    const char *said_icon;               /* NULL: it could not be */
};

void staff_routines_forget(struct staff_routines *state);

/* Draws the screen. */
struct screen_context;
void staff_routines_draw(struct screen_context *context, struct ui *ui);

/* The rows that the filter lets through: indexes into rows. */
int staff_routines_filtered(const struct staff_routines *state, int *out, int most);

enum { STAFF_ROUTINES_MAX = 512 };
