#include "platform/span.h"

#include <stdbool.h>
#include <string.h>

#include "platform/over.h"

static v16u8 four_pixels(uint32_t pixel)
{
    return (v16u8)((v4i){} + (int32_t)pixel);
}

static v8u16 eight_times(uint32_t x)
{
    return (v8u16){} + (uint16_t)x;
}

/* Four pixels of dst moved towards src by alphas spread over the channels. */
static v16u8 mix4(v16u8 dst, v16u8 src, v8u16 first, v8u16 last)
{
    return high_bytes(div255_high(low8(src) * first + low8(dst) * (255 - first)),
                      div255_high(last8(src) * last + last8(dst) * (255 - last)));
}

void span_fill(uint32_t *dst, int n, uint32_t pixel)
{
    for (int i = 0; i < n; i++)
        dst[i] = pixel;
}

void span_color(uint32_t *dst, int n, color_t color)
{
    uint32_t alpha = color_alpha(color);
    uint32_t pixel = color | 0xFF000000u;
    if (alpha == 255) {
        span_fill(dst, n, pixel);
        return;
    }
    int i = 0;
    const v16u8 src = four_pixels(pixel);
    const v8u16 weight = eight_times(alpha);
    for (; i + 4 <= n; i += 4)
        store_four(dst + i, mix4(load_four(dst + i), src, weight, weight));
    for (; i < n; i++)
        dst[i] = pixel_mix(dst[i], pixel, alpha);
}

static void mask_pixels(uint32_t *dst, const uint8_t *mask, int n, uint32_t pixel, uint32_t alpha)
{
    for (int i = 0; i < n; i++) {
        if (mask[i])
            dst[i] = pixel_mix(dst[i], pixel, div255(mask[i] * alpha));
    }
}

void span_mask(uint32_t *dst, const uint8_t *mask, int n, color_t color)
{
    uint32_t alpha = color_alpha(color);
    uint32_t pixel = color | 0xFF000000u;
    int i = 0;
    const v16u8 src = four_pixels(pixel);
    for (; i + 4 <= n; i += 4) {
        int32_t four;
        memcpy(&four, mask + i, sizeof four);
        if (four == 0)
            continue;
        if (four == -1 && alpha == 255) {
            store_four(dst + i, src);
            continue;
        }
        v8u16 m = low8((v16u8)(v4i){four});
        m = div255_high(m * (uint16_t)alpha) >> 8;
        v4i twice = (v4i)__builtin_shufflevector(m, m, 0, 0, 1, 1, 2, 2, 3, 3);
        v8u16 first = (v8u16)__builtin_shufflevector(twice, twice, 0, 0, 1, 1);
        v8u16 last = (v8u16)__builtin_shufflevector(twice, twice, 2, 2, 3, 3);
        store_four(dst + i, mix4(load_four(dst + i), src, first, last));
    }
    mask_pixels(dst + i, mask + i, n - i, pixel, alpha);
}

static uint32_t saturate(uint32_t x)
{
    return x > 255 ? 255 : x;
}

static uint32_t over_pixel(uint32_t dst, uint32_t src)
{
    uint32_t rest = 255 - (src >> 24);
    uint32_t out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8)
        out |= saturate(((src >> shift) & 0xFF) + div255(((dst >> shift) & 0xFF) * rest)) << shift;
    return out;
}

void span_over(uint32_t *dst, const uint32_t *src, int n)
{
    const uint64_t opaque = 0xFF000000FF000000u;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
        uint64_t a = load_two(src + i), b = load_two(src + i + 2);
        if ((a | b) == 0)
            continue;
        bool solid = (a & b & opaque) == opaque;
        store_four(dst + i,
                   solid ? load_four(src + i) : over_four(load_four(dst + i), load_four(src + i)));
    }
    for (; i < n; i++) {
        if (src[i])
            dst[i] = over_pixel(dst[i], src[i]);
    }
}

void span_mix(uint32_t *dst, const uint32_t *src, int n, uint8_t alpha)
{
    int i = 0;
    const v8u16 weight = eight_times(alpha);
    for (; i + 4 <= n; i += 4)
        store_four(dst + i, mix4(load_four(dst + i), load_four(src + i), weight, weight));
    for (; i < n; i++)
        dst[i] = pixel_mix(dst[i], src[i], alpha);
}
