#include "figure/pack.h"

#include <assert.h>
#include <lz4.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A whole picture is where the block of each strip of rows ends, in bytes after the first begins,
 * then the blocks. A change is struct change_size, then LZ4 of its pixels and of its runs: how many
 * pixels stay as they are, then how many are new, doubled, and one more where these are not opaque.
 * Of an opaque pixel the fourth byte is left out. Runs lie within a row. */
enum { STRIP_ROWS = 32 };
/* Of the frame's pixels; what changes more is packed whole. */
enum { CHANGE_SHARE = 4 };

/* Bytes. */
struct change_size {
    uint32_t pixels, runs;
};

struct packer {
    uint32_t *words; /* rows of a strip; a row twice, and what a change is made of */
    uint8_t *out;
    size_t words_room, out_room; /* bytes */
};

struct packer *packer_create(void)
{
    return MEMORY_NEW(struct packer);
}

void packer_destroy(struct packer *packer)
{
    if (!packer)
        return;
    free(packer->words);
    free(packer->out);
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

/* A change as it is found. */
struct change {
    uint8_t *pixels, *runs, *pixels_end, *runs_end;
    uint32_t stay; /* pixels since the run before */
};

/* Bytes at most of a number; low bits first, seven in each. */
enum { NUMBER_MOST = 5 };

static uint8_t *put_number(uint8_t *out, uint32_t n)
{
    for (; n >= 0x80; n >>= 7)
        *out++ = (uint8_t)(n | 0x80);
    *out++ = (uint8_t)n;
    return out;
}

static const uint8_t *get_number(const uint8_t *in, uint32_t *n)
{
    int shift = 0;
    for (*n = 0; *in & 0x80; shift += 7)
        *n |= (uint32_t)(*in++ & 0x7F) << shift;
    *n |= (uint32_t)*in++ << shift;
    return in;
}

static bool is_opaque(uint32_t pixel)
{
    return pixel >= 0xFF000000u;
}

/* All of them opaque, or none. False when there is no room. */
static bool put_run(struct change *change, const uint32_t *pixels, int count)
{
    bool opaque = is_opaque(*pixels);
    const size_t bytes = opaque ? 3 : 4;
    if ((size_t)(change->pixels_end - change->pixels) < 4 * (size_t)count ||
        change->runs_end - change->runs < 2 * NUMBER_MOST)
        return false;
    change->runs = put_number(change->runs, change->stay);
    change->runs = put_number(change->runs, (uint32_t)count << 1 | !opaque);
    change->stay = 0;
    for (int i = 0; i < count; i++, change->pixels += bytes)
        memcpy(change->pixels, &pixels[i], sizeof *pixels);
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

/* Where what is new from x on ends. */
static int run_end(const uint32_t *before, const uint32_t *now, int x, int width)
{
    bool opaque = is_opaque(now[x]);
    while (x < width && before[x] != now[x] && is_opaque(now[x]) == opaque)
        x++;
    return x;
}

/* Most rows stay, and most of the others. */
static bool add_row(struct change *change, const uint32_t *before, const uint32_t *now, int width)
{
    for (int x = 0, end; x < width; x = end) {
        int first = skip_same(before, now, x, width);
        change->stay += (uint32_t)(first - x);
        end = first < width ? run_end(before, now, first, width) : width;
        if (first < width && !put_run(change, now + first, end - first))
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

/* Columns of a frame's row. */
struct columns {
    int first, end;
};

/* Those that may differ. */
static struct columns columns_at(const struct rects *changed, struct rect frame, int y)
{
    struct columns c = {changed ? frame.w : 0, changed ? 0 : frame.w};
    for (int i = 0; changed && i < changed->count; i++) {
        struct rect in = rect_intersect(changed->rect[i], (struct rect){frame.x, y, frame.w, 1});
        if (rect_empty(in))
            continue;
        c.first = int_min(c.first, in.x - frame.x);
        c.end = int_max(c.end, in.x + in.w - frame.x);
    }
    return c;
}

/* False when there is no room for them. */
static bool find_change(struct change *change, const struct cropped *before,
                        const struct cropped *picture, struct rect frame,
                        const struct rects *changed, uint32_t *rows)
{
    size_t width = (size_t)frame.w;
    for (int y = frame.y; y < frame.y + frame.h; y++) {
        struct columns c = columns_at(changed, frame, y);
        if (c.first >= c.end) {
            change->stay += (uint32_t)width;
            continue;
        }
        change->stay += (uint32_t)c.first;
        if (!add_row(change, whole_row(before, frame, y, rows) + c.first,
                     whole_row(picture, frame, y, rows + width) + c.first, c.end - c.first))
            return false;
        change->stay += (uint32_t)(frame.w - c.end);
    }
    return true;
}

struct packed pack_change(struct packer *packer, const struct cropped *before,
                          const struct cropped *picture, struct rect frame,
                          const struct rects *changed)
{
    const struct packed none = {NULL, 0};
    size_t most = (size_t)frame.w * (size_t)frame.h / CHANGE_SHARE * sizeof(uint32_t);
    size_t rows = 2 * (size_t)frame.w, room = rows * sizeof(uint32_t) + most + most / 2;
    if (room > LZ4_MAX_INPUT_SIZE ||
        !memory_reserve((void **)&packer->words, &packer->words_room, room))
        return none;
    uint8_t *pixels = (uint8_t *)(packer->words + rows), *runs = pixels + most;
    struct change change = {pixels, runs, runs, runs + most / 2, 0};
    if (!find_change(&change, before, picture, frame, changed, packer->words))
        return none;
    struct change_size size = {(uint32_t)(change.pixels - pixels), (uint32_t)(change.runs - runs)};
    memmove(change.pixels, runs, size.runs);
    int bytes = (int)(size.pixels + size.runs), limit = LZ4_compressBound(bytes);
    if (!memory_reserve((void **)&packer->out, &packer->out_room, sizeof size + (size_t)limit))
        return none;
    memcpy(packer->out, &size, sizeof size);
    int packed = bytes == 0 ? 0
                            : LZ4_compress_default((const char *)pixels,
                                                   (char *)packer->out + sizeof size, bytes, limit);
    assert(packed > 0 || bytes == 0);
    return (struct packed){packer->out, sizeof size + (size_t)packed};
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

static struct change_size size_of_change(const uint8_t *packed)
{
    struct change_size size;
    memcpy(&size, packed, sizeof size);
    return size;
}

size_t change_scratch(const uint8_t *packed)
{
    struct change_size size = size_of_change(packed);
    return size.pixels + size.runs;
}

/* `step` 1 writes to the right, -1 to the left. Where the next pixel begins. */
static const uint8_t *write_run(uint32_t *out, ptrdiff_t step, const uint8_t *pixels,
                                uint32_t count, bool opaque)
{
    const size_t bytes = opaque ? 3 : 4;
    const uint32_t alpha = opaque ? 0xFF000000u : 0;
    for (uint32_t i = 0; i < count; i++, pixels += bytes, out += step) {
        memcpy(out, pixels, sizeof *out); /* runs follow the last one: there is a fourth byte */
        *out |= alpha;
    }
    return pixels;
}

void unpack_change(const uint8_t *packed, size_t size, int width, bool flip, uint8_t *scratch,
                   uint32_t *out)
{
    struct change_size is = size_of_change(packed);
    size_t row = (size_t)width, place = 0;
    int bytes = (int)(is.pixels + is.runs);
    if (bytes == 0)
        return;
    int unpacked = LZ4_decompress_safe((const char *)packed + sizeof is, (char *)scratch,
                                       (int)(size - sizeof is), bytes);
    assert(unpacked == bytes);
    (void)unpacked;
    const uint8_t *pixels = scratch, *run = scratch + is.pixels, *end = run + is.runs;
    while (run < end) {
        uint32_t stay, fresh;
        run = get_number(get_number(run, &stay), &fresh);
        place += stay;
        size_t to = flip ? place - place % row + (row - 1 - place % row) : place;
        pixels = write_run(out + to, flip ? -1 : 1, pixels, fresh >> 1, !(fresh & 1));
        place += fresh >> 1;
    }
}
