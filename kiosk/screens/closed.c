#include "config/hours.h"
#include "screens/layout.h"
#include "screens/screen.h"

/* Black, with a thin clock that stands elsewhere every minute, so that nothing is burnt into the
 * panel. A touch says for a while, brightly, when it opens. */

static const ms_t bright_ms = 5000;

/* 7.4:1 on black, and dark enough for a waiting room at night. */
static const color_t black = 0xFF000000, dim = 0xFF939B9D, bright = 0xFFFFFFFF;

static bool is_bright(const struct screen_context *context)
{
    const struct closing *closing = context->closing;
    return closing->touched && context->now - closing->touched_at < bright_ms;
}

static void enter(struct screen_context *context)
{
    context->closing->touched = false;
    context->closing->touched_at = context->now;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    (void)tap;
    context->closing->touched = true;
    context->closing->touched_at = context->now;
}

static ms_t wake(const struct screen_context *context)
{
    return is_bright(context) ? context->closing->touched_at + bright_ms : MS_NEVER;
}

/* "Opens at 8:00"; "" when nobody knows when. */
static const char *opening(const struct screen_context *context, struct arena *arena)
{
    static const char *const days[] = {"closed.mon", "closed.tue", "closed.wed", "closed.thu",
                                       "closed.fri", "closed.sat", "closed.sun"};
    const struct closing *closing = context->closing;
    const struct strings *strings = context->strings;
    char time[8];
    if (closing->opens < 0)
        return "";
    hours_print(time, sizeof time, closing->opens);
    if (closing->weekday < 0)
        return tr_format(strings, arena, "closed.opens", {"time", time, 0});
    return tr_format(strings, arena, "closed.opens_on",
                     {"day", tr(strings, days[closing->weekday]), 0}, {"time", time, 0});
}

struct words {
    struct font clock;
    color_t ink;
    const char *time, *text;
};

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    stack->balanced = STACK_MESSAGE;
    ui_say_as(stack->ui, SAID_TITLE);
    stack_text_font(stack, words->clock, words->ink, 1, words->time);
    ui_say_as(stack->ui, SAID_BODY);
    if (*words->text)
        stack_text(stack, TYPE_BODY, words->ink, words->text);
}

/* Somewhere else every minute, and nowhere near the last place. */
static struct rect place(struct rect area, int width, int height, int minute)
{
    enum { STEPS = 7 };
    int column = minute * 3 % STEPS, row = minute * 5 / STEPS * 3 % STEPS;
    return (struct rect){area.x + (area.w - width) * column / (STEPS - 1),
                         area.y + (area.h - height) * row / (STEPS - 1), width, height};
}

static void draw(struct screen_context *context, struct ui *ui)
{
    struct rect all = {0, 0, ui->metrics.width, ui->metrics.height};
    struct rect area = layout_area(ui);
    struct arena *arena = &ui->list->arena;
    bool now = is_bright(context);
    const char *opens = opening(context, arena);
    const char *closed = tr(context->strings, "closed.closed");
    char time[8];
    hours_print(time, sizeof time, context->closing->minute);
    struct words words = {
        .clock = {FONT_REGULAR, metrics_px(&ui->metrics, 220)},
        .ink = now ? bright : dim,
        .time = time,
        .text = now ? arena_printf(arena, *opens ? "%s %s" : "%s%s", closed, opens) : opens};
    int width = int_max(ui_text_width_font(ui, words.clock, time),
                        ui_text_width(ui, TYPE_BODY, words.text));
    width = int_min(width + 2, area.w);
    int height = stack_height(ui, width, put_words, &words);
    draw_fill(ui->list, all, 0, black);
    stack_draw(ui, place(area, width, height, context->closing->minute), ALIGN_CENTER, put_words,
               &words);
}

const struct screen screen_closed = {
    .rests = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
