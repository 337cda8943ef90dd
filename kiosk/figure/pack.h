#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A frame's pixels as blocks of LZ4, one a strip of rows: small, and quick to unpack, whole or in
 * part. Cel shading leaves long runs, and rows repeat those above them. */

/* Room that pack_pixels needs in `out`, bytes; 0 for a picture that is too large to be packed. */
size_t pack_limit(int width, int height);

/* `pixels` are rows without gaps. Returns the bytes written. */
size_t pack_pixels(const uint32_t *pixels, int width, int height, uint8_t *out);

/* Writes the rows from `top` to before `bottom`, and what else their strips have, of width * height
 * pixels at `out`, rows without gaps. `flip` mirrors left and right. Only for what pack_pixels
 * wrote, of the same size. */
void unpack_rows(const uint8_t *packed, int width, int height, int top, int bottom, bool flip,
                 uint32_t *out);
