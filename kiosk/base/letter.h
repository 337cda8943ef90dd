#pragma once

#include <stdbool.h>

/* Letters as Unicode has them, one at a time: UTF-8 with all that belongs to it. */

enum { LETTER_SIZE = 16 }; /* bytes of the longest, with its end */

/* The capital, or small, letter of a text shorter than LETTER_SIZE; what has none stays. */
void letter_upper(const char *letter, char upper[LETTER_SIZE]);
void letter_lower(const char *letter, char lower[LETTER_SIZE]);

/* A letter and the marks after it as one, where there is such a letter (NFC). False when it is no
 * UTF-8, or too long. */
bool letter_compose(const char *letter, char composed[LETTER_SIZE]);

/* It is a mark that joins the letter before it. */
bool letter_is_mark(const char *letter);
