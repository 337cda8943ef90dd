#pragma once

#include "figure/change.h"
#include "figure/figure.h"
#include "figure/frame_store.h"

/* Draws frames, packs them and finds what changes from one to the next. Used by one thread.
 *
 * While a movement is made frame by frame, a pixel that is nearly as it was stays as it was. */
struct frame_maker {
    struct figure_renderer *renderer;
    struct packer *packer;
    struct cropped before; /* the picture made last, for what changes from it: the renderer's */
    struct figure_key before_key;
    uint64_t before_id; /* 0: none */
    struct rect group;  /* the crop of its group, */
    int grouped;        /* and how many that has */
};

void frame_maker_init(struct frame_maker *maker);
void frame_maker_destroy(struct frame_maker *maker);

/* A new frame, the caller's to free; NULL when it cannot be drawn. */
struct packed_frame *frame_maker_make(struct frame_maker *maker, const struct figure_key *key,
                                      uint64_t id);

/* The frame made last is not kept: the next is no change of it. */
void frame_maker_begin_anew(struct frame_maker *maker);

/* Nothing is to be drawn for a while: gives back scratch memory. */
void frame_maker_rest(struct frame_maker *maker);

/* Clips are about to be freed. */
void frame_maker_forget(struct frame_maker *maker);

/* How many pixels a frame's picture can have. The crop changes from frame to frame: room for the
 * whole rectangle lasts for all of them. */
static inline size_t frame_most_pixels(const struct figure_key *key)
{
    return (size_t)key->width * (size_t)key->height;
}
