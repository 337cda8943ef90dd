#pragma once

#include "screens/screen.h"
#include "staff/staff.h"
#include "staff/usage.h"
#include "ui/bar_chart.h"

/* Shared by usage*.c only. */

struct usage_view {
    struct screen_context *context;
    struct staff_usage *state;
    const struct usage *usage;
    int chart_height; /* px */
    int most_rows;    /* of routines, on the first page */
};

/* What is counted under this id, in words for staff: `gone` where there is no such thing any more.
 */
static inline const char *usage_called(const struct screen_context *context, const char *id,
                                       const char *gone)
{
    const char *name = usage_known_name(context->content, id);
    return name ? name : tr(context->strings, gone);
}

static inline const char *usage_word(const struct usage_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

/* The counts as `kiosk shot` shows them. */
void usage_show_sample(struct screen_context *context, struct usage *usage);

void staff_usage_draw(struct screen_context *context, struct ui *ui);

/* usage_charts.c: what is in the cards (stack_fn with a struct usage_view) */

void usage_put_visits(struct stack *stack, const void *view);
void usage_put_hours(struct stack *stack, const void *view);

/* A heading, and at its right what it is about, in a pill or plain. */
void usage_put_heading(struct stack *stack, const char *text, const char *aside, bool pill);

/* "20 Nov to 3 Dec" */
const char *usage_range_text(const struct usage_view *v, struct arena *arena);

/* usage_columns.c: picture, name, begun, hurts, and how it felt */

enum usage_form {
    USAGE_BESIDE,
    USAGE_BELOW, /* bars are in a line below the name */
    USAGE_APART  /* and those of how it felt in another */
};

struct usage_columns {
    int picture, name, bar, hurts, faces, gap; /* widths, px; picture, faces 0: there is none */
    enum usage_form form;
    int thick; /* of a bar */
};

struct usage_columns usage_arrange(struct ui *ui, const struct usage_view *v, int width,
                                   bool faces);

struct bar_chart usage_begun_chart(const struct usage_view *v, struct arena *arena);
struct bar_chart usage_felt_chart(const struct usage_view *v, struct arena *arena);

/* Above the columns; the title, if any, beside them where there is room. */
void usage_put_heads(struct stack *stack, const struct usage_view *v, const struct usage_columns *c,
                     const char *title);

/* usage_rows.c: routines, and the steps of one */

void usage_put_routines(struct stack *stack, const void *view); /* the first ones, in a card */
void usage_put_list(struct stack *stack, const void *view);     /* all, to be touched */
void usage_put_steps(struct stack *stack, const void *view);

/* The words of its columns and rows stand whole at this width. */
bool usage_rows_fit(struct ui *ui, const struct usage_view *v, int width);
int usage_row_gap(const struct ui *ui);
int usage_row_height(struct ui *ui, const struct usage_view *v, int width);
