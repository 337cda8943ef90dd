#pragma once

#include "ui/setting_row.h"

/* A row that is on or off: all of it is the target. The state is a tick and a word, on a pill. */
struct switch_row {
    const char *id;
    const char *title, *caption; /* caption NULL: none */
    const char *fault;           /* what is wrong, in place of the caption; NULL: nothing */
    const char *on_word, *off_word;
    bool on;
    int index;
};

void stack_switch_row(struct stack *stack, const struct switch_row *row);

/* The pill alone, in the middle of `rect`: for rows that hold several. */
void ui_switch(struct ui *ui, struct rect rect, const struct switch_row *row);
int ui_switch_width(const struct ui *ui, const struct switch_row *row);
int ui_switch_height(const struct ui *ui);
