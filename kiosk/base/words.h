#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of Chinese, which has no spaces between them: for the ends of lines.
 *
 * ICU's dictionary says where words end (its word breaks; its line breaks part every character).
 * It fits the texts of any clinic, and libicuuc is in memory anyway, because libxml2 needs it. What
 * it costs, from the first Chinese text on: 0.2 ms to open it (7 ms from a cold disk), 4 MB of its
 * files mapped, 0.2 MB of memory, and 3 us a character, once: what was asked last is remembered.
 * friso, the other one in Debian 12, reads its lists for 0.4 s into 24 MB.
 *
 * What the dictionary does not know comes out as single characters. They stay with each other and
 * with the words beside them, but for those of grammar, which are words by themselves; particles
 * stay with what they follow.
 *
 * For the main thread alone. */

/* A Chinese character; no punctuation, no kana. */
bool words_of(uint32_t code);

/* Bytes of the first word of a text that begins with a Chinese character. */
size_t words_first(const char *text, size_t length);
