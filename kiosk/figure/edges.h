#pragma once

#include "figure/raster.h"

/* The edges of a triangle that is drawn: worked out when it is set up, or put off until something
 * of it may be seen. */

/* The points' places: {x of all three, 0} and {y of all three, 0}. */
struct corners {
    v4f x, y;
};

#define NO_BOUND 1e30f

static inline v4f next_corner(v4f c)
{
    return __builtin_shufflevector(c, c, 1, 2, 0, 3);
}

/* What an edge is worth more than at a pixel's corner, at the sample inside that it likes most. */
static inline v4f reach_of(v4f a, v4f b)
{
    v4f first = max4(a * splat(0.375f) + b * splat(0.125f), a * splat(0.875f) + b * splat(0.375f));
    v4f last = max4(a * splat(0.125f) + b * splat(0.625f), a * splat(0.625f) + b * splat(0.875f));
    return max4(first, last);
}

/* What rounding can do to where an edge crosses a row: far from the picture's corner c is large. */
static inline v4f give_of(v4f per_a)
{
    return min4(splat(0.04f) * abs4(per_a) + splat(0.01f), splat(2));
}

/* Of so few columns that finding those of every row takes longer than drawing them all. */
LANES bool few_columns(const struct raster_triangle *t)
{
    return t->x1 - t->x0 < 4;
}

/* Both triangles at an edge compute it from the same end, so their values are exact opposites and
 * no sample falls between them. */
LANES void set_edges(struct raster_triangle *t, const struct corners *p, v4i turned, float sign)
{
    v4f end_x = next_corner(p->x), end_y = next_corner(p->y);
    v4f ux = choose(turned, end_x, p->x), uy = choose(turned, end_y, p->y);
    v4f a = (p->y - end_y) * splat(sign), b = (end_x - p->x) * splat(sign);
    t->a = a;
    t->b = b;
    t->c = -(a * ux + b * uy);
    if (few_columns(t))
        return;
    v4i level = abs4(a) <= splat(1e-4f);
    v4f per_a = (v4f)(~level & (v4i)(splat(-1.0f) / choose(level, splat(1), a)));
    v4f give = give_of(per_a);
    v4f crossing = ux + (b * (splat((float)t->y0) - uy) + reach_of(a, b)) * per_a;
    t->slope = b * per_a;
    t->left = choose(level | (a < 0), splat(-NO_BOUND), crossing - give);
    t->right = choose(level | (a > 0), splat(NO_BOUND), crossing + give);
}

/* Those that were put off. */
LANES void find_edges(struct raster_triangle *t)
{
    float sign = t->a[3];
    if (sign == 0)
        return;
    struct corners p = {t->a, t->b};
    set_edges(t, &p, (v4i)t->c, sign);
}
