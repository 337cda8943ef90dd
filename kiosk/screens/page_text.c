#include "screens/page_text.h"

#include "screens/layout.h"

enum { MAX_COLUMNS = 6 };

static int line_gap(const struct flow *flow)
{
    return layout_padding(flow->ui, LENGTH_GAP_SMALL, 40);
}

static int cell_gap(const struct flow *flow)
{
    return layout_padding(flow->ui, LENGTH_PADDING, 75);
}

static const char *cell(const struct page_section *section, size_t row, size_t column)
{
    return section->cells[row * section->columns + column];
}

static void rule(struct flow *flow)
{
    int stroke = metrics_length(&flow->ui->metrics, LENGTH_STROKE);
    struct rect line = {flow->x, flow->y, flow->width, stroke};
    if (flow->draw)
        draw_fill(flow->ui->list, line, 0, ui_color(flow->ui, COLOR_LINE));
    flow->y += stroke;
}

static enum theme_type cell_type(size_t row, size_t column)
{
    return row == 0 ? TYPE_LABEL : column == 0 ? TYPE_BODY_STRONG : TYPE_BODY;
}

static int natural_width(const struct flow *flow, const struct page_section *section, size_t column)
{
    int most = 0;
    for (size_t row = 0; row < section->rows; row++)
        most = int_max(most,
                       ui_text_width(flow->ui, cell_type(row, column), cell(section, row, column)));
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
static bool fit_columns(const struct flow *flow, const struct page_section *section, int *widths)
{
    size_t count = section->columns;
    int room = flow->width - (int)(count - 1) * cell_gap(flow);
    for (size_t column = 0; column < count; column++)
        widths[column] = natural_width(flow, section, column);
    int cap = int_max(1, room);
    while (cap > 1 && capped_sum(widths, count, cap) > room)
        cap--;
    bool all_natural = true;
    for (size_t column = 0; column < count; column++) {
        all_natural = all_natural && widths[column] <= cap;
        widths[column] = int_min(widths[column], cap);
    }
    return all_natural || cap >= 9 * metrics_font(&flow->ui->metrics, TYPE_BODY).size;
}

static void table_row(struct flow *flow, const struct page_section *section, const int *widths,
                      size_t row)
{
    color_t color = ui_color(flow->ui, row == 0 ? COLOR_TEXT_SOFT : COLOR_TEXT);
    int bottom = flow->y;
    int x = flow->x;
    for (size_t column = 0; column < section->columns; column++) {
        struct flow part = {flow->ui, x, flow->y, widths[column], flow->draw};
        flow_text(&part, cell_type(row, column), color, 0, cell(section, row, column));
        bottom = int_max(bottom, part.y);
        x += widths[column] + cell_gap(flow);
    }
    flow->y = bottom;
}

/* Too narrow for columns: the row's first cell as a heading, the others below with their titles. */
static void table_row_stacked(struct flow *flow, const struct page_section *section, size_t row)
{
    struct ui *ui = flow->ui;
    flow_text(flow, TYPE_BODY_STRONG, ui_color(ui, COLOR_TEXT), 0, cell(section, row, 0));
    for (size_t column = 1; column < section->columns; column++) {
        const char *head = cell(section, 0, column);
        const char *text = cell(section, row, column);
        if (*head)
            text = arena_printf(&ui->list->arena, "%s: %s", head, text);
        flow_text(flow, column == 1 ? TYPE_BODY : TYPE_CAPTION,
                  ui_color(ui, column == 1 ? COLOR_TEXT : COLOR_TEXT_SOFT), 0, text);
    }
}

static void table(struct flow *flow, const struct page_section *section)
{
    int widths[MAX_COLUMNS] = {0};
    bool columns = section->columns <= MAX_COLUMNS && fit_columns(flow, section, widths);
    size_t first = columns ? 0 : 1;
    for (size_t row = first; row < section->rows; row++) {
        if (row > first) {
            flow_gap(flow, line_gap(flow));
            rule(flow);
            flow_gap(flow, line_gap(flow));
        }
        if (columns)
            table_row(flow, section, widths, row);
        else
            table_row_stacked(flow, section, row);
    }
}

static void section_flow(struct flow *flow, const struct page_section *section)
{
    struct ui *ui = flow->ui;
    color_t text = ui_color(ui, COLOR_TEXT);
    int start = flow->y;
    if (*section->heading)
        flow_text(flow, TYPE_HEADING, text, 0, section->heading);
    if (*section->text) {
        flow_gap(flow, flow->y > start ? line_gap(flow) : 0);
        flow_text(flow, TYPE_BODY, text, 0, section->text);
    }
    for (size_t i = 0; i < section->list.count; i++) {
        flow_gap(flow, flow->y > start ? line_gap(flow) : 0);
        flow_bullet(flow, TYPE_BODY, text, ui_color(ui, COLOR_PRIMARY), section->list.items[i]);
    }
    if (section->rows > 0 && section->columns > 0) {
        flow_gap(flow, flow->y > start ? line_gap(flow) : 0);
        table(flow, section);
    }
}

void page_text_flow(struct flow *flow, const struct page *page)
{
    for (size_t i = 0; i < page->section_count; i++) {
        if (i > 0)
            flow_gap(flow, int_max(metrics_px(&flow->ui->metrics, 30),
                                   layout_padding(flow->ui, LENGTH_GAP, 80)));
        section_flow(flow, &page->sections[i]);
    }
}
