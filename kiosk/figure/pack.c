#include "figure/pack.h"

#include <assert.h>
#include <lz4.h>
#include <string.h>

#include "base/geometry.h"

/* Before the blocks: where each ends, in bytes after the first begins. */
enum { STRIP_ROWS = 32 };

static int strips_of(int height)
{
    return (height + STRIP_ROWS - 1) / STRIP_ROWS;
}

static int strip_bytes(int width, int height, int strip)
{
    int rows = int_min(STRIP_ROWS, height - strip * STRIP_ROWS);
    return width * rows * (int)sizeof(uint32_t);
}

size_t pack_limit(int width, int height)
{
    uint64_t bytes = (uint64_t)width * (uint64_t)height * sizeof(uint32_t);
    if (bytes > LZ4_MAX_INPUT_SIZE)
        return 0;
    size_t block = (size_t)LZ4_compressBound(strip_bytes(width, height, 0));
    return (size_t)strips_of(height) * (block + sizeof(uint32_t));
}

size_t pack_pixels(const uint32_t *pixels, int width, int height, uint8_t *out)
{
    int strips = strips_of(height);
    size_t header = (size_t)strips * sizeof(uint32_t);
    uint32_t end = 0;
    for (int i = 0; i < strips; i++) {
        int bytes = strip_bytes(width, height, i);
        const uint32_t *from = pixels + (size_t)i * STRIP_ROWS * (size_t)width;
        int packed = LZ4_compress_default((const char *)from, (char *)out + header + end, bytes,
                                          LZ4_compressBound(bytes));
        assert(packed > 0);
        end += (uint32_t)packed;
        memcpy(out + (size_t)i * sizeof end, &end, sizeof end);
    }
    return header + end;
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

void unpack_rows(const uint8_t *packed, int width, int height, int top, int bottom, bool flip,
                 uint32_t *out)
{
    const uint8_t *blocks = packed + (size_t)strips_of(height) * sizeof(uint32_t);
    for (int i = top / STRIP_ROWS; i < strips_of(int_min(bottom, height)); i++) {
        uint32_t begin = i > 0 ? block_end(packed, i - 1) : 0;
        uint32_t *to = out + (size_t)i * STRIP_ROWS * (size_t)width;
        int bytes = strip_bytes(width, height, i);
        int unpacked = LZ4_decompress_safe((const char *)blocks + begin, (char *)to,
                                           (int)(block_end(packed, i) - begin), bytes);
        assert(unpacked == bytes);
        (void)unpacked;
        for (int row = 0; flip && row < bytes / 4 / width; row++)
            flip_row(to + (size_t)row * (size_t)width, width);
    }
}
