#pragma once

#include <stdint.h>

#include "content/content.h"
#include "content/strings.h"

/* Which texts a pack has recorded, in the language that is shown. */

struct recorded {
    uint64_t text; /* its hash, without a mark at its end */
    const char *file;
};

/* Zeroed is empty. Files are the content's. */
struct speech_recordings {
    const struct content *content; /* whose they are */
    const struct strings *strings;
    struct recorded *items;
    size_t count;
};

/* `content` as it was loaded, `shown` in the language of `strings`; nothing is done when both are
 * those of the last call. */
void speech_recordings_follow(struct speech_recordings *recordings, const struct content *content,
                              const struct content *shown, const struct strings *strings);

/* The file that says this text; NULL: there is none. */
const char *speech_recording(const struct speech_recordings *recordings, const char *text);

void speech_recordings_free(struct speech_recordings *recordings);
