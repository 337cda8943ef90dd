#pragma once

#include "base/arena.h"

/* A text of the screen without what only eyes read: dots between its parts become commas, lines
 * sentences, blanks that must not break plain ones, quotes and marks of direction nothing. In
 * `arena`. */
const char *plain_words(struct arena *arena, const char *text);
