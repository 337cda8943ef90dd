#include "screens/layout.h"
#include "staff/routines_internal.h"

/* Below the routines: what was set aside, and the way back. */

static struct button back_button(const struct routines_view *d, struct arena *arena, int index)
{
    return (struct button){.id = arena_printf(arena, "back:%d", index),
                           .icon = "undo-2",
                           .label = routines_word(d, "staff.routines.put_back"),
                           .index = index};
}

struct words {
    const char *name, *text;
};

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    stack_text(stack, TYPE_BUTTON, ui_color(stack->ui, COLOR_TEXT), words->name);
    stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), words->text);
}

/* The button beside the words, or below them where little would be left for those. */
static void put_aside(struct stack *stack, const struct routines_view *d, int index)
{
    struct ui *ui = stack->ui;
    const struct words words = {d->state->rows.asides[index].name,
                                routines_word(d, "staff.routines.aside")};
    struct button button = back_button(d, &ui->list->arena, index);
    int air = metrics_px(&ui->metrics, 16), gap = ui->metrics.gap;
    int sign = ui_button_icon_size(ui), high = ui_button_height_small(ui);
    int room = stack->width - 2 * air - gap - sign;
    int width = int_min(ui_button_width(ui, &button), room);
    bool beside = width <= room / 2;
    int line = stack_height(ui, beside ? room - width - gap : room, put_words, &words);
    struct rect box =
        stack_box(stack, 2 * air + (beside ? int_max(line, high) : line + gap + high));
    if (!stack_seen(stack, box))
        return;
    layout_box(ui, box, COLOR_SURFACE, COLOR_LINE, 1);
    struct rect inner = rect_inset(box, air);
    struct rect place = rect_cut_left(&inner, sign, gap);
    place.h = beside ? place.h : line;
    ui_icon(ui, place, "archive", sign, ui_color(ui, COLOR_TEXT_SOFT));
    struct rect action = beside ? rect_centered(rect_cut_right(&inner, width, gap), width, high)
                                : rect_cut_bottom(&inner, high, gap);
    action.w = width;
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &words);
    ui_button(ui, action, &button);
}

void routines_put_asides(struct stack *stack, const void *what)
{
    const struct routines_view *d = what;
    for (int i = 0; d->state->filter != ROUTINES_HIDDEN && i < d->state->rows.aside_count; i++) {
        stack_gap(stack, stack->ui->metrics.gap);
        put_aside(stack, d, i);
    }
}
