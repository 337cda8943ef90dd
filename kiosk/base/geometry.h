#pragma once

#include <stdbool.h>

/* Screen space: pixels of the window, origin top left, x right, y down. Half open: a rectangle
 * covers x .. x+w-1. w or h <= 0 means empty. */
struct rect {
    int x, y, w, h;
};

/* RECT_PIXELS: drawing and sending one more rectangle costs about as much as that many pixels. */
enum { RECTS_MAX = 8, RECT_PIXELS = 3000 };

/* A few, none of them empty. */
struct rects {
    struct rect rect[RECTS_MAX];
    int count;
};

static inline int int_min(int a, int b)
{
    return a < b ? a : b;
}

static inline int int_max(int a, int b)
{
    return a > b ? a : b;
}

/* `n` kept within low .. high; `low` wins where there is no such range. */
static inline int int_clamp(int n, int low, int high)
{
    return int_max(low, int_min(n, high));
}

/* The next multiple of `stride` above n, or below it where `way` is negative; n >= 0. */
static inline int int_step(int n, int stride, int way)
{
    return way > 0 ? (n / stride + 1) * stride : (n - 1) / stride * stride;
}

static inline bool rect_empty(struct rect r)
{
    return r.w <= 0 || r.h <= 0;
}

static inline bool rect_contains(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

static inline bool rect_equal(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

/* The common part; w = h = 0 when there is none. */
struct rect rect_intersect(struct rect a, struct rect b);

/* The smallest rectangle around both; an empty one adds nothing. */
struct rect rect_union(struct rect a, struct rect b);

/* Moves every edge inwards by `by` pixels (outwards when negative). */
struct rect rect_inset(struct rect r, int by);

/* Cut a strip of `size` pixels off one edge of *r, leave `gap` between it and what remains in *r,
 * and return the strip. Asking for more than there is takes all of it. */
struct rect rect_cut_top(struct rect *r, int size, int gap);
struct rect rect_cut_bottom(struct rect *r, int size, int gap);
struct rect rect_cut_left(struct rect *r, int size, int gap);
struct rect rect_cut_right(struct rect *r, int size, int gap);

/* A w x h rectangle in the middle of `outer`. */
struct rect rect_centered(struct rect outer, int w, int h);
