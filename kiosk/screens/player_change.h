#pragma once

/* Going from the place of one exercise to that of the next, in words. Texts are valid for a frame.
 */

struct player_frame;

/* How to get there safely, and where. Where only something has to be fetched: what. */
const char *player_change_text(const struct player_frame *f);

/* "You need: Strap": what the step before did not need, and what to hold on to, always; "" when
 * there is nothing, or the sentence already says it. */
const char *player_change_needs(const struct player_frame *f);

/* The same, also where the sentence says it: for a step without a change of place. */
const char *player_needs_text(const struct player_frame *f);
