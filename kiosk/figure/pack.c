#include "figure/pack.h"

#include <assert.h>
#include <lz4.h>
#include <lz4hc.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A whole picture is where the block of each strip of rows ends, in bytes after the first begins,
 * then the blocks. A change is a word with the number of words, then LZ4 of these: for each run of
 * pixels a head, how many stay as they are (upper half) and how many are new (lower half), then the
 * new ones. Runs lie within a row. */
enum { STRIP_ROWS = 32 };
enum { HALF = 16, MOST_STAY = 0xFFFF, SMALL_GAP = 2 /* pixels that cost less than a head */ };

/* Of the frame's pixels; what changes more is packed whole. */
enum { CHANGE_SHARE = 4 };

/* Twice as slow as the quick way, and a fifth smaller: a change is little to go through. */
enum { CHANGE_EFFORT = 3 };

struct packer {
    uint32_t *words; /* rows of a strip; a row twice and the runs of a change */
    uint8_t *out;
    size_t words_room, out_room; /* bytes */
    void *state;                 /* of LZ4's */
};

struct packer *packer_create(void)
{
    struct packer *packer = MEMORY_NEW(struct packer);
    packer->state = memory_new((size_t)LZ4_sizeofStateHC(), 1);
    return packer;
}

void packer_destroy(struct packer *packer)
{
    if (!packer)
        return;
    free(packer->words);
    free(packer->out);
    free(packer->state);
    free(packer);
}

/* Row y of the frame. */
static void copy_row(const struct cropped *p, struct rect frame, int y, uint32_t *out)
{
    if (y < p->crop.y || y >= p->crop.y + p->crop.h) {
        memset(out, 0, (size_t)frame.w * sizeof *out);
        return;
    }
    size_t left = (size_t)(p->crop.x - frame.x), width = (size_t)p->crop.w;
    memset(out, 0, left * sizeof *out);
    memcpy(out + left, p->pixels + (size_t)(y - p->crop.y) * width, width * sizeof *out);
    memset(out + left + width, 0, ((size_t)frame.w - left - width) * sizeof *out);
}

static int strips_of(int height)
{
    return (height + STRIP_ROWS - 1) / STRIP_ROWS;
}

static int strip_bytes(int width, int height, int strip)
{
    return width * int_min(STRIP_ROWS, height - strip * STRIP_ROWS) * (int)sizeof(uint32_t);
}

/* Bytes; 0 for a picture that is too large. */
static size_t whole_limit(struct rect frame)
{
    int64_t strip = (int64_t)frame.w * STRIP_ROWS * (int)sizeof(uint32_t);
    if (strip > LZ4_MAX_INPUT_SIZE || strip * strips_of(frame.h) > LZ4_MAX_INPUT_SIZE)
        return 0;
    return (size_t)strips_of(frame.h) * (size_t)(LZ4_compressBound((int)strip) + (int)sizeof(int));
}

static uint32_t pack_strip(struct packer *packer, const struct cropped *picture, struct rect frame,
                           int strip, uint8_t *out)
{
    int bytes = strip_bytes(frame.w, frame.h, strip);
    for (int row = 0; row < bytes / (int)sizeof(uint32_t) / frame.w; row++)
        copy_row(picture, frame, frame.y + strip * STRIP_ROWS + row,
                 packer->words + (size_t)row * (size_t)frame.w);
    int size = LZ4_compress_default((const char *)packer->words, (char *)out, bytes,
                                    LZ4_compressBound(bytes));
    assert(size > 0);
    return (uint32_t)size;
}

struct packed pack_whole(struct packer *packer, const struct cropped *picture, struct rect frame)
{
    int strips = strips_of(frame.h);
    size_t limit = whole_limit(frame), rows = (size_t)frame.w * STRIP_ROWS * sizeof(uint32_t);
    if (limit == 0 || !memory_reserve((void **)&packer->words, &packer->words_room, rows) ||
        !memory_reserve((void **)&packer->out, &packer->out_room, limit))
        return (struct packed){NULL, 0};
    uint8_t *blocks = packer->out + (size_t)strips * sizeof(uint32_t);
    uint32_t end = 0;
    for (int i = 0; i < strips; i++) {
        end += pack_strip(packer, picture, frame, i, blocks + end);
        memcpy(packer->out + (size_t)i * sizeof end, &end, sizeof end);
    }
    return (struct packed){packer->out, (size_t)strips * sizeof end + end};
}

/* Runs as they are found. */
struct runs {
    uint32_t *words;
    size_t count, most;
    uint32_t stay; /* pixels since the run before */
};

static bool put_head(struct runs *runs, uint32_t stay, uint32_t fresh)
{
    if (runs->count + 1 + fresh > runs->most)
        return false;
    runs->words[runs->count++] = stay << HALF | fresh;
    return true;
}

static bool put_run(struct runs *runs, const uint32_t *pixels, int count)
{
    for (; runs->stay > MOST_STAY; runs->stay -= MOST_STAY)
        if (!put_head(runs, MOST_STAY, 0))
            return false;
    if (!put_head(runs, runs->stay, (uint32_t)count))
        return false;
    memcpy(runs->words + runs->count, pixels, (size_t)count * sizeof *pixels);
    runs->count += (size_t)count;
    runs->stay = 0;
    return true;
}

enum { BLOCK = 16 }; /* pixels compared at once */

static bool same_pixels(const uint32_t *a, const uint32_t *b, int count)
{
    return memcmp(a, b, (size_t)count * sizeof *a) == 0;
}

/* The first pixel from x on that does not stay. */
static int skip_same(const uint32_t *before, const uint32_t *now, int x, int width)
{
    while (x + BLOCK <= width && same_pixels(before + x, now + x, BLOCK))
        x += BLOCK;
    while (x < width && before[x] == now[x])
        x++;
    return x;
}

/* Where what is new from x on ends: what stays in a small gap is written as if it were new. */
static int run_end(const uint32_t *before, const uint32_t *now, int x, int width)
{
    int end = x + 1;
    for (x = end; x < width && x - end <= SMALL_GAP; x++)
        if (before[x] != now[x])
            end = x + 1;
    return end;
}

/* Most rows stay, and most of the others. */
static bool add_row(struct runs *runs, const uint32_t *before, const uint32_t *now, int width)
{
    for (int x = 0, end; x < width; x = end) {
        int first = skip_same(before, now, x, width);
        runs->stay += (uint32_t)(first - x);
        end = first < width ? run_end(before, now, first, width) : width;
        if (first < width && !put_run(runs, now + first, end - first))
            return false;
    }
    return true;
}

/* A row of the frame: the picture's own where it has all of it, else a copy in `copy`. */
static const uint32_t *whole_row(const struct cropped *picture, struct rect frame, int y,
                                 uint32_t *copy)
{
    struct rect row = {frame.x, y, frame.w, 1}, crop = picture->crop;
    if (rect_equal(rect_intersect(row, crop), row))
        return picture->pixels + (size_t)(y - crop.y) * (size_t)crop.w + (frame.x - crop.x);
    copy_row(picture, frame, y, copy);
    return copy;
}

static bool may_differ(const struct rects *changed, int y)
{
    for (int i = 0; changed && i < changed->count; i++)
        if (y >= changed->rect[i].y && y < changed->rect[i].y + changed->rect[i].h)
            return true;
    return !changed;
}

/* False when there is no room for them. */
static bool find_runs(struct runs *runs, const struct cropped *before,
                      const struct cropped *picture, struct rect frame, const struct rects *changed,
                      uint32_t *rows)
{
    size_t width = (size_t)frame.w;
    for (int y = frame.y; y < frame.y + frame.h; y++) {
        if (!may_differ(changed, y)) {
            runs->stay += (uint32_t)width;
            continue;
        }
        if (!add_row(runs, whole_row(before, frame, y, rows),
                     whole_row(picture, frame, y, rows + width), frame.w))
            return false;
    }
    return true;
}

struct packed pack_change(struct packer *packer, const struct cropped *before,
                          const struct cropped *picture, struct rect frame,
                          const struct rects *changed)
{
    const struct packed none = {NULL, 0};
    size_t most = (size_t)frame.w * (size_t)frame.h / CHANGE_SHARE, rows = 2 * (size_t)frame.w;
    if ((most + rows) * sizeof(uint32_t) > LZ4_MAX_INPUT_SIZE || frame.w > MOST_STAY ||
        !memory_reserve((void **)&packer->words, &packer->words_room,
                        (most + rows) * sizeof(uint32_t)))
        return none;
    struct runs runs = {.words = packer->words + rows, .most = most};
    if (!find_runs(&runs, before, picture, frame, changed, packer->words))
        return none;
    int bytes = (int)(runs.count * sizeof(uint32_t)), limit = LZ4_compressBound(bytes);
    uint32_t count = (uint32_t)runs.count;
    if (!memory_reserve((void **)&packer->out, &packer->out_room, sizeof count + (size_t)limit))
        return none;
    memcpy(packer->out, &count, sizeof count);
    int size = bytes == 0 ? 0
                          : LZ4_compress_HC_extStateHC(packer->state, (const char *)runs.words,
                                                       (char *)packer->out + sizeof count, bytes,
                                                       limit, CHANGE_EFFORT);
    assert(size > 0 || bytes == 0);
    return (struct packed){packer->out, sizeof count + (size_t)size};
}

static void flip_row(uint32_t *row, int width)
{
    for (int a = 0, b = width - 1; a < b; a++, b--) {
        uint32_t c = row[a];
        row[a] = row[b];
        row[b] = c;
    }
}

static uint32_t block_end(const uint8_t *packed, int strip)
{
    uint32_t end;
    memcpy(&end, packed + (size_t)strip * sizeof end, sizeof end);
    return end;
}

void unpack_whole(const uint8_t *packed, int width, int height, bool flip, uint32_t *out)
{
    const uint8_t *blocks = packed + (size_t)strips_of(height) * sizeof(uint32_t);
    for (int i = 0; i < strips_of(height); i++) {
        uint32_t begin = i > 0 ? block_end(packed, i - 1) : 0;
        uint32_t *to = out + (size_t)i * STRIP_ROWS * (size_t)width;
        int bytes = strip_bytes(width, height, i);
        int unpacked = LZ4_decompress_safe((const char *)blocks + begin, (char *)to,
                                           (int)(block_end(packed, i) - begin), bytes);
        assert(unpacked == bytes);
        (void)unpacked;
    }
    for (int y = 0; flip && y < height; y++)
        flip_row(out + (size_t)y * (size_t)width, width);
}

size_t change_words(const uint8_t *packed)
{
    uint32_t count;
    memcpy(&count, packed, sizeof count);
    return count;
}

/* `count` pixels from the one at `place` on, counted in the picture that is not mirrored. */
static void write_run(uint32_t *out, size_t width, size_t place, const uint32_t *pixels,
                      size_t count, bool flip)
{
    if (!flip) {
        memcpy(out + place, pixels, count * sizeof *out);
        return;
    }
    uint32_t *last = out + place - place % width + (width - 1 - place % width);
    for (size_t i = 0; i < count; i++)
        last[-(ptrdiff_t)i] = pixels[i];
}

void unpack_change(const uint8_t *packed, size_t size, int width, bool flip, uint32_t *scratch,
                   uint32_t *out)
{
    size_t count = change_words(packed), place = 0;
    if (count == 0)
        return;
    int bytes = (int)(count * sizeof *scratch);
    int unpacked = LZ4_decompress_safe((const char *)packed + sizeof(uint32_t), (char *)scratch,
                                       (int)(size - sizeof(uint32_t)), bytes);
    assert(unpacked == bytes);
    (void)unpacked;
    for (size_t i = 0; i < count;) {
        uint32_t head = scratch[i++], fresh = head & MOST_STAY;
        place += head >> HALF;
        write_run(out, (size_t)width, place, scratch + i, fresh, flip);
        place += fresh;
        i += fresh;
    }
}
