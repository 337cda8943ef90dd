#include "screens/exercise_row.h"

#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"

static const char prefix[] = "exercise:";

static int padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 45);
}

int exercise_row_sign(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size * 5 / 4;
}

void exercise_row_draw_sign(struct ui *ui, struct rect rect)
{
    ui_icon(ui, rect, "chevron-right", exercise_row_sign(ui), ui_color(ui, COLOR_PRIMARY));
}

struct row_layout {
    struct rect picture, words, sign;
};

static struct row_layout arrange(const struct ui *ui, struct rect row)
{
    struct row_layout layout;
    struct rect inner = rect_inset(row, padding(ui));
    int picture = int_min(metrics_px(&ui->metrics, 210), row.w * 7 / 25);
    layout.picture = rect_cut_left(&inner, picture, ui_padding(ui, LENGTH_GAP, 50));
    layout.sign = rect_cut_right(&inner, exercise_row_sign(ui), padding(ui));
    layout.words = inner;
    return layout;
}

static void put_words(struct stack *stack, const void *what)
{
    const struct exercise_row *row = what;
    const struct ui *ui = stack->ui;
    if (*row->above)
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_PRIMARY), row->above);
    stack_fit(stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT), 1, 0, row->exercise->name);
    if (*row->below)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), row->below);
}

int exercise_row_height(struct ui *ui, int width, const struct exercise_row *row)
{
    struct row_layout layout = arrange(ui, (struct rect){0, 0, width, 1000});
    int words = stack_height(ui, layout.words.w, put_words, row);
    return int_max(int_max(words, layout.picture.w * 3 / 5) + 2 * padding(ui), ui->metrics.target);
}

void exercise_row_draw(struct ui *ui, struct rect rect, const struct exercise_row *row)
{
    const char *id = arena_printf(&ui->list->arena, "%s%s", prefix, row->exercise->id);
    bool pressed = ui_target(ui, id, row->exercise->name, rect, row->index);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, COLOR_LINE, 1);
    struct row_layout layout = arrange(ui, rect);
    struct rect picture = layout.picture;
    picture = rect_centered(picture, picture.w, int_min(picture.h, picture.w * 3 / 4));
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 4)), row->exercise, NULL);
    stack_draw_middle(ui, layout.words, ALIGN_LEFT, put_words, row);
    exercise_row_draw_sign(ui, layout.sign);
}

const struct exercise *exercise_row_tapped(const struct content *content, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strncmp(tap->id, prefix, sizeof prefix - 1) != 0)
        return NULL;
    return content_exercise(content, tap->id + sizeof prefix - 1);
}
