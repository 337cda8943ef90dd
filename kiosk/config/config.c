#include "config/config.h"

#include <string.h>

#include "json/json.h"

void config_default(struct config *config)
{
    *config = (struct config){
        .idle = {.ask_s = 90, .end_s = 30},
        .staff = {.lock_s = 120, .cleaning_s = 30},
        .developer = true,
        .language = "en",
        .figure_cache_mib = 16,
    };
}

/* A text that fits `out`; *out stays when the key is absent or wrong. */
static void read_text(struct json_object *object, const char *key, char *out, size_t size)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    const char *text = json_present(value) ? json_value_string(value, size - 1, NULL) : NULL;
    if (text)
        memcpy(out, text, strlen(text) + 1);
}

/* A text that stands on one line of the screen. */
static void read_line(struct json_object *object, const char *key, char *out, size_t size)
{
    char text[256] = "";
    memcpy(text, out, size);
    read_text(object, key, text, size);
    bool control = false;
    for (const char *c = text; *c; c++)
        control = control || (unsigned char)*c < 0x20 || *c == 0x7F;
    if (control)
        json_error(json_member(object, key, JSON_OPTIONAL),
                   "holds a line break or control character; one line of text is needed");
    else
        memcpy(out, text, size);
}

/* Millimetres; 0 stands for "not known". */
static double read_length(struct json_object *object, const char *key, double min, double max,
                          double otherwise)
{
    struct json value = json_member(object, key, JSON_OPTIONAL);
    double length;
    if (!json_present(value) || !json_value_number(value, 0, max, &length))
        return otherwise;
    if (length > 0 && length < min) {
        json_error(value, "%.10g is too small; 0 (not known) or %.10g to %.10g are allowed", length,
                   min, max);
        return otherwise;
    }
    return length;
}

static void read_language(struct json_object *object, struct config *config)
{
    char code[sizeof config->language];
    memcpy(code, config->language, sizeof code);
    read_text(object, "language", code, sizeof code);
    size_t length = strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    if (length > 0 && code[length] == '\0')
        memcpy(config->language, code, sizeof code);
    else
        json_error(json_member(object, "language", JSON_OPTIONAL),
                   "is not a language code; write such as \"en\" or \"pt-BR\"");
}

static void read_content_dirs(struct json_object *object, struct config *config)
{
    const size_t most = sizeof config->content_dirs / sizeof *config->content_dirs;
    struct json list = json_array(object, "content_dirs", 0, most);
    if (!json_present(list))
        return;
    config->content_dir_count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        char *out = config->content_dirs[config->content_dir_count];
        const char *text = json_value_string(item, sizeof *config->content_dirs - 1, NULL);
        if (text && !*text)
            json_error(item, "is empty; the path of a folder is needed");
        if (!text || !*text)
            continue;
        memcpy(out, text, strlen(text) + 1);
        config->content_dir_count++;
    }
}

static void read_root(struct json_object *root, struct config *config)
{
    struct json_object part;
    if (json_object_begin(&part, json_member(root, "screen", JSON_OPTIONAL))) {
        config->screen.diagonal_mm =
            read_length(&part, "diagonal_mm", 100, 5000, config->screen.diagonal_mm);
        config->screen.viewing_mm =
            read_length(&part, "viewing_mm", 250, 5000, config->screen.viewing_mm);
        json_object_done(&part);
    }
    if (json_object_begin(&part, json_member(root, "idle", JSON_OPTIONAL))) {
        config->idle.ask_s = json_int(&part, "ask_s", 60, 600, config->idle.ask_s);
        config->idle.end_s = json_int(&part, "end_s", 20, 120, config->idle.end_s);
        json_object_done(&part);
    }
    if (json_object_begin(&part, json_member(root, "clinic", JSON_OPTIONAL))) {
        read_line(&part, "emergency", config->clinic.emergency, sizeof config->clinic.emergency);
        json_object_done(&part);
    }
    if (json_object_begin(&part, json_member(root, "staff", JSON_OPTIONAL))) {
        config->staff.lock_s = json_int(&part, "lock_s", 60, 600, config->staff.lock_s);
        config->staff.cleaning_s = json_int(&part, "cleaning_s", 30, 120, config->staff.cleaning_s);
        json_object_done(&part);
    }
    config->lock = json_bool(root, "lock", config->lock);
    config->developer = json_bool(root, "developer", !config->lock && config->developer);
    read_language(root, config);
    read_content_dirs(root, config);
    read_text(root, "packs_dir", config->packs_dir, sizeof config->packs_dir);
    config->figure_cache_mib = json_int(root, "figure_cache_mib", 1, 512, config->figure_cache_mib);
    config->less_motion = json_bool(root, "less_motion", config->less_motion);
    read_text(root, "store_file", config->store_file, sizeof config->store_file);
}

/* Nobody gets out of a kiosk by a typing error: never less locked than what was written. */
static void lock_as_meant(struct config *config, struct json root)
{
    if (config->lock || !json_meant(root, "lock"))
        return;
    config->lock = true;
    config->developer = false;
}

bool config_read(struct config *config, struct json_file *json)
{
    struct json_object root;
    bool readable = json && json_object_begin(&root, json_root(json));
    if (readable) {
        read_root(&root, config);
        if (!json_object_done(&root) || json_mended(json))
            lock_as_meant(config, json_root(json));
    } else if (json) {
        lock_as_meant(config, json_root(json));
    }
    return readable;
}

bool config_load(struct config *config, const char *file, struct fault_list *faults)
{
    struct json_file *json = json_read(file, faults);
    bool readable = config_read(config, json);
    json_free(json);
    return readable;
}
