#pragma once

#include <stdint.h>

/* Four numbers at a time, in the compiler's vectors: SSE2 and NEON alike, to the bit what one by
 * one gives. */

typedef float v4f __attribute__((vector_size(16)));
typedef int32_t v4i __attribute__((vector_size(16)));

/* For what code for wider processors shares: called, it would switch between both kinds of
 * instructions, which processors are slow at. */
#define LANES static inline __attribute__((always_inline))

LANES v4f splat(float x)
{
    return (v4f){x, x, x, x};
}

/* Lane by lane; a mask is all ones or zero, as comparisons give it. */
LANES v4f choose(v4i mask, v4f yes, v4f no)
{
    return (v4f)((mask & (v4i)yes) | (~mask & (v4i)no));
}

LANES v4f abs4(v4f a)
{
    return (v4f)((v4i)a & INT32_MAX);
}

/* Rounded down to whole numbers where they are positive. */
LANES v4i whole4(v4f a)
{
    return __builtin_convertvector(a, v4i);
}

/* These are one instruction, which compilers do not find. */
#if defined(__x86_64__)
#include <immintrin.h>

LANES v4f min4(v4f a, v4f b)
{
    return _mm_min_ps(a, b);
}

LANES v4f max4(v4f a, v4f b)
{
    return _mm_max_ps(a, b);
}

LANES v4f sqrt4(v4f a)
{
    return _mm_sqrt_ps(a);
}
#else
LANES v4f min4(v4f a, v4f b)
{
    return choose(a < b, a, b);
}

LANES v4f max4(v4f a, v4f b)
{
    return choose(a > b, a, b);
}

LANES v4f sqrt4(v4f a)
{
    return (v4f){__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]),
                 __builtin_sqrtf(a[3])};
}
#endif

LANES v4f clamp4(v4f a, v4f low, v4f high)
{
    return min4(max4(a, low), high);
}
