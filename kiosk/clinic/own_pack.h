#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "packs/packs.h"

/* The own pack: what staff make at the screen, an ordinary pack "own" in the folder of imported
 * packs, the last of all. Its routines are files in it; what is hidden, in which order routines
 * stand and which are in the demo are "hide", "order" and "demo" of its pack.json. It can be edited
 * with a text editor as well: keys and files that nobody here knows stay.
 *
 * A change is begun, made in memory, and written as a whole: whatever stops that, and when the disk
 * is full, there is the pack as it was or as it is to be. */

struct string_list;

struct own_place {
    const char *packs_dir; /* where it is, or will be made */
    const char *name;      /* of a pack that is made now: the clinic's */
    const char *language;  /* of the texts in its files then: "en" */
    /* Ids that nothing new takes, besides those that are there (see own_used_ids); NULL: none.
     * Borrowed until own_close. */
    const struct string_list *used;
};

struct own_pack;

/* Keeps others from the packs until own_close. NULL, with a fault, when that cannot be (an import
 * runs just now), or its pack.json cannot be read. */
struct own_pack *own_open(const struct own_place *place, struct fault_list *faults);

/* pack.json of one that is made now; to be freed. */
char *own_head(const struct own_place *place, size_t *length);

/* A pack `id` that is not on the disk, to be taken elsewhere: it locks and reads nothing, and
 * own_write is not for it. Never NULL. */
struct own_pack *own_loose(const struct own_place *place, const char *id);

/* All that it holds. */
struct bundle;
void own_bundle(const struct own_pack *own, struct bundle *bundle);

/* What has not been written is forgotten. */
void own_close(struct own_pack *own);

/* NULL when there is no such file; valid until the file is changed. */
const char *own_text(struct own_pack *own, const char *file, size_t *length);

/* Code of the language that stands in its files. */
const char *own_language(struct own_pack *own);

/* The .json files in a folder: "es.json". */
size_t own_files(struct own_pack *own, const char *folder, struct arena *arena,
                 const char ***names);

/* NULL: the file goes. A photo is a file like any other. */
void own_put(struct own_pack *own, const char *file, const char *text, size_t length);

void own_hide(struct own_pack *own, const char *id, bool hidden);
void own_demo(struct own_pack *own, const char *id, bool on);
void own_order(struct own_pack *own, const char *const *ids, size_t count);

/* The clinic's sign: a file in images/, and what can be seen on it. */
void own_logo(struct own_pack *own, const char *file, const char *alt);

/* It has none from now on: that of another pack is shown, or none. */
void own_no_logo(struct own_pack *own);

/* The photos that staff made the sign go, of every kind of file ("images/own-logo.jpg"), but for
 * that one; NULL: all. */
void own_drop_logo_files(struct own_pack *own, const char *but);

/* Adds it to "languages". */
void own_add_language(struct own_pack *own, const char *code);

/* The routine's file goes, and whatever in the pack names it. */
void own_delete_routine(struct own_pack *own, const char *id);

/* The texts before a change. Zeroed: there is nothing to undo. */
struct own_undo {
    struct arena arena;
    struct packs_text *texts;
    size_t count;
};

void own_undo_free(struct own_undo *undo);

/* On disk when it returns. False, with a fault, when nothing has changed. `undo` may be NULL; what
 * was in it goes when the change is written. */
bool own_write(struct own_pack *own, struct own_undo *undo, struct fault_list *faults);

/* Brings a routine back whose deletion `undo` holds, and leaves alone whatever was changed since;
 * with another id where a new routine has its own by now. *undo is then empty. False, with a fault,
 * when nothing has changed. */
bool own_bring_back(const struct own_place *place, const char *id, struct own_undo *undo,
                    struct fault_list *faults);

/* Takes the last change back; *undo is then empty. False, with a fault, when it stands. */
bool own_take_back(const struct own_place *place, struct own_undo *undo, struct fault_list *faults);
