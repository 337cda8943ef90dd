#include <stdio.h>
#include <string.h>

#include "config/config_keys.h"
#include "staff/parts.h"
#include "staff/settings_parts.h"
#include "ui/stepper.h"

static const char volume_key[] = "sound.volume", quiet_key[] = "sound.quiet_hours";

static const struct settings_row rows[] = {
    {"sound.waiting_room", "staff.settings.waiting", "staff.settings.waiting_info"},
    {"sound.tones", "staff.settings.tones", "staff.settings.tones_info"},
    {"sound.read_aloud", "staff.settings.voice", "staff.settings.voice_info"},
};

enum { ROWS = sizeof rows / sizeof *rows };
enum { STEP = 15, SHORTEST = 15 };

/* Where no times are set: when a clinic sleeps. */
static const struct hours_span noon = {12 * 60, 13 * 60 + 30};

/* The row in one line: - level + value Test. The level gives way first. */
struct loudness {
    const struct screen_context *context;
    struct setting_row row;
    struct button less, more, test;
    const char *value;
    int side, level, value_w, test_w, gap; /* px */
};

/* What is to be heard cannot be: there is no device. */
static bool is_mute(const struct screen_context *context)
{
    return context->config->sound.volume > 0 && context->ears.no_sound;
}

static struct loudness loudness_of(const struct screen_context *context, struct ui *ui)
{
    const struct config_key *key = config_key_find(volume_key);
    const struct strings *strings = context->strings;
    struct arena *arena = &ui->list->arena;
    int volume = context->config->sound.volume;
    const char *title = tr(strings, "staff.settings.loudness");
    struct loudness row = {
        .context = context,
        .row = {.title = title,
                .caption = tr(strings, is_mute(context) ? "staff.check.sound_none"
                                                        : "staff.settings.loudness_info")},
        .less = {.id = "sound.volume:less",
                 .icon = "minus",
                 .spoken = ui_join(arena, title, tr(strings, "staff.settings.less")),
                 .repeats = true,
                 .off = volume <= 0},
        .more = {.id = "sound.volume:more",
                 .icon = "plus",
                 .spoken = ui_join(arena, title, tr(strings, "staff.settings.more")),
                 .repeats = true,
                 .off = volume >= 100},
        .test = {.id = "test-sound",
                 .label = tr(strings, "staff.settings.test"),
                 .icon = "play",
                 .off = volume <= 0},
        .value = settings_value_text(context, arena, key, volume),
        .side = int_max(ui->metrics.target, metrics_length(&ui->metrics, LENGTH_STEPPER)),
        .gap = ui->metrics.gap,
    };
    row.value_w =
        ui_text_width(ui, TYPE_STAFF_HEADING, settings_value_text(context, arena, key, 100));
    row.test_w = ui_button_width(ui, &row.test);
    return row;
}

static int loudness_width(const struct loudness *row)
{
    int level = row->level > 0 ? row->level + row->gap : 0;
    return 2 * row->side + level + row->value_w + row->test_w + 3 * row->gap;
}

static void draw_level(struct ui *ui, struct rect rect, int percent)
{
    int high = metrics_px(&ui->metrics, 28);
    rect = rect_centered(rect, rect.w, high);
    draw_fill(ui->list, rect, high / 2, ui_color(ui, COLOR_RING_TRACK));
    rect.w = int_max(high, rect.w * percent / 100);
    if (percent > 0)
        draw_fill(ui->list, rect, high / 2, ui_color(ui, COLOR_PRIMARY));
}

static void put_loudness_line(struct stack *stack, const struct loudness *row)
{
    struct ui *ui = stack->ui;
    struct setting_place place =
        setting_row_place(stack, &row->row, loudness_width(row), row->side);
    if (!stack_seen(stack, place.row))
        return;
    setting_row_draw(ui, &row->row, &place, false);
    struct rect control = place.control;
    ui_button(ui, rect_cut_left(&control, row->side, row->gap), &row->less);
    if (row->level > 0)
        draw_level(ui, rect_cut_left(&control, row->level, row->gap),
                   row->context->config->sound.volume);
    ui_button(ui, rect_cut_left(&control, row->side, row->gap), &row->more);
    ui_text(ui, rect_cut_left(&control, row->value_w, row->gap), TYPE_STAFF_HEADING,
            ui_color(ui, COLOR_TEXT), ALIGN_RIGHT, row->value);
    ui_button(ui, control, &row->test);
}

static void put_loudness(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    static const int levels[] = {300, 150, 0};
    struct loudness row = loudness_of(context, ui);
    bool line = settings_may_change(context, volume_key) && !ui->metrics.compact;
    for (int i = 0; i < 3 && line; i++) {
        row.level = levels[i] > 0 ? metrics_px(&ui->metrics, levels[i]) : 0;
        int left = stack->width - loudness_width(&row);
        if (left < stack->width / 5 ||
            !setting_row_beside(ui, stack->width, &row.row, loudness_width(&row)))
            continue; /* the words would stand in a column of single words */
        put_loudness_line(stack, &row);
        return;
    }
    settings_row_put(stack, context,
                     &(struct settings_row){volume_key, "staff.settings.loudness",
                                            is_mute(context) ? "staff.check.sound_none"
                                                             : "staff.settings.loudness_info"});
    settings_gap(stack);
    staff_buttons_put(stack, &row.test, 1);
}

/* One after the other, as staff go on pressing. */
static void try_tone(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    context->try_volume = context->config->sound.volume;
    context->try_cue = (enum cue)settings->next_tone;
    settings->next_tone = (settings->next_tone + 1) % CUE_COUNT;
}

/* Those that the steppers change: the first, where kiosk.json has several. */
static struct hours_span quiet_span(const struct screen_context *context)
{
    const struct hours_day *quiet = &context->config->sound.quiet;
    return quiet->count > 0 ? quiet->spans[0] : noon;
}

static const char *quiet_text(const struct screen_context *context, struct arena *arena)
{
    struct hours_span span = quiet_span(context);
    char from[8], to[8];
    hours_print(from, sizeof from, span.from);
    hours_print(to, sizeof to, span.to);
    return tr_format(context->strings, arena, "staff.settings.quiet_info", {"from", from, 0},
                     {"to", to, 0});
}

/* How far an edge can go: short of the other one, and of the next times. */
static void limits_of(const struct screen_context *context, bool to, int *least, int *most)
{
    const struct hours_day *quiet = &context->config->sound.quiet;
    struct hours_span span = quiet_span(context);
    *least = to ? span.from + SHORTEST : 0;
    *most = !to ? span.to - SHORTEST : quiet->count > 1 ? quiet->spans[1].from : HOURS_DAY_END;
}

static void put_edge(struct stack *stack, const struct screen_context *context, bool to)
{
    struct hours_span span = quiet_span(context);
    struct arena *arena = &stack->ui->list->arena;
    int least, most, minute = to ? span.to : span.from;
    char value[8];
    limits_of(context, to, &least, &most);
    hours_print(value, sizeof value, minute);
    stack_stepper(stack, &(struct stepper){
                             .id = to ? "quiet-to" : "quiet-from",
                             .title = tr(context->strings, to ? "staff.settings.quiet_to"
                                                              : "staff.settings.quiet_from"),
                             .value = arena_printf(arena, "%s", value),
                             .widest = "23:45",
                             .less = tr(context->strings, "staff.settings.earlier"),
                             .more = tr(context->strings, "staff.settings.later"),
                             .least = minute <= least,
                             .most = minute >= most,
                         });
}

/* Beside each other where there is room. */
static void put_edges(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap, x = stack->x, y = stack->y, full = stack->width;
    int half = (full - gap) / 2;
    if (half <= metrics_font(&ui->metrics, TYPE_LABEL).size * 17) {
        put_edge(stack, context, false);
        settings_gap(stack);
        put_edge(stack, context, true);
        return;
    }
    stack->width = half;
    put_edge(stack, context, false);
    stack->x = x + half + gap;
    stack->y = y;
    put_edge(stack, context, true);
    stack->x = x;
    stack->width = full;
}

static void put_quiet(struct stack *stack, const struct screen_context *context)
{
    const struct strings *strings = context->strings;
    bool on = context->config->sound.quiet_hours;
    const char *title = tr(strings, "staff.settings.quiet");
    if (settings_fixed_put(stack, context, quiet_key, title,
                           tr(strings, on ? "ease.on" : "ease.off")))
        return;
    stack_switch_row(stack, &(struct switch_row){
                                .id = quiet_key,
                                .title = title,
                                .caption = quiet_text(context, &stack->ui->list->arena),
                                .on_word = tr(strings, "ease.on"),
                                .off_word = tr(strings, "ease.off"),
                                .on = on,
                            });
    if (!on || !settings_may_change(context, "sound.quiet"))
        return;
    settings_gap(stack);
    put_edges(stack, context);
}

static bool tap_edge(struct screen_context *context, const struct tap *tap)
{
    int to = stepper_press(tap, "quiet-to"), way = to ? to : stepper_press(tap, "quiet-from");
    if (way == 0)
        return false;
    struct hours_day quiet = context->config->sound.quiet;
    if (quiet.count == 0)
        quiet = (struct hours_day){{noon}, 1};
    int *minute = to ? &quiet.spans[0].to : &quiet.spans[0].from;
    int least, most;
    limits_of(context, to, &least, &most);
    *minute = int_min(int_max(int_step(*minute, STEP, way), least), most);
    char json[SETTINGS_DAY_TEXT];
    settings_set(context, "sound.quiet", settings_day_json(json, &quiet));
    return true;
}

static void content(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    put_loudness(stack, context);
    for (int i = 0; i < ROWS; i++) {
        settings_gap(stack);
        settings_row_put(stack, context, &rows[i]);
    }
    settings_gap(stack);
    put_quiet(stack, context);
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    if (strcmp(tap->id, "test-sound") == 0) {
        try_tone(context);
        return true;
    }
    for (int i = 0; i < ROWS; i++)
        if (settings_row_tap(context, tap, rows[i].key))
            return true;
    return tap_edge(context, tap) || settings_row_tap(context, tap, quiet_key) ||
           settings_row_tap(context, tap, volume_key);
}

const struct settings_section settings_sound = {
    .id = "settings:sound",
    .icon = "volume-2",
    .title = "staff.settings.sound",
    .info = "staff.settings.sound_info",
    .content = content,
    .tap = tap,
};
