#pragma once

#include <stdint.h>

/* 0xAARRGGBB, straight (not premultiplied) alpha, sRGB. Alpha 0 draws nothing. */
typedef uint32_t color_t;

static inline uint32_t color_alpha(color_t c)
{
    return c >> 24;
}

/* The same colour with its alpha scaled by `alpha` / 255. */
static inline color_t color_fade(color_t c, uint32_t alpha)
{
    return (c & 0xFFFFFFu) | ((((c >> 24) * alpha + 127) / 255) << 24);
}
