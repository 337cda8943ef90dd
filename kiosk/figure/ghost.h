#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/people.h"

/* The start pose, or the end of a breath, drawn faintly behind the body of a movement so small that
 * it would be missed. It is the same on all frames of a clip: kept as a byte a pixel, laid over the
 * backdrop. */

/* What a pixel shows of it; 0 is none. */
enum ghost_tone { GHOST_SKIN, GHOST_HAIR, GHOST_SHIRT, GHOST_LEGS, GHOST_LINE, GHOST_TONES };

struct ghost {
    uint8_t *pixels;
    size_t capacity;
    int x0, y0, x1, y1;                  /* inclusive, of the picture; empty: x1 < x0 */
    int width;                           /* of a row of pixels */
    uint32_t color[1 + GHOST_TONES * 4]; /* premultiplied, by what is in `pixels` */
};

/* Where one of up to four samples a pixel shows this. */
static inline uint8_t ghost_pixel(enum ghost_tone tone, int samples)
{
    return (uint8_t)((int)tone * 4 + samples);
}

void ghost_tint(struct ghost *ghost, const struct person *person);

enum ghost_tone ghost_tone_of(int material);

/* Over the premultiplied colours of columns x .. x + n - 1 of row y, which is one of its own. */
void ghost_lay(const struct ghost *ghost, int y, int x, int n, uint32_t *out);
