#pragma once

#include "ui/widgets.h"

/* Pieces set one below the other. Measuring is drawing: the same function is called twice, first
 * `dry`, when only `y` moves, then drawing, so that a layout chosen by its height is exactly the
 * one that appears. Coordinates are window pixels. */
struct stack {
    struct ui *ui;
    int x, y, width; /* y moves down with every piece */
    enum align align;
    bool dry;     /* moves y, draws nothing */
    bool small;   /* texts have no larger letters than captions have */
    int balanced; /* texts of at most so many lines are broken into lines of about equal length,
                     so that no single word is left on the last one */
};

enum {
    STACK_PROSE = 3,    /* balanced: longer texts read better at full width */
    STACK_MESSAGE = 99, /* balanced: whatever is said in one breath */
};

/* What is in a stack; `what` is whatever the function wants to know. */
typedef void stack_fn(struct stack *stack, const void *what);

/* Draws from the top of `rect`; prose. */
struct stack stack_in(struct ui *ui, struct rect rect, enum align align);

/* The height, px, of what `fn` puts into a stack of this width. */
int stack_height(struct ui *ui, int width, stack_fn *fn, const void *what);

/* Draws it from the top of `rect`, or in the middle of its height (or from the top, where it is
 * higher). */
void stack_draw(struct ui *ui, struct rect rect, enum align align, stack_fn *fn, const void *what);
void stack_draw_middle(struct ui *ui, struct rect rect, enum align align, stack_fn *fn,
                       const void *what);

void stack_gap(struct stack *stack, int px);

/* Reserves a full-width box of this height and returns it. */
struct rect stack_box(struct stack *stack, int height);

/* Something in `rect` is to be drawn now, and could be seen, or is read aloud. */
bool stack_seen(const struct stack *stack, struct rect rect);

/* max_lines 0: as many as it takes. */
void stack_text(struct stack *stack, enum theme_type type, color_t color, const char *text);
void stack_lines(struct stack *stack, enum theme_type type, color_t color, int max_lines,
                 const char *text);
void stack_text_font(struct stack *stack, struct font font, color_t color, int max_lines,
                     const char *text);

/* In the role's font, made smaller until it has at most `lines` lines; max_lines as above. */
void stack_fit(struct stack *stack, enum theme_type type, color_t color, int lines, int max_lines,
               const char *text);

/* Words between pairs of ** appear in `strong`, the others in `plain`. Always balanced. */
void stack_rich(struct stack *stack, enum theme_type plain, enum theme_type strong, color_t color,
                const char *text);

/* A paragraph behind a bullet. */
void stack_bullet(struct stack *stack, enum theme_type type, color_t color, color_t bullet,
                  const char *text);

/* A filled rounded panel around what `fn` puts into it. */
void stack_panel(struct stack *stack, color_t fill, int padding, stack_fn *fn, const void *what);

struct tag {
    const char *icon; /* NULL for none */
    const char *label;
};

/* Tags side by side; where they do not fit one row, the same words as one text. */
void stack_tags(struct stack *stack, const struct tag *tags, int count);
bool stack_tags_fit(const struct ui *ui, const struct tag *tags, int count, int width);
void stack_tags_as_text(struct stack *stack, const struct tag *tags, int count);

/* The narrowest width at which `text` takes no more lines than at `width`. */
int stack_balanced_width(const struct ui *ui, int width, struct font font, const char *text);
