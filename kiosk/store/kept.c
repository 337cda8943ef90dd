#include "store/kept.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/owner.h"
#include "store/state.h"
#include "store/store_path.h"

bool kept_path(char *path, size_t size, const char *name)
{
    char folder[PATH_MAX];
    state_folder(folder, sizeof folder); /* none for ":memory:" */
    int length = *folder ? snprintf(path, size, "%s/%s", folder, name) : -1;
    return length >= 0 && (size_t)length < size;
}

static bool holds(const char *path, const char *text, size_t length)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool same = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && (size_t)info.st_size == length;
    char *held = same ? memory_take(length + 1) : NULL;
    same = held && read(fd, held, length + 1) == (ssize_t)length && memcmp(held, text, length) == 0;
    free(held);
    close(fd);
    return same;
}

bool kept_write(const char *name, const char *text, size_t length)
{
    char path[PATH_MAX], fresh[PATH_MAX];
    if (!kept_path(path, sizeof path, name) ||
        snprintf(fresh, sizeof fresh, "%s.XXXXXX", path) >= (int)sizeof fresh)
        return false;
    if (holds(path, text, length))
        return true;
    if (owner_is_another(path)) /* root leaves nothing in a user's folder */
        return false;
    int fd = store_make_folders(path, 0700) ? mkostemp(fresh, O_CLOEXEC) : -1;
    if (fd < 0)
        return false;
    bool good = store_write(fd, text, length) && fsync(fd) == 0;
    good = close(fd) == 0 && good && rename(fresh, path) == 0;
    if (good)
        store_sync_entry(path);
    else
        unlink(fresh);
    return good;
}
