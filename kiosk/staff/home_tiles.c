#include <string.h>

#include "staff/frame.h"
#include "staff/home_parts.h"

/* The tiles of staff's places. */

static const char *const tile_ids[] = {"tile:home",  "tile:routines", "tile:builder",
                                       "tile:stick", "tile:settings", "tile:usage",
                                       "tile:check", "tile:cleaning"};

struct tile {
    const char *id, *title, *info, *icon;
    int index;
    bool main;
};

enum { MAX_TILES = 10 };

/* Those of places, and Lock. */
static int collect_tiles(const struct home_view *v, struct tile *tiles)
{
    int count = 0;
    for (int i = 0; i < staff_place_count && count < MAX_TILES - 1; i++) {
        const struct staff_place *place = &staff_places[i];
        bool unsaved = place->screen == SCREEN_STAFF_BUILDER && staff_builder_unsaved(v->context);
        const char *info = unsaved ? "staff.builder.unsaved" : place->info;
        if (place->title)
            tiles[count++] = (struct tile){tile_ids[i],
                                           home_word(v, place->title),
                                           tr_format(v->context->strings, &v->ui->list->arena, info,
                                                     {"n", NULL, v->context->cleaning_s}),
                                           place->icon,
                                           i,
                                           place->screen == SCREEN_STAFF_BUILDER};
    }
    tiles[count++] = (struct tile){
        "tile:lock", home_word(v, "staff.lock"), home_word(v, "staff.tile.lock_info"), "lock", 0,
        false};
    return count;
}

static void draw_tile_sign(const struct home_view *v, struct rect sign, const struct tile *tile)
{
    struct ui *ui = v->ui;
    draw_fill(ui->list, sign, sign.w / 2,
              ui_color(ui, tile->main ? COLOR_HERO_TRACK : COLOR_SURFACE_TINT));
    ui_icon(ui, sign, tile->icon, sign.w / 2,
            ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT_TINT));
}

static void draw_tile(const struct home_view *v, struct rect rect, const struct tile *tile)
{
    struct ui *ui = v->ui;
    bool pressed = ui_target(ui, tile->id, tile->title, rect, tile->index);
    enum theme_color fill = tile->main ? pressed ? COLOR_PRIMARY_PRESSED : COLOR_PRIMARY
                            : pressed  ? COLOR_SURFACE_PRESSED
                                       : COLOR_SURFACE;
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS) * 4 / 3,
             ui_color(ui, fill), tile->main ? 0 : metrics_length(&ui->metrics, LENGTH_STROKE),
             ui_color(ui, COLOR_LINE));
    int air = metrics_px(&ui->metrics, 30), disc = metrics_px(&ui->metrics, 88);
    struct rect inner = rect_inset(rect, air);
    bool low = rect.h < 2 * air + disc + ui_line_height(ui, TYPE_CAPTION);
    int info = low ? 0 : ui_line_height(ui, TYPE_CAPTION);
    if (low)
        inner = (struct rect){rect.x + air, rect.y, rect.w - 2 * air, rect.h};
    color_t ink = ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT);
    struct rect row = rect_cut_top(&inner, low ? inner.h : disc, 0);
    disc = low ? int_min(disc, rect.h * 2 / 3) : disc;
    struct font least = {metrics_font(&ui->metrics, TYPE_BUTTON).weight,
                         metrics_least_font(&ui->metrics)};
    if (ui_text_fits(ui, least, tile->title, row.w - disc - air * 2 / 3, row.h, 2))
        draw_tile_sign(v, rect_centered(rect_cut_left(&row, disc, air * 2 / 3), disc, disc), tile);
    struct font font = ui_fit_font(ui, TYPE_BUTTON, tile->title, row.w, row.h, 2);
    int high = int_min(row.h, ui_paragraph_height_font(ui, row.w, font, tile->title, 2));
    ui_paragraph_font(ui, rect_centered(row, row.w, high), font, ink, ALIGN_LEFT, tile->title);
    struct font small = metrics_font(&ui->metrics, TYPE_CAPTION);
    int lines = ui_paragraph_height_font(ui, inner.w, small, tile->info, 2);
    if (info > 0 && ui_text_fits(ui, small, tile->info, inner.w, inner.h, 2))
        ui_paragraph_font(ui, rect_cut_bottom(&inner, lines, 0), small,
                          ui_color(ui, tile->main ? COLOR_ON_PRIMARY : COLOR_TEXT_SOFT), ALIGN_LEFT,
                          tile->info);
}

/* Rows of `height`; returns how high all are. */
int home_tiles_draw(const struct home_view *v, struct rect rect, int columns, int height, bool dry)
{
    struct tile tiles[MAX_TILES];
    int count = collect_tiles(v, tiles), gap = v->ui->metrics.gap;
    int w = (rect.w - (columns - 1) * gap) / columns;
    for (int i = 0; i < count && !dry; i++)
        draw_tile(v,
                  (struct rect){rect.x + i % columns * (w + gap),
                                rect.y + i / columns * (height + gap), w, height},
                  &tiles[i]);
    int rows = (count + columns - 1) / columns;
    return rows * height + (rows - 1) * gap;
}

bool home_titles_fit(const struct home_view *v, int width, int height)
{
    struct tile tiles[MAX_TILES];
    int count = collect_tiles(v, tiles), air = metrics_px(&v->ui->metrics, 30);
    struct font least = {metrics_font(&v->ui->metrics, TYPE_BUTTON).weight,
                         metrics_least_font(&v->ui->metrics)};
    for (int i = 0; i < count; i++)
        if (!ui_text_fits(v->ui, least, tiles[i].title, width - 2 * air, height, 2))
            return false;
    return true;
}
