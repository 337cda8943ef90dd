#include "platform/watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "platform/bell.h"

/* One mask for all: two watches on the same folder are one to the kernel. */
static const uint32_t mask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                             IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

/* A folder that is watched for one path. */
struct place {
    int wd;
    char *name; /* a folder above the path: only this entry counts; NULL: all do */
};

struct places {
    struct place *items;
    size_t count, capacity;
};

struct path {
    char *name;
    uint64_t print; /* of what lay there at the last report */
};

struct watch {
    int fd;            /* -1: no inotify */
    struct bell *bell; /* NULL: watch_changed has to be called again and again */
    struct path paths[WATCH_MAX_PATHS];
    int path_count;
    struct places places;
    ms_t called_at, rescan_at;
    ms_t quiet_at;  /* MS_NEVER: nothing happened since the last look */
    bool told_full; /* that the system's limit of watches is reached */
};

/* What a walk over one path gathers. */
struct walk {
    struct watch *watch;
    struct places *places;
    uint64_t print;
    int files;
};

/* The sum does not depend on the order in which a folder lists its files. A folder's own times are
 * left out: temporary files change them. */
static void print_entry(struct walk *walk, uint64_t where, const char *name, const struct stat *at)
{
    uint64_t hash = hash_word(hash_bytes(where, name, strlen(name)), at->st_mode);
    walk->print += S_ISDIR(at->st_mode) ? hash_word(hash_word(hash, at->st_dev), at->st_ino)
                                        : hash_file(hash, at);
}

static void add_place(struct walk *walk, const char *folder, const char *name, size_t length)
{
    struct places *places = walk->places;
    if (walk->watch->fd < 0)
        return;
    int wd = inotify_add_watch(walk->watch->fd, folder, mask);
    if (wd < 0) {
        if (errno == ENOSPC && !walk->watch->told_full)
            log_warn("watch_limit", "folder=%s text=%s", folder,
                     "changes are seen after minutes; raise fs.inotify.max_user_watches");
        walk->watch->told_full |= errno == ENOSPC;
        return;
    }
    if (places->count == places->capacity) {
        places->capacity = places->capacity * 2 + 16;
        places->items = memory_grow(places->items, places->capacity, sizeof *places->items);
    }
    char *copy = name ? memory_text_n(name, length) : NULL;
    places->items[places->count++] = (struct place){wd, copy};
}

static void walk_folder(struct walk *walk, int fd, const char *folder, int depth);

static void walk_entry(struct walk *walk, int fd, const char *folder, const char *name, int depth)
{
    struct stat at;
    if (file_name_is_junk(name, strlen(name)) || walk->files >= WATCH_MAX_FILES ||
        fstatat(fd, name, &at, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    walk->files++;
    print_entry(walk, hash_bytes(1, folder, strlen(folder)), name, &at);
    if (!S_ISDIR(at.st_mode) || depth == WATCH_MAX_DEPTH)
        return;
    char below[4096];
    if (snprintf(below, sizeof below, "%s/%s", folder, name) >= (int)sizeof below)
        return;
    walk_folder(walk, openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), below,
                depth + 1);
}

/* Takes fd. The watch comes first: what changes during the walk is then told. */
static void walk_folder(struct walk *walk, int fd, const char *folder, int depth)
{
    DIR *dir = below_list(fd);
    if (!dir)
        return;
    add_place(walk, folder, NULL, 0);
    const struct dirent *entry;
    while ((entry = readdir(dir)))
        walk_entry(walk, dirfd(dir), folder, entry->d_name, depth);
    closedir(dir);
}

/* The folders above a path, each for the one entry that leads on to it. */
static void walk_above(struct walk *walk, const char *path)
{
    char folder[4096] = ".";
    const char *name = path;
    if (strlen(path) >= sizeof folder)
        return;
    for (;;) {
        while (*name == '/')
            name++;
        if (name > path)
            snprintf(folder, sizeof folder, "%.*s", (int)(name - path), path);
        size_t length = strcspn(name, "/");
        if (length == 0)
            return;
        add_place(walk, folder, name, length);
        name += length;
    }
}

static uint64_t walk_path(struct watch *watch, struct places *places, const char *path)
{
    struct walk walk = {.watch = watch, .places = places, .print = 1};
    struct stat at;
    walk_above(&walk, path);
    char *real = realpath(path, NULL);
    if (!real)
        memory_ask("path");
    if (real && strcmp(real, path) != 0)
        walk_above(&walk, real);
    free(real);
    if (stat(path, &at) != 0)
        return 0;
    print_entry(&walk, 0, "", &at);
    if (S_ISDIR(at.st_mode))
        walk_folder(&walk, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path, 0);
    return walk.print;
}

static void free_places(struct places *places)
{
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i].name);
    free(places->items);
    *places = (struct places){0};
}

static bool has_place(const struct places *places, int wd)
{
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].wd == wd)
            return true;
    return false;
}

/* Walks all paths; folders that are no longer part of them are let go. Returns the paths whose
 * content is another than at the last report. */
static uint32_t look(struct watch *watch, bool report)
{
    struct places fresh = {0};
    uint32_t changed = 0;
    for (int i = 0; i < watch->path_count; i++) {
        struct path *path = &watch->paths[i];
        uint64_t print = walk_path(watch, &fresh, path->name);
        if (print != path->print)
            changed |= 1u << i;
        if (report)
            path->print = print;
    }
    for (size_t i = 0; i < watch->places.count; i++)
        if (!has_place(&fresh, watch->places.items[i].wd))
            inotify_rm_watch(watch->fd, watch->places.items[i].wd);
    free_places(&watch->places);
    watch->places = fresh;
    return changed;
}

static bool temporary(const char *name)
{
    return *name && file_name_is_junk(name, strlen(name));
}

/* Whether an event is about something watched; *moved: about a folder, so that others have to be
 * watched from now on. */
static bool concerns(const struct watch *watch, const struct inotify_event *event, bool *moved)
{
    if (event->mask & IN_Q_OVERFLOW) {
        *moved = true;
        return true;
    }
    const char *name = event->len > 0 ? event->name : "";
    bool concerned = false;
    for (size_t i = 0; i < watch->places.count; i++) {
        const struct place *place = &watch->places.items[i];
        if (place->wd != event->wd)
            continue;
        bool above = place->name != NULL;
        if (above ? strcmp(name, place->name) != 0 : temporary(name))
            continue;
        concerned = true;
        *moved |= above || !*name || (event->mask & IN_ISDIR);
    }
    return concerned;
}

static void read_events(struct watch *watch, ms_t now)
{
    _Alignas(struct inotify_event) char buffer[8192];
    bool moved = false;
    ssize_t length;
    while (watch->fd >= 0 && (length = read(watch->fd, buffer, sizeof buffer)) > 0) {
        for (const char *at = buffer; at < buffer + length;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            if (concerns(watch, event, &moved))
                watch->quiet_at = now + WATCH_QUIET_MS;
            at += sizeof *event + event->len;
        }
    }
    if (moved)
        look(watch, false);
}

struct watch *watch_create(ms_t now)
{
    struct watch *watch = MEMORY_NEW(struct watch);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->called_at = now;
    watch->rescan_at = now + WATCH_RESCAN_MS;
    watch->quiet_at = MS_NEVER;
    if (watch->fd < 0)
        log_warn("watch_failed", "cause=%s text=%s", strerror(errno),
                 "changed files are seen after minutes");
    return watch;
}

void watch_destroy(struct watch *watch)
{
    if (!watch)
        return;
    bell_free(watch->bell);
    if (watch->fd >= 0)
        close(watch->fd);
    for (int i = 0; i < watch->path_count; i++)
        free(watch->paths[i].name);
    free_places(&watch->places);
    free(watch);
}

void watch_ring(struct watch *watch, void (*ring)(void))
{
    if (watch->fd >= 0 && ring && !watch->bell)
        watch->bell = bell_hang(watch->fd, POLLIN, ring);
}

int watch_add(struct watch *watch, const char *path)
{
    if (watch->path_count == WATCH_MAX_PATHS) {
        log_warn("watch_failed", "path=%s text=%s", path, "too many paths; it is not watched");
        return -1;
    }
    struct path *added = &watch->paths[watch->path_count];
    added->name = memory_text(path);
    added->print = walk_path(watch, &watch->places, path);
    return watch->path_count++;
}

uint32_t watch_changed(struct watch *watch, ms_t now)
{
    watch->called_at = now;
    read_events(watch, now);
    if (watch->bell)
        bell_rearm(watch->bell);
    if (now < watch->quiet_at && now < watch->rescan_at)
        return 0;
    watch->quiet_at = MS_NEVER;
    watch->rescan_at = now + WATCH_RESCAN_MS;
    return look(watch, true);
}

ms_t watch_wake(const struct watch *watch)
{
    bool told = watch->bell && !bell_rung(watch->bell);
    ms_t next = told ? MS_NEVER : watch->called_at + WATCH_LOOK_MS;
    next = watch->quiet_at < next ? watch->quiet_at : next;
    return watch->rescan_at < next ? watch->rescan_at : next;
}
