#pragma once

#include "base/table.h"
#include "figure/figure_cache.h"

/* Packed frames by key, the least used thrown out first. Not locked: the cache does that. */

struct packed_frame {
    uint64_t id;           /* never used twice */
    struct figure_key key; /* `mirrored` is always false: the mirror image is made when unpacking */
    int x, y, width, height; /* crop inside the key's rectangle */
    uint64_t before;         /* id of the frame that `changed` compares with; 0: none */
    struct rects changed;
    struct table_node by_key;
    struct use_node use;
    size_t bytes; /* of this whole allocation */
    uint8_t packed[];
};

enum { STORE_SLOTS = 1024 };

/* Not to be moved. */
struct frame_store {
    struct table_node *slots[STORE_SLOTS];
    struct table by_key;
    struct use_order order;
    size_t bytes, budget;
};

void frame_store_init(struct frame_store *store, size_t budget);

/* Moments of one figure: the same clip, person and size. */
bool figure_same_series(const struct figure_key *a, const struct figure_key *b);

/* All there are, the one used last first; NULL at the end. */
struct packed_frame *frame_store_newest(const struct frame_store *store);
struct packed_frame *frame_store_older(const struct packed_frame *frame);

/* NULL when there is none. */
struct packed_frame *frame_store_find(const struct frame_store *store,
                                      const struct figure_key *key);
struct packed_frame *frame_store_find_id(const struct frame_store *store, uint64_t id);

/* The frame of the same clip, person and size whose number is nearest; NULL when there is none. */
struct packed_frame *frame_store_nearest(const struct frame_store *store,
                                         const struct figure_key *key);

/* Takes over `frame` (from malloc); throws out others until the budget holds, never `frame`. */
void frame_store_add(struct frame_store *store, struct packed_frame *frame);

/* Another budget, at once; the one used last stays. */
void frame_store_limit(struct frame_store *store, size_t budget);

/* Now the last to be thrown out. */
void frame_store_touch(struct frame_store *store, struct packed_frame *frame);

void frame_store_clear(struct frame_store *store);
