#include "platform/turn.h"

#include <stddef.h>

void turn_size(enum turn turn, int *width, int *height)
{
    if (turn != TURN_RIGHT && turn != TURN_LEFT)
        return;
    int w = *width;
    *width = *height;
    *height = w;
}

struct rect turn_rect(enum turn turn, struct rect r, int canvas_w, int canvas_h)
{
    switch (turn) {
    case TURN_RIGHT:
        return (struct rect){canvas_h - r.y - r.h, r.x, r.h, r.w};
    case TURN_OVER:
        return (struct rect){canvas_w - r.x - r.w, canvas_h - r.y - r.h, r.w, r.h};
    case TURN_LEFT:
        return (struct rect){r.y, canvas_w - r.x - r.w, r.h, r.w};
    default:
        return r;
    }
}

void turn_back(enum turn turn, int window_w, int window_h, int *x, int *y)
{
    int wx = *x, wy = *y;
    switch (turn) {
    case TURN_RIGHT:
        *x = wy;
        *y = window_w - 1 - wx;
        break;
    case TURN_OVER:
        *x = window_w - 1 - wx;
        *y = window_h - 1 - wy;
        break;
    case TURN_LEFT:
        *x = window_h - 1 - wy;
        *y = wx;
        break;
    default:
        break;
    }
}

/* Tiles that stay in the cache while one side is read across its rows. */
enum { TILE = 32 };

static void turn_tile(enum turn turn, const struct canvas *from, struct rect r,
                      const struct canvas *to)
{
    struct rect at = turn_rect(turn, r, from->width, from->height);
    /* Where the tile's first pixel goes, and how far one to the right and one down are from it. */
    ptrdiff_t stride = to->stride, right = 1, down = stride;
    int x = at.x, y = at.y;
    if (turn == TURN_RIGHT) {
        x += at.w - 1;
        right = stride;
        down = -1;
    } else if (turn == TURN_OVER) {
        x += at.w - 1;
        y += at.h - 1;
        right = -1;
        down = -stride;
    } else if (turn == TURN_LEFT) {
        y += at.h - 1;
        right = -stride;
        down = 1;
    }
    uint32_t *first = to->pixels + y * stride + x;
    for (int row = 0; row < r.h; row++) {
        const uint32_t *source = from->pixels + (ptrdiff_t)(r.y + row) * from->stride + r.x;
        uint32_t *pixel = first + row * down;
        for (int i = 0; i < r.w; i++, pixel += right)
            *pixel = source[i];
    }
}

void turn_pixels(enum turn turn, const struct canvas *from, struct rect rect,
                 const struct canvas *to)
{
    for (int y = rect.y; y < rect.y + rect.h; y += TILE)
        for (int x = rect.x; x < rect.x + rect.w; x += TILE) {
            int w = rect.x + rect.w - x, h = rect.y + rect.h - y;
            struct rect tile = {x, y, w < TILE ? w : TILE, h < TILE ? h : TILE};
            turn_tile(turn, from, tile, to);
        }
}

bool touch_matrix_same(const struct touch_matrix *a, const struct touch_matrix *b)
{
    for (size_t i = 0; i < sizeof a->m / sizeof *a->m; i++)
        if (a->m[i] != b->m[i])
            return false;
    return true;
}

void touch_matrix_apply(const struct touch_matrix *matrix, float *x, float *y)
{
    const double *m = matrix->m;
    double a = *x, b = *y;
    if (m[0] == 0 && m[1] == 0 && m[3] == 0 && m[4] == 0)
        return;
    *x = (float)(m[0] * a + m[1] * b + m[2]);
    *y = (float)(m[3] * a + m[4] * b + m[5]);
}
