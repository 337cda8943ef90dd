#pragma once

#include "clinic/own_pack.h"

/* Routines of the own pack that were set aside, to be mended with a text editor: files in its
 * folder set-aside, which nobody reads. Beside each one ("ID.json") what else there was of it lies
 * in ID.kept.json: as strings, the files that named it. */

#define OWN_ASIDE "set-aside"

/* The routine's file goes there as it is, and whatever in the pack names it goes as well. */
void own_set_aside(struct own_pack *own, const char *id);

struct own_aside {
    const char *file; /* in that folder: "own-week-2.json" */
    const char *name; /* the routine's, as far as a person could read it in the file, else its id */
};

/* All, by file. Takes no lock; none when there is no such folder. In `arena`. */
size_t own_asides(const char *packs_dir, struct arena *arena, struct own_aside **asides);

/* It stands where it stood, with its mistake, its words in other languages and all else; under
 * another id where its own is taken. */
void own_put_back(struct own_pack *own, const char *file);
