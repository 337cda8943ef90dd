#pragma once

#include "screens/parts.h"

/* The player's frame, shared by player and paused: the same picture, dimmed while it waits. */
void player_frame(struct screen_context *context, struct ui *ui, bool paused);

/* Taps that both of them answer: back, next, leave, hurts, ease. False when it was another. */
bool player_common_tap(struct screen_context *context, const struct tap *tap);

/* The figure at this moment of a session. */
void player_figure(struct ui *ui, struct rect rect, const struct session_view *view,
                   const struct routine *routine);

/* "Hold", "Relax", "Breathe in": the phase in a word. */
const char *player_phase_word(const struct screen_context *context,
                              const struct session_view *view);

/* The sentence to read now: how to get into position, or what to do. */
const char *player_instruction(const struct session_view *view);

/* True while the patient is working, not waiting or changing. */
bool player_is_working(const struct session_view *view);
