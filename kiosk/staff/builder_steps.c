#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/builder_internal.h"
#include "ui/drag_handle.h"
#include "ui/fit.h"

/* How rows of a width are set out: richest first. Without a handle a row moves by the buttons. */
enum { DOSE_AT_END, DOSE_BELOW, NO_HANDLE, NO_PICTURE, ROW_LOOKS };

struct row_look {
    const struct builder_view *v;
    struct ui *ui;
    int width;
    int look; /* out, as all that follows; px */
    int handle, picture, dose, words, height;
};

static int row_air(const struct ui *ui)
{
    return int_max(metrics_px(&ui->metrics, 16), ui->metrics.target / 6);
}

static const struct exercise *exercise_of(const struct builder_view *v, int step)
{
    return content_exercise(v->context->content, v->now->steps[step].exercise);
}

static int widest_dose(const struct builder_view *v, const struct ui *ui)
{
    int widest = 0;
    for (int i = 0; i < v->now->step_count; i++) {
        const char *dose = part_dose_short(v->context->strings, v->arena, &v->now->steps[i].dose);
        widest = int_max(widest, ui_text_width(ui, TYPE_CAPTION, dose));
    }
    return widest;
}

static bool try_look(int look, void *what)
{
    struct row_look *r = what;
    int air = row_air(r->ui), target = r->ui->metrics.target;
    bool one = r->v->arrangement == BUILDER_ONE;
    r->look = look;
    bool handle = !one && look < NO_HANDLE;
    r->handle = handle ? target + r->ui->metrics.gap : air;
    r->picture = look == NO_PICTURE ? 0 : int_max(metrics_px(&r->ui->metrics, 112), target) + air;
    r->dose = look == DOSE_AT_END ? widest_dose(r->v, r->ui) + air : 0;
    r->words = r->width - r->handle - r->picture - r->dose - air;
    int quarters = handle ? 6 : look == DOSE_AT_END ? 5 : 4; /* of the longest word's width */
    return r->words >= r->v->widest_button * quarters / 4 && (one || look != DOSE_AT_END);
}

bool builder_steps_fit(const struct builder_view *v, struct ui *ui, int width)
{
    struct row_look look = {.v = v, .ui = ui, .width = width};
    return try_look(NO_HANDLE, &look);
}

struct step_words {
    const struct builder_view *v;
    const struct draft_step *step;
    const struct exercise *exercise; /* NULL: it is gone */
    bool dose;                       /* is said here */
};

static struct step_words words_of(const struct row_look *look, int index)
{
    return (struct step_words){look->v, &look->v->now->steps[index], exercise_of(look->v, index),
                               look->look != DOSE_AT_END};
}

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
    stack_fit(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT), 2, 0, name);
    if (!w->exercise) {
        stack_text(stack, TYPE_LABEL, ui_color(ui, COLOR_WARNING_TEXT),
                   builder_word(w->v, "staff.builder.gone"));
        return;
    }
    if (!w->dose)
        return;
    bool wrong = draft_wrong_number(w->step, w->exercise) != DOSE_FIELD_COUNT;
    stack_text(stack, wrong ? TYPE_LABEL : TYPE_CAPTION,
               ui_color(ui, wrong ? COLOR_WARNING_TEXT : COLOR_TEXT_SOFT),
               dose_words(ui, w, stack->width));
}

/* All rows are as high as the highest, so that they can change places. */
static struct row_look look_of(const struct builder_view *v, struct ui *ui, int width)
{
    struct row_look look = {.v = v, .ui = ui, .width = width};
    fit_first(ROW_LOOKS, try_look, &look);
    bool one = v->arrangement == BUILDER_ONE;
    look.height = int_max(ui->metrics.target, metrics_px(&ui->metrics, one ? 88 : 112));
    for (int i = 0; i < v->now->step_count; i++) {
        const struct step_words words = words_of(&look, i);
        int high = stack_height(ui, look.words, put_words, &words) + row_air(ui);
        look.height = int_max(look.height, high);
    }
    return look;
}

static struct drag_list list_of(const struct builder_view *v, const struct ui *ui, int height)
{
    return (struct drag_list){
        .id = "steps", .count = v->now->step_count, .pitch = height + ui->metrics.gap};
}

static void draw_picture_of(struct ui *ui, const struct builder_view *v, struct rect rect,
                            const struct exercise *exercise)
{
    struct rect picture = rect_centered(rect, rect.w, rect.w * 3 / 4);
    draw_fill(ui->list, picture, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL),
              ui_color(ui, COLOR_STAGE_CENTER));
    if (exercise)
        part_thumbnail(ui, rect_inset(picture, metrics_px(&ui->metrics, 4)), exercise, v->routine);
}

static void draw_step(struct ui *ui, const struct row_look *look, struct rect row, int index)
{
    const struct builder_view *v = look->v;
    const struct drag_list list = list_of(v, ui, look->height);
    const struct step_words words = words_of(look, index);
    const char *name = words.exercise ? words.exercise->name : words.step->exercise;
    bool movable = look->handle > ui->metrics.target;
    int from, to, air = row_air(ui);
    bool carried = drag_list_carries(ui, &list, &from, &to) && from == index;
    staff_row_box(ui, row, index == v->now->chosen, carried);
    struct rect inner = row;
    struct rect handle = rect_cut_left(&inner, look->handle, 0);
    handle.w = ui->metrics.target;
    if (movable)
        ui_drag_handle(ui, handle, &list, index, builder_word(v, "staff.move"));
    ui_target(ui, arena_printf(v->arena, "step:%d", index), name, movable ? inner : row, index);
    rect_cut_right(&inner, air, 0);
    if (look->dose > 0 && words.exercise)
        ui_text(ui, rect_cut_right(&inner, look->dose - air, air), TYPE_CAPTION,
                ui_color(ui, COLOR_TEXT_SOFT), ALIGN_RIGHT,
                part_dose_short(v->context->strings, v->arena, &words.step->dose));
    if (look->picture > 0)
        draw_picture_of(ui, v, rect_cut_left(&inner, look->picture - air, air), words.exercise);
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &words);
}

static const char *invitation(const struct builder_view *v)
{
    return v->now->step_count == ROUTINE_STEPS_MAX
               ? tr_format(v->context->strings, v->arena, "staff.builder.full",
                           {"n", NULL, ROUTINE_STEPS_MAX})
               : builder_word(v, "staff.builder.tap");
}

static void put_invitation_text(struct stack *stack, const void *what)
{
    stack_text(stack, TYPE_CAPTION, ui_color(stack->ui, COLOR_TEXT_SOFT), what);
}

/* What to do next, where the next step will be. */
static void put_invitation(struct stack *stack, const struct builder_view *v)
{
    struct ui *ui = stack->ui;
    const char *text = invitation(v);
    int air = metrics_px(&ui->metrics, 16);
    int high = stack_height(ui, stack->width - 2 * air, put_invitation_text, text);
    struct rect box = stack_box(stack, int_max(metrics_px(&ui->metrics, 88), high + 2 * air));
    if (!stack_seen(stack, box))
        return;
    draw_box(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, COLOR_BACKGROUND), metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    stack_draw_middle(ui, rect_inset(box, air), ALIGN_CENTER, put_invitation_text, text);
}

static void put_steps(struct stack *stack, const void *what)
{
    const struct builder_view *v = what;
    struct ui *ui = stack->ui;
    const struct row_look look = look_of(v, ui, stack->width);
    const struct drag_list list = list_of(v, ui, look.height);
    int gap = ui->metrics.gap;
    struct rect all = stack_box(stack, list.count * list.pitch - (list.count > 0 ? gap : 0));
    for (int n = 0; n < list.count && !stack->dry; n++) {
        int index = drag_list_nth(ui, &list, n);
        struct rect row = {all.x, all.y + index * list.pitch + drag_list_shift(ui, &list, index),
                           all.w, look.height};
        if (index == v->now->chosen)
            ui_scroll_follow(ui, index, row);
        if (stack_seen(stack, row))
            draw_step(ui, &look, row, index);
    }
    if (v->arrangement == BUILDER_ONE && list.count > 0)
        return;
    stack_gap(stack, list.count > 0 ? gap : 0);
    put_invitation(stack, v);
}

enum { BUTTONS = 4 };

int builder_steps_least(const struct ui *ui)
{
    return BUTTONS * ui->metrics.target + (BUTTONS - 1) * ui->metrics.gap;
}

/* What each wants at least, and the rest shared alike; without words where not all have room. */
static void share_width(const struct ui *ui, struct button *buttons, int width, int *out)
{
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON);
    font.size = int_min(font.size, metrics_least_font(&ui->metrics));
    int air = 2 * metrics_length(&ui->metrics, LENGTH_GAP_SMALL) + font.size / 2;
    int rest = width - (BUTTONS - 1) * ui->metrics.gap;
    for (int i = 0; i < BUTTONS; i++) {
        int text = ui_text_width_font(ui, font, buttons[i].label) + air;
        out[i] = int_max(ui->metrics.target, text);
        rest -= out[i];
    }
    for (int i = 0; i < BUTTONS && rest < 0; i++) {
        buttons[i] = ui_button_wordless(buttons[i]);
        out[i] = 0;
    }
    if (rest < 0)
        rest = width - (BUTTONS - 1) * ui->metrics.gap;
    for (int i = 0; i < BUTTONS; i++)
        out[i] += rest / BUTTONS;
}

/* Up, Down, Copy, Remove: side by side below the list, or one below the other beside it. */
static void draw_buttons(const struct builder_view *v, struct ui *ui, struct rect rect,
                         bool vertical)
{
    const struct drag_list list = list_of(v, ui, 0);
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
    if (!vertical)
        share_width(ui, buttons, rect.w, widths);
    int height = int_min((rect.h - (BUTTONS - 1) * gap) / BUTTONS, ui_button_height(ui));
    for (int i = 0; i < BUTTONS; i++) {
        buttons[i].stacked = !vertical;
        ui_button(ui,
                  vertical ? rect_cut_top(&rect, int_max(height, ui->metrics.target), gap)
                           : rect_cut_left(&rect, widths[i], gap),
                  &buttons[i]);
    }
}

/* The arrows stand above the list, as those of the library do: beside it they would take the room
 * of the handles, and look as if they moved the step. */
static void draw_scrolled(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    struct rect head =
        rect_cut_top(&rect, int_max(ui->metrics.target, builder_bar_height(ui)), ui->metrics.gap);
    struct rect arrows = rect_cut_right(&head, layout_arrows_width(ui), ui->metrics.gap);
    stack_draw_middle(ui, head, ALIGN_LEFT, put_invitation_text, invitation(v));
    layout_scroll(ui, &(struct scroll_view){.scroll = &v->builder->steps, .view = rect}, put_steps,
                  v);
    layout_scroll_arrows(v->context, ui, &v->builder->steps, arrows, false);
}

void builder_draw_steps(const struct builder_view *v, struct ui *ui, struct rect rect)
{
    int gap = ui->metrics.gap;
    if (v->arrangement == BUILDER_TALL)
        draw_buttons(v, ui, rect_cut_right(&rect, metrics_px(&ui->metrics, 190), gap), true);
    else if (v->arrangement == BUILDER_WIDE)
        draw_buttons(
            v, ui,
            rect_cut_bottom(&rect, int_max(ui->metrics.target, metrics_px(&ui->metrics, 120)), gap),
            false);
    if (v->arrangement == BUILDER_WIDE && stack_height(ui, rect.w, put_steps, v) > rect.h)
        draw_scrolled(v, ui, rect);
    else
        builder_scroll(v, ui, rect, &v->builder->steps, put_steps);
}
