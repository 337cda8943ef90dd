#include "base/geometry.h"

struct rect rect_intersect(struct rect a, struct rect b)
{
    int x0 = int_max(a.x, b.x);
    int y0 = int_max(a.y, b.y);
    int x1 = int_min(a.x + a.w, b.x + b.w);
    int y1 = int_min(a.y + a.h, b.y + b.h);
    if (x1 <= x0 || y1 <= y0)
        return (struct rect){x0, y0, 0, 0};
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (rect_empty(a))
        return b;
    if (rect_empty(b))
        return a;
    int x0 = int_min(a.x, b.x);
    int y0 = int_min(a.y, b.y);
    int x1 = int_max(a.x + a.w, b.x + b.w);
    int y1 = int_max(a.y + a.h, b.y + b.h);
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

struct rect rect_inset(struct rect r, int by)
{
    return (struct rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

struct rect rect_cut_top(struct rect *r, int size, int gap)
{
    int take = int_max(0, int_min(size, r->h));
    struct rect strip = {r->x, r->y, r->w, take};
    int step = int_min(take + gap, r->h);
    r->y += step;
    r->h -= step;
    return strip;
}

struct rect rect_cut_bottom(struct rect *r, int size, int gap)
{
    int take = int_max(0, int_min(size, r->h));
    struct rect strip = {r->x, r->y + r->h - take, r->w, take};
    r->h -= int_min(take + gap, r->h);
    return strip;
}

struct rect rect_cut_left(struct rect *r, int size, int gap)
{
    int take = int_max(0, int_min(size, r->w));
    struct rect strip = {r->x, r->y, take, r->h};
    int step = int_min(take + gap, r->w);
    r->x += step;
    r->w -= step;
    return strip;
}

struct rect rect_cut_right(struct rect *r, int size, int gap)
{
    int take = int_max(0, int_min(size, r->w));
    struct rect strip = {r->x + r->w - take, r->y, take, r->h};
    r->w -= int_min(take + gap, r->w);
    return strip;
}

struct rect rect_centered(struct rect outer, int w, int h)
{
    return (struct rect){outer.x + (outer.w - w) / 2, outer.y + (outer.h - h) / 2, w, h};
}
