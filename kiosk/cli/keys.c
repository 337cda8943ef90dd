#include "cli/keys.h"

#include <stddef.h>
#include <string.h>

#include "json/json.h"
#include "platform/keys.h"

static const struct {
    const char *name; /* in the group "keys" */
    size_t offset;    /* in struct config */
    enum key key;
} meanings[] = {
    {"up", offsetof(struct config, keys.up), KEY_UP},
    {"down", offsetof(struct config, keys.down), KEY_DOWN},
    {"left", offsetof(struct config, keys.left), KEY_LEFT},
    {"right", offsetof(struct config, keys.right), KEY_RIGHT},
    {"ok", offsetof(struct config, keys.ok), KEY_ENTER},
    {"back", offsetof(struct config, keys.back), KEY_ESCAPE},
    {"pause", offsetof(struct config, keys.pause), KEY_PAUSE},
    {"voice", offsetof(struct config, keys.voice), KEY_VOICE},
    {"switch", offsetof(struct config, keys.one_switch), KEY_SWITCH},
};

enum { MEANINGS = sizeof meanings / sizeof *meanings };

_Static_assert(sizeof((struct keys_follower *)0)->last / sizeof(struct config_key_list) == MEANINGS,
               "each has a list");

static const struct config_key_list *list_of(const struct config *config, size_t i)
{
    return (const void *)((const char *)config + meanings[i].offset);
}

static bool changed(struct keys_follower *follower, const struct config *config)
{
    bool other = !follower->known;
    follower->known = true;
    for (size_t i = 0; i < MEANINGS; i++) {
        const struct config_key_list *list = list_of(config, i);
        other = other || memcmp(&follower->last[i], list, sizeof *list) != 0;
        follower->last[i] = *list;
    }
    return other;
}

void keys_follow(struct keys_follower *follower, struct window *window, const struct config *config)
{
    struct key_name names[MEANINGS * CONFIG_MAX_KEYS];
    size_t count = 0;
    if (!changed(follower, config))
        return;
    for (size_t i = 0; i < MEANINGS; i++) {
        const struct config_key_list *list = list_of(config, i);
        for (int k = 0; k < list->count; k++)
            names[count++] = (struct key_name){list->names[k], meanings[i].key};
    }
    window_set_keys(window, names, count);
}

void keys_check(struct json_file *settings)
{
    struct json group = json_peek(json_root(settings), "keys");
    for (size_t i = 0; i < MEANINGS; i++) {
        struct json list = json_peek(group, meanings[i].name);
        if (json_type(list) != JSON_ARRAY)
            continue;
        for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
            const char *name =
                json_type(item) == JSON_STRING ? json_value_string(item, 23, NULL) : NULL;
            if (name && *name && !keys_known(name))
                json_warn(item,
                          "there is no key \"%s\"; names are those of SDL, such as \"F5\", "
                          "\"AudioPlay\" or \"Keypad 8\"",
                          name);
        }
    }
}
