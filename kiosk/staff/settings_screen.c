#include "staff/settings_screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "screens/layout.h"
#include "staff/parts.h"
#include "staff/settings_card.h"
#include "ui/chips.h"
#include "ui/stepper.h"

/* Panels as they are sold, inches. */
static const double sizes[] = {7, 10.1, 15.6, 21.5, 23.8, 27, 32, 43};

enum { SIZES = sizeof sizes / sizeof *sizes };

/* The setting of how it hangs. */
#define TURN "screen.rotate"

static const struct settings_row brightness = {"brightness", "staff.settings.brightness", NULL};
static const struct settings_row dim = {"dim_at_rest", "staff.settings.dim",
                                        "staff.settings.dim_info"};

static void put_sizes(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    struct chip chips[SIZES];
    double now = settings_card_mm(context, ui);
    for (int i = 0; i < SIZES; i++)
        chips[i] = (struct chip){.id = arena_printf(&ui->list->arena, "size:%d", i),
                                 .label = arena_printf(&ui->list->arena, "%g\u2033", sizes[i]),
                                 .on = fabs(now - sizes[i] * SETTINGS_INCH_MM) < 2,
                                 .index = i};
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(context->strings, "staff.settings.sizes"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_chips(stack, chips, SIZES);
}

static void put_card_words(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), what);
}

/* Below a title, and among other things, no card would be whole on a small panel. */
static void put_way_to_card(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    const char *words = tr(context->strings, "staff.settings.card_title");
    int sign = ui_button_icon_size(ui), gap = ui->metrics.gap, room = stack->width - sign - gap;
    int high = stack_height(ui, room, put_card_words, words);
    struct rect box = stack_box(stack, int_max(high, ui_button_height_small(ui)));
    if (!stack_seen(stack, box))
        return;
    bool pressed = ui_target(ui, "card", words, box, 0);
    color_t ink = ui_color(ui, pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY);
    ui_icon(ui, rect_cut_right(&box, sign, gap), "chevron-right", sign, ink);
    stack_draw_middle(ui, box, ALIGN_LEFT, put_card_words, words);
}

/* On cards, beside each other where there is room. */
static void put_size(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    int side = ui_padding(ui, LENGTH_PADDING, 60), gap = ui->metrics.gap;
    int narrow = stack->width * 36 / 100;
    bool beside = narrow > metrics_font(&ui->metrics, TYPE_LABEL).size * 13;
    int widths[] = {beside ? stack->width - narrow - gap : stack->width,
                    beside ? narrow : stack->width};
    stack_fn *const parts[] = {staff_small(ui) ? put_way_to_card : settings_fitting_put, put_sizes};
    int heights[2];
    for (int i = 0; i < 2; i++)
        heights[i] = stack_height(ui, widths[i] - 2 * side, parts[i], context) + 2 * side;
    if (beside)
        heights[0] = heights[1] = int_max(heights[0], heights[1]);
    struct rect row = {0, 0, 0, 0};
    for (int i = 0; i < 2; i++) {
        if (i == 0 || !beside) {
            stack_gap(stack, i > 0 ? gap : 0);
            row = stack_box(stack, heights[i]);
        }
        struct rect card = rect_cut_left(&row, widths[i], gap);
        if (!stack_seen(stack, card))
            continue;
        layout_box(ui, card, COLOR_SURFACE, COLOR_LINE, 1);
        stack_draw(ui, rect_inset(card, side), ALIGN_LEFT, parts[i], context);
    }
}

/* By quarter turns, as the setting counts them. */
static const char *const turn_words[] = {"staff.settings.turn_normal", "staff.settings.turn_right",
                                         "staff.settings.turn_inverted",
                                         "staff.settings.turn_left"};

enum { TURNS = sizeof turn_words / sizeof *turn_words };

static void put_turns(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    struct chip chips[TURNS];
    int now = context->config->screen.rotate;
    for (int i = 0; i < TURNS; i++)
        chips[i] = (struct chip){.id = arena_printf(&ui->list->arena, "turn:%d", i),
                                 .label = tr(strings, turn_words[i]),
                                 .on = i == now,
                                 .index = i};
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), tr(strings, "staff.settings.turn"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_chips(stack, chips, TURNS);
}

static void put_turn(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    const char *now = tr(strings, turn_words[context->config->screen.rotate]);
    if (settings_fixed_put(stack, context, TURN, tr(strings, "staff.settings.turn"), now))
        return;
    int side = ui_padding(ui, LENGTH_PADDING, 60);
    int height = stack_height(ui, stack->width - 2 * side, put_turns, context) + 2 * side;
    struct rect card = stack_box(stack, height);
    if (!stack_seen(stack, card))
        return;
    layout_box(ui, card, COLOR_SURFACE, COLOR_LINE, 1);
    stack_draw(ui, rect_inset(card, side), ALIGN_LEFT, put_turns, context);
}

static bool turn_is_asked(const struct staff_settings *settings)
{
    const struct settings_past *last = settings_last(settings);
    return last && strcmp(last->key, TURN) == 0;
}

/* Nothing else: what is asked must be seen, whatever the size has become. */
static void put_question(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    bool turned = turn_is_asked(settings_of(context));
    int seconds = ms_seconds_left(settings_of(context)->confirm_end - context->now);
    struct button buttons[] = {
        {.id = "keep",
         .label = tr(strings, "staff.settings.keep"),
         .icon = "check",
         .style = BUTTON_PRIMARY},
        {.id = "take-back", .label = tr(strings, "staff.settings.take_back"), .icon = "undo-2"},
    };
    const char *info =
        tr_format(strings, &ui->list->arena,
                  turned ? "staff.settings.keep_turn_info" : "staff.settings.keep_info",
                  {"count", NULL, seconds > 0 ? seconds : 0});
    bool small = staff_small(ui); /* there the buttons must be seen, and the time that is left */
    const char *title = tr(strings, "staff.settings.keep_title");
    if (!small)
        stack_text(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), title);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), info);
    settings_gap(stack);
    staff_buttons_put(stack, buttons, 2);
    stack_gap(stack, small ? metrics_length(&ui->metrics, LENGTH_GAP_SMALL) : 0);
    if (small)
        stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), title);
    if (turned)
        return;
    settings_gap(stack);
    settings_card_put(stack, context, false);
}

static void content(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    if (settings_of(context)->confirm_end > 0) {
        put_question(stack, context);
        return;
    }
    if (!settings_fixed_put(stack, context, "screen.diagonal_mm",
                            tr(context->strings, "staff.settings.sizes"), NULL)) {
        put_size(stack, context);
    }
    settings_gap(stack);
    settings_row_put(stack, context, &brightness);
    settings_gap(stack);
    settings_row_put(stack, context, &dim);
    settings_gap(stack);
    put_turn(stack, context);
}

/* What may leave the screen so that nobody could set it back is kept only when somebody says so. */
static void set_and_ask(struct screen_context *context, const char *key, const char *json)
{
    struct staff_settings *settings = settings_of(context);
    settings->page = SETTINGS_SECTION;
    settings_set(context, key, json);
    settings->try_mm = 0;
    if (context->settings_written && settings_last(settings))
        settings->confirm_end = context->now + SETTINGS_CONFIRM_MS;
}

static void set_diagonal(struct screen_context *context, double mm)
{
    char json[32];
    snprintf(json, sizeof json, "%.1f", mm);
    set_and_ask(context, "screen.diagonal_mm", json);
}

static void set_turn(struct screen_context *context, int turn)
{
    char json[32];
    snprintf(json, sizeof json, "\"%s\"", config_key_find(TURN)->choices[turn]);
    if (turn != context->config->screen.rotate)
        set_and_ask(context, TURN, json);
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    if (strcmp(tap->id, "card") == 0)
        settings->page = SETTINGS_CARD;
    else if (strcmp(tap->id, "card:back") == 0)
        settings->page = SETTINGS_SECTION;
    else if (strcmp(tap->id, "keep") == 0)
        settings->confirm_end = 0;
    else if (strcmp(tap->id, "take-back") == 0)
        settings_undo(context);
    else if (stepper_press(tap, "card") != 0)
        settings_card_try(context, stepper_press(tap, "card") > 0);
    else if (strcmp(tap->id, "fits") == 0)
        set_diagonal(context, settings->drawn_mm);
    else if (strncmp(tap->id, "size:", 5) == 0)
        set_diagonal(context, sizes[tap->index] * SETTINGS_INCH_MM);
    else if (strncmp(tap->id, "turn:", 5) == 0)
        set_turn(context, tap->index);
    else
        return settings_row_tap(context, tap, brightness.key) ||
               settings_row_tap(context, tap, dim.key);
    return true;
}

void settings_screen_update(struct screen_context *context)
{
    ms_t end = settings_of(context)->confirm_end;
    if (end > 0 && context->now >= end)
        settings_undo(context);
}

void settings_screen_leave(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    if (settings->confirm_end > 0)
        settings_undo(context);
    settings->try_mm = 0;
}

ms_t settings_screen_wake(const struct screen_context *context)
{
    ms_t end = settings_of(context)->confirm_end;
    ms_t part = end > 0 ? (end - context->now) % 1000 : 0;
    return end > 0 ? context->now + (part > 0 ? part : 1000) : MS_NEVER;
}

const struct settings_section settings_screen = {
    .id = "settings:screen",
    .icon = "monitor",
    .title = "staff.settings.screen",
    .info = "staff.settings.screen_info",
    .content = content,
    .tap = tap,
};
