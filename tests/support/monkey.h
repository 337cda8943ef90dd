#pragma once

#include <stdint.h>

#include "harness.h"
#include "screens/screen.h"

/* Somebody who touches the screen, and presses keys, without any sense, but now and then as it
 * should be done, or hardly any screen would be reached. The same seed does the same. */
struct monkey {
    struct harness *h;
    uint64_t random;         /* the seed at first; not 0 */
    long seen[SCREEN_COUNT]; /* how often each screen was up */
    int fingers;             /* bit per finger that is down */
    bool writes;             /* it has a keyboard, too */
};

/* 0 to limit - 1. */
int monkey_below(struct monkey *monkey, int limit);

/* One input, or a few at once, and the time that passes then. */
void monkey_step(struct monkey *monkey);
