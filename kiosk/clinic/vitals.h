#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "clinic/pull_state.h"
#include "clinic/pulse.h"
#include "clinic/restart.h"
#include "clinic/suspect.h"

/* How a kiosk is, as whoever looks after many of them wants to know it: gathered from what it keeps
 * and from the machine, while it runs or not. Nothing about a person is in it. */

struct vitals {
    bool running; /* a kiosk has the state folder */
    bool known;   /* `pulse` is its */
    struct pulse pulse;
    uint64_t content; /* content_print */
    struct restart restart;
    char set_aside[SUSPECT_ID_SIZE]; /* a pack that ended the kiosk; "": none */
    bool disk_known;
    uint64_t disk_size, disk_free; /* bytes */
    bool celsius_known;
    double celsius; /* of the machine's hottest sensor */
    struct pull_state pull;
};

/* `now` in seconds since 1970; the packs shown, in their order. */
void vitals_gather(struct vitals *vitals, const char *const *dirs, size_t count, int64_t now);
