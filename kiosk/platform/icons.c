#include "platform/icons.h"

#include <SDL_image.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "platform/coverage.h"

enum { ICON_MAX_PX = 2048 };

/* `n` samples to `size`; the inputs lie `step` apart. The mean over each new sample's share when
 * they get fewer, straight lines between them when they get more. */
static void resample(const float *in, int n, int step, float *out, int size)
{
    float ratio = (float)n / (float)size;
    float span = ratio > 1 ? ratio : 1;
    for (int i = 0; i < size; i++) {
        float middle = ((float)i + 0.5f) * ratio;
        float from = middle - span / 2, to = middle + span / 2;
        float sum = 0;
        for (int k = (int)floorf(from); (float)k < to; k++) {
            float left = (float)k > from ? (float)k : from;
            float right = (float)k + 1 < to ? (float)k + 1 : to;
            int inside = k < 0 ? 0 : k >= n ? n - 1 : k;
            sum += (right - left) * in[(ptrdiff_t)inside * step];
        }
        out[i] = sum / span;
    }
}

static struct mask *scale(const SDL_Surface *icon, int size)
{
    int n = icon->w > icon->h ? icon->w : icon->h;
    size_t longest = (size_t)(n > size ? n : size);
    float *rows = calloc((size_t)n * (size_t)size + longest, sizeof *rows);
    struct mask *mask = rows ? mask_create(0, 0, size, size) : NULL;
    if (!mask) {
        free(rows);
        return NULL;
    }
    float *line = rows + (size_t)n * (size_t)size;
    for (int y = 0; y < icon->h; y++) {
        const uint8_t *row = (const uint8_t *)icon->pixels + (ptrdiff_t)y * icon->pitch;
        for (int x = 0; x < icon->w; x++)
            line[x] = row[4 * x + 3];
        resample(line, n, 1, rows + (ptrdiff_t)y * size, size);
    }
    for (int x = 0; x < size; x++) {
        resample(rows + x, n, size, line, size);
        for (int y = 0; y < size; y++)
            mask->pixels[y * size + x] = (uint8_t)(line[y] + 0.5f);
    }
    free(rows);
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
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *icon = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGBA32, 0) : NULL;
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
