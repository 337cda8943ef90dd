#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/list_page.h"
#include "screens/page_text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/tiles.h"

/* The index of advice and its pages: one screen, visit->page says which. */

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

static void put_index(struct stack *stack, const void *what)
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

static void put_page(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct page *page = context->visit->page;
    page_text_put(stack, context, page, PAGE_TEXT_ALL);
    if (page->sources.count == 0)
        return;
    stack_gap(stack, metrics_px(&stack->ui->metrics, 48));
    page_text_put_sources(stack, context, page->sources);
}

static void draw_figure(struct ui *ui, struct rect rect, const void *what)
{
    const struct screen_context *context = what;
    ui_stage(ui, rect, metrics_length(&ui->metrics, LENGTH_RADIUS));
    part_thumbnail(ui, rect_inset(rect, metrics_px(&ui->metrics, 20)), context->visit->page->figure,
                   NULL);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    const struct page *page = context->visit->page;
    struct list_page list = {
        .title = page ? page->title : tr(strings, "advice.title"),
        .subtitle =
            page || !part_has_advice(context->content) ? NULL : tr(strings, "advice.subtitle"),
        .back = tr(strings, page ? "advice.all" : "advice.back"),
        .scroll = &context->visit->advice_scroll,
        .room = page ? 0 : metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR),
        .content = page ? put_page : put_index,
        .picture = page && page->figure ? draw_figure : NULL,
        .what = context,
    };
    list_page_draw(context, ui, &list);
}

static void show_page(struct screen_context *context, const struct page *page)
{
    context->visit->page = page;
    context->visit->advice_scroll = (struct scroll){0};
}

static void go_back(struct screen_context *context)
{
    if (context->visit->page)
        show_page(context, NULL);
    else
        context->go = SCREEN_HOME;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (list_page_back(tap))
        go_back(context);
    else if (!language_button_tap(context, tap) && tap->kind == TAP_TARGET &&
             strncmp(tap->id, "page:", 5) == 0 && tap->index >= 0 &&
             (size_t)tap->index < context->content->page_count)
        show_page(context, context->content->pages[tap->index]);
}

const struct screen screen_advice = {
    .tap = tap,
    .draw = draw,
};
