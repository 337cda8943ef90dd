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

const struct settings_past *settings_last(const struct staff_settings *settings)
{
    return settings->past_count > 0 ? &settings->past[settings->past_count - 1] : NULL;
}

const char *settings_title(const struct screen_context *context, const char *key)
{
    static const struct {
        const char *key, *title;
    } names[] = {{"language", "staff.settings.language"},
                 {"sound.volume", "staff.settings.loudness"},
                 {"sound.waiting_room", "staff.settings.waiting"},
                 {"sound.tones", "staff.settings.tones"},
                 {"sound.read_aloud", "staff.settings.voice"},
                 {"sound.quiet", "staff.settings.quiet"},
                 {"idle.ask_s", "staff.settings.ask"},
                 {"idle.end_s", "staff.settings.end"},
                 {"staff.lock_s", "staff.settings.lock"},
                 {"less_motion", "staff.settings.motion"},
                 {"visit.ask_feeling", "staff.settings.feeling"},
                 {"hours.screen_off", "staff.settings.screen_off"},
                 {"hours.closed", "staff.settings.holidays"},
                 {"hours.", "staff.settings.hours"},
                 {"brightness", "staff.settings.brightness"},
                 {"dim_at_rest", "staff.settings.dim"},
                 {"screen.rotate", "staff.settings.turn"},
                 {"screen.", "staff.settings.screen"},
                 {"clinic.name", "staff.settings.name"},
                 {"clinic.emergency", "common.emergency"},
                 {"clinic.colour", "staff.settings.colour"},
                 {SETTINGS_LOGO, "staff.settings.logo"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(key, names[i].key, strlen(names[i].key)) == 0)
            return tr(context->strings, names[i].title);
    return key;
}

void settings_remember(struct staff_settings *settings, const char *key, const char *what,
                       const char *before)
{
    const struct settings_past *last = settings_last(settings);
    *settings->undone = '\0';
    if (settings->again && last && strcmp(last->key, key) == 0)
        return;
    settings->again = *settings->stepper != '\0';
    if (!before) {
        settings->past_count = 0;
        return;
    }
    if (settings->past_count == SETTINGS_PAST)
        memmove(settings->past, settings->past + 1,
                (size_t)--settings->past_count * sizeof *settings->past);
    struct settings_past *past = &settings->past[settings->past_count++];
    snprintf(past->key, sizeof past->key, "%s", key);
    snprintf(past->what, sizeof past->what, "%s", what);
    snprintf(past->before, sizeof past->before, "%s", before);
}

static void set_all(struct screen_context *context, const struct settings_wish *wishes,
                    size_t count, const char *what)
{
    struct staff_settings *settings = settings_of(context);
    char before[SETTINGS_TEXT_SIZE], why[sizeof settings->refused];
    bool kept = settings_file_text(before, sizeof before);
    enum settings_outcome outcome =
        settings_file_change(context->site, wishes, count, why, sizeof why);
    *settings->refused = '\0';
    if (outcome == SETTINGS_DONE) {
        settings_remember(settings, wishes->key->key, what, kept ? before : NULL);
        context->settings_written = true;
    } else if (outcome == SETTINGS_UNWRITTEN) {
        snprintf(settings->refused, sizeof settings->refused, "%s",
                 tr(context->strings, "staff.settings.unwritten"));
    } else {
        snprintf(settings->refused, sizeof settings->refused, "%s", why);
    }
}

void settings_set_all(struct screen_context *context, const struct settings_wish *wishes,
                      size_t count)
{
    set_all(context, wishes, count, settings_title(context, wishes->key->key));
}

void settings_set_named(struct screen_context *context, const char *key, const char *json,
                        const char *what)
{
    struct settings_wish wish = {config_key_find(key), json};
    set_all(context, &wish, 1, what);
}

void settings_set(struct screen_context *context, const char *key, const char *json)
{
    settings_set_named(context, key, json, settings_title(context, key));
}

void settings_undo(struct screen_context *context)
{
    struct staff_settings *settings = settings_of(context);
    const struct settings_past *last = settings_last(settings);
    bool logo = last && strcmp(last->key, SETTINGS_LOGO) == 0;
    if (!last || !(logo ? settings_logo_undo(context) : settings_file_put(last->before)))
        return;
    snprintf(settings->undone, sizeof settings->undone, "%s", last->what);
    settings->past_count--;
    settings->again = false;
    settings->confirm_end = 0;
    settings->try_mm = 0;
    *settings->refused = '\0';
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
    if (seconds && whole >= 120) {
        const char *rest = whole % 60 ? arena_printf(arena, ":%02d", whole % 60) : "";
        return tr_format(context->strings, arena, "common.minutes",
                         {"count", arena_printf(arena, "%d%s", whole / 60, rest), 0});
    }
    if (seconds)
        return tr_format(context->strings, arena, "common.seconds", {"count", NULL, whole});
    if (key->unit && strcmp(key->unit, "%") == 0)
        return arena_printf(arena, "%d %%", whole);
    if (key->kind == CONFIG_NUMBER)
        return arena_printf(arena, "%d %%", (int)lround(100 * value));
    return arena_printf(arena, "%d", whole);
}
