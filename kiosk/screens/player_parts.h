#pragma once

#include "screens/parts.h"

/* The player's frame, shared by player and paused: the same picture, dimmed while it waits. */
void player_frame(struct screen_context *context, struct ui *ui, bool paused);

/* Taps that both of them answer: back, next, leave, hurts, ease, language,
 * about. False when it was another. */
bool player_common_tap(struct screen_context *context, const struct tap *tap);

/* The figure at this moment of a session. */
void player_figure(struct ui *ui, struct rect rect, const struct session_view *view,
                   const struct routine *routine);
