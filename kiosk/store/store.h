#pragma once

#include <stddef.h>

/* Anonymous counts that outlive a visit, in SQLite: how often, on which day, of what. Never who,
 * and never a time of day. A file that is corrupt or cannot be written never stops the kiosk: it
 * is logged, moved aside, and counting goes on in memory. */
struct store;

enum store_kind {
    STORE_ROUTINE_STARTED,
    STORE_ROUTINE_FINISHED,
    STORE_FELT_BETTER,
    STORE_FELT_SAME,
    STORE_FELT_WORSE,
    STORE_HURT
};

/* Creates parent folders. ":memory:" keeps nothing. Never NULL; release with store_close. */
struct store *store_open(const char *file);
void store_close(struct store *store);

/* Adds one to today's count of `kind` for `key` (the id of a routine or exercise). */
void store_count(struct store *store, enum store_kind kind, const char *key);

/* Takes one back (a visitor changes "better" to "the same"); never below 0. */
void store_uncount(struct store *store, enum store_kind kind, const char *key);

/* Over all days; key NULL: of all keys. */
long long store_total(struct store *store, enum store_kind kind, const char *key);

/* $STATE_DIRECTORY/kiosk.db, else $XDG_STATE_HOME or ~/.local/state, physio-kiosk/kiosk.db. */
void store_default_file(char *file, size_t size);
