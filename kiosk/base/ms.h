#pragma once

#include <stdint.h>

/* Monotonic milliseconds. Read once per step at the edge (main, bench, a test's fake clock) and
 * passed down as an argument; nothing below reads a clock of its own. 64 bits never wrap. */
typedef int64_t ms_t;

#define MS_NEVER INT64_MAX

static inline ms_t ms_min(ms_t a, ms_t b)
{
    return a < b ? a : b;
}

/* Whole seconds that cover `ms`, as a countdown shows what is left: 1 until the last is over. */
static inline int ms_seconds_left(ms_t ms)
{
    return ms > 0 ? (int)((ms + 999) / 1000) : 0;
}
