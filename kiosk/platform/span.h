#pragma once

#include <stdint.h>

#include "base/color.h"

/* Rows of pixels: the inner loops of the canvas. `dst` is opaque (0xFF......) before and after.
 * Every product is rounded to the nearest, so drawing the same thing in pieces gives the same
 * pixels, on every processor. n <= 0 does nothing. */

/* Overwrites with one opaque pixel. */
void span_fill(uint32_t *dst, int n, uint32_t pixel);

/* Blends one colour by its alpha. */
void span_color(uint32_t *dst, int n, color_t color);

/* Blends one colour by its alpha times a coverage of 0..255 a pixel. */
void span_mask(uint32_t *dst, const uint8_t *mask, int n, color_t color);

/* Lays premultiplied pixels over. */
void span_over(uint32_t *dst, const uint32_t *src, int n);

/* Moves towards opaque pixels by alpha / 255. */
void span_mix(uint32_t *dst, const uint32_t *src, int n, uint8_t alpha);

/* x / 255 rounded, for x up to 255 * 255. */
static inline uint32_t div255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/* One pixel moved towards `color` (its own alpha ignored) by alpha / 255. Two channels share a
 * word. */
static inline uint32_t pixel_mix(uint32_t dst, uint32_t color, uint32_t alpha)
{
    const uint32_t even = 0x00FF00FFu;
    uint32_t rest = 255 - alpha;
    color |= 0xFF000000u;
    uint32_t rb = (dst & even) * rest + (color & even) * alpha + 0x00800080u;
    uint32_t ag = ((dst >> 8) & even) * rest + ((color >> 8) & even) * alpha + 0x00800080u;
    rb = ((rb + ((rb >> 8) & even)) >> 8) & even;
    ag = (ag + ((ag >> 8) & even)) & ~even;
    return rb | ag;
}

/* A straight-alpha colour as a premultiplied pixel. */
static inline uint32_t pixel_premultiply(color_t color)
{
    uint32_t a = color_alpha(color);
    return a << 24 | div255(((color >> 16) & 0xFF) * a) << 16 |
           div255(((color >> 8) & 0xFF) * a) << 8 | div255((color & 0xFF) * a);
}
