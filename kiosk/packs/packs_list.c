#include "packs/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/hash.h"
#include "store/state.h"

/* A listing during which something changed is done again, so often. */
enum { LIST_TRIES = 20 };

bool pack_id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length <= PACKS_MAX_ID && id[length] == '\0';
}

void pack_name(char name[NAME_SIZE], const char *prefix, const char *id)
{
    snprintf(name, NAME_SIZE, "%s%s", prefix, id);
}

/* The id in "ID", ".previous-ID" and the like; NULL when the name is none. */
static const char *id_in(const char *name)
{
    static const char *const prefixes[] = {"", PREVIOUS, NEXT, INSTEAD};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], length) == 0 && pack_id_valid(name + length))
            return name + length;
    }
    return NULL;
}

void packs_default_dir(char *dir, size_t size)
{
    char folder[4096];
    state_folder(folder, sizeof folder);
    int length = *folder ? snprintf(dir, size, "%s/packs", folder) : -1;
    if (size > 0 && (length < 0 || (size_t)length >= size))
        *dir = '\0';
}

bool pack_is_there(int dir_fd, const char *name)
{
    return faccessat(dir_fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

bool pack_is_whole(int dir_fd, const char *name)
{
    int fd = openat(dir_fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool holds = fd >= 0 && pack_is_there(fd, "pack.json");
    if (fd >= 0)
        close(fd);
    return holds;
}

long long pack_serial(int dir_fd, const char *name)
{
    char path[NAME_SIZE + sizeof SERIAL_FILE], text[32] = "";
    snprintf(path, sizeof path, "%s/%s", name, SERIAL_FILE);
    int fd = below_open(dir_fd, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    long long serial = length > 0 ? strtoll(text, NULL, 10) : 0;
    return serial > 0 ? serial : 0;
}

struct pack_versions pack_versions(int dir_fd, const char *id)
{
    char next[NAME_SIZE], instead[NAME_SIZE], previous[NAME_SIZE];
    pack_name(next, NEXT, id);
    pack_name(instead, INSTEAD, id);
    pack_name(previous, PREVIOUS, id);
    bool whole = pack_is_whole(dir_fd, id), replacing = pack_is_whole(dir_fd, instead);
    bool replaced = whole && !replacing && pack_is_whole(dir_fd, next) &&
                    pack_serial(dir_fd, next) < pack_serial(dir_fd, id);
    const char *shown = replacing ? instead : whole ? id : "";
    bool edited = replacing && whole && pack_serial(dir_fd, instead) == pack_serial(dir_fd, id);
    const char *before = replaced                          ? next
                         : replacing && whole && !edited   ? id
                         : pack_is_whole(dir_fd, previous) ? previous
                                                           : "";
    /* Where folders are copied to their places, both are there for a moment. */
    long long serial = *shown && *before ? pack_serial(dir_fd, shown) : 0;
    if (serial > 0 && serial == pack_serial(dir_fd, before))
        before = "";
    struct pack_versions versions;
    pack_name(versions.shown, shown, "");
    pack_name(versions.previous, before, "");
    return versions;
}

static DIR *open_again(int dir_fd)
{
    int fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return below_list(fd);
}

static bool is_among(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

size_t pack_ids(int dir_fd, struct arena *arena, const char **ids)
{
    DIR *folder = open_again(dir_fd);
    size_t count = 0;
    const struct dirent *entry;
    while (folder && count < IDS_MAX && (entry = readdir(folder))) {
        const char *id = id_in(entry->d_name);
        if (id && !is_among(ids, count, id))
            ids[count++] = arena_strdup(arena, id);
    }
    if (folder)
        closedir(folder);
    return count;
}

static uint64_t moment(int dir_fd)
{
    DIR *folder = open_again(dir_fd);
    uint64_t sum = 1;
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        struct stat at;
        if (!id_in(entry->d_name) || fstatat(dir_fd, entry->d_name, &at, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        uint64_t hash = hash_bytes(1, entry->d_name, strlen(entry->d_name));
        hash = hash_word(hash_word(hash, at.st_dev), at.st_ino);
        sum +=
            hash_word(hash_word(hash, (uint64_t)at.st_ctim.tv_sec), (uint64_t)at.st_ctim.tv_nsec);
    }
    if (folder)
        closedir(folder);
    return sum;
}

uint64_t packs_moment(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    uint64_t answer = fd < 0 ? 0 : moment(fd);
    if (fd >= 0)
        close(fd);
    return answer;
}

int packs_compare_ids(const char *a, const char *b)
{
    int own = (strcmp(a, PACKS_OWN) == 0) - (strcmp(b, PACKS_OWN) == 0);
    return own != 0 ? own : strcmp(a, b);
}

static int compare_entries(const void *a, const void *b)
{
    return packs_compare_ids(((const struct packs_entry *)a)->id,
                             ((const struct packs_entry *)b)->id);
}

static void refuse(struct fault_list *faults, const char *path, int error)
{
    fault_add_system(faults, path, "cannot be read", error);
}

/* What may be a pack, but is closed to this user, is not just left out. */
static void note_closed(int dir_fd, const char *dir, const char *name, struct arena *arena,
                        struct fault_list *faults)
{
    int fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int file =
        fd < 0 ? -1 : openat(fd, "pack.json", O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 && (errno == EACCES || errno == EPERM || errno == EIO))
        refuse(faults, arena_printf(arena, "%s/%s", dir, name), errno);
    if (file >= 0)
        close(file);
    if (fd >= 0)
        close(fd);
}

static bool note_entry(struct packs_entry *entry, int dir_fd, const char *dir, const char *id,
                       struct arena *arena)
{
    struct pack_versions versions = pack_versions(dir_fd, id);
    long long shown = 0, previous = 0;
    *entry = (struct packs_entry){.id = id};
    if (*versions.shown) {
        entry->path = arena_printf(arena, "%s/%s", dir, versions.shown);
        shown = pack_serial(dir_fd, versions.shown);
    }
    if (*versions.previous) {
        entry->previous = arena_printf(arena, "%s/%s", dir, versions.previous);
        previous = pack_serial(dir_fd, versions.previous);
    }
    entry->serial = shown > previous ? shown : previous;
    return entry->path || entry->previous;
}

static size_t list(int dir_fd, const char *dir, struct arena *arena, struct packs_entry *entries)
{
    const char *ids[IDS_MAX];
    size_t found = pack_ids(dir_fd, arena, ids), count = 0;
    for (size_t i = 0; i < found; i++)
        count += note_entry(&entries[count], dir_fd, dir, ids[i], arena);
    return count;
}

/* Nothing at all is no fault; a link that leads nowhere is. */
static int open_to_list(const char *dir, struct fault_list *faults)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = errno;
    if (fd < 0 && (error != ENOENT || pack_is_there(AT_FDCWD, dir)))
        refuse(faults, dir, error);
    return fd;
}

size_t packs_list(const char *dir, struct arena *arena, struct packs_entry **entries,
                  struct fault_list *faults)
{
    *entries = ARENA_ARRAY(arena, struct packs_entry, IDS_MAX);
    int fd = open_to_list(dir, faults);
    if (fd < 0)
        return 0;
    size_t count = 0;
    uint64_t before = 0;
    for (int tries = 0; tries < LIST_TRIES && (tries == 0 || moment(fd) != before); tries++) {
        before = moment(fd);
        count = list(fd, dir, arena, *entries);
    }
    const char *ids[IDS_MAX];
    size_t found = pack_ids(fd, arena, ids);
    for (size_t i = 0; i < found; i++)
        note_closed(fd, dir, ids[i], arena, faults);
    close(fd);
    if (count > 0)
        qsort(*entries, count, sizeof **entries, compare_entries);
    return count;
}
