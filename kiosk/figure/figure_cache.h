#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"
#include "figure/clip.h"

/* Finished figure frames by (clip, frame, mirrored, person, size), within a memory budget, made by
 * a worker thread ahead of when they are needed. Called from the main thread only. */
struct figure_cache;

struct figure_key {
    const struct figure_clip *clip;
    uint16_t frame; /* from figure_clip_frame or figure_clip_still */
    uint8_t person;
    bool mirrored; /* false: the left side's turn, true: the right side's */
    bool soon;     /* of REST: the movement follows, so all of it is made; no other frame for it */
    int width, height; /* of the rectangle to fill, px */
};

struct figure_bitmap {
    const uint32_t *pixels; /* premultiplied 0xAARRGGBB, transparent around the figure */
    int width, height, stride;
    int x, y; /* of this crop inside the rectangle */
};

/* `budget_bytes` for packed frames. `synchronous` renders on the spot (shot, tests): the same input
 * gives the same pixels. Frames made one after the other are as those drawn alone but for
 * CHANGE_UNSEEN levels.
 * `on_ready` is called from the worker when a frame is finished; may be NULL. */
struct figure_cache *figure_cache_create(size_t budget_bytes, bool synchronous,
                                         void (*on_ready)(void));
void figure_cache_destroy(struct figure_cache *cache);

/* Other budgets, bytes, from now on: for packed frames and for unpacked ones. */
void figure_cache_limit(struct figure_cache *cache, size_t packed, size_t unpacked);

/* Names the frame that figure_cache_acquire would give now: the wanted one, or while that is being
 * made the nearest finished one of the same clip, person, side and size; 0 when there is none.
 * Queues the wanted frame and those that follow it. */
uint64_t figure_cache_version(struct figure_cache *cache, const struct figure_key *key);

bool figure_cache_acquire(struct figure_cache *cache, const struct figure_key *key,
                          struct figure_bitmap *out);
void figure_cache_release(struct figure_cache *cache, struct figure_bitmap *bitmap);

/* Where two versions of the same size differ, inside the rectangle: tight boxes for neighbours in a
 * movement and for pairs that were asked for before, else all of both. */
struct rects figure_cache_difference(struct figure_cache *cache, uint64_t from, uint64_t to);

/* What it holds now: packed frames and their bytes, and those of unpacked ones. */
struct figure_cache_use {
    size_t frames, bytes, unpacked;
    size_t room; /* in which the frames lie, bytes; untouched where it is more than those */
};

struct figure_cache_use figure_cache_use(struct figure_cache *cache);

/* Clips are about to be freed (content reload): waits for the worker and drops everything. */
void figure_cache_clear(struct figure_cache *cache);
