#include "platform/picture_scale.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "platform/coverage.h"

enum { LARGEST = 3 };

void picture_fit(int picture_width, int picture_height, int width, int height, int *fitted_width,
                 int *fitted_height)
{
    double scale = fmin((double)width / picture_width, (double)height / picture_height);
    scale = fmin(scale, LARGEST);
    int w = (int)lround(scale * picture_width), h = (int)lround(scale * picture_height);
    *fitted_width = int_max(1, int_min(w, width));
    *fitted_height = int_max(1, int_min(h, height));
}

/* Which of `n` samples make each of `size` new ones, and how much of it. */
struct taps {
    int *first;     /* for each new sample its first old one */
    float *weights; /* for each new sample `most` of them; their sum is 1 */
    int most;
};

static void make_tap(struct taps *taps, int i, int n, int size)
{
    float ratio = (float)n / (float)size;
    float span = ratio > 1 ? ratio : 1;
    float from = ((float)i + 0.5f) * ratio - span / 2, to = from + span;
    float *weights = taps->weights + (ptrdiff_t)i * taps->most;
    int first = (int)floorf(from);
    taps->first[i] = int_clamp(first, 0, n - taps->most);
    for (int k = first; (float)k < to; k++) {
        float left = (float)k > from ? (float)k : from;
        float right = (float)k + 1 < to ? (float)k + 1 : to;
        int inside = int_clamp(k, 0, n - 1);
        int at = int_clamp(inside - taps->first[i], 0, taps->most - 1);
        weights[at] += (right - left) / span;
    }
}

static void make_taps(struct taps *taps, int n, int size)
{
    float ratio = (float)n / (float)size;
    taps->most = int_min(n, (int)ceilf(ratio > 1 ? ratio : 1) + 1);
    taps->first = memory_new((size_t)size, sizeof *taps->first);
    taps->weights = memory_new((size_t)size * (size_t)taps->most, sizeof *taps->weights);
    for (int i = 0; i < size; i++)
        make_tap(taps, i, n, size);
}

static void free_taps(struct taps *taps)
{
    free(taps->first);
    free(taps->weights);
}

/* One old row at the new width: four floats a pixel, premultiplied. */
static void narrow_row(const uint8_t *row, int channels, const struct taps *taps, int width,
                       float *out)
{
    for (int x = 0; x < width; x++, out += 4) {
        const float *weight = taps->weights + (ptrdiff_t)x * taps->most;
        const uint8_t *p = row + (ptrdiff_t)taps->first[x] * channels;
        float r = 0, g = 0, b = 0, a = 0;
        for (int k = 0; k < taps->most; k++, p += channels) {
            float w = weight[k];
            if (channels == 4) {
                a += w * p[3];
                w *= (float)p[3] / 255;
            }
            r += w * p[0];
            g += w * p[1];
            b += w * p[2];
        }
        out[0] = r;
        out[1] = g;
        out[2] = b;
        out[3] = channels == 4 ? a : 255;
    }
}

static uint32_t pack(const float *p)
{
    uint32_t c[4];
    for (int i = 0; i < 4; i++)
        c[i] = (uint32_t)(p[i] + 0.5f);
    /* Premultiplied: no colour is more than its alpha, however the sums were rounded. */
    uint32_t a = c[3] > 255 ? 255 : c[3];
    for (int i = 0; i < 3; i++)
        c[i] = c[i] > a ? a : c[i];
    return a << 24 | c[0] << 16 | c[1] << 8 | c[2];
}

/* The narrowed rows in use: two neighbours of new rows share one, or two where pixels grow. */
struct rows {
    struct picture_rows *in;
    int read; /* of them so far */
    float *pixels[2];
    int y[2]; /* -1: none */
};

/* Asked for from top to bottom; some may be left out. NULL when it cannot be read. */
static const float *row_at(struct rows *rows, int y, const struct taps *across, int width)
{
    int slot = y & 1;
    if (rows->y[slot] == y)
        return rows->pixels[slot];
    const uint8_t *row = NULL;
    while (rows->read <= y && (row = rows->in->next(rows->in)))
        rows->read++;
    if (!row)
        return NULL;
    narrow_row(row, rows->in->channels, across, width, rows->pixels[slot]);
    rows->y[slot] = y;
    return rows->pixels[slot];
}

static bool scale_rows(struct picture_rows *in, const struct taps *across, const struct taps *down,
                       int width, int height, float *memory, uint32_t *out)
{
    size_t floats = (size_t)width * 4;
    float *sum = memory;
    struct rows rows = {in, 0, {memory + floats, memory + 2 * floats}, {-1, -1}};
    for (int i = 0; i < height; i++, out += width) {
        memset(sum, 0, floats * sizeof *sum);
        for (int k = 0; k < down->most; k++) {
            float weight = down->weights[(ptrdiff_t)i * down->most + k];
            if (weight <= 0)
                continue;
            const float *row = row_at(&rows, down->first[i] + k, across, width);
            if (!row)
                return false;
            for (size_t x = 0; x < floats; x++)
                sum[x] += weight * row[x];
        }
        for (int x = 0; x < width; x++)
            out[x] = pack(sum + (ptrdiff_t)x * 4);
    }
    return true;
}

bool picture_scale(struct picture_rows *in, int width, int height, uint32_t *out)
{
    struct taps across, down;
    make_taps(&across, in->width, width);
    make_taps(&down, in->height, height);
    float *memory = memory_take((size_t)width * 4 * 3 * sizeof *memory);
    bool made = scale_rows(in, &across, &down, width, height, memory, out);
    free(memory);
    free_taps(&across);
    free_taps(&down);
    return made;
}

void picture_turn(const uint32_t *in, int width, int height, int orientation, uint32_t *out)
{
    bool lies = orientation > 4;
    bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool upturned = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < height; y++) {
        ptrdiff_t v = upturned ? height - 1 - y : y;
        for (int x = 0; x < width; x++) {
            ptrdiff_t u = mirrored ? width - 1 - x : x;
            out[lies ? u * height + v : v * width + u] = *in++;
        }
    }
}

static uint32_t fade(uint32_t pixel, uint32_t coverage)
{
    uint32_t out = 0;
    for (int shift = 0; shift < 32; shift += 8)
        out |= ((pixel >> shift & 0xFF) * coverage + 127) / 255 << shift;
    return out;
}

void picture_round(uint32_t *pixels, int width, int height, int radius)
{
    radius = int_min(radius, int_min(width, height) / 2);
    struct rect rect = {0, 0, width, height};
    for (int y = 0; y < height && radius > 0; y++) {
        struct edge_row edge = edge_row_at(rect, radius, y);
        uint32_t *row = pixels + (ptrdiff_t)y * width;
        for (int x = 0; x < edge.full && x <= width - 1 - x; x++) {
            uint32_t coverage = edge_row_coverage(&edge, x);
            row[x] = fade(row[x], coverage);
            if (x < width - 1 - x)
                row[width - 1 - x] = fade(row[width - 1 - x], coverage);
        }
    }
}
