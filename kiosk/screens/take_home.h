#pragma once

#include <stdint.h>

#include "base/arena.h"
#include "screens/take_home_text.h"

/* A routine as QR codes of plain text: any phone shows it, without a network, and nothing about the
 * visitor is in it. */

enum {
    /* Version 40, the largest there is (ISO/IEC 18004). */
    TAKE_HOME_MOST_MODULES = 177,
    /* Version 30, 1.2 mm a module on a 21" panel: a larger code asks for a steady hand, and one
     * more code is the better way, */
    TAKE_HOME_GOOD_MODULES = 137,
    /* up to this many: of more, nobody scans them all. Codes then become larger. */
    TAKE_HOME_FEW = 3,
    /* Version 33, which a 7" panel shows in modules that can be read. */
    TAKE_HOME_SMALL_PANEL_MODULES = 149,
    /* White all around, in modules (ISO/IEC 18004, 6.3.8). */
    TAKE_HOME_QUIET = 4
};

/* One of the codes. Zeroed is empty. */
struct take_home {
    int count; /* of all codes */
    int shown; /* which one this is */
    int size;  /* modules per side, the same for all; 0: it could not be encoded */
    uint64_t key;
    uint8_t modules[TAKE_HOME_MOST_MODULES * TAKE_HOME_MOST_MODULES]; /* non-zero is dark */
};

/* Bytes of UTF-8 in the largest code of at most so many modules per side; 0 when there is none. */
size_t take_home_room(int modules);

/* Encodes code `which` (modulo their number) of those that hold the routine: good ones where
 * TAKE_HOME_FEW do, else as few as there can be in `most_modules` per side. Does nothing when
 * routine, limit and code are those of the last call: cheap enough for every frame. */
void take_home_update(struct take_home *code, const struct strings *strings, struct arena *arena,
                      const struct routine *routine, int most_modules, int which);
