#include "screens/staff_note.h"

/* Captions, but as small as the margin: patients need not read it, and staff stand close. A long
 * line may be three quarters of that. */
static struct font note_font(const struct ui *ui, const char *text, struct rect rect)
{
    const struct text_measure *measure = ui->measure;
    struct font font = metrics_font(&ui->metrics, TYPE_CAPTION);
    while (font.size > 8 && measure->line_height(measure->context, font) > rect.h)
        font.size--;
    int least = font.size * 3 / 4;
    while (font.size > least && ui_text_width_font(ui, font, text) > rect.w)
        font.size--;
    return font;
}

void staff_note_draw(const struct screen_context *context, struct ui *ui)
{
    if (!context->note || !*context->note)
        return;
    const char *text = tr_format(context->strings, &ui->list->arena, "attract.settings",
                                 {"fault", context->note, 0});
    int margin = metrics_length(&ui->metrics, LENGTH_MARGIN);
    struct rect rect = {margin / 2, ui->metrics.height - margin, ui->metrics.width - margin,
                        margin};
    ui_text_font(ui, rect, note_font(ui, text, rect), ui_color(ui, COLOR_ON_HERO_SOFT),
                 ALIGN_CENTER, text);
}
