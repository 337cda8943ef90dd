#pragma once

#include "base/arena.h"
#include "figure/clip.h"
#include "json/json.h"

/* Reads an exercise's "figure" object; content/FIGURE.md describes it. Faults are added at their
 * places (json_error and the getters), a limb that cannot reach its target among them with the
 * centimetres missing, and the exercise is then left out; false when there were any. *out lives in
 * `arena`, or is NULL when there is nothing to show. Nothing of `figure` is kept. */
bool content_parse_figure(struct json figure, struct arena *arena, const struct figure_clip **out);
