#include "screens/take_home_card.h"

#include "screens/take_home.h"
#include "ui/fit.h"
#include "ui/stack.h"

/* Millimetres of one module that a phone still resolves at half a metre. */
static const double module_mm = 0.75;

/* Encoded once for each routine, language and size; see take_home_update. */
static struct take_home code;

static bool is_light(color_t color)
{
    return (color >> 8 & 0xFF) > 0xC0;
}

/* Draws the code as large as whole pixels per module allow, in the middle of `area`, white margin
 * included. */
static void draw_code(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int side = int_min(area.w, area.h);
    int least_px = metrics_mm(&ui->metrics, module_mm);
    int most = int_min(side / least_px - 2 * TAKE_HOME_QUIET, TAKE_HOME_GOOD_MODULES);
    take_home_update(&code, context->strings, &ui->list->arena, context->visit->routine, most);
    if (code.size == 0)
        return;
    int px = side / (code.size + 2 * TAKE_HOME_QUIET);
    if (px < 1)
        return;
    struct rect modules = rect_centered(area, code.size * px, code.size * px);
    /* A dark code needs light paper, whatever the card's colour is. */
    if (!is_light(ui_color(ui, COLOR_SURFACE)))
        draw_fill(ui->list, rect_inset(modules, -TAKE_HOME_QUIET * px), 0,
                  ui_color(ui, COLOR_TEXT));
    draw_bitmap(ui->list, code.modules, code.size, modules, ui_color(ui, COLOR_QR_DARK));
}

/* What stands beside the code: the first that leaves room for it is taken. */
enum wording { WORDING_FULL, WORDING_SHORT, WORDING_LEAST, WORDING_COUNT };

struct words {
    struct ui *ui;
    const struct screen_context *context;
    struct rect card;
    int padding; /* of the card with all words; few words stand in a small card */
    enum wording wording;
};

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    const struct strings *strings = words->context->strings;
    color_t soft = ui_color(stack->ui, COLOR_TEXT_SOFT);
    bool full = words->wording == WORDING_FULL;
    stack->balanced = STACK_MESSAGE;
    stack_text(stack, full ? TYPE_HEADING : TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT),
               tr(strings, "finish.take_home"));
    if (words->wording == WORDING_LEAST)
        return;
    if (!full) {
        stack_text(stack, TYPE_CAPTION, soft, tr(strings, "finish.scan_short"));
        return;
    }
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, soft, tr(strings, "finish.scan"));
    stack_text(stack, TYPE_CAPTION, soft, tr(strings, "finish.nothing_sent"));
}

/* A code this large holds each exercise with its dose in modules of the least size. */
static int least_code(const struct ui *ui)
{
    return 77 * metrics_mm(&ui->metrics, module_mm);
}

int take_home_card_least(const struct ui *ui)
{
    return least_code(ui) + ui_line_height(ui, TYPE_LABEL) +
           metrics_length(&ui->metrics, LENGTH_PADDING) / 2;
}

static int padding(const struct words *words)
{
    return words->wording == WORDING_FULL ? words->padding : words->padding / 2;
}

static void draw_card_below(const struct words *words)
{
    struct ui *ui = words->ui;
    struct rect card = words->card;
    struct rect inner = rect_inset(card, padding(words));
    inner.y = card.y;
    inner.h = card.h;
    int height = stack_height(ui, inner.w, put_words, words);
    /* The code's white margin is the upper padding and the gap to the words. */
    int side = int_min(card.h - height - padding(words), card.w);
    rect_cut_top(&inner, (card.h - side - height - padding(words)) / 2, 0);
    draw_code(ui, words->context, (struct rect){card.x, inner.y, card.w, side});
    rect_cut_top(&inner, side, 0);
    stack_draw(ui, inner, ALIGN_CENTER, put_words, words);
}

static void draw_card_beside(const struct words *words)
{
    struct ui *ui = words->ui;
    struct rect inner = words->card;
    draw_code(ui, words->context, rect_cut_left(&inner, inner.h, 0));
    rect_cut_right(&inner, words->padding, 0);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, words);
}

static bool leaves_room(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    int width = words->card.w - 2 * padding(words);
    int height = stack_height(words->ui, width, put_words, words);
    return words->card.h - padding(words) - height >= least_code(words->ui);
}

void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card)
{
    ui_card(ui, card, metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE), false);
    if (!context->visit->routine)
        return;
    struct words words = {ui, context, card, metrics_length(&ui->metrics, LENGTH_PADDING),
                          WORDING_FULL};
    int beside = card.w - card.h - words.padding;
    if (beside > card.h * 2 / 5 &&
        stack_height(ui, beside, put_words, &words) <= card.h - 2 * words.padding) {
        draw_card_beside(&words);
        return;
    }
    fit_first(WORDING_COUNT, leaves_room, &words);
    draw_card_below(&words);
}
