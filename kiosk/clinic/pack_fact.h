#pragma once

#include "content/content.h"

/* What is different about something that a pack changes, as one fact for staff. */

enum pack_fact_kind {
    PACK_FACT_OTHER, /* words, pictures or whatever else */
    PACK_FACT_NAME,  /* the name: `before` becomes `after` */
    PACK_FACT_DOSE,  /* a number of the dose: `from` becomes `to` */
    PACK_FACT_STEPS, /* of a routine: how many steps */
    PACK_FACT_STEP,  /* of a routine: another exercise, `before` becomes `after` */
    PACK_FACT_PICTURES
};

struct pack_fact {
    enum pack_fact_kind kind;
    enum dose_field field;      /* DOSE */
    int from, to;               /* DOSE, STEPS, PICTURES: 0 for "not part of it" */
    const char *before, *after; /* the contents' */
    const char *exercise;       /* DOSE in a routine: its name; else NULL */
};

/* The first that matters of the exercise, routine or page with this id, in two contents of one
 * language. `kind` as in struct pack_change. */
struct pack_fact pack_fact_find(const struct content *before, const struct content *after,
                                const char *kind, const char *id);
