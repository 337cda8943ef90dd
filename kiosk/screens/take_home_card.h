#pragma once

#include "screens/screen.h"

/* The white card with the routine as QR codes, and below or beside them what they are for. Several
 * codes take turns by themselves; a tap on the card turns on, a finger on it holds. */

/* How long each code stands: a phone's camera is up and has found it. */
enum { TAKE_HOME_TURN_MS = 8000 };

/* Says as much as `card` leaves room for beside a code that can be read. */
void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card);

/* The least height for the largest code and two lines of words, px. */
int take_home_card_least(const struct ui *ui);

/* True when the tap was the card's. */
bool take_home_card_tap(struct screen_context *context, const struct tap *tap);

/* As screen.h has it: when the next code has its turn. */
ms_t take_home_card_wake(const struct screen_context *context);
