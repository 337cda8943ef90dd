#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/image_header.h"

/* The longest side of a picture made smaller, in px: more than a panel of 3840 x 2160 shows of one
 * beside its words. */
enum { PICTURE_SHRUNK_SIDE = 2560 };

struct picture_file {
    void *bytes; /* to be freed */
    size_t size;
    int width, height; /* px */
};

/* A photo that is too large (image_is_large), made to fit within IMAGE_MAX_BYTES and
 * PICTURE_SHRUNK_SIDE: as a JPG, or a PNG when one can see through it, upright, and without
 * anything else that was in the file, such as the place where it was taken. `header`: of the file,
 * good. False when it cannot be decoded or memory is short. From any thread. */
bool picture_shrink(int fd, const struct image_header *header, struct picture_file *out);
