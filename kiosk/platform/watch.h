#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/ms.h"

/* Tells when files that people edit have changed. inotify says when to look: folders are watched,
 * since a watch on a file ends with the first save by rename. What lies there then is compared
 * with what lay there before, so that editors' temporary files, a save without a change and an
 * overflowing queue mean nothing. Never waits for anything. One thread only. */
struct watch;

enum {
    WATCH_MAX_PATHS = 32,
    WATCH_QUIET_MS = 400, /* a copy or a save is over when nothing happened for so long */
    WATCH_LOOK_MS = 200,  /* how often watch_changed wants to be called */
    WATCH_RESCAN_MS = 5 * 60 * 1000, /* mounts and some network folders tell inotify nothing */
    /* Of one path; what lies beyond is not seen. */
    WATCH_MAX_DEPTH = 8,
    WATCH_MAX_FILES = 50000
};

/* Never NULL. Where the system gives no inotify (logged), the rescan alone remains. */
struct watch *watch_create(ms_t now);
void watch_destroy(struct watch *watch);

/* Calls `ring` from a thread when something has happened, so that watch_wake can be far off. May
 * be NULL: then watch_changed has to be called every WATCH_LOOK_MS. */
void watch_ring(struct watch *watch, void (*ring)(void));

/* A file, or a folder with all that is below it but what nobody put there on purpose
 * (base/file_names.h) and what symbolic links inside it lead to. It need not exist: appearing,
 * vanishing and being replaced, also as a part of a folder above it, are changes. Copied. Returns
 * its number, counted from 0; -1 (logged) when there are too many. */
int watch_add(struct watch *watch, const char *path);

/* The paths that have changed since the last report or since they were added, a bit (1 << number)
 * each, once they have been quiet; 0 mostly. Costs one system call when nothing happened. */
uint32_t watch_changed(struct watch *watch, ms_t now);

/* When to call watch_changed next. */
ms_t watch_wake(const struct watch *watch);
