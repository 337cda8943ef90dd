#pragma once

#include "base/table.h"
#include "figure/figure_cache.h"

/* Packed frames by key. Not locked: the cache does that.
 *
 * They lie in groups of moments that were made one after the other: the first is packed whole, each
 * other as what differs from the one before. A group's frames lie in memory of its own, which goes
 * back to the system with it. What is thrown out is a group: the one used longest ago, unless that
 * is of the movement which is being made. A loop that does not fit would then never find a frame
 * again; of it the group before goes, and most of it stays. */

struct frame_group;

struct packed_frame {
    uint64_t id;           /* never used twice */
    struct figure_key key; /* `mirrored` is always false: the mirror image is made when unpacking */
    int x, y, width, height; /* crop inside the key's rectangle; of a group all have the same */
    uint64_t before;         /* id of the frame that `changed` compares with; 0: none */
    struct rects changed;
    bool is_change;                  /* `packed` is what differs from the frame `before` */
    const struct packed_frame *base; /* that one; NULL when it is packed whole */
    struct packed_frame *next;       /* in the group */
    struct frame_group *group;
    struct table_node by_key;
    size_t bytes; /* of this whole allocation */
    size_t size;  /* of `packed`, bytes */
    uint8_t packed[];
};

enum { STORE_SLOTS = 1024 };

/* Not to be moved. */
struct frame_store {
    struct table_node *slots[STORE_SLOTS];
    struct table by_key;
    struct use_order groups;
    size_t bytes, budget;
    size_t room; /* bytes of the rooms that the frames lie in; what is not used takes no memory */
};

void frame_store_init(struct frame_store *store, size_t budget);

/* Moments of one figure: the same clip, person and size. */
bool figure_same_series(const struct figure_key *a, const struct figure_key *b);

/* All there are, those of the group used last first; NULL at the end. */
struct packed_frame *frame_store_first(const struct frame_store *store);
struct packed_frame *frame_store_next(const struct packed_frame *frame);

/* NULL when there is none. */
struct packed_frame *frame_store_find(const struct frame_store *store,
                                      const struct figure_key *key);
struct packed_frame *frame_store_find_id(const struct frame_store *store, uint64_t id);

/* The frame of the same clip, person and size whose number is nearest; NULL when there is none. */
struct packed_frame *frame_store_nearest(const struct frame_store *store,
                                         const struct figure_key *key);

/* Takes over `frame` (from malloc), moves it into its group, and throws out other groups until the
 * budget holds. Returns where it is now; NULL, and it is gone, where it is a change of one that is
 * not the last of a group any more, or where memory runs out. */
struct packed_frame *frame_store_add(struct frame_store *store, struct packed_frame *frame);

/* Another budget, at once; the group used last stays. */
void frame_store_limit(struct frame_store *store, size_t budget);

/* Its group is now the last to be thrown out. */
void frame_store_touch(struct frame_store *store, struct packed_frame *frame);

void frame_store_clear(struct frame_store *store);
