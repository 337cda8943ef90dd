#include "clinic/settings_file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "json/json_edit.h"
#include "store/kept.h"

bool settings_file_path(char *path, size_t size)
{
    return kept_path(path, size, SETTINGS_FILE);
}

/* NULL when there is none, or nothing can be made of it. */
static struct json_file *read_file(struct fault_list *faults)
{
    char path[PATH_MAX];
    bool there = settings_file_path(path, sizeof path) && access(path, F_OK) == 0;
    return there ? json_read_mended(path, faults) : NULL;
}

static void tell(char *why, size_t size, const struct config_key *key, const char *text)
{
    snprintf(why, size, "%s: %s", key->key, text);
}

static bool is_below(const char *path, const char *above)
{
    size_t length = strlen(above);
    return strncmp(path, above, length) == 0 && (!path[length] || strchr(".[", path[length]));
}

/* A fault at the key, below it, or of its group. */
static bool is_about(const struct fault *fault, const struct config_key *key)
{
    char path[64];
    snprintf(path, sizeof path, "$.%s", key->key);
    return is_below(fault->path, path) || (fault->path[1] && is_below(path, fault->path));
}

static bool is_right(const struct config *site, const struct config_key *key, const char *text,
                     size_t length, char *why, size_t size)
{
    struct fault_list faults = {0};
    struct config config = *site;
    struct json_file *json = json_parse(SETTINGS_FILE, text, length, &faults);
    config_read_screen(&config, json);
    json_free(json);
    const struct fault *fault = faults.first;
    while (fault && (fault->severity != FAULT_ERROR || !is_about(fault, key)))
        fault = fault->next;
    if (fault)
        tell(why, size, key, fault->message);
    fault_list_free(&faults);
    return !fault;
}

static bool may_change(const struct config *site, const struct config_key *key, char *why,
                       size_t size)
{
    if (key->file_only)
        tell(why, size, key, "is set in kiosk.json only");
    else if (config_key_fixed(key, site))
        tell(why, size, key, "is fixed in kiosk.json");
    else
        return true;
    return false;
}

/* "idle/ask_s" */
static void edit_path(const struct config_key *key, char *out, size_t size)
{
    snprintf(out, size, "%s", key->key);
    char *dot = strchr(out, '.');
    if (dot)
        *dot = '/';
}

/* A group that is no object would take no member. */
static void make_room(struct json_edit *edit, const struct config_key *key, struct json_file *file)
{
    char group[32];
    config_key_group(key, group, sizeof group);
    struct json found = file && *group ? json_peek(json_root(file), group) : (struct json){0};
    if (json_present(found) && json_type(found) != JSON_OBJECT)
        json_edit_remove(edit, group);
}

static bool put_wish(struct json_edit *edit, const struct settings_wish *wish, char *why,
                     size_t size)
{
    char path[64];
    edit_path(wish->key, path, sizeof path);
    if (!wish->json) {
        json_edit_remove(edit, path);
        return true;
    }
    struct fault_list faults = {0};
    struct json_file *value = json_parse(wish->key->key, wish->json, strlen(wish->json), &faults);
    if (value)
        json_edit_set_copy(edit, path, json_root(value));
    else
        tell(why, size, wish->key, faults.first->message);
    json_free(value);
    fault_list_free(&faults);
    return value != NULL;
}

/* The file with the wishes in it; NULL, with why, when one is refused. To be freed. */
static char *changed(const struct config *site, const struct settings_wish *wishes, size_t count,
                     size_t *length, char *why, size_t size)
{
    struct fault_list unheard = {0};
    struct json_file *file = read_file(&unheard);
    struct json_edit *edit = json_edit_of(file);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        make_room(edit, wishes[i].key, file);
        good = may_change(site, wishes[i].key, why, size) && put_wish(edit, &wishes[i], why, size);
    }
    char *text = good ? json_edit_print(edit, length) : NULL;
    for (size_t i = 0; good && i < count; i++)
        good = is_right(site, wishes[i].key, text, *length, why, size);
    json_edit_free(edit);
    json_free(file);
    fault_list_free(&unheard);
    if (good)
        return text;
    free(text);
    return NULL;
}

enum settings_outcome settings_file_change(const struct config *site,
                                           const struct settings_wish *wishes, size_t count,
                                           char *why, size_t size)
{
    size_t length;
    char *text = changed(site, wishes, count, &length, why, size);
    if (!text)
        return SETTINGS_REFUSED;
    bool written = kept_write(SETTINGS_FILE, text, length);
    free(text);
    if (!written)
        snprintf(why, size, "it could not be written: %s", strerror(errno));
    return written ? SETTINGS_DONE : SETTINGS_UNWRITTEN;
}

/* To be freed. */
static char *print_value(const struct config_key *key, const struct config *config)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        memory_gone("settings");
    config_key_print(out, key, config);
    if (fclose(out) != 0)
        memory_gone("settings");
    return text;
}

static bool same_value(const struct config_key *key, const struct config *a, const struct config *b)
{
    char *one = print_value(key, a), *other = print_value(key, b);
    bool same = strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

size_t settings_file_differs(const struct config *site, const char *then,
                             const struct config_key **keys)
{
    struct fault_list unheard = {0};
    struct config before = *site, after = *site;
    struct json_file *now = read_file(&unheard);
    struct json_file *other = json_parse(SETTINGS_FILE, then, strlen(then), &unheard);
    config_read_screen(&before, now);
    config_read_screen(&after, other);
    json_free(now);
    json_free(other);
    fault_list_free(&unheard);
    size_t count = 0;
    for (size_t i = 0; i < config_key_count; i++)
        if (!config_keys[i].file_only && !same_value(&config_keys[i], &before, &after))
            keys[count++] = &config_keys[i];
    return count;
}

bool settings_file_text(char *text, size_t size)
{
    long length = kept_read(SETTINGS_FILE, text, size);
    return length == KEPT_NONE ? snprintf(text, size, "{}\n") < (int)size : length >= 0;
}

bool settings_file_put(const char *text)
{
    return kept_write(SETTINGS_FILE, text, strlen(text));
}
