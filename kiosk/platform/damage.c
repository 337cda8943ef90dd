#include "platform/damage.h"

enum { PIECES_MAX = 4 * PAINTER_MAX_DAMAGE };

static int64_t area(struct rect r)
{
    return rect_empty(r) ? 0 : (int64_t)r.w * r.h;
}

/* How many pixels joining the two adds to what they cover. */
static int64_t waste(struct rect a, struct rect b)
{
    int64_t covered = area(a) + area(b) - area(rect_intersect(a, b));
    return area(rect_union(a, b)) - covered;
}

void damage_begin(struct damage *damage, struct rect bounds)
{
    damage->bounds = bounds;
    damage->count = 0;
}

static void remove_at(struct rect *rects, int *count, int i)
{
    rects[i] = rects[--*count];
}

/* The index of the rectangle that `rect` is joined with most cheaply; -1 when there is none. */
static int cheapest(const struct rect *rects, int count, struct rect rect, int64_t *cost)
{
    int best = -1;
    for (int i = 0; i < count; i++) {
        int64_t w = waste(rects[i], rect);
        if (best < 0 || w < *cost) {
            best = i;
            *cost = w;
        }
    }
    return best;
}

void damage_add(struct damage *damage, struct rect rect)
{
    rect = rect_intersect(rect, damage->bounds);
    if (rect_empty(rect))
        return;
    for (;;) {
        int64_t cost = 0;
        int i = cheapest(damage->rects, damage->count, rect, &cost);
        if (i < 0 || (cost > RECT_PIXELS && damage->count < DAMAGE_RAW_MAX))
            break;
        rect = rect_union(rect, damage->rects[i]);
        remove_at(damage->rects, &damage->count, i);
    }
    damage->rects[damage->count++] = rect;
}

struct pieces {
    struct rect rects[PIECES_MAX];
    int count;
    bool full;
};

static void piece_add(struct pieces *pieces, struct rect r)
{
    if (rect_empty(r))
        return;
    if (pieces->count == PIECES_MAX)
        pieces->full = true;
    else
        pieces->rects[pieces->count++] = r;
}

/* What of r lies outside `hole`: up to four rectangles. */
static void cut_around(struct pieces *out, struct rect r, struct rect hole)
{
    struct rect cut = rect_intersect(r, hole);
    if (rect_empty(cut)) {
        piece_add(out, r);
        return;
    }
    int right = r.x + r.w, bottom = r.y + r.h;
    int cut_right = cut.x + cut.w, cut_bottom = cut.y + cut.h;
    piece_add(out, (struct rect){r.x, r.y, r.w, cut.y - r.y});
    piece_add(out, (struct rect){r.x, cut_bottom, r.w, bottom - cut_bottom});
    piece_add(out, (struct rect){r.x, cut.y, cut.x - r.x, cut.h});
    piece_add(out, (struct rect){cut_right, cut.y, right - cut_right, cut.h});
}

/* Adds what of r none of the first `fixed` pieces covers. */
static void piece_add_outside(struct pieces *pieces, struct rect r)
{
    struct pieces rest = {.rects = {r}, .count = 1};
    int fixed = pieces->count;
    for (int i = 0; i < fixed; i++) {
        struct pieces next = {.count = 0};
        for (int k = 0; k < rest.count; k++)
            cut_around(&next, rest.rects[k], pieces->rects[i]);
        rest = next;
        pieces->full |= next.full;
    }
    for (int k = 0; k < rest.count; k++)
        piece_add(pieces, rest.rects[k]);
}

static void sort_large_first(struct rect *rects, int count)
{
    for (int i = 1; i < count; i++) {
        struct rect r = rects[i];
        int k = i;
        for (; k > 0 && area(rects[k - 1]) < area(r); k--)
            rects[k] = rects[k - 1];
        rects[k] = r;
    }
}

/* Joins the pair that wastes least. */
static void join_cheapest(struct rect *rects, int *count)
{
    int a = 0, b = 1;
    int64_t least = INT64_MAX;
    for (int i = 0; i < *count; i++) {
        for (int k = i + 1; k < *count; k++) {
            int64_t w = waste(rects[i], rects[k]);
            if (w < least) {
                least = w;
                a = i;
                b = k;
            }
        }
    }
    rects[a] = rect_union(rects[a], rects[b]);
    remove_at(rects, count, b);
}

static bool join_overlapping(struct rect *rects, int *count)
{
    for (int i = 0; i < *count; i++) {
        for (int k = i + 1; k < *count; k++) {
            if (rect_empty(rect_intersect(rects[i], rects[k])))
                continue;
            rects[i] = rect_union(rects[i], rects[k]);
            remove_at(rects, count, k);
            return true;
        }
    }
    return false;
}

static void output(struct painter_damage *out, const struct rect *rects, int count)
{
    out->count = count;
    out->pixels = 0;
    for (int i = 0; i < count; i++) {
        out->rects[i] = rects[i];
        out->pixels += area(rects[i]);
    }
}

void damage_finish(struct damage *damage, struct painter_damage *out)
{
    struct pieces pieces = {.count = 0};
    sort_large_first(damage->rects, damage->count);
    for (int i = 0; i < damage->count && !pieces.full; i++)
        piece_add_outside(&pieces, damage->rects[i]);
    if (!pieces.full && pieces.count <= PAINTER_MAX_DAMAGE) {
        output(out, pieces.rects, pieces.count);
        return;
    }
    /* Cutting gave too many: join instead, which only ever makes them fewer. */
    while (damage->count > PAINTER_MAX_DAMAGE)
        join_cheapest(damage->rects, &damage->count);
    while (join_overlapping(damage->rects, &damage->count))
        ;
    output(out, damage->rects, damage->count);
}
