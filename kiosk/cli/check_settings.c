#include "cli/check_settings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "config/config.h"
#include "config/theme.h"
#include "json/json.h"

enum kind { NO_SETTINGS, KIOSK_SETTINGS, THEME_SETTINGS };

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* An item of a pack may be called kiosk, too. */
static bool is_of_pack(const char *path)
{
    char head[4096];
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) : 1;
    snprintf(head, sizeof head, "%.*s/../pack.json", folder, slash ? path : ".");
    return is_file(head);
}

static bool has_one(struct json root, const char *const *keys)
{
    while (*keys && !json_present(json_peek(root, *keys)))
        keys++;
    return *keys != NULL;
}

/* By what it holds: files of packs have an id. */
static enum kind kind_by_keys(struct json root)
{
    static const char *const config_keys[] = {
        "screen",      "idle",         "lock",      "developer",
        "language",    "content_dirs", "packs_dir", "figure_cache_mib",
        "less_motion", "store_file",   "clinic",    NULL};
    static const char *const theme_keys[] = {"high_contrast", "type", "length", "font", NULL};
    if (json_present(json_peek(root, "id")))
        return NO_SETTINGS;
    if (json_type(json_peek(root, "color")) == JSON_OBJECT || has_one(root, theme_keys))
        return THEME_SETTINGS;
    return has_one(root, config_keys) ? KIOSK_SETTINGS : NO_SETTINGS;
}

static enum kind kind_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!is_file(path) || is_of_pack(path))
        return NO_SETTINGS;
    if (strcmp(name, "kiosk.json") == 0)
        return KIOSK_SETTINGS;
    if (strcmp(name, "theme.json") == 0)
        return THEME_SETTINGS;
    struct fault_list unheard = {0};
    struct json_file *file = json_read_mended(path, &unheard);
    enum kind kind = file ? kind_by_keys(json_root(file)) : NO_SETTINGS;
    json_free(file);
    fault_list_free(&unheard);
    return kind;
}

bool check_settings(const char *path, struct fault_list *faults)
{
    struct config config;
    struct theme theme;
    enum kind kind = kind_of(path);
    config_default(&config);
    theme_default(&theme);
    if (kind == KIOSK_SETTINGS)
        config_load(&config, path, faults);
    else if (kind == THEME_SETTINGS)
        theme_load(&theme, path, faults);
    return kind != NO_SETTINGS;
}
