#pragma once

#include "ui/setting_row.h"

/* A number between a minus and a plus, each of which goes on while it is held. A limit is never
 * silent: the button is pale, and the caption says so. */
struct stepper {
    const char *id; /* "hold": its buttons are "hold:less" and "hold:more" */
    const char *title;
    const char *caption;     /* the range; NULL: none */
    const char *value;       /* "25 s" */
    const char *widest;      /* the widest value there is: nothing moves while a button is held.
                                NULL: this one */
    const char *less, *more; /* what the buttons do, said after the title: "shorter" */
    const char *limit;       /* "3 is the most": in place of the caption; NULL: at no limit */
    bool least, most;        /* at which; neither: the value is beyond it */
    bool bare;               /* not on a card */
    int index;
};

/* A press on a button of the stepper, or of a pair of buttons, with this id: 1 for more, -1 for
 * less; 0: on something else. */
int stepper_press(const struct tap *tap, const char *id);

void stack_stepper(struct stack *stack, const struct stepper *stepper);
