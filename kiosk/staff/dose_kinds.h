#pragma once

#include "content/content.h"

/* What staff read of a way to count, in the builder and where an exercise is made of photos. */
struct dose_kind_words {
    const char *id, *key; /* of its target, and of its text */
};

struct dose_kind_words dose_kind_words(enum dose_kind kind);
