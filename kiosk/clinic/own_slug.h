#pragma once

#include "clinic/own_pack.h"
#include "content/content.h"
#include "store/store.h"

/* Ids of the own pack under which anything was counted, of routines and exercises that are gone,
 * too: whatever took one of them would take its counts over. In the arena. */
struct string_list own_used_ids(struct store *store, struct arena *arena);

/* "Post-op week 2" becomes "own-post-op-week-2", or that with a number behind it where something in
 * the own pack or in `content` (may be NULL) has it; "own-" keeps it apart from what is shipped.
 * `otherwise`: of a name without Latin letters, "own-routine". In the arena. */
const char *own_new_id(struct own_pack *own, const struct content *content, const char *name,
                       const char *otherwise, struct arena *arena);
