#include "figure/frame_store.h"

#include <stdlib.h>

#include "base/hash.h"

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

static struct packed_frame *of_use(const struct use_node *use)
{
    return use ? TABLE_OWNER(use, struct packed_frame, use) : NULL;
}

void frame_store_init(struct frame_store *store, size_t budget)
{
    *store = (struct frame_store){.budget = budget};
    store->by_key = (struct table){store->slots, STORE_SLOTS - 1};
}

struct packed_frame *frame_store_newest(const struct frame_store *store)
{
    return of_use(store->order.newest);
}

struct packed_frame *frame_store_older(const struct packed_frame *frame)
{
    return of_use(frame->use.older);
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
    /* The newest are asked for: the walk is short. */
    struct packed_frame *f = frame_store_newest(store);
    while (f && f->id != id)
        f = frame_store_older(f);
    return f;
}

struct packed_frame *frame_store_nearest(const struct frame_store *store,
                                         const struct figure_key *key)
{
    struct packed_frame *best = NULL;
    int least = 1 << 30;
    for (struct packed_frame *f = frame_store_newest(store); f; f = frame_store_older(f)) {
        int distance = abs((int)f->key.frame - (int)key->frame);
        if (figure_same_series(&f->key, key) && distance < least) {
            least = distance;
            best = f;
        }
    }
    return best;
}

static void drop(struct frame_store *store, struct packed_frame *f)
{
    table_remove(&store->by_key, &f->by_key);
    use_remove(&store->order, &f->use);
    store->bytes -= f->bytes;
    free(f);
}

void frame_store_limit(struct frame_store *store, size_t budget)
{
    store->budget = budget;
    while (store->bytes > budget && store->order.oldest != store->order.newest)
        drop(store, of_use(store->order.oldest));
}

void frame_store_add(struct frame_store *store, struct packed_frame *frame)
{
    struct packed_frame *old = frame_store_find(store, &frame->key);
    if (old)
        drop(store, old);
    table_add(&store->by_key, &frame->by_key, hash_of(&frame->key));
    use_add(&store->order, &frame->use);
    store->bytes += frame->bytes;
    frame_store_limit(store, store->budget);
}

void frame_store_touch(struct frame_store *store, struct packed_frame *frame)
{
    use_again(&store->order, &frame->use);
}

void frame_store_clear(struct frame_store *store)
{
    while (store->order.newest)
        drop(store, frame_store_newest(store));
}
