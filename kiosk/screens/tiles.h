#pragma once

#include "screens/layout.h"
#include "screens/screen.h"
#include "ui/stack.h"

/* Equal tiles in rows: the choices of a panel. And rows of what is of one width, each as high as
 * the highest in it: lists of what can be read. */

struct tile_grid {
    int columns, rows;
    int width, height; /* of one tile, px */
};

/* Columns of equal width in `width` px, heights still to be set. */
struct tile_grid tile_grid_in(const struct ui *ui, int width, int count, int columns);

/* Of all rows, px. */
int tile_grid_height(const struct ui *ui, const struct tile_grid *grid);

struct tiles {
    int count;
    struct scroll *scroll;
    /* How `area` is divided best, and what a tile then says: kept in `what` for `draw`. */
    struct tile_grid (*choose)(struct ui *ui, struct rect area, void *what);
    void (*draw)(struct ui *ui, struct rect rect, int index, void *what);
    void *what;
    int part_above; /* of the height that is left over, this part stands above: half, a third */
};

/* Tiles grow to fill `area`, but not beyond what still looks like a tile. For low reach they stand
 * at its bottom; those that do not fit scroll. */
void tiles_draw(struct screen_context *context, struct ui *ui, struct rect area,
                const struct tiles *tiles);

struct tile_rows {
    struct columns columns;
    size_t count;
    int (*height)(struct ui *ui, int width, size_t nth, const void *what); /* px */
    void (*draw)(struct ui *ui, struct rect rect, size_t nth, const void *what);
    const void *what;
};

void tile_rows_put(struct stack *stack, const struct tile_rows *rows);
