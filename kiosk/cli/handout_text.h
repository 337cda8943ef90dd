#pragma once

#include "content/content.h"
#include "content/strings.h"
#include "handout/handout.h"

struct handout_source {
    const struct strings *strings;
    const struct content *content; /* in the language of `strings` */
    const struct routine *routine; /* of it */
    const char *emergency;         /* number of emergency services; "": none is set */
};

/* Fills all of the handout but paper and fonts. What it points to lives in `arena` and in the
 * source. */
void handout_fill(struct handout *handout, struct arena *arena,
                  const struct handout_source *source);
