#include "staff/cleaning.h"

#include "screens/layout.h"
#include "staff/staff.h"
#include "ui/stack.h"

/* Nothing that touches the glass has a meaning here: there are no targets, no way out that a cloth
 * could find, and no corner to hold. It ends at the patients' home. */

enum { SAMPLE_LEFT_MS = 24000 };

static ms_t left_ms(const struct screen_context *context)
{
    if (context->staff->sample)
        return SAMPLE_LEFT_MS;
    ms_t left = context->staff->cleaning.until - context->now;
    return left > 0 ? left : 0;
}

static void enter(struct screen_context *context)
{
    staff_wipe(context->staff);
    context->staff->touched_at = context->now;
    context->staff->cleaning.until = context->now + (ms_t)context->cleaning_s * 1000;
}

static void update(struct screen_context *context)
{
    context->staff->touched_at = context->now;
    if (left_ms(context) == 0)
        context->lock = true;
}

static void draw_ground(struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_linear(ui->list, window, 0, GRADIENT_HORIZONTAL, ui_color(ui, COLOR_PRIMARY_PRESSED),
                ui_color(ui, COLOR_HERO_FROM));
}

/* Digits that are seen from three metres. */
static void draw_ring_of(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    int side = int_min(rect.w, rect.h), seconds = ms_seconds_left(left_ms(context));
    ui_arc(ui, rect,
           &(struct arc){.radius = (float)side * 0.457F,
                         .thickness = (float)side * 0.085F,
                         .part = (float)seconds / (float)context->cleaning_s,
                         .track = ui_color(ui, COLOR_HERO_TRACK),
                         .color = ui_color(ui, COLOR_ON_HERO)});
    struct font font = metrics_font(&ui->metrics, TYPE_NUMBER);
    font.size = side * 42 / 100;
    int caps = metrics_capitals(font);
    int small = ui_line_height(ui, TYPE_BODY);
    struct rect block = rect_centered(rect, side, caps + side / 16 + small);
    struct arena *arena = &ui->list->arena;
    ui_say_as(ui, SAID_RING);
    ui_text_font(ui, rect_cut_top(&block, caps, side / 16), font, ui_color(ui, COLOR_ON_HERO),
                 ALIGN_CENTER, arena_printf(arena, "%d", seconds));
    struct font body = metrics_font(&ui->metrics, TYPE_BODY_STRONG);
    ui_text_font(ui, block, body, ui_color(ui, COLOR_ON_HERO), ALIGN_CENTER,
                 tr_format(context->strings, arena, "staff.pin.seconds", {"count", NULL, seconds}));
    ui_say_as(ui, SAID_BODY);
}

/* What is said; `spare` leaves out the sign, then makes the lines smaller. */
struct saying {
    const struct screen_context *context;
    int spare;
};

static void put_sign(struct stack *stack)
{
    int side = metrics_px(&stack->ui->metrics, 132);
    struct rect box = stack_box(stack, side);
    if (stack->align == ALIGN_CENTER)
        box = rect_centered(box, side, side);
    box.w = side;
    if (stack->dry)
        return;
    draw_fill(stack->ui->list, box, side / 2, ui_color(stack->ui, COLOR_HERO_TRACK));
    ui_icon(stack->ui, box, "spray-can", side / 2, ui_color(stack->ui, COLOR_ON_HERO));
}

static void put_saying(struct stack *stack, const void *what)
{
    const struct saying *saying = what;
    const struct strings *strings = saying->context->strings;
    struct ui *ui = stack->ui;
    color_t ink = ui_color(ui, COLOR_ON_HERO);
    int gap = metrics_px(&ui->metrics, 34);
    enum theme_type type = saying->spare < 2 ? TYPE_BODY : TYPE_CAPTION;
    if (saying->spare < 1) {
        put_sign(stack);
        stack_gap(stack, gap);
    }
    stack_fit(stack, saying->spare < 2 ? TYPE_HERO : TYPE_TITLE, ink, 1, 2,
              tr(strings, "staff.cleaning.title"));
    stack_gap(stack, gap / 2);
    stack_text(stack, type, ink, tr(strings, "staff.cleaning.wipe"));
    stack_text(stack, type, ink, tr(strings, "staff.cleaning.spray"));
    stack_gap(stack, gap);
    if (saying->spare < 3)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_ON_HERO_SOFT),
                   tr(strings, "staff.cleaning.back"));
}

static void draw(struct screen_context *context, struct ui *ui)
{
    draw_ground(ui);
    struct rect area = layout_area(ui);
    struct saying saying = {.context = context};
    bool portrait = ui->metrics.portrait;
    int side = portrait ? int_min(area.w * 8 / 10, area.h / 2) : int_min(area.h, area.w * 36 / 100);
    side = int_min(side, metrics_px(&ui->metrics, 700));
    int gap = metrics_px(&ui->metrics, 110);
    struct rect ring = portrait ? rect_cut_top(&area, area.h / 2, gap / 2)
                                : rect_cut_left(&area, side + gap / 2, gap / 2);
    draw_ring_of(context, ui, rect_centered(ring, side, side));
    while (saying.spare < 3 && stack_height(ui, area.w, put_saying, &saying) > area.h)
        saying.spare++;
    if (portrait)
        stack_draw(ui, area, ALIGN_CENTER, put_saying, &saying);
    else
        stack_draw_middle(ui, area, ALIGN_LEFT, put_saying, &saying);
}

static ms_t wake(const struct screen_context *context)
{
    ms_t part = left_ms(context) % 1000;
    return context->staff->sample ? MS_NEVER : context->now + (part > 0 ? part : 1000);
}

const struct screen screen_staff_cleaning = {
    .staff = true,
    .enter = enter,
    .update = update,
    .draw = draw,
    .wake = wake,
};
