#include "figure/change.h"

#include <stddef.h>
#include <string.h>

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

struct rect change_between(const struct cropped *a, const struct cropped *b)
{
    struct rect all = rect_union(a->crop, b->crop);
    int left = all.x + all.w, right = all.x, top = -1, bottom = -1;
    for (int y = all.y; y < all.y + all.h; y++) {
        struct rows r = rows_at(a, b, all, y);
        int first = first_difference(&r, r.right);
        if (first == r.right)
            continue;
        if (top < 0)
            top = y;
        bottom = y + 1;
        left = first < left ? first : left;
        right = last_difference(&r, right > first ? right : first);
    }
    if (top < 0)
        return (struct rect){0, 0, 0, 0};
    return (struct rect){left, top, right - left, bottom - top};
}
