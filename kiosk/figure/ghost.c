#include "figure/ghost.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "figure/tint.h"

/* How much of it is seen, 0..1. */
static const float FILL = 0.15f, LINE = 0.88f;
static const color_t TINT = 0xFF7FA8DE, LINE_TINT = 0xFF5C8FD6;

static uint32_t tinted(color_t tint, float share)
{
    uint32_t color = (uint32_t)(255 * share + 0.5f) << 24;
    for (int shift = 0; shift < 24; shift += 8)
        color |= (uint32_t)(tint_channel(tint, shift) * share + 0.5f) << shift;
    return color;
}

void ghost_tint(struct ghost *ghost)
{
    for (int level = 0; level <= GHOST_LEVELS; level++) {
        float line = (float)level / GHOST_LEVELS, share = mixf(FILL, LINE, line);
        color_t tint = tint_toward(TINT, LINE_TINT, line);
        for (int n = 0; n <= GHOST_SAMPLES; n++)
            ghost->color[level * GHOST_ROW + n] = tinted(tint, share * (float)n / GHOST_SAMPLES);
    }
}

enum { MARK = 0x80 };

/* Distances are counted in thirds of a pixel: 3 to a neighbour, 4 to one across the corner. */
enum { STRAIGHT = 3, ACROSS = 4, FAR = 0x3FFF };
_Static_assert((int)GHOST_LEVELS == (int)STRAIGHT, "a contour covers thirds of a pixel");

static uint16_t nearer(uint16_t best, uint16_t other, int step)
{
    int by_it = other + step;
    return by_it < best ? (uint16_t)by_it : best;
}

/* Of every pixel, how far it is from the nearest that holds 0; what lies outside is FAR. */
static void find_distances(uint16_t *at, int width, int height)
{
    for (int pass = 0; pass < 2; pass++) { /* down to the right, and up to the left */
        ptrdiff_t count = (ptrdiff_t)width * height, next = pass == 0 ? 1 : -1;
        uint16_t *d = pass == 0 ? at : at + count - 1;
        ptrdiff_t before = -next, above = -next * width;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++, d += next) {
                uint16_t best = *d;
                if (best == 0)
                    continue;
                if (x > 0)
                    best = nearer(best, d[before], STRAIGHT);
                if (y > 0) {
                    best = nearer(best, d[above], STRAIGHT);
                    if (x > 0)
                        best = nearer(best, d[above + before], ACROSS);
                    if (x + 1 < width)
                        best = nearer(best, d[above - before], ACROSS);
                }
                *d = best;
            }
    }
}

/* What find_thick makes of distances. */
enum { THIN, THICK, CORE };

/* A picture of distances, and places in it that have still to be looked at. */
struct field {
    uint16_t *far;
    int width, height;
    uint32_t *places;
    size_t place_count;
};

static void add_core(struct field *f, ptrdiff_t at)
{
    f->far[at] = CORE;
    f->places[f->place_count++] = (uint32_t)at;
}

/* A core goes on through what is thick next to it. */
static void grow_cores(struct field *f)
{
    while (f->place_count > 0) {
        ptrdiff_t at = f->places[--f->place_count];
        int x = (int)(at % f->width), y = (int)(at / f->width);
        if (x > 0 && f->far[at - 1] == THICK)
            add_core(f, at - 1);
        if (x + 1 < f->width && f->far[at + 1] == THICK)
            add_core(f, at + 1);
        if (y > 0 && f->far[at - f->width] == THICK)
            add_core(f, at - f->width);
        if (y + 1 < f->height && f->far[at + f->width] == THICK)
            add_core(f, at + f->width);
    }
}

/* Leaves 0 where it is thick and goes on from where it is half as thick again, FAR elsewhere. */
static void find_thick(struct field *f, int half)
{
    ptrdiff_t count = (ptrdiff_t)f->width * f->height;
    for (ptrdiff_t i = 0; i < count; i++) {
        int far = f->far[i];
        f->far[i] = far > half ? THICK : THIN;
        if (far > half + half / 2)
            add_core(f, i);
    }
    grow_cores(f);
    for (ptrdiff_t i = 0; i < count; i++)
        f->far[i] = f->far[i] == CORE ? 0 : FAR;
}

/* The body's pixel at the place of one of the ghost's. */
static inline bool hides(const struct ghost *body, int x, int y)
{
    return x >= body->x0 && x <= body->x1 && y >= body->y0 && y <= body->y1 &&
           body->pixels[(ptrdiff_t)(y - body->y0) * body->width + x - body->x0] != 0;
}

static void mark(struct ghost *ghost, const struct ghost *body, struct field *f, float thin)
{
    static const float HIDDEN = 2; /* times `thin`: as far it goes on behind the body */
    int half = (int)(thin * STRAIGHT / 2), hidden = half + (int)(thin * HIDDEN * STRAIGHT);
    uint16_t *far = f->far;
    const uint8_t *pixel = ghost->pixels;
    for (int y = ghost->y0; y <= ghost->y1; y++)
        for (int x = ghost->x0; x <= ghost->x1; x++)
            *far++ = *pixel++ && !hides(body, x, y) ? FAR : 0;
    find_distances(f->far, f->width, f->height);
    find_thick(f, half);
    find_distances(f->far, f->width, f->height);
    /* As near to what is thick as its rim is. */
    uint8_t *out = ghost->pixels;
    far = f->far;
    for (int y = ghost->y0; y <= ghost->y1; y++)
        for (int x = ghost->x0; x <= ghost->x1; x++, out++) {
            int reach = *far++;
            if (reach <= half + ACROSS || (reach <= hidden && hides(body, x, y)))
                *out |= MARK;
        }
}

bool ghost_mark(struct ghost *ghost, const struct ghost *body, float thin)
{
    struct field f = {.width = ghost->width, .height = ghost->y1 - ghost->y0 + 1};
    if (f.width <= 0 || f.height <= 0)
        return true;
    size_t count = (size_t)f.width * (size_t)f.height;
    f.far = memory_try(count, sizeof *f.far);
    f.places = memory_try(count, sizeof *f.places);
    bool both = f.far && f.places;
    if (both)
        mark(ghost, body, &f, thin);
    free(f.far);
    free(f.places);
    return both;
}

/* How much of a pixel a contour of `line` pixels covers that is so far from what lies outside. */
static int contour_level(float line, int far)
{
    float level = line * STRAIGHT + STRAIGHT - (float)far;
    return (int)(clampf(level, 0, GHOST_LEVELS) + 0.5f);
}

bool ghost_keep_marked(struct ghost *ghost, float line)
{
    size_t count = (size_t)ghost->width * (size_t)(ghost->y1 - ghost->y0 + 1);
    uint16_t *far = count > 0 ? memory_try(count, sizeof *far) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (far) /* of the whole shape: where a part of it ends, it has no edge */
            far[i] = ghost->pixels[i] & (MARK - 1) ? FAR : 0;
        ghost->pixels[i] = ghost->pixels[i] & MARK ? ghost->pixels[i] ^ MARK : 0;
    }
    if (far)
        find_distances(far, ghost->width, ghost->y1 - ghost->y0 + 1);
    for (size_t i = 0; i < count && far; i++)
        if (ghost->pixels[i] && far[i] < STRAIGHT * (line + 1))
            ghost->pixels[i] += (uint8_t)(contour_level(line, far[i]) * GHOST_ROW);
    free(far);
    return far || count == 0;
}

static inline uint32_t over(uint32_t under, uint32_t color)
{
    uint32_t keep = 256 - (color >> 24);
    uint32_t rb = ((under & 0xFF00FFu) * keep >> 8) & 0xFF00FFu;
    uint32_t ag = (((under >> 8) & 0xFF00FFu) * keep) & 0xFF00FF00u;
    return color + (rb | ag);
}

/* How many of the `n` bytes there are nothing. */
static int nothing(const uint8_t *at, int n)
{
    int i = 0;
    for (uint64_t eight; i + 8 <= n; i += 8) {
        memcpy(&eight, at + i, sizeof eight);
        if (eight != 0)
            break;
    }
    while (i < n && at[i] == 0)
        i++;
    return i;
}

void ghost_lay(const struct ghost *ghost, int y, int x, int n, uint32_t *out)
{
    int from = x > ghost->x0 ? x : ghost->x0;
    int end = x + n <= ghost->x1 ? x + n : ghost->x1 + 1;
    const uint8_t *row = ghost->pixels + (ptrdiff_t)(y - ghost->y0) * ghost->width - ghost->x0;
    for (int i = from; i < end;) {
        i += nothing(row + i, end - i);
        for (; i < end && row[i]; i++)
            out[i - x] = over(out[i - x], ghost->color[row[i]]);
    }
}
