#include "screens/layout.h"

struct rect layout_area(const struct ui *ui)
{
    struct rect window = {0, 0, ui->metrics.width, ui->metrics.height};
    return rect_inset(window, metrics_length(&ui->metrics, LENGTH_MARGIN));
}

int layout_padding(const struct ui *ui, enum theme_length length, int em)
{
    int least = metrics_font(&ui->metrics, TYPE_CAPTION).size * em / 100;
    return int_max(metrics_length(&ui->metrics, length), least);
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

void layout_fade(struct ui *ui, struct rect view, const struct scroll *scroll)
{
    layout_fade_into(ui, view, scroll, COLOR_BACKGROUND);
}

void layout_fade_into(struct ui *ui, struct rect view, const struct scroll *scroll,
                      enum theme_color background)
{
    color_t full = ui_color(ui, background);
    color_t none = color_fade(full, 0);
    int most = scroll->content - scroll->view;
    if (scroll->offset < most - 1) {
        int height = int_min(metrics_px(&ui->metrics, 110), view.h / 4);
        struct rect strip = {view.x, view.y + view.h - height, view.w, height};
        draw_linear(ui->list, strip, 0, GRADIENT_VERTICAL, none, full);
    }
    if (scroll->offset > 1) {
        int height = int_min(metrics_px(&ui->metrics, 36), view.h / 8);
        struct rect strip = {view.x, view.y, view.w, height};
        draw_linear(ui->list, strip, 0, GRADIENT_VERTICAL, full, none);
    }
}
