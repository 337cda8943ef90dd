#pragma once

#include <stdbool.h>

#include "base/ms.h"

/* The PIN of the team, and how long one waits after wrong tries. It is kept as a hash (yescrypt, by
 * libxcrypt) in the file `pin` of the state folder, and the number of wrong tries in `pin-tries`,
 * readable by the kiosk's user only (store/kept.h). Nobody learns it over a network.
 *
 * A try takes the same work whether it is right or wrong, or no PIN is set: one hash, PIN_COST of
 * yescrypt, 110 to 130 ms on one core of a small PC of 2020. That is what a guess costs whoever has
 * copied the file; at the screen the waits are what guards a million PINs: 4 tries an hour. */

enum {
    PIN_DIGITS = 6,
    PIN_TRIES = 5, /* wrong ones without a wait */
    PIN_COST = 7,
    PIN_HASH_SIZE = 384 /* CRYPT_OUTPUT_SIZE */
};

struct pin {
    bool set; /* there is one; also a file that cannot be read, which no PIN fits */
    char hash[PIN_HASH_SIZE];
    int wrong;       /* tries since the last right one */
    ms_t wait_until; /* 0: none */
    bool kept;       /* it is on the disk; else it holds until a restart */
    bool counted;    /* so are the wrong tries */
};

/* Reads both files. A wait that was not served before a restart begins anew at `now`: the machine's
 * clock, which anybody may set, has no say in it. */
void pin_load(struct pin *pin, ms_t now);

/* Looks whether somebody has set or reset it by the command meanwhile. */
void pin_refresh(struct pin *pin);

/* What is wrong with a new PIN. */
enum pin_fault {
    PIN_FINE,
    PIN_NO_DIGITS, /* not six of 0 to 9 */
    PIN_ALL_SAME,  /* 222222 */
    PIN_RUN        /* 123456, 654321, 890123: each digit one more, or one less, than the last */
};
enum pin_fault pin_judge(const char *digits);

/* How long to wait before the next try; 0: not at all. Notes that a wait is over. */
ms_t pin_wait_left(struct pin *pin, ms_t now);

/* Of the wait after so many wrong tries: 30 s after five, then 1, 2, 5 and from then on 15 min. */
ms_t pin_wait_after(int wrong);

/* How many wrong tries are left until one has to wait. */
int pin_tries_left(const struct pin *pin);

/* It is this one. False without any work while one has to wait. The try is on the disk before it is
 * judged: no power cut makes it undone. */
bool pin_try(struct pin *pin, const char *digits, ms_t now);

/* The same in three parts, for who does the work beside the frames (clinic/work.h). NULL while one
 * has to wait. */
struct pin_trial *pin_try_begin(struct pin *pin, const char *digits, ms_t now);

/* The hash, from any thread; touches nothing but the trial. */
void pin_trial_run(void *trial);

/* pin_try's answer; frees the trial. */
bool pin_try_end(struct pin *pin, struct pin_trial *trial, ms_t now);

/* One that nobody waits for: it stays a wrong try. */
void pin_trial_free(void *trial);

/* A new one, already judged. False when it could not be kept: it then holds until a restart. */
bool pin_choose(struct pin *pin, const char *digits);

/* One that could not be kept is tried again: there may be room by now. True when it is kept. */
bool pin_keep(struct pin *pin);

/* There is none afterwards, and no wait. False when the files could not be removed. */
bool pin_reset(struct pin *pin);
