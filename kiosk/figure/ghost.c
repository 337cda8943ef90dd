#include "figure/ghost.h"

#include <stdlib.h>
#include <string.h>

#include "base/geometry.h"
#include "base/memory.h"
#include "figure/tint.h"

/* How much of it is seen, 0..1. */
static const float FILL = 0.17f, LINE = 0.72f;
static const color_t TINT = 0xFF7FA8DE, LINE_TINT = 0xFF5C8FD6;

static uint32_t tinted(color_t tint, float share)
{
    uint32_t color = (uint32_t)(255 * share + 0.5f) << 24;
    for (int shift = 0; shift < 24; shift += 8)
        color |= (uint32_t)(tint_channel(tint, shift) * share + 0.5f) << shift;
    return color;
}

void ghost_tint(struct ghost *ghost, float share)
{
    for (int level = 0; level <= GHOST_STEPS; level++) {
        float line = (float)level / GHOST_STEPS, seen = share * mixf(FILL, LINE, line);
        color_t tint = tint_toward(TINT, LINE_TINT, line);
        for (int n = 0; n <= GHOST_STEPS; n++)
            ghost->color[level * GHOST_ROW + n] = tinted(tint, seen * (float)n / GHOST_STEPS);
    }
}

/* A pixel that is traced holds its samples and, above them, how much of it is kept: GHOST_STEPS is
 * all. */
enum { SAMPLES_MASK = 7, KEPT_SHIFT = 3 };

/* Distances are counted in thirds of a pixel: 3 to a neighbour, 4 to one across the corner. */
enum { STRAIGHT = 3, ACROSS = 4, FAR = 0x3FFF };
_Static_assert((int)GHOST_SAMPLES <= (int)SAMPLES_MASK, "they fit");

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

/* What find_thick makes of distances: from PIECE on, which of the pieces that hang together. */
enum { THIN, THICK, CORE, PIECE };
enum { MOST_PIECES = 64 };

/* So many that are too small to be looked at make a whole ghost. */
static const uint32_t MOTE = 64;

/* A picture of distances, and places in it that have still to be looked at. */
struct field {
    uint16_t *far;
    int width, height;
    uint32_t *places;
    size_t place_count;
    uint32_t size[MOST_PIECES]; /* of pieces, pixels */
    int pieces;
};

static void add_place(struct field *f, ptrdiff_t at)
{
    if (f->far[at] != THICK && f->far[at] != CORE)
        return;
    f->far[at] = (uint16_t)(PIECE + f->pieces);
    f->size[f->pieces]++;
    f->places[f->place_count++] = (uint32_t)at;
}

/* A piece goes on through what is thick next to it. */
static void grow_piece(struct field *f, ptrdiff_t core)
{
    f->size[f->pieces] = 0;
    add_place(f, core);
    while (f->place_count > 0) {
        ptrdiff_t at = f->places[--f->place_count];
        int x = (int)(at % f->width), y = (int)(at / f->width);
        if (x > 0)
            add_place(f, at - 1);
        if (x + 1 < f->width)
            add_place(f, at + 1);
        if (y > 0)
            add_place(f, at - f->width);
        if (y + 1 < f->height)
            add_place(f, at + f->width);
    }
    f->pieces++;
}

static uint32_t largest_piece(const struct field *f)
{
    uint32_t most = 0;
    for (int i = 0; i < f->pieces; i++)
        most = f->size[i] > most ? f->size[i] : most;
    return most;
}

/* Leaves 0 where it hangs together with what is as far from its rim as `core`, and is itself as far
 * as `half`; FAR elsewhere, where it is a scrap beside the largest piece, and where it is one
 * beside all of the ghost, `whole` pixels. */
static void find_thick(struct field *f, int half, int core, uint32_t whole)
{
    static const uint32_t SCRAP = 3; /* of them make the largest */
    ptrdiff_t count = (ptrdiff_t)f->width * f->height;
    for (ptrdiff_t i = 0; i < count; i++)
        f->far[i] = f->far[i] > core ? CORE : f->far[i] > half ? THICK : THIN;
    f->pieces = 0;
    for (ptrdiff_t i = 0; i < count && f->pieces < MOST_PIECES; i++)
        if (f->far[i] == CORE)
            grow_piece(f, i);
    uint32_t least = largest_piece(f) / SCRAP;
    least = least > whole / MOTE ? least : whole / MOTE;
    for (ptrdiff_t i = 0; i < count; i++)
        f->far[i] = f->far[i] >= PIECE && f->size[f->far[i] - PIECE] > least ? 0 : FAR;
}

/* Columns of one row where the body may hide the ghost: the first, from the ghost's on, how many
 * there are, and the body's pixels in them. */
struct before {
    const uint8_t *pixels;
    int from, count;
};

static struct before row_before(const struct ghost *ghost, const struct ghost *body, int y)
{
    int from = int_max(body->x0, ghost->x0), end = int_min(body->x1, ghost->x1) + 1;
    if (y < body->y0 || y > body->y1 || from >= end)
        return (struct before){NULL, 0, 0};
    return (struct before){body->pixels + (ptrdiff_t)(y - body->y0) * body->width +
                               (from - body->x0),
                           from - ghost->x0, end - from};
}

/* FAR where it is seen, else 0; how many pixels of it there are. */
static uint32_t find_seen(const struct ghost *ghost, const struct ghost *body, struct field *f)
{
    uint32_t whole = 0;
    for (int y = ghost->y0; y <= ghost->y1; y++) {
        ptrdiff_t row = (ptrdiff_t)(y - ghost->y0) * f->width;
        const uint8_t *pixel = ghost->pixels + row;
        uint16_t *far = f->far + row;
        for (int x = 0; x < f->width; x++) {
            bool any = (pixel[x] & SAMPLES_MASK) != 0;
            whole += any;
            far[x] = any ? FAR : 0;
        }
        struct before b = row_before(ghost, body, y);
        for (int i = 0; i < b.count; i++)
            far[b.from + i] = b.pixels[i] ? 0 : far[b.from + i];
    }
    return whole;
}

static inline void keep_share(uint8_t *pixel, int share)
{
    if (share > *pixel >> KEPT_SHIFT)
        *pixel = (uint8_t)((*pixel & SAMPLES_MASK) | share << KEPT_SHIFT);
}

static void mark(struct ghost *ghost, const struct ghost *body, struct field *f, float thin)
{
    /* Times `thin`: as far it goes on behind the body, and where it thins out. */
    static const float HIDDEN = 1, FADES = 2.2f;
    int core = (int)(thin * STRAIGHT), half = core * 5 / 9;
    int hidden = half + (int)(thin * HIDDEN * STRAIGHT);
    uint32_t whole = find_seen(ghost, body, f);
    find_distances(f->far, f->width, f->height);
    find_thick(f, half, core, whole);
    find_distances(f->far, f->width, f->height);
    /* As near to what is thick as its rim is, and less and less beyond. */
    int rim = half + ACROSS, end = rim + (int)(thin * FADES * STRAIGHT);
    for (int y = ghost->y0; y <= ghost->y1; y++) {
        ptrdiff_t row = (ptrdiff_t)(y - ghost->y0) * f->width;
        uint8_t *out = ghost->pixels + row;
        const uint16_t *far = f->far + row;
        for (int x = 0; x < f->width; x++)
            if (far[x] < end)
                keep_share(&out[x],
                           int_min(GHOST_STEPS, GHOST_STEPS * (end - far[x]) / (end - rim)));
        struct before b = row_before(ghost, body, y);
        for (int i = 0; i < b.count; i++)
            if (far[b.from + i] <= hidden && b.pixels[i])
                keep_share(&out[b.from + i], GHOST_STEPS);
    }
}

static bool field_init(struct field *f, const struct ghost *ghost)
{
    *f = (struct field){.width = ghost->width, .height = ghost->y1 - ghost->y0 + 1};
    size_t count = (size_t)f->width * (size_t)f->height;
    f->far = memory_try(count, sizeof *f->far);
    f->places = memory_try(count, sizeof *f->places);
    return f->far && f->places;
}

static void field_free(struct field *f)
{
    free(f->far);
    free(f->places);
}

static bool is_empty(const struct ghost *ghost)
{
    return ghost->width <= 0 || ghost->y1 < ghost->y0;
}

bool ghost_mark(struct ghost *ghost, const struct ghost *body, float thin)
{
    struct field f;
    if (is_empty(ghost))
        return true;
    bool all = field_init(&f, ghost);
    if (all)
        mark(ghost, body, &f, thin);
    field_free(&f);
    return all;
}

/* Beside all of a row it lies PIECE, which is around the ghost; between, what is not whole is
 * THICK. How much is whole. */
static uint32_t find_gaps(const struct ghost *ghost, struct field *f)
{
    uint32_t whole = 0;
    for (int y = 0; y < f->height; y++) {
        const uint8_t *row = ghost->pixels + (ptrdiff_t)y * f->width;
        uint16_t *far = f->far + (ptrdiff_t)y * f->width;
        int first = 0, last = f->width - 1;
        for (; first <= last && row[first] < GHOST_SAMPLES; first++)
            far[first] = PIECE;
        for (; last > first && row[last] < GHOST_SAMPLES; last--)
            far[last] = PIECE;
        for (int x = first; x <= last; x++) {
            far[x] = row[x] < GHOST_SAMPLES ? THICK : THIN;
            whole += far[x] == THIN;
        }
    }
    return whole;
}

/* What hangs together with what is around the ghost is no gap in it. */
static void fill(struct ghost *ghost, struct field *f)
{
    ptrdiff_t count = (ptrdiff_t)f->width * f->height, width = f->width;
    uint32_t most = find_gaps(ghost, f) / MOTE;
    const uint16_t *far = f->far;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (far[i] != THICK)
            continue;
        f->pieces = 0;
        if (i < width || i >= count - width || far[i - 1] == PIECE || far[i + 1] == PIECE ||
            far[i - width] == PIECE || far[i + width] == PIECE)
            grow_piece(f, i);
    }
    f->pieces = 1;
    for (ptrdiff_t i = 0; i < count && f->pieces < MOST_PIECES; i++)
        if (far[i] == THICK)
            grow_piece(f, i);
    for (ptrdiff_t i = 0; i < count && f->pieces > 1; i++)
        if (far[i] > PIECE && f->size[far[i] - PIECE] < most)
            ghost->pixels[i] = GHOST_SAMPLES;
}

bool ghost_fill(struct ghost *ghost)
{
    struct field f;
    if (is_empty(ghost))
        return true;
    bool all = field_init(&f, ghost);
    if (all)
        fill(ghost, &f);
    field_free(&f);
    return all;
}

/* Coverage as it is blurred: of a whole pixel. */
enum { WHOLE = 255 * 64 };

/* Means of 2 * radius + 1 values each, `step` apart; nothing lies beyond the ends. */
static void box(const uint16_t *from, uint16_t *to, int count, ptrdiff_t step, int radius)
{
    uint32_t sum = 0, width = 2 * (uint32_t)radius + 1, part = (1u << 16) / width;
    for (int i = 0; i < radius && i < count; i++)
        sum += from[i * step];
    for (int i = 0; i < count; i++) {
        sum += i + radius < count ? from[(i + radius) * step] : 0;
        to[i * step] = (uint16_t)((uint64_t)sum * part >> 16);
        sum -= i >= radius ? from[(i - radius) * step] : 0;
    }
}

/* Three times, which is as round as one needs; what it is spread by is the root of
 * radius * (radius + 1). `other` is as large. */
static void blur(uint16_t **field, uint16_t **other, int width, int height, int radius)
{
    for (int pass = 0; pass < 6; pass++) {
        bool rows = pass % 2 == 0;
        uint16_t *from = *field, *to = *other;
        for (int i = 0; i < (rows ? height : width); i++)
            box(from + (rows ? (ptrdiff_t)i * width : i), to + (rows ? (ptrdiff_t)i * width : i),
                rows ? width : height, rows ? 1 : width, radius);
        *field = to;
        *other = from;
    }
}

/* How far inside a straight rim it lies that is blurred by `spread` pixels, where this share of it
 * is left: pixels. */
static float inside_rim(float share, float spread)
{
    return spread / 1.702f * logf(share / (1 - share));
}

/* `share`: how much of it is kept, in steps. */
static uint8_t kept_pixel(float inside, float line, int share)
{
    int cover = (int)(clampf(inside + 0.5f, 0, 1) * (float)share + 0.5f);
    int level = (int)(clampf(line + 0.5f - inside, 0, 1) * GHOST_STEPS + 0.5f);
    return (uint8_t)(cover > 0 ? level * GHOST_ROW + cover : 0);
}

/* As smooth as the contour is wide: a blurred shape says how far away its rim is, to less than a
 * pixel, and has no corners that are smaller. It is the whole shape's: where a part that is kept
 * ends, it has no edge. */
static void keep(struct ghost *ghost, uint16_t *field, uint16_t *other, float line)
{
    int height = ghost->y1 - ghost->y0 + 1, radius = int_max(1, (int)(line * 0.62f + 0.5f));
    size_t count = (size_t)ghost->width * (size_t)height;
    float spread = sqrtf((float)radius * (float)(radius + 1));
    uint8_t kept[GHOST_STEPS + 1][256] = {{0}};
    for (int share = 1; share <= GHOST_STEPS; share++)
        for (int i = 1; i < 256; i++)
            kept[share][i] =
                kept_pixel(inside_rim(minf((float)i, 254.5f) / 255, spread), line, share);
    for (size_t i = 0; i < count; i++)
        field[i] = (uint16_t)((ghost->pixels[i] & SAMPLES_MASK) * (WHOLE / GHOST_SAMPLES));
    blur(&field, &other, ghost->width, height, radius);
    for (size_t i = 0; i < count; i++)
        ghost->pixels[i] = kept[ghost->pixels[i] >> KEPT_SHIFT][(field[i] + 48) / 64];
}

bool ghost_keep_marked(struct ghost *ghost, float line)
{
    size_t count = (size_t)ghost->width * (size_t)(ghost->y1 - ghost->y0 + 1);
    if (count == 0)
        return true;
    uint16_t *field = memory_try(count, sizeof *field), *other = memory_try(count, sizeof *other);
    bool both = field && other;
    if (both)
        keep(ghost, field, other, line);
    else
        memset(ghost->pixels, 0, count);
    free(field);
    free(other);
    return both;
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
