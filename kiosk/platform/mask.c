#include "platform/mask.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/table.h"
#include "platform/shape.h"
#include "platform/span.h"

enum { SLOTS = 512 };

struct entry {
    struct table_node by_key;
    struct use_node use;
    struct mask *mask;
};

struct mask_cache {
    struct table_node *slots[SLOTS];
    struct table by_key;
    struct use_order order;
    size_t bytes, budget;
};

struct mask *mask_create(int x, int y, int w, int h)
{
    if (w < 0 || h < 0 || (int64_t)w * h > MASK_LARGEST)
        return NULL;
    size_t size = (size_t)w * (size_t)h;
    struct mask *mask = memory_new(1, sizeof *mask + size);
    *mask = (struct mask){x, y, w, h, (uint8_t *)(mask + 1)};
    return mask;
}

static bool is_empty(const uint8_t *row, int w)
{
    int x = 0;
    while (x < w && row[x] == 0)
        x++;
    return x == w;
}

/* The columns of a row from the first with ink, if it is left of *x0, to the last, if right of *x1.
 */
static void widen(const uint8_t *row, int w, int *x0, int *x1)
{
    int a = 0, b = w;
    while (a < *x0 && row[a] == 0)
        a++;
    while (b > *x1 && row[b - 1] == 0)
        b--;
    *x0 = a;
    *x1 = b;
}

struct mask *mask_of_ink(const uint8_t *pixels, int pitch, int w, int h, int x, int y)
{
    int top = 0, bottom = h, left = w, right = 0;
    while (top < bottom && is_empty(pixels + (ptrdiff_t)top * pitch, w))
        top++;
    while (bottom > top && is_empty(pixels + (ptrdiff_t)(bottom - 1) * pitch, w))
        bottom--;
    for (int row = top; row < bottom; row++)
        widen(pixels + (ptrdiff_t)row * pitch, w, &left, &right);
    struct mask *mask = mask_create(x + left, y + top, int_max(right - left, 0), bottom - top);
    for (int row = 0; mask && row < mask->h; row++)
        memcpy(mask->pixels + (ptrdiff_t)row * mask->w,
               pixels + (ptrdiff_t)(top + row) * pitch + left, (size_t)mask->w);
    return mask;
}

void mask_add(struct mask *whole, const struct mask *part)
{
    struct rect all = {whole->x, whole->y, whole->w, whole->h};
    struct rect both = rect_intersect(all, (struct rect){part->x, part->y, part->w, part->h});
    for (int y = both.y; y < both.y + both.h; y++) {
        uint8_t *out = whole->pixels + (ptrdiff_t)(y - whole->y) * whole->w + (both.x - whole->x);
        const uint8_t *in = part->pixels + (ptrdiff_t)(y - part->y) * part->w + (both.x - part->x);
        for (int x = 0; x < both.w; x++)
            out[x] |= in[x];
    }
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
    struct mask_cache *cache = MEMORY_NEW(struct mask_cache);
    cache->by_key = (struct table){cache->slots, SLOTS - 1};
    cache->budget = budget_bytes;
    return cache;
}

static size_t entry_bytes(const struct entry *entry)
{
    const struct mask *mask = entry->mask;
    return sizeof *entry + sizeof *mask + (size_t)mask->w * (size_t)mask->h;
}

static void drop(struct mask_cache *cache, struct use_node *use)
{
    struct entry *entry = TABLE_OWNER(use, struct entry, use);
    table_remove(&cache->by_key, &entry->by_key);
    use_remove(&cache->order, use);
    cache->bytes -= entry_bytes(entry);
    mask_free(entry->mask);
    free(entry);
}

void mask_cache_destroy(struct mask_cache *cache)
{
    if (!cache)
        return;
    while (cache->order.newest)
        drop(cache, cache->order.newest);
    free(cache);
}

static struct entry *find(const struct mask_cache *cache, uint64_t key)
{
    struct table_node *node = table_first(&cache->by_key, key);
    return node ? TABLE_OWNER(node, struct entry, by_key) : NULL;
}

const struct mask *mask_cache_get(struct mask_cache *cache, uint64_t key)
{
    struct entry *entry = find(cache, key);
    if (!entry)
        return NULL;
    use_again(&cache->order, &entry->use);
    return entry->mask;
}

void mask_cache_limit(struct mask_cache *cache, size_t budget_bytes)
{
    cache->budget = budget_bytes;
    while (cache->bytes > cache->budget && cache->order.oldest != cache->order.newest)
        drop(cache, cache->order.oldest);
}

size_t mask_cache_bytes(const struct mask_cache *cache)
{
    return cache->bytes;
}

void mask_cache_put(struct mask_cache *cache, uint64_t key, struct mask *mask)
{
    struct entry *old = find(cache, key);
    if (old)
        drop(cache, &old->use);
    struct entry *entry = MEMORY_NEW(struct entry);
    entry->mask = mask;
    table_add(&cache->by_key, &entry->by_key, key);
    use_add(&cache->order, &entry->use);
    cache->bytes += entry_bytes(entry);
    /* The newest stays even when it alone is over the budget: it is about to be drawn. */
    mask_cache_limit(cache, cache->budget);
}
