#pragma once

#include "screens/screen.h"

/* The white card with the routine as a QR code, and below or beside it what it is for. */

/* Says as much as `card` leaves room for beside a code that can be read. */
void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card);

/* The least height for a code with each exercise's dose and one line of words, px. */
int take_home_card_least(const struct ui *ui);
