#pragma once

#include <stdbool.h>

#include "base/ms.h"

/* What only the running kiosk knows about itself, for `kiosk status`: a small file in the runtime
 * folder, which is memory, no disk: $RUNTIME_DIRECTORY, else physio-kiosk in $XDG_RUNTIME_DIR or
 * /run. Its name goes by the state folder, so that two kiosks have two. Nothing about a person is
 * in it. */

enum { PULSE_EVERY_MS = 15000 };

/* Times are CLOCK_BOOTTIME's, as those of frames are. */
struct pulse {
    char version[32], renderer[64];
    int width, height; /* px */
    ms_t started;
    ms_t frame;           /* the last one that was shown */
    ms_t touch;           /* the last touch, -1: none since the start */
    int errors, warnings; /* of the content that is shown */
};

/* Writes it, unless it did so less than PULSE_EVERY_MS before `now`. Never waits for a disk; where
 * there is no such folder, nothing is written. */
void pulse_note(const struct pulse *pulse, ms_t now);

/* Takes it away: the kiosk ends. */
void pulse_end(void);

/* False when there is none. */
bool pulse_read(struct pulse *pulse);
