#include "figure/smooth.h"

#include <string.h>

#include "base/lanes.h"

/* Pixels that are read beside a row, four at a time. */
enum { BESIDE = 4 };

static size_t words_of(size_t width)
{
    return (width + 63) / 64;
}

size_t smooth_bytes(size_t width)
{
    return SMOOTH_ROWS * words_of(width) * sizeof(uint64_t) +
           2 * (width + BESIDE) * sizeof(uint32_t) + BESIDE * sizeof(uint32_t);
}

void smooth_begin(struct smooth *smooth, void *memory, uint32_t *pixels, int width, bool small)
{
    uint64_t *bits = memory;
    size_t words = words_of((size_t)width);
    for (int i = 0; i < SMOOTH_ROWS; i++, bits += words)
        smooth->rows[i].bits = bits;
    smooth->before = (uint32_t *)bits + BESIDE;
    smooth->finished = smooth->before + width + BESIDE;
    memset(bits, 0, smooth_bytes((size_t)width) - SMOOTH_ROWS * words * sizeof *bits);
    smooth->pixels = pixels;
    smooth->width = width;
    smooth->words = (int)words;
    smooth->drawn = 0;
    smooth->small = small;
}

const struct smooth_row *smooth_next(struct smooth *smooth)
{
    struct smooth_row *row = &smooth->rows[smooth->drawn % SMOOTH_ROWS];
    memset(row->bits, 0, (size_t)smooth->words * sizeof *row->bits);
    return row;
}

typedef uint32_t pixels4 __attribute__((vector_size(16)));

static inline pixels4 load(const uint32_t *at)
{
    pixels4 four;
    memcpy(&four, at, sizeof four);
    return four;
}

/* The mean of two colours, rounded up, channel by channel. */
static inline pixels4 mean(pixels4 a, pixels4 b)
{
#if defined(__SSE2__)
    return (pixels4)_mm_avg_epu8((__m128i)a, (__m128i)b);
#else
    return (a | b) - ((a ^ b) >> 1 & 0x7F7F7F7Fu);
#endif
}

/* What would change by so little, in each channel, nobody sees: it stays as it is, as a colour that
 * others have, too, which packs smaller. */
enum { UNSEEN = 14 };

/* All bits of the pixels that differ by more. */
static inline pixels4 is_seen(pixels4 a, pixels4 b, bool small)
{
    v16u8 x = (v16u8)a, y = (v16u8)b, more = (v16u8)(x > y);
    v16u8 differs = (more & (x - y)) | (~more & (y - x));
    return (pixels4)((pixels4)(differs > (uint8_t)(small ? UNSEEN / 2 : UNSEEN)) != 0);
}

/* The bits of a word, and of what is next to them in its row and in those above and below, but for
 * the outermost columns. */
static uint64_t spread_bits(const struct smooth *smooth, int y, int word)
{
    const uint64_t *row = smooth->rows[y % SMOOTH_ROWS].bits + word;
    uint64_t bits = row[0] | row[0] << 1 | row[0] >> 1;
    bits |= word > 0 ? row[-1] >> 63 : 0;
    bits |= word + 1 < smooth->words ? row[1] << 63 : 0;
    bits |= smooth->rows[(y - 1) % SMOOTH_ROWS].bits[word];
    bits |= smooth->rows[(y + 1) % SMOOTH_ROWS].bits[word];
    int end = smooth->width - 1 - word * 64; /* the last column */
    bits &= end < 64 ? (UINT64_C(1) << end) - 1 : ~UINT64_C(0);
    return word > 0 ? bits : bits & ~UINT64_C(1);
}

/* `before` has the row above as it was drawn, and gets this one. */
WIDER static void finish(struct smooth *smooth, int y)
{
    uint32_t *row = smooth->pixels + (ptrdiff_t)y * smooth->width;
    const uint32_t *below = row + smooth->width;
    uint32_t *finished = smooth->finished;
    memcpy(finished, row, (size_t)smooth->width * sizeof *row);
    for (int word = 0; word < smooth->words; word++) {
        uint64_t bits = spread_bits(smooth, y, word);
        while (bits != 0) {
            int first = __builtin_ctzll(bits) & ~3, x = word * 64 + first;
            v4i four = (v4i){1, 2, 4, 8} & (int32_t)(bits >> first & 15), edge = four != 0;
            bits &= ~(UINT64_C(15) << first);
            pixels4 here = load(&finished[x]);
            pixels4 round = mean(mean(load(&smooth->before[x]), load(&below[x])),
                                 mean(load(&finished[x - 1]), load(&finished[x + 1])));
            round = mean(here, smooth->small ? mean(here, round) : round);
            edge &= (v4i)is_seen(here, round, smooth->small);
            here = (pixels4)choose(edge, (v4f)round, (v4f)here);
            memcpy(&row[x], &here, sizeof here);
        }
    }
    smooth->finished = smooth->before;
    smooth->before = finished;
}

void smooth_drawn(struct smooth *smooth)
{
    int y = smooth->drawn++;
    if (y == 0)
        memcpy(smooth->before, smooth->pixels, (size_t)smooth->width * sizeof *smooth->pixels);
    if (y >= 2)
        finish(smooth, y - 1);
}
