#pragma once

#include "screens/screen.h"
#include "staff/staff.h"
#include "ui/stack.h"

/* Pieces that more than one of staff's screens shows. */

/* The exercise that stands for a routine: the first that has a picture. */
const struct exercise *staff_face(const struct routine *routine);

/* One thing at a time is seen: fewer than eight rows of targets fit. */
static inline bool staff_small(const struct ui *ui)
{
    return ui->metrics.compact || ui->metrics.height < 8 * ui->metrics.target;
}

/* What a number counts, in the form that goes with it, without the number: "visit", "visits". */
const char *staff_count_word(const struct screen_context *context, struct arena *arena,
                             const char *key, long long number);

/* A row of a list; the chosen one is tinted, a carried one floats. */
void staff_row_box(struct ui *ui, struct rect rect, bool chosen, bool carried);

/* Up or down for the chosen row of a list with handles: with its word wherever there is room. The
 * index of their taps is `chosen`; -1: none is, and they are pale. */
struct drag_list;
struct button staff_order_button(struct ui *ui, const struct drag_list *list, bool up, int chosen,
                                 const char *word);

/* What could not be done, in a bar cut off the bottom of *area. */
void staff_warning_bar(struct ui *ui, struct rect *area, const char *text);

/* What was written into the own pack is not what patients see, for the content would be worse with
 * it: why, in words. NULL: they see it, or soon will. */
const char *staff_refusal(const struct screen_context *context, struct arena *arena);

/* Why something could not be done: the first error of them, in words; "" when there is none. */
const char *staff_why(const struct screen_context *context, struct arena *arena,
                      const struct fault_list *faults);

/* Buttons side by side, in as many rows as they take. */
void staff_buttons_put(struct stack *stack, const struct button *buttons, int count);
