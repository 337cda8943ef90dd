#include "screens/exercise_row.h"

#include <string.h>

#include "screens/parts.h"
#include "screens/tiles.h"

static const char prefix[] = "exercise:";

static int padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 45);
}

static int sign_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 5 / 4;
}

int exercise_row_height(const struct ui *ui)
{
    int words = ui_line_height(ui, TYPE_BODY_STRONG) + ui_line_height(ui, TYPE_CAPTION);
    return int_max(words + 2 * padding(ui), ui->metrics.target);
}

struct row_layout {
    struct rect picture, words, dose, sign; /* dose: empty where it has no room */
};

/* With a dose to be told, the picture and the gaps leave it more of the row. */
static struct row_layout arrange(const struct ui *ui, struct rect rect,
                                 const struct exercise_row *row)
{
    struct row_layout layout = {0};
    struct rect inner = rect_inset(rect, padding(ui));
    int picture = int_min(metrics_px(&ui->metrics, row->dose ? 190 : 210), rect.w * 7 / 25);
    layout.picture = rect_cut_left(&inner, picture, ui_padding(ui, LENGTH_GAP, 50));
    layout.sign = rect_cut_right(&inner, sign_size(ui),
                                 row->dose ? metrics_px(&ui->metrics, 12) : padding(ui));
    /* The short dose repeats what the words say. */
    if (row->dose && rect.w >= 16 * metrics_font(&ui->metrics, TYPE_BODY_STRONG).size) {
        int gap = metrics_px(&ui->metrics, 16);
        int dose = metrics_font(&ui->metrics, TYPE_LABEL).size * 7 / 2;
        layout.dose = rect_cut_right(&inner, dose, gap);
        layout.dose.w -= gap;
    }
    layout.words = inner;
    return layout;
}

static void put_text(struct stack *stack, enum theme_type type, enum theme_color color,
                     const char *text)
{
    if (text && *text)
        stack_text(stack, type, ui_color(stack->ui, color), text);
}

static void put_words(struct stack *stack, const void *what)
{
    const struct exercise_row *row = what;
    put_text(stack, TYPE_LABEL, COLOR_TEXT_TINT, row->above);
    stack_fit(stack, TYPE_BODY_STRONG, ui_color(stack->ui, COLOR_TEXT), 1, 0, row->exercise->name);
    put_text(stack, TYPE_CAPTION, COLOR_TEXT_SOFT, row->below);
    put_text(stack, TYPE_CAPTION, COLOR_TEXT_SOFT, row->note);
    put_text(stack, TYPE_LABEL, COLOR_ACCENT_TEXT, row->warning);
}

static int row_height(struct ui *ui, int width, size_t nth, const void *what)
{
    const struct exercise_row *row = (const struct exercise_row *)what + nth;
    struct row_layout layout = arrange(ui, (struct rect){0, 0, width, 1000}, row);
    int inner = stack_height(ui, layout.words.w, put_words, row);
    if (row->dose)
        return int_max(inner + 2 * padding(ui), exercise_row_height(ui));
    return int_max(int_max(inner, layout.picture.w * 3 / 5) + 2 * padding(ui), ui->metrics.target);
}

static void draw_row(struct ui *ui, struct rect rect, size_t nth, const void *what)
{
    const struct exercise_row *row = (const struct exercise_row *)what + nth;
    const char *id =
        row->id ? row->id : arena_printf(&ui->list->arena, "%s%s", prefix, row->exercise->id);
    bool pressed = ui_target(ui, id, row->exercise->name, rect, row->index);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, COLOR_LINE, 1);
    struct row_layout layout = arrange(ui, rect, row);
    struct rect picture = layout.picture;
    picture = rect_centered(picture, picture.w, int_min(picture.h, picture.w * 3 / 4));
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 4)), row->exercise,
                   row->routine);
    stack_draw_middle(ui, layout.words, ALIGN_LEFT, put_words, row);
    if (layout.dose.w > 0)
        ui_text(ui, layout.dose, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT, row->dose);
    ui_icon(ui, layout.sign, "chevron-right", sign_size(ui), ui_color(ui, COLOR_PRIMARY));
}

void exercise_rows_put(struct stack *stack, struct columns columns, const struct exercise_row *rows,
                       size_t count)
{
    tile_rows_put(stack, &(struct tile_rows){columns, count, row_height, draw_row, rows});
}

const struct exercise *exercise_row_tapped(const struct content *content, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strncmp(tap->id, prefix, sizeof prefix - 1) != 0)
        return NULL;
    return content_exercise(content, tap->id + sizeof prefix - 1);
}
