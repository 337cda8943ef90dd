#pragma once

#include "content/strings.h"

/* What stands on the screen, with what stands for a word beside its numbers in words that a voice
 * can say: "Hold 20 s" becomes "Hold 20 seconds", "10×" becomes "10 times", "1/6" becomes "1 of 6".
 * In `arena`, or `text` itself. */
const char *speech_words(const struct strings *strings, struct arena *arena, const char *text);
