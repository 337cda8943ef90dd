#include "screens/take_home_card.h"

#include <string.h>

#include "screens/take_home_view.h"
#include "ui/fit.h"
#include "ui/stack.h"

/* What is said: the first that fits is taken. */
enum wording { WORDING_FULL, WORDING_SHORT, WORDING_LEAST, WORDING_COUNT };

struct words {
    struct ui *ui;
    const struct screen_context *context;
    struct rect card;
    int padding; /* of the card with all words; few words stand in a small card */
    enum wording wording;
    bool invites; /* the code is not on the card */
};

/* Side of the sign that there are codes. */
static int sign_size(const struct words *words)
{
    bool full = words->wording == WORDING_FULL;
    return int_min(words->card.w, words->card.h) / (full ? 3 : 5);
}

static void put_sign(struct stack *stack, const struct words *words)
{
    struct ui *ui = stack->ui;
    int side = sign_size(words);
    struct rect row = stack_box(stack, side);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    if (!stack->dry)
        ui_icon(ui, row, "qr-code", side, ui_color(ui, COLOR_PRIMARY));
}

static void put_scan(struct stack *stack, const struct words *words)
{
    const struct strings *strings = words->context->strings;
    color_t soft = ui_color(stack->ui, COLOR_TEXT_SOFT);
    bool full = words->wording == WORDING_FULL;
    if (full)
        stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    const char *text = words->invites ? "finish.open_codes"
                       : full         ? "finish.scan"
                                      : "finish.scan_short";
    enum theme_type type = words->invites && full ? TYPE_BODY : TYPE_CAPTION;
    stack_text(stack, type, soft, tr(strings, text));
    if (full)
        stack_text(stack, type, soft, tr(strings, "finish.nothing_sent"));
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    stack->balanced = STACK_MESSAGE;
    if (words->invites)
        put_sign(stack, words);
    stack_text(stack, words->wording == WORDING_FULL ? TYPE_HEADING : TYPE_LABEL,
               ui_color(stack->ui, COLOR_TEXT), tr(words->context->strings, "finish.take_home"));
    if (words->wording != WORDING_LEAST)
        put_scan(stack, words);
}

int take_home_card_least(const struct ui *ui)
{
    return take_home_good_side(ui) + 2 * ui_line_height(ui, TYPE_LABEL) +
           metrics_length(&ui->metrics, LENGTH_PADDING) / 2;
}

static int padding(const struct words *words)
{
    return words->wording == WORDING_FULL ? words->padding : words->padding / 2;
}

static int words_height(const struct words *words, int width)
{
    return stack_height(words->ui, width, put_words, words);
}

/* Where things stand in it. */
struct places {
    struct rect code, words;
    bool beside;
};

static struct places places_below(const struct words *words, int side)
{
    struct rect card = words->card;
    int height = words_height(words, card.w - 2 * padding(words));
    int top = (card.h - side - height - padding(words)) / 2;
    struct places places = {.code = {card.x, card.y + top, card.w, side}};
    places.words = (struct rect){card.x + padding(words), card.y + top + side,
                                 card.w - 2 * padding(words), height};
    return places;
}

static struct places places_beside(const struct words *words)
{
    struct rect inner = words->card;
    struct places places = {.code = rect_cut_left(&inner, inner.h, 0), .beside = true};
    rect_cut_right(&inner, words->padding, 0);
    places.words = inner;
    return places;
}

/* Words give way to the largest code. */
static bool leaves_room(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    int height = words_height(words, words->card.w - 2 * padding(words));
    return words->card.h - padding(words) - height >= take_home_good_side(words->ui);
}

static struct places arrange(struct words *words)
{
    struct rect card = words->card;
    int beside = card.w - card.h - words->padding;
    if (beside > card.h * 2 / 5 && words_height(words, beside) <= card.h - 2 * words->padding)
        return places_beside(words);
    fit_first(WORDING_COUNT, leaves_room, words);
    /* The code's white margin is the upper padding and the gap to the words. */
    int height = words_height(words, card.w - 2 * padding(words));
    return places_below(words, int_min(card.h - height - padding(words), card.w));
}

static bool invitation_fits(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    int height = words_height(words, words->card.w - 2 * words->padding);
    return height <= words->card.h - 2 * words->padding;
}

static void draw_invitation(struct words *words)
{
    words->invites = true;
    fit_first(WORDING_COUNT, invitation_fits, words);
    stack_draw_middle(words->ui, rect_inset(words->card, words->padding), ALIGN_CENTER, put_words,
                      words);
}

void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
    const struct strings *strings = context->strings;
    if (!context->visit->routine) {
        ui_card(ui, card, radius, false);
        return;
    }
    ui_card(ui, card, radius,
            ui_target_round(ui, "take-home", tr(strings, "finish.take_home"), card, radius, 0));
    struct words words = {.ui = ui,
                          .context = context,
                          .card = card,
                          .padding = metrics_length(&ui->metrics, LENGTH_PADDING)};
    struct places places = arrange(&words);
    struct take_home *code = &context->visit->code; /* the first of those the card has room for */
    take_home_update(code, strings, &ui->list->arena, context->visit->routine,
                     int_min(take_home_most_modules(ui, int_min(places.code.w, places.code.h)),
                             TAKE_HOME_GOOD_MODULES),
                     0);
    if (code->count > 1) {
        draw_invitation(&words);
        return;
    }
    take_home_draw_code(ui, code, places.code);
    if (places.beside)
        stack_draw_middle(ui, places.words, ALIGN_LEFT, put_words, &words);
    else
        stack_draw(ui, places.words, ALIGN_CENTER, put_words, &words);
}

bool take_home_card_tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strcmp(tap->id, "take-home") != 0)
        return false;
    context->open_panel = SCREEN_TAKE_HOME;
    return true;
}
