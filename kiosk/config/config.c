#include "config/config.h"

#include <string.h>

#include "config/config_internal.h"
#include "json/json.h"

void config_default(struct config *config)
{
    *config = (struct config){
        .idle = {.ask_s = 90, .end_s = 30},
        .staff = {.lock_s = 120, .cleaning_s = 30},
        .visit = {.ask_feeling = true},
        .keys = {.pause = {.names = {"AudioPlay", "Pause"}, .count = 2},
                 .voice = {.names = {"F2", "Menu"}, .count = 2},
                 .scan_s = 2},
        .brightness = 1,
        .developer = true,
        .language = "en",
        .sound = {.volume = 40, .tones = true, .quiet = {{{12 * 60, 13 * 60 + 30}}, 1}},
        .content = {.stick_dirs = {.paths = {"/media", "/run/media"}, .count = 2},
                    .keys_dir = "/etc/physio-kiosk/keys.d"},
    };
    hours_default(&config->hours);
}

const char *config_voice(const struct config *config, const char *language)
{
    const struct config_voices *voices = &config->sound.voice;
    const char *others = "";
    for (int i = 0; i < voices->count; i++) {
        if (strcmp(voices->languages[i], language) == 0)
            return voices->commands[i];
        if (strcmp(voices->languages[i], "*") == 0)
            others = voices->commands[i];
    }
    return others;
}

/* How a file is read: kiosk.json, or what staff set on the screen. */
struct reading {
    struct config *config;
    bool screen;
};

/* Staff's keys that are not theirs: absent from *config, and said. */
static bool refused(const struct reading *reading, const struct config_key *key,
                    struct json_object *object)
{
    if (!reading->screen || !(key->file_only || config_key_fixed(key, reading->config)))
        return false;
    struct json value = json_member(object, config_key_name(key), JSON_OPTIONAL);
    if (json_present(value) && key->file_only)
        json_error(value, "is set in kiosk.json only; take it out here");
    else if (json_present(value))
        json_warn(value, "is fixed in kiosk.json, whose value counts");
    return true;
}

static void read_key(const struct reading *reading, const struct config_key *key,
                     struct json_object *object)
{
    struct config *config = reading->config;
    if (refused(reading, key, object))
        return;
    config_value_read(key, object, config);
    config->developer = config->developer && (!config->lock || strcmp(key->key, "lock") != 0);
}

/* The keys of one group, from `at` on; where the next one begins. */
static size_t read_group(const struct reading *reading, const char *group, struct json value,
                         size_t at)
{
    struct json_object part;
    char name[32];
    bool open = json_object_begin(&part, value);
    for (; at < config_key_count; at++) {
        if (strcmp(config_key_group(&config_keys[at], name, sizeof name), group) != 0)
            break;
        if (open)
            read_key(reading, &config_keys[at], &part);
    }
    if (open)
        json_object_done(&part);
    return at;
}

/* Days that are right one by one. */
static void keep_open(const struct reading *reading, struct json root, const struct hours *before)
{
    if (!hours_never(&reading->config->hours) || hours_never(before))
        return;
    json_error(json_peek(root, "hours"),
               "is closed on every day, and would never open; one day needs a time");
    reading->config->hours = *before;
}

/* What a file written for an earlier version may still have: said, and let pass. */
static void read_former(struct json_object *root)
{
    static const char figures[] = "figure_cache_mib";
    if (json_present(json_peek(root->value, figures)))
        json_warn(json_member(root, figures, JSON_OPTIONAL),
                  "is no longer used; \"memory_mib\" is for all that is kept in memory");
}

static void read_root(const struct reading *reading, struct json_object *root)
{
    static const char *const groups[] = {"screen", "idle",  "clinic", "visit",  "staff",
                                         "keys",   "hours", "sound",  "content"};
    const struct hours hours = reading->config->hours;
    size_t at = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct json value = json_member(root, groups[i], JSON_OPTIONAL);
        at = read_group(reading, groups[i], value, at);
    }
    keep_open(reading, root->value, &hours);
    for (; at < config_key_count; at++)
        read_key(reading, &config_keys[at], root);
    read_former(root);
}

static bool read_file(const struct reading *reading, struct json_file *json)
{
    struct json_object root;
    if (!json || !json_object_begin(&root, json_root(json)))
        return false;
    read_root(reading, &root);
    json_object_done(&root);
    return true;
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
    bool readable = read_file(&(struct reading){.config = config}, json);
    if (json && (!readable || json_errors(json) > 0 || json_mended(json)))
        lock_as_meant(config, json_root(json));
    return readable;
}

bool config_read_screen(struct config *config, struct json_file *json)
{
    return read_file(&(struct reading){.config = config, .screen = true}, json);
}

bool config_load(struct config *config, const char *file, struct fault_list *faults)
{
    struct json_file *json = json_read(file, faults);
    bool readable = config_read(config, json);
    json_free(json);
    return readable;
}
