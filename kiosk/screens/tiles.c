#include "screens/tiles.h"

#include <string.h>

#include "ui/fit.h"

struct tile_grid tile_grid_in(const struct ui *ui, int width, int count, int columns)
{
    return (struct tile_grid){.columns = columns,
                              .rows = (count + columns - 1) / columns,
                              .width = (width - (columns - 1) * ui->metrics.gap) / columns};
}

int tile_grid_height(const struct ui *ui, const struct tile_grid *grid)
{
    return grid->rows * (grid->height + ui->metrics.gap) - ui->metrics.gap;
}

struct drawing {
    const struct tiles *tiles;
    struct ui *ui;
    struct rect area;
    int spare; /* places to be left over in the last row */
    struct tile_grid grid;
};

static bool look_fits(int look, void *what)
{
    struct drawing *d = what;
    return d->tiles->fits(d->ui, d->area, look, &d->grid, d->tiles->what) &&
           d->tiles->count + d->spare <= d->grid.columns * d->grid.rows &&
           tile_grid_height(d->ui, &d->grid) <= d->area.h;
}

static struct drawing choose(struct ui *ui, struct rect area, const struct tiles *tiles, int spare)
{
    struct drawing drawing = {.tiles = tiles, .ui = ui, .area = area, .spare = spare};
    fit_first(tiles->looks, look_fits, &drawing);
    struct tile_grid *grid = &drawing.grid;
    int room = (area.h + ui->metrics.gap) / grid->rows - ui->metrics.gap;
    int most = metrics_px(&ui->metrics, ui->metrics.portrait ? 300 : 260);
    grid->height = int_max(grid->height, int_min(room, most));
    return drawing;
}

static struct rect place_in(const struct ui *ui, struct rect area, const struct tile_grid *grid,
                            int place)
{
    int column = place % grid->columns, row = place / grid->columns;
    struct rect tile = {area.x, area.y + row * (grid->height + ui->metrics.gap), grid->width,
                        grid->height};
    if (column > 0) /* the last one ends where the area does */
        tile.x += (area.w - grid->width) * column / (grid->columns - 1);
    return tile;
}

static void put_tiles(struct stack *stack, const void *what)
{
    const struct drawing *drawing = what;
    const struct tile_grid *grid = &drawing->grid;
    struct ui *ui = stack->ui;
    struct rect area = stack_box(stack, tile_grid_height(ui, grid));
    for (int i = 0; i < drawing->tiles->count && !stack->dry; i++)
        drawing->tiles->draw(ui, place_in(ui, area, grid, i), i, drawing->tiles->what);
}

static void scroll_tiles(struct screen_context *context, struct ui *ui, struct rect area,
                         const struct tiles *tiles)
{
    struct rect arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
    struct drawing drawing = choose(ui, area, tiles, 0);
    struct scroll_view view = {.scroll = tiles->scroll, .view = area};
    layout_scroll(ui, &view, put_tiles, &drawing);
    layout_scroll_arrows(context, ui, tiles->scroll, layout_arrow_pair(ui, arrows), true);
}

void tiles_draw(struct screen_context *context, struct ui *ui, struct rect area,
                const struct tiles *tiles)
{
    struct drawing drawing = choose(ui, area, tiles, 0);
    int free = area.h - tile_grid_height(ui, &drawing.grid);
    if (free < 0) {
        scroll_tiles(context, ui, area, tiles);
        return;
    }
    area.y += context->visit->ease.low_reach ? free : free / tiles->part_above;
    stack_draw(ui, area, ALIGN_LEFT, put_tiles, &drawing);
}

struct head {
    const char *title, *note;
};

static void put_head(struct stack *stack, const void *what)
{
    const struct head *head = what;
    struct ui *ui = stack->ui;
    stack->balanced = STACK_MESSAGE;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 0, head->title);
    if (!head->note)
        return;
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), head->note);
}

/* In the place that the last row leaves over, if nothing has to scroll then. */
static bool draw_closing_tile(struct ui *ui, const struct tile_panel *panel)
{
    struct rect area = layout_area(ui);
    struct head head = {panel->title, NULL};
    struct rect title = rect_cut_top(&area, stack_height(ui, area.w, put_head, &head),
                                     metrics_length(&ui->metrics, LENGTH_GAP));
    struct drawing drawing = choose(ui, area, &panel->tiles, 1);
    const struct tile_grid *grid = &drawing.grid;
    int height = tile_grid_height(ui, grid);
    if (height > area.h)
        return false;
    layout_background(ui);
    stack_draw_middle(ui, title, ALIGN_LEFT, put_head, &head);
    area.y += area.h - height;
    stack_draw(ui, area, ALIGN_LEFT, put_tiles, &drawing);
    ui_button(ui, place_in(ui, area, grid, panel->tiles.count), &panel->close);
    return true;
}

void tile_panel_draw(struct screen_context *context, struct ui *ui, const struct tile_panel *panel)
{
    const struct metrics *metrics = &ui->metrics;
    struct rect area = layout_area(ui), title, close;
    struct head head = {panel->title, metrics->compact ? NULL : panel->note};
    if (metrics->compact && !metrics->portrait && panel->note && draw_closing_tile(ui, panel))
        return;
    int section = layout_section_wide(ui);
    /* Where the note gives way to the tiles, so does the air below it. */
    int below = head.note ? 2 * metrics_length(metrics, LENGTH_GAP)
                          : (panel->note ? metrics->gap / 2 : section);
    if (!metrics->portrait && !context->visit->ease.low_reach && !head.note) {
        int small = ui_button_height_small(ui);
        title = rect_cut_top(&area, int_max(small, ui_line_height(ui, TYPE_TITLE)), below);
        close = rect_cut_right(&title, ui_button_width(ui, &panel->close), metrics->gap);
        close = rect_centered(close, close.w, small);
    } else {
        int most = metrics_px(metrics, 620);
        close = rect_cut_bottom(&area, ui_button_height(ui), panel->note ? metrics->gap : section);
        close = close.w > 2 * most ? rect_centered(close, most, close.h) : close;
        title = rect_cut_top(&area, stack_height(ui, area.w, put_head, &head), below);
    }
    layout_background(ui);
    stack_draw_middle(ui, title, ALIGN_LEFT, put_head, &head);
    tiles_draw(context, ui, area, &panel->tiles);
    ui_button(ui, close, &panel->close);
}

bool tile_panel_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_BACK && strcmp(tap->id, "close") != 0)
        return false;
    context->close_panel = true;
    return true;
}

void tile_rows_put(struct stack *stack, const struct tile_rows *rows)
{
    const struct columns *columns = &rows->columns;
    size_t in_row = (size_t)columns->count;
    for (size_t first = 0; first < rows->count; first += in_row) {
        size_t end = first + in_row < rows->count ? first + in_row : rows->count;
        int height = 0;
        for (size_t n = first; n < end; n++)
            height = int_max(height, rows->height(stack->ui, columns->width, n, rows->what));
        stack_gap(stack, first > 0 ? columns->gap : 0);
        struct rect rect = stack_box(stack, height);
        rect.w = columns->width;
        for (size_t n = first; n < end; n++, rect.x += columns->width + columns->gap)
            if (stack_seen(stack, rect))
                rows->draw(stack->ui, rect, n, rows->what);
    }
}
