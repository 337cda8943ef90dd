#pragma once

#include "screens/screen.h"

/* What the player says of a session: words and sentences, no places. */

struct player_frame;

/* The interface's word for `key`. */
const char *player_word(const struct player_frame *f, const char *key);

/* The arena of this frame's draw list. */
struct arena *player_arena(const struct player_frame *f);

/* "Hold", "Relax", "Breathe in": the phase in a word. */
const char *player_phase_word(const struct screen_context *context,
                              const struct session_view *view);

/* The sentence to read now: how to get into position, what to do, or how to come back. */
const char *player_instruction(const struct screen_context *context, struct arena *arena,
                               const struct session_view *view);

/* True while the patient is working, not waiting or changing. */
bool player_is_working(const struct session_view *view);

/* How to come out of a hold. */
const char *player_let_go_text(const struct screen_context *context, struct arena *arena,
                               const struct exercise *exercise);
