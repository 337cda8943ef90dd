#pragma once

#include <stdint.h>

#include "base/ms.h"

/* What is heard, into a file by SDL's driver "disk", whose clock is the test's: SDL's audio thread
 * mixes a buffer when the test's time has come to it, so that a minute takes a second and is the
 * same every time. One recording at a time. */

enum { RECORDER_PER_MS = 48 }; /* frames; left and right are 16 bits each */

/* Before the sound opens its device. */
void recorder_begin(const char *file);

/* All that is heard until `ms` after the device was opened is in the file. */
void recorder_mix_up_to(ms_t ms);

/* It mixes as it likes from now on, and the sound can be closed. */
void recorder_release(void);

struct recorder_samples {
    int16_t *items; /* left and right in turn; owned */
    long count;     /* of both */
};

/* The file, after the sound was closed. */
struct recorder_samples recorder_read(void);

/* A WAV file as SDL2_mixer has it after loading. */
struct recorder_samples recorder_read_wav(const char *file);
