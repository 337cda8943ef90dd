#include "screens/step_rows.h"

#include "screens/layout.h"
#include "screens/parts.h"

struct row_layout {
    struct rect thumbnail, words, dose;
};

static int padding(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_GAP_SMALL, 45);
}

int step_row_height(const struct ui *ui)
{
    return ui_line_height(ui, TYPE_BODY_STRONG) + ui_line_height(ui, TYPE_CAPTION) +
           2 * padding(ui);
}

/* The short dose repeats what the words say: only where there is room for both. */
static bool short_dose_fits(const struct ui *ui, int width)
{
    return width >= 16 * metrics_font(&ui->metrics, TYPE_BODY_STRONG).size;
}

static struct row_layout arrange(const struct ui *ui, struct rect row)
{
    struct row_layout layout = {0};
    struct rect inner = rect_inset(row, padding(ui));
    int thumbnail = int_min(metrics_px(&ui->metrics, 190), row.w * 7 / 25);
    layout.thumbnail = rect_cut_left(&inner, thumbnail, layout_padding(ui, LENGTH_GAP, 50));
    int dose = metrics_font(&ui->metrics, TYPE_LABEL).size * 7 / 2;
    if (short_dose_fits(ui, row.w))
        layout.dose = rect_cut_right(&inner, dose, metrics_px(&ui->metrics, 16));
    layout.dose.w -= metrics_px(&ui->metrics, 16);
    layout.words = inner;
    return layout;
}

static void words_flow(const struct screen_context *context, struct flow *flow,
                       const struct routine_step *step)
{
    struct ui *ui = flow->ui;
    const char *name = step->exercise->name;
    struct font font = ui_fit_font(ui, TYPE_BODY_STRONG, name, flow->width,
                                   2 * ui_line_height(ui, TYPE_BODY_STRONG), 1);
    flow_text_font(flow, font, ui_color(ui, COLOR_TEXT), 2, name);
    color_t soft = ui_color(ui, COLOR_TEXT_SOFT);
    flow_text(flow, TYPE_CAPTION, soft, 3,
              part_dose_text(context->strings, &ui->list->arena, step->exercise, &step->dose));
    if (*step->note)
        flow_text(flow, TYPE_CAPTION, soft, 2, step->note);
}

static int row_height(const struct screen_context *context, struct ui *ui, int width,
                      const struct routine_step *step)
{
    struct row_layout layout = arrange(ui, (struct rect){0, 0, width, 1000});
    struct flow words = {ui, 0, 0, layout.words.w, false};
    words_flow(context, &words, step);
    return int_max(words.y + 2 * padding(ui), step_row_height(ui));
}

static void draw_row(const struct screen_context *context, struct ui *ui, struct rect row,
                     const struct routine *routine, const struct routine_step *step)
{
    draw_box(ui->list, row, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_SURFACE), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    struct row_layout layout = arrange(ui, row);
    struct rect thumbnail = layout.thumbnail;
    thumbnail.h = int_min(thumbnail.h, thumbnail.w * 3 / 4);
    thumbnail.y += (layout.thumbnail.h - thumbnail.h) / 2;
    draw_fill(ui->list, thumbnail, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(thumbnail, metrics_px(&ui->metrics, 4)), step->exercise, routine);
    struct flow words = {ui, layout.words.x, layout.words.y, layout.words.w, false};
    words_flow(context, &words, step);
    words.y = layout.words.y + (layout.words.h - (words.y - layout.words.y)) / 2;
    words.draw = true;
    words_flow(context, &words, step);
    if (layout.dose.w > 0)
        ui_text(ui, layout.dose, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT,
                part_dose_short(context->strings, &ui->list->arena, &step->dose));
}

void step_rows_flow(const struct screen_context *context, struct flow *flow,
                    const struct routine *routine)
{
    for (size_t i = 0; i < routine->step_count; i++) {
        const struct routine_step *step = &routine->steps[i];
        if (i > 0)
            flow_gap(flow, metrics_px(&flow->ui->metrics, 18));
        int height = row_height(context, flow->ui, flow->width, step);
        struct rect row = {flow->x, flow->y, flow->width, height};
        if (flow->draw && !rect_empty(rect_intersect(row, flow->ui->list->clip)))
            draw_row(context, flow->ui, row, routine, step);
        flow->y += height;
    }
}
