#include <math.h>
#include <string.h>

#include "config/config_keys.h"
#include "staff/settings_logo.h"
#include "staff/settings_parts.h"

struct staff_settings *settings_of(const struct screen_context *context)
{
    return &context->staff->settings;
}

void staff_settings_forget(struct staff_settings *settings)
{
    own_undo_free(&settings->logo_undo);
    *settings = (struct staff_settings){0};
}

void settings_remember(struct staff_settings *settings, const char *key, const char *before)
{
    if (settings->can_undo && strcmp(settings->changed, key) == 0)
        return;
    snprintf(settings->changed, sizeof settings->changed, "%s", key);
    settings->can_undo = before != NULL;
    if (before)
        snprintf(settings->before, sizeof settings->before, "%s", before);
}

void settings_set_all(struct screen_context *context, const struct settings_wish *wishes,
                      size_t count)
{
    struct staff_settings *settings = settings_of(context);
    char before[SETTINGS_TEXT_SIZE], why[sizeof settings->refused];
    bool kept = settings_file_text(before, sizeof before);
    enum settings_outcome outcome =
        settings_file_change(context->site, wishes, count, why, sizeof why);
    *settings->refused = '\0';
    if (outcome == SETTINGS_DONE) {
        settings_remember(settings, wishes->key->key, kept ? before : NULL);
        context->settings_written = true;
    } else if (outcome == SETTINGS_UNWRITTEN) {
        snprintf(settings->refused, sizeof settings->refused, "%s",
                 tr(context->strings, "staff.settings.unwritten"));
    } else {
        snprintf(settings->refused, sizeof settings->refused, "%s", why);
    }
}

void settings_set(struct screen_context *context, const char *key, const char *json)
{
    struct settings_wish wish = {config_key_find(key), json};
    settings_set_all(context, &wish, 1);
}

void settings_undo(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    bool logo = strcmp(settings->changed, SETTINGS_LOGO) == 0;
    if (!settings->can_undo ||
        !(logo ? settings_logo_undo(context) : settings_file_put(settings->before)))
        return;
    settings->can_undo = false;
    settings->confirm_end = 0;
    settings->try_mm = 0;
    *settings->changed = *settings->refused = '\0';
    context->settings_written = !logo;
}

const char *settings_day_json(char out[SETTINGS_DAY_TEXT], const struct hours_day *day)
{
    size_t size = SETTINGS_DAY_TEXT, used = (size_t)snprintf(out, size, "[");
    for (int i = 0; i < day->count && used < size; i++) {
        char from[8], to[8];
        hours_print_long(from, sizeof from, day->spans[i].from);
        hours_print_long(to, sizeof to, day->spans[i].to);
        used += (size_t)snprintf(out + used, size - used, "%s[\"%s\", \"%s\"]", i ? ", " : "", from,
                                 to);
    }
    if (used < size)
        snprintf(out + used, size - used, "]");
    return out;
}

const char *settings_value_text(const struct screen_context *context, struct arena *arena,
                                const struct config_key *key, double value)
{
    bool seconds = key->unit && strcmp(key->unit, "s") == 0;
    int whole = (int)lround(value);
    if (seconds && whole >= 120 && whole % 60 == 0)
        return tr_format(context->strings, arena, "common.minutes", {"count", NULL, whole / 60});
    if (seconds)
        return tr_format(context->strings, arena, "common.seconds", {"count", NULL, whole});
    if (key->unit && strcmp(key->unit, "%") == 0)
        return arena_printf(arena, "%d %%", whole);
    if (key->kind == CONFIG_NUMBER)
        return arena_printf(arena, "%d %%", (int)lround(100 * value));
    return arena_printf(arena, "%d", whole);
}
