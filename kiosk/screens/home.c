#include <string.h>

#include "screens/advice_index.h"
#include "screens/home_index.h"
#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/logo.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "ui/fit.h"
#include "ui/stack.h"

enum { WORDINGS_WITH_ADVICE = 3, WORDINGS = 5 };

/* What the buttons say, from the most words to the fewest. */
static const struct button_words {
    bool advice;
    enum language_label language;
} button_words[WORDINGS] = {{true, LANGUAGE_NAME},
                            {true, LANGUAGE_CODE},
                            {true, LANGUAGE_ICON},
                            {false, LANGUAGE_CODE},
                            {false, LANGUAGE_ICON}};

/* What is shown, and where its parts are. In portrait, and for low reach, all buttons stand in a
 * bar at the bottom; low reach takes the chips there as well. */
struct home {
    struct screen_context *context;
    struct ui *ui;
    bool low;
    bool advice_only; /* staff have hidden every routine */
    struct filter_row filters;
    struct rect title; /* empty when there is no room for it */
    bool subtitle;
    const struct button_words *words;
    struct rect buttons;
    struct rect language; /* beside the title; empty when it stands with the other buttons */
    struct rect chips;    /* empty when they scroll with the cards */
    struct rect view;
    struct rect arrows;
    bool arrows_vertical;
};

static const char *word(const struct home *home, const char *key)
{
    return tr(home->context->strings, key);
}

static const char *heading(const struct home *home)
{
    return word(home, home->advice_only ? "advice.title" : "home.title");
}

/* Which leads to what is not here already. */
static bool has_advice_button(const struct home *home)
{
    return !home->advice_only && part_has_advice(home->context->content);
}

static struct button advice_button(const struct home *home)
{
    struct button button = {
        .id = "advice", .label = word(home, "home.advice"), .icon = "book-open"};
    return home->words->advice ? button : ui_button_wordless(button);
}

static struct button home_language_button(const struct home *home)
{
    return language_button(home->context, &home->ui->list->arena, home->words->language);
}

static int buttons_width(const struct home *home, bool with_language)
{
    const struct ui *ui = home->ui;
    struct button advice = advice_button(home), language = home_language_button(home);
    int width = ui_button_height_small(ui);
    if (has_advice_button(home))
        width += ui_button_width(ui, &advice) + ui->metrics.gap;
    if (with_language)
        width += ui->metrics.gap + ui_button_width(ui, &language);
    return width;
}

static void draw_buttons(const struct home *home)
{
    struct ui *ui = home->ui;
    struct rect row = home->buttons;
    struct button advice = advice_button(home), language = home_language_button(home);
    struct button ease = {
        .id = "ease", .spoken = word(home, "ease.title"), .icon = "accessibility"};
    if (has_advice_button(home))
        ui_button(ui, rect_cut_left(&row, ui_button_width(ui, &advice), ui->metrics.gap), &advice);
    ui_button(ui, rect_cut_left(&row, ui_button_height_small(ui), ui->metrics.gap), &ease);
    if (language_offered(home->context))
        ui_button(ui, rect_empty(home->language) ? row : home->language, &language);
}

/* How the title is set in this width. */
struct title {
    int lines, width; /* of the widest line, px */
};

static struct title title_in(const struct home *home, int width)
{
    const struct ui *ui = home->ui;
    const char *text = heading(home);
    int height = 2 * ui_line_height(ui, TYPE_TITLE);
    struct font font = ui_fit_font(ui, TYPE_TITLE, text, width, height, 2);
    int lines = ui_paragraph_lines(ui, width, font, text);
    return (struct title){lines, lines > 1 ? stack_balanced_width(ui, width, font, text)
                                           : ui_text_width_font(ui, font, text)};
}

/* Below the title: whose kiosk it is, else what to do. */
static const char *subtitle(const struct home *home)
{
    return *home->context->clinic
               ? home->context->clinic
               : word(home, home->advice_only ? "advice.subtitle" : "home.subtitle");
}

static enum theme_type subtitle_type(const struct home *home)
{
    return *home->context->clinic ? TYPE_LABEL : TYPE_CAPTION;
}

static void put_header(struct stack *stack, const void *what)
{
    const struct home *home = what;
    const struct ui *ui = stack->ui;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 2, 2, heading(home));
    if (home->subtitle)
        stack_lines(stack, subtitle_type(home), ui_color(ui, COLOR_TEXT_SOFT), 1, subtitle(home));
}

/* There is no logo, or it fits between a title in this width and the buttons. */
static bool logo_fits(const struct home *home, int width)
{
    const struct ui *ui = home->ui;
    int title = title_in(home, width).width;
    int logo_w, logo_h;
    return home->context->content->logo.count == 0 ||
           logo_size(home->context, ui, width - title, ui_button_height_small(ui), &logo_w,
                     &logo_h);
}

static bool subtitle_fits(const struct home *home, int width)
{
    const struct ui *ui = home->ui;
    return !ui->metrics.compact && layout_fits(ui, TYPE_TITLE, heading(home), width) &&
           layout_fits(ui, subtitle_type(home), subtitle(home), width);
}

/* The most words on the buttons that leave a title beside them its room, and the clinic's logo:
 * rather than the word for advice, the logo gives way. */
static bool words_fit_beside(int candidate, void *what)
{
    struct home *home = what;
    int gap = home->ui->metrics.gap, whole = layout_area(home->ui).w;
    bool logo = candidate < WORDINGS_WITH_ADVICE;
    home->words = &button_words[logo ? candidate : candidate - WORDINGS_WITH_ADVICE];
    home->buttons.w = buttons_width(home, language_offered(home->context));
    int title = whole - 2 * gap - home->buttons.w;
    return title > whole / 3 && title_in(home, title).lines <= 2 &&
           (!logo || logo_fits(home, title));
}

/* Title at the left, buttons at the right, arrows in a column beside the cards. */
static void layout_wide(struct home *home, struct rect area)
{
    struct ui *ui = home->ui;
    int small = ui_button_height_small(ui);
    fit_first(WORDINGS_WITH_ADVICE + WORDINGS, words_fit_beside, home);
    int width = area.w - 2 * ui->metrics.gap - home->buttons.w;
    home->subtitle = subtitle_fits(home, width);
    int height = int_max(small, stack_height(ui, width, put_header, home));
    struct rect header = rect_cut_top(&area, height, ui_section(ui));
    home->title = rect_cut_left(&header, width, 2 * ui->metrics.gap);
    home->buttons = rect_centered(header, header.w, small);
    home->view = area;
}

static void layout_title(struct home *home, struct rect *area, bool language)
{
    struct ui *ui = home->ui;
    struct button button = home_language_button(home);
    int small = language ? ui_button_height_small(ui) : 0;
    int beside = language ? ui_button_width(ui, &button) : 0;
    int width = area->w - (language ? beside + ui->metrics.gap : 0);
    home->subtitle = !home->low && subtitle_fits(home, width);
    int height = int_max(small, stack_height(ui, width, put_header, home));
    struct rect header = rect_cut_top(area, height, ui_section(ui));
    home->title = rect_cut_left(&header, width, 0);
    if (language)
        home->language = rect_centered(rect_cut_right(&header, beside, 0), beside, small);
}

static int lines_beside_language(const struct home *home, enum language_label label)
{
    const struct ui *ui = home->ui;
    struct button button = language_button(home->context, &ui->list->arena, label);
    return title_in(home, layout_area(ui).w - ui->metrics.gap - ui_button_width(ui, &button)).lines;
}

/* The most words on the buttons of a bar. Where not even the fewest leave room for the language, it
 * stands beside the title, which takes no more lines for it than it must. */
static bool words_fit_bar(int candidate, void *what)
{
    struct home *home = what;
    bool beside_title = candidate >= WORDINGS;
    home->words = &button_words[candidate % WORDINGS];
    int width = buttons_width(home, language_offered(home->context) && !beside_title);
    if (width > home->buttons.w)
        return false;
    return !beside_title || lines_beside_language(home, home->words->language) <=
                                lines_beside_language(home, LANGUAGE_ICON);
}

/* Title on top, everything to press in a bar at the bottom; on the narrowest panels the language
 * stands beside the title. */
static void layout_bar(struct home *home, struct rect area)
{
    const struct ui *ui = home->ui;
    bool language = language_offered(home->context);
    struct rect bar = rect_cut_bottom(&area, ui_button_height_small(ui), ui_section(ui));
    home->arrows = rect_cut_right(&bar, layout_arrows_width(ui), ui->metrics.gap);
    home->buttons = bar;
    bool beside_title =
        fit_first(language ? 2 * WORDINGS : WORDINGS, words_fit_bar, home) >= WORDINGS;
    home->buttons.w = buttons_width(home, language && !beside_title);
    if (beside_title || ui->metrics.portrait || !ui->metrics.compact)
        layout_title(home, &area, beside_title);
    home->view = area;
}

/* Rows of chips in this height: one to three. */
static int most_rows(const struct ui *ui, int height)
{
    int gap = ui->metrics.gap;
    return int_clamp((height + gap) / (ui_chip_height(ui) + gap), 1, 3);
}

static struct button library_button(const struct home *home)
{
    return (struct button){.id = "library", .label = word(home, "library.title"), .icon = "list"};
}

/* In a third of the view. False where that is not enough, even with an icon alone for the way to
 * all exercises. */
static bool chips_stay(struct home *home)
{
    const struct ui *ui = home->ui;
    struct filter_row *row = &home->filters;
    int rows = most_rows(ui, home->view.h / 3);
    row->after_spares = true;
    filter_place(ui, row, home->context->visit->filter_at, home->view.w, rows);
    if (row->height <= rows * (ui_chip_height(ui) + ui->metrics.gap))
        return true;
    row->after_spares = false;
    row->after = library_button(home);
    return false;
}

/* Chips stay in place; on compact panels, and where that takes too much of the view, they scroll
 * away with the cards. For low reach they always stay, below: there the way to all exercises comes
 * after the cards. */
static void place_chips(struct home *home)
{
    const struct ui *ui = home->ui;
    struct filter_row *row = &home->filters;
    bool stay = (home->low || !ui->metrics.compact) && chips_stay(home);
    if (!stay && home->low) {
        row->after.id = NULL;
        chips_stay(home);
        row->after.id = NULL;
    } else if (!stay) {
        int arrows = home->arrows_vertical ? layout_arrow_width(ui) + ui_section(ui) : 0;
        filter_place(ui, row, home->context->visit->filter_at, home->view.w - arrows, 2);
    }
    if (row->height == 0)
        return;
    if (home->low)
        home->chips = rect_cut_bottom(&home->view, row->height, ui_section(ui));
    else if (stay)
        home->chips = rect_cut_top(&home->view, row->height, ui_section(ui));
}

static void arrange(struct home *home)
{
    const struct ui *ui = home->ui;
    home->arrows_vertical = !ui->metrics.portrait && !home->low;
    if (!home->arrows_vertical) {
        layout_bar(home, layout_area(ui));
        place_chips(home);
        return;
    }
    layout_wide(home, layout_area(ui));
    place_chips(home);
    home->arrows =
        layout_arrow_pair(ui, rect_cut_right(&home->view, layout_arrow_width(ui), ui_section(ui)));
    /* The cards run out of the window's bottom. */
    home->view.h = ui->metrics.height - home->view.y;
}

/* Beside the title, or where that takes the whole width, beside what stands below it. */
static void draw_logo(const struct home *home)
{
    const struct screen_context *context = home->context;
    struct ui *ui = home->ui;
    struct rect row = home->title;
    if (rect_empty(row) || context->content->logo.count == 0)
        return;
    struct rect beside = row;
    rect_cut_left(&beside, title_in(home, row.w).width, ui->metrics.gap);
    if (rect_contains(home->buttons, home->buttons.x, row.y + row.h / 2))
        beside.w += ui->metrics.gap; /* there are two between title and buttons */
    int width, height;
    if (logo_size(context, ui, beside.w, beside.h, &width, &height)) {
        logo_draw(context, ui, beside, ALIGN_RIGHT);
    } else if (home->subtitle) {
        row.h += ui_section(ui) / 2;
        row = rect_cut_bottom(&row, row.h - ui_line_height(ui, TYPE_TITLE), 0);
        rect_cut_left(&row, ui_text_width(ui, subtitle_type(home), subtitle(home)),
                      ui->metrics.gap);
        logo_draw(context, ui, row, ALIGN_RIGHT);
    }
}

static bool chips_scroll(const struct home *home)
{
    return home->filters.height > 0 && rect_empty(home->chips);
}

static void put_library(struct stack *stack, const struct home *home)
{
    struct ui *ui = stack->ui;
    struct button button = library_button(home);
    stack_gap(stack, layout_section_wide(ui));
    struct rect row = stack_box(stack, ui_button_height_small(ui));
    row.w = int_min(row.w, 2 * ui_button_width(ui, &button));
    if (stack_seen(stack, row))
        ui_button(ui, row, &button);
}

static void put_cards(struct stack *stack, const void *what)
{
    const struct home *home = what;
    struct ui *ui = stack->ui;
    if (chips_scroll(home)) {
        struct rect row = stack_box(stack, home->filters.height);
        if (!stack->dry)
            filter_draw(ui, &home->filters, home->context->visit->filter, row.x, row.y);
        stack_gap(stack, ui_section(ui));
    } else {
        stack_gap(stack, metrics_px(&ui->metrics, 8));
    }
    if (home->advice_only)
        advice_index_put(stack, home->context);
    else
        cards_put(stack, home->context);
    if (!home->filters.after.id)
        put_library(stack, home);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

static void draw_cards(const struct home *home)
{
    struct screen_context *context = home->context;
    struct ui *ui = home->ui;
    struct scroll_view view = {.scroll = &context->visit->home_scroll,
                               .view = home->view,
                               .room = metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR)};
    /* On compact panels the chips take all of it, and the cards come below. */
    int above = chips_scroll(home) && !ui->metrics.compact ? home->filters.height : 0;
    if (!home->advice_only)
        cards_fit(context, ui, view.view.w, (view.view.h - above) * 9 / 10);
    layout_scroll(ui, &view, put_cards, home);
    layout_scroll_arrows(context, ui, view.scroll, home->arrows, home->arrows_vertical);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    home_index_know(context->home, context);
    struct home home = {.context = context,
                        .ui = ui,
                        .low = context->visit->ease.low_reach,
                        .advice_only = context->content->routine_count == 0,
                        .filters = context->home->filters};
    struct filter_row *row = &home.filters;
    row->more.label = word(&home, "common.more");
    row->after = library_button(&home); /* what the routines are made of */
    filter_drop_lost(row, context->visit->filter);
    arrange(&home);
    layout_background(ui);
    if (!rect_empty(home.title))
        stack_draw_middle(ui, home.title, ALIGN_LEFT, put_header, &home);
    draw_logo(&home);
    draw_buttons(&home);
    if (!rect_empty(home.chips))
        filter_draw(ui, row, context->visit->filter, home.chips.x, home.chips.y);
    draw_cards(&home);
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
    const struct page *page = advice_index_tap(context, tap);
    if (strncmp(tap->id, "card:", 5) == 0) {
        open_routine(context, tap->index);
    } else if (page) {
        visit->page = page;
        visit->advice_scroll = (struct scroll){0};
        context->go = SCREEN_ADVICE;
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
