#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A frame's pixels as one block of LZ4: small, and quick to unpack. Cel shading leaves long runs,
 * and rows repeat those above them. */

/* Room that pack_pixels needs in `out`, bytes; 0 for a picture that is too large to be packed. */
size_t pack_limit(int width, int height);

/* `pixels` are rows without gaps. Returns the bytes written. */
size_t pack_pixels(const uint32_t *pixels, int width, int height, uint8_t *out);

/* `out` holds width * height pixels, rows without gaps. `flip` mirrors left and right. Only for
 * what pack_pixels wrote. */
void unpack_pixels(const uint8_t *packed, size_t bytes, int width, int height, bool flip,
                   uint32_t *out);
