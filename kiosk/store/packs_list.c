#include "store/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "store/store.h"

/* ---- names ---- */

bool pack_id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length <= PACKS_MAX_ID && id[length] == '\0';
}

void pack_name(char name[NAME_SIZE], const char *prefix, const char *id)
{
    snprintf(name, NAME_SIZE, "%s%s", prefix, id);
}

const char *pack_id_after(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && pack_id_valid(name + length) ? name + length
                                                                              : NULL;
}

void packs_default_dir(char *dir, size_t size)
{
    char file[4096];
    store_default_file(file, sizeof file);
    const char *slash = strrchr(file, '/');
    int length = slash ? snprintf(dir, size, "%.*s/packs", (int)(slash - file), file) : -1;
    if (size > 0 && (length < 0 || (size_t)length >= size))
        *dir = '\0';
}

/* ---- what is there ---- */

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

static struct packs_entry *find_entry(struct packs_entry *entries, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].id, id) == 0)
            return &entries[i];
    return NULL;
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct packs_entry *)a)->id, ((const struct packs_entry *)b)->id);
}

static void note_entry(struct packs_entry *entries, size_t *count, int dir_fd, const char *dir,
                       const char *name, struct arena *arena)
{
    const char *id = pack_id_after(name, PREVIOUS);
    bool previous = id != NULL;
    if (!id && pack_id_valid(name))
        id = name;
    if (!id || !pack_is_whole(dir_fd, name))
        return;
    struct packs_entry *entry = find_entry(entries, *count, id);
    if (!entry && *count == ENTRIES_MAX)
        return;
    if (!entry) {
        entry = &entries[(*count)++];
        entry->id = arena_strdup(arena, id);
    }
    const char *path = arena_printf(arena, "%s/%s", dir, name);
    long long serial = pack_serial(dir_fd, name);
    if (previous)
        entry->previous = path;
    else
        entry->path = path;
    entry->serial = serial > entry->serial ? serial : entry->serial;
}

size_t packs_list(const char *dir, struct arena *arena, struct packs_entry **entries)
{
    *entries = ARENA_ARRAY(arena, struct packs_entry, ENTRIES_MAX);
    size_t count = 0;
    DIR *folder = opendir(dir);
    if (!folder)
        return 0;
    const struct dirent *entry;
    while ((entry = readdir(folder)))
        note_entry(*entries, &count, dirfd(folder), dir, entry->d_name, arena);
    closedir(folder);
    qsort(*entries, count, sizeof **entries, compare_entries);
    return count;
}
