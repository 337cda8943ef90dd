#include <stddef.h>
#include <string.h>

#include "base/text_break.h"
#include "screens/layout.h"
#include "screens/parts.h"
#include "screens/tiles.h"

enum { TILE_COUNT = 8 };

static const struct tile {
    const char *id, *name, *info, *icon;
    size_t setting; /* where it is in struct ease_settings; a bool, but for more time */
} tiles[TILE_COUNT] = {
    {"larger-text", "ease.larger_text", "ease.larger_text_info", "a-large-small",
     offsetof(struct ease_settings, larger_text)},
    {"high-contrast", "ease.high_contrast", "ease.high_contrast_info", "contrast",
     offsetof(struct ease_settings, high_contrast)},
    {"less-motion", "ease.less_motion", "ease.less_motion_info", "person-standing",
     offsetof(struct ease_settings, less_motion)},
    {"low-reach", "ease.low_reach", "ease.low_reach_info", "move-down",
     offsetof(struct ease_settings, low_reach)},
    {"voice", "ease.voice", "ease.voice_info", "message-square",
     offsetof(struct ease_settings, voice)},
    {"louder", "ease.louder", "ease.louder_info", "volume-2",
     offsetof(struct ease_settings, louder)},
    {"more-time", "ease.more_time", "ease.more_time_info", "timer",
     offsetof(struct ease_settings, slow_percent)},
    {"one-switch", "ease.one_switch", "ease.one_switch_info", "pointer",
     offsetof(struct ease_settings, one_switch)},
};

/* What a tile shows of its setting. */
enum tile_state { STATE_OFF, STATE_ON, STATE_HALF_MORE, STATE_TWICE, STATE_NOT_HERE, STATE_COUNT };

static const char *const state_words[STATE_COUNT] = {"ease.off", "ease.on", "ease.slow_150",
                                                     "ease.slow_200", "ease.not_here"};

/* As a voice says it. */
static const char *const state_said[STATE_COUNT] = {"ease.off", "ease.on", "voice.slow_150",
                                                    "voice.slow_200", "ease.not_here"};

static bool is_more_time(const struct tile *tile)
{
    return tile->setting == offsetof(struct ease_settings, slow_percent);
}

static bool *setting_of(const struct screen_context *context, const struct tile *tile)
{
    return (bool *)((char *)&context->visit->ease + tile->setting);
}

/* Nothing would be heard. */
static bool is_missing(const struct screen_context *context, const struct tile *tile)
{
    bool voice = tile->setting == offsetof(struct ease_settings, voice);
    bool heard = voice || tile->setting == offsetof(struct ease_settings, louder);
    return heard && (context->ears.no_sound || (voice && context->ears.no_voice));
}

static enum tile_state state_of(const struct screen_context *context, const struct tile *tile)
{
    int percent = context->visit->ease.slow_percent;
    if (is_missing(context, tile))
        return STATE_NOT_HERE;
    if (!is_more_time(tile))
        return *setting_of(context, tile) ? STATE_ON : STATE_OFF;
    return percent >= 200 ? STATE_TWICE : percent >= 150 ? STATE_HALF_MORE : STATE_OFF;
}

static void enter(struct screen_context *context)
{
    memset(&context->visit->ease_scroll, 0, sizeof context->visit->ease_scroll);
}

/* On and off; more time by half, twice, and off again. What is not here can be switched off. */
static void change(struct screen_context *context, const struct tile *tile)
{
    if (!is_more_time(tile)) {
        bool *setting = setting_of(context, tile);
        *setting = !*setting && !is_missing(context, tile);
        return;
    }
    enum tile_state state = state_of(context, tile);
    int percent = state == STATE_OFF ? 150 : state == STATE_HALF_MORE ? 200 : 100;
    visit_slow(context->visit, percent, context->now);
}

static void tap(struct screen_context *context, const struct tap *tap)
{
    if (tile_panel_tap(context, tap))
        return;
    for (int i = 0; i < TILE_COUNT; i++)
        if (strcmp(tap->id, tiles[i].id) == 0)
            change(context, &tiles[i]);
}

/* How much a tile says: the first for which all of them fit is taken. */
enum tile_look {
    LOOK_FULL,  /* icon, name and info, state at the right */
    LOOK_NAME,  /* icon and name, state at the right */
    LOOK_UNDER, /* icon, name above the state's word */
    LOOK_SMALL, /* the same with a small icon */
    LOOK_BARE,  /* name above the state's word */
    LOOK_MARK   /* name, at the end of its first line a mark for the state */
};

/* How all of them look. */
struct settings {
    const struct screen_context *context;
    const struct strings *strings;
    enum tile_look look;
    bool some_missing;
};

struct words {
    const struct settings *settings;
    const struct tile *tile;
};

static int tile_padding(const struct ui *ui, enum tile_look look)
{
    if (look >= LOOK_BARE)
        return ui_padding(ui, LENGTH_GAP_SMALL, look == LOOK_MARK ? 25 : 35);
    return ui_padding(ui, look < LOOK_UNDER ? LENGTH_PADDING : LENGTH_GAP, 55);
}

static int disc_size(const struct ui *ui, enum tile_look look)
{
    if (look == LOOK_SMALL)
        return metrics_font(&ui->metrics, TYPE_BUTTON).size;
    int least = metrics_font(&ui->metrics, TYPE_BUTTON).size * 2;
    return int_max(least, metrics_px(&ui->metrics, 112));
}

/* "On" with a check or "Off" without: the same width whatever it is, so that nothing moves. */
static int state_width(const struct ui *ui, const struct settings *settings)
{
    int widest = 0;
    for (int i = 0; i < STATE_COUNT; i++)
        if (i != STATE_NOT_HERE || settings->some_missing)
            widest =
                int_max(widest, ui_tag_width(ui, "check", tr(settings->strings, state_words[i])));
    return widest;
}

/* A mark's: that of its icon, and of what more time can be, so that nothing moves here either. */
static int mark_width(const struct ui *ui, const struct strings *strings, const struct tile *tile)
{
    int width = metrics_font(&ui->metrics, TYPE_LABEL).size;
    for (int i = STATE_HALF_MORE; i <= STATE_TWICE && is_more_time(tile); i++)
        width = int_max(width, ui_text_width(ui, TYPE_LABEL, tr(strings, state_words[i])));
    return width;
}

/* What the first line of a name leaves to it, with the air between. */
static int mark_room(const struct ui *ui, const struct strings *strings, const struct tile *tile)
{
    return mark_width(ui, strings, tile) + tile_padding(ui, LOOK_MARK) * 2 / 3;
}

static bool is_off(enum tile_state state)
{
    return state == STATE_OFF || state == STATE_NOT_HERE;
}

/* "1.5 times" of what is "1.5×" on the screen. */
static void say_state(struct ui *ui, const struct strings *strings, struct rect rect,
                      enum tile_state state)
{
    bool cut = ui_say_unmute(ui);
    ui_say(ui, tr(strings, state_said[state]), metrics_font(&ui->metrics, TYPE_LABEL), rect, cut);
}

/* The same as a line of text, where a pill is too high. */
static void draw_state_word(struct ui *ui, const struct strings *strings, struct rect line,
                            enum tile_state state)
{
    struct rect all = line;
    ui_say_mute(ui);
    color_t ink = ui_color(ui, is_off(state) ? COLOR_TEXT_SOFT : COLOR_TEXT_TINT);
    if (!is_off(state)) {
        int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
        ui_icon(ui, rect_cut_left(&line, size, size / 3), "check", size, ink);
    }
    ui_text(ui, line, TYPE_LABEL, ink, ALIGN_LEFT, tr(strings, state_words[state]));
    say_state(ui, strings, all, state);
}

/* An empty circle or one with a check; how much, for more time. */
static void draw_mark(struct ui *ui, const struct strings *strings, struct rect rect,
                      enum tile_state state)
{
    int size = metrics_font(&ui->metrics, TYPE_LABEL).size;
    struct rect right = rect, disc = rect_centered(rect_cut_right(&right, size, 0), size, size);
    ui_say_mute(ui);
    if (state == STATE_OFF) {
        draw_box(ui->list, disc, size / 2, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
                 ui_color(ui, COLOR_LINE_STRONG));
    } else if (state == STATE_NOT_HERE) {
        ui_icon(ui, disc, "minus", size, ui_color(ui, COLOR_TEXT_SOFT));
    } else if (state == STATE_ON) {
        draw_fill(ui->list, disc, size / 2, ui_color(ui, COLOR_PRIMARY));
        ui_icon(ui, disc, "check", size * 3 / 4, ui_color(ui, COLOR_ON_PRIMARY));
    } else {
        ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_TEXT_TINT), ALIGN_RIGHT,
                tr(strings, state_words[state]));
    }
    say_state(ui, strings, rect, state);
}

static void draw_state(struct ui *ui, const struct strings *strings, struct rect rect,
                       enum tile_state state)
{
    const char *label = tr(strings, state_words[state]);
    ui_say_mute(ui);
    if (is_off(state)) {
        draw_box(ui->list, rect, rect.h / 2, 0, metrics_length(&ui->metrics, LENGTH_STROKE),
                 ui_color(ui, COLOR_LINE_STRONG));
        ui_text(ui, rect, TYPE_LABEL, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_CENTER, label);
    } else {
        draw_fill(ui->list, rect, rect.h / 2, ui_color(ui, COLOR_PRIMARY));
        struct rect inner = rect_centered(rect, ui_tag_width(ui, "check", label), rect.h);
        ui_tag(ui, inner.x, inner.y, "check", label, 0, ui_color(ui, COLOR_ON_PRIMARY));
    }
    say_state(ui, strings, rect, state);
}

/* A name beside its mark: on the first line what has room there, the rest below. */
static bool split_name(struct ui *ui, const char *name, int beside, const char *lines[2])
{
    size_t end = 0, length = strlen(name);
    for (size_t piece; (piece = text_piece(name + end, length - end)) > 0; end += piece) {
        const char *longer = arena_printf(&ui->list->arena, "%.*s", (int)(end + piece), name);
        if (!layout_fits(ui, TYPE_BUTTON, longer, beside))
            break;
        lines[0] = longer;
    }
    lines[1] = name + end + strspn(name + end, " ");
    return end > 0;
}

static void put_marked(struct stack *stack, const struct words *words)
{
    struct ui *ui = stack->ui;
    const struct strings *strings = words->settings->strings;
    const char *name = tr(strings, words->tile->name), *lines[2] = {"", ""};
    int mark = mark_width(ui, strings, words->tile), line = ui_line_height(ui, TYPE_BUTTON);
    int room = mark_room(ui, strings, words->tile);
    split_name(ui, name, stack->width - room, lines);
    struct rect rest = stack_box(stack, *lines[1] ? 2 * line : line), all = rest;
    if (stack->dry)
        return;
    struct rect first = rect_cut_top(&rest, line, 0),
                at = rect_cut_right(&first, mark, room - mark);
    color_t ink = ui_color(ui, COLOR_TEXT);
    ui_say_mute(ui);
    ui_text(ui, first, TYPE_BUTTON, ink, ALIGN_LEFT, lines[0]);
    if (*lines[1])
        ui_text(ui, rest, TYPE_BUTTON, ink, ALIGN_LEFT, lines[1]);
    bool cut = ui_say_unmute(ui);
    ui_say(ui, name, metrics_font(&ui->metrics, TYPE_BUTTON), all, cut);
    draw_mark(ui, strings, at, state_of(words->settings->context, words->tile));
}

static void put_words(struct stack *stack, const void *what)
{
    const struct words *words = what;
    if (words->settings->look == LOOK_MARK) {
        put_marked(stack, words);
        return;
    }
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
                        state_of(words->settings->context, words->tile));
}

/* Width that icon, paddings and state leave for the words. */
static int words_width(const struct ui *ui, const struct settings *settings, int width)
{
    enum tile_look look = settings->look;
    int padding = tile_padding(ui, look);
    width -= 2 * padding;
    if (look < LOOK_BARE)
        width -= disc_size(ui, look) + padding * 2 / 3;
    if (look < LOOK_UNDER)
        width -= state_width(ui, settings) + padding * 2 / 3;
    return width;
}

static int tile_height(struct ui *ui, const struct settings *settings, const struct tile *tile,
                       int width)
{
    int height = stack_height(ui, width, put_words, &(struct words){settings, tile});
    if (settings->look < LOOK_BARE)
        height = int_max(height, disc_size(ui, settings->look));
    if (settings->look != LOOK_MARK) /* there a line's own air is enough */
        height += 2 * ui_padding(ui, LENGTH_GAP_SMALL, ui->metrics.compact ? 15 : 25);
    return int_max(height, ui->metrics.target);
}

/* Tiles stand in few columns as long as they can say more there. The last is for those that
 * scroll. */
static const struct shape {
    enum tile_look look;
    int columns;
    bool lines; /* names may take more than one */
} across[] = {{LOOK_FULL, 2, false}, {LOOK_NAME, 2, false},  {LOOK_UNDER, 2, false},
              {LOOK_NAME, 3, false}, {LOOK_UNDER, 3, false}, {LOOK_SMALL, 2, false},
              {LOOK_BARE, 2, false}, {LOOK_SMALL, 3, false}, {LOOK_BARE, 3, false},
              {LOOK_BARE, 4, false}, {LOOK_BARE, 3, true},   {LOOK_BARE, 4, true},
              {LOOK_MARK, 3, true},  {LOOK_BARE, 2, true}},
  upright[] = {{LOOK_FULL, 1, false},  {LOOK_NAME, 1, false}, {LOOK_UNDER, 2, false},
               {LOOK_SMALL, 2, false}, {LOOK_BARE, 2, false}, {LOOK_BARE, 2, true},
               {LOOK_BARE, 1, true}};

enum { ACROSS = sizeof across / sizeof *across, UPRIGHT = sizeof upright / sizeof *upright };

/* In one line, or in words that are not broken themselves. */
static bool name_fits(struct ui *ui, const struct settings *settings, const struct tile *tile,
                      int width, bool more_lines)
{
    enum theme_type type = settings->look == LOOK_FULL ? TYPE_HEADING : TYPE_BUTTON;
    const char *name = tr(settings->strings, tile->name), *lines[2];
    if (!more_lines)
        return layout_fits(ui, type, name, width);
    if (settings->look != LOOK_MARK)
        return ui_widest_word(ui, metrics_font(&ui->metrics, type), name) <= width;
    int first = width - mark_room(ui, settings->strings, tile);
    return split_name(ui, name, first, lines) && layout_fits(ui, type, lines[1], width);
}

/* No name takes two lines where a poorer look has it in one. */
static bool shape_fits(struct ui *ui, struct rect area, int shape, struct tile_grid *grid,
                       void *what)
{
    struct settings *settings = what;
    const struct shape *s = ui->metrics.portrait ? &upright[shape] : &across[shape];
    settings->look = s->look;
    *grid = tile_grid_in(ui, area.w, TILE_COUNT, s->columns);
    int width = words_width(ui, settings, grid->width);
    bool fit = true;
    for (int i = 0; i < TILE_COUNT; i++) {
        int height = tile_height(ui, settings, &tiles[i], width);
        grid->height = int_max(grid->height, height);
        fit = fit && name_fits(ui, settings, &tiles[i], width, s->lines);
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
    enum tile_state state = state_of(settings->context, tile);
    bool on = !is_off(state);
    const char *label = part_told(strings, &ui->list->arena, tr(strings, tile->name),
                                  tr(strings, state_said[state]));
    bool pressed = ui_target(ui, tile->id, label, rect, 0);
    layout_box(ui, rect, pressed ? COLOR_SURFACE_PRESSED : COLOR_SURFACE,
               on ? COLOR_PRIMARY : COLOR_LINE, on ? 2 : 1);
    int padding = tile_padding(ui, look);
    struct rect inner = rect;
    rect_cut_left(&inner, padding, 0);
    rect_cut_right(&inner, padding, 0);
    if (look < LOOK_BARE)
        draw_disc(ui, rect_cut_left(&inner, disc_size(ui, look), padding * 2 / 3), tile, look, on);
    if (look < LOOK_UNDER) {
        int width = state_width(ui, settings);
        struct rect pill = rect_cut_right(&inner, width, padding * 2 / 3);
        draw_state(ui, strings, rect_centered(pill, width, ui_tag_height(ui)), state);
    }
    stack_draw_middle(ui, inner, ALIGN_LEFT, put_words, &(struct words){settings, tile});
}

static void draw(struct screen_context *context, struct ui *ui)
{
    const struct strings *strings = context->strings;
    struct settings settings = {.context = context, .strings = strings};
    for (int i = 0; i < TILE_COUNT; i++)
        settings.some_missing = settings.some_missing || is_missing(context, &tiles[i]);
    ui_scan_first(ui, "one-switch"); /* a second press takes it back */
    tile_panel_draw(context, ui,
                    &(struct tile_panel){.title = tr(strings, "ease.title"),
                                         .note = tr(strings, "ease.for_this_visit"),
                                         .close = {.id = "close",
                                                   .label = tr(strings, "ease.close"),
                                                   .icon = "x",
                                                   .style = BUTTON_PRIMARY},
                                         .tiles = {.count = TILE_COUNT,
                                                   .scroll = &context->visit->ease_scroll,
                                                   .looks = ui->metrics.portrait ? UPRIGHT : ACROSS,
                                                   .fits = shape_fits,
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
