#include "app/overlay.h"

#include "ui/text.h"

static void draw_line(struct ui *ui, int row, const char *line)
{
    struct font font = {FONT_SEMIBOLD, 18};
    struct rect bar = {0, 30 * row, ui_text_width_font(ui, font, line) + 24, 30};
    draw_fill(ui->list, bar, 0, 0xD0000000);
    bar.x += 12;
    ui_text_font(ui, bar, font, 0xFFFFFFFF, ALIGN_LEFT, line);
}

void overlay_draw(struct ui *ui, const char *screen, const char *memory)
{
    const color_t box = 0xC0D01070;
    for (int i = 0; i < ui->target_count; i++)
        draw_box(ui->list, ui->targets[i].rect, 0, 0, 2, box);
    const struct metrics *metrics = &ui->metrics;
    const char *line = arena_printf(&ui->list->arena,
                                    "%s  %dx%d  %.2f px/mm  target %d px  %d targets  %zu commands",
                                    screen, metrics->width, metrics->height, metrics->px_per_mm,
                                    metrics->target, ui->target_count, ui->list->count);
    draw_line(ui, 0, line);
    if (*memory)
        draw_line(ui, 1, memory);
}
