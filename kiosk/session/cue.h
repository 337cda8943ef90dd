#pragma once

#include "base/ms.h"

/* What a patient hears of a session, and sees at the edge of the stage: a moment at which something
 * else is to be done, or is about to be. */

/* name, its file in assets/sounds */
#define CUES(X)                                                                                    \
    X(BEGIN, "begin")     /* work begins: the way into a hold's pose, movements, breaths */        \
    X(HOLD, "hold")       /* the pose is reached: from now on it counts */                         \
    X(HALFWAY, "halfway") /* half of a hold, of movements or of breaths is over */                 \
    X(RELAX, "relax")     /* out of a hold; another one follows */                                 \
    X(LAST, "last")       /* one for each of the last three seconds */                             \
    X(SWITCH, "switch")   /* the other side */                                                     \
    X(REST, "rest")       /* a set or a step is over */                                            \
    X(DONE, "done")       /* the routine is */

enum cue {
#define CUE(name, file) CUE_##name,
    CUES(CUE)
#undef CUE
        CUE_COUNT
};

/* "hold": its file, without .wav. */
static inline const char *cue_file(enum cue cue)
{
    static const char *const files[] = {
#define CUE(name, file) file,
        CUES(CUE)
#undef CUE
    };
    return files[cue];
}

/* `at`: of the change itself, on the session's clock; what it is played at is a frame later at
 * most. */
struct session_cue {
    enum cue cue;
    ms_t at;
};

enum { SESSION_CUES_MAX = 8 };

/* The edge of the screen shows a cue for so long, in a colour of its own. It never shows more than
 * three a second (WCAG 2.3.1): one that comes sooner after another is heard only. */
enum { CUE_FLASH_MS = 600, CUE_FLASH_EVERY_MS = 334 };

/* In order of time; of more than fit, the latest. */
struct cue_list {
    struct session_cue items[SESSION_CUES_MAX];
    int count;
};
