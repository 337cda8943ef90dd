#include "ui/popup.h"

#include "ui/widgets.h"

struct grid {
    int columns, rows;
    int width;         /* of a key, px */
    struct rect panel; /* window px */
    bool below;        /* it lies below its anchor */
    bool leftwards;    /* its first key is the rightmost */
};

static int rim(const struct popup *popup)
{
    return popup->gap * 2 / 3;
}

static int tick_size(const struct ui *ui, const struct popup *popup)
{
    return metrics_font(&ui->metrics, popup->type).size;
}

static int key_width(const struct ui *ui, const struct popup *popup)
{
    int width = popup->width;
    for (int i = 0; i < popup->count; i++) {
        int words = ui_text_width(ui, popup->type, popup->items[i]);
        if (popup->ticked)
            words += tick_size(ui, popup) * 3 / 2;
        width = int_max(width, words + 2 * rim(popup));
    }
    return int_min(width, popup->area.w - 2 * rim(popup));
}

static int span(int count, int size, int gap)
{
    return count * size + (count - 1) * gap;
}

static int panel_y(const struct popup *popup, int height, bool *below)
{
    const struct rect *area = &popup->area, *anchor = &popup->anchor;
    int above = anchor->y - rim(popup) - height;
    int under = int_max(area->y, anchor->y + anchor->h + rim(popup));
    *below = above < area->y && under + height <= area->y + area->h;
    if (*below)
        return under;
    return int_clamp(above, area->y, area->y + area->h - height);
}

/* As few rows as fit, all of about the same length. */
static struct grid place(const struct ui *ui, const struct popup *popup)
{
    const struct rect *area = &popup->area, *anchor = &popup->anchor;
    struct grid grid = {.width = key_width(ui, popup)};
    int room = area->w - 2 * rim(popup) + popup->gap;
    int most = int_max(1, room / (grid.width + popup->gap));
    grid.rows = (popup->count + most - 1) / most;
    grid.columns = (popup->count + grid.rows - 1) / grid.rows;
    int w = span(grid.columns, grid.width, popup->gap) + 2 * rim(popup);
    int h = span(grid.rows, popup->height, popup->gap) + 2 * rim(popup);
    int middle = anchor->x + anchor->w / 2;
    int first = rim(popup) + grid.width / 2; /* from the end at which the first key is */
    bool right_half = middle > area->x + area->w / 2;
    grid.leftwards = popup->likeliest ? right_half : popup->leftwards;
    int x = !popup->likeliest ? middle - w / 2
            : grid.leftwards  ? middle - w + first
                              : middle - first;
    x = int_clamp(x, area->x, area->x + area->w - w);
    grid.panel = (struct rect){x, panel_y(popup, h, &grid.below), w, h};
    return grid;
}

static struct rect key_rect(const struct popup *popup, const struct grid *grid, int i)
{
    int column = i % grid->columns, row = i / grid->columns;
    if (grid->leftwards)
        column = grid->columns - 1 - column;
    if (popup->likeliest && !grid->below)
        row = grid->rows - 1 - row;
    return (struct rect){grid->panel.x + rim(popup) + column * (grid->width + popup->gap),
                         grid->panel.y + rim(popup) + row * (popup->height + popup->gap),
                         grid->width, popup->height};
}

static void draw_words(struct ui *ui, struct rect rect, const struct popup *popup, int i)
{
    bool ticked = popup->ticked >> i & 1;
    int size = tick_size(ui, popup);
    int tick = ticked ? size * 3 / 2 : 0;
    struct font font = ui_fit_font(ui, popup->type, popup->items[i], rect.w - tick, rect.h, 1);
    int words = int_min(ui_text_width_font(ui, font, popup->items[i]), rect.w - tick);
    struct rect line = rect_centered(rect, tick + words, rect.h);
    bool current = popup->current >> i & 1;
    if (ticked)
        ui_icon(ui, rect_cut_left(&line, size, tick - size), "check", size,
                ui_color(ui, current ? COLOR_ON_PRIMARY : COLOR_PRIMARY));
    ui_text_font(ui, line, font, ui_color(ui, current ? COLOR_ON_PRIMARY : COLOR_TEXT), ALIGN_LEFT,
                 popup->items[i]);
}

static void draw_key(struct ui *ui, struct rect rect, const struct popup *popup, int i)
{
    const char *id = arena_printf(&ui->list->arena, "%s:%d", popup->id, i);
    const char *label = arena_strdup(&ui->list->arena, popup->items[i]);
    bool pressed = ui_target(ui, id, label, rect, i);
    ui_opened(ui, id);
    bool current = popup->current >> i & 1;
    bool marked = popup->likeliest && i == 0;
    enum theme_color fill = marked ? COLOR_SURFACE_TINT : COLOR_SURFACE;
    if (current)
        fill = pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY;
    else if (pressed)
        fill = COLOR_SURFACE_PRESSED;
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS_SMALL), ui_color(ui, fill),
             marked ? metrics_length(&ui->metrics, LENGTH_FOCUS_STROKE) : 0,
             ui_color(ui, COLOR_INK_ACCENT));
    ui_say_mute(ui);
    draw_words(ui, rect_centered(rect, rect.w - rim(popup), rect.h), popup, i);
    ui_say_button(ui, label, rect, ui_say_unmute(ui));
    if (current)
        ui_say_chosen(ui, true);
}

void ui_popup(struct ui *ui, const struct popup *popup)
{
    struct grid grid = place(ui, popup);
    bool mirrored = ui->list->mirrored;
    draw_mirror(ui->list, false);
    ui_cover(ui, rect_inset(grid.panel, -1));
    int radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    int blur = metrics_length(&ui->metrics, LENGTH_SHADOW_BLUR);
    draw_shadow(ui->list, grid.panel, radius, blur, ui_color(ui, COLOR_SCRIM));
    draw_fill(ui->list, grid.panel, radius, ui_color(ui, COLOR_INK));
    for (int i = 0; i < popup->count; i++)
        draw_key(ui, key_rect(popup, &grid, i), popup, i);
    draw_mirror(ui->list, mirrored);
}
