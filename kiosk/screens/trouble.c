#include "screens/layout.h"
#include "screens/screen.h"
#include "ui/stack.h"

/* Nothing moves and nothing can be touched: the kiosk retries by itself. */

static void put_words(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct strings *strings = context->strings;
    const struct ui *ui = stack->ui;
    stack->balanced = STACK_MESSAGE;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 0, tr(strings, "trouble.title"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP));
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT), tr(strings, "trouble.text"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), tr(strings, "trouble.retry"));
}

struct error {
    const char *text;
    int lines; /* at most */
};

/* For whoever repairs it: at the foot, small. */
static void put_error(struct stack *stack, const void *what)
{
    const struct error *error = what;
    stack_lines(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), error->lines,
                error->text);
}

/* Its height, px. It has the lines that the message leaves it: the log has all of it. */
static int fit_error(struct ui *ui, int width, int room, struct error *error)
{
    int height;
    while ((height = stack_height(ui, width, put_error, error)) > room && error->lines > 1)
        error->lines--;
    return height;
}

static void draw_sign(struct ui *ui, struct rect rect)
{
    draw_fill(ui->list, rect, rect.h / 2, ui_color(ui, COLOR_SURFACE_TINT));
    ui_icon(ui, rect, "user-round", rect.h * 5 / 9, ui_color(ui, COLOR_TEXT_TINT));
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    struct error error = {.text = context->trouble ? context->trouble : "", .lines = 3};
    int width = int_min(area.w, metrics_px(&ui->metrics, 1300));
    int words = stack_height(ui, width, put_words, context);
    int gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int foot = fit_error(ui, area.w, area.h - words - gap, &error);
    struct rect at_foot = area;
    at_foot = rect_cut_bottom(&at_foot, foot, 0);
    /* The same room is left at the top, so that the message stands in the middle. */
    int sign = metrics_px(&ui->metrics, 160);
    if (sign + margin + words > area.h - 2 * (foot + margin))
        sign = 0;
    int height = words + (sign ? sign + margin : 0);
    int top = height <= area.h - 2 * (foot + margin) ? (area.h - height) / 2
                                                     : (area.h - foot - gap - height) / 2;
    rect_cut_top(&area, int_max(0, top), 0);
    if (sign)
        draw_sign(ui, rect_centered(rect_cut_top(&area, sign, margin), sign, sign));
    stack_draw(ui, rect_centered(area, width, area.h), ALIGN_CENTER, put_words, context);
    stack_draw(ui, at_foot, ALIGN_CENTER, put_error, &error);
}

const struct screen screen_trouble = {
    .rests = true,
    .alert = true,
    .draw = draw,
};
