#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a text in UTF-8 may be cut and where a line of it may end. After Unicode Standard Annexes
 * 29 (grapheme clusters) and 14 (line breaking), as far as the kiosk's languages need them. */

/* Bytes of the first character with all that belongs to it: accents, vowel signs, joiners. 0 at
 * the end. */
size_t text_cluster(const char *text, size_t length);

/* Bytes of the first piece that stays on one line, with the spaces before it: a word; in Chinese
 * a word of words.h, in Japanese a character, with the punctuation that may not be parted from it.
 * A number stays with the character after it, which says what is counted. Lines also end at '\n',
 * which is not looked for here. */
size_t text_piece(const char *text, size_t length);

/* Whether the character is set without spaces between words: lines may break beside it. */
bool text_is_ideographic(uint32_t code);
