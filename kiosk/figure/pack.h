#pragma once

#include <stddef.h>
#include <stdint.h>

/* Small and quick to unpack: runs of one colour, runs equal to the row above, the 64 colours met
 * last, and what is left as it is. Cel shading leaves long runs. */

/* Bytes written to `out`, which has room for pack_limit() bytes. */
size_t pack_pixels(const uint32_t *pixels, int width, int height, int stride, uint8_t *out);
size_t pack_limit(int width, int height);

/* `out` holds width * height pixels, rows without gaps. `flip` mirrors left and right. Only for
 * what pack_pixels wrote. */
void unpack_pixels(const uint8_t *packed, int width, int height, int flip, uint32_t *out);
