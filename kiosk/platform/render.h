#pragma once

#include "platform/fonts.h"
#include "platform/frame.h"
#include "platform/image_source.h"
#include "platform/mask.h"
#include "platform/painter.h"

/* The pixels of the last frame, kept for DRAW_PREVIOUS. */
struct previous {
    uint32_t *pixels; /* width * height; NULL: none */
    int width, height;
    uint64_t serial; /* another one for each capture */
};

/* What commands are drawn with. Borrowed. */
struct render {
    struct fonts *fonts;
    struct mask_cache *masks;
    const char *icon_folder;
    const struct image_source *images; /* may be NULL */
    const struct previous *previous;
};

/* Draws the part of the list that shows inside `area`, over whatever is there. `frame` holds the
 * list's bounds. */
void render_area(const struct render *render, struct canvas *canvas, const struct draw_list *list,
                 const struct frame *frame, struct rect area);
