#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a picture file says about itself, found without decoding it: a 1.6 kB JPG can ask its
 * decoder for 10 GB. Takes any bytes: time grows with their number, memory does not. */

/* What is shown as it is. Larger ones are shown, too, but take their time: an import makes them
 * smaller. */
enum {
    IMAGE_MAX_BYTES = 8 * 1024 * 1024,
    IMAGE_MAX_SIDE = 4096, /* px, of either side */
};

/* What can be made smaller. */
enum {
    IMAGE_LARGE_BYTES = 64 * 1024 * 1024,
    IMAGE_LARGE_PIXELS = 8192 * 6144, /* what phones call 50 megapixels */
    IMAGE_LARGE_SIDE = 65500,         /* px; a JPG has no more */
};

/* By the bytes; names mean nothing. Those without an image_ending are known only to say so. */
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

/* "jpg": how a file of this type ends its name; NULL for one that is not shown. */
const char *image_ending(enum image_type type);

/* The first one that a file has, from top to bottom. */
enum image_fault {
    IMAGE_GOOD,
    IMAGE_TOO_LARGE, /* more than can be made smaller */
    IMAGE_NOT_SHOWN, /* of a type that the kiosk does not show */
    IMAGE_DAMAGED,   /* ends too early, contradicts itself, or is too short for its pixels */
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

/* It lies on its side as stored. */
static inline bool image_lies(const struct image_header *header)
{
    return header->orientation > 4;
}

/* Of a good one as shown, px. */
static inline int image_width(const struct image_header *header)
{
    return (int)(image_lies(header) ? header->height : header->width);
}

static inline int image_height(const struct image_header *header)
{
    return (int)(image_lies(header) ? header->width : header->height);
}

/* To be made smaller; `size` in bytes. */
static inline bool image_is_large(const struct image_header *header, size_t size)
{
    return size > IMAGE_MAX_BYTES || header->width > IMAGE_MAX_SIDE ||
           header->height > IMAGE_MAX_SIDE;
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

/* The same of a file of `size` bytes that is open for reading. One over IMAGE_LARGE_BYTES is too
 * large, whatever it holds. */
enum image_fault image_header_of_file(int fd, size_t size, struct image_header *out);
