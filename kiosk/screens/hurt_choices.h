#pragma once

#include "screens/screen.h"

/* What can be done after "It hurts": buttons in rows. Their ids are "easier", "skip", "resume" and
 * "end"; "hurt:back" is the one that leads back. */

enum { HURT_CHOICES_MAX = 4 };

struct hurt_choices {
    struct ui *ui;
    const struct screen_context *context;
    struct button button[HURT_CHOICES_MAX];
    int count;
    const struct exercise *easier; /* NULL when the first button is not "easier" */
    int columns;
    bool pictured; /* the easier exercise is shown, in a higher first row */
    bool back;     /* the button at the end of the last row leads back, not to the languages */
    int corner_w;  /* px of that button; 0: not there */
};

/* In one column. `exercise` is the one that hurts, NULL for none. */
struct hurt_choices hurt_choices(struct ui *ui, const struct screen_context *context,
                                 const struct exercise *exercise);

/* The button at the end of the last row of this width: back, or to the languages. */
void hurt_choices_add_corner(struct hurt_choices *choices, int width);

/* Words and icons as rows of this width have room for. */
void hurt_choices_label(struct hurt_choices *choices, int width);

/* Two in a row when every label fits; labelled then. */
void hurt_choices_try_two_columns(struct hurt_choices *choices, int width);

int hurt_choices_height(const struct hurt_choices *choices, int width);

void hurt_choices_draw(const struct hurt_choices *choices, struct rect area);
