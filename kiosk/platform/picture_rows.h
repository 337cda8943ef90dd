#pragma once

#include <stdint.h>
#include <stdio.h>

#include "base/image_header.h"

/* A picture file on its way from the disk: decoded row by row, so that a photo of 50 megapixels
 * takes a few megabytes and not 150. What has to be kept as a whole while it is read: a progressive
 * JPG, 3 bytes a pixel, or 6 where its colours are as fine as its light; an interlaced PNG, 4 or 3;
 * a WebP, its file and, without losses, 4. Of the largest that may come (IMAGE_LARGE_PIXELS) that
 * is 300 MB: measured 318 MiB in all for such a JPG, 282 for a WebP of 44 MB, 175 for the usual
 * progressive JPG. The libraries have no way with less: Debian's libjpeg keeps no temporary files.
 */
struct picture_rows {
    int width, height;
    int channels; /* 3: red, green, blue; 4: and alpha, not premultiplied */
    /* The next row, from top to bottom; valid until the next call. NULL when it cannot be read. */
    const uint8_t *(*next)(struct picture_rows *rows);
    void (*close)(struct picture_rows *rows);
};

/* Of a file at its beginning, whose header is good. The rows may be those of a half, a quarter or
 * an eighth of the picture, as long as that is twice as large as `width` x `height` (as stored): no
 * difference is seen then. Those of a large WebP are no longer than IMAGE_MAX_SIDE. Takes the file;
 * NULL when it cannot be decoded, or is another one than its header says. From any thread. */
struct picture_rows *picture_rows_open(FILE *in, const struct image_header *header, int width,
                                       int height);

/* For picture_rows_open; the file stays the caller's until the rows are closed. `shrink`: 1, 2, 4
 * or 8; a PNG has all of its rows. */
struct picture_rows *picture_jpg_open(FILE *in, const struct image_header *header, int shrink);
struct picture_rows *picture_png_open(FILE *in, const struct image_header *header);
struct picture_rows *picture_webp_open(FILE *in, const struct image_header *header, int shrink);
