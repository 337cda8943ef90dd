#include <stdio.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "staff/dose_kinds.h"
#include "staff/parts.h"
#include "staff/photos_internal.h"
#include "ui/chips.h"
#include "ui/stepper.h"
#include "ui/switch_row.h"

/* The exercise that the chosen photos show. */

static void put_gap(struct stack *stack)
{
    stack_gap(stack, stack->ui->metrics.gap);
}

/* A text that leads to the keyboard; all of the row is the target. */
static void put_line(struct stack *stack, const char *id, const char *title, const char *value)
{
    struct ui *ui = stack->ui;
    int icon = ui_button_icon_size(ui);
    struct setting_row row = {.title = title, .value = value};
    struct setting_place place = setting_row_place(stack, &row, icon, icon);
    if (!stack_seen(stack, place.row))
        return;
    const char *label = ui_join(&ui->list->arena, title, value);
    bool pressed = ui_target(ui, id, label, place.row, 0);
    ui_say_mute(ui);
    setting_row_draw(ui, &row, &place, pressed);
    place.control.w = icon;
    ui_icon(ui, place.control, "pencil", icon, ui_color(ui, COLOR_TEXT));
    ui_say_button(ui, label, place.row, ui_say_unmute(ui));
}

static void put_title(struct stack *stack, const char *text)
{
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_TEXT), text);
    stack_gap(stack, metrics_length(&stack->ui->metrics, LENGTH_GAP_SMALL));
}

static void put_positions(struct stack *stack, const struct photos_view *v)
{
    struct chip chips[POSITION_COUNT];
    for (int i = 0; i < POSITION_COUNT; i++) {
        const char *name = position_name((enum position)i);
        chips[i] = (struct chip){arena_printf(v->arena, "position:%s", name),
                                 photos_word(v, arena_printf(v->arena, "position.%s", name)),
                                 (int)v->state->draft.position == i, i};
    }
    put_title(stack, photos_word(v, "staff.photos.position"));
    stack_chips(stack, chips, POSITION_COUNT);
}

static void put_kinds(struct stack *stack, const struct photos_view *v)
{
    struct chip chips[DOSE_KIND_COUNT];
    int count = 0;
    for (int i = 0; i < DOSE_KIND_COUNT; i++) {
        struct dose_kind_words words = dose_kind_words((enum dose_kind)i);
        if (i == DOSE_PACED) /* photos show no tempo */
            continue;
        chips[count++] = (struct chip){words.id, photos_word(v, words.key),
                                       (int)dose_kind(&v->state->draft.dose) == i, i};
    }
    put_title(stack, photos_word(v, "staff.builder.count_by"));
    stack_chips(stack, chips, count);
}

static const char *number_text(const struct photos_view *v, enum dose_field field, int number)
{
    if (!dose_in_seconds(field))
        return arena_printf(v->arena, "%d", number);
    if (number >= 120 && number % 60 == 0)
        return tr_format(v->context->strings, v->arena, "staff.field.minutes",
                         {"n", NULL, number / 60});
    return tr_format(v->context->strings, v->arena, "staff.field.seconds", {"n", NULL, number});
}

static void put_number(struct stack *stack, const struct photos_view *v, enum dose_field field)
{
    struct dose dose = v->state->draft.dose;
    int number = *dose_number(&dose, field);
    const struct dose_range limit = dose_limits[field];
    bool least = number <= limit.min, most = number >= limit.max;
    bool moves = field == DOSE_REPS && dose_kind(&dose) == DOSE_OWN_PACE;
    const char *key = arena_printf(v->arena, "staff.field.%s", dose_key(field));
    const char *text = number_text(v, field, number);
    const char *said = tr_format(v->context->strings, v->arena,
                                 most ? "staff.field.most" : "staff.field.least", {"n", text, 0});
    stack_stepper(stack,
                  &(struct stepper){.id = dose_key(field),
                                    .title = photos_word(v, moves ? "staff.field.moves" : key),
                                    .value = text,
                                    .widest = number_text(v, DOSE_HOLD_S, 595),
                                    .less = photos_word(v, "staff.field.less"),
                                    .more = photos_word(v, "staff.field.more"),
                                    .limit = most || least ? said : NULL,
                                    .least = least,
                                    .most = most,
                                    .index = (int)field});
}

static void put_form(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    const struct staff_photos *state = v->state;
    const enum dose_field *fields = dose_made[dose_kind(&state->draft.dose)].counted;
    put_line(stack, "name", photos_word(v, "staff.photos.name"),
             *state->draft.name ? state->draft.name : photos_word(v, "staff.builder.name"));
    put_gap(stack);
    put_line(stack, "what", photos_word(v, "staff.photos.what"),
             *state->draft.what ? state->draft.what : photos_word(v, "staff.builder.no_line"));
    put_gap(stack);
    put_positions(stack, v);
    put_gap(stack);
    put_kinds(stack, v);
    for (int i = 0; i < PHOTOS_FIELDS; i++) {
        put_gap(stack);
        put_number(stack, v, fields[i]);
    }
    put_gap(stack);
    stack_switch_row(stack, &(struct switch_row){.id = "each",
                                                 .title = photos_word(v, "dose.each_side"),
                                                 .on_word = photos_word(v, "staff.on"),
                                                 .off_word = photos_word(v, "staff.off"),
                                                 .on = state->draft.each_side});
}

static void put_buttons(struct stack *stack, const void *what)
{
    const struct photos_view *v = what;
    bool named = *v->state->draft.name, busy = v->state->saving;
    bool taking = named && v->state->work && !busy;
    bool unready = named && (taking || photos_missing(v->context) > 0);
    const struct button buttons[] = {
        {.id = "grid", .icon = "arrow-left", .label = photos_word(v, "common.back"), .off = busy},
        {.id = named ? "save" : "name:first",
         .icon = named ? "check" : "pencil",
         .label = photos_word(v, busy     ? "staff.photos.saving"
                                 : taking ? "staff.photos.taking"
                                 : named  ? "staff.builder.save"
                                          : "staff.builder.name"),
         .style = BUTTON_PRIMARY,
         .off = busy || unready}};
    staff_buttons_put(stack, buttons, 2);
}

static void draw_chosen(const struct photos_view *v, struct rect rect, int index)
{
    struct photos_item item = photos_chosen(v->context, index);
    photos_draw_photo(v, rect, &item);
}

/* The chosen ones, the first largest. */
static void draw_photos(const struct photos_view *v, struct rect rect)
{
    struct ui *ui = v->ui;
    int count = v->state->draft.photos.count, gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    int rows = count > 1 ? (count - 1 + 2) / 3 : 0;
    int small = (rect.w - 2 * gap) / 3 * 3 / 4;
    while (rows > 0 && rows * (small + gap) > rect.h / 2)
        rows--;
    struct rect rest = rows > 0 ? rect_cut_bottom(&rect, rows * (small + gap) - gap, gap) : rect;
    ui_stage(ui, rect, metrics_length(&ui->metrics, LENGTH_RADIUS));
    if (count > 0)
        draw_chosen(v, rect_inset(rect, gap), 0);
    for (int i = 1; i < count && i <= rows * 3; i++) {
        int column = (i - 1) % 3, line = (i - 1) / 3, width = (rest.w - 2 * gap) / 3;
        struct rect place = {rest.x + column * (width + gap), rest.y + line * (small + gap), width,
                             small};
        ui_stage(ui, place, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL));
        draw_chosen(v, rect_inset(place, gap / 4), i);
    }
}

void photos_draw_form(const struct photos_view *v, struct rect area)
{
    struct ui *ui = v->ui;
    int gap = ui->metrics.gap;
    struct rect buttons = rect_cut_bottom(&area, stack_height(ui, area.w, put_buttons, v), gap);
    stack_draw(ui, buttons, ALIGN_LEFT, put_buttons, v);
    if (ui->metrics.portrait && area.h > 8 * ui->metrics.target)
        draw_photos(v, rect_cut_top(&area, area.h * 3 / 10, ui_section(ui)));
    else if (!ui->metrics.portrait)
        draw_photos(v, rect_cut_left(&area, area.w * 3 / 10, ui_section(ui)));
    struct rect arrows = rect_cut_right(&area, layout_arrow_width(ui), gap);
    layout_scroll(ui, &(struct scroll_view){.scroll = &v->state->form, .view = area}, put_form, v);
    layout_scroll_arrows(v->context, ui, &v->state->form, layout_arrow_pair(ui, arrows), true);
}
