#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A .zip of files that lie beside one another, as a backup is one: the folder of a pack and what
 * else belongs to it. From any thread. */
struct bundle;

/* A .zip with this file at its top is a backup, and no pack to be imported. */
#define BUNDLE_BACKUP "backup.json"

/* Where the bytes of one go. The first two give 0 or errno; of the last two, one is called at the
 * end, and frees `to`. */
struct bundle_sink {
    int (*write)(void *to, const void *bytes, size_t size);
    int (*end)(void *to); /* that was all of it */
    void (*drop)(void *to);
    void *to;
};

struct bundle *bundle_begin_to(const struct bundle_sink *sink, int64_t time);

/* Begins `file`, which is FILE.part until it is whole. `time`: of all that is in it, seconds since
 * 1970. Never NULL; the first thing that goes wrong is told at the end. */
struct bundle *bundle_begin(const char *file, int64_t time);

void bundle_add(struct bundle *bundle, const char *name, const char *bytes, size_t size);

/* All regular files in a folder that are not hidden, below "name/". */
void bundle_add_folder(struct bundle *bundle, const char *folder, const char *name);

/* 0: the file has its name, and is on the disk. Else errno: what had that name before still has
 * it, and nothing else is left. EBUSY: somebody else writes it just now. Of a sink: what it says.
 * Frees the bundle. */
int bundle_end(struct bundle *bundle);

/* The same without the file: it has been begun for nothing. */
void bundle_drop(struct bundle *bundle);

/* Why a file is no .zip, or cannot be read; NULL when it can. */
const char *bundle_problem(const char *zip);

/* What a file in a .zip holds, with a NUL after it, to be freed. NULL when there is no such file,
 * it has more than `most` bytes, or is damaged. */
char *bundle_read(const char *zip, const char *name, size_t most, size_t *length);
