#include "figure/frame_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

/* What is not used of a room takes no memory: it is so large that the C library has the system map
 * it by itself. In between others' pieces, frames that are thrown out left a third of what they had
 * taken as holes. */
enum { ROOM_BYTES = 512 << 10, ROOM_UNIT = 16 };

enum { OTHERS_SHARE = 3 };

struct room {
    struct room *before;
    size_t used, size;
    _Alignas(ROOM_UNIT) uint8_t bytes[];
};

struct frame_group {
    struct packed_frame *first, *last;
    struct room *room; /* the latest */
    size_t bytes;      /* of its frames */
    struct use_node use;
};

bool figure_same_series(const struct figure_key *a, const struct figure_key *b)
{
    return a->clip == b->clip && a->person == b->person && a->width == b->width &&
           a->height == b->height && ((a->frame ^ b->frame) & FIGURE_STILL) == 0;
}

static uint64_t hash_of(const struct figure_key *k)
{
    uint64_t hash = hash_word((uint64_t)(uintptr_t)k->clip, (uint64_t)k->person << 16 | k->frame);
    return hash_pair(hash, (uint32_t)k->width, (uint32_t)k->height);
}

static struct frame_group *of_use(const struct use_node *use)
{
    return use ? TABLE_OWNER(use, struct frame_group, use) : NULL;
}

void frame_store_init(struct frame_store *store, size_t budget)
{
    *store = (struct frame_store){.budget = budget};
    store->by_key = (struct table){store->slots, STORE_SLOTS - 1};
}

static struct packed_frame *first_of(const struct frame_group *group)
{
    return group ? group->first : NULL;
}

struct packed_frame *frame_store_first(const struct frame_store *store)
{
    return first_of(of_use(store->groups.newest));
}

struct packed_frame *frame_store_next(const struct packed_frame *frame)
{
    return frame->next ? frame->next : first_of(of_use(frame->group->use.older));
}

struct packed_frame *frame_store_find(const struct frame_store *store, const struct figure_key *key)
{
    struct table_node *node = table_first(&store->by_key, hash_of(key));
    for (; node; node = table_next(node)) {
        struct packed_frame *f = TABLE_OWNER(node, struct packed_frame, by_key);
        if (figure_same_series(&f->key, key) && f->key.frame == key->frame)
            return f;
    }
    return NULL;
}

struct packed_frame *frame_store_find_id(const struct frame_store *store, uint64_t id)
{
    /* Those of the newest groups are asked for: the walk is short. */
    struct packed_frame *f = frame_store_first(store);
    while (f && f->id != id)
        f = frame_store_next(f);
    return f;
}

struct packed_frame *frame_store_nearest(const struct frame_store *store,
                                         const struct figure_key *key)
{
    struct packed_frame *best = NULL;
    int least = 1 << 30;
    for (struct packed_frame *f = frame_store_first(store); f; f = frame_store_next(f)) {
        int distance = abs((int)f->key.frame - (int)key->frame);
        if (figure_same_series(&f->key, key) && distance < least) {
            least = distance;
            best = f;
        }
    }
    return best;
}

static void drop(struct frame_store *store, struct frame_group *group)
{
    struct room *before;
    for (struct packed_frame *f = group->first; f; f = f->next) {
        table_remove(&store->by_key, &f->by_key);
        store->bytes -= f->bytes;
    }
    for (struct room *room = group->room; room; room = before) {
        before = room->before;
        store->room -= sizeof *room + room->size;
        free(room);
    }
    use_remove(&store->groups, &group->use);
    free(group);
}

static bool same_movement(const struct frame_group *a, const struct frame_group *b)
{
    return figure_same_series(&a->first->key, &b->first->key);
}

/* What goes next, never the newest; NULL when there is nothing else. */
static struct frame_group *to_be_dropped(const struct frame_store *store)
{
    struct frame_group *newest = of_use(store->groups.newest);
    struct frame_group *oldest = of_use(store->groups.oldest);
    if (newest == oldest)
        return NULL;
    if (!same_movement(oldest, newest))
        return oldest;
    struct frame_group *group = of_use(newest->use.older);
    while (!same_movement(group, newest))
        group = of_use(group->use.older);
    return group;
}

static bool is_still(const struct frame_group *group)
{
    return group->first->key.frame & FIGURE_STILL;
}

static bool is_other(const struct frame_group *group, const struct frame_group *newest)
{
    return !is_still(group) && !same_movement(group, newest);
}

/* While something moves, other movements have a third: they seldom come again before they are
 * thrown out. Stills are small, and a page has many of them. */
static void limit_others(struct frame_store *store)
{
    struct frame_group *newest = of_use(store->groups.newest), *next;
    size_t others = 0;
    if (!newest || is_still(newest))
        return;
    for (struct frame_group *g = newest; g; g = of_use(g->use.older))
        others += is_other(g, newest) ? g->bytes : 0;
    for (struct frame_group *g = of_use(store->groups.oldest);
         g && others > store->budget / OTHERS_SHARE; g = next) {
        next = of_use(g->use.newer);
        if (!is_other(g, newest))
            continue;
        others -= g->bytes;
        drop(store, g);
    }
}

void frame_store_limit(struct frame_store *store, size_t budget)
{
    struct frame_group *group;
    store->budget = budget;
    limit_others(store);
    while (store->bytes > budget && (group = to_be_dropped(store)))
        drop(store, group);
}

/* The group it is to lie in, as the newest one; NULL when there can be none. */
static struct frame_group *group_for(struct frame_store *store, struct packed_frame *frame)
{
    struct packed_frame *base = frame->is_change ? frame_store_find_id(store, frame->before) : NULL;
    if (frame->is_change && (!base || base != base->group->last))
        return NULL;
    frame->base = base;
    if (base) {
        use_again(&store->groups, &base->group->use);
        return base->group;
    }
    struct frame_group *group = memory_try(1, sizeof *group);
    if (!group)
        return NULL;
    *group = (struct frame_group){0};
    use_add(&store->groups, &group->use);
    return group;
}

/* A still has no frames after it. */
static struct room *room_for(struct frame_store *store, struct frame_group *group,
                             const struct packed_frame *frame, size_t bytes)
{
    struct room *room = group->room;
    if (room && room->size - room->used >= bytes)
        return room;
    bool alone = frame->key.frame & FIGURE_STILL || bytes > ROOM_BYTES;
    size_t size = alone ? bytes : ROOM_BYTES;
    room = memory_try(1, sizeof *room + size);
    if (!room)
        return NULL;
    *room = (struct room){.before = group->room, .size = size};
    group->room = room;
    store->room += sizeof *room + size;
    return room;
}

static struct packed_frame *move_into(struct frame_store *store, struct frame_group *group,
                                      struct packed_frame *frame)
{
    size_t bytes = (sizeof *frame + frame->size + ROOM_UNIT - 1) / ROOM_UNIT * ROOM_UNIT;
    struct room *room = room_for(store, group, frame, bytes);
    struct packed_frame *moved = NULL;
    if (room) {
        moved = (struct packed_frame *)(void *)(room->bytes + room->used);
        memcpy(moved, frame, sizeof *frame + frame->size);
        room->used += bytes;
    }
    free(frame);
    return moved;
}

struct packed_frame *frame_store_add(struct frame_store *store, struct packed_frame *frame)
{
    struct frame_group *group =
        frame_store_find(store, &frame->key) ? NULL : group_for(store, frame);
    if (!group) {
        free(frame);
        return NULL;
    }
    frame = move_into(store, group, frame);
    if (!frame) {
        if (!group->first)
            drop(store, group);
        return NULL;
    }
    frame->group = group;
    frame->next = NULL;
    if (group->last)
        group->last->next = frame;
    else
        group->first = frame;
    group->last = frame;
    table_add(&store->by_key, &frame->by_key, hash_of(&frame->key));
    store->bytes += frame->bytes;
    group->bytes += frame->bytes;
    frame_store_limit(store, store->budget);
    return frame;
}

void frame_store_touch(struct frame_store *store, struct packed_frame *frame)
{
    use_again(&store->groups, &frame->group->use);
}

void frame_store_clear(struct frame_store *store)
{
    while (store->groups.newest)
        drop(store, of_use(store->groups.newest));
}
