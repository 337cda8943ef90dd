#pragma once

#include "clinic/own_aside.h"
#include "screens/screen.h"

/* The routines as staff see them: all that packs hold, shown or not, in the order of display. What
 * staff change stands here at once; the content follows a moment later, and is then looked at
 * again. */

struct routine_row {
    const char *id, *name;
    const char *pack;  /* "shipped", or the pack's name; "" of the own pack */
    const char *fault; /* of its file, in words; NULL: it has none */
    bool own, hidden, demo;
    bool left_out;  /* for its fault; else patients see it as it was before that */
    int fault_step; /* with the mistake; -1: none is known */
};

struct routine_rows {
    struct arena arena;
    const struct content *content; /* from which they were made; NULL: not yet */
    const struct strings *strings;
    const struct fault *refused; /* the first of newer files that are not taken; NULL: none */
    struct routine_row *rows;
    int count;
    struct own_aside *asides; /* what was set aside */
    int aside_count;
    ms_t changed_at; /* the last change here that the content may not yet have; 0: none */
};

void routine_rows_free(struct routine_rows *rows);

/* Brings them up to date. */
void routine_rows_know(struct routine_rows *rows, const struct screen_context *context);

/* When they will be looked at again; MS_NEVER: when the content is another. */
ms_t routine_rows_wake(const struct routine_rows *rows, const struct screen_context *context);

/* The routine in the language that is shown; NULL where the content has none (by now). */
const struct routine *routine_row_routine(const struct content *content,
                                          const struct routine_row *row);

/* Patients see it. */
static inline bool routine_row_shown(const struct routine_row *row)
{
    return !row->hidden && !row->left_out;
}

int routine_rows_find(const struct routine_rows *rows, const char *id); /* -1: it is not there */
void routine_rows_move(struct routine_rows *rows, int from, int to);
void routine_rows_remove(struct routine_rows *rows, int row);
