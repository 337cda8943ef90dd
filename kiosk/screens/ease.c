#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/tiles.h"
#include "ui/fit.h"

enum { TILE_COUNT = 4 };

struct tile {
    const char *id, *name, *info, *icon;
    bool on;
    bool *setting;
};

static const struct {
    const char *id, *name, *info, *icon;
} tile_words[TILE_COUNT] = {
    {"larger-text", "ease.larger_text", "ease.larger_text_info", "a-large-small"},
    {"high-contrast", "ease.high_contrast", "ease.high_contrast_info", "contrast"},
    {"less-motion", "ease.less_motion", "ease.less_motion_info", "person-standing"},
    {"low-reach", "ease.low_reach", "ease.low_reach_info", "move-down"},
};

static void list_tiles(struct visit *visit, const struct strings *strings,
                       struct tile tiles[TILE_COUNT])
{
    struct ease_settings *ease = &visit->ease;
    bool *const settings[TILE_COUNT] = {&ease->larger_text, &ease->high_contrast,
                                        &ease->less_motion, &ease->low_reach};
    for (int i = 0; i < TILE_COUNT; i++)
        tiles[i] = (struct tile){.id = tile_words[i].id,
                                 .name = tr(strings, tile_words[i].name),
                                 .info = tr(strings, tile_words[i].info),
                                 .icon = tile_words[i].icon,
                                 .on = *settings[i],
                                 .setting = settings[i]};
}

static void enter(struct screen_context *context)
{
    memset(&context->visit->ease_scroll, 0, sizeof context->visit->ease_scroll);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    struct tile tiles[TILE_COUNT];
    if (tap->kind == TAP_BACK || strcmp(tap->id, "close") == 0) {
        context->close_panel = true;
        return;
    }
    list_tiles(context->visit, context->strings, tiles);
    for (int i = 0; i < TILE_COUNT; i++)
        if (strcmp(tap->id, tiles[i].id) == 0)
            *tiles[i].setting = !*tiles[i].setting;
}

/* How much a tile says: the first for which all four fit is taken. */
enum tile_look {
    LOOK_FULL,  /* icon, name and info, state at the right */
    LOOK_NAME,  /* icon and name, state at the right */
    LOOK_UNDER, /* icon, name above the state's word */
    LOOK_SMALL, /* the same with a small icon */
    LOOK_BARE,  /* name above the state's word */
    LOOK_COUNT
};

/* All of them, and how they look. */
struct settings {
    const struct strings *strings;
    struct tile tiles[TILE_COUNT];
    struct ui *ui;
    struct rect area;
    struct tile_grid grid;
    enum tile_look look;
};

struct words {
    const struct settings *settings;
    const struct tile *tile;
};

static int tile_padding(const struct ui *ui, enum tile_look look)
{
    if (look == LOOK_BARE)
        return ui_padding(ui, LENGTH_GAP_SMALL, 35);
    return ui_padding(ui, look < LOOK_UNDER ? LENGTH_PADDING : LENGTH_GAP, 55);
}

static int disc_size(const struct ui *ui, enum tile_look look)
{
    if (look == LOOK_SMALL)
        return metrics_font(&ui->metrics, TYPE_BUTTON).size;
    int least = metrics_font(&ui->metrics, TYPE_BUTTON).size * 2;
    return int_max(least, metrics_px(&ui->metrics, 112));
}

/* "On" with a check or "Off" without: the same width either way, so that nothing moves. */
static int state_width(const struct ui *ui, const struct strings *strings)
{
    int on = ui_tag_width(ui, "check", tr(strings, "ease.on"));
    int off = ui_tag_width(ui, "check", tr(strings, "ease.off"));
    return int_max(on, off);
}

/* The same as a line of text, where a pill is too high. */
static void draw_state_word(struct ui *ui, const struct strings *strings, struct rect line, bool on)
{
    color_t ink = ui_color(ui, on ? COLOR_PRIMARY : COLOR_TEXT_SOFT);
    if (on) {
        int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
        ui_icon(ui, rect_cut_left(&line, size, size / 3), "check", size, ink);
    }
    ui_text(ui, line, TYPE_LABEL, ink, ALIGN_LEFT, tr(strings, on ? "ease.on" : "ease.off"));
}

static void draw_state(struct ui *ui, const struct strings *strings, struct rect rect, bool on)
{
    const char *label = tr(strings, on ? "ease.on" : "ease.off");
    if (!on) {
        draw_box(ui->list, rect, rect.h / 2, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
                 ui_color(ui, COLOR_LINE_STRONG));
        ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER, label);
        return;
    }
    draw_fill(ui->list, rect, rect.h / 2, ui_color(ui, COLOR_PRIMARY));
    struct rect inner = rect_centered(rect, ui_tag_width(ui, "check", label), rect.h);
    ui_tag(ui, inner.x, inner.y, "check", label, 0, ui_color(ui, COLOR_ON_PRIMARY));
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    struct ui *ui = stack->ui;
    enum tile_look look = words->settings->look;
    stack->balanced = STACK_MESSAGE;
    stack_text(stack, look == LOOK_FULL ? TYPE_HEADING : TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               words->tile->name);
    if (look == LOOK_FULL)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT), words->tile->info);
    if (look < LOOK_UNDER)
        return;
    struct rect state = stack_box(stack, ui_line_height(ui, TYPE_LABEL));
    if (!stack->dry)
        draw_state_word(ui, words->settings->strings, state, words->tile->on);
}

/* Width that icon, paddings and state leave for the words. */
static int words_width(const struct ui *ui, const struct settings *settings)
{
    enum tile_look look = settings->look;
    int padding = tile_padding(ui, look);
    int width = settings->grid.width;
    width -= 2 * padding;
    if (look != LOOK_BARE)
        width -= disc_size(ui, look) + padding * 2 / 3;
    if (look < LOOK_UNDER)
        width -= state_width(ui, settings->strings) + padding * 2 / 3;
    return width;
}

static int tile_height(struct ui *ui, const struct settings *settings, const struct tile *tile)
{
    struct words words = {settings, tile};
    int height = stack_height(ui, words_width(ui, settings), put_words, &words);
    if (settings->look != LOOK_BARE)
        height = int_max(height, disc_size(ui, settings->look));
    height += 2 * ui_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(height, ui->metrics.target);
}

/* All fit the area, and no name takes two lines where a smaller look has it in one. */
static bool look_fits(int look, void *what)
{
    struct settings *settings = what;
    struct ui *ui = settings->ui;
    settings->look = (enum tile_look)look;
    enum theme_type type = look == LOOK_FULL ? TYPE_HEADING : TYPE_BUTTON;
    bool fit = true;
    settings->grid.height = 0;
    for (int i = 0; i < TILE_COUNT; i++) {
        const struct tile *tile = &settings->tiles[i];
        int height = tile_height(ui, settings, tile);
        settings->grid.height = int_max(settings->grid.height, height);
        fit = fit && ui_text_width(ui, type, tile->name) <= words_width(ui, settings);
    }
    return fit && tile_grid_height(ui, &settings->grid) <= settings->area.h;
}

static struct tile_grid choose_grid(struct ui *ui, struct rect area, void *what)
{
    struct settings *settings = what;
    settings->ui = ui;
    settings->area = area;
    settings->grid = tile_grid_in(ui, area.w, TILE_COUNT, ui->metrics.portrait ? 1 : 2);
    fit_first(LOOK_COUNT, look_fits, settings);
    return settings->grid;
}

static void draw_disc(struct ui *ui, struct rect rect, const struct tile *tile, enum tile_look look)
{
    int size = disc_size(ui, look);
    if (look == LOOK_SMALL) {
        ui_icon(ui, rect, tile->icon, size, ui_color(ui, COLOR_TEXT_TINT));
        return;
    }
    struct rect disc = rect_centered(rect, size, size);
    draw_fill(ui->list, disc, size / 2,
              ui_color(ui, tile->on ? COLOR_PRIMARY : COLOR_SURFACE_TINT));
    ui_icon(ui, disc, tile->icon, size * 9 / 16,
            ui_color(ui, tile->on ? COLOR_ON_PRIMARY : COLOR_TEXT_TINT));
}

static void draw_tile(struct ui *ui, struct rect rect, int index, void *what)
{
    const struct settings *settings = what;
    const struct tile *tile = &settings->tiles[index];
    const struct strings *strings = settings->strings;
    enum tile_look look = settings->look;
    const char *label = part_told(strings, &ui->list->arena, tile->name,
                                  tr(strings, tile->on ? "ease.on" : "ease.off"));
    bool pressed = ui_target(ui, tile->id, label, rect, 0);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE,
               tile->on ? COLOR_PRIMARY : COLOR_LINE, tile->on ? 2 : 1);
    int padding = tile_padding(ui, look);
    struct rect inner = rect;
    rect_cut_left(&inner, padding, 0);
    rect_cut_right(&inner, padding, 0);
    if (look != LOOK_BARE)
        draw_disc(ui, rect_cut_left(&inner, disc_size(ui, look), padding * 2 / 3), tile, look);
    if (look < LOOK_UNDER) {
        int width = state_width(ui, strings);
        struct rect state = rect_cut_right(&inner, width, padding * 2 / 3);
        draw_state(ui, strings, rect_centered(state, width, ui_tag_height(ui)), tile->on);
    }
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &(struct words){settings, tile});
}

static void draw_tiles(struct ui *ui, struct screen_context *context, struct rect area)
{
    struct settings settings = {.strings = context->strings};
    list_tiles(context->visit, context->strings, settings.tiles);
    tiles_draw(context, ui, area,
               &(struct tiles){.count = TILE_COUNT,
                               .scroll = &context->visit->ease_scroll,
                               .choose = choose_grid,
                               .draw = draw_tile,
                               .what = &settings,
                               .part_above = 2});
}

static struct button close_button(const struct screen_context *context)
{
    return (struct button){.id = "close",
                           .label = tr(context->strings, "ease.close"),
                           .icon = "x",
                           .style = BUTTON_PRIMARY};
}

struct head {
    const struct screen_context *context;
    bool note; /* below the title; it gives way where it would crowd out the tiles */
};

static void put_head(struct stack *stack, const void *what)
{
    const struct head *head = what;
    const struct strings *strings = head->context->strings;
    struct ui *ui = stack->ui;
    stack->balanced = STACK_MESSAGE;
    stack_fit(stack, TYPE_TITLE, ui_color(ui, COLOR_TEXT), 1, 0, tr(strings, "ease.title"));
    if (!head->note)
        return;
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL) / 2);
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr(strings, "ease.for_this_visit"));
}

static void draw_head(struct ui *ui, const struct screen_context *context, struct rect *area,
                      int least, bool note)
{
    struct head head = {context, note};
    int height = int_max(stack_height(ui, area->w, put_head, &head), least);
    int gap = note ? 2 * metrics_length(&ui->metrics, LENGTH_GAP) : 0;
    stack_draw_middle(ui, rect_cut_top(area, height, gap), ALIGN_LEFT, put_head, &head);
}

/* Low and wide: the button stands beside the title. */
static void draw_flat(struct ui *ui, struct screen_context *context, struct rect area)
{
    struct button close = close_button(context);
    int width = ui_button_width(ui, &close);
    struct rect head = rect_cut_top(&area, ui_button_height(ui), 0);
    struct rect corner = rect_cut_right(&head, width, ui->metrics.gap);
    draw_head(ui, context, &head, head.h, false);
    ui_button(ui, corner, &close);
    rect_cut_top(&area, ui->metrics.gap / 2, 0);
    draw_tiles(ui, context, area);
}

static void draw_tall(struct ui *ui, struct screen_context *context, struct rect area)
{
    struct button close = close_button(context);
    struct rect foot = rect_cut_bottom(&area, ui_button_height(ui), ui->metrics.gap);
    int most = metrics_px(&ui->metrics, 620);
    bool wide = foot.w > 2 * most;
    draw_head(ui, context, &area, 0, !ui->metrics.compact);
    if (ui->metrics.compact)
        rect_cut_top(&area, 0, ui->metrics.gap * 2 / 3);
    draw_tiles(ui, context, area);
    ui_button(ui, wide ? rect_centered(foot, most, foot.h) : foot, &close);
}

static void draw(struct screen_context *context, struct ui *ui)
{
    layout_background(ui);
    struct rect area = layout_area(ui);
    bool low = context->visit->ease.low_reach;
    if (ui->metrics.compact && !ui->metrics.portrait && !low)
        draw_flat(ui, context, area);
    else
        draw_tall(ui, context, area);
}

const struct screen screen_ease = {
    .panel = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
