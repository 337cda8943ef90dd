#include "screens/flow.h"

#include "screens/column.h"
#include "screens/layout.h"
#include "screens/parts.h"

/* Longer texts read better at full width. */
enum { MAX_BALANCED_LINES = 3 };

/* Lines of about equal length for a short text, so that no single word is left on the last one. */
static int line_width(const struct flow *flow, struct font font, int max_lines, const char *text)
{
    int lines = ui_paragraph_lines(flow->ui, flow->width, font, text);
    if (lines > MAX_BALANCED_LINES || (max_lines > 0 && lines > max_lines))
        return flow->width;
    return column_balanced_width(flow->ui, flow->width, font, text);
}

void flow_gap(struct flow *flow, int px)
{
    flow->y += px;
}

void flow_text_font(struct flow *flow, struct font font, color_t color, int max_lines,
                    const char *text)
{
    int height = ui_paragraph_height_font(flow->ui, flow->width, font, text, max_lines);
    if (flow->draw) {
        int width = line_width(flow, font, max_lines, text);
        struct rect rect = {flow->x, flow->y, width, height};
        ui_paragraph_font(flow->ui, rect, font, color, ALIGN_LEFT, text);
    }
    flow->y += height;
}

void flow_text(struct flow *flow, enum theme_type type, color_t color, int max_lines,
               const char *text)
{
    flow_text_font(flow, metrics_font(&flow->ui->metrics, type), color, max_lines, text);
}

void flow_bullet(struct flow *flow, enum theme_type type, color_t color, color_t bullet,
                 const char *text)
{
    struct font font = metrics_font(&flow->ui->metrics, type);
    int indent = font.size;
    int dot = font.size / 4;
    if (flow->draw) {
        /* On the middle of the small letters of the first line. */
        int baseline = flow->y + flow->ui->measure->ascent(flow->ui->measure->context, font);
        struct rect place = {flow->x + indent / 4, baseline - font.size / 4 - dot / 2, dot, dot};
        draw_fill(flow->ui->list, place, dot / 2, bullet);
    }
    flow->x += indent;
    flow->width -= indent;
    flow_text_font(flow, font, color, 0, text);
    flow->x -= indent;
    flow->width += indent;
}

static int tag_gap(const struct ui *ui)
{
    return layout_padding(ui, LENGTH_GAP_SMALL, 36);
}

bool flow_tags_fit(const struct ui *ui, const struct flow_tag *tags, int count, int width)
{
    int wanted = 0;
    for (int i = 0; i < count; i++)
        wanted += ui_tag_width(ui, tags[i].icon, tags[i].label) + (i > 0 ? tag_gap(ui) : 0);
    return wanted <= width;
}

void flow_tags_as_text(struct flow *flow, const struct flow_tag *tags, int count)
{
    struct arena *arena = &flow->ui->list->arena;
    const char *all = "";
    for (int i = 0; i < count; i++)
        all = part_join(arena, all, part_together(arena, tags[i].label));
    int height = 3 * ui_line_height(flow->ui, TYPE_LABEL);
    struct font font = ui_fit_font(flow->ui, TYPE_LABEL, all, flow->width, height, count);
    flow_text_font(flow, font, ui_color(flow->ui, COLOR_TEXT_TINT), 0, all);
}

void flow_tags(struct flow *flow, const struct flow_tag *tags, int count)
{
    struct ui *ui = flow->ui;
    if (!flow_tags_fit(ui, tags, count, flow->width)) {
        flow_tags_as_text(flow, tags, count);
        return;
    }
    int x = flow->x;
    for (int i = 0; i < count && flow->draw; i++)
        x += tag_gap(ui) + ui_tag(ui, x, flow->y, tags[i].icon, tags[i].label,
                                  ui_color(ui, COLOR_SURFACE_TINT), ui_color(ui, COLOR_TEXT_TINT));
    if (count > 0)
        flow->y += ui_tag_height(ui);
}
