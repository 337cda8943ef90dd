#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "packs/pack_stage.h"

/* The packs below a folder, within bounds: also a stick with a hundred thousand files is looked
 * through in a second. Inside packs, and for clinic/stick.h, which shows them all. */

enum { PACK_SEARCH_LEVELS = 3 };

struct pack_candidate {
    const char *path; /* below the folder */
    bool zip;
    struct pack_title title;
    const char *problem; /* why it would be refused; NULL: nothing is known */
    bool printed;
    uint64_t print; /* of its files, for who takes it */
};

struct pack_search {
    int root;
    struct arena *arena;
    struct pack_candidate *found; /* from the top down, folders before archives, by their names */
    size_t count, good;           /* good: without a problem */
    const char *nearly;           /* a file that is meant to be pack.json; NULL: none */
    const char *other;            /* the first .zip of something else */
    const char *other_problem;    /* why it is no pack */
    size_t other_count;
    bool cut; /* there was more than could be looked at */
};

/* As many levels of folders down; 0: only for `nearly` in the folder itself. The last one when
 * there is no good one above. `root` must outlive *search. */
void pack_search_run(struct pack_search *search, int root, int levels, struct arena *arena);

/* The same, unless the folder itself is a pack: it is then the only one, with the path "". */
void pack_search_all(struct pack_search *search, int root, struct arena *arena);
