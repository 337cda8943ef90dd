#include "figure/pack.h"

#include <assert.h>
#include <lz4.h>

size_t pack_limit(int width, int height)
{
    uint64_t bytes = (uint64_t)width * (uint64_t)height * sizeof(uint32_t);
    return bytes <= LZ4_MAX_INPUT_SIZE ? (size_t)LZ4_compressBound((int)bytes) : 0;
}

static int bytes_of(int width, int height)
{
    return width * height * (int)sizeof(uint32_t);
}

size_t pack_pixels(const uint32_t *pixels, int width, int height, uint8_t *out)
{
    int packed = LZ4_compress_default((const char *)pixels, (char *)out, bytes_of(width, height),
                                      (int)pack_limit(width, height));
    assert(packed > 0);
    return (size_t)packed;
}

static void flip_row(uint32_t *row, int width)
{
    for (int a = 0, b = width - 1; a < b; a++, b--) {
        uint32_t c = row[a];
        row[a] = row[b];
        row[b] = c;
    }
}

void unpack_pixels(const uint8_t *packed, size_t bytes, int width, int height, bool flip,
                   uint32_t *out)
{
    int unpacked =
        LZ4_decompress_safe((const char *)packed, (char *)out, (int)bytes, bytes_of(width, height));
    assert(unpacked == bytes_of(width, height));
    (void)unpacked;
    for (int y = 0; flip && y < height; y++)
        flip_row(out + (size_t)y * (size_t)width, width);
}
