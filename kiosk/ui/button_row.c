#include "ui/button_row.h"

#include <string.h>

#include "base/log.h"

void button_row_add(struct button_row *row, struct button button, int weight)
{
    if (row->count == BUTTON_ROW_MAX) {
        log_error("button_lost", "id=%s", button.id);
        return;
    }
    row->weights[row->count] = weight;
    row->buttons[row->count++] = button;
}

static int needed_width(const struct button_row *row, const struct ui *ui,
                        const struct button *button)
{
    return row->tight ? ui_button_width_least(ui, button, row->height)
                      : ui_button_width(ui, button);
}

static int button_width(const struct button_row *row, const struct ui *ui,
                        const struct button *button)
{
    if (button->style != BUTTON_PRIMARY || !row->primary_words[0] || !button->label)
        return needed_width(row, ui, button);
    int widest = 0, second = 0;
    for (int i = 0; i < ROW_WORDS && row->primary_words[i]; i++) {
        struct button other = *button;
        other.label = row->primary_words[i];
        int width = needed_width(row, ui, &other);
        second = int_max(second, int_min(width, widest));
        widest = int_max(widest, width);
    }
    return row->longest_as_icon ? second : widest;
}

int button_row_width(const struct ui *ui, struct button_row *row)
{
    int width = (row->count - 1) * ui->metrics.gap;
    for (int i = 0; i < row->count; i++)
        width += row->widths[i] = button_width(row, ui, &row->buttons[i]);
    return width;
}

static void spare_of(struct button_row *row, const char *id, enum row_spare what)
{
    bool precious = row->precious && strcmp(id, row->precious) == 0;
    for (int i = 0; i < row->count; i++) {
        struct button *button = &row->buttons[i];
        if (strcmp(button->id, id) != 0)
            continue;
        if (what == SPARE_WORD) {
            button->label = NULL;
            button->words = false;
            row->weights[i] = precious ? row->weights[i] : 0;
        }
        button->words = button->words || what == SPARE_ICON;
        button->large = button->large && what != SPARE_SIZE;
    }
}

static void spare(struct button_row *row, const struct row_spare_step *step)
{
    row->tight = row->tight || step->spare == SPARE_AIR;
    row->longest_as_icon = row->longest_as_icon || step->spare == SPARE_LONGEST;
    for (int i = 0; i < ROW_SPARE_IDS && step->ids[i]; i++)
        spare_of(row, step->ids[i], step->spare);
}

int button_row_fit(const struct ui *ui, struct button_row *row, int width)
{
    for (int i = 0; i < row->order_count && button_row_width(ui, row) > width; i++)
        spare(row, &row->order[i]);
    return button_row_width(ui, row);
}

void button_row_draw(struct ui *ui, struct button_row *row, struct rect rect)
{
    button_row_fit(ui, row, rect.w);
    button_row_place(ui, row, rect);
}

void button_row_place(struct ui *ui, struct button_row *row, struct rect rect)
{
    int left = rect.w - (row->count - 1) * ui->metrics.gap;
    int weights = 0;
    for (int i = 0; i < row->count; i++) {
        left -= row->widths[i];
        weights += row->weights[i];
    }
    for (int i = 0; i < row->count; i++) {
        int more = weights > 0 ? left * row->weights[i] / weights : 0;
        left -= more;
        weights -= row->weights[i];
        ui_button(ui, rect_cut_left(&rect, row->widths[i] + more, ui->metrics.gap),
                  &row->buttons[i]);
    }
}
