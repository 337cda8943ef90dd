// links: platform content
/* Any bytes as a picture. A header that is good is within the limits, and what is decoded by it has
 * the size that was asked for and colours no brighter than its alpha; one that is not good has
 * words for it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/image_header.h"
#include "content/image_problem.h"
#include "fuzz.h"
#include "platform/picture_pixels.h"

enum { WIDTH = 40, HEIGHT = 30, PIXELS_MAX = 1024 * 1024 }; /* more only takes longer */

static void check_header(const struct image_header *header, enum image_fault fault, size_t size)
{
    struct arena arena = {0};
    assert((fault == IMAGE_GOOD) == !image_problem(&arena, fault, header, size));
    arena_free(&arena);
    assert(header->width >= 0 && header->height >= 0);
    assert(header->type < IMAGE_TYPE_COUNT);
    if (fault != IMAGE_GOOD)
        return;
    assert(header->type >= IMAGE_JPG && header->type <= IMAGE_WEBP);
    assert(header->width > 0 && header->width <= IMAGE_LARGE_SIDE);
    assert(header->height > 0 && header->height <= IMAGE_LARGE_SIDE);
    assert(header->width * header->height <= IMAGE_LARGE_PIXELS);
    assert(header->orientation >= 1 && header->orientation <= 8);
}

static void decode(int fd, const struct image_header *header)
{
    FILE *in = fdopen(dup(fd), "rb");
    assert(in && fseek(in, 0, SEEK_SET) == 0);
    uint32_t *pixels = picture_pixels(in, header, WIDTH, HEIGHT);
    for (size_t i = 0; pixels && i < (size_t)WIDTH * HEIGHT; i++)
        for (int shift = 0; shift < 24; shift += 8)
            assert((pixels[i] >> shift & 0xFF) <= pixels[i] >> 24);
    free(pixels);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct image_header header = {0}, of_file = {0};
    enum image_fault fault = image_header_of(data, size, &header);
    int fd = fuzz_fd(data, size);
    assert(image_header_of_file(fd, size, &of_file) == fault);
    assert(of_file.width == header.width && of_file.orientation == header.orientation);
    check_header(&header, fault, size);
    if (fault == IMAGE_GOOD && header.width * header.height <= PIXELS_MAX)
        decode(fd, &header);
    close(fd);
    return 0;
}
