#include "screens/list_page.h"

#include "screens/language_button.h"
#include "screens/layout.h"

/* Where the parts are. */
struct arrangement {
    struct rect back;
    bool back_labelled;
    struct rect title;
    struct rect language; /* empty when there is none to choose */
    struct rect picture;  /* beside the content; empty when it is not there */
    int picture_height;   /* above the content, scrolling with it; 0 when it is not there */
    struct rect view;
    struct rect arrows;
    bool arrows_vertical;
};

/* What the page is arranged for. */
struct wanted {
    const struct screen_context *context;
    struct ui *ui;
    const struct list_page *page;
    bool low, arrows; /* controls at the bottom; there is more than fits, so leave room for them */
};

static void put_title(struct stack *stack, const void *what)
{
    const struct list_page *page = what;
    const struct ui *ui = stack->ui;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 0, page->title);
    if (page->subtitle && !ui->metrics.compact &&
        layout_fits(ui, TYPE_CAPTION, page->subtitle, stack->width))
        stack_lines(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), 1, page->subtitle);
}

/* Back at the left of the title, without its word where the title would be squeezed, and the
 * language at its right. */
static void arrange_header(const struct wanted *w, struct arrangement *at, struct rect *area,
                           bool with_language)
{
    struct ui *ui = w->ui;
    int small = ui_button_height_small(ui);
    int back = ui_button_width(ui, &w->page->back);
    int title = ui_text_width(ui, TYPE_TITLE, w->page->title) + 2 * layout_section_wide(ui);
    int language = with_language ? language_button_room(w->context, ui, area->w - back - title) : 0;
    int beside = language > 0 ? language + layout_section_wide(ui) : 0;
    at->back_labelled = back + title - layout_section_wide(ui) + beside <= area->w;
    if (!at->back_labelled)
        back = small;
    int width = area->w - back - layout_section_wide(ui) - beside;
    int height = int_max(small, stack_height(ui, width, put_title, w->page));
    struct rect header = rect_cut_top(area, height, layout_section_wide(ui));
    struct rect row = rect_centered(header, header.w, small);
    at->back = rect_cut_left(&row, back, layout_section_wide(ui));
    at->language = rect_cut_right(&row, language, 0);
    rect_cut_left(&header, back, layout_section_wide(ui));
    rect_cut_right(&header, language, beside - language);
    at->title = header;
}

/* Low reach: Back and the language at the left end of the bar that holds the arrows. */
static void arrange_header_low(const struct wanted *w, struct arrangement *at, struct rect *area,
                               struct rect *bar)
{
    struct ui *ui = w->ui;
    int height = stack_height(ui, area->w, put_title, w->page);
    at->title = rect_cut_top(area, height, layout_section_wide(ui));
    int back = ui_button_width(ui, &w->page->back);
    int language = language_button_room(w->context, ui, bar->w - back - ui->metrics.gap);
    int beside = language > 0 ? language + ui->metrics.gap : 0;
    at->back_labelled = back + beside <= bar->w;
    at->back = rect_cut_left(bar, at->back_labelled ? back : bar->h, ui->metrics.gap);
    at->language = rect_cut_left(bar, language, ui->metrics.gap);
}

/* The narrowest panels have no room for it beside the title. */
static bool language_in_bar(const struct wanted *w)
{
    const struct metrics *metrics = &w->ui->metrics;
    return language_offered(w->context) && metrics->compact && metrics->portrait;
}

static void arrange_picture(const struct wanted *w, struct arrangement *at, struct rect *area)
{
    const struct ui *ui = w->ui;
    if (!w->page->picture)
        return;
    int em = metrics_font(&ui->metrics, TYPE_BODY).size;
    struct rect text = *area;
    struct rect side = rect_cut_left(&text, area->w * 36 / 100, 2 * layout_section_wide(ui));
    if (ui->metrics.portrait || text.w < 12 * em) {
        int share = w->page->about_picture ? 13 : 9;
        int height = int_min(area->w / 2, area->h * share / 20);
        /* A strip too low to make out the picture only keeps the words away. */
        at->picture_height = height < 4 * em && !w->page->about_picture ? 0 : height;
        return;
    }
    *area = text;
    at->picture = side;
    at->picture.h = int_min(side.h, side.w * 19 / 20);
}

static struct arrangement arrange(const struct wanted *w)
{
    struct ui *ui = w->ui;
    struct arrangement at = {0};
    struct rect area = layout_area(ui);
    bool barred = language_in_bar(w);
    bool bar = w->low || barred || (w->arrows && ui->metrics.portrait);
    struct rect bottom = {0, 0, 0, 0};
    if (bar) {
        bottom = rect_cut_bottom(&area, ui_button_height_small(ui), ui->metrics.gap);
        at.arrows = rect_cut_right(&bottom, layout_arrows_width(ui), ui->metrics.gap);
    }
    if (w->low)
        arrange_header_low(w, &at, &area, &bottom);
    else
        arrange_header(w, &at, &area, !barred);
    if (barred && !w->low)
        at.language = rect_cut_left(&bottom, language_button_room(w->context, ui, bottom.w), 0);
    if (w->arrows && !bar) {
        at.arrows = layout_arrow_pair(
            ui, rect_cut_right(&area, layout_arrow_width(ui), layout_section_wide(ui)));
        at.arrows_vertical = true;
    }
    arrange_picture(w, &at, &area);
    at.view = area;
    if (!bar) /* the content runs out of the window's bottom */
        at.view.h = ui->metrics.height - at.view.y;
    return at;
}

struct filling {
    const struct list_page *page;
    int picture_height;
};

static void put_content(struct stack *stack, const void *what)
{
    const struct filling *filling = what;
    const struct list_page *page = filling->page;
    struct ui *ui = stack->ui;
    stack_gap(stack, metrics_px(&ui->metrics, 8));
    if (filling->picture_height > 0) {
        struct rect rect = stack_box(stack, filling->picture_height);
        if (!stack->dry)
            page->picture(ui, rect, page->what);
        stack_gap(stack, layout_section_wide(ui));
    }
    page->content(stack, page->what);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

static bool overflows(struct ui *ui, const struct list_page *page, const struct arrangement *at)
{
    struct filling filling = {page, at->picture_height};
    return stack_height(ui, at->view.w, put_content, &filling) > at->view.h;
}

static void draw_controls(const struct wanted *w, const struct arrangement *at)
{
    struct button back = w->page->back;
    back = at->back_labelled ? back : ui_button_wordless(back);
    ui_button(w->ui, at->back, &back);
    language_button_draw(w->context, w->ui, at->language);
}

void list_page_draw(struct screen_context *context, struct ui *ui, const struct list_page *page)
{
    struct wanted wanted = {context, ui, page, context->visit->ease.low_reach, false};
    struct arrangement at = arrange(&wanted);
    if (overflows(ui, page, &at)) {
        wanted.arrows = true;
        at = arrange(&wanted);
    }
    layout_background(ui);
    stack_draw_middle(ui, at.title, ALIGN_LEFT, put_title, page);
    draw_controls(&wanted, &at);
    if (!rect_empty(at.picture))
        page->picture(ui, at.picture, page->what);
    struct filling filling = {page, at.picture_height};
    struct scroll_view view = {page->scroll, at.view, page->room, COLOR_BACKGROUND};
    layout_scroll(ui, &view, put_content, &filling);
    layout_scroll_arrows(context, ui, page->scroll, at.arrows, at.arrows_vertical);
}
