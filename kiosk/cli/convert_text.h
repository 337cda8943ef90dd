#pragma once

#include "base/arena.h"
#include "content/content.h"

/* Texts of other people's collections, made fit for a pack: plain, on one line, of a length that
 * can be read from the mat. */

/* Lines without markup: HTML tags are taken out (those of blocks end a line), character references
 * read once, white space made one space, numbers and dashes in front of list entries dropped.
 * `html` off leaves < and & as they are. No line is empty. */
struct string_list convert_lines(struct arena *arena, const char *text, bool html);

/* The lines as one, cut at a word after at most `max` bytes. "" when there is nothing. */
const char *convert_line(struct arena *arena, const char *text, bool html, size_t max);

/* Lines of at most `max` bytes, no more than `most`: long ones are cut between sentences, or else
 * between words; too many are joined. */
struct string_list convert_steps(struct arena *arena, struct string_list lines, size_t most,
                                 size_t max);

/* An id made of a name: [a-z0-9-]+, at most `max` bytes; "" when the name has no such letters. */
const char *convert_id(struct arena *arena, const char *name, size_t max);

/* Case and accents of ASCII letters aside. */
bool convert_has_words(const char *text, const char *words);
