#include "screens/advice_index.h"

#include <string.h>

#include "screens/layout.h"
#include "screens/tiles.h"

static int tile_padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_PADDING, 60);
}

static int tile_gap(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP, 50);
}

static int icon_side(const struct ui *ui)
{
    return int_max(metrics_px(&ui->metrics, 92),
                   metrics_font(&ui->metrics, TYPE_HEADING).size * 3 / 2);
}

static void put_tile(struct stack *stack, const void *what)
{
    const struct page *page = what;
    struct ui *ui = stack->ui;
    stack_fit(stack, TYPE_HEADING, ui_color(ui, COLOR_TEXT), 2, 0, page->title);
    if (!*page->summary)
        return;
    stack_gap(stack, metrics_px(&ui->metrics, 8));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), page->summary);
}

static int words_width(const struct ui *ui, int tile)
{
    return tile - 2 * tile_padding(ui) - icon_side(ui) - tile_gap(ui);
}

static struct columns fit_tiles(const struct ui *ui, int width)
{
    int least = metrics_font(&ui->metrics, TYPE_HEADING).size * 11 + width - words_width(ui, width);
    return layout_equal_columns(width, least,
                                int_max(ui->metrics.gap, metrics_px(&ui->metrics, 28)));
}

struct index {
    const struct content *content;
    size_t *pages; /* those that are listed, by their places in the content */
    size_t count;
};

static const struct page *page_at(const struct index *index, size_t nth)
{
    return index->content->pages[index->pages[nth]];
}

static int tile_height(struct ui *ui, int width, size_t nth, const void *what)
{
    const struct page *page = page_at(what, nth);
    int words = stack_height(ui, words_width(ui, width), put_tile, page);
    int inner = int_max(words, int_max(icon_side(ui), ui->metrics.target));
    return inner + 2 * tile_padding(ui);
}

static void draw_tile(struct ui *ui, struct rect rect, size_t nth, const void *what)
{
    const struct index *index = what;
    const struct page *page = page_at(index, nth);
    const char *id = arena_printf(&ui->list->arena, "page:%s", page->id);
    bool pressed = ui_target(ui, id, page->title, rect, (int)index->pages[nth]);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, rect, radius, pressed);
    layout_card_edge(ui, rect, radius);
    struct rect inner = rect_inset(rect, tile_padding(ui));
    int side = icon_side(ui);
    struct rect icon = rect_cut_left(&inner, side, tile_gap(ui));
    struct rect disc = rect_centered(icon, side, side);
    draw_fill(ui->list, disc, side / 2, ui_color(ui, COLOR_SURFACE_TINT));
    ui_icon(ui, disc, page->icon, side / 2, ui_color(ui, COLOR_PRIMARY));
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_tile, page);
}

void advice_index_put(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct content *content = context->content;
    struct ui *ui = stack->ui;
    struct index index = {content, ARENA_ARRAY(&ui->list->arena, size_t, content->page_count), 0};
    for (size_t i = 0; i < content->page_count; i++)
        if (content->pages[i]->listed)
            index.pages[index.count++] = i;
    if (index.count == 0)
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   tr(context->strings, "advice.empty"));
    tile_rows_put(stack, &(struct tile_rows){fit_tiles(ui, stack->width), index.count, tile_height,
                                             draw_tile, &index});
}

const struct page *advice_index_tap(const struct screen_context *context, const struct tap *tap)
{
    bool page = tap->kind == TAP_TARGET && strncmp(tap->id, "page:", 5) == 0 && tap->index >= 0 &&
                (size_t)tap->index < context->content->page_count;
    return page ? context->content->pages[tap->index] : NULL;
}
