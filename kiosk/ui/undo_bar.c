#include "ui/undo_bar.h"

#include "ui/fit.h"

struct wanted {
    struct ui *ui;
    const struct undo_bar *bar;
    int width;              /* between the paddings, px */
    struct button button;   /* out */
    int button_width, sign; /* out, px: the sign with what is left beside it */
};

static int padding(const struct ui *ui)
{
    return metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
}

static int sign_width(const struct ui *ui)
{
    return ui_button_icon_size(ui) * 3 / 2;
}

/* Without the sign, then the button without its icon, then without its word. */
static bool fits(int spared, void *what)
{
    struct wanted *w = what;
    const struct ui *ui = w->ui;
    w->button = (struct button){.id = w->bar->id,
                                .label = spared < 3 ? w->bar->undo : NULL,
                                .spoken = w->bar->undo,
                                .icon = w->bar->sign ? w->bar->sign : "undo-2",
                                .words = spared == 2,
                                .unhurried = true, /* it comes up under a tap meant for a row */
                                .style = BUTTON_ON_INK};
    w->button_width = ui_button_width(ui, &w->button);
    w->sign = w->bar->icon && spared == 0 ? sign_width(ui) : 0;
    int room = w->width - w->button_width - ui->metrics.gap - w->sign;
    return ui_text_fits(ui, metrics_font(&ui->metrics, TYPE_LABEL), w->bar->text, room,
                        3 * ui_line_height(ui, TYPE_LABEL), 3);
}

static void put_text(struct stack *stack, const void *what)
{
    const struct undo_bar *bar = what;
    stack_text(stack, TYPE_LABEL, ui_color(stack->ui, COLOR_ON_INK), bar->text);
}

static void draw(const struct wanted *w, struct rect box)
{
    struct ui *ui = w->ui;
    draw_fill(ui->list, box, metrics_length(&ui->metrics, LENGTH_RADIUS), ui_color(ui, COLOR_INK));
    struct rect inner = rect_inset(box, padding(ui));
    int side = ui_padding(ui, LENGTH_PADDING, 60) - padding(ui);
    struct rect button = rect_cut_right(&inner, w->button_width, ui->metrics.gap);
    rect_cut_left(&inner, side, 0);
    struct rect sign = rect_cut_left(&inner, w->sign, 0);
    sign.w = ui_button_icon_size(ui);
    if (w->sign > 0)
        ui_icon(ui, sign, w->bar->icon, sign.w, ui_color(ui, COLOR_ON_INK));
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_text, w->bar);
    int height = int_max(ui->metrics.target, ui_chip_height(ui));
    ui_button(ui, rect_centered(button, button.w, height), &w->button);
}

void stack_undo_bar(struct stack *stack, const struct undo_bar *bar)
{
    struct ui *ui = stack->ui;
    int side = ui_padding(ui, LENGTH_PADDING, 60);
    struct wanted w = {.ui = ui, .bar = bar, .width = stack->width - side - padding(ui)};
    fit_first(4, fits, &w);
    int room = w.width - w.button_width - ui->metrics.gap - w.sign;
    int height = int_max(ui_chip_height(ui), stack_height(ui, room, put_text, bar));
    struct rect box = stack_box(stack, height + 2 * padding(ui));
    if (stack_seen(stack, box))
        draw(&w, box);
}

static void put_bar(struct stack *stack, const void *what)
{
    stack_undo_bar(stack, what);
}

void ui_undo_bar(struct ui *ui, struct rect *area, const struct undo_bar *bar)
{
    int height = stack_height(ui, area->w, put_bar, bar);
    stack_draw(ui, rect_cut_bottom(area, height, ui_section(ui)), ALIGN_LEFT, put_bar, bar);
}
