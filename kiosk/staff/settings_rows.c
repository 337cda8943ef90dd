#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/config_keys.h"
#include "staff/settings_parts.h"
#include "ui/stepper.h"
#include "ui/switch_row.h"

static double number_of(const struct config_key *key, const struct config *config)
{
    const void *value = config_key_value(key, config);
    return key->kind == CONFIG_WHOLE ? (double)*(const int *)value : *(const double *)value;
}

bool settings_may_change(const struct screen_context *context, const char *key)
{
    return !config_key_fixed(config_key_find(key), context->site);
}

void settings_gap(struct stack *stack)
{
    stack_gap(stack, stack->ui->metrics.gap);
}

bool settings_fixed_put(struct stack *stack, const struct screen_context *context, const char *key,
                        const char *title, const char *value)
{
    struct ui *ui = stack->ui;
    if (settings_may_change(context, key))
        return false;
    struct setting_row row = {.title = title,
                              .caption = tr(context->strings, "staff.settings.fixed")};
    int icon = ui_button_icon_size(ui), gap = metrics_length(&ui->metrics, LENGTH_GAP);
    int words = value ? ui_text_width(ui, TYPE_STAFF_HEADING, value) : 0;
    struct setting_place place =
        setting_row_place(stack, &row, words + gap + icon, ui->metrics.target);
    if (!stack_seen(stack, place.row))
        return true;
    setting_row_draw(ui, &row, &place, false);
    ui_icon(ui, rect_cut_right(&place.control, icon, gap), "lock", icon,
            ui_color(ui, COLOR_TEXT_SOFT));
    if (value)
        ui_text(ui, place.control, TYPE_STAFF_HEADING, ui_color(ui, COLOR_TEXT), ALIGN_RIGHT,
                value);
    return true;
}

/* "60 to 600" in the words of the setting's unit. */
static const char *range(const struct screen_context *context, struct arena *arena,
                         const struct config_key *key)
{
    return tr_format(context->strings, arena, "staff.settings.range",
                     {"least", settings_value_text(context, arena, key, key->least), 0},
                     {"most", settings_value_text(context, arena, key, key->most), 0});
}

static const char *limit(const struct screen_context *context, struct arena *arena,
                         const struct config_key *key, double value)
{
    bool least = value <= key->least + 1e-9, most = value >= key->most - 1e-9;
    return !least && !most
               ? NULL
               : tr_format(context->strings, arena,
                           most ? "staff.settings.most" : "staff.settings.least",
                           {"value", settings_value_text(context, arena, key, value), 0});
}

/* Of all rows, so that + stands below + and - below -. */
static const char *widest_value(const struct screen_context *context, const struct ui *ui,
                                struct arena *arena)
{
    static const char *const keys[] = {"idle.ask_s", "idle.end_s", "staff.lock_s", "brightness"};
    const char *widest = "";
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct config_key *key = config_key_find(keys[i]);
        for (int whole = 0; whole < 2; whole++) { /* 9:59 min, 10 min */
            const char *value = settings_value_text(context, arena, key, key->most - 1 + whole);
            if (ui_text_width(ui, TYPE_STAFF_HEADING, value) >
                ui_text_width(ui, TYPE_STAFF_HEADING, widest))
                widest = value;
        }
    }
    return widest;
}

static void put_number(struct stack *stack, const struct screen_context *context,
                       const struct settings_row *row, const struct config_key *key)
{
    const struct strings *strings = context->strings;
    struct arena *arena = &stack->ui->list->arena;
    double value = number_of(key, context->config);
    stack_stepper(stack, &(struct stepper){
                             .id = row->key,
                             .title = tr(strings, row->title),
                             .caption = stack->ui->metrics.compact ? NULL
                                        : row->info                ? tr(strings, row->info)
                                                                   : range(context, arena, key),
                             .value = settings_value_text(context, arena, key, value),
                             .widest = widest_value(context, stack->ui, arena),
                             .less = tr(strings, "staff.settings.less"),
                             .more = tr(strings, "staff.settings.more"),
                             .limit = limit(context, arena, key, value),
                             .least = value <= key->least + 1e-9,
                             .most = value >= key->most - 1e-9,
                         });
}

static void put_switch(struct stack *stack, const struct screen_context *context,
                       const struct settings_row *row, const struct config_key *key)
{
    const struct strings *strings = context->strings;
    stack_switch_row(
        stack,
        &(struct switch_row){
            .id = row->key,
            .title = tr(strings, row->title),
            .caption = row->info && !stack->ui->metrics.compact ? tr(strings, row->info) : NULL,
            .on_word = tr(strings, "ease.on"),
            .off_word = tr(strings, "ease.off"),
            .on = *(const bool *)config_key_value(key, context->config),
        });
}

void settings_row_put(struct stack *stack, const struct screen_context *context,
                      const struct settings_row *row)
{
    const struct config_key *key = config_key_find(row->key);
    const struct strings *strings = context->strings;
    struct arena *arena = &stack->ui->list->arena;
    bool is_switch = key->kind == CONFIG_SWITCH;
    const char *value =
        is_switch ? tr(strings, *(const bool *)config_key_value(key, context->config) ? "ease.on"
                                                                                      : "ease.off")
                  : settings_value_text(context, arena, key, number_of(key, context->config));
    if (settings_fixed_put(stack, context, row->key, tr(strings, row->title), value))
        return;
    if (is_switch)
        put_switch(stack, context, row, key);
    else
        put_number(stack, context, row, key);
}

/* The next value that a press leads to: on the steps counted from the least. */
static double pressed(const struct config_key *key, double value, bool more)
{
    double steps = (value - key->least) / key->step;
    double to = more ? floor(steps + 1 + 1e-6) : ceil(steps - 1 - 1e-6);
    return fmin(fmax(key->least + to * key->step, key->least), key->most);
}

bool settings_row_tap(struct screen_context *context, const struct tap *tap, const char *name)
{
    const struct config_key *key = config_key_find(name);
    size_t length = strlen(name);
    char json[32];
    if (tap->kind != TAP_TARGET || strncmp(tap->id, name, length) != 0 ||
        !settings_may_change(context, name))
        return false;
    if (key->kind == CONFIG_SWITCH && !tap->id[length]) {
        bool on = *(const bool *)config_key_value(key, context->config);
        settings_set(context, name, on ? "false" : "true");
        return true;
    }
    int way = stepper_press(tap, name);
    if (way == 0)
        return false;
    snprintf(json, sizeof json, "%.10g", pressed(key, number_of(key, context->config), way > 0));
    settings_set(context, name, json);
    return true;
}
