#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/memory.h"
#include "json/json.h"
#include "packs/pack_place.h"
#include "packs/pack_tree.h"
#include "packs/packs.h"
#include "store/store_path.h"

static int open_pack(const struct packs *packs, const char *id)
{
    return openat(packs->fd, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* NULL where it cannot be read whole: half a text would be written back as all of it. */
static char *read_all(int fd, size_t *length)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > PACKS_MAX_FILE_BYTES)
        return NULL;
    size_t size = (size_t)info.st_size, got = 0;
    char *text = memory_take(size + 1);
    ssize_t part = 1;
    while (got < size && part != 0) {
        part = read(fd, text + got, size - got);
        if (part < 0 && errno != EINTR) {
            free(text);
            return NULL;
        }
        got += part > 0 ? (size_t)part : 0;
    }
    text[got] = '\0';
    *length = got;
    return text;
}

char *packs_read_text(struct packs *packs, const char *id, const char *file, size_t *length)
{
    int folder = open_pack(packs, id);
    int fd = folder < 0 ? -1 : below_open(folder, file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    char *text = fd < 0 ? NULL : read_all(fd, length);
    if (fd >= 0)
        close(fd);
    if (folder >= 0)
        close(folder);
    return text;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_text(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 5 && strcmp(name + length - 5, ".json") == 0;
}

enum { TEXTS_MAX = 4096 };

size_t packs_list_texts(struct packs *packs, const char *id, const char *folder,
                        struct arena *arena, const char ***names)
{
    *names = ARENA_ARRAY(arena, const char *, TEXTS_MAX);
    int pack = open_pack(packs, id);
    int fd = pack < 0 ? -1 : below_open(pack, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = below_list(fd);
    size_t count = 0;
    const struct dirent *entry;
    while (dir && count < TEXTS_MAX && (entry = readdir(dir)))
        if (is_text(entry->d_name))
            (*names)[count++] = arena_strdup(arena, entry->d_name);
    if (dir)
        closedir(dir);
    if (pack >= 0)
        close(pack);
    qsort(*names, count, sizeof **names, compare_names);
    return count;
}

static bool make_folder(int staging, const char *file)
{
    char folder[64];
    size_t length = strcspn(file, "/");
    if (!file[length])
        return true;
    if (length >= sizeof folder) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(folder, file, length);
    folder[length] = '\0';
    return mkdirat(staging, folder, 0755) == 0 || errno == EEXIST;
}

/* In the place of the old file, which may be another folder's, too. */
static bool write_text(int staging, const struct packs_text *text)
{
    if (unlinkat(staging, text->file, 0) != 0 && errno != ENOENT)
        return false;
    if (!text->text)
        return true;
    if (!make_folder(staging, text->file))
        return false;
    int fd =
        openat(staging, text->file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool good = fd >= 0 && store_write(fd, text->text, text->length) && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0)
        good = close(fd) == 0 && good;
    errno = error;
    return good;
}

static bool fill_staging(const struct packs *packs, const char *id, const struct packs_text *texts,
                         size_t count)
{
    if (!pack_tree_remove(packs->fd, STAGING))
        return false;
    bool begun = pack_is_whole(packs->fd, id) ? pack_tree_link(packs->fd, id, STAGING)
                                              : mkdirat(packs->fd, STAGING, 0755) == 0;
    int staging = begun ? open_pack(packs, STAGING) : -1;
    bool good = staging >= 0;
    for (size_t i = 0; good && i < count; i++)
        good = write_text(staging, &texts[i]);
    int error = errno;
    if (staging >= 0)
        close(staging);
    errno = error;
    return good && pack_tree_sync(packs->fd, STAGING);
}

bool packs_rewrite(struct packs *packs, const char *id, const struct packs_text *texts,
                   size_t count, struct fault_list *faults)
{
    char next[NAME_SIZE];
    pack_name(next, NEXT, id);
    if (!packs_has_room(packs, id, faults))
        return false;
    if (fill_staging(packs, id, texts, count) && pack_move(packs, STAGING, next) &&
        fsync(packs->fd) == 0 && packs_take_next(packs, id))
        return true;
    pack_fail(packs, faults, "cannot be written");
    pack_tree_remove(packs->fd, STAGING);
    return false;
}
