#include "platform/span.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

static __m128i load(const uint32_t *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static void store(uint32_t *p, __m128i v)
{
    _mm_storeu_si128((__m128i *)(void *)p, v);
}

/* (a * wa + b * wb) / 255 rounded, in eight 16-bit lanes; wa + wb = 255. */
static __m128i mix16(__m128i a, __m128i wa, __m128i b, __m128i wb)
{
    __m128i sum = _mm_add_epi16(_mm_mullo_epi16(a, wa), _mm_mullo_epi16(b, wb));
    sum = _mm_add_epi16(sum, _mm_set1_epi16(128));
    return _mm_srli_epi16(_mm_add_epi16(sum, _mm_srli_epi16(sum, 8)), 8);
}

/* Four pixels of dst moved towards src by alphas spread over the channels: lo, hi. */
static __m128i mix4(__m128i dst, __m128i src, __m128i lo, __m128i hi)
{
    const __m128i zero = _mm_setzero_si128();
    const __m128i full = _mm_set1_epi16(255);
    __m128i a = mix16(_mm_unpacklo_epi8(src, zero), lo, _mm_unpacklo_epi8(dst, zero),
                      _mm_sub_epi16(full, lo));
    __m128i b = mix16(_mm_unpackhi_epi8(src, zero), hi, _mm_unpackhi_epi8(dst, zero),
                      _mm_sub_epi16(full, hi));
    return _mm_packus_epi16(a, b);
}

/* Four premultiplied pixels over four opaque ones. */
static __m128i over4(__m128i dst, __m128i src)
{
    const __m128i zero = _mm_setzero_si128();
    const __m128i full = _mm_set1_epi16(255);
    __m128i lo = _mm_unpacklo_epi8(src, zero);
    __m128i hi = _mm_unpackhi_epi8(src, zero);
    lo = _mm_shufflehi_epi16(_mm_shufflelo_epi16(lo, 0xFF), 0xFF);
    hi = _mm_shufflehi_epi16(_mm_shufflelo_epi16(hi, 0xFF), 0xFF);
    __m128i a = mix16(zero, zero, _mm_unpacklo_epi8(dst, zero), _mm_sub_epi16(full, lo));
    __m128i b = mix16(zero, zero, _mm_unpackhi_epi8(dst, zero), _mm_sub_epi16(full, hi));
    return _mm_adds_epu8(src, _mm_packus_epi16(a, b));
}
#endif

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
#ifdef __SSE2__
    const __m128i src = _mm_set1_epi32((int)pixel);
    const __m128i weight = _mm_set1_epi16((short)alpha);
    for (; i + 4 <= n; i += 4)
        store(dst + i, mix4(load(dst + i), src, weight, weight));
#endif
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
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    const __m128i src = _mm_set1_epi32((int)pixel);
    const __m128i strength = _mm_set1_epi16((short)alpha);
    for (; i + 4 <= n; i += 4) {
        int four;
        memcpy(&four, mask + i, sizeof four);
        if (four == 0)
            continue;
        if (four == -1 && alpha == 255) {
            store(dst + i, src);
            continue;
        }
        __m128i m = _mm_unpacklo_epi8(_mm_cvtsi32_si128(four), zero);
        m = mix16(m, strength, zero, zero);
        m = _mm_unpacklo_epi16(m, m); /* a a b b c c d d */
        __m128i lo = _mm_unpacklo_epi32(m, m);
        __m128i hi = _mm_unpackhi_epi32(m, m);
        store(dst + i, mix4(load(dst + i), src, lo, hi));
    }
#endif
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
    int i = 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    const __m128i opaque = _mm_set1_epi32((int)0xFF000000u);
    for (; i + 4 <= n; i += 4) {
        __m128i s = load(src + i);
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(s, zero)) == 0xFFFF)
            continue;
        __m128i solid = _mm_cmpeq_epi32(_mm_and_si128(s, opaque), opaque);
        store(dst + i, _mm_movemask_epi8(solid) == 0xFFFF ? s : over4(load(dst + i), s));
    }
#endif
    for (; i < n; i++) {
        if (src[i])
            dst[i] = over_pixel(dst[i], src[i]);
    }
}

void span_mix(uint32_t *dst, const uint32_t *src, int n, uint8_t alpha)
{
    int i = 0;
#ifdef __SSE2__
    const __m128i weight = _mm_set1_epi16(alpha);
    for (; i + 4 <= n; i += 4)
        store(dst + i, mix4(load(dst + i), load(src + i), weight, weight));
#endif
    for (; i < n; i++)
        dst[i] = pixel_mix(dst[i], src[i], alpha);
}
