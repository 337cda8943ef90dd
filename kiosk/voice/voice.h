#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ms.h"

/* Texts become WAV files: by a helper program, in a thread, ahead of time where somebody says what
 * will be said. What was made is kept (voice/cache.h). Who asks never waits, and reads no file. A
 * program that hangs, dies or is missing is left alone for VOICE_REST_MS; one line in the log says
 * so, and another that it works again. All calls are for one thread. */
struct voice;

enum {
    VOICE_KEEP_MIB = 64, /* 24 minutes of what espeak-ng writes */
    VOICE_REST_MS = 60000
};

struct voice_options {
    const char *folder; /* where files are kept; "": nothing is, and nothing said; copied */
    uint64_t keep;      /* bytes at most; 0: VOICE_KEEP_MIB */
    int time_ms;        /* for one text; 0: HELPER_TIME_MS */
    /* From the thread: what voice_get answers may be another now. May be NULL. */
    void (*on_ready)(void);
};

/* NULL (logged) when there can be no thread; the calls below take that for a voice that has nothing
 * to say. */
struct voice *voice_open(const struct voice_options *options);

/* Ends a program that runs. */
void voice_close(struct voice *voice);

/* What speaks from now on: the code of the language and the command line; "": what speaks it where
 * nobody has chosen (command_default). */
void voice_set(struct voice *voice, const char *language, const char *command);

/* The same of a language that is only asked for by its code, as those by whose names one chooses
 * are. Of more than VOICE_LANGUAGES the last one gives way. */
enum { VOICE_LANGUAGES = 16 };
void voice_know(struct voice *voice, const char *language, const char *command);

enum voice_state {
    VOICE_COMING, /* it is being made, before all that is only prepared */
    VOICE_READY,
    VOICE_NONE /* it cannot be had for now */
};

/* Asks for what is to be said now, in `language` (NULL, or one that is not known: that of
 * voice_set). When ready, `file` and how long it speaks, which may be 0. `now`
 * decides whether a program that failed has rested. */
enum voice_state voice_get(struct voice *voice, const char *language, const char *text, ms_t now,
                           char *file, size_t size, ms_t *length_ms);

/* What will be said later, in this order; instead of what was to be prepared before. Copied. */
void voice_prepare(struct voice *voice, const char *const *texts, size_t count, ms_t now);

/* What it was asked to say last could not be made. */
bool voice_fails(struct voice *voice);

/* How many texts wait to be made, that of the program that runs among them. */
size_t voice_waiting(struct voice *voice);
