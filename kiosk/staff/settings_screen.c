#include "staff/settings_screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "screens/layout.h"
#include "staff/parts.h"
#include "ui/chips.h"
#include "ui/drag_handle.h"
#include "ui/stepper.h"

/* ISO/IEC 7810 ID-1: the size of every bank card. */
static const double card_width_mm = 85.6, card_height_mm = 53.98;

static const double inch_mm = 25.4, press = 1.005;

/* Panels as they are sold, inches. */
static const double sizes[] = {7, 10.1, 15.6, 21.5, 23.8, 27, 32, 43};

enum { SIZES = sizeof sizes / sizeof *sizes };

/* Of the frame, which a finger carries. */
#define CORNER "card:corner"

/* The setting of how it hangs. */
#define TURN "screen.rotate"

static const struct settings_row brightness = {"brightness", "staff.settings.brightness", NULL};
static const struct settings_row dim = {"dim_at_rest", "staff.settings.dim",
                                        "staff.settings.dim_info"};

/* The diagonal in force, which may be a guess. */
static double diagonal_of(const struct ui *ui)
{
    return hypot(ui->metrics.width, ui->metrics.height) / ui->metrics.px_per_mm;
}

static double wanted_mm(const struct screen_context *context, const struct ui *ui)
{
    double tried = settings_of(context)->try_mm;
    return tried > 0 ? tried : diagonal_of(ui);
}

static const char *size_text(const struct screen_context *context, struct arena *arena, double mm)
{
    return tr_format(context->strings, arena, "staff.settings.inches",
                     {"inches", arena_printf(arena, "%.1f", mm / inch_mm), 0},
                     {"mm", arena_printf(arena, "%.0f", mm), 0});
}

static void draw_card(struct ui *ui, struct rect rect, const char *words)
{
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
             ui_color(ui, COLOR_SURFACE_TINT), stroke, ui_color(ui, COLOR_PRIMARY));
    struct rect inner = rect_inset(rect, 4 * stroke);
    struct font small = {metrics_font(&ui->metrics, TYPE_LABEL).weight,
                         metrics_least_font(&ui->metrics)};
    if (!ui_text_fits(ui, small, words, inner.w, inner.h, 2))
        return;
    struct font font = ui_fit_font(ui, TYPE_LABEL, words, inner.w, inner.h, 2);
    int high = int_min(inner.h, ui_paragraph_height_font(ui, inner.w, font, words, 2));
    ui_paragraph_font(ui, rect_centered(inner, inner.w, high), font, ui_color(ui, COLOR_TEXT_TINT),
                      ALIGN_CENTER, words);
}

static double card_px(const struct ui *ui, double mm)
{
    return hypot(ui->metrics.width, ui->metrics.height) / mm;
}

/* The corner keeps below the finger as far as the card's shape lets it: its upper edge stays where
 * it is, and its middle. */
static void follow_corner(const struct screen_context *context, struct ui *ui)
{
    struct staff_settings *settings = settings_of(context);
    const struct config_key *key = config_key_find("screen.diagonal_mm");
    int dx, dy;
    if (!ui_loose_carried(ui, CORNER, &dx, &dy)) {
        settings->taken_mm = 0;
        return;
    }
    if (settings->taken_mm <= 0)
        settings->taken_mm = wanted_mm(context, ui);
    double px = card_px(ui, settings->taken_mm);
    double right = card_width_mm * px / 2, down = card_height_mm * px;
    double larger = 1 + (right * dx + down * dy) / (right * right + down * down);
    double mm = larger > 0 ? settings->taken_mm / larger : key->most;
    settings->try_mm = fmin(fmax(mm, key->least), key->most);
}

static void draw_corner(struct ui *ui, struct rect card, struct rect area, const char *label)
{
    int side = int_max(ui->metrics.target, metrics_px(&ui->metrics, 84));
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE), dx, dy;
    struct rect disc = {card.x + card.w - side / 2, card.y + card.h - side / 2, side, side};
    disc.x = int_clamp(disc.x, area.x, area.x + area.w - side);
    ui_target_round(ui, CORNER, label, disc, side / 2, 0);
    ui_loose_handle(ui, CORNER);
    bool taken = ui_loose_carried(ui, CORNER, &dx, &dy);
    draw_fill(ui->list, rect_inset(disc, -2 * stroke), side / 2 + 2 * stroke,
              ui_color(ui, COLOR_SURFACE));
    draw_fill(ui->list, disc, side / 2,
              ui_color(ui, taken ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY));
    ui_icon(ui, disc, "move-diagonal-2", side / 2, ui_color(ui, COLOR_ON_PRIMARY));
    ui_say_button(ui, label, disc, false);
}

static void put_card(struct stack *stack, const struct screen_context *context, bool fitting)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    if (fitting)
        follow_corner(context, ui);
    double mm = wanted_mm(context, ui), px = card_px(ui, mm);
    int width = (int)lround(card_width_mm * px), height = (int)lround(card_height_mm * px);
    struct rect box = stack_box(stack, int_min(height, ui->metrics.height));
    struct rect card = rect_centered(box, width, height);
    settings_of(context)->drawn_mm = mm; /* taps know no window */
    if (fitting)                         /* half of the corner's disc */
        stack_gap(stack, int_max(ui->metrics.target, metrics_px(&ui->metrics, 84)) / 2);
    if (!stack_seen(stack, card))
        return;
    draw_card(ui, card, tr(strings, "staff.settings.card_here"));
    if (fitting)
        draw_corner(ui, card, box, tr(strings, "staff.settings.card_corner"));
}

/* − and +, the size that they have led to, and what makes it so. */
struct fitting {
    struct button less, more, fits;
    const char *size;
};

static struct fitting fitting_of(const struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    return (struct fitting){
        .less = {.id = "card:less",
                 .icon = "minus",
                 .spoken = tr(strings, "staff.settings.card_less"),
                 .repeats = true},
        .more = {.id = "card:more",
                 .icon = "plus",
                 .spoken = tr(strings, "staff.settings.card_more"),
                 .repeats = true},
        .fits = {.id = "fits",
                 .label = tr(strings, "staff.settings.fits"),
                 .icon = "check",
                 .style = BUTTON_PRIMARY},
        .size = size_text(context, &ui->list->arena, wanted_mm(context, ui)),
    };
}

/* In one row where the size has room between them. */
static bool put_fitting_row(struct stack *stack, const struct fitting *f)
{
    struct ui *ui = stack->ui;
    int small = ui_button_height_small(ui), gap = ui->metrics.gap;
    int fits = ui_button_width(ui, &f->fits), room = stack->width - fits - 2 * small - 3 * gap;
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    font.size = int_max(font.size * 4 / 5, metrics_least_font(&ui->metrics));
    if (room <= 0 || !ui_text_fits(ui, font, f->size, room, small, 2))
        return false;
    struct rect row = stack_box(stack, small);
    if (stack->dry)
        return true;
    ui_button(ui, rect_cut_left(&row, small, gap), &f->less);
    ui_button(ui, rect_cut_left(&row, small, gap), &f->more);
    ui_button(ui, rect_cut_right(&row, fits, gap), &f->fits);
    font = ui_fit_font(ui, TYPE_BUTTON, f->size, row.w, row.h, 2);
    int high = ui_paragraph_height_font(ui, row.w, font, f->size, 2);
    ui_paragraph_font(ui, rect_centered(row, row.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_LEFT, f->size);
    return true;
}

static void put_fitting(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    const struct strings *strings = context->strings;
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(strings, "staff.settings.card_title"));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr(strings, "staff.settings.card_info"));
    settings_gap(stack);
    put_card(stack, context, true);
    settings_gap(stack);
    const struct fitting fitting = fitting_of(context, ui);
    if (put_fitting_row(stack, &fitting))
        return;
    const struct button buttons[] = {fitting.less, fitting.more, fitting.fits};
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), fitting.size);
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    staff_buttons_put(stack, buttons, 3);
}

static void put_sizes(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    struct ui *ui = stack->ui;
    struct chip chips[SIZES];
    double now = wanted_mm(context, ui);
    for (int i = 0; i < SIZES; i++)
        chips[i] = (struct chip){.id = arena_printf(&ui->list->arena, "size:%d", i),
                                 .label = arena_printf(&ui->list->arena, "%g\u2033", sizes[i]),
                                 .on = fabs(now - sizes[i] * inch_mm) < 2,
                                 .index = i};
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(context->strings, "staff.settings.sizes"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_chips(stack, chips, SIZES);
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
    stack_fn *const parts[] = {put_fitting, put_sizes};
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
    stack_text(stack, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT),
               tr(strings, "staff.settings.keep_title"));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr_format(strings, &ui->list->arena,
                         turned ? "staff.settings.keep_turn_info" : "staff.settings.keep_info",
                         {"count", NULL, seconds > 0 ? seconds : 0}));
    settings_gap(stack);
    staff_buttons_put(stack, buttons, 2);
    if (turned)
        return;
    settings_gap(stack);
    put_card(stack, context, false);
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

static void try_size(struct screen_context *context, bool larger)
{
    const struct config_key *key = config_key_find("screen.diagonal_mm");
    struct staff_settings *settings = settings_of(context);
    double mm = settings->drawn_mm;
    mm = larger ? mm / press : mm * press; /* a larger frame: a smaller panel */
    settings->try_mm = settings->drawn_mm = fmin(fmax(mm, key->least), key->most);
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    struct staff_settings *settings = settings_of(context);
    if (strcmp(tap->id, "keep") == 0)
        settings->confirm_end = 0;
    else if (strcmp(tap->id, "take-back") == 0)
        settings_undo(context);
    else if (stepper_press(tap, "card") != 0)
        try_size(context, stepper_press(tap, "card") > 0);
    else if (strcmp(tap->id, "fits") == 0)
        set_diagonal(context, settings->drawn_mm);
    else if (strncmp(tap->id, "size:", 5) == 0)
        set_diagonal(context, sizes[tap->index] * inch_mm);
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
