#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Anonymous counts that outlive a visit, in SQLite: how often, on which day, of what. Never who,
 * and never a time of day. Never stops the kiosk: a corrupt file is logged and renamed to
 * FILE.corrupt-N, and a fresh one begun; where no file can be written, or it belongs to another
 * program or a later kiosk, or the folder to another user while root runs the kiosk, it is left
 * alone and counting goes on in memory. One thread only.
 *
 * store_count, store_uncount and store_total run SQL, for a quarter second where somebody else has
 * locked the file: they belong in a screen's `enter`, `exit` and `tap`, never in `draw`. */
struct store;

enum store_kind {
    STORE_ROUTINE_STARTED,
    STORE_ROUTINE_FINISHED,
    STORE_FELT_BETTER,
    STORE_FELT_SAME,
    STORE_FELT_WORSE,
    STORE_HURT,
    STORE_RED_FLAG_RAISED, /* "I have one or more" */
    STORE_TALKED_TO_STAFF, /* after that: staff has been told, and the patient goes on */
    STORE_VISIT            /* somebody left the demo; of no key */
};

/* Creates parent folders (mode 0700). ":memory:" and NULL keep nothing. Never NULL; release with
 * store_close. */
struct store *store_open(const char *file);
void store_close(struct store *store);

/* Adds one to today's (local day) count of `kind` for `key` (the id of a routine or exercise). On
 * disk at the latest when the system next writes its buffers: a power cut may cost the last few
 * counts, not the file. */
void store_count(struct store *store, enum store_kind kind, const char *key);

/* Takes one of today's or yesterday's back (a visitor changes "better" to "the same", at midnight
 * too); never below 0. */
void store_uncount(struct store *store, enum store_kind kind, const char *key);

/* Over all days; key NULL: of all keys. */
long long store_total(struct store *store, enum store_kind kind, const char *key);

/* The same of today (local day). */
long long store_today(struct store *store, enum store_kind kind, const char *key);

/* There are counts to be read. */
bool store_is_open(const struct store *store);

/* $STATE_DIRECTORY/kiosk.db, else $XDG_STATE_HOME or ~/.local/state, physio-kiosk/kiosk.db;
 * ":memory:" when there is no home or it does not fit. Under sudo, doas and pkexec root's home
 * stands for that of who called. */
void store_default_file(char *file, size_t size);
