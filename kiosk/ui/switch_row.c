#include "ui/switch_row.h"

static int font_size(const struct ui *ui)
{
    return metrics_font(&ui->metrics, TYPE_LABEL).size;
}

static int tick_size(const struct ui *ui)
{
    return font_size(ui) * 6 / 5;
}

static int tick_gap(const struct ui *ui)
{
    return font_size(ui) / 3;
}

int ui_switch_height(const struct ui *ui)
{
    return font_size(ui) * 19 / 10;
}

/* The same for both states, so that nothing moves when it changes. */
int ui_switch_width(const struct ui *ui, const struct switch_row *row)
{
    int on = tick_size(ui) + tick_gap(ui) + ui_text_width(ui, TYPE_LABEL, row->on_word);
    int off = ui_text_width(ui, TYPE_LABEL, row->off_word);
    return int_max(on, off) + font_size(ui) * 17 / 10;
}

void ui_switch(struct ui *ui, struct rect rect, const struct switch_row *row)
{
    const char *word = row->on ? row->on_word : row->off_word;
    struct rect pill = rect_centered(rect, ui_switch_width(ui, row), ui_switch_height(ui));
    color_t ink = ui_color(ui, row->on ? COLOR_ON_PRIMARY : COLOR_TEXT_SOFT);
    draw_box(ui->list, pill, pill.h / 2, ui_color(ui, row->on ? COLOR_PRIMARY : COLOR_SURFACE),
             row->on ? 0 : metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE_STRONG));
    int tick = row->on ? tick_size(ui) + tick_gap(ui) : 0;
    struct rect middle = rect_centered(pill, tick + ui_text_width(ui, TYPE_LABEL, word), pill.h);
    if (row->on)
        ui_icon(ui, rect_cut_left(&middle, tick_size(ui), tick_gap(ui)), "check", tick_size(ui),
                ink);
    ui_text(ui, middle, TYPE_LABEL, ink, ALIGN_LEFT, word);
}

/* "Less motion · On · Still pictures.": no language's own marks, which this does not know. */
static const char *spoken(struct ui *ui, const struct switch_row *row)
{
    struct arena *arena = &ui->list->arena;
    const char *caption = row->fault ? row->fault : row->caption ? row->caption : "";
    const char *state = row->on ? row->on_word : row->off_word;
    return ui_join(arena, ui_join(arena, row->title, state), caption);
}

void stack_switch_row(struct stack *stack, const struct switch_row *row)
{
    struct ui *ui = stack->ui;
    struct setting_row words = {.title = row->title,
                                .caption = row->fault ? row->fault : row->caption,
                                .tone = row->fault ? ROW_FAULT : ROW_PLAIN};
    int width = ui_switch_width(ui, row);
    struct setting_place place = setting_row_place(stack, &words, width, ui_switch_height(ui));
    if (!stack_seen(stack, place.row))
        return;
    const char *label = spoken(ui, row);
    bool pressed = ui_target(ui, row->id, label, place.row, row->index);
    ui_say_mute(ui);
    setting_row_draw(ui, &words, &place, pressed);
    place.control.w = width; /* below the words it stands where they begin */
    ui_switch(ui, place.control, row);
    ui_say_button(ui, label, place.row, ui_say_unmute(ui));
}
