#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"
#include "ui/drag_handle.h"

static int row_height(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_px(&ui->metrics, 112));
}

static struct drag_list list_of(const struct builder_view *v, const struct ui *ui)
{
    return (struct drag_list){
        .id = "steps", .count = v->now->step_count, .pitch = row_height(ui) + ui->metrics.gap};
}

struct step_words {
    const struct builder_view *v;
    const struct draft_step *step;
    const struct exercise *exercise; /* NULL: it is gone */
};

/* In the product's words; "Each side · 25 s · 3×" where those are too long. */
static const char *dose_words(const struct ui *ui, const struct step_words *w, int width)
{
    const struct strings *strings = w->v->context->strings;
    const struct dose *dose = &w->step->dose;
    const char *text = part_dose_text(strings, w->v->arena, w->exercise, dose);
    if (layout_fits(ui, TYPE_CAPTION, text, width))
        return text;
    const char *side = w->exercise->sides == SIDES_EACH ? tr(strings, "dose.each_side") : "";
    bool times = dose_kind(dose) == DOSE_HOLD && dose->reps > 1;
    text = ui_join(w->v->arena, side, part_dose_short(strings, w->v->arena, dose));
    return ui_join(w->v->arena, text, times ? part_times(w->v->arena, dose->reps) : "");
}

static void put_words(struct stack *stack, const void *what)
{
    const struct step_words *w = what;
    struct ui *ui = stack->ui;
    const char *name = w->exercise ? w->exercise->name : w->step->exercise;
    stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 1, 1, name);
    if (!w->exercise) {
        stack_lines(stack, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT), 1,
                    builder_word(w->v, "staff.builder.gone"));
        return;
    }
    if (staff_small(ui)) /* there it stands at the end of the row */
        return;
    bool wrong = draft_wrong_number(w->step, w->exercise) != DOSE_FIELD_COUNT;
    stack_lines(stack, wrong ? TYPE_LABEL : TYPE_CAPTION,
                ui_color(ui, wrong ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT), 1,
                dose_words(ui, w, stack->width));
}

static void draw_step(struct ui *ui, const struct builder_view *v, struct rect row, int index)
{
    const struct drag_list list = list_of(v, ui);
    const struct draft_step *step = &v->now->steps[index];
    struct step_words words = {v, step, content_exercise(v->context->content, step->exercise)};
    int from, to;
    bool carried = drag_list_carries(ui, &list, &from, &to) && from == index;
    const char *name = words.exercise ? words.exercise->name : step->exercise;
    staff_row_box(ui, row, index == v->now->chosen, carried);
    struct rect inner = row;
    int air = metrics_px(&ui->metrics, 16);
    if (staff_small(ui))
        rect_cut_left(&inner, air, 0);
    else
        ui_drag_handle(ui, rect_cut_left(&inner, int_max(ui->metrics.target, row.h * 3 / 4), 0),
                       &list, index, builder_word(v, "staff.move"));
    struct rect rest = inner; /* the handle is a target of its own */
    rect_cut_left(&rest, staff_small(ui) ? 0 : ui->metrics.gap, 0);
    ui_target(ui, arena_printf(v->arena, "step:%d", index), name, staff_small(ui) ? row : rest,
              index);
    rect_cut_right(&inner, air, 0);
    if (staff_small(ui) && words.exercise) {
        const char *dose = part_dose_short(v->context->strings, v->arena, &step->dose);
        struct rect end = rect_cut_right(&inner, ui_text_width(ui, TYPE_CAPTION, dose), air);
        ui_text(ui, end, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT, dose);
    }
    struct rect picture = rect_cut_left(&inner, int_max(metrics_px(&ui->metrics, 112), row.h), air);
    picture = rect_centered(picture, picture.w, picture.w * 3 / 4);
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    if (words.exercise)
        part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 4)), words.exercise,
                       v->routine);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &words);
}

/* What to do next, where the next step will be. */
static void put_invitation(struct stack *stack, const struct builder_view *v)
{
    struct ui *ui = stack->ui;
    bool full = v->now->step_count == ROUTINE_STEPS_MAX;
    struct rect box = stack_box(stack, row_height(ui) * 4 / 5);
    if (!stack_seen(stack, box))
        return;
    draw_box(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_BACKGROUND), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    const char *text = full ? tr_format(v->context->strings, v->arena, "staff.builder.full",
                                        {"n", NULL, ROUTINE_STEPS_MAX})
                            : builder_word(v, "staff.builder.tap");
    struct rect inner = rect_inset(box, metrics_px(&ui->metrics, 12));
    struct font font = ui_fit_font(ui, TYPE_CAPTION, text, inner.w, inner.h, 2);
    int high = ui_paragraph_height_font(ui, inner.w, font, text, 2);
    ui_paragraph_font(ui, rect_centered(inner, inner.w, high), font, ui_color(ui, COLOR_TEXT_SOFT),
                      ALIGN_CENTER, text);
}

static void put_steps(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    const struct drag_list list = list_of(v, ui);
    int gap = ui->metrics.gap;
    struct rect all = stack_box(stack, list.count * list.pitch - (list.count > 0 ? gap : 0));
    for (int n = 0; n < list.count && !stack->dry; n++) {
        int index = drag_list_nth(ui, &list, n);
        struct rect row = {all.x, all.y + index * list.pitch + drag_list_shift(ui, &list, index),
                           all.w, list.pitch - gap};
        if (stack_seen(stack, row))
            draw_step(ui, v, row, index);
    }
    if (staff_small(ui) && list.count > 0)
        return;
    stack_gap(stack, list.count > 0 ? gap : 0);
    put_invitation(stack, v);
}

enum { BUTTONS = 4 };

/* What each wants at least, and the rest shared alike. */
static void share_width(const struct ui *ui, const struct button *buttons, int width, int *out)
{
    int air = metrics_px(&ui->metrics, 32), rest = width - (BUTTONS - 1) * ui->metrics.gap;
    for (int i = 0; i < BUTTONS; i++) {
        int text = ui_text_width(ui, TYPE_LABEL, buttons[i].label) + air;
        out[i] = int_max(ui->metrics.target, text);
        rest -= out[i];
    }
    for (int i = 0; i < BUTTONS; i++)
        out[i] += rest / BUTTONS;
}

/* Up, Down, Copy, Remove: side by side below the list, or one below the other beside it. */
static void draw_buttons(const struct builder_view *v, struct ui *ui, struct rect rect,
                         bool vertical)
{
    const struct drag_list list = list_of(v, ui);
    int gap = ui->metrics.gap, chosen = v->now->chosen, widths[BUTTONS];
    bool full = v->now->step_count == ROUTINE_STEPS_MAX;
    struct button buttons[BUTTONS] = {
        staff_order_button(ui, &list, true, chosen, builder_word(v, "staff.up")),
        staff_order_button(ui, &list, false, chosen, builder_word(v, "staff.down")),
        {.id = "double",
         .icon = "copy",
         .label = builder_word(v, "staff.copy"),
         .off = chosen < 0 || full},
        {.id = "remove",
         .icon = "trash-2",
         .label = builder_word(v, "staff.builder.remove"),
         .style = BUTTON_DANGER,
         .off = chosen < 0}};
    share_width(ui, buttons, rect.w, widths);
    int height = (rect.h - (BUTTONS - 1) * gap) / BUTTONS;
    for (int i = 0; i < BUTTONS; i++) {
        bool fits = vertical || widths[i] >= ui->metrics.target;
        buttons[i].stacked = !vertical;
        ui_button(ui,
                  vertical ? rect_cut_top(&rect, height, gap)
                           : rect_cut_left(&rect, fits ? widths[i] : (rect.w - 3 * gap) / 4, gap),
                  &buttons[i]);
    }
}

void builder_draw_steps(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    struct scroll *scroll = &v->builder->steps;
    int target = int_max(ui->metrics.target, metrics_px(&ui->metrics, 108));
    bool beside = ui->metrics.portrait;
    if (staff_small(ui)) {
        struct rect arrows = rect_cut_right(&rect, ui->metrics.target, ui->metrics.gap);
        layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = rect}, put_steps, v);
        layout_scroll_arrows(v->context, ui, scroll, arrows, true);
        return;
    }
    struct rect buttons =
        beside ? rect_cut_right(&rect, metrics_px(&ui->metrics, 190), ui->metrics.gap)
               : rect_cut_bottom(&rect, target, ui->metrics.gap);
    draw_buttons(v, ui, buttons, beside);
    if (stack_height(ui, rect.w, put_steps, v) > rect.h) {
        int side = int_max(ui->metrics.target, metrics_px(&ui->metrics, 84));
        struct rect arrows = rect_cut_right(&rect, side, ui->metrics.gap);
        layout_scroll_arrows(v->context, ui, scroll, layout_arrow_pair(ui, arrows), true);
    }
    layout_scroll(ui, &(struct scroll_view){.scroll = scroll, .view = rect}, put_steps, v);
}
