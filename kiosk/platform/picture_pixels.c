#include "platform/picture_pixels.h"

#include <stdlib.h>

#include "base/memory.h"
#include "platform/picture_rows.h"
#include "platform/picture_scale.h"

/* As stored. */
static uint32_t *scaled(FILE *in, const struct image_header *header, int width, int height)
{
    struct picture_rows *rows = picture_rows_open(in, header, width, height);
    uint32_t *pixels = rows ? memory_try((size_t)width * (size_t)height, sizeof *pixels) : NULL;
    if (pixels && !picture_scale(rows, width, height, pixels)) {
        free(pixels);
        pixels = NULL;
    }
    if (rows)
        rows->close(rows);
    return pixels;
}

uint32_t *picture_pixels(FILE *in, const struct image_header *header, int width, int height)
{
    if (header->orientation == 1)
        return scaled(in, header, width, height);
    int w = image_lies(header) ? height : width, h = image_lies(header) ? width : height;
    uint32_t *stored = scaled(in, header, w, h);
    uint32_t *turned = stored ? memory_try((size_t)w * (size_t)h, sizeof *turned) : NULL;
    if (turned)
        picture_turn(stored, w, h, header->orientation, turned);
    free(stored);
    return turned;
}
