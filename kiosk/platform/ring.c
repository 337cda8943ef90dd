#include <math.h>

#include "platform/coverage.h"
#include "platform/shape.h"
#include "platform/span.h"

static const float turn = 6.28318530717958647692f;

/* A point seen from the ring's centre; y down. */
struct point {
    float x, y;
};

struct arc {
    float cx, cy;
    float outer, inner; /* radii of the stroke's edges */
    float cap;          /* radius of a cap */
    float whole, clear; /* squared distances: nearer, the outer edge is far; farther, the inner */
    float deep, off;    /* the same of a cap: nearer all of it, farther nothing */
    bool full;          /* no ends */
    bool wide;          /* more than half a turn */
    struct point start, end; /* directions, unit length */
    struct point head, tail; /* the caps' centres */
};

/* `at` in turns, 0 at 12 o'clock, clockwise. */
static struct point direction(float at)
{
    double angle = (double)turn * ((double)at - floor((double)at));
    return (struct point){(float)sin(angle), (float)-cos(angle)};
}

/* No pixel reaches further from its middle than this. */
static const float REACH = 0.75f;

static float squared(float x)
{
    return x * x;
}

static struct arc arc_make(const struct draw_ring *ring)
{
    struct arc arc = {.cx = ring->cx, .cy = ring->cy};
    arc.cap = ring->thickness / 2;
    arc.outer = ring->radius + arc.cap;
    arc.inner = ring->radius - arc.cap;
    arc.whole = arc.outer > 1 ? squared(arc.outer - REACH) : 0;
    arc.clear = arc.inner > 0 ? squared(arc.inner + REACH) : 0;
    arc.deep = arc.cap > 1 ? squared(arc.cap - REACH) : 0;
    arc.off = squared(arc.cap + REACH);
    arc.full = ring->sweep >= 1;
    arc.wide = ring->sweep > 0.5f;
    arc.start = direction(ring->start);
    arc.end = direction(ring->start + ring->sweep);
    arc.tail = (struct point){arc.start.x * ring->radius, arc.start.y * ring->radius};
    arc.head = (struct point){arc.end.x * ring->radius, arc.end.y * ring->radius};
    return arc;
}

static float cross(struct point a, struct point b)
{
    return a.x * b.y - a.y * b.x;
}

/* Between start and end, going clockwise. */
static bool arc_contains(const struct arc *arc, struct point p)
{
    if (arc->full)
        return true;
    bool after_start = cross(arc->start, p) >= 0;
    bool before_end = cross(p, arc->end) >= 0;
    return arc->wide ? after_start || before_end : after_start && before_end;
}

/* A disc of this radius, seen from its centre. */
static float disc_coverage(float radius, struct point p)
{
    float distance = sqrtf(p.x * p.x + p.y * p.y);
    if (distance < 0.01f)
        return radius < 1 ? radius : 1;
    return edge_coverage(radius - distance, p.x / distance, p.y / distance);
}

static float cap_coverage(const struct arc *arc, struct point centre, struct point p)
{
    struct point d = {p.x - centre.x, p.y - centre.y};
    float distance = d.x * d.x + d.y * d.y;
    return distance < arc->deep ? 1 : distance < arc->off ? disc_coverage(arc->cap, d) : 0;
}

/* Most pixels are far from every edge: their coverage is known without a root. */
static float arc_coverage(const struct arc *arc, struct point p)
{
    if (arc_contains(arc, p)) {
        float distance = p.x * p.x + p.y * p.y;
        float hole = distance < arc->clear ? disc_coverage(arc->inner, p) : 0;
        return (distance < arc->whole ? 1 : disc_coverage(arc->outer, p)) - hole;
    }
    float a = cap_coverage(arc, arc->tail, p), b = cap_coverage(arc, arc->head, p);
    return a > b ? a : b;
}

static void arc_pixel(struct canvas *canvas, int x, int y, float part, color_t color)
{
    uint32_t *pixel = canvas_at(canvas, x, y), coverage = coverage_byte(part);
    if (coverage)
        *pixel = pixel_mix(*pixel, color, div255(coverage * color_alpha(color)));
}

static void arc_pixels(struct canvas *canvas, const struct arc *arc, int y, int x0, int x1,
                       color_t color)
{
    for (int x = x0; x < x1; x++) {
        struct point p = {(float)x + 0.5f - arc->cx, (float)y + 0.5f - arc->cy};
        arc_pixel(canvas, x, y, arc_coverage(arc, p), color);
    }
}

/* The columns from x on that are as far from `at` as x: up to the end, or to a column before what
 * reaches from there to both sides; beside it x alone. Returns one past the last. */
static int far_until(float at, float reach, int x, int end)
{
    float from = at - reach - 1, to = at + reach + 1;
    if ((float)x >= to || from >= (float)end)
        return end;
    return (float)x < from ? (int)ceilf(from) : x + 1;
}

/* Those that lie between start and end if x does: the line through the centre is crossed once. */
static int turn_until(const struct arc *arc, float py, int x, int end)
{
    const struct point line[2] = {arc->start, arc->end};
    for (int i = 0; i < 2; i++)
        if (line[i].y != 0)
            end = far_until(arc->cx - 0.5f + line[i].x * py / line[i].y, 0, x, end);
    return end;
}

static int caps_until(const struct arc *arc, int x, int end)
{
    end = far_until(arc->cx - 0.5f + arc->tail.x, arc->cap, x, end);
    return far_until(arc->cx - 0.5f + arc->head.x, arc->cap, x, end);
}

/* Columns that lie wholly inside the stroke: nothing but the two ends is left to find out. */
static void arc_core(struct canvas *canvas, const struct arc *arc, int y, int x0, int x1,
                     color_t color)
{
    struct point p = {0, (float)y + 0.5f - arc->cy};
    int begin = x0, next;
    for (int x = x0; !arc->full && x < x1; x = next) {
        next = turn_until(arc, p.y, x, x1);
        p.x = (float)x + 0.5f - arc->cx;
        if (arc_contains(arc, p))
            continue;
        next = caps_until(arc, x, next);
        float a = cap_coverage(arc, arc->tail, p), b = cap_coverage(arc, arc->head, p);
        if (a >= 1 || b >= 1) {
            next = x + 1;
            continue;
        }
        if (begin < x)
            span_color(canvas_at(canvas, begin, y), x - begin, color);
        if (a > 0 || b > 0)
            arc_pixel(canvas, x, y, a > b ? a : b, color);
        begin = next;
    }
    if (begin < x1)
        span_color(canvas_at(canvas, begin, y), x1 - begin, color);
}

/* Half the chord of a circle at a height dy over its centre; 0 when it does not reach there. */
static float half_chord(float radius, float dy)
{
    float square = radius * radius - dy * dy;
    return radius > 0 && square > 0 ? sqrtf(square) : 0;
}

static int clamp_column(float x, int x0, int x1)
{
    return x <= (float)x0 ? x0 : x >= (float)x1 ? x1 : (int)x;
}

/* The columns x0 .. x1-1 that lie between two distances left or right of the centre. */
static void arc_side(struct canvas *canvas, const struct arc *arc, struct rect clip, int y,
                     float sign, float dy, color_t color)
{
    const float soft = 0.75f; /* over half a pixel's diagonal */
    float far = half_chord(arc->outer + soft, dy);
    float near = half_chord(arc->inner - soft, dy);
    float solid_far = half_chord(arc->outer - soft, dy) - 0.5f;
    float solid_near = half_chord(arc->inner + soft, dy) + 0.5f;
    int end = clip.x + clip.w;
    float a = sign < 0 ? arc->cx - far : arc->cx + near;
    float b = sign < 0 ? arc->cx - near : arc->cx + far;
    int x0 = clamp_column(floorf(a - 0.5f), clip.x, end);
    int x1 = clamp_column(ceilf(b + 0.5f), clip.x, end);
    /* No pixel is drawn from both sides. */
    int middle = (int)floorf(arc->cx);
    if (sign < 0 && x1 > middle)
        x1 = middle;
    if (sign > 0 && x0 < middle)
        x0 = middle;
    if (solid_far <= solid_near) {
        arc_pixels(canvas, arc, y, x0, x1, color);
        return;
    }
    float sa = sign < 0 ? arc->cx - solid_far : arc->cx + solid_near;
    float sb = sign < 0 ? arc->cx - solid_near : arc->cx + solid_far;
    int s0 = clamp_column(ceilf(sa), x0, x1);
    int s1 = clamp_column(floorf(sb), s0, x1);
    arc_pixels(canvas, arc, y, x0, s0, color);
    arc_core(canvas, arc, y, s0, s1, color);
    arc_pixels(canvas, arc, y, s1, x1, color);
}

void shape_ring(struct canvas *canvas, struct rect clip, const struct draw_ring *ring)
{
    if (ring->sweep <= 0)
        return;
    struct arc arc = arc_make(ring);
    int middle = (int)floorf(arc.cx);
    for (int y = clip.y; y < clip.y + clip.h; y++) {
        float dy = (float)y + 0.5f - arc.cy;
        if (fabsf(dy) > arc.outer + 1)
            continue;
        if (clip.x < middle)
            arc_side(canvas, &arc, clip, y, -1, dy, ring->color);
        if (clip.x + clip.w > middle)
            arc_side(canvas, &arc, clip, y, 1, dy, ring->color);
    }
}

/* Around the stroke from one turn to another, `to` not before `from`, its caps included. */
static struct rect stretch(const struct draw_ring *ring, float from, float to)
{
    struct point p = direction(from), q = direction(to);
    float x0 = fminf(p.x, q.x), x1 = fmaxf(p.x, q.x);
    float y0 = fminf(p.y, q.y), y1 = fmaxf(p.y, q.y);
    /* The arc's own extremes: every quarter turn between the two ends. */
    float first = ceilf(from * 4), last = floorf(to * 4);
    for (int i = 0; i < 5 && first + (float)i <= last; i++) {
        struct point e = direction((first + (float)i) / 4);
        x0 = fminf(x0, e.x), x1 = fmaxf(x1, e.x);
        y0 = fminf(y0, e.y), y1 = fmaxf(y1, e.y);
    }
    float grow = ring->thickness / 2 + 1.5f;
    int left = (int)floorf(ring->cx + x0 * ring->radius - grow);
    int top = (int)floorf(ring->cy + y0 * ring->radius - grow);
    int right = (int)ceilf(ring->cx + x1 * ring->radius + grow);
    int bottom = (int)ceilf(ring->cy + y1 * ring->radius + grow);
    return (struct rect){left, top, right - left, bottom - top};
}

/* What an end passes on its way. */
static struct rect passed(const struct draw_ring *ring, float from, float to)
{
    if (from == to)
        return (struct rect){0, 0, 0, 0};
    return stretch(ring, fminf(from, to), fmaxf(from, to));
}

void shape_ring_difference(const struct draw_ring *a, const struct draw_ring *b, struct rect out[2])
{
    /* The same turn, counted so that the start goes the short way. */
    float start = b->start + roundf(a->start - b->start);
    out[0] = passed(a, a->start, start);
    out[1] = passed(a, a->start + a->sweep, start + b->sweep);
}
