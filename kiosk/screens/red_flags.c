#include "screens/red_flags.h"

#include <string.h>

#include "screens/language_button.h"
#include "screens/layout.h"
#include "screens/page_text.h"

bool red_flags_due(const struct screen_context *context)
{
    const struct visit *visit = context->visit;
    return visit->routine && visit->routine->red_flags && !visit->red_flags_cleared;
}

/* Where the card, its answers and, when the text is too long, the arrows are. */
struct card_layout {
    struct rect card;
    struct rect none, some;
    struct rect arrows;   /* empty when all of the text is in sight */
    struct rect language; /* empty when it stands in the card's corner, or is not offered */
    bool arrows_vertical;
};

static int padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_PADDING, 60);
}

static int gap(const struct ui *ui)
{
    return ui->metrics.gap;
}

/* --- the question --- */

/* The row of the title; a language button beside it reaches up into the card's padding. */
static int heading_row(const struct ui *ui, bool with_language)
{
    int button = with_language ? ui_button_height_small(ui) - padding(ui) / 2 : 0;
    return int_max(ui_line_height(ui, TYPE_TITLE), button);
}

/* The language in the upper corner of a card, where it leaves `taken` px of the width alone if it
 * can. Returns how wide it is. */
static int draw_language(const struct screen_context *context, struct ui *ui, struct rect card,
                         int taken)
{
    struct rect inner = rect_inset(card, padding(ui) / 2);
    struct rect row = rect_cut_top(&inner, ui_button_height_small(ui), 0);
    return language_button_cut(context, ui, &row, row.w - taken);
}

static void put_question(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    const struct page *page = context->visit->routine->red_flags;
    /* On small panels the page's own heading has to do: every sign should be in sight at once. */
    bool headed = page->section_count > 0 && *page->sections[0].heading;
    bool small = ui->metrics.viewing_mm < 600;
    if (!small || !headed) {
        stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT),
                   tr(context->strings, "overview.red_flags.intro"));
        stack_gap(stack, ui_padding(ui, LENGTH_GAP_SMALL, 50));
    }
    page_text_put(stack, context->strings, page);
}

/* The height of a card of this width that shows all of the text. */
static int card_height(const struct screen_context *context, struct ui *ui, int width,
                       bool with_language)
{
    return stack_height(ui, width - 2 * padding(ui), put_question, context) +
           heading_row(ui, with_language) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL) +
           2 * padding(ui);
}

/* On the smallest panels signs are still out of sight: nobody should say "none" before. While the
 * text moves the answer waits too, so that the second half of a double tap does not give it. */
static bool unread(const struct scroll *scroll)
{
    double below = scroll->content - scroll->view - scroll->offset;
    return below > 0.35 * scroll->view || (scroll->aiming && ui_scroll_overflows(scroll));
}

static void read_on(struct scroll *scroll)
{
    double most = scroll->content - scroll->view;
    double aim = scroll->offset + 0.8 * scroll->view;
    scroll->aim = aim < most ? aim : most;
    scroll->aiming = true;
}

static struct button answer_button(const struct screen_context *context, bool none)
{
    return (struct button){
        .id = none ? "red-flags:none" : "red-flags:some",
        .label = tr(context->strings, none ? "overview.red_flags.none" : "overview.red_flags.some"),
        .icon = none ? "check" : "octagon-alert",
        .style = none ? BUTTON_PRIMARY : BUTTON_DANGER,
        .large = true,
    };
}

static int answer_width(const struct screen_context *context, const struct ui *ui)
{
    struct button none = answer_button(context, true);
    struct button some = answer_button(context, false);
    return int_max(ui_button_width(ui, &none), ui_button_width(ui, &some));
}

/* High enough for two lines where the words do not fit one. */
static int answer_height(const struct screen_context *context, const struct ui *ui, int width)
{
    int height = ui_button_height(ui);
    if (answer_width(context, ui) <= width)
        return height;
    return int_max(height, 2 * ui_line_height(ui, TYPE_BUTTON) + padding(ui));
}

static void draw_answer(const struct screen_context *context, struct ui *ui, struct rect rect,
                        bool none)
{
    struct button button = answer_button(context, none);
    if (none && unread(&context->visit->overview_scroll)) {
        button.id = "red-flags:more";
        button.label = tr(context->strings, "common.more");
        button.icon = "arrow-down";
    }
    button.large = ui_button_width(ui, &button) <= rect.w; /* two lines are large enough */
    button.icon = button.large ? button.icon : NULL;
    ui_button(ui, rect, &button);
}

/* Lines under which a card's text is easy to read; wider panels centre the card. */
static struct rect readable(const struct ui *ui, struct rect area)
{
    int widest = metrics_font(&ui->metrics, TYPE_BODY).size * 32;
    return area.w > widest ? rect_centered(area, widest, area.h) : area;
}

/* Landscape panels on which a row of answers leaves too little height: card at the left, everything
 * to press in a column at the right. */
static struct card_layout layout_side(const struct screen_context *context, struct ui *ui,
                                      struct rect area)
{
    struct card_layout layout = {0};
    int width = int_max(area.w * 36 / 100, layout_arrows_width(ui));
    struct rect column = rect_cut_right(&area, width, gap(ui));
    int most = (area.h - ui_button_height_small(ui)) / 2 - gap(ui);
    int height = int_min(answer_height(context, ui, width), most);
    layout.card = area;
    layout.none = rect_cut_bottom(&column, height, gap(ui));
    layout.some = rect_cut_bottom(&column, height, gap(ui));
    int small = ui_button_height_small(ui);
    bool long_text = card_height(context, ui, area.w, false) > area.h;
    bool offered = language_offered(context);
    bool outside = offered && column.h >= small + (long_text ? small + gap(ui) : 0);
    if (card_height(context, ui, area.w, offered && !outside) > area.h)
        layout.arrows = rect_cut_bottom(&column, small, 0);
    if (outside)
        layout.language = rect_cut_top(&column, small, 0);
    return layout;
}

/* Answers below the card in one row; arrows, when needed, at the card's side. */
static struct card_layout layout_row(const struct screen_context *context, struct ui *ui,
                                     struct rect area)
{
    struct card_layout layout = {.arrows_vertical = true};
    struct rect row = rect_cut_bottom(&area, ui_button_height(ui), gap(ui));
    layout.none = rect_cut_right(&row, (row.w - gap(ui)) / 2, gap(ui));
    layout.some = row;
    if (card_height(context, ui, area.w, language_offered(context)) > area.h)
        layout.arrows =
            layout_arrow_pair(ui, rect_cut_right(&area, layout_arrow_width(ui), gap(ui)));
    layout.card = area;
    return layout;
}

/* Answers below each other; arrows, when needed, beside them. */
static struct card_layout layout_stack(const struct screen_context *context, struct ui *ui,
                                       struct rect area)
{
    struct card_layout layout = {.arrows_vertical = true};
    int height = answer_height(context, ui, area.w);
    int below = 2 * (height + gap(ui));
    bool overflows = card_height(context, ui, area.w, language_offered(context)) > area.h - below;
    if (overflows)
        height = answer_height(context, ui, area.w - layout_arrow_width(ui) - gap(ui));
    struct rect answers = rect_cut_bottom(&area, 2 * height + gap(ui), gap(ui));
    layout.card = area;
    if (overflows)
        layout.arrows = rect_cut_right(&answers, layout_arrow_width(ui), gap(ui));
    layout.some = rect_cut_top(&answers, height, gap(ui));
    layout.none = answers;
    return layout;
}

/* A card higher than its text is cut to it, and all of it moved to the middle; for low reach it
 * stays at the bottom. */
static void close_up(const struct screen_context *context, struct ui *ui,
                     struct card_layout *layout)
{
    int spare =
        layout->card.h - card_height(context, ui, layout->card.w, language_offered(context));
    if (spare <= 0 || layout->none.x >= layout->card.x + layout->card.w)
        return;
    int above = context->visit->ease.low_reach ? spare : spare / 2;
    layout->card.h -= spare;
    layout->card.y += above;
    layout->none.y -= spare - above;
    layout->some.y -= spare - above;
}

static struct card_layout arrange(const struct screen_context *context, struct ui *ui)
{
    struct rect area = readable(ui, layout_area(ui));
    struct card_layout layout = {0};
    bool beside = 2 * answer_width(context, ui) + gap(ui) <= area.w;
    if (beside)
        layout = layout_row(context, ui, area);
    else if (ui->metrics.portrait)
        layout = layout_stack(context, ui, area);
    bool all_in_sight = beside && rect_empty(layout.arrows);
    if (!ui->metrics.portrait && !all_in_sight)
        layout = layout_side(context, ui, layout_area(ui));
    close_up(context, ui, &layout);
    return layout;
}

/* What cannot be said beside the language is said by the icon. */
static void draw_heading(struct ui *ui, struct rect row, const char *icon, const char *title)
{
    int size = int_min(row.h, metrics_font(&ui->metrics, TYPE_TITLE).size * 5 / 4);
    /* The words come first; their boldest form at the least size is about 1.2 times the caption. */
    if (ui_text_width(ui, TYPE_CAPTION, title) * 6 / 5 < row.w - size * 4 / 3)
        ui_icon(ui, rect_cut_left(&row, size, size / 3), icon, size, ui_color(ui, COLOR_DANGER));
    struct font font = ui_fit_font(ui, TYPE_TITLE, title, row.w, row.h, 1);
    if (ui_text_width_font(ui, font, title) <= row.w) {
        ui_text_font(ui, row, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
        return;
    }
    ui_say(ui, title, font, row, false);
    ui_icon(ui, rect_cut_left(&row, size, 0), icon, size, ui_color(ui, COLOR_DANGER));
}

static void draw_question(struct screen_context *context, struct ui *ui)
{
    struct card_layout layout = arrange(context, ui);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    ui_card(ui, layout.card, radius, false);
    layout_card_edge(ui, layout.card, radius);
    struct rect inner = rect_inset(layout.card, padding(ui));
    bool outside = !rect_empty(layout.language);
    bool in_card = language_offered(context) && !outside;
    struct rect heading = rect_cut_top(&inner, heading_row(ui, in_card),
                                       metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    const char *title = tr(context->strings, "overview.red_flags.title");
    int taken = ui_text_width(ui, TYPE_TITLE, title) + 2 * ui_line_height(ui, TYPE_TITLE);
    if (in_card)
        heading.w -= draw_language(context, ui, layout.card, taken) + padding(ui) / 4;
    draw_heading(ui, heading, "shield-alert", title);
    if (outside)
        language_button_cut(context, ui, &layout.language, layout.language.w);
    struct scroll_view view = {&context->visit->overview_scroll, inner, .on_card = true};
    layout_scroll(ui, &view, put_question, context);
    draw_answer(context, ui, layout.some, false);
    draw_answer(context, ui, layout.none, true);
    if (!rect_empty(layout.arrows))
        layout_scroll_arrows(context, ui, &context->visit->overview_scroll, layout.arrows,
                             layout.arrows_vertical);
}

/* --- the answer was yes --- */

static void put_tell(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    int icon = metrics_font(&ui->metrics, TYPE_TITLE).size * 2;
    struct rect place = stack_box(stack, icon);
    place.w = icon;
    if (!stack->dry)
        ui_icon(ui, place, "octagon-alert", icon, ui_color(ui, COLOR_DANGER));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP));
    stack_text(stack, TYPE_TITLE, ui_color(ui, COLOR_DANGER_TEXT),
               tr(context->strings, "overview.red_flags.tell_title"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP));
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT),
               tr(context->strings, "overview.red_flags.tell_text"));
}

/* Tell staff; the only way on is back to the routines. */
static void draw_tell(struct screen_context *context, struct ui *ui)
{
    struct rect area = readable(ui, layout_area(ui));
    struct rect card = {area.x, area.y, area.w, 0};
    int space = 2 * padding(ui);
    int height = stack_height(ui, card.w - 2 * space, put_tell, context);
    if (height + 2 * space + gap(ui) + ui_button_height(ui) > area.h)
        space = padding(ui);
    card.h = int_min(height + 2 * space, area.h - gap(ui) - ui_button_height(ui));
    int spare = area.h - card.h - gap(ui) - ui_button_height(ui);
    card.y += context->visit->ease.low_reach ? spare : spare / 2;
    layout_box(ui, card, COLOR_DANGER_SURFACE, COLOR_DANGER, 1);
    struct rect inner = rect_inset(card, space);
    stack_draw(ui, inner, ALIGN_LEFT, put_tell, context);
    draw_language(context, ui, card, inner.w / 2);
    struct button leave = {.id = "back",
                           .label = tr(context->strings, "overview.all_routines"),
                           .icon = "arrow-left",
                           .large = true};
    struct rect below = {card.x, card.y + card.h + gap(ui), card.w, ui_button_height(ui)};
    ui_button(ui, below, &leave);
}

void red_flags_draw(struct screen_context *context, struct ui *ui)
{
    if (context->visit->red_flags_raised)
        draw_tell(context, ui);
    else
        draw_question(context, ui);
}

void red_flags_tap(struct screen_context *context, const struct tap *tap)
{
    struct visit *visit = context->visit;
    if (tap->kind == TAP_BACK || (tap->kind == TAP_TARGET && strcmp(tap->id, "back") == 0)) {
        context->go = SCREEN_HOME;
        return;
    }
    if (tap->kind != TAP_TARGET || language_button_tap(context, tap))
        return;
    if (strcmp(tap->id, "red-flags:more") == 0) {
        read_on(&visit->overview_scroll);
        return;
    }
    visit->overview_scroll = (struct scroll){0};
    if (strcmp(tap->id, "red-flags:none") == 0)
        visit->red_flags_cleared = true;
    else if (strcmp(tap->id, "red-flags:some") == 0)
        visit->red_flags_raised = true;
}
