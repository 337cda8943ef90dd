#pragma once

#include <stdint.h>
#include <stdio.h>

#include "base/image_header.h"

/* A file's picture at width x height, turned as its EXIF note says: premultiplied 0xAARRGGBB, row
 * after row, to be freed. The file is at its beginning and its header good; takes it. NULL when it
 * cannot be decoded, is another one than its header says, or memory is short. */
uint32_t *picture_pixels(FILE *in, const struct image_header *header, int width, int height);
