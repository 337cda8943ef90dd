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
    bool switches; /* both stand in the row */
    bool handles;
    int switch_width;
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

/* All rows; `what` is the view. */
void routines_put_rows(struct stack *stack, const void *what);
