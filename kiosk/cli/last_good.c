#include "cli/last_good.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/paths.h"
#include "json/json.h"
#include "store/kept.h"

static const char start_name[] = "last-start.json";
static const char *const copy_names[SETTINGS_FILES] = {"last-kiosk.json", "last-theme.json",
                                                       "last-settings.json"};
static const char *const keys[SETTINGS_FILES] = {"config", "theme", "settings"};

/* NULL when there is none, or it is no JSON. */
static struct json_file *read_kept(const char *name, struct fault_list *faults)
{
    char path[PATH_MAX];
    return kept_path(path, sizeof path, name) && access(path, F_OK) == 0 ? json_read(path, faults)
                                                                         : NULL;
}

void last_start_read(struct last_start *last)
{
    struct fault_list faults = {0};
    struct json_file *file = read_kept(start_name, &faults);
    struct json_object root;
    *last = (struct last_start){0};
    if (file && json_object_begin(&root, json_root(file))) {
        last->lock = json_bool(&root, "lock", false);
        last->developer = json_bool(&root, "developer", true);
        for (int i = 0; i < SETTINGS_FILES; i++)
            snprintf(last->copy_of[i], LAST_PATH, "%s",
                     json_string(&root, keys[i], JSON_OPTIONAL, LAST_PATH - 1, NULL));
        last->known = faults.errors == 0;
    }
    json_free(file);
    fault_list_free(&faults);
}

bool last_start_write(const struct last_start *last)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        memory_gone("memstream");
    fputs("{\n", out);
    for (int i = 0; i < SETTINGS_FILES; i++) {
        if (!*last->copy_of[i])
            continue;
        fprintf(out, "  \"%s\": ", keys[i]);
        json_print_string(out, last->copy_of[i]);
        fputs(",\n", out);
    }
    fprintf(out, "  \"lock\": %s,\n  \"developer\": %s\n}\n", last->lock ? "true" : "false",
            last->developer ? "true" : "false");
    bool good = fclose(out) == 0 && kept_write(start_name, text, length);
    free(text);
    return good;
}

static bool lay_config(struct config *config, enum settings_file which)
{
    struct fault_list faults = {0};
    struct json_file *file = read_kept(copy_names[which], &faults);
    bool good =
        which == SETTINGS_SCREEN ? config_read_screen(config, file) : config_read(config, file);
    json_free(file);
    fault_list_free(&faults);
    return good;
}

bool last_good_config(struct config *config)
{
    return lay_config(config, SETTINGS_CONFIG);
}

bool last_good_screen(struct config *config)
{
    return lay_config(config, SETTINGS_SCREEN);
}

bool last_good_theme(struct theme *theme)
{
    struct fault_list faults = {0};
    struct json_file *file = read_kept(copy_names[SETTINGS_THEME], &faults);
    bool good = theme_read(theme, file);
    json_free(file);
    fault_list_free(&faults);
    return good;
}

/* Of `file`, which has no fault so far. */
static bool has_fault(enum settings_file which, struct json_file *file)
{
    struct config config;
    struct theme theme;
    config_default(&config);
    theme_default(&theme);
    bool read = which == SETTINGS_CONFIG   ? config_read(&config, file)
                : which == SETTINGS_SCREEN ? config_read_screen(&config, file)
                                           : theme_read(&theme, file);
    return !read || json_errors(file) > 0;
}

bool last_good_copy(enum settings_file which, const char *file)
{
    struct fault_list faults = {0};
    struct json_file *json = json_read(file, &faults);
    size_t length;
    const char *text = json && !has_fault(which, json) ? json_text(json, &length) : NULL;
    bool good = text && kept_write(copy_names[which], text, length);
    json_free(json);
    fault_list_free(&faults);
    return good;
}

bool last_good_absolute(char *out, size_t size, const char *path)
{
    char here[PATH_MAX];
    return *path == '/' ? paths_join(out, size, "", path)
                        : getcwd(here, sizeof here) && paths_join(out, size, here, path);
}
