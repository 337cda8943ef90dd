#include "staff/parts.h"

#include <limits.h>

#include "staff/fault_words.h"
#include "ui/drag_handle.h"
#include "ui/stack.h"

const struct exercise *staff_face(const struct routine *routine)
{
    for (size_t i = 0; i < routine->step_count; i++)
        if (exercise_illustrated(routine->steps[i].exercise))
            return routine->steps[i].exercise;
    return routine->steps[0].exercise;
}

const char *staff_count_word(const struct screen_context *context, struct arena *arena,
                             const char *key, long long number)
{
    int count = number < INT_MAX ? (int)number : INT_MAX;
    return tr_format(context->strings, arena, key, {"count", NULL, count});
}

void staff_row_box(struct ui *ui, struct rect rect, bool chosen, bool carried)
{
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    if (carried)
        ui_card(ui, rect, radius, false);
    draw_box(ui->list, rect, radius, ui_color(ui, chosen ? COLOR_SURFACE_TINT : COLOR_SURFACE),
             metrics_length(&ui->metrics, chosen ? LENGTH_FOCUS_STROKE : LENGTH_STROKE),
             ui_color(ui, chosen ? COLOR_PRIMARY : COLOR_LINE));
}

struct button staff_order_button(struct ui *ui, const struct drag_list *list, bool up, int chosen,
                                 const char *word)
{
    return (struct button){
        .id = arena_printf(&ui->list->arena, "%s:%s", list->id, up ? "up" : "down"),
        .icon = up ? "arrow-big-up" : "arrow-big-down",
        .label = word,
        .index = chosen,
        .off = chosen < 0 || chosen == (up ? 0 : list->count - 1)};
}

static void put_warning(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_WARNING_TEXT), what);
}

void staff_warning_bar(struct ui *ui, struct rect *area, const char *text)
{
    int air = ui_padding(ui, LENGTH_PADDING, 45);
    int sign = ui_button_icon_size(ui), room = area->w - 3 * air - sign;
    int height = int_max(stack_height(ui, room, put_warning, text), sign) + 2 * air;
    struct rect box = rect_cut_bottom(area, height, ui_section(ui));
    draw_box(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_WARNING), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_WARNING_LINE));
    struct rect inner = rect_inset(box, air);
    ui_icon(ui, rect_cut_left(&inner, sign, air), "triangle-alert", sign,
            ui_color(ui, COLOR_WARNING_TEXT));
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_warning, text);
}

const char *staff_why(const struct screen_context *context, struct arena *arena,
                      const struct fault_list *faults)
{
    const struct fault *fault = faults->first;
    while (fault && fault->severity != FAULT_ERROR)
        fault = fault->next;
    return fault ? fault_words_of(context->strings, arena, fault) : "";
}

const char *staff_refusal(const struct screen_context *context, struct arena *arena)
{
    const struct fault *why = context->refused ? context->refused->first : NULL;
    while (why && why->severity != FAULT_ERROR)
        why = why->next;
    return why ? tr_format(context->strings, arena, "staff.routines.refused",
                           {"why", fault_words_of(context->strings, arena, why), 0})
               : NULL;
}

void staff_buttons_put(struct stack *stack, const struct button *buttons, int count)
{
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, height = ui_button_height_small(ui);
    struct rect row = {0, 0, 0, 0};
    for (int i = 0; i < count; i++) {
        int width = int_min(ui_button_width(ui, &buttons[i]), stack->width);
        if (i == 0 || row.w < width) {
            stack_gap(stack, i > 0 ? gap : 0);
            row = stack_box(stack, height);
        }
        struct rect place = rect_cut_left(&row, width, gap);
        if (stack_seen(stack, place))
            ui_button(ui, place, &buttons[i]);
    }
}
