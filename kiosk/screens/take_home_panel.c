#include "screens/take_home_panel.h"

#include <string.h>

#include "screens/layout.h"
#include "screens/take_home_view.h"
#include "ui/fit.h"

static void enter(struct screen_context *context)
{
    context->visit->code_turn = (struct code_turn){.since = context->now};
}

/* How much is said: the first that fits is taken. */
enum wording { WORDING_FULL, WORDING_SHORT, WORDING_SMALL, WORDING_LEAST, WORDING_COUNT };

struct words {
    struct ui *ui;
    const struct screen_context *context;
    struct rect area;
    enum wording wording;
};

static const char *place_text(const struct words *words)
{
    const struct take_home *code = &words->context->visit->code;
    return tr_format(words->context->strings, &words->ui->list->arena, "common.place",
                     {"n", NULL, code->shown + 1}, {"count", NULL, code->count});
}

/* "1 of 3" behind dots, one of them full. */
static void put_place(struct stack *stack, const struct words *words)
{
    struct ui *ui = stack->ui;
    const struct take_home *code = &words->context->visit->code;
    enum theme_type type = words->wording == WORDING_FULL ? TYPE_BODY_STRONG : TYPE_LABEL;
    struct rect row = stack_box(stack, ui_line_height(ui, type));
    if (stack->dry)
        return;
    const char *text = place_text(words);
    int dot = metrics_font(&ui->metrics, type).size * 2 / 5;
    bool room = code->count * 2 * dot + ui_text_width(ui, type, text) <= row.w;
    for (int i = 0; room && i < code->count; i++)
        draw_fill(ui->list, rect_centered(rect_cut_left(&row, dot, dot), dot, dot), dot / 2,
                  ui_color(ui, i == code->shown ? COLOR_PRIMARY : COLOR_LINE_STRONG));
    ui_text(ui, row, type, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, text);
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = words->context->strings;
    const struct take_home *code = &words->context->visit->code;
    bool many = code->count > 1, full = words->wording == WORDING_FULL;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    color_t ink = ui_color(ui, COLOR_TEXT);
    stack->balanced = STACK_MESSAGE;
    stack->small = words->wording >= WORDING_SMALL;
    if (full || !many) {
        stack_fit(stack, full ? TYPE_TITLE : TYPE_LABEL, ink, 2, 0,
                  tr(strings, "finish.take_home"));
        stack_gap(stack, gap);
    }
    ui_say_as(ui, full ? SAID_BODY : SAID_TITLE); /* where there is no other */
    if (many)
        put_place(stack, words);
    ui_say_as(ui, SAID_BODY);
    if (words->wording == WORDING_LEAST)
        return;
    stack_gap(stack, gap);
    if (!full) {
        stack_text(stack, TYPE_CAPTION, ink,
                   tr(strings, many ? "finish.scan_all_short" : "finish.scan_short"));
        return;
    }
    stack_text(
        stack, TYPE_BODY, ink,
        many ? tr_format(strings, &ui->list->arena, "finish.scan_all", {"count", NULL, code->count})
             : tr(strings, "finish.scan"));
    stack_gap(stack, gap);
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), tr(strings, "finish.nothing_sent"));
}

static bool words_fit(int wording, void *what)
{
    struct words *words = what;
    words->wording = (enum wording)wording;
    return stack_height(words->ui, words->area.w, put_words, words) <= words->area.h;
}

static void draw_words(struct ui *ui, const struct screen_context *context, struct rect area)
{
    struct words words = {ui, context, area, WORDING_FULL};
    fit_first(WORDING_COUNT, words_fit, &words);
    stack_draw(ui, area, ALIGN_LEFT, put_words, &words);
}

/* Below the words, in their places. */
struct buttons {
    struct button next, back;
    struct rect next_place, back_place;
    bool many, beside; /* codes; Back and the way on stand in one row */
};

/* The way on: beside Back, or above it where its words need all of the width. */
static void place_next(const struct ui *ui, const struct strings *strings, struct rect *column,
                       struct buttons *buttons)
{
    struct rect *row = &buttons->back_place;
    int gap = ui->metrics.gap, room = row->w - gap - ui->metrics.target;
    struct button next = {.id = "next",
                          .label = tr(strings, "finish.next_code"),
                          .spoken = tr(strings, "finish.next_code"),
                          .style = BUTTON_PRIMARY};
    if (ui_button_width(ui, &next) > room)
        next.label = tr(strings, "common.next");
    int width = int_max(ui_button_width(ui, &next), (row->w - gap) * 2 / 3);
    buttons->beside = ui_button_width_least(ui, &next, row->h) <= room;
    buttons->next = next;
    buttons->next_place = buttons->beside ? rect_cut_right(row, int_min(width, room), gap)
                                          : rect_cut_bottom(column, row->h, gap);
}

/* From the bottom of the column. */
static struct buttons place_buttons(const struct ui *ui, const struct screen_context *context,
                                    struct rect *column)
{
    struct buttons buttons = {
        .back = {.id = "back", .label = tr(context->strings, "common.back"), .icon = "arrow-left"},
        .back_place = rect_cut_bottom(column, ui_button_height(ui), ui->metrics.gap),
        .many = context->visit->code.count > 1};
    if (buttons.many)
        place_next(ui, context->strings, column, &buttons);
    if (ui_button_width(ui, &buttons.back) > buttons.back_place.w)
        buttons.back = ui_button_wordless(buttons.back);
    return buttons;
}

static void draw_buttons(struct ui *ui, const struct buttons *buttons)
{
    if (buttons->many && !buttons->beside)
        ui_button(ui, buttons->next_place, &buttons->next);
    ui_button(ui, buttons->back_place, &buttons->back);
    if (buttons->many && buttons->beside)
        ui_button(ui, buttons->next_place, &buttons->next);
}

/* The code reaches the window's rims, its own white margin is around it; beside it there is room
 * for words. */
static void draw(struct screen_context *context, struct ui *ui)
{
    struct visit *visit = context->visit;
    layout_background(ui);
    if (!visit->routine)
        return;
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    bool portrait = ui->metrics.portrait;
    int side =
        portrait ? int_min(window.w, window.h * 62 / 100) : int_min(window.h, window.w * 62 / 100);
    struct rect place = portrait ? rect_cut_top(&window, side, 0) : rect_cut_left(&window, side, 0);
    take_home_update(&visit->code, context->strings, &ui->list->arena, visit->routine,
                     take_home_most_modules(ui, side), visit->code_turn.shown);
    struct rect column = rect_inset(window, margin);
    struct buttons buttons = place_buttons(ui, context, &column);
    draw_words(ui, context, column); /* who only hears them does so first */
    visit->code_turn.held =
        buttons.many &&
        ui_target(ui, "next-code", tr(context->strings, "finish.next_code"), place, 0);
    draw_fill(ui->list, place, 0, ui_color(ui, COLOR_SURFACE));
    take_home_draw_code(ui, &visit->code, place);
    draw_buttons(ui, &buttons);
}

/* The next code has its turn, unless a finger holds this one. */
static void turn(struct visit *visit, ms_t now)
{
    struct code_turn *turn = &visit->code_turn;
    if (turn->held)
        turn->since = now;
    if (visit->code.count < 2 || now - turn->since < TAKE_HOME_TURN_MS)
        return;
    turn->shown = (visit->code.shown + 1) % visit->code.count;
    turn->since = now;
}

static void update(struct screen_context *context)
{
    if (!context->visit->routine) /* it left the content */
        context->close_panel = true;
    turn(context->visit, context->now);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    bool target = tap->kind == TAP_TARGET;
    if (tap->kind == TAP_BACK || (target && strcmp(tap->id, "back") == 0))
        context->close_panel = true;
    else if (target && (strcmp(tap->id, "next") == 0 || strcmp(tap->id, "next-code") == 0))
        context->visit->code_turn =
            (struct code_turn){.shown = context->visit->code.shown + 1, .since = context->now};
}

static ms_t wake(const struct screen_context *context)
{
    bool turns = context->visit->routine && context->visit->code.count > 1;
    return turns ? context->visit->code_turn.since + TAKE_HOME_TURN_MS : MS_NEVER;
}

const struct screen screen_take_home = {
    .about = ABOUT_ROUTINE,
    .panel = true,
    .enter = enter,
    .update = update,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
