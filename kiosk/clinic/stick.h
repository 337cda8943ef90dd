#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "config/config.h"

/* USB sticks: which are plugged in, and what lies on one. Somebody else mounts them: systems do so
 * below /media or /run/media, the appliance where content.stick_dirs says. */

enum {
    STICKS_MAX = 4,
    STICK_PATH = 512,
    STICK_MAX_PACKS = 8,
    STICK_MAX_BACKUPS = 4,
    STICK_MAX_PHOTOS = 200,
    STICK_MAX_NAMES = 20000, /* looked at, of whatever kind */
    STICK_MAX_DEPTH = 3      /* folders in folders */
};

struct stick {
    char path[STICK_PATH]; /* where it is mounted */
    long kernel;           /* the kernel's number of that; the next mount may get the same again */
    long mount;            /* plugged in again, it is another (see sticks_number) */
    bool read_only;        /* nothing can be written onto it, in no way */
};

/* In the order in which they were mounted: the last is the newest. */
struct sticks {
    struct stick list[STICKS_MAX];
    int count;
};

/* What the kernel says in /proc/self/mountinfo (proc(5)), as far as it is mounted below one of the
 * folders, at most two levels down. When there are more than STICKS_MAX the oldest are left out.
 * They have the kernel's numbers, and are read-only as they are mounted. */
void sticks_parse(struct sticks *sticks, const char *mountinfo, const struct config_folders *dirs);

/* Numbers what was parsed: whatever `before`, which was parsed before it, had already, keeps its
 * number, the rest gets the next ones after *last. */
void sticks_number(struct sticks *sticks, const struct sticks *before, long *last);

/* NULL when it is not plugged in any more. */
const struct stick *sticks_find(const struct sticks *sticks, const struct stick *stick);

/* The newest of `now` that `before` has not; NULL: none was plugged in. */
const struct stick *sticks_new(const struct sticks *before, const struct sticks *now);

/* The same ones, of which the same can be done. */
bool sticks_same(const struct sticks *a, const struct sticks *b);

/* The last part of its path: what the system calls it. */
const char *stick_name(const struct stick *stick);

struct stick_pack {
    const char *path;    /* of the folder or .zip, from the root */
    const char *id;      /* as pack.json says it; "": it does not */
    const char *name;    /* the same, or the file's */
    const char *version; /* "": it does not say */
    bool zip;
    int64_t changed; /* seconds since 1970; 0: not known */
    uint64_t bytes;  /* of a .zip; 0 of a folder */
};

struct stick_file {
    const char *path; /* from the root */
    int64_t changed;
    uint64_t bytes;
};

enum stick_state {
    STICK_READ,
    STICK_GONE,      /* pulled out, or nothing can be read of it */
    STICK_UNREADABLE /* it is there, but its folder cannot be listed */
};

/* Newest first, each kind. Symbolic links are not followed; hidden files and what systems leave
 * behind do not count. Everything lives in the arena that was given. */
struct stick_contents {
    enum stick_state state;
    struct stick_pack packs[STICK_MAX_PACKS];
    int pack_count;
    struct stick_file backups[STICK_MAX_BACKUPS];
    int backup_count;
    struct stick_file photos[STICK_MAX_PHOTOS]; /* .jpg, .png, .webp outside of packs */
    int photo_count;
};

/* Reads it; takes as long as the stick does. From any thread. */
void stick_read(struct stick_contents *contents, const char *path, struct arena *arena);

/* Nothing that staff could do anything with is on it. */
bool stick_is_empty(const struct stick_contents *contents);

/* "physio-kiosk-backup-2025-12-01.zip" */
bool stick_is_backup_name(const char *name);

enum stick_written {
    STICK_WRITTEN,
    STICK_WRITE_FULL,
    STICK_WRITE_GONE, /* it was pulled out, or cannot be read any more */
    STICK_WRITE_READ_ONLY,
    STICK_WRITE_FAILED
};

/* What such an errno means for staff; 0: it is written. */
enum stick_written stick_written_end(int error);
