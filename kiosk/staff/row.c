#include "staff/row.h"

struct row_view {
    const struct staff_row *row;
    color_t ink, soft;
};

static struct font title_font(const struct ui *ui, const struct staff_row *row)
{
    struct font font = metrics_font(&ui->metrics, row->type);
    font.weight = FONT_BOLD;
    return font;
}

static void put_row(struct stack *stack, const void *what)
{
    const struct row_view *view = what;
    stack_text_font(stack, title_font(stack->ui, view->row), view->ink, 2, view->row->title);
    stack_lines(stack, TYPE_CAPTION, view->soft, 3, view->row->text);
}

int staff_row_height(struct ui *ui, int width, const struct staff_row *row)
{
    return stack_height(ui, width, put_row, &(struct row_view){.row = row});
}

void staff_row_draw(struct ui *ui, struct rect rect, const struct staff_row *row, color_t ink,
                    color_t soft)
{
    stack_draw_middle(ui, rect, ALIGN_LEFT, put_row, &(struct row_view){row, ink, soft});
}

bool staff_row_is_short(const struct ui *ui, int width, const struct staff_row *row)
{
    return ui_text_width_font(ui, title_font(ui, row), row->title) <= width &&
           ui_text_width(ui, TYPE_CAPTION, row->text) <= width;
}
