#include <stddef.h>
#include <string.h>

#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/tiles.h"

enum { TILE_COUNT = 4 };

static const struct tile {
    const char *id, *name, *info, *icon;
    size_t setting; /* where it is in struct ease_settings */
} tiles[TILE_COUNT] = {
    {"larger-text", "ease.larger_text", "ease.larger_text_info", "a-large-small",
     offsetof(struct ease_settings, larger_text)},
    {"high-contrast", "ease.high_contrast", "ease.high_contrast_info", "contrast",
     offsetof(struct ease_settings, high_contrast)},
    {"less-motion", "ease.less_motion", "ease.less_motion_info", "person-standing",
     offsetof(struct ease_settings, less_motion)},
    {"low-reach", "ease.low_reach", "ease.low_reach_info", "move-down",
     offsetof(struct ease_settings, low_reach)},
};

static bool *setting_of(const struct screen_context *context, const struct tile *tile)
{
    return (bool *)((char *)&context->visit->ease + tile->setting);
}

static void enter(struct screen_context *context)
{
    memset(&context->visit->ease_scroll, 0, sizeof context->visit->ease_scroll);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tile_panel_tap(context, tap))
        return;
    for (int i = 0; i < TILE_COUNT; i++)
        if (strcmp(tap->id, tiles[i].id) == 0)
            *setting_of(context, &tiles[i]) = !*setting_of(context, &tiles[i]);
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

/* How all of them look. */
struct settings {
    const struct screen_context *context;
    const struct strings *strings;
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
               tr(words->settings->strings, words->tile->name));
    if (look == LOOK_FULL)
        stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
                   tr(words->settings->strings, words->tile->info));
    if (look < LOOK_UNDER)
        return;
    struct rect state = stack_box(stack, ui_line_height(ui, TYPE_LABEL));
    if (!stack->dry)
        draw_state_word(ui, words->settings->strings, state,
                        *setting_of(words->settings->context, words->tile));
}

/* Width that icon, paddings and state leave for the words. */
static int words_width(const struct ui *ui, const struct settings *settings, int width)
{
    enum tile_look look = settings->look;
    int padding = tile_padding(ui, look);
    width -= 2 * padding;
    if (look != LOOK_BARE)
        width -= disc_size(ui, look) + padding * 2 / 3;
    if (look < LOOK_UNDER)
        width -= state_width(ui, settings->strings) + padding * 2 / 3;
    return width;
}

static int tile_height(struct ui *ui, const struct settings *settings, const struct tile *tile,
                       int width)
{
    int height = stack_height(ui, width, put_words, &(struct words){settings, tile});
    if (settings->look != LOOK_BARE)
        height = int_max(height, disc_size(ui, settings->look));
    height += 2 * ui_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(height, ui->metrics.target);
}

/* No name takes two lines where a smaller look has it in one. */
static bool look_fits(struct ui *ui, struct rect area, int look, struct tile_grid *grid, void *what)
{
    struct settings *settings = what;
    settings->look = (enum tile_look)look;
    *grid = tile_grid_in(ui, area.w, TILE_COUNT, ui->metrics.portrait ? 1 : 2);
    enum theme_type type = look == LOOK_FULL ? TYPE_HEADING : TYPE_BUTTON;
    int width = words_width(ui, settings, grid->width);
    bool fit = true;
    for (int i = 0; i < TILE_COUNT; i++) {
        int height = tile_height(ui, settings, &tiles[i], width);
        grid->height = int_max(grid->height, height);
        fit = fit && layout_fits(ui, type, tr(settings->strings, tiles[i].name), width);
    }
    return fit;
}

static void draw_disc(struct ui *ui, struct rect rect, const struct tile *tile, enum tile_look look,
                      bool on)
{
    int size = disc_size(ui, look);
    if (look == LOOK_SMALL) {
        ui_icon(ui, rect, tile->icon, size, ui_color(ui, COLOR_TEXT_TINT));
        return;
    }
    struct rect disc = rect_centered(rect, size, size);
    draw_fill(ui->list, disc, size / 2, ui_color(ui, on ? COLOR_PRIMARY : COLOR_SURFACE_TINT));
    ui_icon(ui, disc, tile->icon, size * 9 / 16,
            ui_color(ui, on ? COLOR_ON_PRIMARY : COLOR_TEXT_TINT));
}

static void draw_tile(struct ui *ui, struct rect rect, int index, void *what)
{
    const struct settings *settings = what;
    const struct tile *tile = &tiles[index];
    const struct strings *strings = settings->strings;
    enum tile_look look = settings->look;
    bool on = *setting_of(settings->context, tile);
    const char *label = part_told(strings, &ui->list->arena, tr(strings, tile->name),
                                  tr(strings, on ? "ease.on" : "ease.off"));
    bool pressed = ui_target(ui, tile->id, label, rect, 0);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE,
               on ? COLOR_PRIMARY : COLOR_LINE, on ? 2 : 1);
    int padding = tile_padding(ui, look);
    struct rect inner = rect;
    rect_cut_left(&inner, padding, 0);
    rect_cut_right(&inner, padding, 0);
    if (look != LOOK_BARE)
        draw_disc(ui, rect_cut_left(&inner, disc_size(ui, look), padding * 2 / 3), tile, look, on);
    if (look < LOOK_UNDER) {
        int width = state_width(ui, strings);
        struct rect state = rect_cut_right(&inner, width, padding * 2 / 3);
        draw_state(ui, strings, rect_centered(state, width, ui_tag_height(ui)), on);
    }
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &(struct words){settings, tile});
}

static void draw(struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    struct settings settings = {.context = context, .strings = strings};
    tile_panel_draw(context, ui,
                    &(struct tile_panel){.title = tr(strings, "ease.title"),
                                         .note = tr(strings, "ease.for_this_visit"),
                                         .close = {.id = "close",
                                                   .label = tr(strings, "ease.close"),
                                                   .icon = "x",
                                                   .style = BUTTON_PRIMARY},
                                         .tiles = {.count = TILE_COUNT,
                                                   .scroll = &context->visit->ease_scroll,
                                                   .looks = LOOK_COUNT,
                                                   .fits = look_fits,
                                                   .draw = draw_tile,
                                                   .what = &settings,
                                                   .part_above = 2}});
}

const struct screen screen_ease = {
    .panel = true,
    .enter = enter,
    .tap = tap,
    .draw = draw,
};
