#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/picture.h"
#include "platform/image_source.h"

/* Pictures of packs (references of IMAGE_PICTURE to a struct picture_set) at the sizes they are
 * shown in. A worker thread decodes them, one at a time, the one asked for last first; what was not
 * asked for lately gives way within a budget, never what is asked for along with what is to come.
 * Knows a picture by its key, not by its address, so a reload of the content costs nothing, and
 * another file under the same name is never mistaken. Called from the main thread only. */
struct picture_cache;

/* `synchronous` decodes on the spot (shot, tests): the same input gives the same pixels. `on_ready`
 * is called from the worker when a picture is there; may be NULL. NULL when memory is short. */
struct picture_cache *picture_cache_create(size_t budget_bytes, bool synchronous,
                                           void (*on_ready)(void));
void picture_cache_destroy(struct picture_cache *cache);

/* Another budget, bytes, from the next picture on. */
void picture_cache_limit(struct picture_cache *cache, size_t budget_bytes);

/* As image_source has them. While a picture is being decoded, the one of its set that was shown
 * before it at the same size stays, so that taking turns never leaves a hole. One that cannot be
 * shown has a version, but is not acquired. All versions have PICTURE_VERSION set. */
#define PICTURE_VERSION (UINT64_C(1) << 63)

uint64_t picture_cache_version(struct picture_cache *cache, struct image_ref ref, int width,
                               int height);
bool picture_cache_acquire(struct picture_cache *cache, struct image_ref ref, int width, int height,
                           struct image *out);
void picture_cache_release(struct picture_cache *cache, struct image *image);

/* What it holds, and how many pictures it has decoded, or tried to, in all. */
struct picture_cache_use {
    size_t pictures, bytes, decoded;
};

struct picture_cache_use picture_cache_use(struct picture_cache *cache);
