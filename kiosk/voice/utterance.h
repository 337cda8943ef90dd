#pragma once

#include <stdbool.h>

#include "base/ms.h"

/* Something to be said, in the order of a list. */
struct utterance {
    const char *text;
    const char *language;  /* that the text is in: "es"; NULL: the one that is shown */
    const char *recording; /* the file of a pack that says it; NULL: there is none */
    bool cuts;             /* what is being said stops at once, and what waits is forgotten */
    ms_t until;            /* begun later it would say something wrong; MS_NEVER: never */
    ms_t whole_by;         /* where it would not be over by then it is left out; MS_NEVER */
};

/* What is said in a frame. */
struct utterance_list {
    bool hush; /* first of all, silence */
    const struct utterance *items;
    int count;
};
