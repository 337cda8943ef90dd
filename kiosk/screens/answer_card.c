#include "screens/answer_card.h"

#include "screens/language_button.h"
#include "screens/layout.h"
#include "ui/fit.h"

/* Where the card, its answers and, when the text is too long, the arrows are. */
struct card_layout {
    struct rect card;
    struct rect first, second;
    struct rect arrows; /* empty when all of the text is in sight, or there is no room */
    struct rect corner; /* for what else stands in the card's corner; empty: it does, or nothing */
    bool arrows_vertical;
    bool overflows; /* not all of the text is in sight */
};

int answer_card_padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_PADDING, 60);
}

static int padding(const struct ui *ui)
{
    return answer_card_padding(ui);
}

static int gap(const struct ui *ui)
{
    return ui->metrics.gap;
}

/* The row of the title; a language button beside it reaches up into the card's padding. Where
 * letters are small, it is there for the language only. */
static int heading_row(const struct ui *ui, const struct answer_card *card, bool with_language)
{
    if (card->small && !with_language)
        return 0;
    int button = with_language ? ui_button_height_small(ui) - padding(ui) / 2 : 0;
    return int_max(ui_line_height(ui, TYPE_TITLE), button);
}

/* Something to press stands in the card's corner, or at its side. */
static bool has_corner(const struct answer_card *card)
{
    return card->back || language_offered(card->context);
}

/* The way back at the left of a row, and the language at its right, where it leaves `taken` px of
 * the width alone if it can. Leaves in `row` what is between them. */
static void draw_corner(const struct answer_card *card, struct ui *ui, struct rect *row, int taken)
{
    struct button back = {
        .id = "back", .spoken = tr(card->context->strings, "common.back"), .icon = "arrow-left"};
    if (card->back)
        ui_button(ui, rect_cut_left(row, row->h, gap(ui)), &back);
    language_button_cut(card->context, ui, row, row->w - taken);
}

/* Both in the upper corners of the card; returns what is left of its heading. */
static struct rect cut_corner(const struct answer_card *card, struct ui *ui, struct rect place,
                              struct rect heading, int taken)
{
    struct rect inner = rect_inset(place, padding(ui) / 2);
    struct rect row = rect_cut_top(&inner, ui_button_height_small(ui), 0);
    draw_corner(card, ui, &row, taken);
    int left = int_max(heading.x, row.x), right = row.x + row.w - padding(ui) / 4;
    heading.w = int_min(heading.x + heading.w, right) - left;
    heading.x = left;
    return heading;
}

/* What warns is said in words, however narrow the card is. */
static void put_words(struct stack *stack, const void *what)
{
    const struct answer_card *card = what;
    struct ui *ui = stack->ui;
    stack->small = card->small;
    if (card->warns) {
        ui_say_as(ui, SAID_TITLE);
        stack_text(stack, TYPE_TITLE, ui_color(ui, COLOR_DANGER_TEXT), card->title);
        ui_say_as(ui, SAID_BODY);
        stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    }
    card->words(stack, card->context);
}

/* The height of a card of this width that shows all of the text. */
static int card_height(const struct answer_card *card, struct ui *ui, int width, bool with_language)
{
    return stack_height(ui, width - 2 * padding(ui), put_words, card) +
           heading_row(ui, card, with_language) + metrics_length(&ui->metrics, LENGTH_GAP_SMALL) +
           2 * padding(ui);
}

/* On the smallest panels signs are still out of sight: nobody should say "none" before. While the
 * text moves the answer waits too, so that the second half of a double tap does not give it. */
static bool unread(const struct scroll *scroll)
{
    double below = scroll->content - scroll->view - scroll->offset;
    return below > 0.35 * scroll->view || (scroll->aiming && ui_scroll_overflows(scroll));
}

void answer_card_read_on(struct scroll *scroll)
{
    double most = scroll->content - scroll->view;
    double aim = scroll->offset + 0.88 * scroll->view; /* a line stays in sight */
    scroll->aim = aim < most ? aim : most;
    scroll->aiming = true;
}

static int answer_width(const struct answer_card *card, const struct ui *ui)
{
    return int_max(ui_button_width(ui, &card->first), ui_button_width(ui, &card->second));
}

/* High enough for two lines where the words do not fit one. */
static int answer_height(const struct answer_card *card, const struct ui *ui, int width)
{
    int height = ui_button_height(ui);
    if (answer_width(card, ui) <= width)
        return height;
    return int_max(height, 2 * ui_line_height(ui, TYPE_BUTTON) + padding(ui));
}

static void draw_answer(struct ui *ui, struct rect rect, struct button button)
{
    button.large = ui_button_width(ui, &button) <= rect.w; /* two lines are large enough */
    button.icon = button.large ? button.icon : NULL;
    button.unhurried = true;
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
static struct card_layout layout_side(const struct answer_card *card, struct ui *ui,
                                      struct rect area)
{
    struct card_layout layout = {0};
    int width = int_max(area.w * 36 / 100, layout_arrows_width(ui));
    struct rect column = rect_cut_right(&area, width, gap(ui));
    int most = (area.h - ui_button_height_small(ui)) / 2 - gap(ui);
    int height = int_min(answer_height(card, ui, width), most);
    layout.card = area;
    layout.second = rect_cut_bottom(&column, height, gap(ui));
    layout.first = rect_cut_bottom(&column, height, gap(ui));
    int small = ui_button_height_small(ui);
    /* What is read on by "More" needs no arrows where there is no room for both. */
    bool long_text = card_height(card, ui, area.w, false) > area.h && !card->read_first;
    bool offered = has_corner(card);
    bool outside = offered && column.h >= small + (long_text ? small + gap(ui) : 0);
    layout.overflows = card_height(card, ui, area.w, offered && !outside) > area.h;
    if (layout.overflows && (!outside || column.h >= 2 * small + gap(ui)))
        layout.arrows = rect_cut_bottom(&column, small, 0);
    if (outside)
        layout.corner = rect_cut_top(&column, small, 0);
    return layout;
}

/* Answers below the card in one row; arrows, when needed, at the card's side. */
static struct card_layout layout_row(const struct answer_card *card, struct ui *ui,
                                     struct rect area)
{
    struct card_layout layout = {.arrows_vertical = true};
    struct rect row = rect_cut_bottom(&area, ui_button_height(ui), gap(ui));
    layout.second = rect_cut_right(&row, (row.w - gap(ui)) / 2, gap(ui));
    layout.first = row;
    layout.overflows = card_height(card, ui, area.w, has_corner(card)) > area.h;
    if (layout.overflows)
        layout.arrows =
            layout_arrow_pair(ui, rect_cut_right(&area, layout_arrow_width(ui), gap(ui)));
    layout.card = area;
    return layout;
}

/* Answers below each other; arrows, when needed, beside them. */
static struct card_layout layout_stack(const struct answer_card *card, struct ui *ui,
                                       struct rect area)
{
    struct card_layout layout = {.arrows_vertical = true};
    int height = answer_height(card, ui, area.w);
    int below = 2 * (height + gap(ui));
    layout.overflows = card_height(card, ui, area.w, has_corner(card)) > area.h - below;
    if (layout.overflows)
        height = answer_height(card, ui, area.w - layout_arrow_width(ui) - gap(ui));
    struct rect answers = rect_cut_bottom(&area, 2 * height + gap(ui), gap(ui));
    layout.card = area;
    if (layout.overflows)
        layout.arrows = rect_cut_right(&answers, layout_arrow_width(ui), gap(ui));
    layout.first = rect_cut_top(&answers, height, gap(ui));
    layout.second = answers;
    return layout;
}

/* A card higher than its text is cut to it, and all of it moved to the middle; for low reach it
 * stays at the bottom. */
static void close_up(const struct answer_card *card, struct ui *ui, struct card_layout *layout)
{
    int spare = layout->card.h - card_height(card, ui, layout->card.w, has_corner(card));
    if (spare <= 0 || layout->second.x >= layout->card.x + layout->card.w)
        return;
    int above = card->context->visit->ease.low_reach ? spare : spare / 2;
    layout->card.h -= spare;
    layout->card.y += above;
    layout->second.y -= spare - above;
    layout->first.y -= spare - above;
}

static struct card_layout arrange(const struct answer_card *card, struct ui *ui)
{
    struct rect area = readable(ui, layout_area(ui));
    struct card_layout layout = {0};
    bool beside = 2 * answer_width(card, ui) + gap(ui) <= area.w;
    if (beside)
        layout = layout_row(card, ui, area);
    else if (ui->metrics.portrait)
        layout = layout_stack(card, ui, area);
    bool all_in_sight = beside && !layout.overflows;
    if (!ui->metrics.portrait && !all_in_sight)
        layout = layout_side(card, ui, layout_area(ui));
    close_up(card, ui, &layout);
    return layout;
}

/* What cannot be said beside the language is said by the icon. */
static void draw_heading(struct ui *ui, struct rect row, const struct answer_card *card)
{
    int size = int_min(row.h, metrics_font(&ui->metrics, TYPE_TITLE).size * 5 / 4);
    color_t danger = ui_color(ui, COLOR_DANGER);
    if (card->warns) {
        ui_icon(ui, rect_cut_left(&row, size, 0), card->icon, size, danger);
        return;
    }
    /* The words come first; their boldest form at the least size is about 1.2 times the caption. */
    if (ui_text_width(ui, TYPE_CAPTION, card->title) * 6 / 5 < row.w - size * 4 / 3)
        ui_icon(ui, rect_cut_left(&row, size, size / 3), card->icon, size, danger);
    struct font font = ui_fit_font(ui, TYPE_TITLE, card->title, row.w, row.h, 1);
    if (ui_text_width_font(ui, font, card->title) <= row.w) {
        ui_text_font(ui, row, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, card->title);
        return;
    }
    ui_say(ui, card->title, font, row, false);
    ui_icon(ui, rect_cut_left(&row, size, 0), card->icon, size, danger);
}

static void draw_surface(struct ui *ui, struct rect rect, bool warns)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    if (warns) {
        layout_box(ui, rect, COLOR_DANGER_SURFACE, COLOR_DANGER, 1);
        return;
    }
    ui_card(ui, rect, radius, false);
    layout_card_edge(ui, rect, radius);
}

/* How much of it a finger there would press, px. */
static int pressed(struct rect finger, struct rect button)
{
    int w = int_min(finger.x + finger.w, button.x + button.w) - int_max(finger.x, button.x);
    int h = int_min(finger.y + finger.h, button.y + button.h) - int_max(finger.y, button.y);
    return w > 0 && h > 0 ? w * h : 0;
}

static struct answer_places place_answers(const struct answer_card *card,
                                          const struct card_layout *layout)
{
    if (pressed(card->finger, layout->second) > pressed(card->finger, layout->first))
        return (struct answer_places){.first = layout->second, .second = layout->first};
    return (struct answer_places){.first = layout->first, .second = layout->second};
}

static struct button more_button(const struct screen_context *context)
{
    return (struct button){
        .id = "red-flags:more", .label = tr(context->strings, "common.more"), .icon = "arrow-down"};
}

/* Richest first. */
enum wording { WORDS_LARGE, WORDS_SMALL, SHORT_LARGE, SHORT_SMALL, WORDINGS };

struct wordings {
    const struct answer_card *asked;
    struct answer_card card; /* with the wording that was asked about last */
    struct ui *ui;
};

static bool all_in_sight(int wording, void *what)
{
    struct wordings *wordings = what;
    wordings->card = *wordings->asked;
    wordings->card.small = wording == WORDS_SMALL || wording == SHORT_SMALL;
    if (wording >= SHORT_LARGE)
        wordings->card.words = wordings->asked->short_words;
    return !arrange(&wordings->card, wordings->ui).overflows;
}

struct answer_places answer_card_draw(struct screen_context *context, struct ui *ui,
                                      const struct answer_card *asked)
{
    struct wordings wordings = {asked, *asked, ui};
    if (asked->short_words)
        fit_first(WORDINGS, all_in_sight, &wordings);
    const struct answer_card *card = &wordings.card;
    struct card_layout layout = arrange(card, ui);
    struct answer_places places = place_answers(card, &layout);
    draw_surface(ui, layout.card, card->warns);
    struct rect inner = rect_inset(layout.card, padding(ui));
    bool outside = !rect_empty(layout.corner);
    bool in_card = has_corner(card) && !outside;
    struct rect heading = rect_cut_top(&inner, heading_row(ui, card, in_card),
                                       metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    int taken = ui_text_width(ui, TYPE_TITLE, card->title) + 2 * ui_line_height(ui, TYPE_TITLE);
    if (in_card)
        heading = cut_corner(card, ui, layout.card, heading, taken);
    if (heading.h > 0)
        draw_heading(ui, heading, card);
    if (outside)
        draw_corner(card, ui, &layout.corner, 0);
    struct scroll *scroll = &context->visit->overview_scroll;
    struct scroll_view view = {scroll, inner,
                               .over = card->warns ? COLOR_DANGER_SURFACE : COLOR_SURFACE};
    layout_scroll(ui, &view, put_words, card);
    draw_answer(ui, places.first, card->first);
    draw_answer(ui, places.second,
                card->read_first && unread(scroll) ? more_button(context) : card->second);
    if (!rect_empty(layout.arrows))
        layout_scroll_arrows(context, ui, scroll, layout.arrows, layout.arrows_vertical);
    return places;
}
