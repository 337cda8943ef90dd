#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/colours.h"
#include "screens/layout.h"
#include "staff/settings_logo.h"
#include "staff/settings_parts.h"
#include "ui/setting_row.h"

/* Whose kiosk it is: name, emergency number, sign, and the colour of buttons. */

static const char *const colour_keys[COLOUR_COUNT] = {"staff.settings.teal", "staff.settings.blue",
                                                      "staff.settings.plum", "staff.settings.clay"};
static const char *const colour_ids[COLOUR_COUNT] = {"colour:teal", "colour:blue", "colour:plum",
                                                     "colour:clay"};

static void draw_swatch(struct ui *ui, struct rect rect, const struct screen_context *context,
                        int index)
{
    bool chosen = context->config->clinic.colour == index;
    const char *name = tr(context->strings, colour_keys[index]);
    int line = ui_line_height(ui, TYPE_LABEL), radius = metrics_length(&ui->metrics, LENGTH_RADIUS);
    struct rect field = rect;
    ui_target(ui, colour_ids[index], name, rect, index);
    ui_say_mute(ui);
    struct rect word = rect_cut_bottom(&field, line, 0);
    draw_box(ui->list, field, radius, colours_primary(ui->metrics.theme, (enum config_colour)index),
             chosen ? 3 * metrics_length(&ui->metrics, LENGTH_STROKE) : 0,
             ui_color(ui, COLOR_TEXT));
    if (chosen)
        ui_icon(ui, field, "check", field.h / 2, ui_color(ui, COLOR_ON_PRIMARY));
    ui_text_font(ui, word, ui_fit_font(ui, TYPE_LABEL, name, word.w, word.h, 1),
                 ui_color(ui, COLOR_TEXT), ALIGN_CENTER, name);
    ui_say_button(ui, name, rect, ui_say_unmute(ui));
}

static void put_colours(struct stack *stack, const struct screen_context *context)
{
    struct ui *ui = stack->ui;
    int gap = ui->metrics.gap;
    int width = metrics_px(&ui->metrics, 150);
    for (int i = 0; i < COLOUR_COUNT; i++)
        width = int_max(width, ui_text_width(ui, TYPE_LABEL, tr(context->strings, colour_keys[i])) +
                                   gap / 2);
    width = int_min(int_max(width, ui->metrics.target), stack->width);
    int height =
        int_max(ui->metrics.target, metrics_px(&ui->metrics, 92)) + ui_line_height(ui, TYPE_LABEL);
    stack_text(stack, TYPE_BUTTON, ui_color(ui, COLOR_TEXT),
               tr(context->strings, "staff.settings.colour"));
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    struct rect row = {0, 0, 0, 0};
    for (int i = 0; i < COLOUR_COUNT; i++) {
        if (i == 0 || row.w < width) {
            stack_gap(stack, i > 0 ? gap : 0);
            row = stack_box(stack, height);
        }
        struct rect place = rect_cut_left(&row, width, gap);
        if (stack_seen(stack, place))
            draw_swatch(ui, place, context, i);
    }
    stack_gap(stack, metrics_length(&ui->metrics, LENGTH_GAP_SMALL));
    stack_text(stack, TYPE_CAPTION, ui_color(ui, COLOR_TEXT_SOFT),
               tr(context->strings, "staff.settings.colour_info"));
}

/* The texts that staff write. */
static const struct line {
    const char *id, *key, *title;
} lines[] = {{"write:name", "clinic.name", "staff.settings.name"},
             {"write:emergency", "clinic.emergency", "common.emergency"}};

enum { LINES = sizeof lines / sizeof *lines };

static const char *value_of(const struct screen_context *context, const struct line *line)
{
    return config_key_value(config_key_find(line->key), context->config);
}

/* All of it is the target. */
static void put_line(struct stack *stack, const struct screen_context *context,
                     const struct line *line, int index)
{
    struct ui *ui = stack->ui;
    const char *value = value_of(context, line), *title = tr(context->strings, line->title);
    if (settings_fixed_put(stack, context, line->key, title, value))
        return;
    const char *half = half_written_of(&settings_of(context)->half, line->id);
    struct setting_row row = {
        .title = title, .value = *value ? value : tr(context->strings, "staff.settings.none")};
    if (half)
        row.caption =
            tr_format(context->strings, &ui->list->arena, "staff.settings.half", {"text", half, 0});
    int icon = ui_button_icon_size(ui);
    struct setting_place place = setting_row_place(stack, &row, icon, icon);
    if (!stack_seen(stack, place.row))
        return;
    const char *label = ui_join(&ui->list->arena, title, row.value);
    if (half)
        label = ui_join(&ui->list->arena, label, row.caption);
    bool pressed = ui_target(ui, line->id, label, place.row, index);
    ui_say_mute(ui);
    setting_row_draw(ui, &row, &place, pressed);
    place.control.w = icon;
    ui_icon(ui, place.control, "pencil", icon, ui_color(ui, COLOR_TEXT));
    ui_say_button(ui, label, place.row, ui_say_unmute(ui));
}

/* A lock or a power cut then leaves it as far as it came. */
static void keep_half(struct screen_context *context, const struct writing *writing)
{
    half_written_keep(&settings_of(context)->half, writing->asker, writing->texts[0].text);
}

static void write_line(struct screen_context *context, const struct line *line)
{
    struct writing *writing = &context->staff->writing;
    const struct config_key *key = config_key_find(line->key);
    writing_ask(writing, line->id, tr(context->strings, line->title), NULL,
                key->kind == CONFIG_NAME ? (key->size - 1) / 4 : key->size - 1);
    writing_add(writing, "", value_of(context, line));
    const char *half = half_written_of(&settings_of(context)->half, line->id);
    if (half)
        snprintf(writing->resumed, sizeof writing->resumed, "%s", half);
    if (!context->staff->sample)
        writing->changed = keep_half;
    settings_of(context)->writing = true;
    context->open_panel = SCREEN_STAFF_KEYBOARD;
}

void settings_clinic_update(struct screen_context *context)
{
    struct writing *writing = &context->staff->writing;
    struct staff_settings *settings = settings_of(context);
    bool refused = false;
    settings_logo_update(context);
    if (!settings->writing)
        return;
    settings->writing = false;
    for (int i = 0; i < LINES; i++) {
        if (!writing_answered(writing, lines[i].id))
            continue;
        char *json = config_text_json(writing_text_in(writing, ""));
        settings_set(context, lines[i].key, json);
        free(json);
        refused = *settings->refused;
    }
    if (!refused) /* entered, or thrown away */
        half_written_forget(&settings->half);
}

static void content(struct stack *stack, const void *what)
{
    const struct screen_context *context = what;
    const struct config *config = context->config;
    const struct strings *strings = context->strings;
    for (int i = 0; i < LINES; i++) {
        put_line(stack, context, &lines[i], i);
        settings_gap(stack);
    }
    settings_logo_put(stack, context);
    stack_gap(stack, ui_section(stack->ui));
    const char *colour = tr(strings, colour_keys[config->clinic.colour]);
    if (!settings_fixed_put(stack, context, "clinic.colour", tr(strings, "staff.settings.colour"),
                            colour))
        put_colours(stack, context);
}

static bool tap(struct screen_context *context, const struct tap *tap)
{
    static const char *const json[COLOUR_COUNT] = {"\"teal\"", "\"blue\"", "\"plum\"", "\"clay\""};
    if (strncmp(tap->id, "colour:", 7) == 0)
        settings_set(context, "clinic.colour", json[tap->index]);
    else if (strncmp(tap->id, "write:", 6) == 0)
        write_line(context, &lines[tap->index]);
    else
        return settings_logo_tap(context, tap);
    return true;
}

const struct settings_section settings_clinic = {
    .id = "settings:clinic",
    .icon = "building-2",
    .title = "staff.settings.clinic",
    .info = "staff.settings.clinic_info",
    .content = content,
    .tap = tap,
};
