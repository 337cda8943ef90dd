#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "config/config.h"
#include "config/theme.h"

/* What the kiosk remembers of its settings in the state folder: a copy of each file as it was
 * when last read without a fault, and how locked the kiosk was. There is one of each, since a state
 * folder is one kiosk's: it serves when the call names a wrong path, too. */

enum settings_file {
    SETTINGS_CONFIG,
    SETTINGS_THEME,
    SETTINGS_SCREEN, /* what staff set on the screen (clinic/settings_file.h) */
    SETTINGS_FILES
};

enum { LAST_PATH = 1024 };

struct last_start {
    bool known;
    bool lock, developer;
    char copy_of[SETTINGS_FILES][LAST_PATH]; /* absolute; "" when there is no copy */
};

/* *last is empty when nothing is remembered, or nothing of it can be read. */
void last_start_read(struct last_start *last);
bool last_start_write(const struct last_start *last);

/* Lays the copy over *config, *theme. False when there is none that can be read. */
bool last_good_config(struct config *config);
bool last_good_screen(struct config *config);
bool last_good_theme(struct theme *theme);

/* Copies `file`, unless it has a fault. Whether the copy is the file's now. */
bool last_good_copy(enum settings_file which, const char *file);

/* `path` seen from the root, whether there is anything or not. False when it does not fit. */
bool last_good_absolute(char *out, size_t size, const char *path);
