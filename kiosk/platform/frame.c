#include "platform/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/mask.h"
#include "platform/shape.h"

void frame_free(struct frame *frame)
{
    free(frame->items);
    memset(frame, 0, sizeof *frame);
}

static void reserve(struct frame *frame, size_t count)
{
    if (count <= frame->capacity)
        return;
    size_t capacity = count + count / 2 + 32;
    frame->items = memory_grow(frame->items, capacity, sizeof *frame->items);
    frame->capacity = capacity;
}

static uint64_t key_place(enum draw_kind kind, struct rect a, struct rect b)
{
    return hash_rect(hash_rect(hash_word(0xF4A3u, (uint64_t)kind), a), b);
}

/* All of a ring but where it starts and ends. */
static uint64_t ring_key(const struct draw_ring *ring, struct rect rect, struct rect bounds)
{
    uint64_t key = key_place(DRAW_RING, rect, bounds);
    key = hash_floats(key, ring->cx, ring->cy);
    key = hash_floats(key, ring->radius, ring->thickness);
    return hash_word(key, ring->color);
}

static void take(struct snapshot *item, const struct draw_command *c,
                 const struct image_source *images, uint64_t previous)
{
    memset(item, 0, sizeof *item);
    item->kind = c->kind;
    item->bounds = draw_command_bounds(c);
    item->key = item->hash = c->hash;
    if (c->kind == DRAW_RING) {
        item->ring = c->ring;
        item->key = ring_key(&c->ring, c->rect, item->bounds);
    } else if (c->kind == DRAW_IMAGE) {
        item->image.rect = c->rect;
        if (images)
            item->image.version =
                images->version(images->context, c->image.ref, c->rect.w, c->rect.h);
        item->key = key_place(DRAW_IMAGE, c->rect, item->bounds);
        item->hash = hash_word(hash_word(item->key, item->image.version), c->image.ink);
    } else if (c->kind == DRAW_PREVIOUS) {
        item->key = item->hash = hash_word(c->hash, previous);
    }
}

void frame_take(struct frame *frame, const struct draw_list *list,
                const struct image_source *images, uint64_t previous)
{
    reserve(frame, list->count);
    frame->count = list->count;
    for (size_t i = 0; i < list->count; i++)
        take(&frame->items[i], &list->commands[i], images, previous);
}

/* The same thing shown differently: only the difference is damaged. */
static void compare_pair(const struct snapshot *old, const struct snapshot *new,
                         const struct image_source *images, struct damage *damage)
{
    if (old->hash == new->hash)
        return;
    struct rects changed = {{new->bounds}, 1};
    if (new->kind == DRAW_RING) {
        shape_ring_difference(&old->ring, &new->ring, changed.rect);
        changed.count = 2;
    } else if (new->kind == DRAW_IMAGE && images && old->image.version &&new->image.version) {
        struct rect rect = new->image.rect;
        changed = images->difference(images->context, old->image.version, new->image.version,
                                     rect.w, rect.h);
        for (int i = 0; i < changed.count; i++) {
            changed.rect[i].x += rect.x;
            changed.rect[i].y += rect.y;
        }
    }
    for (int i = 0; i < changed.count; i++)
        damage_add(damage, rect_intersect(changed.rect[i], new->bounds));
}

static void add_all(const struct frame *frame, size_t from, size_t to, struct damage *damage)
{
    for (size_t i = from; i < to; i++)
        damage_add(damage, frame->items[i].bounds);
}

static size_t find_key(const struct frame *frame, size_t from, size_t to, uint64_t key)
{
    while (from < to && frame->items[from].key != key)
        from++;
    return from;
}

void frame_compare(const struct frame *old, const struct frame *new,
                   const struct image_source *images, struct damage *damage)
{
    size_t begin = 0, old_end = old->count, new_end = new->count;
    while (begin < old_end && begin < new_end && old->items[begin].key == new->items[begin].key) {
        compare_pair(&old->items[begin], &new->items[begin], images, damage);
        begin++;
    }
    while (old_end > begin && new_end > begin &&
           old->items[old_end - 1].key == new->items[new_end - 1].key) {
        old_end--;
        new_end--;
        compare_pair(&old->items[old_end], &new->items[new_end], images, damage);
    }
    /* Between: each new command is matched with the next old one of its key, so that matched
     * commands keep their order. What is left over on either side was added or taken away. */
    size_t next = begin;
    for (size_t i = begin; i < new_end; i++) {
        size_t found = find_key(old, next, old_end, new->items[i].key);
        if (found == old_end) {
            damage_add(damage, new->items[i].bounds);
            continue;
        }
        add_all(old, next, found, damage);
        compare_pair(&old->items[found], &new->items[i], images, damage);
        next = found + 1;
    }
    add_all(old, next, old_end, damage);
}
