#include "platform/picture_shrink.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "platform/picture_pixels.h"
#include "platform/picture_scale.h"
#include "platform/picture_write.h"

/* Never larger than it was. */
static void fit(const struct image_header *header, int side, int *width, int *height)
{
    *width = image_width(header);
    *height = image_height(header);
    if (*width > side || *height > side)
        picture_fit(*width, *height, side, side, width, height);
}

static uint32_t *read_pixels(int fd, const struct image_header *header, int width, int height)
{
    int own = lseek(fd, 0, SEEK_SET) == 0 ? dup(fd) : -1;
    FILE *in = own < 0 ? NULL : fdopen(own, "rb");
    if (!in)
        memory_ask("file");
    if (!in && own >= 0)
        close(own);
    return in ? picture_pixels(in, header, width, height) : NULL;
}

static bool is_opaque(const uint32_t *pixels, size_t count)
{
    uint32_t all = 0xFF000000u;
    for (size_t i = 0; i < count; i++)
        all &= pixels[i];
    return all == 0xFF000000u;
}

static bool shrink_to(int fd, const struct image_header *header, int side, struct picture_file *out)
{
    fit(header, side, &out->width, &out->height);
    uint32_t *pixels = read_pixels(fd, header, out->width, out->height);
    if (!pixels)
        return false;
    bool opaque = is_opaque(pixels, (size_t)out->width * (size_t)out->height);
    bool written = (opaque ? picture_write_jpg : picture_write_png)(pixels, out->width, out->height,
                                                                    &out->bytes, &out->size);
    free(pixels);
    return written;
}

/* A PNG of a photo may need another step. */
bool picture_shrink(int fd, const struct image_header *header, struct picture_file *out)
{
    for (int side = PICTURE_SHRUNK_SIDE; shrink_to(fd, header, side, out); side /= 2) {
        if (out->size <= IMAGE_MAX_BYTES)
            return true;
        free(out->bytes);
    }
    *out = (struct picture_file){0};
    return false;
}
