#pragma once

#include <stdint.h>

#include "screens/player_spoken.h"
#include "voice/utterance.h"

/* What is said of a session, and at which moment: the words of the text column as they come up, the
 * phase as it begins, halfway, and the last three seconds. The same for a session that is played
 * and for one that only runs through, to know what will be said. */

enum { SPEECH_MAX = 128 /* a screen that is read as a whole */ };

/* What is to be said now; texts are in the arena of the frame. */
struct speech_list {
    struct utterance items[SPEECH_MAX];
    int count;
};

/* Adds one; NULL when there is nothing in it, or no room. */
struct utterance *speech_say(struct speech_list *list, const char *text);

enum { SPEECH_TOLD_MAX = 16 };

/* What was said last, so that it is not said again. Zeroed: nothing. */
struct speech_memory {
    const struct routine *routine;
    bool under_way;
    int step, set, side, rep, number, count_in;
    enum phase_kind phase;
    ms_t ends; /* it does; MS_NEVER: nobody knows when */
    bool dose_told, reached, halfway, breathing_in;
    enum body_side side_told;
    uint64_t sentence, cue;         /* that stand there, */
    uint64_t told[SPEECH_TOLD_MAX]; /* and those of this phase: the oldest give way */
    int told_count;
    uint64_t moment; /* what was looked at last, */
    ms_t look_at;    /* and when to look again, whatever it is */
};

/* What there is to say at `now`. */
void speech_of_session(struct speech_memory *memory, struct screen_context *context, struct ui *ui,
                       const struct session *session, ms_t now, struct speech_list *list);

/* The session is not seen: whoever comes back is told where it goes on. */
void speech_leaves_session(struct speech_memory *memory);
