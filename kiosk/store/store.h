#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Anonymous counts that outlive a visit, in SQLite: how often, on which day, of what. Never who,
 * and never at what time: the hours are counted apart, without a day, because in a small clinic a
 * day and an hour are a person. Never stops the kiosk: a corrupt file is logged and renamed to
 * FILE.corrupt-N, and a fresh one begun; where no file can be written, or it belongs to another
 * program or a later kiosk, or the folder to another user while root runs the kiosk, it is left
 * alone and counting goes on in memory. One thread only.
 *
 * All but store_is_open run SQL, for a quarter second where somebody else has locked the file: they
 * belong in a screen's `enter`, `exit` and `tap`, never in `draw`.
 *
 * The last STORE_DAYS_KEPT days on which somebody came are kept. */
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
    STORE_VISIT,           /* somebody left the demo; of no key */
    STORE_LEFT_AT,         /* a routine was left early, */
    STORE_HURT_AT          /* or "It hurts" was pressed, in this exercise: key "routine/exercise" */
};

enum { STORE_DAYS_KEPT = 3 * 366, STORE_HOURS = 24 };

/* Creates parent folders (mode 0700). ":memory:" and NULL keep nothing. Never NULL; release with
 * store_close. */
struct store *store_open(const char *file);
void store_close(struct store *store);

/* Adds one to today's (local day) count of `kind` for `key` (the id of a routine or exercise). On
 * disk at the latest when the system next writes its buffers: a power cut may cost the last few
 * counts, not the file. */
void store_count(struct store *store, enum store_kind kind, const char *key);

/* Adds one to the count of this hour (local), of all days together. */
void store_count_hour(struct store *store);

/* Takes one of today's or yesterday's back (a visitor changes "better" to "the same", at midnight
 * too); never below 0. */
void store_uncount(struct store *store, enum store_kind kind, const char *key);

/* Over all days; key NULL: of all keys. */
long long store_total(struct store *store, enum store_kind kind, const char *key);

/* The same of today (local day). */
long long store_today(struct store *store, enum store_kind kind, const char *key);

/* There are counts to be read. */
bool store_is_open(const struct store *store);

/* A count that is not 0. The key is valid during the call. */
struct store_row {
    int day; /* 20251203 */
    enum store_kind kind;
    const char *key;
    long long n;
};

typedef void store_row_fn(void *what, const struct store_row *row);

/* All counts of the days from `first` to `last`, as they are at one moment: by day, and within it
 * by the key up to its "/". False when they could not be read (all of them). */
bool store_read(struct store *store, int first, int last, store_row_fn *take, void *what);

/* How often each hour was counted. False when that could not be read; all are 0 then. */
bool store_read_hours(struct store *store, long long hours[STORE_HOURS]);

/* For another program than the kiosk, also while that runs: only store_read, store_read_hours,
 * store_total and store_today. Creates and changes nothing. NULL where there is no file, *why then
 * being NULL, or none that can be read: *why says so. */
struct store *store_open_to_read(const char *file, const char **why);

/* $STATE_DIRECTORY/kiosk.db, else $XDG_STATE_HOME or ~/.local/state, physio-kiosk/kiosk.db;
 * ":memory:" when there is no home or it does not fit. Under sudo, doas and pkexec root's home
 * stands for that of who called. */
void store_default_file(char *file, size_t size);
