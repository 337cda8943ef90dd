#include "platform/coverage.h"

/* A pixel farther than this from the edge is wholly in or out: half its diagonal. */
static const float reach = 0.7072f;

static float chord(float radius, float dy)
{
    float square = radius * radius - dy * dy;
    return radius > 0 && square > 0 ? sqrtf(square) : 0;
}

struct edge_row edge_row_at(struct rect rect, int radius, int row)
{
    struct edge_row edge = {0, 0, (float)radius, 0};
    if (row < 0 || row >= rect.h || rect.w <= 0) {
        edge.begin = edge.full = rect.w;
        return edge;
    }
    int from_edge = row < rect.h - 1 - row ? row : rect.h - 1 - row;
    if (from_edge >= radius)
        return edge;
    edge.dy = (float)radius - (float)from_edge - 0.5f;
    float widest = chord(edge.radius + reach, edge.dy);
    float inner = chord(edge.radius - reach, edge.dy);
    edge.begin = (int)floorf(edge.radius - widest - 0.5f);
    edge.full = inner > 0 ? (int)ceilf(edge.radius - inner - 0.5f) : radius;
    if (edge.begin < 0)
        edge.begin = 0;
    if (edge.full > radius)
        edge.full = radius;
    if (edge.full < edge.begin)
        edge.full = edge.begin;
    return edge;
}

uint32_t edge_row_coverage(const struct edge_row *edge, int column)
{
    if (column < edge->begin)
        return 0;
    if (column >= edge->full)
        return 255;
    float dx = edge->radius - (float)column - 0.5f;
    float distance = sqrtf(dx * dx + edge->dy * edge->dy);
    if (distance < 0.01f)
        return 255;
    return coverage_byte(
        edge_coverage(edge->radius - distance, dx / distance, edge->dy / distance));
}
