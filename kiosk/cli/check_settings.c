#include "cli/check_settings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/keys.h"
#include "clinic/settings_file.h"
#include "config/config_keys.h"
#include "config/contrast.h"
#include "config/theme.h"
#include "json/json.h"

enum kind { NO_SETTINGS, KIOSK_SETTINGS, SCREEN_SETTINGS, THEME_SETTINGS };

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

static bool has_config_key(struct json root)
{
    char group[32];
    for (size_t i = 0; i < config_key_count; i++) {
        const struct config_key *key = &config_keys[i];
        const char *name = *config_key_group(key, group, sizeof group) ? group : key->key;
        if (json_present(json_peek(root, name)))
            return true;
    }
    return false;
}

/* By what it holds: files of packs have an id. */
static enum kind kind_by_keys(struct json root)
{
    static const char *const theme_keys[] = {"high_contrast", "type", "length", "font", NULL};
    if (json_present(json_peek(root, "id")))
        return NO_SETTINGS;
    if (json_type(json_peek(root, "color")) == JSON_OBJECT || has_one(root, theme_keys))
        return THEME_SETTINGS;
    return has_config_key(root) ? KIOSK_SETTINGS : NO_SETTINGS;
}

static enum kind kind_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!is_file(path) || is_of_pack(path))
        return NO_SETTINGS;
    if (strcmp(name, "kiosk.json") == 0)
        return KIOSK_SETTINGS;
    if (strcmp(name, SETTINGS_FILE) == 0)
        return SCREEN_SETTINGS;
    if (strcmp(name, "theme.json") == 0)
        return THEME_SETTINGS;
    struct fault_list unheard = {0};
    struct json_file *file = json_read_mended(path, &unheard);
    enum kind kind = file ? kind_by_keys(json_root(file)) : NO_SETTINGS;
    json_free(file);
    fault_list_free(&unheard);
    return kind;
}

static void check_screen(const char *path, struct config *config, struct fault_list *faults)
{
    struct json_file *file = json_read(path, faults);
    if (config_read_screen(config, file))
        keys_check(file);
    json_free(file);
}

static void check_kiosk(const char *path, struct config *config, struct fault_list *faults)
{
    struct json_file *file = json_read(path, faults);
    if (config_read(config, file))
        keys_check(file);
    json_free(file);
}

static void check_theme(const char *path, struct theme *theme, struct fault_list *faults)
{
    struct json_file *file = json_read(path, faults);
    if (theme_read(theme, file))
        contrast_check(theme, file);
    json_free(file);
}

bool check_settings(const char *path, struct fault_list *faults)
{
    struct config config;
    struct theme theme;
    enum kind kind = kind_of(path);
    config_default(&config);
    theme_default(&theme);
    if (kind == KIOSK_SETTINGS)
        check_kiosk(path, &config, faults);
    else if (kind == SCREEN_SETTINGS)
        check_screen(path, &config, faults);
    else if (kind == THEME_SETTINGS)
        check_theme(path, &theme, faults);
    return kind != NO_SETTINGS;
}
