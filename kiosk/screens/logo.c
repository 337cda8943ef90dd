#include "screens/logo.h"

/* Lower than this and nobody can read the name in it; as wide as a heading at most. */
static const double least_mm = 4, widest = 6;

bool logo_size(const struct screen_context *context, const struct ui *ui, int width, int height,
               int *logo_width, int *logo_height)
{
    const struct picture_set *logo = &context->content->logo;
    if (logo->count == 0 || width <= 0 || height <= 0)
        return false;
    double shape = (double)logo->items[0].width / logo->items[0].height;
    double w = shape * height;
    double most = widest * height < width ? widest * height : width;
    w = w < most ? w : most;
    *logo_width = (int)w;
    *logo_height = (int)(w / shape);
    int least = metrics_mm(&ui->metrics, least_mm);
    /* A wide one may be low, and a high one narrow, but not both. */
    return *logo_height >= least && *logo_width >= least;
}

static void draw_at(const struct screen_context *context, struct ui *ui, struct rect place)
{
    struct image_ref ref = {.kind = IMAGE_PICTURE, .object = &context->content->logo};
    draw_image(ui->list, ref, place);
}

void logo_draw(const struct screen_context *context, struct ui *ui, struct rect rect,
               enum align align)
{
    int width, height;
    if (!logo_size(context, ui, rect.w, rect.h, &width, &height))
        return;
    if (align == ALIGN_RIGHT)
        rect.x += rect.w - width;
    rect.w = width;
    draw_at(context, ui, rect_centered(rect, width, height));
}

void logo_draw_on_plate(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    int padding = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int width, height;
    if (!logo_size(context, ui, rect.w - 2 * padding, rect.h - 2 * padding, &width, &height))
        return;
    struct rect plate = {rect.x, rect.y, width + 2 * padding, height + 2 * padding};
    draw_fill(ui->list, plate, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_SURFACE));
    draw_at(context, ui, rect_centered(plate, width, height));
}
