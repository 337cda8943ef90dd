#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/change.h"

/* A picture's pixels made small: whole, or as what differs from the one before it. LZ4: cel shading
 * leaves long runs, and rows repeat those above them. */

struct packer;

struct packer *packer_create(void);
void packer_destroy(struct packer *packer);

/* Bytes, of the packer's until it packs again; NULL when the picture is too large, or memory runs
 * out. */
struct packed {
    const uint8_t *bytes;
    size_t size;
};

/* `picture` as it lies in `frame`, which holds all of it: outside of it is nothing (0). */
struct packed pack_whole(struct packer *packer, const struct cropped *picture, struct rect frame);

/* The same as what differs from `before`, all of which `changed` holds; NULL: not known. Also
 * without bytes when that is most of it. */
struct packed pack_change(struct packer *packer, const struct cropped *before,
                          const struct cropped *picture, struct rect frame,
                          const struct rects *changed);

/* Writes width * height pixels at `out`, rows without gaps; `flip` mirrors left and right. Only for
 * what pack_whole wrote, of a frame of that size. */
void unpack_whole(const uint8_t *packed, int width, int height, bool flip, uint32_t *out);

/* The bytes of scratch memory that unpack_change needs for this change. */
size_t change_scratch(const uint8_t *packed);

/* Brings `out`, which holds the picture before, mirrored or not, to the one after. */
void unpack_change(const uint8_t *packed, size_t size, int width, bool flip, uint8_t *scratch,
                   uint32_t *out);
