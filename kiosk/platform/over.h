#pragma once

#include <string.h>

#include "base/lanes.h"

/* Four pixels at a time, 0xAARRGGBB, laid over others: for the inner loops of the canvas. */

LANES v16u8 load_four(const uint32_t *p)
{
    v16u8 v;
    memcpy(&v, p, sizeof v);
    return v;
}

LANES void store_four(uint32_t *p, v16u8 v)
{
    memcpy(p, &v, sizeof v);
}

LANES uint64_t load_two(const uint32_t *p)
{
    uint64_t two;
    memcpy(&two, p, sizeof two);
    return two;
}

/* div255 of sums of products, but for its last step: what it gives is in the high bytes. */
LANES v8u16 div255_high(v8u16 sum)
{
    sum += 128;
    return sum + (sum >> 8);
}

/* The alphas of two pixels, for each of their channels. */
LANES v8u16 alphas_of(v8u16 two)
{
    return __builtin_shufflevector(two, two, 3, 3, 3, 3, 7, 7, 7, 7);
}

/* Premultiplied pixels over opaque ones. */
LANES v16u8 over_four(v16u8 dst, v16u8 src)
{
    v8u16 first = low8(dst) * (255 - alphas_of(low8(src)));
    v8u16 last = last8(dst) * (255 - alphas_of(last8(src)));
    return add_bytes(src, high_bytes(div255_high(first), div255_high(last)));
}
