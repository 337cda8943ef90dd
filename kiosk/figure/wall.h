#pragma once

#include "figure/scene.h"
#include "figure/shadow.h"

/* The face of a wall that the body lies or stands before, with a skirting board. Nothing of it is
 * ever before the body. It thins out above and to both sides, so that it ends nowhere. */

/* Of the widest picture. */
enum { WALL_COLUMNS = 8192 };

struct wall {
    bool any;
    float left, right;             /* columns of its ends on the ground */
    float thin_left, thin_right;   /* of those, or of the picture, between which it thins */
    float y_left, y_right;         /* where it meets the ground there */
    float board_left, board_right; /* how high the skirting board is there, pixels */
    float top, full;               /* y where it begins, and from where on there is all of it */
    uint16_t share[WALL_COLUMNS];  /* how much of it a column of the picture has, of 256 */
};

/* Sides and foot of `prop`. */
void wall_prepare(struct wall *wall, const struct camera *camera, const struct viewport *view,
                  const struct figure_prop *prop);

/* Lays it over columns x .. x + n - 1 of row `y`. */
void wall_lay(const struct wall *wall, int y, int x, int n, uint32_t *out);
