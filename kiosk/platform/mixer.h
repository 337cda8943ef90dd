#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "session/cue.h"

/* SDL2_mixer and the device under it, for the thread of sound.c alone. The library is loaded when
 * it is first needed: with what it brings along it would cost every start of the program 5 ms. */
struct mixer;

/* `changed` is called from SDL's threads: a speech has ended, or the device was lost. Opens
 * nothing. */
struct mixer *mixer_create(const char *folder, void (*changed)(void *context), void *context);
void mixer_free(struct mixer *mixer);

/* Opens the usual device. On false, `cause` says why not. */
bool mixer_open(struct mixer *mixer, char *cause, size_t cause_size);
void mixer_close(struct mixer *mixer);
bool mixer_is_open(const struct mixer *mixer);

/* The device that is open plays no more, as it was pulled out: it is to be closed. */
bool mixer_lost(const struct mixer *mixer);

/* The following ask for an open device. Volumes: 0..100, what the ear takes for that part. */

void mixer_tone(struct mixer *mixer, enum cue cue, int volume);

/* Tones that are heard are over in a moment, without a click. */
void mixer_fade_tones(struct mixer *mixer);

/* Begins to say a file instead of whatever is being said; false (logged) when it is none. */
bool mixer_speak(struct mixer *mixer, const char *file, int volume);
void mixer_speech_volume(struct mixer *mixer, int volume);
void mixer_hush(struct mixer *mixer);
bool mixer_speaks(const struct mixer *mixer);

/* Anything is being heard. */
bool mixer_plays(const struct mixer *mixer);
