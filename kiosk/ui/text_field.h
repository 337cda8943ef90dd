#pragma once

#include "ui/stack.h"
#include "ui/text_edit.h"

/* A line that can be written in. What does not fit is moved sideways so that the caret is in sight;
 * its letters run from the side that their language begins at. */
struct text_field {
    const char *id;          /* taps on it say in `to` where the caret belongs */
    const char *label;       /* above it; NULL: it is only said */
    const char *spoken;      /* its meaning where there is no label */
    const char *told;        /* all that readers hear; NULL: label and text, with a colon */
    const char *placeholder; /* while it is empty; NULL: none */
    const char *icon;        /* in front; NULL: none */
    const char *aside;       /* "14 of 80", where there is room; NULL: none */
    int aside_least;         /* letters that have room before it; else it does not show */
    bool warn;               /* it is in the warning's colour */
    int nudge;               /* px by which it stands out of its place: something was refused */
    const char *clear; /* what the button at its end means; its id is "ID:clear". NULL: none */
    enum theme_type type;
    bool focused; /* it is what the keyboard writes in */
    struct text_edit *edit;
};

void stack_text_field(struct stack *stack, const struct text_field *field);
