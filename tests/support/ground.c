#include "ground.h"

#include <math.h>

static double channel(color_t color, int shift)
{
    return (double)((color >> shift) & 0xFF);
}

static color_t mix(color_t from, color_t to, double part)
{
    color_t out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        double value = channel(from, shift) * (1 - part) + channel(to, shift) * part;
        out |= (color_t)lround(value) << shift;
    }
    return out;
}

color_t ground_under(color_t ground, color_t ink)
{
    return mix(ground, ink | 0xFF000000, channel(ink, 24) / 255) | 0xFF000000;
}

static bool in_rounded(struct rect r, int radius, double x, double y)
{
    if (x < r.x || y < r.y || x >= r.x + r.w || y >= r.y + r.h)
        return false;
    double most = (r.w < r.h ? r.w : r.h) / 2.0;
    double round = radius < most ? radius : most;
    double dx = fmax(fmax(r.x + round - x, x - (r.x + r.w - round)), 0);
    double dy = fmax(fmax(r.y + round - y, y - (r.y + r.h - round)), 0);
    return dx * dx + dy * dy <= round * round;
}

static color_t fill_at(const struct draw_command *c, double x, double y)
{
    const struct draw_fill *fill = &c->fill;
    if (!in_rounded(c->rect, fill->radius, x, y))
        return 0;
    int stroke = fill->stroke;
    if (stroke > 0 && !in_rounded(rect_inset(c->rect, stroke), fill->radius - stroke, x, y))
        return fill->stroke_color;
    return fill->color;
}

static color_t gradient_at(const struct draw_command *c, double x, double y)
{
    const struct draw_gradient *g = &c->gradient;
    double part = 0;
    if (!in_rounded(c->rect, g->radius, x, y))
        return 0;
    if (g->kind == GRADIENT_VERTICAL)
        part = (y - c->rect.y) / c->rect.h;
    else if (g->kind == GRADIENT_HORIZONTAL)
        part = (x - c->rect.x) / c->rect.w;
    else
        part = hypot(x - (double)g->cx, y - (double)g->cy) / (double)g->reach;
    return mix(g->from, g->to, fmin(fmax(part, 0), 1));
}

static color_t ring_at(const struct draw_command *c, double x, double y)
{
    const struct draw_ring *ring = &c->ring;
    double dx = x - (double)ring->cx, dy = y - (double)ring->cy;
    if (fabs(hypot(dx, dy) - (double)ring->radius) > (double)ring->thickness / 2)
        return 0;
    double turn = atan2(dx, -dy) / (2 * 3.14159265358979) - (double)ring->start;
    turn -= floor(turn);
    return turn <= (double)ring->sweep ? ring->color : 0;
}

static color_t color_at(const struct draw_command *c, double x, double y)
{
    switch (c->kind) {
    case DRAW_FILL:
        return fill_at(c, x, y);
    case DRAW_GRADIENT:
        return gradient_at(c, x, y);
    case DRAW_RING:
        return ring_at(c, x, y);
    default:
        return 0;
    }
}

static bool is_picture(const struct draw_command *c)
{
    return c->kind == DRAW_IMAGE || c->kind == DRAW_BITMAP;
}

struct ground ground_at(const struct draw_list *list, size_t count, int x, int y)
{
    struct ground ground = {.color = 0xFF000000};
    for (size_t i = 0; i < count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (!rect_contains(c->clip, x, y) || !rect_contains(c->rect, x, y))
            continue;
        if (is_picture(c))
            ground.picture = true;
        color_t color = color_at(c, x + 0.5, y + 0.5);
        if (color >> 24 == 0)
            continue;
        bool opaque = color >> 24 == 0xFF;
        ground.picture = ground.picture && !opaque;
        ground.blend = (ground.blend && !opaque) || !opaque ||
                       (c->kind == DRAW_GRADIENT && c->gradient.from != c->gradient.to);
        ground.color = ground_under(ground.color, color);
    }
    return ground;
}

double ground_seen(const struct draw_list *list, size_t count, int x, int y)
{
    double seen = 1;
    for (size_t i = count; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (rect_contains(c->clip, x, y) && rect_contains(c->rect, x, y))
            seen *= 1 - channel(color_at(c, x + 0.5, y + 0.5), 24) / 255;
    }
    return seen;
}
