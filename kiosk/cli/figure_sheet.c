#include "cli/figure_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "content/content.h"
#include "platform/png.h"

enum { CELL_WIDTH = 320, CELL_HEIGHT = 240, MOMENTS = 3 };

/* What is drawn with, and the sizes that follow from a cell's. */
struct sheet {
    const struct theme *theme;
    const struct text_measure *measure;
    struct draw_list list;
    int cell_w, cell_h;
    int gap, margin, letter, small;
    uint8_t person;
};

static int row_height(const struct sheet *sheet)
{
    return sheet->letter * 2 + sheet->cell_h + sheet->gap;
}

static int sheet_width(const struct sheet *sheet)
{
    return 2 * sheet->margin + MOMENTS * sheet->cell_w + (MOMENTS - 1) * sheet->gap;
}

static int draw_words(struct sheet *sheet, const char *text, struct font font,
                      enum theme_color color, int x, int baseline)
{
    int width = sheet->measure->width(sheet->measure->context, font, text, strlen(text));
    draw_text_line(&sheet->list, text, font, sheet->theme->color[color], x, baseline, width,
                   sheet->measure->right_to_left(text, false));
    return x + width;
}

/* Start, middle and end of the way out; of a free loop its beginning, a quarter and a half. */
static uint16_t frame_of(const struct figure_clip *clip, int moment)
{
    if (figure_clip_cyclic(clip))
        return figure_clip_frame(clip, FIGURE_CYCLE, 0.25 * moment, 0);
    return figure_clip_frame(clip, FIGURE_OUT, 0.5 * moment, 0);
}

static void draw_cell(struct sheet *sheet, const struct figure_clip *clip, int moment, int x, int y)
{
    static const char *const ways[MOMENTS] = {"start", "middle", "end"};
    static const char *const rounds[MOMENTS] = {"start", "a quarter", "half"};
    struct rect cell = {x, y, sheet->cell_w, sheet->cell_h};
    struct font font = {FONT_REGULAR, sheet->small};
    draw_fill(&sheet->list, cell, sheet->gap, sheet->theme->color[COLOR_STAGE_CENTER]);
    if (!clip)
        return;
    struct image_ref ref = {.kind = IMAGE_FIGURE,
                            .object = clip,
                            .frame = frame_of(clip, moment),
                            .variant = sheet->person,
                            .mirrored = figure_clip_side(clip) == FIGURE_RIGHT};
    draw_image(&sheet->list, ref, cell);
    draw_words(sheet, (figure_clip_cyclic(clip) ? rounds : ways)[moment], font, COLOR_TEXT_SOFT,
               x + sheet->gap, y + sheet->small + sheet->gap / 2);
}

static void draw_row(struct sheet *sheet, const struct exercise *exercise, int y)
{
    struct font name = {FONT_SEMIBOLD, sheet->letter}, id = {FONT_REGULAR, sheet->small};
    int baseline = y + sheet->letter + sheet->letter / 3;
    int x = draw_words(sheet, exercise->name, name, COLOR_TEXT, sheet->margin, baseline);
    draw_words(sheet, exercise->id, id, COLOR_TEXT_SOFT, x + sheet->gap, baseline);
    for (int i = 0; i < MOMENTS; i++)
        draw_cell(sheet, exercise->clip, i, sheet->margin + i * (sheet->cell_w + sheet->gap),
                  y + sheet->letter * 2);
}

static bool paint(struct sheet *sheet, const struct content *content, struct painter *painter,
                  const char *file)
{
    int width = sheet_width(sheet);
    int height = 2 * sheet->margin + (int)content->exercise_count * row_height(sheet) - sheet->gap;
    struct canvas canvas = {.width = width, .height = height, .stride = width};
    canvas.pixels = memory_new((size_t)width * (size_t)height, sizeof *canvas.pixels);
    draw_list_reset(&sheet->list, width, height);
    draw_fill(&sheet->list, (struct rect){0, 0, width, height}, 0,
              sheet->theme->color[COLOR_BACKGROUND]);
    for (size_t i = 0; i < content->exercise_count; i++)
        draw_row(sheet, content->exercises[i], sheet->margin + (int)i * row_height(sheet));
    struct painter_damage damage;
    painter_paint(painter, &canvas, &sheet->list, &damage);
    bool written = png_write(&canvas, file);
    free(canvas.pixels);
    return written;
}

int figure_sheet(const struct content *content, struct assembly *assembly,
                 const struct assembly_options *wanted, const struct options *options,
                 unsigned person)
{
    struct assembly_options how = *wanted;
    how.synchronous = true;
    how.store_file = ":memory:";
    int code = assembly_build(assembly, &how);
    if (code != CLI_FINE)
        return code;
    struct sheet sheet = {.theme = &assembly->theme,
                          .measure = painter_measure(assembly->painter),
                          .cell_w = options->width ? options->width : CELL_WIDTH,
                          .cell_h = options->height ? options->height : CELL_HEIGHT,
                          .person = (uint8_t)person};
    int unit = sheet.cell_h < sheet.cell_w ? sheet.cell_h : sheet.cell_w;
    sheet.gap = unit / 20;
    sheet.margin = unit / 8;
    sheet.letter = unit / 11;
    sheet.small = unit / 15;
    bool written = paint(&sheet, content, assembly->painter, options->out_file);
    draw_list_free(&sheet.list);
    assembly_close(assembly);
    return written ? CLI_FINE : CLI_INPUT_WRONG;
}
