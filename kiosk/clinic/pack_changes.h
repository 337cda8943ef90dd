#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "content/content.h"

/* What a kiosk shows differently with another version of a pack. */

enum pack_verb { PACK_ADDS, PACK_CHANGES, PACK_HIDES, PACK_REMOVES, PACK_VERBS };

struct pack_change {
    enum pack_verb verb;
    const char *kind; /* "exercise", "routine", "page", "logo", "language", "picture", "recording";
                         "order" of all routines or pages together, "demo" of all routines */
    const char *id;   /* of a logo or a picture: its file; of order and demo "routines", "pages" */
    const char *name; /* "" when it has none */
};

struct pack_changes {
    struct arena *arena;
    struct pack_change *list;
    size_t count, capacity;
    size_t totals[PACK_VERBS];
};

/* "adds", "changes", "hides", "removes" */
const char *pack_verb_name(enum pack_verb verb);

/* What the site has, with the old version of the pack and with the new one (NULL: nothing to show).
 * `without`: with neither; it tells what is hidden from what is gone. */
struct pack_versions {
    const struct content *before, *after, *without;
    const char *old_pack, *new_pack; /* folders; NULL when there is none */
};

/* Items whose file is another are changed, and so are those whose place another pack's item takes
 * now. All strings live in changes->arena. */
void pack_changes_find(struct pack_changes *changes, const struct pack_versions *versions);
