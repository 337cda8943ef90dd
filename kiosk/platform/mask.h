#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/color.h"
#include "base/geometry.h"
#include "platform/painter.h"

/* A picture of coverage alone, 0..255 a pixel, to be tinted: text, icons, shadows. */
struct mask {
    int x, y; /* of its top left pixel, seen from the point where it is put */
    int w, h; /* row after row without gaps; 0 when there is nothing to see */
    uint8_t *pixels;
};

enum { MASK_LARGEST = 1 << 26 }; /* pixels */

/* NULL when memory is short or it would be larger than the largest. Pixels are zeroed. */
struct mask *mask_create(int x, int y, int w, int h);

/* Of a picture of coverage, w x h, its rows `pitch` bytes apart, that is put at (x, y): without the
 * empty rows and columns around the ink. */
struct mask *mask_of_ink(const uint8_t *pixels, int pitch, int w, int h, int x, int y);

/* Lays the coverage of `part` over that of `whole`, both seen from the same point; what lies
 * outside `whole` is cut. */
void mask_add(struct mask *whole, const struct mask *part);
void mask_free(struct mask *mask);

/* Blends `color` through the mask, its origin at (x, y). */
void mask_draw(struct canvas *canvas, struct rect clip, const struct mask *mask, int x, int y,
               color_t color);

/* Masks by a 64-bit key; drops those unused for longest when over the budget. Owns its masks. */
struct mask_cache;

/* NULL when memory is short. */
struct mask_cache *mask_cache_create(size_t budget_bytes);

/* Another budget, at once; the newest stays. */
void mask_cache_limit(struct mask_cache *cache, size_t budget_bytes);
size_t mask_cache_bytes(const struct mask_cache *cache);

void mask_cache_destroy(struct mask_cache *cache);

/* The mask, valid until the next mask_cache_put; NULL when it is not there. */
const struct mask *mask_cache_get(struct mask_cache *cache, uint64_t key);

/* Takes the mask over, also when it cannot be kept for long. */
void mask_cache_put(struct mask_cache *cache, uint64_t key, struct mask *mask);
