#pragma once

#include <wchar.h>

#include "base/color.h"
#include "figure/vec.h"

/* Colours made of others, opaque unless it says so. */

static inline float tint_channel(color_t c, int shift)
{
    return (float)((c >> shift) & 0xFF);
}

static inline color_t tint_pack(float r, float g, float b)
{
    return 0xFF000000u | (uint32_t)clampf(r + 0.5f, 0, 255) << 16 |
           (uint32_t)clampf(g + 0.5f, 0, 255) << 8 | (uint32_t)clampf(b + 0.5f, 0, 255);
}

static inline color_t tint_multiply(color_t c, float r, float g, float b)
{
    return tint_pack(tint_channel(c, 16) * r, tint_channel(c, 8) * g, tint_channel(c, 0) * b);
}

static inline color_t tint_toward(color_t c, color_t to, float t)
{
    return tint_pack(mixf(tint_channel(c, 16), tint_channel(to, 16), t),
                     mixf(tint_channel(c, 8), tint_channel(to, 8), t),
                     mixf(tint_channel(c, 0), tint_channel(to, 0), t));
}

/* From `a` to `b`, `share` of 256; also of premultiplied colours. */
static inline uint32_t tint_blend(uint32_t a, uint32_t b, uint32_t share)
{
    uint32_t keep = 256 - share;
    uint32_t rb = (((a & 0xFF00FFu) * keep + (b & 0xFF00FFu) * share) >> 8) & 0xFF00FFu;
    uint32_t ag = ((a >> 8) & 0xFF00FFu) * keep + ((b >> 8) & 0xFF00FFu) * share;
    return rb | (ag & 0xFF00FF00u);
}

/* No channel of theirs is more than so many levels apart. */
static inline bool tint_near(color_t a, color_t b, int levels)
{
    for (int shift = 0; shift < 32; shift += 8) {
        int apart = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);
        if (apart > levels || apart < -levels)
            return false;
    }
    return true;
}

_Static_assert(sizeof(wchar_t) == sizeof(color_t), "wmemset fills with colours");

static inline void tint_fill(color_t *out, color_t color, int n)
{
    wmemset((wchar_t *)out, (wchar_t)color, (size_t)n);
}
