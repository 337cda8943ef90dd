#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Several numbers at a time, in the compiler's vectors: SSE2 and NEON alike, to the bit what one by
 * one gives. What runs lane by lane is one instruction to gcc 12 and clang 14 as it stands here; a
 * longer loop, another type in the middle or a call that may set errno would take it apart. */

typedef float v4f __attribute__((vector_size(16)));
typedef int32_t v4i __attribute__((vector_size(16)));
typedef int16_t v8i16 __attribute__((vector_size(16)));
typedef uint16_t v8u16 __attribute__((vector_size(16)));
typedef uint8_t v16u8 __attribute__((vector_size(16)));

/* For what code for wider processors shares: called, it would switch between both kinds of
 * instructions, which processors are slow at. */
#define LANES static inline __attribute__((always_inline))

/* A function that is compiled once more for wider processors, and to the bit the same; which of
 * both runs is found out when the program starts. It is never inlined. clang 14 gives it another
 * name than its callers in other files ask for. */
#if defined(__x86_64__) && !defined(__clang__)
#define WIDER __attribute__((target_clones("avx2", "default")))
#else
#define WIDER __attribute__((noinline))
#endif

LANES v4f splat(float x)
{
    return (v4f){x, x, x, x};
}

/* Lane by lane; a mask is all ones or zero, as comparisons give it. */
LANES v4f choose(v4i mask, v4f yes, v4f no)
{
    return (v4f)((mask & (v4i)yes) | (~mask & (v4i)no));
}

LANES bool any4(v4i mask)
{
    typedef int64_t halves __attribute__((vector_size(16)));
    halves h = (halves)mask;
    return (h[0] | h[1]) != 0;
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

/* `b` where either is not a number. */
#if defined(__SSE2__)
#include <emmintrin.h>

/* One instruction, which gcc finds no more where one of both is constant. */
LANES v4f min4(v4f a, v4f b)
{
    return _mm_min_ps(a, b);
}

LANES v4f max4(v4f a, v4f b)
{
    return _mm_max_ps(a, b);
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
#endif

LANES v4f sqrt4(v4f a)
{
    return (v4f){__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]),
                 __builtin_sqrtf(a[3])};
}

LANES v4f clamp4(v4f a, v4f low, v4f high)
{
    return min4(max4(a, low), high);
}

/* The high halves of products: what each compiler makes one instruction of. */
LANES v8i16 high8(v8i16 a, v8i16 b)
{
#if defined(__clang__)
    typedef int32_t wide __attribute__((vector_size(32)));
    wide product = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide);
    return __builtin_convertvector(product >> 16, v8i16);
#else
    for (int i = 0; i < 8; i++)
        a[i] = (int16_t)(a[i] * b[i] >> 16);
    return a;
#endif
}

/* The first eight bytes, or the last, as numbers of 16 bits. */
LANES v8u16 low8(v16u8 a)
{
    return (v8u16)__builtin_shufflevector(a, (v16u8){0}, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                          6, 22, 7, 23);
}

LANES v8u16 last8(v16u8 a)
{
    return (v8u16)__builtin_shufflevector(a, (v16u8){0}, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13,
                                          29, 14, 30, 15, 31);
}

/* The high bytes of both. */
LANES v16u8 high_bytes(v8u16 a, v8u16 b)
{
    return __builtin_shufflevector((v16u8)a, (v16u8)b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23,
                                   25, 27, 29, 31);
}

/* Sums, 255 where they are more. */
LANES v16u8 add_bytes(v16u8 a, v16u8 b)
{
    v16u8 sum = a + b;
    return sum | (v16u8)(sum < a);
}
