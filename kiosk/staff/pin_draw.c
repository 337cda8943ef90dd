#include "staff/pin_draw.h"

#include <math.h>

#include "screens/layout.h"
#include "ui/fit.h"

static void draw_key(struct ui *ui, struct rect rect, const struct button *key, bool off)
{
    bool quiet = key->icon != NULL;
    bool pressed = !off && ui_target(ui, key->id, key->spoken, rect, key->index);
    if (!off && key->repeats)
        ui_repeats(ui, key->id);
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS) * 3 / 2;
    enum theme_color fill = pressed        ? COLOR_SURFACE_PRESSED
                            : off || quiet ? COLOR_BACKGROUND
                                           : COLOR_SURFACE;
    draw_box(ui->list, rect, radius, ui_color(ui, fill),
             metrics_length(&ui->metrics, LENGTH_STROKE), ui_color(ui, COLOR_LINE));
    color_t ink = ui_color(ui, off ? COLOR_LINE_STRONG : COLOR_TEXT);
    struct font font = metrics_font(&ui->metrics, TYPE_HEADING);
    font.size = int_max(font.size, int_min(metrics_px(&ui->metrics, 88), rect.h * 6 / 10));
    ui_say_mute(ui);
    if (key->icon)
        ui_icon(ui, rect, key->icon, font.size * 3 / 4, ink);
    else
        ui_text_font(ui, rect, font, ink, ALIGN_CENTER, key->label);
    ui_say_button(ui, key->spoken, rect, ui_say_unmute(ui));
}

static void draw_pad(struct screen_context *context, struct ui *ui, struct rect pad, bool off)
{
    static const char *const ids[] = {"digit:0", "digit:1", "digit:2", "digit:3", "digit:4",
                                      "digit:5", "digit:6", "digit:7", "digit:8", "digit:9"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    int gap = int_max(ui->metrics.gap, metrics_px(&ui->metrics, 28));
    int w = (pad.w - 2 * gap) / 3, h = (pad.h - 3 * gap) / 4;
    for (int place = 0; place < 12; place++) {
        /* A telephone's order, from the left in every language. */
        int digit = place < 9 ? place + 1 : 0;
        int column = ui->list->mirrored ? 2 - place % 3 : place % 3;
        struct rect rect = {pad.x + column * (w + gap), pad.y + place / 3 * (h + gap), w, h};
        struct button key = {
            .id = ids[digit], .label = digits[digit], .spoken = digits[digit], .index = digit};
        if (place == 11)
            key = (struct button){.id = "digit:delete",
                                  .spoken = tr(context->strings, "staff.pin.delete"),
                                  .icon = "delete",
                                  .repeats = true};
        if (place != 9)
            draw_key(ui, rect, &key, off);
    }
}

/* What stands there; `spare` leaves out the sign, then the rule, then the text. */
struct words {
    struct screen_context *context;
    struct ui *ui;
    int spare;
    struct rect room;
    ms_t wait, whole;
};

static const char *word(const struct words *w, const char *key)
{
    return tr(w->context->strings, key);
}

/* A sign on a round ground. */
static void put_sign(struct stack *stack, const char *icon)
{
    int side = metrics_px(&stack->ui->metrics, 132);
    struct rect box = stack_box(stack, side);
    if (stack->dry)
        return;
    box.w = side;
    draw_fill(stack->ui->list, box, side / 2, ui_color(stack->ui, COLOR_SURFACE_TINT));
    ui_icon(stack->ui, box, icon, side / 2, ui_color(stack->ui, COLOR_TEXT_TINT));
}

static int shake(const struct words *w)
{
    const struct staff_pin *pad = &w->context->staff->pad;
    double passed = (double)(w->context->now - pad->noted_at);
    if (pad->note == STAFF_PIN_QUIET || w->ui->less_motion || passed > 500)
        return 0;
    double reach = metrics_px(&w->ui->metrics, 18) * (1 - passed / 500);
    return (int)lround(reach * sin(passed / 500 * 6 * 3.14159265));
}

static void put_dots(struct stack *stack, const struct words *w)
{
    const struct staff_pin *pad = &w->context->staff->pad;
    struct ui *ui = stack->ui;
    int side = metrics_px(&ui->metrics, 52), gap = metrics_px(&ui->metrics, 30);
    side = int_max(side, metrics_font(&ui->metrics, TYPE_CAPTION).size);
    gap = int_min(gap, (stack->width - PIN_DIGITS * side) / (PIN_DIGITS - 1));
    struct rect row = stack_box(stack, side);
    if (stack->dry)
        return;
    bool wrong = pad->note != STAFF_PIN_QUIET;
    int stroke = metrics_length(&ui->metrics, LENGTH_STROKE) * 5 / 3;
    for (int i = 0; i < PIN_DIGITS; i++) {
        struct rect dot = {row.x + shake(w) + i * (side + gap), row.y, side, side};
        bool full = i < pad->count;
        draw_box(ui->list, dot, side / 2, ui_color(ui, full ? COLOR_PRIMARY : COLOR_SURFACE),
                 full ? 0 : stroke, ui_color(ui, wrong ? COLOR_DANGER : COLOR_LINE_STRONG));
    }
    ui_say_body(ui,
                tr_format(w->context->strings, &ui->list->arena, "staff.pin.dots",
                          {"count", NULL, pad->count}),
                row);
}

/* "1 Choose" and "2 Repeat". */
static void put_steps(struct stack *stack, const struct words *w)
{
    struct ui *ui = stack->ui;
    struct rect row = stack_box(stack, ui_tag_height(ui));
    if (stack->dry)
        return;
    bool again = w->context->staff->pad.step == STAFF_PIN_REPEAT;
    if (w->spare > 0) {
        ui_tag(ui, row.x, row.y, NULL,
               word(w, again ? "staff.pin.step_repeat" : "staff.pin.step_choose"),
               ui_color(ui, COLOR_PRIMARY), ui_color(ui, COLOR_ON_PRIMARY));
        return;
    }
    color_t dark = ui_color(ui, COLOR_PRIMARY), on = ui_color(ui, COLOR_ON_PRIMARY);
    color_t light = ui_color(ui, COLOR_SURFACE_TINT), ink = ui_color(ui, COLOR_TEXT_TINT);
    const char *first = word(w, "staff.pin.step_choose");
    int width = ui_tag(ui, row.x, row.y, again ? "check" : NULL, first, again ? light : dark,
                       again ? ink : on);
    int gap = metrics_px(&ui->metrics, 16), line = metrics_px(&ui->metrics, 48);
    struct rect dash = {row.x + width + gap, row.y + row.h / 2, line,
                        metrics_length(&ui->metrics, LENGTH_STROKE)};
    draw_fill(ui->list, dash, 0, ui_color(ui, COLOR_LINE_STRONG));
    ui_tag(ui, dash.x + line + gap, row.y, NULL, word(w, "staff.pin.step_repeat"),
           again ? dark : light, again ? on : ink);
}

static void put_text(struct stack *stack, enum theme_type type, enum theme_color color,
                     const char *text)
{
    stack_text(stack, type, ui_color(stack->ui, color), text);
}

static void put_title(struct stack *stack, const char *text)
{
    stack_fit(stack, TYPE_TITLE, ui_color(stack->ui, COLOR_TEXT), 2, 2, text);
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
}

static const char *note_text(const struct words *w)
{
    static const char *const keys[] = {[STAFF_PIN_DIFFERENT] = "staff.pin.different",
                                       [STAFF_PIN_EQUAL_DIGITS] = "staff.pin.equal",
                                       [STAFF_PIN_RUN] = "staff.pin.run"};
    const struct staff *staff = w->context->staff;
    if (staff->pad.note != STAFF_PIN_WRONG)
        return word(w, keys[staff->pad.note]);
    int left = staff->sample ? PIN_TRIES - 1 : pin_tries_left(staff->pin);
    if (left == 0)
        return word(w, "staff.pin.wrong_again");
    return tr_format(w->context->strings, &w->ui->list->arena, "staff.pin.wrong",
                     {"count", NULL, left});
}

static const char *text_of(const struct words *w)
{
    static const char *const keys[] = {"staff.pin.text", "staff.pin.choose_text",
                                       "staff.pin.repeat_text"};
    const struct staff_pin *pad = &w->context->staff->pad;
    if (pad->note != STAFF_PIN_QUIET)
        return note_text(w);
    return pad->stick && pad->step == STAFF_PIN_ENTER ? word(w, "staff.pin.stick")
                                                      : word(w, keys[pad->step]);
}

static const char *title_of(const struct words *w)
{
    static const char *const keys[] = {"staff.pin.title", "staff.pin.choose", "staff.pin.repeat"};
    const struct staff_pin *pad = &w->context->staff->pad;
    return pad->change && pad->step == STAFF_PIN_ENTER ? word(w, "staff.pin.old")
                                                       : word(w, keys[pad->step]);
}

static void put_pin(struct stack *stack, const struct words *w)
{
    const struct staff_pin *pad = &w->context->staff->pad;
    int gap = metrics_px(&stack->ui->metrics, 44);
    gap = w->spare > 0 ? gap / 2 : gap;
    bool noted = pad->note != STAFF_PIN_QUIET;
    if (pad->step != STAFF_PIN_ENTER)
        put_steps(stack, w);
    else if (w->spare < 1)
        put_sign(stack, "lock");
    if (pad->step != STAFF_PIN_ENTER || w->spare < 1)
        stack_gap(stack, gap);
    put_title(stack, title_of(w));
    if (noted || pad->stick || w->spare < 3)
        put_text(stack, w->spare < 2 ? TYPE_BODY : TYPE_CAPTION,
                 noted ? COLOR_DANGER_TEXT : COLOR_TEXT_SOFT, text_of(w));
    stack_gap(stack, gap);
    put_dots(stack, w);
    if (pad->step == STAFF_PIN_ENTER || w->spare > 0)
        return;
    stack_gap(stack, gap);
    put_text(stack, TYPE_CAPTION, COLOR_TEXT_SOFT, word(w, "staff.pin.rule"));
}

static void put_wait(struct stack *stack, const struct words *w)
{
    enum { MINUTES_FROM_S = 90 };
    struct ui *ui = stack->ui;
    struct arena *arena = &ui->list->arena;
    const struct strings *strings = w->context->strings;
    int seconds = ms_seconds_left(w->wait);
    bool minutes = seconds > MINUTES_FROM_S;
    int count = minutes ? (seconds + 59) / 60 : seconds;
    int side = metrics_px(&ui->metrics, w->spare > 0 ? 220 : 308);
    struct rect box = w->spare < 2 ? stack_box(stack, side) : (struct rect){0};
    box.w = side;
    struct ring ring = {.left = (double)w->wait / (double)(w->whole > 0 ? w->whole : 1),
                        .number = arena_printf(arena, "%d", count),
                        .caption = tr_format(strings, arena,
                                             minutes ? "staff.pin.minutes" : "staff.pin.seconds",
                                             {"count", NULL, count}),
                        .color = ui_color(ui, COLOR_ACCENT)};
    if (!stack->dry && w->spare < 2)
        ui_ring(ui, box, &ring);
    stack_gap(stack, metrics_px(&ui->metrics, 44));
    put_title(stack, word(w, "staff.pin.wait"));
    enum theme_type type = w->spare < 1 ? TYPE_BODY : TYPE_CAPTION;
    if (w->spare < 3)
        put_text(stack, type, COLOR_TEXT_SOFT, word(w, "staff.pin.wait_why"));
    put_text(stack, type, COLOR_TEXT_SOFT,
             tr_format(strings, arena,
                       minutes ? "staff.pin.wait_minutes" : "staff.pin.wait_seconds",
                       {"count", NULL, count}));
    if (w->spare < 3)
        put_text(stack, type, COLOR_TEXT_SOFT, word(w, "staff.pin.wait_others"));
}

static void put_help(struct stack *stack, const struct words *w)
{
    static const char *const keys[] = {"staff.pin.help_1", "staff.pin.help_2", "staff.pin.help_3"};
    put_title(stack, word(w, "staff.pin.forgotten"));
    for (size_t i = 0; i < (w->spare < 3 ? 3 : 2); i++) {
        stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
        put_text(stack, w->spare < 1 ? TYPE_BODY : TYPE_CAPTION, COLOR_TEXT_SOFT, word(w, keys[i]));
    }
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *w = what;
    if (w->context->staff->pad.help)
        put_help(stack, w);
    else if (w->wait > 0)
        put_wait(stack, w);
    else
        put_pin(stack, w);
}

static bool words_fit(int spare, void *what)
{
    struct words *w = what;
    w->spare = spare;
    return stack_height(w->ui, w->room.w, put_words, w) <= w->room.h;
}

static struct button foot_button(const struct screen_context *context)
{
    const struct staff_pin *pad = &context->staff->pad;
    if (pad->step == STAFF_PIN_REPEAT)
        return (struct button){.id = "pin-another",
                               .label = tr(context->strings, "staff.pin.another"),
                               .icon = "rotate-ccw"};
    return (struct button){
        .id = "pin-help",
        .label = tr(context->strings, pad->help ? "staff.pin.enter" : "staff.pin.forgotten"),
        .icon = pad->help ? "lock" : "info"};
}

static void draw_button(struct ui *ui, struct rect row, const struct button *button)
{
    row.w = int_min(row.w, ui_button_width(ui, button));
    ui_button(ui, row, button);
}

/* Back above, the words, and what helps below; on 7" beside Back. */
static void draw_side(struct ui *ui, struct rect side, struct words *w)
{
    const struct staff_pin *pad = &w->context->staff->pad;
    int height = ui_button_height_small(ui);
    struct button back = {
        .id = "pin-leave",
        .label = tr(w->context->strings, pad->change ? "common.back" : "staff.pin.back"),
        .icon = "arrow-left"};
    struct button foot = foot_button(w->context);
    struct rect top = rect_cut_top(&side, height, ui->metrics.gap), low = top;
    if (ui->metrics.compact) {
        foot = ui_button_wordless(foot);
        low = rect_cut_right(&top, ui->metrics.target, ui->metrics.gap);
    } else {
        low = rect_cut_bottom(&side, height, ui->metrics.gap);
    }
    if (top.w < ui_button_width(ui, &back) && ui->metrics.compact)
        back.label = tr(w->context->strings, "common.back");
    draw_button(ui, top, &back);
    w->room = side;
    fit_first(4, words_fit, w);
    if (ui->metrics.portrait)
        stack_draw_middle(ui, side, ALIGN_LEFT, put_words, w);
    else
        stack_draw(ui, side, ALIGN_LEFT, put_words, w);
    if (pad->step != STAFF_PIN_CHOOSE)
        draw_button(ui, low, &foot);
}

/* Cuts it off *area, at the right or, in portrait, at the bottom. */
static struct rect place_pad(struct ui *ui, struct rect *area)
{
    const struct metrics *m = &ui->metrics;
    int gap = int_max(m->gap, metrics_px(m, 28));
    int least_w = 3 * m->target + 2 * gap, least_h = 4 * m->target + 3 * gap;
    int most_w = metrics_px(m, 764), most_h = metrics_px(m, 848);
    if (m->portrait)
        return rect_cut_bottom(area, int_max(least_h, int_min(most_h, area->h * 45 / 100)),
                               2 * gap);
    int width = int_max(least_w, int_min(most_w, area->w * 45 / 100));
    struct rect pad = rect_cut_right(area, width, gap);
    struct rect window = {pad.x, 0, pad.w, m->height};
    return rect_centered(window, pad.w, int_max(least_h, int_min(area->h, most_h)));
}

void staff_pin_draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct words w = {.context = context, .ui = ui};
    w.wait = staff_pin_wait(context, &w.whole);
    struct rect area = layout_area(ui);
    if (context->staff->pad.help && ui->metrics.compact) { /* which takes all the room */
        draw_side(ui, area, &w);
        return;
    }
    struct rect pad = place_pad(ui, &area);
    draw_side(ui, area, &w);
    draw_pad(context, ui, pad, w.wait > 0);
}
