#include "screens/layout.h"

struct rect layout_area(const struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    return rect_inset(window, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

int layout_section_wide(const struct ui *ui)
{
    return int_max(ui->metrics.gap, metrics_length(&ui->metrics, LENGTH_SECTION_WIDE));
}

void layout_background(struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    draw_fill(ui->list, window, 0, ui_color(ui, COLOR_BACKGROUND));
}

bool layout_fits(const struct ui *ui, enum theme_type type, const char *text, int width)
{
    return ui_text_width(ui, type, text) <= width;
}

struct columns layout_equal_columns(int width, int least, int gap)
{
    return layout_columns_in(width, int_clamp((width + gap) / (least + gap), 1, 3), gap);
}

struct columns layout_columns_in(int width, int count, int gap)
{
    return (struct columns){count, (width - (count - 1) * gap) / count, gap};
}

void layout_box(struct ui *ui, struct rect rect, enum theme_color fill, enum theme_color line,
                int strokes)
{
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS), ui_color(ui, fill),
             metrics_length(&ui->metrics, LENGTH_STROKE) * strokes, ui_color(ui, line));
}

void layout_card_edge(struct ui *ui, struct rect card, int radius)
{
    if (ui_color(ui, COLOR_SURFACE) != ui_color(ui, COLOR_BACKGROUND))
        return;
    draw_box(ui->list, card, radius, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
}

int layout_arrow_width(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_px(&ui->metrics, 104));
}

int layout_arrows_width(const struct ui *ui)
{
    return 2 * layout_arrow_width(ui) + ui->metrics.gap;
}

struct rect layout_arrow_pair(const struct ui *ui, struct rect column)
{
    int height = int_max(ui_button_height(ui), layout_arrow_width(ui) * 6 / 5);
    return rect_cut_bottom(&column, 2 * height + ui->metrics.gap, 0);
}

static void draw_fades(struct ui *ui, struct rect clip, const struct scroll *scroll, color_t full)
{
    color_t none = color_fade(full, 0);
    int most = scroll->content - scroll->view;
    if (scroll->offset < most - 1) {
        int height = int_min(metrics_px(&ui->metrics, 110), clip.h / 4);
        struct rect strip = {clip.x, clip.y + clip.h - height, clip.w, height};
        draw_linear(ui->list, strip, 0, GRADIENT_VERTICAL, none, full);
    }
    if (scroll->offset > 1) {
        int height = int_min(metrics_px(&ui->metrics, 36), clip.h / 8);
        struct rect strip = {clip.x, clip.y, clip.w, height};
        draw_linear(ui->list, strip, 0, GRADIENT_VERTICAL, full, none);
    }
}

void layout_scroll(struct ui *ui, const struct scroll_view *view, stack_fn *fn, const void *what)
{
    struct rect content = view->view;
    struct rect clip = {content.x - view->room, content.y, content.w + 2 * view->room, content.h};
    int height = view->height > 0 ? view->height : stack_height(ui, content.w, fn, what);
    content.y = ui_scroll_begin(ui, view->scroll, clip, height);
    stack_draw(ui, content, ALIGN_LEFT, fn, what);
    ui_scroll_end(ui);
    draw_fades(ui, clip, view->scroll, ui_color(ui, view->over));
}

void layout_scroll_arrows(const struct screen_context *context, struct ui *ui,
                          struct scroll *scroll, struct rect rect, bool vertical)
{
    ui_scroll_buttons(ui, scroll, rect, vertical, tr(context->strings, "common.scroll_up"),
                      tr(context->strings, "common.scroll_down"));
}
