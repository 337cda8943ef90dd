#include "screens/layout.h"
#include "screens/screen.h"
#include "ui/stack.h"

/* Anywhere will do, but not twice with no press between: drops of water would keep it for ever. */
static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_ELSEWHERE && context->visit->vague_answer)
        return;
    context->visit->vague_answer = tap->kind == TAP_ELSEWHERE;
    context->close_panel = true;
}

static double part_left(const struct screen_context *context, bool whole_seconds)
{
    double left = whole_seconds ? ms_seconds_left(context->idle_left_ms) * 1000.0
                                : (double)context->idle_left_ms;
    double total = (double)context->idle_total_ms;
    if (total <= 0 || left <= 0)
        return 0;
    return left < total ? left / total : 1;
}

static void draw_ring_part(struct ui *ui, const struct screen_context *context, struct rect rect)
{
    int seconds = ms_seconds_left(context->idle_left_ms);
    struct arena *arena = &ui->list->arena;
    ui_ring(ui, rect,
            &(struct ring){
                .left = part_left(context, ui->less_motion),
                .number = arena_printf(arena, "%d", seconds),
                .caption = tr_format(context->strings, arena, "still_there.seconds",
                                     {"count", NULL, seconds}),
                .color = ui_color(ui, COLOR_PRIMARY),
                .swell = 1,
            });
}

static void put_title(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    stack->balanced = STACK_MESSAGE;
    stack_text(stack, TYPE_TITLE, ui_color(stack->ui, COLOR_TEXT),
               tr(context->strings, "still_there.title"));
}

static void put_words(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    put_title(stack, what);
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP));
    stack_text(stack, TYPE_BODY, ui_color(stack->ui, COLOR_TEXT_SOFT),
               tr(context->strings, "still_there.text"));
}

/* How wide the words are when they may be as wide as `most`. */
static int words_width(struct ui *ui, const struct screen_context *context, int most)
{
    static const struct {
        enum theme_type type;
        const char *key;
    } parts[] = {{TYPE_TITLE, "still_there.title"}, {TYPE_BODY, "still_there.text"}};
    int widest = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = tr(context->strings, parts[i].key);
        int width = ui_text_width(ui, parts[i].type, text);
        if (width > most)
            width = stack_balanced_width(ui, most, metrics_font(&ui->metrics, parts[i].type), text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Ring at the left, words beside it, both in the middle. The question is said first. */
static void draw_beside(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int gap = 2 * metrics_length(&ui->metrics, LENGTH_MARGIN);
    int most = metrics_px(&ui->metrics, 460);
    int side = area.h < most ? area.h : most;
    int width = words_width(ui, context, area.w - side - gap);
    struct rect block = rect_centered(area, side + gap + width, area.h);
    struct rect ring = rect_cut_left(&block, side, gap);
    bool all = stack_height(ui, width, put_words, context) <= area.h;
    block.w = width;
    stack_draw_middle(ui, block, ALIGN_LEFT, all ? put_words : put_title, context);
    draw_ring_part(ui, context, ring);
}

/* Words above, ring below. */
static void draw_above(struct ui *ui, const struct screen_context *context, struct rect area)
{
    int gap = metrics_length(&ui->metrics, LENGTH_MARGIN);
    int most = metrics_px(&ui->metrics, 640);
    int words = stack_height(ui, area.w, put_words, context);
    int side = area.h - words - gap;
    side = side < most ? side : most;
    side = side < area.w ? side : area.w;
    struct rect block = rect_centered(area, area.w, words + gap + side);
    stack_draw(ui, rect_cut_top(&block, words, gap), ALIGN_CENTER, put_words, context);
    draw_ring_part(ui, context, block);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    int height = ui_button_height(ui) * 3 / 2;
    struct rect button = rect_cut_bottom(&area, height, ui->metrics.gap);
    int widest = metrics_px(&ui->metrics, 1100);
    if (button.w > widest)
        button = rect_centered(button, widest, height);
    if (ui->metrics.portrait)
        draw_above(ui, context, area);
    else
        draw_beside(ui, context, area);
    ui_button(ui, button,
              &(struct button){.id = "still-here",
                               .label = tr(context->strings, "still_there.yes"),
                               .icon = "hand",
                               .style = BUTTON_PRIMARY,
                               .large = true});
}

/* The ring sweeps; with less motion it steps once a second. */
static ms_t wake(const struct screen_context *context)
{
    if (!context->visit->ease.less_motion)
        return context->now;
    ms_t part = context->idle_left_ms % 1000;
    return context->now + (part > 0 ? part : 1000);
}

const struct screen screen_still_there = {
    .panel = true,
    .alert = true,
    .tap = tap,
    .draw = draw,
    .wake = wake,
};
