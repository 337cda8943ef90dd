#include "store/store.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/owner.h"
#include "store/store_internal.h"
#include "store/store_path.h"

/* One transaction: after a power cut the file is either empty or whole. Without row ids nothing
 * tells in which order the counts came. */
static const char create_sql[] =
    "BEGIN IMMEDIATE;"
    "PRAGMA application_id=1349012329; PRAGMA user_version=1;"
    "CREATE TABLE IF NOT EXISTS counts(day TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,"
    " n INTEGER NOT NULL, PRIMARY KEY(kind, key, day)) WITHOUT ROWID;"
    "COMMIT";

/* FULL: a count is on the disk before the next thing is done, for one sync of a few pages of the
 * log (2 ms on a PC's disk that others use, too; NORMAL left it to the system's 30 s). The log
 * stays small, and so does the memory. */
static const char settings_sql[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=64;"
    "PRAGMA cache_size=-64; PRAGMA mmap_size=0; PRAGMA cell_size_check=ON";

static const char count_sql[] = "INSERT INTO counts(day, kind, key, n) VALUES(?3, ?1, ?2, 1)"
                                " ON CONFLICT(kind, key, day) DO UPDATE SET n = n + 1";

/* Yesterday's when midnight has passed since. */
static const char uncount_sql[] =
    "UPDATE counts SET n = n - 1 WHERE kind = ?1 AND key = ?2 AND n > 0 AND day ="
    " (SELECT max(day) FROM counts WHERE kind = ?1 AND key = ?2 AND n > 0"
    "  AND day BETWEEN date(?3, '-1 day') AND ?3)";

static const char total_sql[] =
    "SELECT coalesce(sum(n), 0) FROM counts WHERE kind = ?1 AND (?2 IS NULL OR key = ?2)";

static const char today_sql[] =
    "SELECT coalesce(sum(n), 0) FROM counts WHERE kind = ?1 AND (?2 IS NULL OR key = ?2)"
    " AND day = ?3";

/* The table came later than the file's format: it is added when it is first needed. */
static const char hour_sql[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS hours(hour INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "INSERT INTO hours(hour, n) VALUES(%d, 1)"
    " ON CONFLICT(hour) DO UPDATE SET n = n + 1;"
    "COMMIT";

/* Days are told by their visits: a clock that was wrong once, years ahead, costs one day. */
static const char prune_sql[] = "DELETE FROM counts WHERE day <= (SELECT day FROM counts"
                                " WHERE kind = 'visit' ORDER BY day DESC LIMIT 1 OFFSET %d)";

const char *store_kind_name(enum store_kind kind)
{
    static const char *const names[] = {
#define X(kind, name) [STORE_##kind] = (name),
        STORE_KINDS(X)
#undef X
    };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

static void close_db(sqlite3 **db)
{
    sqlite3_close(*db);
    *db = NULL;
}

int store_read_number(sqlite3 *db, const char *sql, long long *number)
{
    sqlite3_stmt *statement;
    int result = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        *number = sqlite3_column_int64(statement, 0);
        result = SQLITE_OK;
    }
    int finished = sqlite3_finalize(statement);
    return result == SQLITE_OK ? finished : result;
}

/* Makes an empty file ours. SQLITE_MISMATCH for a healthy one of another program or of a later
 * kiosk: hands off. */
static int claim(sqlite3 *db)
{
    long long tables = 0, id = 0, format = 0;
    int result = store_read_number(db, "SELECT count(*) FROM sqlite_schema", &tables);
    if (result == SQLITE_OK)
        result = store_read_number(db, "PRAGMA application_id", &id);
    if (result == SQLITE_OK)
        result = store_read_number(db, "PRAGMA user_version", &format);
    if (result != SQLITE_OK || (id == STORE_APPLICATION_ID && format == STORE_FORMAT))
        return result;
    if (tables > 0 || id != 0 || format != 0)
        return SQLITE_MISMATCH;
    return sqlite3_exec(db, create_sql, NULL, NULL, NULL);
}

/* Whether counts can be written, without writing: a folder that takes no journal shows only when
 * something is about to change. Our own mark on a file without our table is a corrupt file. */
static int probe(sqlite3 *db)
{
    sqlite3_stmt *statement;
    int result = sqlite3_prepare_v2(db, count_sql, -1, &statement, NULL);
    sqlite3_finalize(statement);
    if (result != SQLITE_OK)
        return result == SQLITE_ERROR ? SQLITE_CORRUPT : result;
    result = sqlite3_exec(db, "BEGIN IMMEDIATE; PRAGMA user_version=1; ROLLBACK", NULL, NULL, NULL);
    return result == SQLITE_BUSY ? SQLITE_OK : result; /* somebody else's lock passes */
}

/* What cannot be dropped now can be next time. */
static void prune(sqlite3 *db)
{
    long long days = 0;
    char sql[sizeof prune_sql + 16];
    snprintf(sql, sizeof sql, prune_sql, STORE_DAYS_KEPT);
    store_read_number(db, "SELECT count(*) FROM counts WHERE kind = 'visit'", &days);
    if (days > STORE_DAYS_KEPT)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* *db is open afterwards only with SQLITE_OK. */
static int open_db(sqlite3 **db, const char *file)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int result = sqlite3_open_v2(file, db, flags, NULL);
    if (result == SQLITE_OK) {
        sqlite3_db_config(*db, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0);
        sqlite3_busy_timeout(*db, 250);
        result = claim(*db);
    }
    if (result == SQLITE_OK)
        result = sqlite3_exec(*db, settings_sql, NULL, NULL, NULL);
    if (result == SQLITE_OK)
        result = probe(*db);
    if (result == SQLITE_OK)
        prune(*db);
    else
        close_db(db);
    return result;
}

static bool is_corrupt(int result)
{
    return (result & 0xFF) == SQLITE_CORRUPT || (result & 0xFF) == SQLITE_NOTADB;
}

static void use_memory(struct store *store)
{
    free(store->file);
    store->file = NULL;
    int result = open_db(&store->db, ":memory:");
    if (result != SQLITE_OK)
        log_error("store_unavailable", "error=%s", sqlite3_errstr(result));
}

/* Opens the file; a corrupt one makes way for a fresh one; memory when nothing helps. */
static void open_file(struct store *store)
{
    int result = open_db(&store->db, store->file);
    if (is_corrupt(result)) {
        log_error("store_corrupt", "file=%s error=%s", store->file, sqlite3_errstr(result));
        if (store_set_aside(store->file))
            result = open_db(&store->db, store->file);
    }
    if (result == SQLITE_OK)
        return;
    log_error("store_in_memory", "file=%s error=%s", store->file,
              result == SQLITE_MISMATCH ? "not a file of this kiosk version"
                                        : sqlite3_errstr(result));
    use_memory(store);
}

struct store *store_open(const char *file)
{
    struct store *store = MEMORY_NEW(struct store);
    bool memory = !file || file[0] == '\0' || strcmp(file, ":memory:") == 0;
    if (!memory)
        store->file = memory_text(file);
    if (!memory && owner_is_another(file)) {
        log_warn(
            "store_in_memory", "file=%s text=%s", file,
            "the folder is another user's, and root leaves nothing there; run the kiosk as that "
            "user");
        memory = true;
    }
    if (memory) {
        use_memory(store);
        return store;
    }
    store_make_folders(file, 0700); /* what is missing then, opening reports */
    open_file(store);
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    close_db(&store->db);
    free(store->file);
    free(store);
}

/* What one statement is about. */
struct asked {
    const char *kind, *key; /* key NULL: all */
    int day;                /* 20251203; 0: all */
};

static int run_once(sqlite3 *db, const char *sql, const struct asked *asked, long long *number)
{
    sqlite3_stmt *statement;
    char day[32];
    store_day_text(day, sizeof day, asked->day);
    int result = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, asked->kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, asked->key, -1, SQLITE_STATIC); /* NULL binds NULL */
        if (asked->day > 0)
            sqlite3_bind_text(statement, 3, day, -1, SQLITE_STATIC);
        result = sqlite3_step(statement);
        if (result == SQLITE_ROW && number)
            *number = sqlite3_column_int64(statement, 0);
    }
    int finished = sqlite3_finalize(statement);
    return result == SQLITE_ROW || result == SQLITE_DONE ? finished : result;
}

/* Damage may only show once its page is read: then too a fresh file takes its place. Other errors
 * (a full disk, a file locked by a backup) may pass: that one count is lost, the next may not be.
 */
static void run(struct store *store, const char *sql, enum store_kind kind, const char *key,
                int day, long long *number)
{
    const struct asked asked = {store_kind_name(kind), key, day};
    if (!store->db || !asked.kind)
        return;
    int result = run_once(store->db, sql, &asked, number);
    if (is_corrupt(result) && store->file) {
        log_error("store_corrupt", "file=%s error=%s", store->file, sqlite3_errstr(result));
        close_db(&store->db);
        if (store_set_aside(store->file))
            open_file(store);
        else
            use_memory(store);
        if (store->db)
            result = run_once(store->db, sql, &asked, number);
    }
    if (result != SQLITE_OK)
        log_error("store_failed", "error=%s", sqlite3_errstr(result));
}

void store_count(struct store *store, enum store_kind kind, const char *key, int day)
{
    run(store, count_sql, kind, key ? key : "", day, NULL);
}

void store_count_hour(struct store *store, int hour)
{
    char sql[sizeof hour_sql + 16];
    if (!store->db)
        return;
    snprintf(sql, sizeof sql, hour_sql, hour);
    int result = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (result == SQLITE_OK)
        return;
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    log_error("store_failed", "error=%s", sqlite3_errstr(result));
}

void store_uncount(struct store *store, enum store_kind kind, const char *key, int today)
{
    run(store, uncount_sql, kind, key ? key : "", today, NULL);
}

long long store_total(struct store *store, enum store_kind kind, const char *key)
{
    long long total = 0;
    run(store, total_sql, kind, key, 0, &total);
    return total;
}

long long store_today(struct store *store, enum store_kind kind, const char *key, int today)
{
    long long total = 0;
    run(store, today_sql, kind, key, today, &total);
    return total;
}

bool store_is_open(const struct store *store)
{
    return store->db != NULL;
}
