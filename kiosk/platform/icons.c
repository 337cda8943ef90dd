#include "platform/icons.h"

#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/coverage.h"
#include "platform/picture_scale.h"

enum { ICON_MAX_PX = 2048 };

/* A surface's rows, one after the other. */
struct surface_rows {
    struct picture_rows rows; /* first, so that one is the other */
    const SDL_Surface *surface;
    int at;
};

static const uint8_t *next_row(struct picture_rows *rows)
{
    struct surface_rows *of = (struct surface_rows *)rows;
    return (const uint8_t *)of->surface->pixels + (ptrdiff_t)of->at++ * of->surface->pitch;
}

/* The alpha of a picture; one that is not square lies at the top left. */
static struct mask *scale(const SDL_Surface *icon, int size)
{
    int longer = int_max(icon->w, icon->h);
    int w = int_max(1, size * icon->w / longer), h = int_max(1, size * icon->h / longer);
    struct surface_rows in = {
        {.width = icon->w, .height = icon->h, .channels = 4, .next = next_row}, icon, 0};
    uint32_t *scaled = memory_new((size_t)w * (size_t)h, sizeof *scaled);
    struct mask *mask = mask_create(0, 0, size, size);
    if (mask && !picture_scale(&in.rows, w, h, scaled)) {
        mask_free(mask);
        mask = NULL;
    }
    for (int i = 0; mask && i < w * h; i++)
        mask->pixels[i / w * size + i % w] = (uint8_t)(scaled[i] >> 24);
    free(scaled);
    return mask;
}

static struct mask *dot(int size)
{
    struct mask *mask = mask_create(0, 0, size, size);
    int width = size / 2;
    struct rect rect = {(size - width) / 2, (size - width) / 2, width, width};
    for (int y = 0; mask && y < width; y++) {
        struct edge_row edge = edge_row_at(rect, width / 2, y);
        for (int x = 0; x < width; x++) {
            uint32_t c = edge_row_coverage(&edge, x < width - 1 - x ? x : width - 1 - x);
            mask->pixels[(rect.y + y) * size + rect.x + x] = (uint8_t)c;
        }
    }
    return mask;
}

/* Once an icon, not once a size: an empty mask under the name alone remembers it. */
static void log_missing(struct mask_cache *cache, const char *name)
{
    uint64_t key = hash_bytes(0x1C09u, name, strlen(name));
    if (mask_cache_get(cache, key))
        return;
    log_warn("icon_missing", "icon=%s cause=%s", name, SDL_GetError());
    struct mask *mark = mask_create(0, 0, 0, 0);
    if (mark)
        mask_cache_put(cache, key, mark);
}

static struct mask *load(const char *folder, struct mask_cache *cache, const char *name, int size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    memory_watch();
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *icon = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGBA32, 0) : NULL;
    memory_ask("icon");
    if (!icon)
        log_missing(cache, name);
    struct mask *mask = icon ? scale(icon, size) : dot(size);
    SDL_FreeSurface(icon);
    SDL_FreeSurface(file);
    return mask;
}

const struct mask *icons_mask(const char *folder, struct mask_cache *cache, const char *name,
                              int size)
{
    if (size <= 0 || size > ICON_MAX_PX)
        return NULL;
    uint64_t key = hash_bytes(hash_word(0x1C08u, (uint64_t)size), name, strlen(name));
    const struct mask *found = mask_cache_get(cache, key);
    if (found)
        return found;
    struct mask *made = load(folder, cache, name, size);
    if (made)
        mask_cache_put(cache, key, made);
    return made;
}
