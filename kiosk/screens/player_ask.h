#pragma once

#include <stddef.h>

#include "ui/ui.h"

/* Before a step begins: who should not do it, then who should ask first, one text at a time, and
 * what to do about it. Texts are valid for a frame. */

struct player_frame;

/* How many texts there are, and which of them is up; 0-based, and only while some are. */
size_t player_ask_count(const struct player_frame *f);
size_t player_ask_now(const struct player_frame *f);

/* Whom it is about, as a sentence. */
const char *player_ask_text(const struct player_frame *f, size_t which);

/* What to do then, a line for Skip and a line for "I'm ready", by the words of these buttons. A
 * doctor's word lets nobody do what is not for them. */
const char *player_ask_answers(const struct player_frame *f, size_t which, bool brief);

/* These lines, each led by the icon of its button, which may have no room for its word. The height
 * is px, in a place so wide. */
int player_answers_height(const struct ui *ui, int width, struct font font, const char *lines);
void player_answers_draw(struct ui *ui, struct rect rect, struct font font, color_t ink,
                         const char *lines);
