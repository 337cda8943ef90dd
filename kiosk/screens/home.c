#include <string.h>

#include "screens/home_index.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/logo.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "ui/stack.h"

/* What the buttons say, from the most words to the fewest. */
static const struct button_words {
    bool advice;
    enum language_label language;
} button_words[] = {{true, LANGUAGE_NAME},
                    {true, LANGUAGE_CODE},
                    {true, LANGUAGE_ICON},
                    {false, LANGUAGE_CODE},
                    {false, LANGUAGE_ICON}};

enum { BUTTON_WORDS = sizeof button_words / sizeof *button_words };

/* Where the parts of the screen are. In portrait, and for low reach, all buttons stand in a bar at
 * the bottom; low reach takes the chips there as well. */
struct home_layout {
    struct rect title; /* empty when there is no room for it */
    bool subtitle;
    struct rect buttons;
    struct rect language; /* beside the title; empty when it stands with the other buttons */
    const struct button_words *words;
    struct rect chips; /* empty when they scroll with the cards */
    struct rect view;
    struct rect arrows;
    bool arrows_vertical;
};

static struct button advice_button(const struct screen_context *context, bool labelled)
{
    struct button button = {
        .id = "advice", .label = tr(context->strings, "home.advice"), .icon = "book-open"};
    return labelled ? button : ui_button_wordless(button);
}

static int language_width(const struct screen_context *context, const struct ui *ui,
                          enum language_label label)
{
    struct button button = language_button(context, &ui->list->arena, label);
    return ui_button_width(ui, &button);
}

static int buttons_width(const struct screen_context *context, const struct ui *ui,
                         const struct button_words *words, bool with_language)
{
    int width = ui_button_height_small(ui);
    if (part_has_advice(context->content)) {
        struct button advice = advice_button(context, words->advice);
        width += ui_button_width(ui, &advice) + ui->metrics.gap;
    }
    if (with_language)
        width += ui->metrics.gap + language_width(context, ui, words->language);
    return width;
}

static void draw_buttons(const struct screen_context *context, struct ui *ui,
                         const struct home_layout *layout)
{
    struct rect row = layout->buttons;
    if (part_has_advice(context->content)) {
        struct button advice = advice_button(context, layout->words->advice);
        ui_button(ui, rect_cut_left(&row, ui_button_width(ui, &advice), ui->metrics.gap), &advice);
    }
    struct button ease = {
        .id = "ease", .spoken = tr(context->strings, "ease.title"), .icon = "accessibility"};
    ui_button(ui, rect_cut_left(&row, ui_button_height_small(ui), ui->metrics.gap), &ease);
    if (!language_offered(context))
        return;
    struct button language = language_button(context, &ui->list->arena, layout->words->language);
    ui_button(ui, rect_empty(layout->language) ? row : layout->language, &language);
}

/* How the title is set in this width. */
struct title {
    int lines, width; /* of the widest line, px */
};

static struct title title_in(const struct screen_context *context, const struct ui *ui, int width)
{
    const char *text = tr(context->strings, "home.title");
    int height = 2 * ui_line_height(ui, TYPE_TITLE);
    struct font font = ui_fit_font(ui, TYPE_TITLE, text, width, height, 2);
    int lines = ui_paragraph_lines(ui, width, font, text);
    return (struct title){lines, lines > 1 ? stack_balanced_width(ui, width, font, text)
                                           : ui_text_width_font(ui, font, text)};
}

/* Below the title: whose kiosk it is, else what to do. */
static const char *subtitle(const struct screen_context *context)
{
    return *context->clinic ? context->clinic : tr(context->strings, "home.subtitle");
}

static enum theme_type subtitle_type(const struct screen_context *context)
{
    return *context->clinic ? TYPE_LABEL : TYPE_CAPTION;
}

struct header {
    const struct screen_context *context;
    bool subtitle;
};

static void put_header(struct stack *stack, const void *what)
{
    const struct header *header = what;
    const struct strings *strings = header->context->strings;
    const struct ui *ui = stack->ui;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 2, 2, tr(strings, "home.title"));
    if (header->subtitle)
        stack_lines(stack, subtitle_type(header->context), ui_color(ui, COLOR_TEXT_SOFT), 1,
                    subtitle(header->context));
}

/* There is no logo, or it fits between a title in this width and the buttons. */
static bool logo_fits(const struct screen_context *context, const struct ui *ui, int width)
{
    int title = title_in(context, ui, width).width;
    int logo_w, logo_h;
    return context->content->logo.count == 0 ||
           logo_size(context, ui, width - title, ui_button_height_small(ui), &logo_w, &logo_h);
}

static bool subtitle_fits(const struct screen_context *context, const struct ui *ui, int width)
{
    return !ui->metrics.compact &&
           layout_fits(ui, TYPE_TITLE, tr(context->strings, "home.title"), width) &&
           layout_fits(ui, subtitle_type(context), subtitle(context), width);
}

static int header_height(const struct screen_context *context, struct ui *ui, int width,
                         bool subtitle)
{
    return stack_height(ui, width, put_header, &(struct header){context, subtitle});
}

/* The most words on the buttons that leave the title its room. With `logo`, room for the
 * clinic's, too. Returns the title's width. */
static int choose_words(const struct screen_context *context, const struct ui *ui,
                        struct home_layout *layout, int width, bool logo)
{
    int title_w = 0;
    for (int i = 0; i < BUTTON_WORDS; i++) {
        layout->words = &button_words[i];
        title_w = width - 2 * ui->metrics.gap -
                  buttons_width(context, ui, layout->words, language_offered(context));
        if (title_w > width / 3 && title_in(context, ui, title_w).lines <= 2 &&
            (!logo || logo_fits(context, ui, title_w)))
            break;
    }
    return title_w;
}

/* Title at the left, buttons at the right, arrows in a column beside the cards. */
static void layout_wide(const struct screen_context *context, struct ui *ui,
                        struct home_layout *layout, struct rect area)
{
    int title_w = choose_words(context, ui, layout, area.w, true);
    if (!layout->words->advice)
        title_w = choose_words(context, ui, layout, area.w, false);
    int width = area.w - title_w - 2 * ui->metrics.gap;
    layout->subtitle = subtitle_fits(context, ui, title_w);
    int small = ui_button_height_small(ui);
    int height = int_max(small, header_height(context, ui, title_w, layout->subtitle));
    struct rect header = rect_cut_top(&area, height, ui_section(ui));
    layout->title = rect_cut_left(&header, title_w, 0);
    layout->buttons = rect_cut_right(&header, width, 0);
    layout->buttons.y += (layout->buttons.h - small) / 2;
    layout->buttons.h = small;
    layout->view = area;
}

static void layout_title(const struct screen_context *context, struct ui *ui,
                         struct home_layout *layout, struct rect *area, bool language)
{
    int small = ui_button_height_small(ui);
    int beside = language ? language_width(context, ui, layout->words->language) : 0;
    int width = area->w - (language ? beside + ui->metrics.gap : 0);
    layout->subtitle = !context->visit->ease.low_reach && subtitle_fits(context, ui, width);
    int height = header_height(context, ui, width, layout->subtitle);
    struct rect header = rect_cut_top(area, int_max(height, language ? small : 0), ui_section(ui));
    layout->title = rect_cut_left(&header, width, 0);
    if (language)
        layout->language = rect_centered(rect_cut_right(&header, beside, 0), beside, small);
}

/* Title on top, everything to press in a bar at the bottom; on the narrowest panels the language
 * stands beside the title. */
static void layout_bar(const struct screen_context *context, struct ui *ui,
                       struct home_layout *layout, struct rect area)
{
    struct rect bar = rect_cut_bottom(&area, ui_button_height_small(ui), ui_section(ui));
    layout->arrows = rect_cut_right(&bar, layout_arrows_width(ui), ui->metrics.gap);
    bool language = language_offered(context);
    int width = 0;
    for (int i = 0; i < BUTTON_WORDS; i++) {
        layout->words = &button_words[i];
        width = buttons_width(context, ui, layout->words, language);
        if (width <= bar.w)
            break;
    }
    bool beside_title = language && width > bar.w;
    int widest = area.w - ui->metrics.gap - language_width(context, ui, LANGUAGE_ICON);
    for (int i = 0; beside_title && i < BUTTON_WORDS; i++) {
        layout->words = &button_words[i];
        width = buttons_width(context, ui, layout->words, false);
        int title_w =
            area.w - ui->metrics.gap - language_width(context, ui, layout->words->language);
        if (width <= bar.w &&
            title_in(context, ui, title_w).lines <= title_in(context, ui, widest).lines)
            break;
    }
    layout->buttons = bar;
    layout->buttons.w = width;
    bool drop_title = ui->metrics.compact && !ui->metrics.portrait && !beside_title;
    if (!drop_title)
        layout_title(context, ui, layout, &area, beside_title);
    layout->view = area;
}

/* Rows of chips in this height: one to three. */
static int most_rows(const struct ui *ui, int height)
{
    int gap = ui->metrics.gap;
    return int_clamp((height + gap) / (ui_chip_height(ui) + gap), 1, 3);
}

static struct button library_button(const struct screen_context *context)
{
    return (struct button){
        .id = "library", .label = tr(context->strings, "library.title"), .icon = "list"};
}

/* In a third of the view. False where that is not enough, even with an icon alone for the way to
 * all exercises. */
static bool chips_stay(const struct screen_context *context, const struct ui *ui,
                       struct filter_row *row, struct rect view)
{
    int rows = most_rows(ui, view.h / 3);
    row->after_spares = true;
    filter_place(ui, row, context->visit->filter_at, view.w, rows);
    if (row->height <= rows * (ui_chip_height(ui) + ui->metrics.gap))
        return true;
    row->after_spares = false;
    row->after = library_button(context);
    return false;
}

/* Chips stay in place; on compact panels, and where that takes too much of the view, they scroll
 * away with the cards. For low reach they always stay, below: there the way to all exercises comes
 * after the cards. */
static void place_chips(const struct screen_context *context, const struct ui *ui,
                        struct home_layout *layout, struct filter_row *row)
{
    bool low = context->visit->ease.low_reach;
    bool stay = (low || !ui->metrics.compact) && chips_stay(context, ui, row, layout->view);
    if (!stay && low) {
        row->after.id = NULL;
        chips_stay(context, ui, row, layout->view);
        row->after.id = NULL;
    } else if (!stay) {
        int arrows = layout->arrows_vertical ? layout_arrow_width(ui) + ui_section(ui) : 0;
        filter_place(ui, row, context->visit->filter_at, layout->view.w - arrows, 2);
    }
    if (row->height == 0)
        return;
    if (low)
        layout->chips = rect_cut_bottom(&layout->view, row->height, ui_section(ui));
    else if (stay)
        layout->chips = rect_cut_top(&layout->view, row->height, ui_section(ui));
}

static struct home_layout arrange(const struct screen_context *context, struct ui *ui,
                                  struct filter_row *row)
{
    struct home_layout layout = {0};
    struct rect area = layout_area(ui);
    bool bar = ui->metrics.portrait || context->visit->ease.low_reach;
    if (bar)
        layout_bar(context, ui, &layout, area);
    else
        layout_wide(context, ui, &layout, area);
    layout.arrows_vertical = !bar;
    place_chips(context, ui, &layout, row);
    if (bar)
        return layout;
    layout.arrows =
        layout_arrow_pair(ui, rect_cut_right(&layout.view, layout_arrow_width(ui), ui_section(ui)));
    /* The cards run out of the window's bottom. */
    layout.view.h = ui->metrics.height - layout.view.y;
    return layout;
}

/* Beside the title, or where that takes the whole width, beside what stands below it. */
static void draw_logo(const struct screen_context *context, struct ui *ui,
                      const struct home_layout *layout)
{
    struct rect row = layout->title;
    if (rect_empty(row) || context->content->logo.count == 0)
        return;
    struct rect beside = row;
    rect_cut_left(&beside, title_in(context, ui, row.w).width, ui->metrics.gap);
    if (rect_contains(layout->buttons, layout->buttons.x, row.y + row.h / 2))
        beside.w += ui->metrics.gap; /* there are two between title and buttons */
    int width, height;
    if (logo_size(context, ui, beside.w, beside.h, &width, &height)) {
        logo_draw(context, ui, beside, ALIGN_RIGHT);
    } else if (layout->subtitle) {
        row.h += ui_section(ui) / 2;
        row = rect_cut_bottom(&row, row.h - ui_line_height(ui, TYPE_TITLE), 0);
        rect_cut_left(&row, ui_text_width(ui, subtitle_type(context), subtitle(context)),
                      ui->metrics.gap);
        logo_draw(context, ui, row, ALIGN_RIGHT);
    }
}

struct cards {
    const struct screen_context *context;
    const struct filter_row *chips;
    bool chips_scroll;
};

static void put_library(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    struct button button = library_button(context);
    stack_gap(stack, layout_section_wide(ui));
    struct rect row = stack_box(stack, ui_button_height_small(ui));
    row.w = int_min(row.w, 2 * ui_button_width(ui, &button));
    if (stack_seen(stack, row))
        ui_button(ui, row, &button);
}

static void put_cards(struct stack *stack, const void *what)
{
    const struct cards *cards = what;
    struct ui *ui = stack->ui;
    if (cards->chips_scroll) {
        struct rect row = stack_box(stack, cards->chips->height);
        if (!stack->dry)
            filter_draw(ui, cards->chips, cards->context->visit->filter, row.x, row.y);
        stack_gap(stack, ui_section(ui));
    } else {
        stack_gap(stack, metrics_px(&ui->metrics, 8));
    }
    cards_put(stack, cards->context);
    if (!cards->chips->after.id)
        put_library(stack, cards->context);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

static void draw_cards(struct screen_context *context, struct ui *ui,
                       const struct home_layout *layout, const struct filter_row *row)
{
    bool chips_scroll = row->height > 0 && rect_empty(layout->chips);
    struct cards cards = {context, row, chips_scroll};
    struct scroll_view view = {.scroll = &context->visit->home_scroll,
                               .view = layout->view,
                               .room = metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR)};
    /* On compact panels the chips take all of it, and the cards come below. */
    int above = chips_scroll && !ui->metrics.compact ? row->height : 0;
    cards_fit(context, ui, view.view.w, (view.view.h - above) * 9 / 10);
    layout_scroll(ui, &view, put_cards, &cards);
    layout_scroll_arrows(context, ui, view.scroll, layout->arrows, layout->arrows_vertical);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    home_index_know(context->home, context);
    struct filter_row row = context->home->filters;
    row.more.label = tr(context->strings, "common.more");
    row.after = library_button(context); /* what the routines are made of */
    filter_drop_lost(&row, context->visit->filter);
    struct home_layout layout = arrange(context, ui, &row);
    layout_background(ui);
    if (!rect_empty(layout.title))
        stack_draw_middle(ui, layout.title, ALIGN_LEFT, put_header,
                          &(struct header){context, layout.subtitle});
    draw_logo(context, ui, &layout);
    draw_buttons(context, ui, &layout);
    if (!rect_empty(layout.chips))
        filter_draw(ui, &row, context->visit->filter, layout.chips.x, layout.chips.y);
    draw_cards(context, ui, &layout, &row);
}

static void open_routine(struct screen_context *context, int index)
{
    if (index < 0 || (size_t)index >= context->content->routine_count)
        return;
    context->visit->routine = context->content->routines[index];
    context->visit->overview_scroll = (struct scroll){0};
    context->go = SCREEN_OVERVIEW;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK) {
        context->end_visit = true;
        return;
    }
    if (tap->kind != TAP_TARGET)
        return;
    struct visit *visit = context->visit;
    if (filter_tap(tap, visit->filter, &visit->filter_at, &visit->home_scroll))
        return;
    if (strncmp(tap->id, "card:", 5) == 0) {
        open_routine(context, tap->index);
    } else if (strcmp(tap->id, "advice") == 0) {
        context->visit->page = NULL;
        context->visit->advice_scroll = (struct scroll){0};
        context->go = SCREEN_ADVICE;
    } else if (strcmp(tap->id, "library") == 0) {
        context->visit->library_scroll = (struct scroll){0};
        context->go = SCREEN_LIBRARY;
    } else if (strcmp(tap->id, "ease") == 0) {
        context->open_panel = SCREEN_EASE;
    } else if (strcmp(tap->id, "language") == 0) {
        context->open_panel = SCREEN_LANGUAGE;
    }
}

const struct screen screen_home = {
    .tap = tap,
    .draw = draw,
};
