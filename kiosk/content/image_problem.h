#pragma once

#include "base/arena.h"
#include "base/image_header.h"

/* What is wrong with a picture file and what to do, to be read behind its name: "is an SVG drawing;
 * save it as PNG". `size`: of the file, in bytes. NULL when it can be shown. */
const char *image_problem(struct arena *arena, enum image_fault fault,
                          const struct image_header *header, size_t size);

/* Why it should be made smaller, though it can be shown; NULL when it need not. */
const char *image_advice(struct arena *arena, const struct image_header *header, size_t size);
