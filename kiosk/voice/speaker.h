#pragma once

#include "voice/utterance.h"

/* What waits to be said, and which file says it now. Sound is somebody else's. */

struct voice;

enum {
    SPEAKER_MAX = 128,
    SPEAKER_LATE_MS = 4000, /* so long nothing is said for want of what comes next */
    SPEAKER_FILE = 1200
};

struct speaker_item {
    char *text, *language, *recording; /* owned; the last two may be NULL */
    ms_t until, whole_by;
    ms_t awaited; /* since when nothing but this has been waited for; -1: it has not */
};

/* Zeroed is silent. */
struct speaker {
    struct speaker_item items[SPEAKER_MAX];
    int count;
    bool hush;
};

void speaker_clear(struct speaker *speaker);

/* Of more than SPEAKER_MAX the first are left out. */
void speaker_take(struct speaker *speaker, const struct utterance_list *list);

/* To be asked after speaker_take, when something was said, and when the voice has something ready.
 * `saying`: somebody speaks. *hush: that is to stop first; true once. True with `file` when it is
 * to be said now. Length: recordings are taken as they come. */
bool speaker_next(struct speaker *speaker, struct voice *voice, ms_t now, bool saying, bool *hush,
                  char file[SPEAKER_FILE]);
