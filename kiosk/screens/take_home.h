#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "content/content.h"
#include "content/strings.h"

/* A routine as plain text in a QR code: any phone shows it, without a network, and nothing about
 * the visitor is in it. */

enum {
    /* Version 40, the largest there is (ISO/IEC 18004). */
    TAKE_HOME_MOST_MODULES = 177,
    /* Version 20: up to here a phone at arm's length reads a code on a 21" panel at ease. */
    TAKE_HOME_GOOD_MODULES = 97,
    /* White all around, in modules (ISO/IEC 18004, 6.3.8). */
    TAKE_HOME_QUIET = 4
};

enum take_home_detail {
    TAKE_HOME_FULL,  /* each exercise with its dose and what to do, and when to stop */
    TAKE_HOME_DOSES, /* each exercise with its dose, and when to stop */
    TAKE_HOME_NAMES, /* each exercise */
    TAKE_HOME_DETAIL_COUNT
};

/* Zeroed is empty. */
struct take_home {
    int size; /* modules per side; 0: nothing could be encoded */
    enum take_home_detail detail;
    uint64_t key;
    uint8_t modules[TAKE_HOME_MOST_MODULES * TAKE_HOME_MOST_MODULES]; /* non-zero is dark */
};

/* The text, in `arena`. Spaces and punctuation beyond ASCII are written plainly: it makes the code
 * smaller, and old readers guess the encoding wrongly. Letters stay as they are. */
const char *take_home_text(const struct strings *strings, struct arena *arena,
                           const struct routine *routine, enum take_home_detail detail);

/* Encodes the routine in as much detail as fits `most_modules` per side; what does not fit even
 * by names alone gets a larger code, and then fewer lines. Does nothing when the text and the
 * limit are those of the last call: cheap enough for every frame. */
void take_home_update(struct take_home *code, const struct strings *strings, struct arena *arena,
                      const struct routine *routine, int most_modules);
