#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/store_internal.h"

static const char read_sql[] =
    "SELECT day, kind, key, n,"
    " CASE instr(key, '/') WHEN 0 THEN key ELSE substr(key, 1, instr(key, '/') - 1) END AS item"
    " FROM counts WHERE day BETWEEN ?1 AND ?2 AND n > 0 ORDER BY day, item, kind, key";

static const char hours_sql[] = "SELECT hour, n FROM hours WHERE hour BETWEEN 0 AND 23";

static const char has_hours_sql[] = "SELECT count(*) FROM sqlite_schema WHERE name = 'hours'";

static bool find_kind(const char *name, enum store_kind *kind)
{
    for (int i = 0; store_kind_name((enum store_kind)i); i++)
        if (strcmp(store_kind_name((enum store_kind)i), name) == 0) {
            *kind = (enum store_kind)i;
            return true;
        }
    return false;
}

/* False for what a hand or another kiosk has put there. */
static bool read_row(sqlite3_stmt *statement, struct store_row *row)
{
    const char *day = (const char *)sqlite3_column_text(statement, 0);
    const char *kind = (const char *)sqlite3_column_text(statement, 1);
    const char *key = (const char *)sqlite3_column_text(statement, 2);
    int year, month, date, end = 0;
    if (!day || !kind || !key || !find_kind(kind, &row->kind) ||
        sscanf(day, "%4d-%2d-%2d%n", &year, &month, &date, &end) != 3 || day[end])
        return false;
    row->day = year * 10000 + month * 100 + date;
    row->key = key;
    row->n = sqlite3_column_int64(statement, 3);
    return true;
}

void store_day_text(char *text, size_t size, int day)
{
    snprintf(text, size, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

static void bind_day(sqlite3_stmt *statement, int place, int day)
{
    char text[32];
    store_day_text(text, sizeof text, day);
    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}

static bool told(int result)
{
    if (result != SQLITE_OK)
        log_error("store_unread", "error=%s", sqlite3_errstr(result));
    return result == SQLITE_OK;
}

bool store_read(struct store *store, int first, int last, store_row_fn *take, void *what)
{
    sqlite3_stmt *statement;
    if (!store->db)
        return false;
    int result = sqlite3_prepare_v2(store->db, read_sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        bind_day(statement, 1, first);
        bind_day(statement, 2, last);
        struct store_row row;
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            if (read_row(statement, &row))
                take(what, &row);
    }
    int finished = sqlite3_finalize(statement);
    return told(result == SQLITE_DONE ? finished : result);
}

bool store_read_hours(struct store *store, long long hours[STORE_HOURS])
{
    sqlite3_stmt *statement;
    long long there = 0;
    memset(hours, 0, STORE_HOURS * sizeof *hours);
    if (!store->db || !told(store_read_number(store->db, has_hours_sql, &there)))
        return false;
    if (!there)
        return true;
    int result = sqlite3_prepare_v2(store->db, hours_sql, -1, &statement, NULL);
    while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        hours[sqlite3_column_int(statement, 0)] = sqlite3_column_int64(statement, 1);
        result = SQLITE_OK;
    }
    int finished = sqlite3_finalize(statement);
    return told(result == SQLITE_DONE ? finished : result);
}

/* NULL when the file is a kiosk's. */
static const char *problem(sqlite3 *db)
{
    long long id = 0, format = 0;
    int result = store_read_number(db, "PRAGMA application_id", &id);
    if (result == SQLITE_OK)
        result = store_read_number(db, "PRAGMA user_version", &format);
    if (result != SQLITE_OK)
        return sqlite3_errstr(result);
    bool ours = id == STORE_APPLICATION_ID && format == STORE_FORMAT;
    return ours ? NULL : "not a file of this kiosk version";
}

struct store *store_open_to_read(const char *file, const char **why)
{
    struct store *store = MEMORY_NEW(struct store);
    *why = NULL;
    if (access(file, F_OK) == 0) {
        int result = sqlite3_open_v2(file, &store->db, SQLITE_OPEN_READONLY, NULL);
        sqlite3_busy_timeout(store->db, 2000);
        *why = result == SQLITE_OK ? problem(store->db) : sqlite3_errstr(result);
        if (!*why)
            return store;
    }
    store_close(store);
    return NULL;
}
