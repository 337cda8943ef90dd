#include "platform/coverage.h"
#include "platform/shape.h"
#include "platform/span.h"

bool shape_covers(struct rect rect, int radius, struct rect inside)
{
    if (!rect_equal(rect_intersect(rect, inside), inside))
        return false;
    int left = inside.x - rect.x;
    int right = rect.x + rect.w - (inside.x + inside.w);
    int column = left < right ? left : right;
    struct edge_row top = edge_row_at(rect, radius, inside.y - rect.y);
    struct edge_row bottom = edge_row_at(rect, radius, inside.y + inside.h - 1 - rect.y);
    return column >= top.full && column >= bottom.full;
}

/* The part of a row between two columns, cut by the clip. */
static void row_color(struct canvas *canvas, struct rect clip, int y, int x0, int x1, color_t color)
{
    if (x0 < clip.x)
        x0 = clip.x;
    if (x1 > clip.x + clip.w)
        x1 = clip.x + clip.w;
    if (x0 < x1 && color_alpha(color))
        span_color(canvas_at(canvas, x0, y), x1 - x0, color);
}

/* A pixel on an edge: part fill, part border, the rest what was there. The border's weight is
 * what the outer shape covers and the inner one does not. */
static uint32_t edge_pixel(uint32_t dst, const struct draw_fill *fill, uint32_t outer,
                           uint32_t inner)
{
    const uint32_t one = 255 * 255;
    uint32_t wf = inner * color_alpha(fill->color);
    uint32_t ws = outer > inner ? (outer - inner) * color_alpha(fill->stroke_color) : 0;
    uint32_t wd = one - wf - ws;
    uint32_t out = 0xFF000000u;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t f = (fill->color >> shift) & 0xFF;
        uint32_t s = (fill->stroke_color >> shift) & 0xFF;
        uint32_t d = (dst >> shift) & 0xFF;
        out |= ((f * wf + s * ws + d * wd + one / 2) / one) << shift;
    }
    return out;
}

/* Columns c0 .. c1-1 at both ends of the row, each with its coverage. */
static void row_edges(struct canvas *canvas, struct rect clip, struct rect rect, int y,
                      const struct edge_row *outer, const struct edge_row *inner, int stroke,
                      int c0, int c1, const struct draw_fill *fill)
{
    for (int column = c0; column < c1; column++) {
        int left = rect.x + column, right = rect.x + rect.w - 1 - column;
        bool in_left = left >= clip.x && left < clip.x + clip.w;
        bool in_right = right != left && right >= clip.x && right < clip.x + clip.w;
        if (!in_left && !in_right)
            continue;
        uint32_t out = edge_row_coverage(outer, column);
        uint32_t in = column < stroke ? 0 : edge_row_coverage(inner, column - stroke);
        if (in > out)
            in = out;
        uint32_t *l = canvas_at(canvas, left, y), *r = canvas_at(canvas, right, y);
        if (in_left)
            *l = edge_pixel(*l, fill, out, in);
        if (in_right)
            *r = edge_pixel(*r, fill, out, in);
    }
}

/* One row: outer edge, border, inner edge, fill, and the same mirrored. Where border and corner
 * are so thin that both edges share pixels, they are drawn together. */
static void box_row(struct canvas *canvas, struct rect clip, struct rect rect, int y,
                    const struct draw_fill *fill)
{
    int half = (rect.w + 1) / 2;
    int stroke = fill->stroke;
    struct edge_row outer = edge_row_at(rect, fill->radius, y - rect.y);
    struct edge_row inner = outer;
    if (stroke)
        inner = edge_row_at(rect_inset(rect, stroke), int_max(fill->radius - stroke, 0),
                            y - rect.y - stroke);
    /* Seen from the outer rectangle's left edge. */
    int inner_begin = int_min(half, stroke + inner.begin);
    int inner_full = int_min(half, stroke + inner.full);
    if (inner.begin >= rect.w - 2 * stroke)
        inner_begin = inner_full = half;
    int first_end = int_min(half, outer.full);
    if (inner_begin < first_end)
        first_end = int_max(first_end, inner_full);
    int second = int_max(first_end, inner_begin);
    int second_end = int_max(second, inner_full);

    row_edges(canvas, clip, rect, y, &outer, &inner, stroke, outer.begin, first_end, fill);
    int right = rect.x + rect.w;
    row_color(canvas, clip, y, rect.x + first_end, int_min(rect.x + second, right - first_end),
              fill->stroke_color);
    row_color(canvas, clip, y, int_max(right - second, rect.x + second), right - first_end,
              fill->stroke_color);
    row_edges(canvas, clip, rect, y, &outer, &inner, stroke, second, second_end, fill);
    row_color(canvas, clip, y, rect.x + second_end, right - second_end, fill->color);
}

void shape_box(struct canvas *canvas, struct rect clip, struct rect rect,
               const struct draw_fill *fill)
{
    clip = rect_intersect(clip, rect);
    for (int y = clip.y; y < clip.y + clip.h; y++)
        box_row(canvas, clip, rect, y, fill);
}
