#include "store/packs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "store/pack_stage.h"
#include "store/pack_tree.h"
#include "store/store.h"
#include "store/store_path.h"

/* What else is in the folder. A name says how far an import has come:
 *   .staging    being copied; worth nothing
 *   .next-ID    whole. Before the exchange it is the new pack, after it the old one; serials tell
 *   .trash      being deleted; worth nothing
 *   .lock       held during an import */
#define STAGING ".staging"
#define TRASH ".trash"
#define LOCK ".lock"
#define NEXT ".next-"
#define PREVIOUS ".previous-"
#define SERIAL_FILE ".import"

enum { NAME_SIZE = PACKS_MAX_ID + sizeof PREVIOUS };

struct packs {
    struct arena arena;
    const char *dir;
    int fd, lock;
    const char *staged, *source;
};

/* ---- names ---- */

static bool id_valid(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length <= PACKS_MAX_ID && id[length] == '\0';
}

static void make_name(char name[NAME_SIZE], const char *prefix, const char *id)
{
    snprintf(name, NAME_SIZE, "%s%s", prefix, id);
}

/* The id in ".previous-ID" and the like; NULL when the name is none. */
static const char *id_after(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && id_valid(name + length) ? name + length : NULL;
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

static bool exists(int dir_fd, const char *name)
{
    return faccessat(dir_fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool holds_pack(int dir_fd, const char *name)
{
    int fd = openat(dir_fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool holds = fd >= 0 && exists(fd, "pack.json");
    if (fd >= 0)
        close(fd);
    return holds;
}

/* 0 when there is none. */
static long long serial_of(int dir_fd, const char *name)
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

enum { ENTRIES_MAX = 256 };

static void note_entry(struct packs_entry *entries, size_t *count, int dir_fd, const char *dir,
                       const char *name, struct arena *arena)
{
    const char *id = id_after(name, PREVIOUS);
    bool previous = id != NULL;
    if (!id && id_valid(name))
        id = name;
    if (!id || !holds_pack(dir_fd, name))
        return;
    struct packs_entry *entry = find_entry(entries, *count, id);
    if (!entry && *count == ENTRIES_MAX)
        return;
    if (!entry) {
        entry = &entries[(*count)++];
        entry->id = arena_strdup(arena, id);
    }
    const char *path = arena_printf(arena, "%s/%s", dir, name);
    long long serial = serial_of(dir_fd, name);
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

/* ---- opening, and putting right ---- */

/* False, with a fault. */
static bool fail(const struct packs *packs, struct fault_list *faults, const char *what)
{
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "%s: %s", what, strerror(errno));
    return false;
}

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
    make_name(next, NEXT, id);
    make_name(previous, PREVIOUS, id);
    return discard(packs, previous) && renameat(packs->fd, next, packs->fd, previous) == 0 &&
           fsync(packs->fd) == 0;
}

static bool finish(const struct packs *packs, const char *id)
{
    char next[NAME_SIZE];
    make_name(next, NEXT, id);
    if (exists(packs->fd, id) && serial_of(packs->fd, next) < serial_of(packs->fd, id))
        return keep_previous(packs, id);
    return discard(packs, next);
}

static bool put_right(const struct packs *packs)
{
    DIR *folder = opendir(packs->dir);
    if (!folder)
        return false;
    struct arena arena = {0};
    const char *ids[ENTRIES_MAX];
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(folder)) && count < ENTRIES_MAX) {
        const char *id = id_after(entry->d_name, NEXT);
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

static bool open_folder(struct packs *packs, struct fault_list *faults)
{
    bool made = store_make_folders(packs->dir) && mkdir(packs->dir, 0755) == 0;
    if (made)
        store_sync_entry(packs->dir);
    else if (errno != EEXIST)
        return fail(packs, faults, "cannot be created");
    packs->fd = open(packs->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (packs->fd < 0)
        return fail(packs, faults, "cannot be opened");
    packs->lock = openat(packs->fd, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (packs->lock < 0)
        return fail(packs, faults, "cannot be written");
    if (flock(packs->lock, LOCK_EX | LOCK_NB) == 0)
        return put_right(packs) || fail(packs, faults, "cannot be put right");
    if (errno != EWOULDBLOCK)
        return fail(packs, faults, "cannot be locked");
    fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$",
              "another import is under way; wait until it has ended");
    return false;
}

struct packs *packs_open(const char *dir, struct fault_list *faults)
{
    struct arena arena = {0};
    struct packs *packs = ARENA_NEW(&arena, struct packs);
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/')
        length--;
    packs->dir = arena_strndup(&arena, dir, length);
    packs->staged = arena_printf(&arena, "%s/%s", packs->dir, STAGING);
    packs->source = "";
    packs->fd = packs->lock = -1;
    packs->arena = arena;
    if (open_folder(packs, faults))
        return packs;
    packs_close(packs);
    return NULL;
}

void packs_close(struct packs *packs)
{
    if (!packs)
        return;
    if (packs->lock >= 0) /* nothing staged may stay behind */
        pack_tree_remove(packs->fd, STAGING);
    if (packs->lock >= 0)
        close(packs->lock);
    if (packs->fd >= 0)
        close(packs->fd);
    struct arena arena = packs->arena; /* which holds *packs itself */
    arena_free(&arena);
}

const char *packs_staged(const struct packs *packs)
{
    return packs->staged;
}

const char *packs_source(const struct packs *packs)
{
    return packs->source;
}

/* ---- staging ---- */

static bool is_candidate(int fd, const char *name)
{
    struct stat info;
    if (file_name_is_junk(name, strlen(name)) || fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return S_ISDIR(info.st_mode) ? holds_pack(fd, name)
                                 : S_ISREG(info.st_mode) && pack_zip_is_name(name);
}

/* A folder without pack.json, such as a USB stick: the one pack in it. Gives its name; NULL, with
 * a fault, when there is none or more than one. */
static const char *find_in(struct pack_stage *stage, int fd)
{
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    const char *found = NULL, *second = NULL, *nearly = NULL;
    const struct dirent *entry;
    while (dir && !second && (entry = readdir(dir))) {
        const char *name = arena_strdup(stage->arena, entry->d_name);
        if (file_name_is_nearly(name, "pack.json"))
            nearly = name;
        if (!is_candidate(fd, name))
            continue;
        second = found ? name : NULL;
        found = found ? found : name;
    }
    if (dir)
        closedir(dir);
    if (!found && nearly)
        pack_stage_refuse(stage, nearly, "is not read; rename it pack.json");
    else if (!found)
        pack_stage_refuse(stage, "",
                          "holds no pack; a folder with pack.json, or a .zip of one, is needed");
    else if (second)
        pack_stage_refuse(stage, "", "holds several packs, such as %s and %s; name one of them",
                          strcmp(found, second) < 0 ? found : second,
                          strcmp(found, second) < 0 ? second : found);
    return found && !second ? found : NULL;
}

/* Takes fd. `deep`: a pack in the folder will do, too. */
static bool copy_from(struct pack_stage *stage, int fd, bool deep)
{
    struct stat info = {0};
    bool folder = fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
    bool copied = false;
    if (!folder && S_ISREG(info.st_mode)) {
        copied = pack_zip_copy(stage, fd);
    } else if (!folder) {
        pack_stage_refuse(stage, "", "is neither the folder of a pack nor a .zip file");
    } else if (exists(fd, "pack.json") || !deep) {
        copied = pack_folder_copy(stage, fd);
    } else {
        const char *name = find_in(stage, fd);
        int inner = name ? below_open(fd, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
        if (name)
            stage->source = arena_printf(stage->arena, "%s/%s", stage->source, name);
        if (inner >= 0)
            copied = copy_from(stage, inner, false);
        else if (name)
            pack_stage_refuse(stage, "", "cannot be opened: %s", strerror(errno));
    }
    close(fd);
    return copied;
}

bool packs_stage(struct packs *packs, const char *path, struct fault_list *faults)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    struct pack_stage stage = {.source = arena_strndup(&packs->arena, path, length),
                               .faults = faults,
                               .arena = &packs->arena};
    int from = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0) {
        pack_stage_refuse(&stage, "", "cannot be opened: %s", strerror(errno));
        return false;
    }
    if (!pack_tree_remove(packs->fd, STAGING) || mkdirat(packs->fd, STAGING, 0755) != 0) {
        close(from);
        return fail(packs, faults, "cannot be written");
    }
    stage.fd = openat(packs->fd, STAGING, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool copied = stage.fd >= 0 && copy_from(&stage, from, true);
    packs->source = stage.source;
    if (stage.fd >= 0)
        close(stage.fd);
    else
        close(from);
    return copied;
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
    make_name(next, NEXT, id);
    bool replaces = exists(packs->fd, id);
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
    if (!id_valid(id)) {
        fault_add(faults, FAULT_ERROR, packs->source, 0, 0, "$", "has no usable id in pack.json");
        return false;
    }
    make_name(next, NEXT, id);
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
        return fail(packs, faults, "cannot be written");
    return true;
}

bool packs_go_back(struct packs *packs, const char *id, struct fault_list *faults)
{
    char previous[NAME_SIZE];
    bool valid = id_valid(id);
    make_name(previous, PREVIOUS, valid ? id : "");
    bool shown = valid && holds_pack(packs->fd, id);
    bool kept = valid && holds_pack(packs->fd, previous);
    if (!shown && !kept) {
        fault_add(faults, FAULT_ERROR, packs->dir, 0, 0, "$", "holds no pack \"%s\"", id);
        return false;
    }
    const char *from = kept ? previous : id, *to = kept ? id : previous;
    if (renameat2(packs->fd, from, packs->fd, to,
                  shown && kept ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0)
        return fail(packs, faults, "cannot be written");
    fsync(packs->fd);
    return true;
}
