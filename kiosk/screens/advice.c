#include <string.h>

#include "screens/flow.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/page_text.h"
#include "screens/parts.h"
#include "screens/screen.h"

/* The index of advice and its pages: one screen, visit->page says which. */

struct advice_layout {
    struct rect back;
    bool back_labelled;
    struct rect title;
    struct rect language; /* empty when there is none to choose */
    struct rect figure;   /* beside the text; empty when it is not there */
    int figure_height;    /* above the text, scrolling with it; 0 when it is not there */
    struct rect view;
    struct rect arrows;
    bool arrows_vertical;
};

static int gap(const struct ui *ui)
{
    return int_max(ui->metrics.gap, metrics_px(&ui->metrics, 36));
}

static struct button back_button(const struct screen_context *context, bool labelled)
{
    bool page = context->visit->page != NULL;
    const char *label = tr(context->strings, page ? "advice.all" : "advice.back");
    return (struct button){
        .id = "back", .label = labelled ? label : "", .spoken = label, .icon = "arrow-left"};
}

static const char *title_text(const struct screen_context *context)
{
    const struct page *page = context->visit->page;
    return page ? page->title : tr(context->strings, "advice.title");
}

static struct font title_font(const struct screen_context *context, const struct ui *ui, int width)
{
    int line = ui_line_height(ui, TYPE_TITLE);
    return ui_fit_font(ui, TYPE_TITLE, title_text(context), width, 2 * line, 1);
}

static const char *subtitle_text(const struct screen_context *context)
{
    return context->visit->page ? "" : tr(context->strings, "advice.subtitle");
}

static bool subtitle_fits(const struct screen_context *context, const struct ui *ui, int width)
{
    const char *subtitle = subtitle_text(context);
    return *subtitle && !ui->metrics.compact && layout_fits(ui, TYPE_CAPTION, subtitle, width);
}

static int title_height(const struct screen_context *context, const struct ui *ui, int width)
{
    struct font font = title_font(context, ui, width);
    int height = ui_paragraph_height_font(ui, width, font, title_text(context), 2);
    return subtitle_fits(context, ui, width) ? height + ui_line_height(ui, TYPE_CAPTION) : height;
}

/* What the language button takes of a row in which `taken` px are somebody else's. */
static int language_width(const struct screen_context *context, struct ui *ui, int row, int taken)
{
    if (!language_offered(context))
        return 0;
    struct button button = language_button_within(context, ui, row - taken);
    return language_button_width(ui, &button);
}

/* Back at the left of the title, without its word where the title would be squeezed, and the
 * language at its right. */
static void layout_header(const struct screen_context *context, struct ui *ui,
                          struct advice_layout *layout, struct rect *area, bool with_language)
{
    struct button back = back_button(context, true);
    int small = ui_button_height_small(ui);
    int width = ui_button_width(ui, &back);
    int title = ui_text_width(ui, TYPE_TITLE, title_text(context)) + 2 * gap(ui);
    int language = with_language ? language_width(context, ui, area->w, width + title) : 0;
    int beside = language > 0 ? language + gap(ui) : 0;
    layout->back_labelled = width + title - gap(ui) + beside <= area->w;
    if (!layout->back_labelled)
        width = small;
    int title_w = area->w - width - gap(ui) - beside;
    int height = int_max(small, title_height(context, ui, title_w));
    struct rect header = rect_cut_top(area, height, gap(ui));
    struct rect row = rect_centered(header, header.w, small);
    layout->back = rect_cut_left(&row, width, gap(ui));
    layout->language = rect_cut_right(&row, language, 0);
    rect_cut_left(&header, width, gap(ui));
    rect_cut_right(&header, language, beside - language);
    layout->title = header;
}

/* Low reach: Back and the language at the left end of the bar that holds the arrows. */
static void layout_header_low(const struct screen_context *context, struct ui *ui,
                              struct advice_layout *layout, struct rect *area, struct rect *bar)
{
    layout->title = rect_cut_top(area, title_height(context, ui, area->w), gap(ui));
    struct button back = back_button(context, true);
    int width = ui_button_width(ui, &back);
    int language = language_width(context, ui, bar->w, width + ui->metrics.gap);
    int beside = language > 0 ? language + ui->metrics.gap : 0;
    layout->back_labelled = width + beside <= bar->w;
    layout->back = rect_cut_left(bar, layout->back_labelled ? width : bar->h, ui->metrics.gap);
    layout->language = rect_cut_left(bar, language, ui->metrics.gap);
}

/* The narrowest panels have no room for it beside the title. */
static bool language_in_bar(const struct screen_context *context, const struct ui *ui)
{
    return language_offered(context) && ui->metrics.compact && ui->metrics.portrait;
}

/* Beside the text where that leaves lines of a readable length, else above it. */
static void layout_figure(const struct screen_context *context, const struct ui *ui,
                          struct advice_layout *layout, struct rect *area)
{
    const struct page *page = context->visit->page;
    if (!page || !page->figure)
        return;
    struct rect text = *area;
    struct rect side = rect_cut_left(&text, area->w * 36 / 100, 2 * gap(ui));
    bool beside = text.w >= 12 * metrics_font(&ui->metrics, TYPE_BODY).size;
    if (ui->metrics.portrait || !beside) {
        layout->figure_height = int_min(area->w / 2, area->h * 9 / 20);
        /* A strip too low to make out the figure only keeps the words away. */
        if (layout->figure_height < 4 * metrics_font(&ui->metrics, TYPE_BODY).size)
            layout->figure_height = 0;
        return;
    }
    *area = text;
    layout->figure = side;
    layout->figure.h = int_min(side.h, side.w * 19 / 20);
}

/* `arrows`: there is more than fits, so leave room for them. */
static struct advice_layout arrange(const struct screen_context *context, struct ui *ui,
                                    bool arrows)
{
    struct advice_layout layout = {0};
    struct rect area = layout_area(ui);
    bool low = context->visit->ease.low_reach;
    bool barred = language_in_bar(context, ui);
    bool bar = low || barred || (arrows && ui->metrics.portrait);
    struct rect bottom = {0, 0, 0, 0};
    if (bar) {
        bottom = rect_cut_bottom(&area, ui_button_height_small(ui), ui->metrics.gap);
        layout.arrows = rect_cut_right(&bottom, layout_arrows_width(ui), ui->metrics.gap);
    }
    if (low)
        layout_header_low(context, ui, &layout, &area, &bottom);
    else
        layout_header(context, ui, &layout, &area, !barred);
    if (barred && !low)
        layout.language = rect_cut_left(&bottom, language_width(context, ui, bottom.w, 0), 0);
    if (arrows && !bar) {
        layout.arrows =
            layout_arrow_pair(ui, rect_cut_right(&area, layout_arrow_width(ui), gap(ui)));
        layout.arrows_vertical = true;
    }
    layout_figure(context, ui, &layout, &area);
    layout.view = area;
    if (!bar) /* the text runs out of the window's bottom */
        layout.view.h = ui->metrics.height - layout.view.y;
    return layout;
}

/* --- index --- */

/* More would not fit the frame's touch targets either. */
enum { MAX_TILES = 96 };

struct tile_grid {
    int columns, width, gap;
};

static int tile_padding(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_PADDING, 60);
}

static int tile_gap(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_GAP, 50);
}

static int icon_side(const struct ui *ui)
{
    return int_max(metrics_px(&ui->metrics, 92),
                   metrics_font(&ui->metrics, TYPE_HEADING).size * 3 / 2);
}

static void tile_words(struct flow *flow, const struct page *page)
{
    struct ui *ui = flow->ui;
    int line = ui_line_height(ui, TYPE_HEADING);
    struct font font = ui_fit_font(ui, TYPE_HEADING, page->title, flow->width, 2 * line, 2);
    flow_text_font(flow, font, ui_color(ui, COLOR_TEXT), 2, page->title);
    if (!*page->summary)
        return;
    flow_gap(flow, metrics_px(&ui->metrics, 8));
    flow_text(flow, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 4, page->summary);
}

static int words_width(const struct ui *ui, int tile)
{
    return tile - 2 * tile_padding(ui) - icon_side(ui) - tile_gap(ui);
}

static struct tile_grid fit_tiles(const struct ui *ui, int width)
{
    struct tile_grid grid = {.gap = int_max(ui->metrics.gap, metrics_px(&ui->metrics, 28))};
    int least = metrics_font(&ui->metrics, TYPE_HEADING).size * 11 + width - words_width(ui, width);
    grid.columns = int_min(3, int_max(1, (width + grid.gap) / (least + grid.gap)));
    grid.width = (width - (grid.columns - 1) * grid.gap) / grid.columns;
    return grid;
}

static int tile_height(struct ui *ui, const struct tile_grid *grid, const struct page *page)
{
    struct flow words = {ui, 0, 0, words_width(ui, grid->width), false};
    tile_words(&words, page);
    int inner = int_max(words.y, int_max(icon_side(ui), ui->metrics.target));
    return inner + 2 * tile_padding(ui);
}

static void draw_tile(struct ui *ui, struct rect rect, const struct page *page, int index)
{
    const char *id = arena_printf(&ui->list->arena, "page:%s", page->id);
    bool pressed = ui_target(ui, id, page->title, rect, index);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, rect, radius, pressed);
    layout_card_edge(ui, rect, radius);
    struct rect inner = rect_inset(rect, tile_padding(ui));
    int side = icon_side(ui);
    struct rect icon = rect_cut_left(&inner, side, tile_gap(ui));
    struct rect disc = rect_centered(icon, side, side);
    draw_fill(ui->list, disc, side / 2, ui_color(ui, COLOR_SURFACE_TINT));
    ui_icon(ui, disc, page->icon, side / 2, ui_color(ui, COLOR_PRIMARY));
    struct flow words = {ui, inner.x, inner.y, inner.w, false};
    tile_words(&words, page);
    words.y = inner.y + (inner.h - (words.y - inner.y)) / 2;
    words.draw = true;
    tile_words(&words, page);
}

static size_t listed_pages(const struct content *content, size_t *indexes, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < content->page_count && count < max; i++)
        if (content->pages[i]->listed)
            indexes[count++] = i;
    return count;
}

/* Rows of tiles, each as high as its highest tile wants. */
static void index_flow(const struct screen_context *context, struct flow *flow)
{
    const struct content *content = context->content;
    struct ui *ui = flow->ui;
    struct tile_grid grid = fit_tiles(ui, flow->width);
    size_t indexes[MAX_TILES];
    size_t count = listed_pages(content, indexes, MAX_TILES);
    size_t columns = (size_t)grid.columns;
    for (size_t first = 0; first < count; first += columns) {
        int height = 0;
        for (size_t n = first; n < count && n < first + columns; n++)
            height = int_max(height, tile_height(ui, &grid, content->pages[indexes[n]]));
        flow_gap(flow, first > 0 ? grid.gap : 0);
        struct rect rect = {flow->x, flow->y, grid.width, height};
        for (size_t n = first; n < count && n < first + columns; n++) {
            if (flow->draw && !rect_empty(rect_intersect(rect, ui->list->clip)))
                draw_tile(ui, rect, content->pages[indexes[n]], (int)indexes[n]);
            rect.x += grid.width + grid.gap;
        }
        flow_gap(flow, height);
    }
}

/* --- page --- */

static void sources_flow(const struct screen_context *context, struct flow *flow)
{
    const struct page *page = context->visit->page;
    struct ui *ui = flow->ui;
    color_t soft = ui_color(ui, COLOR_TEXT_SOFT);
    if (page->sources.count == 0)
        return;
    flow_gap(flow, metrics_px(&ui->metrics, 48));
    flow_text(flow, TYPE_LABEL, soft, 0, tr(context->strings, "advice.sources"));
    for (size_t i = 0; i < page->sources.count; i++) {
        flow_gap(flow, metrics_px(&ui->metrics, 8));
        flow_text(flow, TYPE_CAPTION, soft, 0, page->sources.items[i]);
    }
}

static void draw_figure(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    if (rect_empty(rect))
        return;
    ui_stage(ui, rect, metrics_length(&ui->metrics, LENGTH_RADIUS));
    part_thumbnail(ui, rect_inset(rect, metrics_px(&ui->metrics, 20)), context->visit->page->figure,
                   NULL);
}

static void content_flow(const struct screen_context *context, struct flow *flow,
                         const struct advice_layout *layout)
{
    struct ui *ui = flow->ui;
    flow_gap(flow, metrics_px(&ui->metrics, 8));
    if (layout->figure_height > 0) {
        struct rect figure = {flow->x, flow->y, flow->width, layout->figure_height};
        if (flow->draw)
            draw_figure(context, flow->ui, figure);
        flow_gap(flow, figure.h + gap(flow->ui));
    }
    if (context->visit->page) {
        page_text_flow(flow, context->visit->page);
        sources_flow(context, flow);
    } else {
        index_flow(context, flow);
    }
    flow_gap(flow, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

/* --- drawing --- */

static void draw_title(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    struct flow flow = {ui, rect.x, rect.y, rect.w, true};
    flow.y += (rect.h - title_height(context, ui, rect.w)) / 2;
    flow_text_font(&flow, title_font(context, ui, rect.w), ui_color(ui, COLOR_TEXT), 2,
                   title_text(context));
    if (subtitle_fits(context, ui, rect.w))
        flow_text(&flow, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 1, subtitle_text(context));
}

static int content_height(const struct screen_context *context, struct ui *ui,
                          const struct advice_layout *layout)
{
    struct flow flow = {ui, 0, 0, layout->view.w, false};
    content_flow(context, &flow, layout);
    return flow.y;
}

static void draw_view(struct screen_context *context, struct ui *ui,
                      const struct advice_layout *layout)
{
    struct rect view = layout->view;
    struct scroll *scroll = &context->visit->advice_scroll;
    int height = content_height(context, ui, layout);
    /* The clip leaves room at the sides for the tiles' shadows. */
    int room = context->visit->page ? 0 : metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR);
    struct rect clip = {view.x - room, view.y, view.w + 2 * room, view.h};
    int top = ui_scroll_begin(ui, scroll, clip, height);
    struct flow flow = {ui, view.x, top, view.w, true};
    content_flow(context, &flow, layout);
    ui_scroll_end(ui);
    layout_fade(ui, clip, scroll);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct advice_layout layout = arrange(context, ui, false);
    if (content_height(context, ui, &layout) > layout.view.h)
        layout = arrange(context, ui, true);
    layout_background(ui);
    struct button back = back_button(context, layout.back_labelled);
    ui_button(ui, layout.back, &back);
    if (!rect_empty(layout.language)) {
        struct button language = language_button_within(context, ui, layout.language.w);
        ui_button(ui, layout.language, &language);
    }
    draw_title(context, ui, layout.title);
    draw_figure(context, ui, layout.figure);
    draw_view(context, ui, &layout);
    ui_scroll_buttons(ui, &context->visit->advice_scroll, layout.arrows, layout.arrows_vertical,
                      tr(context->strings, "common.scroll_up"),
                      tr(context->strings, "common.scroll_down"));
}

/* --- behaviour --- */

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
    bool target = tap->kind == TAP_TARGET;
    if (tap->kind == TAP_BACK || (target && strcmp(tap->id, "back") == 0)) {
        go_back(context);
        return;
    }
    if (language_button_tap(context, tap) || !target || strncmp(tap->id, "page:", 5) != 0)
        return;
    if (tap->index >= 0 && (size_t)tap->index < context->content->page_count)
        show_page(context, context->content->pages[tap->index]);
}

const struct screen screen_advice = {
    .id = SCREEN_ADVICE,
    .name = "advice",
    .tap = tap,
    .draw = draw,
};
