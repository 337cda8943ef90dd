#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ui/draw.h"

/* A finished picture, cropped to what is not empty. */
struct image {
    const uint32_t *pixels; /* premultiplied 0xAARRGGBB */
    int width, height;      /* of the crop */
    int stride;             /* pixels from row to row */
    int x, y;               /* of the crop inside the requested rectangle */
};

/* Who makes the pictures of DRAW_IMAGE commands; wired up by main. Called from the main thread. */
struct image_source {
    void *context;

    /* Names what `acquire` would give now; changes when a better picture arrives. 0: nothing yet.
     * Also asks for the picture to be made when it is not there. One of which it is known that it
     * cannot be made has a version, too, but `acquire` gives nothing. */
    uint64_t (*version)(void *context, struct image_ref ref, int width, int height);

    /* The picture for this version. Valid until `release`. False when there is nothing yet. */
    bool (*acquire)(void *context, struct image_ref ref, int width, int height, struct image *out);
    void (*release)(void *context, struct image *image);

    /* Where the pixels of two versions differ, inside the width x height rectangle. */
    struct rects (*difference)(void *context, uint64_t from, uint64_t to, int width, int height);
};
