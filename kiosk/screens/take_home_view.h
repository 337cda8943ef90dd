#pragma once

#include "screens/take_home.h"
#include "ui/widgets.h"

/* A code on the screen, as a phone's camera wants it. */

/* How many modules per side a square of `side` px has room for, with its white margin, so that each
 * can be told from the next. */
int take_home_most_modules(const struct ui *ui, int side);

/* The side, px, of the largest code that is good, with its margin. */
int take_home_good_side(const struct ui *ui);

/* As large as whole pixels per module allow, in the middle of `area`, white margin included. */
void take_home_draw_code(struct ui *ui, const struct take_home *code, struct rect area);
