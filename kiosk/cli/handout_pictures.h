#pragma once

#include "base/arena.h"
#include "content/content.h"
#include "figure/figure.h"
#include "handout/handout.h"

/* Figures and pictures at the resolution of a printer. Pixels live in `arena`. */

/* Where a figure begins and where it ends, cut to what both take; a loop at its beginning and its
 * middle; else the first and the last of the exercise's pictures. Captions are left to the caller.
 * Returns how many there are. */
size_t handout_exercise_pictures(struct arena *arena, struct figure_renderer *renderer,
                                 const struct exercise *exercise, unsigned person,
                                 struct handout_picture *out);

/* No pixels (logged) when it cannot be shown. */
struct handout_picture handout_photo(struct arena *arena, const struct picture *picture);
