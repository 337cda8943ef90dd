#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "config/config.h"
#include "config/config_keys.h"

/* settings.json in the state folder: what staff set on the screen, or by `kiosk config`. It has the
 * keys of kiosk.json and is laid over it, so that the site's file stays as whoever set up the kiosk
 * wrote it, and taking a key out brings its value back.
 *
 * It never has what opens the kiosk or leads to files of the machine (lock, developer,
 * content_dirs, packs_dir, store_file): whoever knows the PIN, or finds the screen unlocked,
 * changes this file. Nor what says what may be changed (fixed), nor what is the machine's
 * (memory_mib). See config_read_screen. */

#define SETTINGS_FILE "settings.json"

/* False when there is no state folder. */
bool settings_file_path(char *path, size_t size);

/* One key, and its value as JSON; NULL takes it out. */
struct settings_wish {
    const struct config_key *key;
    const char *json;
};

enum settings_outcome {
    SETTINGS_DONE,
    SETTINGS_REFUSED,  /* a value is wrong, or the key is not the screen's; nothing has changed */
    SETTINGS_UNWRITTEN /* the disk did not take it; nothing has changed */
};

/* All of them or none. `site` is what kiosk.json says. Whatever else the file holds stays, faults
 * of other keys included. `why` is filled unless done: "idle.ask_s: 10 is too small; ...". */
enum settings_outcome settings_file_change(const struct config *site,
                                           const struct settings_wish *wishes, size_t count,
                                           char *why, size_t size);

/* The keys that would have another value with the text `then` as the file, in the order of the
 * table. `keys` has room for config_key_count; returns how many there are. */
size_t settings_file_differs(const struct config *site, const char *then,
                             const struct config_key **keys);

/* The file's text as it is, "{}" when there is none, for settings_file_put; false when it does not
 * fit. */
bool settings_file_text(char *text, size_t size);

/* Puts such a text back: the way back from a change. False when the disk did not take it. */
bool settings_file_put(const char *text);
