#pragma once

#include "base/geometry.h"
#include "platform/painter.h"

/* A panel that is mounted on its side or head: the picture is painted upright, and turned on its
 * way to the screen; what is touched is turned back. Upright positions and rectangles are in canvas
 * px, turned ones in window px, both with their origin in the upper left corner. */
enum turn {
    TURN_NONE,
    TURN_RIGHT, /* a quarter turn clockwise */
    TURN_OVER,
    TURN_LEFT
};

/* The size of the other one of both. */
void turn_size(enum turn turn, int *width, int *height);

/* An upright rectangle of a canvas of this size, turned. */
struct rect turn_rect(enum turn turn, struct rect rect, int canvas_w, int canvas_h);

/* A pixel of a window of this size, back on the upright canvas. */
void turn_back(enum turn turn, int window_w, int window_h, int *x, int *y);

/* Copies `rect` of the upright canvas to where it belongs on `to`, which has the turned size. */
void turn_pixels(enum turn turn, const struct canvas *from, struct rect rect,
                 const struct canvas *to);

/* How a touch panel's own coordinates, 0..1, lie in the window's, as libinput writes it: the new x
 * is m[0] x + m[1] y + m[2], the new y m[3] x + m[4] y + m[5]. All zero: they are the same. */
struct touch_matrix {
    double m[6];
};

bool touch_matrix_same(const struct touch_matrix *a, const struct touch_matrix *b);

void touch_matrix_apply(const struct touch_matrix *matrix, float *x, float *y);
