#pragma once

#include "clinic/own_pack.h"

/* Routines of the own pack that were set aside (own_set_aside): files in its folder set-aside. */

struct own_aside {
    const char *file; /* in that folder: "own-week-2.json" */
    const char *name; /* the routine's, as far as a person could read it in the file, else its id */
};

/* All, by file. Takes no lock; none when there is no such folder. In `arena`. */
size_t own_asides(const char *packs_dir, struct arena *arena, struct own_aside **asides);

/* It stands among the routines again, with its mistake; under another id where its own is taken. */
void own_put_back(struct own_pack *own, const char *file);
