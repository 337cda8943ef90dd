#include "cli/settings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/reload.h"
#include "base/fault_log.h"
#include "base/log.h"
#include "cli/cli.h"
#include "clinic/settings_file.h"
#include "json/json.h"

static const char *const events[SETTINGS_FILES] = {"config", "theme", "settings"};

static const char *file_of(const struct assembly *assembly, enum settings_file which)
{
    return which == SETTINGS_CONFIG   ? assembly->config_file
           : which == SETTINGS_SCREEN ? assembly->screen_file
                                      : assembly->theme_file;
}

enum found {
    FOUND_GOOD,
    FOUND_FAULTY, /* values or keys are wrong */
    FOUND_BROKEN  /* no JSON, or it cannot be read */
};

static enum found judge(const struct json_file *json, bool read, const struct fault_list *faults)
{
    if (!read || json_mended(json))
        return FOUND_BROKEN;
    return faults->errors > 0 ? FOUND_FAULTY : FOUND_GOOD;
}

static bool is_missing(const char *file)
{
    return access(file, F_OK) != 0 && errno == ENOENT;
}

/* The kiosk was last started with this file in order. */
static bool is_copied(const struct assembly *assembly, enum settings_file which)
{
    char path[LAST_PATH];
    return assembly->last.known &&
           last_good_absolute(path, sizeof path, file_of(assembly, which)) &&
           strcmp(path, assembly->last.copy_of[which]) == 0;
}

static void report(struct assembly *assembly, enum settings_file which, const char *text,
                   struct fault_list *faults)
{
    fault_list_log(faults, events[which]);
    if (text)
        log_warn(events[which], "file=%s text=%s", file_of(assembly, which), text);
    settings_note(assembly, which, faults);
    fault_list_free(faults);
}

static const char last_good_text[] = "the last good version is used";
static const char over_last_text[] = "what is wrong stays as in the last good version";
static const char readable_text[] = "what can be read of it is used";

/* config_read or config_read_screen. */
typedef bool config_reader(struct config *config, struct json_file *json);

/* Lays the file over *config, as far as it can be understood. */
static enum found read_over(struct config *config, const char *file, config_reader *reader,
                            struct fault_list *faults)
{
    struct json_file *json = json_read_mended(file, faults);
    bool read = reader(config, json);
    enum found found = judge(json, read, faults);
    json_free(json);
    return found;
}

/* What a file with a fault leaves out. Says what is used. */
static const char *fall_back(struct assembly *assembly, enum found found)
{
    struct config copy;
    struct fault_list unheard = {0};
    config_default(&copy);
    if (!last_good_config(&copy))
        return readable_text;
    if (found == FOUND_BROKEN) {
        assembly->config = copy;
        snprintf(assembly->config_base, sizeof assembly->config_base, "%s",
                 assembly->last.copy_of[SETTINGS_CONFIG]);
        return last_good_text;
    }
    if (!is_copied(assembly, SETTINGS_CONFIG))
        return readable_text;
    read_over(&copy, assembly->config_file, config_read, &unheard);
    assembly->config = copy;
    fault_list_free(&unheard);
    return over_last_text;
}

/* Nobody gets out of a kiosk by a typing error. */
static void stay_locked(struct config *config, const struct last_start *last)
{
    if (!last->known)
        return;
    config->lock |= last->lock;
    config->developer &= last->developer;
}

void settings_lock(struct config *config, const struct assembly_options *options)
{
    config->lock |= options->lock;
    config->developer &= !options->lock;
}

static int read_config(struct assembly *assembly, const struct assembly_options *options)
{
    const char *file = assembly->config_file;
    config_default(&assembly->config);
    if (options->config) {
        assembly->config = *options->config;
        return CLI_FINE;
    }
    if (!options->config_file && is_missing(file) && !is_copied(assembly, SETTINGS_CONFIG))
        return CLI_FINE;
    struct fault_list faults = {0};
    enum found found = read_over(&assembly->config, file, config_read, &faults);
    const char *text = NULL;
    if (found != FOUND_GOOD && options->last_good) {
        text = fall_back(assembly, found);
        stay_locked(&assembly->config, &assembly->last);
    }
    report(assembly, SETTINGS_CONFIG, text, &faults);
    bool refused = found == FOUND_BROKEN && options->config_file && !options->last_good;
    return refused ? CLI_INPUT_WRONG : CLI_FINE;
}

/* The copy, and of a file in which only values are wrong the right ones over it. */
static const char *fall_back_on_screen(const struct assembly *assembly, struct config *config,
                                       const struct config *site, enum found found)
{
    struct config copy = *site;
    struct fault_list unheard = {0};
    if (!last_good_screen(&copy))
        return readable_text;
    if (found != FOUND_BROKEN)
        read_over(&copy, assembly->screen_file, config_read_screen, &unheard);
    *config = copy;
    fault_list_free(&unheard);
    return found == FOUND_BROKEN ? last_good_text : over_last_text;
}

/* Lays what staff set over *config, as far as it is right, and tells the rest. What is wrong is as
 * it was when the file was last good. */
static void lay_screen(struct assembly *assembly, struct config *config)
{
    const struct config site = *config;
    struct fault_list faults = {0};
    const char *text = NULL;
    if (*assembly->screen_file && !is_missing(assembly->screen_file)) {
        enum found found = read_over(config, assembly->screen_file, config_read_screen, &faults);
        if (found != FOUND_GOOD && assembly->last_good)
            text = fall_back_on_screen(assembly, config, &site, found);
    }
    report(assembly, SETTINGS_SCREEN, text, &faults);
}

static enum found read_theme_over(struct theme *theme, const char *file, struct fault_list *faults)
{
    struct json_file *json = json_read_mended(file, faults);
    bool read = theme_read(theme, json);
    enum found found = judge(json, read, faults);
    json_free(json);
    return found;
}

static const char *fall_back_to_theme(struct assembly *assembly, enum found found)
{
    struct theme copy;
    struct fault_list unheard = {0};
    theme_default(&copy);
    if (!last_good_theme(&copy))
        return readable_text;
    if (found != FOUND_BROKEN)
        read_theme_over(&copy, assembly->theme_file, &unheard);
    assembly->theme = copy;
    fault_list_free(&unheard);
    return found == FOUND_BROKEN ? last_good_text : over_last_text;
}

static void read_theme(struct assembly *assembly, const struct assembly_options *options)
{
    const char *file = assembly->theme_file;
    theme_default(&assembly->theme);
    if (is_missing(file) && !is_copied(assembly, SETTINGS_THEME))
        return;
    struct fault_list faults = {0};
    enum found found = read_theme_over(&assembly->theme, file, &faults);
    const char *text = NULL;
    if (found != FOUND_GOOD && options->last_good)
        text = fall_back_to_theme(assembly, found);
    report(assembly, SETTINGS_THEME, text, &faults);
}

void settings_fault_fonts(struct assembly *assembly, const char *text)
{
    struct fault_list faults = {0};
    fault_add(&faults, FAULT_ERROR, assembly->theme_file, 0, 0, "$.font",
              "names a font file that cannot be opened; name files in assets/fonts");
    report(assembly, SETTINGS_THEME, text, &faults);
}

bool settings_other_fonts(struct assembly *assembly, const struct assembly_options *options,
                          int attempt)
{
    struct theme other;
    theme_default(&other);
    if (attempt > 1 || !options->last_good)
        return false;
    if (attempt == 0 && !last_good_theme(&other))
        return settings_other_fonts(assembly, options, 1);
    assembly->theme.fonts = other.fonts;
    settings_fault_fonts(assembly, attempt == 0 ? last_good_text : "the built-in fonts are used");
    return true;
}

bool settings_take_words(struct assembly *assembly)
{
    struct fault_list faults = {0};
    const char *language = assembly->language ? assembly->language : assembly->config.language;
    struct strings *strings = strings_load(assembly->lang_dir, language, &faults);
    return app_offer_strings(assembly->app, strings, &faults);
}

static void take(struct assembly *assembly, const struct config *config)
{
    bool other = strcmp(config->language, assembly->config.language) != 0;
    assembly->config = *config;
    if (other)
        settings_take_words(assembly);
    app_settings_changed(assembly->app, painter_measure(assembly->painter));
}

void settings_apply(void *context)
{
    struct assembly *assembly = context;
    struct config config = assembly->site;
    lay_screen(assembly, &config);
    take(assembly, &config);
}

int settings_read(struct assembly *assembly, const struct assembly_options *options)
{
    assembly->last_good = options->last_good;
    if (options->last_good)
        last_start_read(&assembly->last);
    memcpy(assembly->config_base, assembly->config_file, sizeof assembly->config_base);
    int code = read_config(assembly, options);
    if (code != CLI_FINE)
        return code;
    settings_lock(&assembly->config, options);
    if (options->screen_settings &&
        !settings_file_path(assembly->screen_file, sizeof assembly->screen_file))
        *assembly->screen_file = '\0';
    assembly->site = assembly->config;
    lay_screen(assembly, &assembly->config);
    read_theme(assembly, options);
    return code;
}

/* "config/kiosk.json" of a path: enough to find it. */
static const char *short_name(const char *path)
{
    const char *from = strrchr(path, '/');
    while (from && from > path && from[-1] != '/')
        from--;
    return from ? from : path;
}

void settings_note(struct assembly *assembly, enum settings_file which,
                   const struct fault_list *faults)
{
    char *note = assembly->notes[which];
    const struct fault *why = faults->first;
    while (why && why->severity != FAULT_ERROR)
        why = why->next;
    if (!why)
        *note = '\0';
    else if (why->line > 0)
        snprintf(note, sizeof *assembly->notes, "%s:%d:%d: %s", short_name(why->file), why->line,
                 why->column, why->message);
    else
        snprintf(note, sizeof *assembly->notes, "%s: %s", short_name(why->file), why->message);
    settings_show_note(assembly);
}

void settings_show_note(const struct assembly *assembly)
{
    int which = 0;
    while (which < SETTINGS_FILES - 1 && !*assembly->notes[which])
        which++;
    if (assembly->app)
        app_set_note(assembly->app, assembly->notes[which]);
}

void settings_keep(const struct assembly *assembly)
{
    struct last_start now = assembly->last;
    now.lock = assembly->config.lock;
    now.developer = assembly->config.developer;
    for (int i = 0; i < SETTINGS_FILES; i++) {
        const char *file = file_of(assembly, (enum settings_file)i);
        if (!*assembly->notes[i] && last_good_copy((enum settings_file)i, file))
            last_good_absolute(now.copy_of[i], LAST_PATH, file);
    }
    if (!last_start_write(&now))
        log_warn("settings", "text=%s", "cannot be kept in the state folder");
}
