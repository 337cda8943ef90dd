#include <string.h>

#include "screens/column.h"
#include "screens/language_button.h"
#include "screens/layout.h"

/* Tiles in the languages' own names, each asking its reader in its own words. */

/* --- what happens --- */

static void enter(struct screen_context *context)
{
    memset(&context->visit->language_scroll, 0, sizeof context->visit->language_scroll);
}

/* Back to where the visitor was. A routine under way was paused and waits there. */
static void close_screen(struct screen_context *context)
{
    bool playing = context->from == SCREEN_PLAYER || context->from == SCREEN_PAUSED;
    if (playing && context->visit->in_session)
        context->go = SCREEN_PAUSED;
    else if (playing || context->from == SCREEN_NONE || context->from == SCREEN_LANGUAGE)
        context->go = SCREEN_HOME;
    else
        context->go = context->from;
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tap->kind == TAP_BACK || strcmp(tap->id, "close") == 0) {
        close_screen(context);
    } else if (strncmp(tap->id, "language:", 9) == 0) {
        context->choose_language = tap->index;
        close_screen(context);
        if (context->go == SCREEN_ATTRACT) /* who chooses wants to begin */
            context->go = SCREEN_HOME;
    }
}

/* --- tiles --- */

struct grid {
    int columns, rows, width, height; /* of one tile */
    struct font font;                 /* of all names */
    bool marked;                      /* there is room for a check mark beside the names */
    bool question;                    /* and for "Choose your language" below them */
};

/* Least where a mark finds no room either. */
static int padding(const struct ui *ui, const struct grid *grid)
{
    return grid->marked ? layout_padding(ui, LENGTH_PADDING, 50)
                        : layout_padding(ui, LENGTH_GAP_SMALL, 25);
}

static int check_size(const struct ui *ui)
{
    return ui_button_icon_size(ui);
}

static int words_width(const struct ui *ui, const struct grid *grid)
{
    int mark = grid->marked ? padding(ui, grid) + check_size(ui) : 0;
    return grid->width - 2 * padding(ui, grid) - mark;
}

static const char *question(const struct language_choice *choice)
{
    return tr(choice->strings, "language.title");
}

static void column_words(struct column *column, const struct language_choice *choice,
                         const struct grid *grid)
{
    struct ui *ui = column->ui;
    column_text_font(column, grid->font, ui_color(ui, COLOR_TEXT), choice->name);
    if (grid->question)
        column_text(column, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), question(choice));
}

static int tile_height(const struct screen_context *context, struct ui *ui, const struct grid *grid)
{
    int most = 0;
    for (int i = 0; i < context->language_count; i++) {
        struct column column = column_measuring(ui, words_width(ui, grid));
        column_words(&column, &context->languages[i], grid);
        most = int_max(most, column.y);
    }
    most += 2 * layout_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(most, ui->metrics.target);
}

static int grid_height(const struct ui *ui, const struct grid *grid)
{
    return grid->rows * (grid->height + ui->metrics.gap) - ui->metrics.gap;
}

static bool questions_fit(const struct screen_context *context, const struct ui *ui, int width)
{
    for (int i = 0; i < context->language_count; i++)
        if (!layout_fits(ui, TYPE_CAPTION, question(&context->languages[i]), width))
            return false;
    return true;
}

/* One size for all names, in which every name is on one line; false when there is none. */
static bool names_fit(const struct screen_context *context, const struct ui *ui, int width,
                      struct font *font)
{
    bool fit = true;
    *font = metrics_font(&ui->metrics, TYPE_HEADING);
    for (int i = 0; i < context->language_count; i++) {
        const char *name = context->languages[i].name;
        struct font own = ui_fit_font(ui, TYPE_HEADING, name, width, ui->metrics.height, 1);
        font->size = int_min(font->size, own.size);
        fit = fit && ui_text_width_font(ui, own, name) <= width;
    }
    return fit;
}

/* The question stands under the names where all tiles have room for it. False when the tiles do not
 * fit: a name would be broken, or not all languages would be in sight. */
static bool try_grid(const struct screen_context *context, struct ui *ui, struct rect area,
                     int columns, bool marked, struct grid *grid)
{
    *grid = (struct grid){.columns = columns, .marked = marked};
    grid->rows = (context->language_count + columns - 1) / columns;
    grid->width = (area.w - (columns - 1) * ui->metrics.gap) / columns;
    bool fit = names_fit(context, ui, words_width(ui, grid), &grid->font);
    grid->question = questions_fit(context, ui, words_width(ui, grid));
    grid->height = tile_height(context, ui, grid);
    if (grid->question && grid_height(ui, grid) > area.h) {
        grid->question = false;
        grid->height = tile_height(context, ui, grid);
    }
    return fit && grid_height(ui, grid) <= area.h;
}

/* The best of those that fit; else tiles as wide as the names want, which scroll. Tiles grow to
 * fill the height, but not beyond what still looks like a tile. */
static struct grid choose_grid(const struct screen_context *context, struct ui *ui,
                               struct rect area)
{
    int first = ui->metrics.portrait ? 1 : context->language_count > 4 ? 3 : 2;
    int second = ui->metrics.portrait ? 2 : first == 3 ? 2 : 3;
    struct grid grid;
    if (!try_grid(context, ui, area, first, true, &grid) &&
        !try_grid(context, ui, area, second, true, &grid) &&
        !try_grid(context, ui, area, first, false, &grid) &&
        !try_grid(context, ui, area, second, false, &grid))
        try_grid(context, ui, area, int_min(first, second), true, &grid);
    int room = (area.h + ui->metrics.gap) / grid.rows - ui->metrics.gap;
    int most = metrics_px(&ui->metrics, ui->metrics.portrait ? 300 : 260);
    grid.height = int_max(grid.height, int_min(room, most));
    return grid;
}

/* The chosen one is tinted and has a thicker edge; a check mark says so where there is room. */
static void draw_tile(const struct screen_context *context, struct ui *ui, struct rect rect,
                      int index, const struct grid *grid)
{
    const struct language_choice *choice = &context->languages[index];
    bool chosen = index == context->language;
    const char *id = arena_printf(&ui->list->arena, "language:%s", choice->code);
    bool pressed = ui_target(ui, id, choice->name, rect, index);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS),
             ui_color(ui, pressed  ? COLOR_SURFACE_PRESSED
                          : chosen ? COLOR_SURFACE_TINT
                                   : COLOR_SURFACE),
             metrics_length(&ui->metrics, LENGTH_STROKE) * (chosen ? 2 : 1),
             ui_color(ui, chosen ? COLOR_PRIMARY : COLOR_LINE));
    rect_cut_left(&rect, padding(ui, grid), 0);
    rect_cut_right(&rect, padding(ui, grid), 0);
    if (grid->marked) {
        struct rect check = rect_cut_right(&rect, check_size(ui), padding(ui, grid));
        if (chosen)
            ui_icon(ui, check, "circle-check", check_size(ui), ui_color(ui, COLOR_PRIMARY));
    }
    struct column column = column_measuring(ui, rect.w);
    column_words(&column, choice, grid);
    column = column_in(ui, rect_centered(rect, rect.w, column.y),
                       grid->marked ? ALIGN_LEFT : ALIGN_CENTER);
    column_words(&column, choice, grid);
}

static void draw_grid(const struct screen_context *context, struct ui *ui, const struct grid *grid,
                      struct rect area)
{
    for (int i = 0; i < context->language_count; i++) {
        int x = area.x + i % grid->columns * (grid->width + ui->metrics.gap);
        int y = area.y + i / grid->columns * (grid->height + ui->metrics.gap);
        draw_tile(context, ui, (struct rect){x, y, grid->width, grid->height}, i, grid);
    }
}

static void scroll_tiles(struct screen_context *context, struct ui *ui, struct rect area)
{
    struct scroll *scroll = &context->visit->language_scroll;
    struct rect arrows = rect_cut_right(&area, layout_arrow_width(ui), ui->metrics.gap);
    struct grid grid = choose_grid(context, ui, area);
    struct rect content = area;
    content.y = ui_scroll_begin(ui, scroll, area, grid_height(ui, &grid));
    draw_grid(context, ui, &grid, content);
    ui_scroll_end(ui);
    layout_fade(ui, area, scroll);
    ui_scroll_buttons(ui, scroll, layout_arrow_pair(ui, arrows), true,
                      tr(context->strings, "common.scroll_up"),
                      tr(context->strings, "common.scroll_down"));
}

static void draw_tiles(struct screen_context *context, struct ui *ui, struct rect area)
{
    struct grid grid = choose_grid(context, ui, area);
    int free = area.h - grid_height(ui, &grid);
    if (free < 0) {
        scroll_tiles(context, ui, area);
        return;
    }
    area.y += context->visit->ease.low_reach ? free : free / 3;
    draw_grid(context, ui, &grid, area);
}

/* --- layout --- */

static struct button close_button(const struct screen_context *context)
{
    return (struct button){
        .id = "close", .label = tr(context->strings, "common.back"), .icon = "arrow-left"};
}

static void draw_title(const struct screen_context *context, struct ui *ui, struct rect rect)
{
    const char *title = tr(context->strings, "language.title");
    struct font font = ui_fit_font(ui, TYPE_TITLE, title, rect.w, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_LEFT, title);
}

/* Beside the title; below everything in portrait and for low reach. */
static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    struct button close = close_button(context);
    int section = int_max(ui->metrics.gap, metrics_px(&ui->metrics, 40));
    if (ui->metrics.portrait || context->visit->ease.low_reach) {
        ui_button(ui, rect_cut_bottom(&area, ui_button_height(ui), section), &close);
        draw_title(context, ui, rect_cut_top(&area, ui_line_height(ui, TYPE_TITLE), section));
    } else {
        int least = int_max(ui_button_height_small(ui), ui_line_height(ui, TYPE_TITLE));
        struct rect head = rect_cut_top(&area, least, section);
        struct rect button = rect_cut_right(&head, ui_button_width(ui, &close), ui->metrics.gap);
        ui_button(ui, rect_centered(button, button.w, ui_button_height_small(ui)), &close);
        draw_title(context, ui, head);
    }
    draw_tiles(context, ui, area);
}

const struct screen screen_language = {
    .id = SCREEN_LANGUAGE,
    .name = "language",
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
