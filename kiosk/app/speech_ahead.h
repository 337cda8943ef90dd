#pragma once

#include "app/speech_player.h"

/* All that will be said, before it is: the words of the screen, and those of the routine that was
 * chosen, for which a session of it runs through as fast as it can, a part in each frame. */

struct speech_ahead {
    struct arena arena; /* owns the texts of the routine */
    struct arena screen_arena;
    const char **texts; /* of the screen, then of the routine; each once */
    size_t count, room, screen_count;
    unsigned version; /* another one: other texts */

    const struct routine *routine; /* whose texts these are; NULL: none */
    uint64_t id;                   /* its id's hash: an activity's takes the place of another's */
    const struct strings *strings; /* and in which language */
    bool running;
    struct session session;
    struct speech_memory memory;
    ms_t now;
};

/* Goes on with `routine`, or begins; NULL: there is none. True while it is not done. */
bool speech_ahead_routine(struct speech_ahead *ahead, struct screen_context *context, struct ui *ui,
                          const struct routine *routine);

/* Its content is about to be freed. */
void speech_ahead_forget(struct speech_ahead *ahead);

/* The screen says other texts now: those between begin and end. */
void speech_ahead_begin(struct speech_ahead *ahead);
void speech_ahead_add(struct speech_ahead *ahead, const char *text);
void speech_ahead_end(struct speech_ahead *ahead);

void speech_ahead_free(struct speech_ahead *ahead);
