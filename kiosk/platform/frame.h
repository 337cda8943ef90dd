#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/damage.h"
#include "platform/image_source.h"
#include "ui/draw.h"

/* What the painter remembers of a draw list: enough to tell what another list changes. */
struct snapshot {
    uint64_t key;  /* equal keys: the same thing, perhaps with another sweep or picture */
    uint64_t hash; /* equal hashes: the same pixels */
    struct rect bounds;
    enum draw_kind kind;
    union {
        struct draw_ring ring;
        struct {
            struct rect rect;
            uint64_t version;
        } image;
    };
};

/* Zeroed is empty. Owns its snapshots. */
struct frame {
    struct snapshot *items;
    size_t count, capacity;
};

void frame_free(struct frame *frame);

/* Takes the list in. Asks `images` (may be NULL) once for every picture's version. `previous`
 * names the captured pixels that DRAW_PREVIOUS shows. */
void frame_take(struct frame *frame, const struct draw_list *list,
                const struct image_source *images, uint64_t previous);

/* Adds what differs between two frames' pixels. */
void frame_compare(const struct frame *old, const struct frame *new,
                   const struct image_source *images, struct damage *damage);
