#include "ui/stepper.h"

#include "ui/fit.h"
#include <string.h>

/* Richest first. */
enum arrangement {
    VALUE_BETWEEN, /* words, then - value + */
    VALUE_BELOW,   /* the value under the title, then - + */
    BUTTONS_BELOW  /* words, and below them - value + from edge to edge */
};

struct wanted {
    const struct ui *ui;
    const struct stepper *stepper;
    int width;
    struct setting_row row;
    int control; /* its width, px */
};

static int button_side(const struct ui *ui)
{
    return int_max(ui->metrics.target, metrics_length(&ui->metrics, LENGTH_STEPPER));
}

/* At least what two targets need between them. */
static int value_room(const struct ui *ui, const struct stepper *stepper)
{
    const char *widest = stepper->widest ? stepper->widest : stepper->value;
    int text = int_max(ui_text_width(ui, TYPE_STAFF_HEADING, widest),
                       ui_text_width(ui, TYPE_STAFF_HEADING, stepper->value));
    int air = metrics_font(&ui->metrics, TYPE_STAFF_HEADING).size * 3 / 4;
    return int_max(text + air, metrics_length(&ui->metrics, LENGTH_STEPPER_VALUE));
}

static enum row_tone tone_of(const struct stepper *stepper)
{
    if (!stepper->limit)
        return ROW_PLAIN;
    return stepper->least || stepper->most ? ROW_LIMIT : ROW_WRONG;
}

static bool arrange(int arrangement, void *what)
{
    struct wanted *w = what;
    const struct stepper *stepper = w->stepper;
    bool below = arrangement == VALUE_BELOW;
    w->row = (struct setting_row){.title = stepper->title,
                                  .value = below ? stepper->value : NULL,
                                  .caption = stepper->limit ? stepper->limit : stepper->caption,
                                  .tone = tone_of(stepper),
                                  .bare = stepper->bare};
    w->control = 2 * button_side(w->ui) + (below ? w->ui->metrics.gap : value_room(w->ui, stepper));
    return setting_row_beside(w->ui, w->width, &w->row, w->control);
}

static void draw_button(struct ui *ui, struct rect rect, const struct stepper *stepper, bool more)
{
    struct arena *arena = &ui->list->arena;
    ui_button(ui, rect,
              &(struct button){
                  .id = arena_printf(arena, "%s:%s", stepper->id, more ? "more" : "less"),
                  .icon = more ? "plus" : "minus",
                  .spoken = ui_join(arena, stepper->title, more ? stepper->more : stepper->less),
                  .index = stepper->index,
                  .repeats = true,
                  .off = more ? stepper->most : stepper->least,
              });
}

/* Smaller where its place is narrow, and then in two lines. */
static void draw_value(struct ui *ui, struct rect rect, const char *value)
{
    struct font font = ui_fit_font(ui, TYPE_STAFF_HEADING, value, rect.w, rect.h, 2);
    int high = ui_paragraph_height_font(ui, rect.w, font, value, 2);
    ui_paragraph_font(ui, rect_centered(rect, rect.w, high), font, ui_color(ui, COLOR_TEXT),
                      ALIGN_CENTER, value);
}

void stack_stepper(struct stack *stack, const struct stepper *stepper)
{
    struct ui *ui = stack->ui;
    struct wanted w = {.ui = ui, .stepper = stepper, .width = stack->width};
    int arrangement = fit_first(BUTTONS_BELOW + 1, arrange, &w);
    int side = button_side(ui);
    struct setting_place place = setting_row_place(stack, &w.row, w.control, side);
    if (!stack_seen(stack, place.row))
        return;
    setting_row_draw(ui, &w.row, &place, false);
    struct rect control = place.control;
    struct rect less = rect_cut_left(&control, side, 0);
    struct rect more = rect_cut_right(&control, side, 0);
    if (arrangement != VALUE_BELOW)
        draw_value(ui, control, stepper->value);
    draw_button(ui, less, stepper, false);
    draw_button(ui, more, stepper, true);
}

int stepper_press(const struct tap *tap, const char *id)
{
    size_t length = strlen(id);
    if (tap->kind != TAP_TARGET || strncmp(tap->id, id, length) != 0)
        return 0;
    const char *button = tap->id + length;
    return strcmp(button, ":more") == 0 ? 1 : strcmp(button, ":less") == 0 ? -1 : 0;
}
