#pragma once

#include "figure/figure_cache.h"
#include "platform/image_source.h"
#include "platform/picture_cache.h"

/* Where the pixels of DRAW_IMAGE come from: figures are drawn, pictures of packs are decoded. */
struct images {
    struct figure_cache *figures;
    struct picture_cache *pictures;
};

/* Asks one or the other by the kind of the reference. *images is borrowed. */
struct image_source images_source(struct images *images);
