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

/* a at t = 0, b at t = 256; channels mixed separately. */
static inline color_t color_mix(color_t a, color_t b, uint32_t t)
{
    color_t out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        uint32_t ca = (a >> shift) & 0xFF;
        uint32_t cb = (b >> shift) & 0xFF;
        out |= ((ca * (256 - t) + cb * t) >> 8) << shift;
    }
    return out;
}
