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

/* A kind, and its name in the file: what is counted under a name is never renamed.
 * RED_FLAG_RAISED: "I have one or more"; TALKED_TO_STAFF: after that staff has been told, and the
 * patient goes on; VISIT: somebody left the demo, of no key; LEFT_AT: a routine was left early, or
 * HURT_AT: "It hurts" was pressed, in this exercise: key "routine/exercise". */
#define STORE_KINDS(X)                                                                             \
    X(ROUTINE_STARTED, "routine-started")                                                          \
    X(ROUTINE_FINISHED, "routine-finished")                                                        \
    X(FELT_BETTER, "felt-better")                                                                  \
    X(FELT_SAME, "felt-same")                                                                      \
    X(FELT_WORSE, "felt-worse")                                                                    \
    X(HURT, "hurt")                                                                                \
    X(RED_FLAG_RAISED, "red-flag-raised")                                                          \
    X(TALKED_TO_STAFF, "talked-to-staff")                                                          \
    X(VISIT, "visit")                                                                              \
    X(LEFT_AT, "left-at")                                                                          \
    X(HURT_AT, "hurt-at")

enum store_kind {
#define X(kind, name) STORE_##kind,
    STORE_KINDS(X)
#undef X
        STORE_KIND_COUNT
};

enum { STORE_DAYS_KEPT = 3 * 366, STORE_HOURS = 24 };

/* Creates parent folders (mode 0700). ":memory:" and NULL keep nothing. Never NULL; release with
 * store_close. */
struct store *store_open(const char *file);
void store_close(struct store *store);

/* Days are local and given as 20251203 (store/wall.h).
 *
 * Adds one to the day's count of `kind` for `key` (the id of a routine or exercise). It is on the
 * disk afterwards, which takes a sync: a power cut costs neither counts nor the file. */
void store_count(struct store *store, enum store_kind kind, const char *key, int day);

/* Adds one to the count of this hour (local, 0..23), of all days together. */
void store_count_hour(struct store *store, int hour);

/* Takes one of today's or yesterday's back (a visitor changes "better" to "the same", at midnight
 * too); never below 0. */
void store_uncount(struct store *store, enum store_kind kind, const char *key, int today);

/* Over all days; key NULL: of all keys. */
long long store_total(struct store *store, enum store_kind kind, const char *key);

/* The same of that day. */
long long store_today(struct store *store, enum store_kind kind, const char *key, int today);

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
