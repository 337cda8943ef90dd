#pragma once

#include <stdbool.h>

#include "config/config.h"
#include "platform/window.h"

/* The keys of the settings, brought to the window whenever they are others than before. */
struct keys_follower {
    bool known;
    struct config_key_list last[9];
};

void keys_follow(struct keys_follower *follower, struct window *window,
                 const struct config *config);

struct json_file;

/* Warns of keys in the settings that there are not. */
void keys_check(struct json_file *settings);
