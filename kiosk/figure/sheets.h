#pragma once

#include "figure/frame_store.h"

/* Unpacked pictures, kept for as long as they are likely to be drawn again. */

enum { MAX_SHEETS = 12 };

struct sheet {
    uint32_t *pixels;
    size_t capacity;
    uint64_t version; /* 0: nothing */
    struct figure_key key;
    uint64_t used;
    bool taken;
};

struct sheets {
    struct sheet sheet[MAX_SHEETS];
    uint64_t clock;
};

/* The frame's pixels, rows without gaps, not changed until they are given back; NULL when all
 * sheets are taken or memory runs out. `version` names frame and `mirrored` together. */
const uint32_t *sheets_take(struct sheets *sheets, const struct packed_frame *frame,
                            uint64_t version, bool mirrored);
void sheets_give_back(struct sheets *sheets, const uint32_t *pixels);

void sheets_free(struct sheets *sheets);
