#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a picture file says about itself, found without decoding it: a 1.6 kB JPG can ask its
 * decoder for 10 GB. Takes any bytes: time grows with their number, memory does not. */

enum {
    IMAGE_MAX_BYTES = 8 * 1024 * 1024,
    /* px, of either side: four bytes for each pixel of the largest one are 64 MB. */
    IMAGE_MAX_SIDE = 4096,
};

/* By the bytes; names mean nothing. Those from IMAGE_SVG on are known only to say so. */
enum image_type {
    IMAGE_UNKNOWN,
    IMAGE_JPG,
    IMAGE_PNG,
    IMAGE_WEBP,
    IMAGE_SVG,
    IMAGE_HEIC,
    IMAGE_AVIF,
    IMAGE_GIF,
    IMAGE_BMP,
    IMAGE_TIFF,
    IMAGE_PDF,
    IMAGE_TYPE_COUNT
};

/* The first one that a file has, from top to bottom. */
enum image_fault {
    IMAGE_GOOD,
    IMAGE_TOO_LARGE, /* a side over IMAGE_MAX_SIDE */
    IMAGE_NOT_SHOWN, /* of a type that the kiosk does not show */
    IMAGE_DAMAGED,   /* ends too early, or contradicts itself */
    IMAGE_NO_SIZE,   /* 0 pixels wide or high */
    IMAGE_UNUSUAL,   /* a JPG of a kind that decoders do not know: lossless, 12 bits, ... */
    IMAGE_CMYK,      /* a JPG in the colours of printing: decoders get them wrong */
    IMAGE_ANIMATED,  /* a WebP or PNG that moves */
};

struct image_header {
    enum image_type type;
    int64_t width, height; /* px, as stored; 0 when not known */
    /* EXIF, 1 (upright) to 8: phones store a photo as they were held, to be turned when shown. */
    int orientation;
};

/* It lies on its side as stored: shown, it is as wide as it is high here. */
static inline bool image_lies(const struct image_header *header)
{
    return header->orientation > 4;
}

/* A file's bytes, wherever they are. */
struct image_bytes {
    size_t size;
    /* Exactly `count` bytes from `at` on, which lie within `size`. False when they cannot be had.
     */
    bool (*read)(void *context, size_t at, void *to, size_t count);
    void *context;
};

enum image_fault image_header_read(const struct image_bytes *bytes, struct image_header *out);

/* The same of bytes in memory. */
enum image_fault image_header_of(const void *bytes, size_t size, struct image_header *out);

/* The same of the first `size` bytes of a file that is open for reading. */
enum image_fault image_header_of_file(int fd, size_t size, struct image_header *out);
