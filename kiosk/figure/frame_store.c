#include "figure/frame_store.h"

#include <stdlib.h>
#include <string.h>

bool figure_same_series(const struct figure_key *a, const struct figure_key *b)
{
    return a->clip == b->clip && a->person == b->person && a->width == b->width &&
           a->height == b->height && ((a->frame ^ b->frame) & FIGURE_STILL) == 0;
}

static size_t bucket_of(const struct figure_key *k)
{
    uint64_t h = (uint64_t)(uintptr_t)k->clip >> 4;
    h = h * 31 + k->frame;
    h = h * 31 + k->person;
    h = h * 31 + (uint64_t)(uint32_t)k->width;
    h = h * 31 + (uint64_t)(uint32_t)k->height;
    return (size_t)((h * 0x9E3779B97F4A7C15u) >> 54) % STORE_BUCKETS;
}

struct packed_frame *frame_store_find(const struct frame_store *store, const struct figure_key *key)
{
    struct packed_frame *f = store->buckets[bucket_of(key)];
    while (f != NULL && !(figure_same_series(&f->key, key) && f->key.frame == key->frame))
        f = f->next_in_bucket;
    return f;
}

struct packed_frame *frame_store_find_id(const struct frame_store *store, uint64_t id)
{
    /* The newest are asked for: the walk is short. */
    struct packed_frame *f = store->newest;
    while (f != NULL && f->id != id)
        f = f->older;
    return f;
}

struct packed_frame *frame_store_nearest(const struct frame_store *store,
                                         const struct figure_key *key)
{
    struct packed_frame *best = NULL;
    int least = 1 << 30;
    for (struct packed_frame *f = store->newest; f != NULL; f = f->older) {
        int distance = abs((int)f->key.frame - (int)key->frame);
        if (figure_same_series(&f->key, key) && distance < least) {
            least = distance;
            best = f;
        }
    }
    return best;
}

static void unlink_age(struct frame_store *store, struct packed_frame *f)
{
    if (f->newer != NULL)
        f->newer->older = f->older;
    else
        store->newest = f->older;
    if (f->older != NULL)
        f->older->newer = f->newer;
    else
        store->oldest = f->newer;
}

static void link_newest(struct frame_store *store, struct packed_frame *f)
{
    f->newer = NULL;
    f->older = store->newest;
    if (store->newest != NULL)
        store->newest->newer = f;
    else
        store->oldest = f;
    store->newest = f;
}

static void drop(struct frame_store *store, struct packed_frame *f)
{
    struct packed_frame **at = &store->buckets[bucket_of(&f->key)];
    while (*at != f)
        at = &(*at)->next_in_bucket;
    *at = f->next_in_bucket;
    unlink_age(store, f);
    store->bytes -= f->bytes;
    free(f);
}

void frame_store_add(struct frame_store *store, struct packed_frame *frame)
{
    struct packed_frame *old = frame_store_find(store, &frame->key);
    if (old != NULL)
        drop(store, old);
    size_t b = bucket_of(&frame->key);
    frame->next_in_bucket = store->buckets[b];
    store->buckets[b] = frame;
    link_newest(store, frame);
    store->bytes += frame->bytes;
    while (store->bytes > store->budget && store->oldest != frame)
        drop(store, store->oldest);
}

void frame_store_touch(struct frame_store *store, struct packed_frame *frame)
{
    if (store->newest == frame)
        return;
    unlink_age(store, frame);
    link_newest(store, frame);
}

void frame_store_clear(struct frame_store *store)
{
    for (struct packed_frame *f = store->oldest, *next; f != NULL; f = next) {
        next = f->newer;
        free(f);
    }
    *store = (struct frame_store){.budget = store->budget};
}
