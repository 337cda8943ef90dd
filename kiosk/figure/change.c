#include "figure/change.h"

#include <stddef.h>
#include <string.h>

#include "figure/tint.h"

static const uint32_t *row_of(const struct cropped *p, int y)
{
    if (y < p->crop.y || y >= p->crop.y + p->crop.h)
        return NULL;
    return p->pixels + (size_t)(y - p->crop.y) * (size_t)p->crop.w;
}

static uint32_t at(const struct cropped *p, const uint32_t *row, int x)
{
    bool inside = row && x >= p->crop.x && x < p->crop.x + p->crop.w;
    return inside ? row[x - p->crop.x] : 0;
}

/* Columns that both rows have are compared directly, what sticks out of one of them by `at`. */
struct rows {
    const struct cropped *a, *b;
    const uint32_t *row_a, *row_b;
    int left, right; /* of all */
    int from, to;    /* of what both have */
};

static bool differs(const struct rows *r, int x)
{
    return at(r->a, r->row_a, x) != at(r->b, r->row_b, x);
}

/* A column that both rows have. */
static const uint32_t *common(const struct cropped *p, const uint32_t *row, int x)
{
    return row + (x - p->crop.x);
}

enum { BLOCK = 64 }; /* columns compared at once */

static bool same_block(const struct rows *r, int x)
{
    return memcmp(common(r->a, r->row_a, x), common(r->b, r->row_b, x), BLOCK * sizeof(uint32_t)) ==
           0;
}

/* The first column at or after `from` that differs, `limit` when there is none before it. */
static int first_difference(const struct rows *r, int limit)
{
    int x = r->left;
    for (; x < r->from && x < limit; x++)
        if (differs(r, x))
            return x;
    if (r->from < r->to) {
        int end = r->to < limit ? r->to : limit;
        while (x + BLOCK <= end && same_block(r, x))
            x += BLOCK;
        for (; x < end; x++)
            if (*common(r->a, r->row_a, x) != *common(r->b, r->row_b, x))
                return x;
    }
    for (; x < limit; x++)
        if (differs(r, x))
            return x;
    return limit;
}

/* One past the last column that differs, `limit` when there is none at or after it. */
static int last_difference(const struct rows *r, int limit)
{
    int x = r->right;
    for (; x > r->to && x > limit; x--)
        if (differs(r, x - 1))
            return x;
    if (r->from < r->to) {
        int end = r->from > limit ? r->from : limit;
        while (x - BLOCK >= end && same_block(r, x - BLOCK))
            x -= BLOCK;
        for (; x > end; x--)
            if (*common(r->a, r->row_a, x - 1) != *common(r->b, r->row_b, x - 1))
                return x;
    }
    for (; x > limit; x--)
        if (differs(r, x - 1))
            return x;
    return limit;
}

static struct rows rows_at(const struct cropped *a, const struct cropped *b, struct rect all, int y)
{
    struct rows r = {.a = a, .b = b, .row_a = row_of(a, y), .row_b = row_of(b, y)};
    r.left = all.x;
    r.right = all.x + all.w;
    struct rect shared = rect_intersect(a->crop, b->crop);
    bool have_both = r.row_a && r.row_b && !rect_empty(shared);
    r.from = have_both ? shared.x : r.right;
    r.to = have_both ? shared.x + shared.w : r.right;
    return r;
}

/* Rows looked at together. */
enum { STRIP = 16 };

static int area(struct rect r)
{
    return r.w * r.h;
}

/* Pixels that one rectangle around both has more than they have. */
static int waste(struct rect a, struct rect b)
{
    return area(rect_union(a, b)) - area(a) - area(b);
}

/* Joins those neighbours that cost least. */
static void join_cheapest(struct rects *all)
{
    int best = 0;
    for (int i = 1; i + 1 < all->count; i++)
        if (waste(all->rect[i], all->rect[i + 1]) < waste(all->rect[best], all->rect[best + 1]))
            best = i;
    all->rect[best] = rect_union(all->rect[best], all->rect[best + 1]);
    all->count--;
    for (int i = best + 1; i < all->count; i++)
        all->rect[i] = all->rect[i + 1];
}

static void add_below(struct rects *all, struct rect r)
{
    struct rect *last = all->count > 0 ? &all->rect[all->count - 1] : NULL;
    if (rect_empty(r))
        return;
    if (last && waste(*last, r) <= RECT_PIXELS) {
        *last = rect_union(*last, r);
        return;
    }
    if (all->count == RECTS_MAX)
        join_cheapest(all);
    all->rect[all->count++] = r;
}

/* Of the rows from `top` to before `bottom`. */
static struct rect strip_change(const struct cropped *a, const struct cropped *b, struct rect all,
                                int top, int bottom)
{
    struct rect changed = {0, 0, 0, 0};
    int left = all.x + all.w, right = all.x;
    for (int y = top; y < bottom; y++) {
        struct rows r = rows_at(a, b, all, y);
        int first = first_difference(&r, r.right);
        if (first == r.right)
            continue;
        if (changed.h == 0)
            changed.y = y;
        left = first < left ? first : left;
        right = last_difference(&r, right > first ? right : first);
        changed = (struct rect){left, changed.y, right - left, y + 1 - changed.y};
    }
    return changed;
}

struct rects change_between(const struct cropped *a, const struct cropped *b)
{
    struct rect all = rect_union(a->crop, b->crop);
    struct rects changed = {.count = 0};
    int end = all.y + all.h;
    for (int y = all.y; y < end; y += STRIP)
        add_below(&changed, strip_change(a, b, all, y, y + STRIP < end ? y + STRIP : end));
    return changed;
}

void change_settle(const struct cropped *before, struct rect crop, uint32_t *pixels)
{
    struct rect both = rect_intersect(before->crop, crop);
    for (int y = both.y; y < both.y + both.h; y++) {
        const uint32_t *was = common(before, row_of(before, y), both.x);
        uint32_t *is = pixels + (size_t)(y - crop.y) * (size_t)crop.w + (both.x - crop.x);
        for (int i = 0; i < both.w; i++)
            if (tint_near(was[i], is[i], CHANGE_UNSEEN))
                is[i] = was[i];
    }
}
