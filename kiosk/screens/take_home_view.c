#include "screens/take_home_view.h"

/* The least module, mm. A phone's main camera (26 mm equivalent) sees 485 mm at a distance of
 * 350 mm, in 1920 pixels while it looks for codes: 4 for a millimetre. Decoders want 2 pixels of
 * each module (ML Kit's guidelines). */
static const double module_mm = 0.5;

int take_home_most_modules(const struct ui *ui, int side)
{
    return side / metrics_mm(&ui->metrics, module_mm) - 2 * TAKE_HOME_QUIET;
}

int take_home_good_side(const struct ui *ui)
{
    return (TAKE_HOME_GOOD_MODULES + 2 * TAKE_HOME_QUIET) * metrics_mm(&ui->metrics, module_mm);
}

static bool is_light(color_t color)
{
    return (color >> 8 & 0xFF) > 0xC0;
}

void take_home_draw_code(struct ui *ui, const struct take_home *code, struct rect area)
{
    int px = int_min(area.w, area.h) / (code->size + 2 * TAKE_HOME_QUIET);
    if (code->size == 0 || px < 1)
        return;
    struct rect modules = rect_centered(area, code->size * px, code->size * px);
    /* A dark code needs light paper, whatever the surface's colour is. */
    if (!is_light(ui_color(ui, COLOR_SURFACE)))
        draw_fill(ui->list, rect_inset(modules, -TAKE_HOME_QUIET * px), 0,
                  ui_color(ui, COLOR_TEXT));
    draw_bitmap(ui->list, code->modules, code->size, modules, ui_color(ui, COLOR_QR_DARK));
}
