#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "platform/picture_rows.h"

/* The largest size of the same shape that fits into width x height; at most three times its own,
 * and at least 1 x 1. */
void picture_fit(int picture_width, int picture_height, int width, int height, int *fitted_width,
                 int *fitted_height);

/* The picture at another size, premultiplied 0xAARRGGBB, row after row: each new pixel is the mean
 * of what it covers, and straight lines lie between pixels that are drawn apart. Reads the rows
 * once. False when one cannot be read, or memory is short. */
bool picture_scale(struct picture_rows *in, int width, int height, uint32_t *out);

/* Turns it as `orientation` (EXIF, 1 to 8) says. `out` has room for as many pixels; from 5 on its
 * rows are `height` long. */
void picture_turn(const uint32_t *in, int width, int height, int orientation, uint32_t *out);

/* Rounds its corners. */
void picture_round(uint32_t *pixels, int width, int height, int radius);
