#include "store/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/pack_tree.h"

bool pack_fail(const struct packs *packs, struct fault_list *faults, const char *what)
{
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "%s: %s", what, strerror(errno));
    return false;
}

/* ---- putting right ---- */

static bool discard(const struct packs *packs, const char *name)
{
    return pack_tree_remove(packs->fd, TRASH) &&
           (renameat(packs->fd, name, packs->fd, TRASH) == 0 || errno == ENOENT) &&
           pack_tree_remove(packs->fd, TRASH);
}

/* After the exchange: the old pack becomes the version before, in place of a still older one. */
static bool keep_previous(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE], previous[NAME_SIZE];
    pack_name(next, NEXT, id);
    pack_name(previous, PREVIOUS, id);
    return discard(packs, previous) && renameat(packs->fd, next, packs->fd, previous) == 0 &&
           fsync(packs->fd) == 0;
}

static bool finish(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE];
    pack_name(next, NEXT, id);
    if (pack_is_there(packs->fd, id) && pack_serial(packs->fd, next) < pack_serial(packs->fd, id))
        return keep_previous(packs, id);
    return discard(packs, next);
}

bool packs_put_right(const struct packs *packs)
{
    DIR *folder = opendir(packs->dir);
    if (!folder)
        return false;
    struct arena arena = {0};
    const char *ids[ENTRIES_MAX];
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(folder)) && count < ENTRIES_MAX) {
        const char *id = pack_id_after(entry->d_name, NEXT);
        if (id)
            ids[count++] = arena_strdup(&arena, id);
    }
    closedir(folder);
    bool good = pack_tree_remove(packs->fd, TRASH) && pack_tree_remove(packs->fd, STAGING);
    for (size_t i = 0; good && i < count; i++)
        good = finish(packs, ids[i]);
    arena_free(&arena);
    return good;
}

/* ---- installing ---- */

static long long last_serial(const struct packs *packs, const char *id, size_t *shown, bool *there)
{
    struct arena arena = {0};
    struct packs_entry *entries;
    size_t count = packs_list(packs->dir, &arena, &entries);
    long long serial = 0;
    *shown = 0;
    *there = false;
    for (size_t i = 0; i < count; i++) {
        serial = entries[i].serial > serial ? entries[i].serial : serial;
        *shown += entries[i].path != NULL;
        *there |= entries[i].path && strcmp(entries[i].id, id) == 0;
    }
    arena_free(&arena);
    return serial;
}

static bool write_serial(const struct packs *packs, long long serial)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%lld\n", serial);
    int fd = openat(packs->fd, STAGING "/" SERIAL_FILE,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    bool written = pack_tree_write(fd, text, (size_t)length) && fsync(fd) == 0;
    return close(fd) == 0 && written;
}

/* From here on a stop leaves the old pack or the new one. */
static bool exchange(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE];
    pack_name(next, NEXT, id);
    bool replaces = pack_is_there(packs->fd, id);
    if (renameat2(packs->fd, next, packs->fd, id, replaces ? RENAME_EXCHANGE : RENAME_NOREPLACE) !=
        0) {
        int error = errno;
        discard(packs, next);
        errno = error;
        return false;
    }
    /* Installed. What fails now is put right by the next import. */
    fsync(packs->fd);
    if (replaces)
        keep_previous(packs, id);
    return true;
}

bool packs_install(struct packs *packs, const char *id, struct fault_list *faults)
{
    char next[NAME_SIZE];
    size_t shown;
    bool there;
    if (!pack_id_valid(id)) {
        fault_add(faults, FAULT_ERROR, packs->source, 0, 0, "$", "has no usable id in pack.json");
        return false;
    }
    pack_name(next, NEXT, id);
    long long serial = last_serial(packs, id, &shown, &there) + 1;
    if (!there && shown >= PACKS_MAX) {
        fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$",
                  "holds %zu packs already; at most %d are shown, take one off first", shown,
                  PACKS_MAX);
        return false;
    }
    if (!write_serial(packs, serial) || !pack_tree_sync(packs->fd, STAGING) ||
        renameat2(packs->fd, STAGING, packs->fd, next, RENAME_NOREPLACE) != 0 ||
        fsync(packs->fd) != 0 || !exchange(packs, id))
        return pack_fail(packs, faults, "cannot be written");
    return true;
}

bool packs_go_back(struct packs *packs, const char *id, struct fault_list *faults)
{
    char previous[NAME_SIZE];
    bool valid = pack_id_valid(id);
    pack_name(previous, PREVIOUS, valid ? id : "");
    bool shown = valid && pack_is_whole(packs->fd, id);
    bool kept = valid && pack_is_whole(packs->fd, previous);
    if (!shown && !kept) {
        fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "holds no pack \"%s\"", id);
        return false;
    }
    const char *from = kept ? previous : id, *to = kept ? id : previous;
    if (renameat2(packs->fd, from, packs->fd, to,
                  shown && kept ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0)
        return pack_fail(packs, faults, "cannot be written");
    fsync(packs->fd);
    return true;
}
