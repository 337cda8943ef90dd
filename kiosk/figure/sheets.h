#pragma once

#include "figure/frame_store.h"

/* Unpacked pictures, kept for as long as they are likely to be drawn again: all of one screen. On a
 * panel of 4K home has 13 MB of them, and so has the player. */

enum { MAX_SHEETS = 12, SHEETS_BYTES = 24 << 20 /* where no other budget is given */ };

struct unpacked {
    uint32_t *pixels;
    size_t capacity; /* bytes */
    /* Whose they are. */
    uint64_t id; /* 0: nobody's */
    bool mirrored;
    struct figure_key key;
    uint64_t used;
    bool taken;
};

struct sheets {
    struct unpacked sheet[MAX_SHEETS];
    uint64_t clock;
    size_t budget; /* bytes */
    uint8_t *scratch;
    size_t scratch_room; /* bytes */
};

/* The budget, at once. */
void sheets_limit(struct sheets *sheets, size_t budget);

/* The frame's pixels, rows without gaps, not changed until they are given back; NULL when all
 * sheets are taken or memory runs out. After the frame before only what differs is unpacked. Those
 * that were used longest ago go when all have more than the budget, unless they are taken. */
const uint32_t *sheets_take(struct sheets *sheets, const struct packed_frame *frame, bool mirrored);
void sheets_give_back(struct sheets *sheets, const uint32_t *pixels);

/* Of all. */
size_t sheets_bytes(const struct sheets *sheets);

void sheets_free(struct sheets *sheets);
