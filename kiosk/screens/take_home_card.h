#pragma once

#include "screens/screen.h"

/* The white card on which a routine is taken home: its code, where one code says all of it and can
 * be read from the card, else the way to the codes. Touched, it opens them (take_home_panel.h). */

/* Says as much as `card` leaves room for. */
void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card);

/* The least height for the largest good code and two lines of words, px. */
int take_home_card_least(const struct ui *ui);

/* True when the tap was the card's. */
bool take_home_card_tap(struct screen_context *context, const struct tap *tap);
