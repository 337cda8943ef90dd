#include "screens/step_rows.h"

#include <string.h>

#include "screens/exercise_row.h"
#include "screens/layout.h"
#include "screens/parts.h"

static const char prefix[] = "step:";

struct row_layout {
    struct rect thumbnail, words, dose, sign;
};

static int padding(const struct ui *ui)
{
    return ui_padding(ui, LENGTH_GAP_SMALL, 45);
}

int step_row_height(const struct ui *ui)
{
    int words = ui_line_height(ui, TYPE_BODY_STRONG) + ui_line_height(ui, TYPE_CAPTION);
    return int_max(words + 2 * padding(ui), ui->metrics.target);
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
    layout.thumbnail = rect_cut_left(&inner, thumbnail, ui_padding(ui, LENGTH_GAP, 50));
    layout.sign = rect_cut_right(&inner, exercise_row_sign(ui), metrics_px(&ui->metrics, 12));
    int dose = metrics_font(&ui->metrics, TYPE_LABEL).size * 7 / 2;
    if (short_dose_fits(ui, row.w))
        layout.dose = rect_cut_right(&inner, dose, metrics_px(&ui->metrics, 16));
    layout.dose.w -= metrics_px(&ui->metrics, 16);
    layout.words = inner;
    return layout;
}

struct words {
    const struct screen_context *context;
    const struct routine_step *step;
    int index;
};

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    const struct routine_step *step = words->step;
    struct ui *ui = stack->ui;
    color_t soft = ui_color(ui, COLOR_TEXT_SOFT);
    stack_fit(stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT), 1, 0, step->exercise->name);
    stack_text(
        stack, TYPE_CAPTION, soft,
        part_dose_text(words->context->strings, &ui->list->arena, step->exercise, &step->dose));
    if (*step->note)
        stack_text(stack, TYPE_CAPTION, soft, step->note);
    if (exercise_not_for_all(step->exercise))
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_ACCENT_TEXT),
                   tr(words->context->strings, "overview.ask_first"));
}

static int row_height(struct ui *ui, int width, const struct words *words)
{
    struct row_layout layout = arrange(ui, (struct rect){0, 0, width, 1000});
    int height = stack_height(ui, layout.words.w, put_words, words);
    return int_max(height + 2 * padding(ui), step_row_height(ui));
}

static void draw_row(struct ui *ui, struct rect row, const struct routine *routine,
                     const struct words *words)
{
    const struct routine_step *step = words->step;
    const char *id = arena_printf(&ui->list->arena, "%s%d", prefix, words->index + 1);
    bool pressed = ui_target(ui, id, step->exercise->name, row, words->index);
    layout_box(ui, row, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE, COLOR_LINE, 1);
    struct row_layout layout = arrange(ui, row);
    struct rect thumbnail = layout.thumbnail;
    thumbnail.h = int_min(thumbnail.h, thumbnail.w * 3 / 4);
    thumbnail.y += (layout.thumbnail.h - thumbnail.h) / 2;
    draw_fill(ui->list, thumbnail, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    part_thumbnail(ui, rect_inset(thumbnail, metrics_px(&ui->metrics, 4)), step->exercise, routine);
    stack_draw_middle(ui, layout.words, ALIGN_LEFT, put_words, words);
    if (layout.dose.w > 0)
        ui_text(ui, layout.dose, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT,
                part_dose_short(words->context->strings, &ui->list->arena, &step->dose));
    exercise_row_draw_sign(ui, layout.sign);
}

void step_rows_put(struct stack *stack, const struct screen_context *context,
                   const struct routine *routine)
{
    struct ui *ui = stack->ui;
    for (size_t i = 0; i < routine->step_count; i++) {
        struct words words = {context, &routine->steps[i], (int)i};
        stack_gap(stack, i > 0 ? metrics_px(&ui->metrics, 18) : 0);
        struct rect row = stack_box(stack, row_height(ui, stack->width, &words));
        if (stack_seen(stack, row))
            draw_row(ui, row, routine, &words);
    }
}

const struct exercise *step_row_tapped(const struct routine *routine, const struct tap *tap)
{
    if (tap->kind != TAP_TARGET || strncmp(tap->id, prefix, sizeof prefix - 1) != 0 ||
        tap->index < 0 || (size_t)tap->index >= routine->step_count)
        return NULL;
    return routine->steps[tap->index].exercise;
}
