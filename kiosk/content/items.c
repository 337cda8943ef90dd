#include "content/items.h"

#include <string.h>

#include "base/hash.h"

enum { SLOTS = 4096 }; /* a large pack has about as many items */

/* From this node on: different ids may have one hash. */
static struct item *matching(struct table_node *node, const char *id)
{
    for (; node; node = table_next(node)) {
        struct item *item = TABLE_OWNER(node, struct item, by_id);
        if (strcmp(item->id, id) == 0)
            return item;
    }
    return NULL;
}

void items_add(struct items *items, struct item *item, struct arena *arena)
{
    if (!items->by_id.slots)
        items->by_id = (struct table){ARENA_ARRAY(arena, struct table_node *, SLOTS), SLOTS - 1};
    struct item *before = item->usable ? NULL : items_first(items, item->id);
    if (before) /* not in the way of the one that is looked for */
        table_add_behind(&before->by_id, &item->by_id);
    else
        table_add(&items->by_id, &item->by_id, hash_string(item->id));
    item->next = items->first;
    items->first = item;
    items->count++;
}

struct item *items_first(const struct items *items, const char *id)
{
    return items->by_id.slots ? matching(table_first(&items->by_id, hash_string(id)), id) : NULL;
}

struct item *items_next(const struct item *item)
{
    return matching(table_next(&item->by_id), item->id);
}
