#include "content/items.h"

#include <string.h>

#define SLOTS 4096 /* a power of two; a large pack has about as many items */

/* FNV-1a */
static size_t slot_of(const char *id)
{
    uint32_t hash = 2166136261u;
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 16777619u;
    return (hash ^ hash >> 16) & (SLOTS - 1);
}

static struct item *matching(struct item *item, const char *id)
{
    while (item && strcmp(item->id, id) != 0)
        item = item->next_slot;
    return item;
}

void items_add(struct items *items, struct item *item, struct arena *arena)
{
    if (!items->slots)
        items->slots = ARENA_ARRAY(arena, struct item *, SLOTS);
    struct item **slot = &items->slots[slot_of(item->id)];
    if (*slot && !item->usable) /* not in the way of the one that is looked for */
        slot = &(*slot)->next_slot;
    item->next_slot = *slot;
    *slot = item;
    item->next = items->first;
    items->first = item;
    items->count++;
}

struct item *items_first(const struct items *items, const char *id)
{
    return items->slots ? matching(items->slots[slot_of(id)], id) : NULL;
}

struct item *items_next(const struct item *item)
{
    return matching(item->next_slot, item->id);
}
