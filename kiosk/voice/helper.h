#pragma once

#include <stddef.h>
#include <stdint.h>

#include "voice/command.h"

/* Runs a program that reads a text (UTF-8) from its input and writes sound to its output. */

enum {
    HELPER_TEXT_MAX = 4096, /* bytes; a pipe takes them at once, whether they are read or not */
    HELPER_BYTES_MAX = 8 * 1024 * 1024,
    HELPER_TIME_MS = 10000 /* for one text */
};

enum helper_end {
    HELPER_DONE,
    HELPER_MISSING,  /* there is no such program, or it may not be run */
    HELPER_FAILED,   /* it ended with something else than 0, by a signal, or wrote nothing */
    HELPER_TOO_MUCH, /* it wrote more than HELPER_BYTES_MAX, and was ended */
    HELPER_TOO_LONG, /* it was not done in time, and was ended, with all that it had started */
    HELPER_STOPPED   /* `stop` became readable, and it was ended */
};

struct helper_sound {
    uint8_t *bytes; /* free() */
    size_t size;
};

/* Waits for the program; `stop` is a descriptor, -1: nobody stops it. *sound is empty unless
 * HELPER_DONE. The program gets no descriptor but the three of every program; what it says on its
 * standard error is not heard. */
enum helper_end helper_run(const struct command *command, const char *text, int time_ms, int stop,
                           struct helper_sound *sound);

/* For the log: "is not there". */
const char *helper_end_text(enum helper_end end);
