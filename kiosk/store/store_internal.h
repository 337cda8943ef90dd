#pragma once

#include <sqlite3.h>

#include "store/store.h"

/* Shared by store.c and store_read.c only. */

struct store {
    sqlite3 *db; /* NULL only when not even memory could be had */
    char *file;  /* NULL: counting in memory */
};

enum {
    STORE_FORMAT = 1,
    STORE_APPLICATION_ID = 0x50684B69 /* marks the file as ours: "PhKi" */
};

/* NULL: there is no such kind. */
const char *store_kind_name(enum store_kind kind);

/* "2025-12-03" of 20251203, as the file has it. */
void store_day_text(char *text, size_t size, int day);

/* The first column of the first row; a result of SQLite. */
int store_read_number(sqlite3 *db, const char *sql, long long *number);
