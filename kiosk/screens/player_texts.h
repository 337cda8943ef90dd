#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the step under way has to say besides numbers, and when: the main sentence, and the cue,
 * in whose place all that has to be minded takes turns. Texts are valid for a frame. */

struct player_frame;

/* A sentence and a cue that can stand there at the same time. */
struct player_pair {
    const char *sentence, *cue;
};

struct player_texts {
    struct player_pair now;    /* "": there is none */
    bool cue_instead;          /* where they share one place: the cue has it now */
    struct player_pair *pairs; /* all that the step can say, to keep room for it */
    size_t count;
    uint64_t hash; /* of the pairs: what they say, and whether in one place */
};

/* `shared`: the cue has no place of its own. Each turn then is the cue's or the sentence's. */
struct player_texts player_texts(const struct player_frame *f, bool shared);
