#pragma once

#include <stdbool.h>

#include "session/cue.h"

/* Tones and speech, through SDL2_mixer. A thread of its own owns all of that: no call here waits
 * for a device, whatever it does, and a device that is missing, gets lost or comes back disturbs
 * nobody (one line in the log each). The device is open only while there is something to hear, and
 * 30 s longer. All calls are for one thread. SDL's drivers "disk" and "dummy" work, too.
 *
 * A tone begins within one buffer (SOUND_BUFFER_MS) of the call where the device is open. */
struct sound;

enum { SOUND_RATE = 48000, SOUND_BUFFER = 512 /* frames */, SOUND_BUFFER_MS = 11 };

struct sound_options {
    const char *folder;    /* of the tones: assets/sounds; copied */
    void (*on_said)(void); /* from the thread: what was said last is over, or could not be said, and
                              nothing else waits; or sound_missing is another. May be NULL */
    ms_t close_after;      /* of silence; 0: 30 s */
    ms_t retry; /* a device that was not there is asked for again; 0: 5 s, and when needed */
};

/* Opens no device yet. NULL when there can be no thread (logged); all calls below take that for a
 * kiosk that is silent. */
struct sound *sound_open(const struct sound_options *options);

/* Cuts what is heard. Waits for the device for a second at most. */
void sound_close(struct sound *sound);

/* How loud from now on, what is being heard as well: 0 (nothing at all) to 100. */
void sound_set(struct sound *sound, int volume);

/* Something is to be heard within a few seconds: the device is opened meanwhile. */
void sound_expect(struct sound *sound);

/* One tone, over whatever else is heard. One that would come later than 200 ms, for want of a
 * device, is left out. */
void sound_cue(struct sound *sound, enum cue cue);

/* The same at this volume, whatever sound_set said: to try it. */
void sound_try(struct sound *sound, enum cue cue, int volume);

/* The tones that are heard end at once, without a click; those that wait are forgotten. */
void sound_fade_tones(struct sound *sound);

/* A WAV or OGG file, after what is being said; at most SOUND_SAYS_MAX wait, more are left out. The
 * name is copied, the file read by the thread. While it speaks, tones are quieter. */
enum { SOUND_SAYS_MAX = 16 };
void sound_say(struct sound *sound, const char *file);

/* Whoever speaks stops at once, what waits is forgotten. */
void sound_hush(struct sound *sound);

/* Something is being said, or waits to be. */
bool sound_saying(struct sound *sound);

/* All that was asked for until now is being heard, or was left out. */
bool sound_idle(struct sound *sound);

/* There was no device when it was asked for last, or it was lost since. */
bool sound_missing(struct sound *sound);

/* The device is open: what comes now is heard at once. */
bool sound_ready(struct sound *sound);
