#pragma once

#include "clinic/stick.h"
#include "clinic/usage.h"

/* The table of all counts onto a stick, whole or not at all. */

enum { USAGE_FILE_SIZE = 48 };

struct usage_save {
    char folder[STICK_PATH];
    char file[USAGE_FILE_SIZE]; /* "physio-kiosk-counts-2025-12-03.csv" */
    char *text;
    enum stick_written end; /* out */
};

/* Reads the counts; NULL when they cannot be read. `now`: seconds since 1970. */
struct usage_save *usage_save_new(struct store *store, const struct content *content,
                                  const char *folder, int64_t now);

/* Both as clinic/work.h wants them: what touches the stick is done beside the main thread. */
void usage_save_run(void *save);
void usage_save_free(void *save);
