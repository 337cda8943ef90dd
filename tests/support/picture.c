#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <SDL_image.h>
#include <cmocka.h>

bool picture_read(const char *file, struct canvas *picture)
{
    *picture = (struct canvas){0};
    SDL_Surface *loaded = IMG_Load(file);
    SDL_Surface *surface =
        loaded ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(loaded);
    if (!surface)
        return false;
    int width = surface->w, height = surface->h;
    uint32_t *pixels = malloc((size_t)width * (size_t)height * sizeof *pixels);
    for (int y = 0; pixels && y < height; y++)
        memcpy(pixels + (size_t)y * (size_t)width,
               (const char *)surface->pixels + (size_t)y * (size_t)surface->pitch,
               (size_t)width * sizeof *pixels);
    SDL_FreeSurface(surface);
    *picture = (struct canvas){.pixels = pixels, .width = width, .height = height, .stride = width};
    return pixels != NULL;
}

void picture_free(struct canvas *picture)
{
    free(picture->pixels);
    *picture = (struct canvas){0};
}

static int channel(uint32_t pixel, int shift)
{
    return (int)(pixel >> shift & 0xFF);
}

static uint32_t mean(const struct canvas *picture, int x, int y, int by)
{
    uint32_t pixel = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8) {
        int sum = 0;
        for (int i = 0; i < by * by; i++)
            sum += channel(picture->pixels[(ptrdiff_t)(y + i / by) * picture->stride + x + i % by],
                           shift);
        pixel |= (uint32_t)((sum + by * by / 2) / (by * by)) << shift;
    }
    return pixel;
}

void picture_shrink(const struct canvas *picture, int by, struct canvas *out)
{
    int width = picture->width / by, height = picture->height / by;
    *out = (struct canvas){.width = width, .height = height, .stride = width};
    out->pixels = malloc((size_t)width * (size_t)height * sizeof *out->pixels);
    assert_non_null(out->pixels);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            out->pixels[y * width + x] = mean(picture, x * by, y * by, by);
}

static bool differs(uint32_t a, uint32_t b, int tolerance)
{
    for (int shift = 0; shift < 24; shift += 8) {
        if (abs(channel(a, shift) - channel(b, shift)) > tolerance)
            return true;
    }
    return false;
}

static uint32_t faint_grey(uint32_t pixel)
{
    int sum = channel(pixel, 0) + channel(pixel, 8) + channel(pixel, 16);
    uint32_t grey = 128u + (uint32_t)sum / 6;
    return 0xFF000000u | grey << 16 | grey << 8 | grey;
}

long picture_difference(const struct canvas *a, const struct canvas *b, int tolerance,
                        struct canvas *marked)
{
    if (a->width != b->width || a->height != b->height)
        return (long)a->width * a->height;
    long count = 0;
    for (int y = 0; y < a->height; y++) {
        const uint32_t *row_a = a->pixels + (ptrdiff_t)y * a->stride;
        const uint32_t *row_b = b->pixels + (ptrdiff_t)y * b->stride;
        for (int x = 0; x < a->width; x++) {
            bool wrong = differs(row_a[x], row_b[x], tolerance);
            count += wrong;
            if (marked)
                marked->pixels[(ptrdiff_t)y * marked->stride + x] =
                    wrong ? 0xFFFF0000u : faint_grey(row_a[x]);
        }
    }
    return count;
}
