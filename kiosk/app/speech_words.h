#pragma once

#include "content/strings.h"

/* What stands on the screen, with its numbers of seconds and minutes in words that a voice can say:
 * "Hold 20 s" becomes "Hold 20 seconds". In `arena`, or `text` itself. */
const char *speech_words(const struct strings *strings, struct arena *arena, const char *text);
