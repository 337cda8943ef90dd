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

/* For whoever repairs it: at the foot, small. Returns its height. */
static int draw_error(struct ui *ui, const struct screen_context *context, struct rect area)
{
    const char *error = context->trouble ? context->trouble : "";
    struct font font = metrics_font(&ui->metrics, TYPE_CAPTION);
    int height = ui_paragraph_height_font(ui, area.w, font, error, 3);
    struct rect foot = rect_cut_bottom(&area, height, 0);
    foot = rect_centered(foot, stack_balanced_width(ui, area.w, font, error), height);
    ui_paragraph_font(ui, foot, font, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER, error);
    return height;
}

static void draw_sign(struct ui *ui, struct rect rect)
{
    draw_fill(ui->list, rect, rect.h / 2, ui_color(ui, COLOR_SURFACE_TINT));
    ui_icon(ui, rect, "user-round", rect.h * 5 / 9, ui_color(ui, COLOR_TEXT_TINT));
}

static void trouble_draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    int foot = draw_error(ui, context, area);
    /* The same room is left at the top, so that the message stands in the middle. */
    int most = metrics_px(&ui->metrics, 1300);
    int width = area.w < most ? area.w : most;
    int words = stack_height(ui, width, put_words, context);
    int sign = metrics_px(&ui->metrics, 160);
    if (sign + margin + words > area.h - 2 * (foot + margin))
        sign = 0;
    int height = words + (sign ? sign + margin : 0);
    int top = height <= area.h - 2 * (foot + margin) ? (area.h - height) / 2
                                                     : (area.h - foot - height) / 2;
    rect_cut_top(&area, top > 0 ? top : 0, 0);
    if (sign)
        draw_sign(ui, rect_centered(rect_cut_top(&area, sign, margin), sign, sign));
    stack_draw(ui, rect_centered(area, width, area.h), ALIGN_CENTER, put_words, context);
}

const struct screen screen_trouble = {
    .id = SCREEN_TROUBLE,
    .name = "trouble",
    .draw = trouble_draw,
};
