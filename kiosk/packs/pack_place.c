#include "packs/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "packs/pack_tree.h"
#include "store/owner.h"
#include "store/store_path.h"

/* The line to type where files are of the wrong user. */
static const char *remedy(struct packs *packs)
{
    char name[64], stray[PATH_MAX];
    uid_t owner = owner_of(packs->dir);
    owner_name(owner, name, sizeof name);
    if (owner != geteuid())
        return arena_printf(&packs->arena, "; the folder is user %s's: sudo -u %s kiosk import",
                            name, name);
    owner_find_stray(packs->dir, owner, stray, sizeof stray);
    return arena_printf(&packs->arena, "; a part of it is another user's: sudo chown -R %s '%s'",
                        name, stray);
}

bool pack_fail(struct packs *packs, struct fault_list *faults, const char *what)
{
    int error = errno;
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "%s: %s%s", what, strerror(error),
              error == EACCES || error == EPERM ? remedy(packs) : "")
        ->error = error;
    return false;
}

static bool is_there(const struct packs *packs, const char *name)
{
    return pack_is_there(packs->fd, name);
}

static bool is_whole(const struct packs *packs, const char *name)
{
    return pack_is_whole(packs->fd, name);
}

/* NFS, exFAT and many a FUSE take no flags, neither for an exchange nor against overwriting. */
static bool knows_no_flags(int error)
{
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

/* An overlay renames no folder of its lower layer, nor one that lies in both. */
static bool cannot_be_exchanged(int error)
{
    return error == EXDEV || knows_no_flags(error);
}

bool pack_move(const struct packs *packs, const char *from, const char *to)
{
    if (renameat2(packs->fd, from, packs->fd, to, RENAME_NOREPLACE) == 0)
        return true;
    if (!knows_no_flags(errno))
        return false;
    if (is_there(packs, to)) { /* nobody else makes it: the lock is ours */
        errno = EEXIST;
        return false;
    }
    return renameat(packs->fd, from, packs->fd, to) == 0;
}

/* pack.json first, so that nobody takes half of it for a pack; the serial last, as a mark that the
 * rest is to go, too. */
static bool remove_in_place(const struct packs *packs, const char *name)
{
    int fd = openat(packs->fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = below_list(fd);
    if (!dir)
        return pack_tree_remove(packs->fd, name);
    unlinkat(fd, "pack.json", 0);
    fsync(fd);
    const struct dirent *entry;
    while ((entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            strcmp(entry->d_name, SERIAL_FILE) != 0)
            pack_tree_remove(fd, entry->d_name);
    closedir(dir);
    return pack_tree_remove(packs->fd, name);
}

/* Takes it away, in one step where that is possible. .trash may be left. */
static bool take_away(const struct packs *packs, const char *name)
{
    if (!pack_tree_remove(packs->fd, TRASH))
        return false;
    if (!is_there(packs, name) || renameat(packs->fd, name, packs->fd, TRASH) == 0)
        return true;
    return errno == EXDEV && remove_in_place(packs, name);
}

static bool discard(const struct packs *packs, const char *name)
{
    return take_away(packs, name) && pack_tree_remove(packs->fd, TRASH);
}

/* `to`, which is free, becomes what `from` is, in one step. `from` may stay there, too. */
static bool bring(const struct packs *packs, const char *from, const char *to)
{
    if (pack_move(packs, from, to))
        return fsync(packs->fd) == 0;
    return errno == EXDEV && pack_tree_remove(packs->fd, STAGING) &&
           pack_tree_copy(packs->fd, from, STAGING) && pack_move(packs, STAGING, to) &&
           fsync(packs->fd) == 0;
}

/* After the exchange: the old pack becomes the version before, in place of a still older one. */
static bool keep_previous(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE], previous[NAME_SIZE];
    pack_name(next, NEXT, id);
    pack_name(previous, PREVIOUS, id);
    return take_away(packs, previous) && pack_move(packs, next, previous) &&
           fsync(packs->fd) == 0 && pack_tree_remove(packs->fd, TRASH);
}

/* .instead-ID is shown already: what it replaces becomes the version before, unless it is only an
 * edit of it, and it comes to its place. */
static bool finish_instead(const struct packs *packs, const char *id)
{
    char instead[NAME_SIZE], previous[NAME_SIZE];
    pack_name(instead, INSTEAD, id);
    pack_name(previous, PREVIOUS, id);
    bool edited = pack_serial(packs->fd, instead) == pack_serial(packs->fd, id);
    if (is_whole(packs, id) && !edited &&
        (!discard(packs, previous) || !bring(packs, id, previous)))
        return false;
    return discard(packs, id) && pack_move(packs, instead, id) && fsync(packs->fd) == 0;
}

/* Of a pack that was being removed in place, and whose copy is the version before. Any other folder
 * without pack.json stays: somebody may be at work in it. */
static bool remove_the_rest(const struct packs *packs, const char *id, const char *previous)
{
    if (is_whole(packs, id))
        return true;
    long long serial = pack_serial(packs->fd, id);
    if (serial > 0 && is_whole(packs, previous) && pack_serial(packs->fd, previous) == serial)
        return discard(packs, id);
    unlinkat(packs->fd, id, AT_REMOVEDIR); /* when it is empty */
    return true;
}

/* Whatever a stopped change of pack `id` has left. */
static bool settle(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE], instead[NAME_SIZE], previous[NAME_SIZE];
    pack_name(next, NEXT, id);
    pack_name(instead, INSTEAD, id);
    pack_name(previous, PREVIOUS, id);
    if (is_whole(packs, instead) && !finish_instead(packs, id))
        return false;
    struct pack_versions versions = pack_versions(packs->fd, id);
    if (strcmp(versions.previous, next) == 0 && !keep_previous(packs, id))
        return false;
    versions = pack_versions(packs->fd, id);
    return discard(packs, next) && remove_the_rest(packs, id, previous) &&
           (*versions.previous || discard(packs, previous));
}

bool packs_put_right(const struct packs *packs)
{
    struct arena arena = {0};
    const char *ids[IDS_MAX];
    size_t count = pack_ids(packs->fd, &arena, ids);
    bool good = pack_tree_remove(packs->fd, TRASH) && pack_tree_remove(packs->fd, STAGING);
    for (size_t i = 0; good && i < count; i++)
        good = settle(packs, ids[i]);
    arena_free(&arena);
    return good;
}

static long long last_serial(const struct packs *packs, const char *id, size_t *shown, bool *there)
{
    struct arena arena = {0};
    struct fault_list unread = {0};
    struct packs_entry *entries;
    size_t count = packs_list(packs->dir, &arena, &entries, &unread);
    long long serial = 0;
    *shown = 0;
    *there = false;
    for (size_t i = 0; i < count; i++) {
        serial = entries[i].serial > serial ? entries[i].serial : serial;
        *shown += entries[i].path != NULL;
        *there |= entries[i].path && strcmp(entries[i].id, id) == 0;
    }
    fault_list_free(&unread);
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
    bool written = store_write(fd, text, (size_t)length) && fsync(fd) == 0;
    return close(fd) == 0 && written;
}

/* In one step: in the place of what is there, or shown instead of it. */
static bool put_in_place(const struct packs *packs, const char *next, const char *id)
{
    char instead[NAME_SIZE];
    pack_name(instead, INSTEAD, id);
    if (!is_there(packs, id))
        return pack_move(packs, next, id);
    return renameat2(packs->fd, next, packs->fd, id, RENAME_EXCHANGE) == 0 ||
           (cannot_be_exchanged(errno) && pack_move(packs, next, instead));
}

bool packs_take_next(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE];
    pack_name(next, NEXT, id);
    if (!put_in_place(packs, next, id)) {
        int error = errno;
        discard(packs, next);
        errno = error;
        return false;
    }
    /* Installed. What fails now is put right by the next change. */
    fsync(packs->fd);
    settle(packs, id);
    return true;
}

bool packs_has_staged(const struct packs *packs, const char *id)
{
    return pack_id_valid(id) && pack_tree_equal(packs->fd, STAGING, id, SERIAL_FILE);
}

bool packs_has_room(struct packs *packs, const char *id, struct fault_list *faults)
{
    size_t shown;
    bool there;
    last_serial(packs, id, &shown, &there);
    if (there || shown < PACKS_MAX)
        return true;
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$",
              "holds %zu packs already; at most %d are shown, take one off first", shown,
              PACKS_MAX);
    return false;
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
    if (!packs_has_room(packs, id, faults))
        return false;
    if (!write_serial(packs, serial) || !pack_tree_sync(packs->fd, STAGING) ||
        !pack_move(packs, STAGING, next) || fsync(packs->fd) != 0 || !packs_take_next(packs, id))
        return pack_fail(packs, faults, "cannot be written");
    return true;
}

static bool swap(const struct packs *packs, const char *id, const char *previous)
{
    char instead[NAME_SIZE];
    pack_name(instead, INSTEAD, id);
    if (renameat2(packs->fd, previous, packs->fd, id, RENAME_EXCHANGE) == 0)
        return true;
    return cannot_be_exchanged(errno) && bring(packs, previous, instead);
}

bool packs_go_back(struct packs *packs, const char *id, struct fault_list *faults)
{
    char previous[NAME_SIZE];
    bool valid = pack_id_valid(id);
    pack_name(previous, PREVIOUS, valid ? id : "");
    bool shown = valid && is_whole(packs, id), kept = valid && is_whole(packs, previous);
    if (!shown && !kept) {
        fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "holds no pack \"%s\"", id);
        return false;
    }
    const char *from = kept ? previous : id, *to = kept ? id : previous;
    bool done =
        shown && kept ? swap(packs, id, previous) : discard(packs, to) && bring(packs, from, to);
    if (!done)
        return pack_fail(packs, faults, "cannot be written");
    fsync(packs->fd);
    if (!(shown && kept))
        discard(packs, from);
    settle(packs, id);
    return true;
}
