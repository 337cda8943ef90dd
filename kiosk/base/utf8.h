#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at *s, and *s moved past it. An invalid byte yields U+FFFD and moves one byte, so
 * a loop always ends. 0 at the end of the string, without moving. */
uint32_t utf8_next(const char **s);

/* The code point at text[at] of a text of `length` bytes that need not end in NUL; *next is after
 * it. NUL is a character here, U+0000. */
uint32_t utf8_at(const char *text, size_t length, size_t at, size_t *next);

/* How many code points it holds. */
size_t utf8_count(const char *s);

/* Of 0x01 to 0x7F alone. */
bool utf8_is_ascii(const char *s);

/* No overlong forms, surrogates, or values past U+10FFFF. `length` in bytes. */
bool utf8_valid(const char *s, size_t length);

/* What would break a line, steer a terminal or turn the reading order: control characters,
 * separators of lines and paragraphs, marks of direction. */
bool utf8_unprintable(uint32_t c);

/* Byte offset of the first invalid sequence, or `length` when all is valid. */
size_t utf8_invalid_at(const char *s, size_t length);
