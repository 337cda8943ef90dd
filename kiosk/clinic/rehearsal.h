#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "clinic/pack_changes.h"
#include "clinic/pack_head.h"
#include "content/content.h"
#include "packs/packs.h"

/* What installing a pack would change, found out before anything changes; and then the change. The
 * command `kiosk import` and the screen both go through here. From any thread. */

/* What the kiosk shows, and where packs go. Borrowed. */
struct rehearsal_place {
    const char *const *dirs; /* the packs before those that are installed */
    size_t dir_count;
    const char *packs_dir;
    packs_shrink *shrink; /* makes large photos smaller; NULL: they are refused */
    const char *keys_dir; /* see packs_set_keys; NULL: no pack has to be signed */
    /* Mistakes that cost the pack no more than the item that has them do not stop it: they are
     * warnings. For a backup, of which a clinic wants back whatever can be had. */
    bool spares_items;
};

enum rehearsal_outcome {
    REHEARSAL_READY,   /* it may be done; nothing has changed */
    REHEARSAL_SAME,    /* it is installed already; nothing has changed */
    REHEARSAL_REFUSED, /* it must not be, for its mistakes; nothing has changed */
    REHEARSAL_FAILED,  /* the machine cannot: a full disk, another import; nothing has changed */
    REHEARSAL_DONE
};

/* A zeroed one is ready. Everything lives until rehearsal_free. */
struct rehearsal {
    struct arena arena;
    struct fault_list faults;    /* of the pack, and errors that it causes in others */
    struct packs_entry *entries; /* as installed before */
    size_t entry_count;
    struct pack_head head;
    const char *version_before;  /* of the pack as installed before; NULL: it is not */
    struct pack_changes changes; /* of what may be done */
    /* What is shown now, and what would be; NULL where nothing is, or nobody wants to see it. */
    struct content *before, *after;
    bool keep_content;        /* in: somebody does */
    const char *from, *shown; /* faults in the folder `from` are told as in `shown` */
    const char *going_back;   /* the pack that is taken back; NULL: one is installed */
};

void rehearsal_free(struct rehearsal *rehearsal);

/* Stages the pack at `path` and judges it. `packs` may be those of another folder than the place's,
 * where nobody else waits: a pack that is only looked at. */
enum rehearsal_outcome rehearsal_look(struct rehearsal *rehearsal,
                                      const struct rehearsal_place *place, struct packs *packs,
                                      const char *path);

/* What is staged in `packs`, which are the place's, becomes the pack. DONE, SAME or FAILED. */
enum rehearsal_outcome rehearsal_install(struct rehearsal *rehearsal, struct packs *packs);

/* The same for going back to the version before of pack `id`, or, without one, for taking it off;
 * NULL: of the pack that was installed last. */
enum rehearsal_outcome rehearsal_look_back(struct rehearsal *rehearsal,
                                           const struct rehearsal_place *place, const char *id);
enum rehearsal_outcome rehearsal_go_back(struct rehearsal *rehearsal, struct packs *packs);

/* The mistake is in an item of the pack in `folder`, and costs it no more than that. */
bool rehearsal_is_of_item(const struct fault *fault, const char *folder);

/* The pack is refused because it was made for a newer kiosk. */
bool rehearsal_needs_newer(const struct rehearsal *rehearsal);

/* NULL when there is none. */
const struct packs_entry *rehearsal_entry(const struct rehearsal *rehearsal, const char *id);
