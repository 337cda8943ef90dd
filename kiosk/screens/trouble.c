#include "screens/column.h"
#include "screens/layout.h"
#include "screens/screen.h"

/* Nothing moves and nothing can be touched: the kiosk retries by itself. */

static void column_words(struct column *column, const struct screen_context *context)
{
    struct ui *ui = column->ui;
    const struct strings *strings = context->strings;
    const char *title = tr(strings, "trouble.title");
    struct font font =
        ui_fit_font(ui, TYPE_TITLE, title, column->width, ui_line_height(ui, TYPE_TITLE), 1);
    column_text_font(column, font, ui_color(ui, COLOR_TEXT), title);
    column_space(column, metrics_length(&ui->metrics, LENGTH_GAP));
    column_text(column, TYPE_BODY, ui_color(ui, COLOR_TEXT), tr(strings, "trouble.text"));
    column_space(column, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    column_text(column, TYPE_BODY, ui_color(ui, COLOR_TEXT_SOFT), tr(strings, "trouble.retry"));
}

static int words_height(struct ui *ui, const struct screen_context *context, int width)
{
    struct column column = column_measuring(ui, width);
    column_words(&column, context);
    return column.y;
}

/* For whoever repairs it: at the foot, small. Returns its height. */
static int draw_error(struct ui *ui, const struct screen_context *context, struct rect area)
{
    const char *error = context->trouble ? context->trouble : "";
    struct font font = metrics_font(&ui->metrics, TYPE_CAPTION);
    int height = ui_paragraph_height_font(ui, area.w, font, error, 3);
    struct rect foot = rect_cut_bottom(&area, height, 0);
    foot = rect_centered(foot, column_balanced_width(ui, area.w, font, error), height);
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
    int words = words_height(ui, context, width);
    int sign = metrics_px(&ui->metrics, 160);
    if (sign + margin + words > area.h - 2 * (foot + margin))
        sign = 0;
    int height = words + (sign ? sign + margin : 0);
    int top = height <= area.h - 2 * (foot + margin) ? (area.h - height) / 2
                                                     : (area.h - foot - height) / 2;
    rect_cut_top(&area, top > 0 ? top : 0, 0);
    if (sign)
        draw_sign(ui, rect_centered(rect_cut_top(&area, sign, margin), sign, sign));
    struct column column = column_in(ui, rect_centered(area, width, area.h), ALIGN_CENTER);
    column_words(&column, context);
}

const struct screen screen_trouble = {
    .id = SCREEN_TROUBLE,
    .name = "trouble",
    .draw = trouble_draw,
};
