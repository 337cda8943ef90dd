#include "screens/list_page.h"

#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"

/* What is shown, and where its parts are. */
struct layout {
    struct screen_context *context;
    struct ui *ui;
    const struct list_page *page;
    bool low;       /* controls at the bottom */
    bool overflows; /* more than fits: with room for arrows */
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

static struct button back_button(const struct list_page *page)
{
    return (struct button){.id = "back", .label = page->back, .icon = "arrow-left"};
}

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
static void place_header(struct layout *at, struct rect *area, bool with_language)
{
    struct ui *ui = at->ui;
    struct button button = back_button(at->page);
    int small = ui_button_height_small(ui), gap = layout_section_wide(ui);
    int back = ui_button_width(ui, &button);
    int title = ui_text_width(ui, TYPE_TITLE, at->page->title) + gap;
    int most = area->w - back - title - gap;
    int language = with_language ? language_button_room(at->context, ui, most) : 0;
    int beside = language > 0 ? language + gap : 0;
    at->back_labelled = back + title + beside <= area->w;
    if (!at->back_labelled)
        back = small;
    int width = area->w - back - gap - beside;
    int height = int_max(small, stack_height(ui, width, put_title, at->page));
    at->title = rect_cut_top(area, height, gap);
    struct rect row = rect_centered(at->title, at->title.w, small);
    at->back = rect_cut_left(&row, back, gap);
    at->language = rect_cut_right(&row, language, 0);
    rect_cut_left(&at->title, back, gap);
    rect_cut_right(&at->title, language, beside - language);
}

/* Low reach: Back and the language at the left end of the bar that holds the arrows. */
static void place_header_low(struct layout *at, struct rect *area, struct rect *bar)
{
    struct ui *ui = at->ui;
    int height = stack_height(ui, area->w, put_title, at->page), gap = ui->metrics.gap;
    at->title = rect_cut_top(area, height, layout_section_wide(ui));
    struct button button = back_button(at->page);
    int back = ui_button_width(ui, &button);
    int language = language_button_room(at->context, ui, bar->w - back - gap);
    at->back_labelled = back + (language > 0 ? language + gap : 0) <= bar->w;
    at->back = rect_cut_left(bar, at->back_labelled ? back : bar->h, gap);
    at->language = rect_cut_left(bar, language, gap);
}

static void place_picture(struct layout *at, struct rect *area)
{
    const struct ui *ui = at->ui;
    const struct list_page *page = at->page;
    int em = metrics_font(&ui->metrics, TYPE_BODY).size;
    struct rect text = *area;
    struct rect side = rect_cut_left(&text, area->w * 36 / 100, 2 * layout_section_wide(ui));
    at->picture = (struct rect){0, 0, 0, 0};
    at->picture_height = 0;
    if (ui->metrics.portrait || text.w < 12 * em) {
        int height = int_min(area->w / 2, area->h * (page->about_picture ? 13 : 9) / 20);
        /* A strip too low to make out the picture only keeps the words away. */
        at->picture_height = height < 4 * em && !page->about_picture ? 0 : height;
        return;
    }
    *area = text;
    at->picture = side;
    at->picture.h = int_min(side.h, side.w * 19 / 20);
}

static void arrange(struct layout *at)
{
    struct ui *ui = at->ui;
    struct rect area = layout_area(ui), bottom = {0, 0, 0, 0};
    /* The narrowest panels have no room for the language beside the title. */
    bool barred =
        language_offered(at->context) && ui->metrics.compact && ui->metrics.portrait && !at->low;
    bool bar = at->low || barred || (at->overflows && ui->metrics.portrait);
    if (bar) {
        bottom = rect_cut_bottom(&area, ui_button_height_small(ui), ui->metrics.gap);
        at->arrows = rect_cut_right(&bottom, layout_arrows_width(ui), ui->metrics.gap);
    }
    if (at->low)
        place_header_low(at, &area, &bottom);
    else
        place_header(at, &area, !barred);
    if (barred)
        at->language = rect_cut_left(&bottom, language_button_room(at->context, ui, bottom.w), 0);
    if (at->overflows && !bar) {
        at->arrows = layout_arrow_pair(
            ui, rect_cut_right(&area, layout_arrow_width(ui), layout_section_wide(ui)));
        at->arrows_vertical = true;
    }
    if (at->page->picture)
        place_picture(at, &area);
    at->view = area;
    if (!bar) /* the content runs out of the window's bottom */
        at->view.h = ui->metrics.height - at->view.y;
}

static void put_content(struct stack *stack, const void *what)
{
    const struct layout *at = what;
    const struct list_page *page = at->page;
    struct ui *ui = stack->ui;
    stack_gap(stack, metrics_px(&ui->metrics, 8));
    if (at->picture_height > 0) {
        struct rect rect = stack_box(stack, at->picture_height);
        if (!stack->dry)
            page->picture(ui, rect, page->what);
        stack_gap(stack, layout_section_wide(ui));
    }
    page->content(stack, page->what);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

static int measure(struct layout *at, bool overflows)
{
    at->overflows = overflows;
    arrange(at);
    return stack_height(at->ui, at->view.w, put_content, at);
}

void list_page_draw(struct screen_context *context, struct ui *ui, const struct list_page *page)
{
    struct layout at = {
        .context = context, .ui = ui, .page = page, .low = context->visit->ease.low_reach};
    int height = measure(&at, false);
    if (height > at.view.h)
        height = measure(&at, true);
    struct button back = back_button(page);
    back = at.back_labelled ? back : ui_button_wordless(back);
    layout_background(ui);
    stack_draw_middle(ui, at.title, ALIGN_LEFT, put_title, page);
    ui_button(ui, at.back, &back);
    language_button_draw(context, ui, at.language);
    if (!rect_empty(at.picture))
        page->picture(ui, at.picture, page->what);
    struct scroll_view view = {page->scroll, at.view, page->room, COLOR_BACKGROUND, height};
    layout_scroll(ui, &view, put_content, &at);
    layout_scroll_arrows(context, ui, page->scroll, at.arrows, at.arrows_vertical);
}

bool list_page_back(const struct tap *tap)
{
    return tap->kind == TAP_BACK || (tap->kind == TAP_TARGET && strcmp(tap->id, "back") == 0);
}
