#include "platform/mask.h"

#include <stdlib.h>
#include <string.h>

#include "platform/shape.h"
#include "platform/span.h"

enum { BUCKETS = 512, LARGEST = 1 << 26 };

struct entry {
    struct entry *chain;         /* in the bucket */
    struct entry *newer, *older; /* by last use */
    uint64_t key;
    struct mask *mask;
};

struct mask_cache {
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    size_t bytes, budget;
};

struct mask *mask_create(int x, int y, int w, int h)
{
    if (w < 0 || h < 0 || (int64_t)w * h > LARGEST)
        return NULL;
    size_t size = (size_t)w * (size_t)h;
    struct mask *mask = calloc(1, sizeof *mask + size);
    if (mask)
        *mask = (struct mask){x, y, w, h, (uint8_t *)(mask + 1)};
    return mask;
}

void mask_free(struct mask *mask)
{
    free(mask);
}

void mask_draw(struct canvas *canvas, struct rect clip, const struct mask *mask, int x, int y,
               color_t color)
{
    struct rect place = {x + mask->x, y + mask->y, mask->w, mask->h};
    struct rect part = rect_intersect(place, clip);
    const uint8_t *row = mask->pixels + (ptrdiff_t)(part.y - place.y) * mask->w;
    row += part.x - place.x;
    for (int i = 0; i < part.h; i++, row += mask->w)
        span_mask(canvas_at(canvas, part.x, part.y + i), row, part.w, color);
}

struct mask_cache *mask_cache_create(size_t budget_bytes)
{
    struct mask_cache *cache = calloc(1, sizeof *cache);
    if (cache)
        cache->budget = budget_bytes;
    return cache;
}

static size_t entry_bytes(const struct entry *entry)
{
    const struct mask *mask = entry->mask;
    return sizeof *entry + sizeof *mask + (size_t)mask->w * (size_t)mask->h;
}

static void unlink_use(struct mask_cache *cache, struct entry *entry)
{
    if (entry->newer)
        entry->newer->older = entry->older;
    else
        cache->newest = entry->older;
    if (entry->older)
        entry->older->newer = entry->newer;
    else
        cache->oldest = entry->newer;
}

static void link_newest(struct mask_cache *cache, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    if (cache->newest)
        cache->newest->newer = entry;
    else
        cache->oldest = entry;
    cache->newest = entry;
}

static void drop(struct mask_cache *cache, struct entry *entry)
{
    struct entry **link = &cache->buckets[entry->key % BUCKETS];
    while (*link != entry)
        link = &(*link)->chain;
    *link = entry->chain;
    unlink_use(cache, entry);
    cache->bytes -= entry_bytes(entry);
    mask_free(entry->mask);
    free(entry);
}

void mask_cache_destroy(struct mask_cache *cache)
{
    if (!cache)
        return;
    while (cache->newest)
        drop(cache, cache->newest);
    free(cache);
}

static struct entry *find(const struct mask_cache *cache, uint64_t key)
{
    struct entry *entry = cache->buckets[key % BUCKETS];
    while (entry && entry->key != key)
        entry = entry->chain;
    return entry;
}

const struct mask *mask_cache_get(struct mask_cache *cache, uint64_t key)
{
    struct entry *entry = find(cache, key);
    if (!entry)
        return NULL;
    if (entry != cache->newest) {
        unlink_use(cache, entry);
        link_newest(cache, entry);
    }
    return entry->mask;
}

void mask_cache_put(struct mask_cache *cache, uint64_t key, struct mask *mask)
{
    struct entry *old = find(cache, key);
    if (old)
        drop(cache, old);
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry) {
        mask_free(mask);
        return;
    }
    entry->key = key;
    entry->mask = mask;
    entry->chain = cache->buckets[key % BUCKETS];
    cache->buckets[key % BUCKETS] = entry;
    link_newest(cache, entry);
    cache->bytes += entry_bytes(entry);
    /* The newest stays even when it alone is over the budget: it is about to be drawn. */
    while (cache->bytes > cache->budget && cache->oldest != entry)
        drop(cache, cache->oldest);
}
