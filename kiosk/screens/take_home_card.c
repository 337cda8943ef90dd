#include "screens/take_home_card.h"

#include <string.h>

#include "screens/take_home.h"
#include "ui/fit.h"
#include "ui/stack.h"

/* The least module, mm. A phone's main camera (26 mm equivalent) sees 485 mm at a distance of
 * 350 mm, in 1920 pixels while it looks for codes: 4 for a millimetre. Decoders want 2 pixels of
 * each module (ML Kit's guidelines). */
static const double module_mm = 0.5;

/* The code that is up; see take_home_update. */
static struct take_home code;

static void encode(const struct ui *ui, const struct screen_context *context, int side)
{
    int most = side / metrics_mm(&ui->metrics, module_mm) - 2 * TAKE_HOME_QUIET;
    take_home_update(&code, context->strings, &ui->list->arena, context->visit->routine,
                     int_min(most, TAKE_HOME_GOOD_MODULES), context->visit->code_turn.shown);
}

static bool is_light(color_t color)
{
    return (color >> 8 & 0xFF) > 0xC0;
}

/* As large as whole pixels per module allow, in the middle of `area`, white margin included. */
static void draw_code(struct ui *ui, struct rect area)
{
    int px = int_min(area.w, area.h) / (code.size + 2 * TAKE_HOME_QUIET);
    if (code.size == 0 || px < 1)
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
    int shown, count; /* code and codes; count 1: there is only this one */
};

/* From the left of `row`, one of them full. */
static void draw_dots(struct ui *ui, struct rect *row, const struct words *words, int dot)
{
    for (int i = 0; i < words->count; i++)
        draw_fill(ui->list, rect_centered(rect_cut_left(row, dot, dot), dot, dot), dot / 2,
                  ui_color(ui, i == words->shown ? COLOR_PRIMARY : COLOR_LINE_STRONG));
}

/* Side of the sign that there is more, and of what is about it. */
static int sign_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size;
}

static const char *place_text(const struct words *words)
{
    return tr_format(words->context->strings, &words->ui->list->arena, "common.place",
                     {"n", NULL, words->shown + 1}, {"count", NULL, words->count});
}

/* Dots, `text`, and the sign that there is more, in one row. */
static void put_place(struct stack *stack, const struct words *words, const char *text)
{
    struct ui *ui = stack->ui;
    struct rect row = stack_box(stack, ui_line_height(ui, TYPE_LABEL));
    if (stack->dry)
        return;
    int sign = sign_size(ui), dot = int_max(sign * 2 / 5, 3);
    int width = ui_text_width(ui, TYPE_LABEL, text), dots = words->count * dot * 2;
    bool counted = words->count <= TAKE_HOME_MANY_CODES && dots + width + 2 * sign <= row.w;
    if (stack->align == ALIGN_CENTER)
        rect_cut_left(&row, (row.w - (counted ? dots : 0) - width - sign * 3 / 2) / 2, 0);
    if (counted)
        draw_dots(ui, &row, words, dot);
    ui_text(ui, rect_cut_left(&row, width, sign / 2), TYPE_LABEL, ui_color(ui, COLOR_TEXT),
            ALIGN_LEFT, text);
    ui_icon(ui, rect_cut_left(&row, sign, 0), "chevron-right", sign, ui_color(ui, COLOR_PRIMARY));
}

/* "Take it home · 1 of 3" where a row has room for it. */
static bool put_in_one_row(struct stack *stack, const struct words *words)
{
    struct ui *ui = stack->ui;
    const char *text = ui_join(&ui->list->arena, tr(words->context->strings, "finish.take_home"),
                               place_text(words));
    if (ui_text_width(ui, TYPE_LABEL, text) + sign_size(ui) * 3 / 2 > stack->width)
        return false;
    put_place(stack, words, text);
    return true;
}

static void put_scan(struct stack *stack, const struct words *words)
{
    const struct strings *strings = words->context->strings;
    struct arena *arena = &stack->ui->list->arena;
    color_t soft = ui_color(stack->ui, COLOR_TEXT_SOFT);
    bool many = words->count > 1;
    if (words->wording == WORDING_SHORT) {
        stack_text(stack, TYPE_CAPTION, soft,
                   tr(strings, many ? "finish.scan_all_short" : "finish.scan_short"));
        return;
    }
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, soft,
               many ? tr_format(strings, arena, "finish.scan_all", {"count", NULL, words->count})
                    : tr(strings, "finish.scan"));
    stack_text(stack, TYPE_CAPTION, soft, tr(strings, "finish.nothing_sent"));
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    bool full = words->wording == WORDING_FULL, many = words->count > 1;
    stack->balanced = STACK_MESSAGE;
    if (many && words->wording == WORDING_LEAST && put_in_one_row(stack, words))
        return;
    if (many)
        put_place(stack, words, place_text(words));
    if (many && full)
        stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, full ? TYPE_HEADING : TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT),
               tr(words->context->strings, "finish.take_home"));
    if (words->wording != WORDING_LEAST)
        put_scan(stack, words);
}

/* Words give way to the largest code: it saves other codes. */
static int least_code(const struct ui *ui)
{
    return (TAKE_HOME_GOOD_MODULES + 2 * TAKE_HOME_QUIET) * metrics_mm(&ui->metrics, module_mm);
}

int take_home_card_least(const struct ui *ui)
{
    return least_code(ui) + 2 * ui_line_height(ui, TYPE_LABEL) +
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

static bool leaves_room(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    int height = words_height(words, words->card.w - 2 * padding(words));
    return words->card.h - padding(words) - height >= least_code(words->ui);
}

/* Encodes the code as well: how many there are depends on the room, and the words on how many.
 * They are first given room as though there were several. */
static struct places arrange(struct words *words)
{
    struct rect card = words->card;
    words->count = 2;
    int beside = card.w - card.h - words->padding;
    bool is_beside =
        beside > card.h * 2 / 5 && words_height(words, beside) <= card.h - 2 * words->padding;
    int side = card.h;
    if (!is_beside) {
        fit_first(WORDING_COUNT, leaves_room, words);
        /* The code's white margin is the upper padding and the gap to the words. */
        int height = words_height(words, card.w - 2 * padding(words));
        side = int_min(card.h - height - padding(words), card.w);
    }
    encode(words->ui, words->context, side);
    words->count = code.count;
    return is_beside ? places_beside(words) : places_below(words, side);
}

/* The next code has its turn, unless a finger holds this one. */
static void turn(struct code_turn *turn, bool held, ms_t now)
{
    if (held || now - turn->since < TAKE_HOME_TURN_MS) {
        turn->since = held ? now : turn->since;
        return;
    }
    turn->shown = (code.shown + 1) % code.count;
    turn->since = now;
}

void take_home_card_draw(struct ui *ui, const struct screen_context *context, struct rect card)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS_LARGE);
    if (!context->visit->routine) {
        ui_card(ui, card, radius, false);
        return;
    }
    struct words words = {ui,           context, card, metrics_length(&ui->metrics, LENGTH_PADDING),
                          WORDING_FULL, 0,       1};
    struct places places = arrange(&words);
    bool held =
        words.count > 1 &&
        ui_target_round(ui, "next-code", tr(context->strings, "finish.next_code"), card, radius, 0);
    if (words.count > 1)
        turn(&context->visit->code_turn, held, ui->now);
    arrange(&words);
    words.shown = code.shown;
    ui_card(ui, card, radius, held);
    draw_code(ui, places.code);
    if (places.beside)
        stack_draw_middle(ui, places.words, ALIGN_LEFT, put_words, &words);
    else
        stack_draw(ui, places.words, ALIGN_CENTER, put_words, &words);
}

bool take_home_card_tap(struct screen_context *context, const struct tap *tap)
{
    if (strcmp(tap->id, "next-code") != 0)
        return false;
    context->visit->code_turn = (struct code_turn){code.shown + 1, context->now};
    return true;
}

ms_t take_home_card_wake(const struct screen_context *context)
{
    bool turns = context->visit->routine && code.count > 1;
    return turns ? context->visit->code_turn.since + TAKE_HOME_TURN_MS : MS_NEVER;
}
