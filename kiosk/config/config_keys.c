#include "config/config_keys.h"

#include <string.h>

#include "json/json.h"

static const char *const colours[COLOUR_COUNT] = {"teal", "blue", "plum", "clay"};

/* As xrandr calls them; the index is the number of quarter turns clockwise. */
static const char *const turns[] = {"normal", "right", "inverted", "left"};

#define VALUE(member)                                                                              \
    .offset = offsetof(struct config, member), .size = sizeof((struct config *)0)->member
#define LIMITS(from, to, by, of) .least = (from), .most = (to), .step = (by), .unit = (of)
#define DAY(name, index)                                                                           \
    {                                                                                              \
        .key = "hours." name, .kind = CONFIG_DAY, VALUE(hours.days[index]), .step = 15             \
    }

const struct config_key config_keys[] = {
    {"screen.diagonal_mm", CONFIG_LENGTH, VALUE(screen.diagonal_mm), LIMITS(100, 5000, 1, "mm")},
    {"screen.viewing_mm", CONFIG_LENGTH, VALUE(screen.viewing_mm), LIMITS(250, 5000, 10, "mm")},
    {"screen.rotate", CONFIG_CHOICE, VALUE(screen.rotate), .choices = turns,
     .choice_count = sizeof turns / sizeof *turns},
    {"screen.touch", CONFIG_MATRIX, VALUE(screen.touch), LIMITS(-4, 4, 0, ""), .file_only = true},
    {"idle.ask_s", CONFIG_WHOLE, VALUE(idle.ask_s), LIMITS(60, 600, 10, "s")},
    {"idle.end_s", CONFIG_WHOLE, VALUE(idle.end_s), LIMITS(20, 120, 5, "s")},
    {"clinic.name", CONFIG_NAME, VALUE(clinic.name)},
    {"clinic.colour", CONFIG_CHOICE, VALUE(clinic.colour), .choices = colours,
     .choice_count = COLOUR_COUNT},
    {"clinic.emergency", CONFIG_LINE, VALUE(clinic.emergency)},
    {"visit.ask_feeling", CONFIG_SWITCH, VALUE(visit.ask_feeling)},
    {"staff.language", CONFIG_LANGUAGE_OR_NONE, VALUE(staff.language)},
    {"staff.lock_s", CONFIG_WHOLE, VALUE(staff.lock_s), LIMITS(60, 600, 30, "s")},
    {"staff.cleaning_s", CONFIG_WHOLE, VALUE(staff.cleaning_s), LIMITS(30, 120, 30, "s")},
    {"keys.up", CONFIG_KEYS, VALUE(keys.up)},
    {"keys.down", CONFIG_KEYS, VALUE(keys.down)},
    {"keys.left", CONFIG_KEYS, VALUE(keys.left)},
    {"keys.right", CONFIG_KEYS, VALUE(keys.right)},
    {"keys.ok", CONFIG_KEYS, VALUE(keys.ok)},
    {"keys.back", CONFIG_KEYS, VALUE(keys.back)},
    {"keys.pause", CONFIG_KEYS, VALUE(keys.pause)},
    {"keys.voice", CONFIG_KEYS, VALUE(keys.voice)},
    {"keys.switch", CONFIG_KEYS, VALUE(keys.one_switch)},
    {"keys.scan_s", CONFIG_NUMBER, VALUE(keys.scan_s), LIMITS(1, 5, 0.5, "s")},
    DAY("mon", 0),
    DAY("tue", 1),
    DAY("wed", 2),
    DAY("thu", 3),
    DAY("fri", 4),
    DAY("sat", 5),
    DAY("sun", 6),
    {"hours.closed", CONFIG_CLOSED, VALUE(hours.closed)},
    {"hours.screen_off", CONFIG_SWITCH, VALUE(screen_off)},
    {"sound.volume", CONFIG_WHOLE, VALUE(sound.volume), LIMITS(0, 100, 5, "%")},
    {"sound.tones", CONFIG_SWITCH, VALUE(sound.tones)},
    {"sound.read_aloud", CONFIG_SWITCH, VALUE(sound.read_aloud)},
    {"sound.waiting_room", CONFIG_SWITCH, VALUE(sound.waiting_room)},
    {"sound.quiet_hours", CONFIG_SWITCH, VALUE(sound.quiet_hours)},
    {"sound.quiet", CONFIG_DAY, VALUE(sound.quiet), .step = 15},
    {"sound.voice", CONFIG_VOICES, VALUE(sound.voice), .file_only = true}, /* runs programs */
    {"content.stick_dirs", CONFIG_PLACES, VALUE(content.stick_dirs), .file_only = true},
    {"content.keys_dir", CONFIG_PATH, VALUE(content.keys_dir), .file_only = true},
    {"content.pull_url", CONFIG_LINE, VALUE(content.pull_url), .file_only = true},
    {"content.pull_rate_kib", CONFIG_WHOLE, VALUE(content.pull_rate_kib),
     LIMITS(0, 1000000, 64, "KiB/s"), .file_only = true},
    {"brightness", CONFIG_NUMBER, VALUE(brightness), LIMITS(0.2, 1, 0.05, "")},
    {"dim_at_rest", CONFIG_SWITCH, VALUE(dim_at_rest)},
    {"language", CONFIG_LANGUAGE, VALUE(language)},
    {"languages", CONFIG_LANGUAGES, VALUE(languages)},
    {"less_motion", CONFIG_SWITCH, VALUE(less_motion)},
    {"lock", CONFIG_SWITCH, VALUE(lock), .file_only = true},
    {"developer", CONFIG_SWITCH, VALUE(developer), .file_only = true}, /* after lock */
    {"content_dirs", CONFIG_FOLDERS, VALUE(content_dirs), .file_only = true},
    {"packs_dir", CONFIG_PATH, VALUE(packs_dir), .file_only = true},
    {"memory_mib", CONFIG_WHOLE, VALUE(memory_mib), LIMITS(0, 1024, 1, "MiB"), .file_only = true},
    {"store_file", CONFIG_PATH, VALUE(store_file), .file_only = true},
    {"fixed", CONFIG_FIXED, VALUE(fixed), .file_only = true},
};

const size_t config_key_count = sizeof config_keys / sizeof *config_keys;

const struct config_key *config_key_find(const char *name)
{
    for (size_t i = 0; i < config_key_count; i++)
        if (strcmp(config_keys[i].key, name) == 0)
            return &config_keys[i];
    return NULL;
}

const char *config_key_nearest(const char *name)
{
    const char *names[sizeof config_keys / sizeof *config_keys];
    for (size_t i = 0; i < config_key_count; i++)
        names[i] = config_keys[i].key;
    return json_nearest(name, names, config_key_count);
}

const char *config_key_group(const struct config_key *key, char *out, size_t size)
{
    const char *dot = strchr(key->key, '.');
    snprintf(out, size, "%.*s", dot ? (int)(dot - key->key) : 0, key->key);
    return out;
}

const char *config_key_name(const struct config_key *key)
{
    const char *dot = strchr(key->key, '.');
    return dot ? dot + 1 : key->key;
}

bool config_key_fixed(const struct config_key *key, const struct config *config)
{
    char group[32];
    config_key_group(key, group, sizeof group);
    for (int i = 0; i < config->fixed.count; i++)
        if (strcmp(config->fixed.keys[i], key->key) == 0 ||
            (*group && strcmp(config->fixed.keys[i], group) == 0))
            return true;
    return false;
}

const void *config_key_value(const struct config_key *key, const struct config *config)
{
    return (const char *)config + key->offset;
}
