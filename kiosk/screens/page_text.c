#include "screens/page_text.h"

#include "screens/layout.h"
#include "screens/parts.h"

enum { MAX_COLUMNS = 6 };

static int line_gap(const struct stack *stack)
{
    return ui_padding(stack->ui, LENGTH_GAP_SMALL, 40);
}

static int cell_gap(const struct stack *stack)
{
    return ui_padding(stack->ui, LENGTH_PADDING, 75);
}

static const char *cell(const struct page_section *section, size_t row, size_t column)
{
    return section->cells[row * section->columns + column];
}

static void rule(struct stack *stack)
{
    int stroke = metrics_length(&stack->ui->metrics, LENGTH_STROKE);
    struct rect line = stack_box(stack, stroke);
    if (!stack->dry)
        draw_fill(stack->ui->list, line, 0, ui_color(stack->ui, COLOR_LINE));
}

static enum theme_type cell_type(size_t row, size_t column)
{
    return row == 0 ? TYPE_LABEL : column == 0 ? TYPE_BODY_STRONG : TYPE_BODY;
}

static int natural_width(const struct stack *stack, const struct page_section *section,
                         size_t column)
{
    int most = 0;
    for (size_t row = 0; row < section->rows; row++)
        most = int_max(
            most, ui_text_width(stack->ui, cell_type(row, column), cell(section, row, column)));
    return most;
}

static int capped_sum(const int *widths, size_t count, int cap)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += int_min(widths[i], cap);
    return sum;
}

/* Each column takes what its longest text wants; when that is too much, the widest ones give way
 * and wrap. False when their lines would become too short to read. */
static bool fit_columns(const struct stack *stack, const struct page_section *section, int *widths)
{
    size_t count = section->columns;
    int room = stack->width - (int)(count - 1) * cell_gap(stack);
    for (size_t column = 0; column < count; column++)
        widths[column] = natural_width(stack, section, column);
    int cap = int_max(1, room);
    while (cap > 1 && capped_sum(widths, count, cap) > room)
        cap--;
    bool all_natural = true;
    for (size_t column = 0; column < count; column++) {
        all_natural = all_natural && widths[column] <= cap;
        widths[column] = int_min(widths[column], cap);
    }
    return all_natural || cap >= 9 * metrics_font(&stack->ui->metrics, TYPE_BODY).size;
}

static void table_row(struct stack *stack, const struct page_section *section, const int *widths,
                      size_t row)
{
    color_t color = ui_color(stack->ui, row == 0 ? COLOR_TEXT_SOFT : COLOR_TEXT);
    int bottom = stack->y;
    int x = stack->x;
    for (size_t column = 0; column < section->columns; column++) {
        struct stack part = *stack;
        part.x = x;
        part.width = widths[column];
        stack_lines(&part, cell_type(row, column), color, 0, cell(section, row, column));
        bottom = int_max(bottom, part.y);
        x += widths[column] + cell_gap(stack);
    }
    stack->y = bottom;
}

/* Too narrow for columns: the row's first cell as a heading, the others below with their titles. */
static void table_row_stacked(struct stack *stack, const struct strings *strings,
                              const struct page_section *section, size_t row)
{
    struct ui *ui = stack->ui;
    stack_text(stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT), cell(section, row, 0));
    for (size_t column = 1; column < section->columns; column++) {
        const char *head = cell(section, 0, column);
        const char *text = cell(section, row, column);
        if (*head)
            text = part_told(strings, &ui->list->arena, head, text);
        stack_lines(stack, column == 1 ? TYPE_BODY : TYPE_CAPTION,
                    ui_color(ui, column == 1 ? COLOR_TEXT : COLOR_TEXT_SOFT), 0, text);
    }
}

static void table(struct stack *stack, const struct strings *strings,
                  const struct page_section *section)
{
    int widths[MAX_COLUMNS] = {0};
    bool columns = section->columns <= MAX_COLUMNS && fit_columns(stack, section, widths);
    size_t first = columns ? 0 : 1;
    for (size_t row = first; row < section->rows; row++) {
        if (row > first) {
            stack_gap(stack, line_gap(stack));
            rule(stack);
            stack_gap(stack, line_gap(stack));
        }
        if (columns)
            table_row(stack, section, widths, row);
        else
            table_row_stacked(stack, strings, section, row);
    }
}

void page_text_put_emergency(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    if (!*context->emergency)
        return;
    stack_gap(stack, line_gap(stack));
    stack_text(stack, TYPE_BODY_STRONG, ui_color(ui, COLOR_DANGER_TEXT),
               part_emergency(context->strings, &ui->list->arena, context->emergency));
}

static void put_section(struct stack *stack, const struct screen_context *context,
                        const struct page_section *section)
{
    struct ui *ui = stack->ui;
    color_t text = ui_color(ui, COLOR_TEXT);
    int start = stack->y;
    if (*section->heading)
        stack_text(stack, TYPE_HEADING, text, section->heading);
    if (*section->text) {
        stack_gap(stack, stack->y > start ? line_gap(stack) : 0);
        stack_text(stack, TYPE_BODY, text, section->text);
    }
    for (size_t i = 0; i < section->list.count; i++) {
        stack_gap(stack, stack->y > start ? line_gap(stack) : 0);
        stack_bullet(stack, TYPE_BODY, text, ui_color(ui, COLOR_PRIMARY), section->list.items[i]);
    }
    if (section->rows > 0 && section->columns > 0) {
        stack_gap(stack, stack->y > start ? line_gap(stack) : 0);
        table(stack, context->strings, section);
    }
    if (section->emergency)
        page_text_put_emergency(stack, context);
}

void page_text_put(struct stack *stack, const struct screen_context *context,
                   const struct page *page, unsigned sections)
{
    bool first = true;
    for (size_t i = 0; i < page->section_count; i++) {
        if (!(sections >> i & 1U))
            continue;
        if (!first)
            stack_gap(stack, int_max(metrics_px(&stack->ui->metrics, 30),
                                     ui_padding(stack->ui, LENGTH_GAP, 80)));
        put_section(stack, context, &page->sections[i]);
        first = false;
    }
}

void page_text_put_lists(struct stack *stack, const struct page *page, unsigned sections)
{
    struct ui *ui = stack->ui;
    for (size_t i = 0; i < page->section_count; i++)
        for (size_t k = 0; (sections >> i & 1U) && k < page->sections[i].list.count; k++) {
            stack_gap(stack, k > 0 || i > 0 ? line_gap(stack) / 2 : 0);
            stack_bullet(stack, TYPE_BODY, ui_color(ui, COLOR_TEXT), ui_color(ui, COLOR_PRIMARY),
                         page->sections[i].list.items[k]);
        }
}

void page_text_put_sources(struct stack *stack, const struct screen_context *context,
                           struct string_list sources)
{
    const struct ui *ui = stack->ui;
    color_t soft = ui_color(ui, COLOR_TEXT_SOFT);
    if (sources.count > 0)
        stack_text(stack, TYPE_LABEL, soft, tr(context->strings, "advice.sources"));
    for (size_t i = 0; i < sources.count; i++) {
        stack_gap(stack, metrics_px(&ui->metrics, 8));
        stack_text(stack, TYPE_CAPTION, soft, sources.items[i]);
    }
}
