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
    /* Divides `area` for tiles of this look, which is kept in `what` for `draw`. Of so many looks,
     * the richest first, the first is taken of which true is returned and all tiles are in sight,
     * else the last. */
    int looks;
    bool (*fits)(struct ui *ui, struct rect area, int look, struct tile_grid *grid, void *what);
    void (*draw)(struct ui *ui, struct rect rect, int index, void *what);
    void *what;
    int part_above; /* of the height that is left over, this part stands above: half, a third */
};

/* Tiles grow to fill `area`, but not beyond what still looks like a tile. For low reach they stand
 * at its bottom; those that do not fit scroll. */
void tiles_draw(struct screen_context *context, struct ui *ui, struct rect area,
                const struct tiles *tiles);

/* A panel over another screen: tiles below a title, and what closes it (its id is "close") beside
 * the title or, in portrait, for low reach and where a note leaves no room, below everything. */
struct tile_panel {
    const char *title;
    const char *note; /* below the title; NULL: none. Where it would crowd out the tiles it is left
                         out, and what closes the panel is the last of them */
    struct button close;
    struct tiles tiles;
};

void tile_panel_draw(struct screen_context *context, struct ui *ui, const struct tile_panel *panel);

/* Closes it when its button, or Esc, was pressed. */
bool tile_panel_tap(struct screen_context *context, const struct tap *tap);

struct tile_rows {
    struct columns columns;
    size_t count;
    int (*height)(struct ui *ui, int width, size_t nth, const void *what); /* px */
    void (*draw)(struct ui *ui, struct rect rect, size_t nth, const void *what);
    const void *what;
};

void tile_rows_put(struct stack *stack, const struct tile_rows *rows);
