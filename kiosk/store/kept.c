#include "store/kept.h"

#include <errno.h>
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
#include "store/whole_file.h"

static const char *other_folder;

void kept_in(const char *folder)
{
    other_folder = folder;
}

bool kept_path(char *path, size_t size, const char *name)
{
    char folder[PATH_MAX] = "";
    if (!other_folder)
        state_folder(folder, sizeof folder); /* none for ":memory:" */
    else if (strlen(other_folder) < sizeof folder)
        memcpy(folder, other_folder, strlen(other_folder) + 1);
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
    char path[PATH_MAX];
    errno = ENOENT; /* no state folder */
    if (!kept_path(path, sizeof path, name))
        return false;
    if (holds(path, text, length))
        return true;
    errno = EPERM;
    if (owner_is_another(path)) /* root leaves nothing in a user's folder */
        return false;
    return store_make_folders(path, 0700) && whole_file_replace(path, 0600, text, length);
}

static long read_all(int fd, char *text, size_t size)
{
    struct stat info;
    size_t length = 0;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return KEPT_UNREADABLE;
    while (length < size) {
        ssize_t part = read(fd, text + length, size - length);
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return KEPT_UNREADABLE;
        if (part == 0)
            break;
        length += (size_t)part;
    }
    return length < size ? (long)length : KEPT_UNREADABLE;
}

long kept_read(const char *name, char *text, size_t size)
{
    char path[PATH_MAX];
    *text = '\0';
    if (!kept_path(path, sizeof path, name))
        return KEPT_NONE;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? KEPT_NONE : KEPT_UNREADABLE;
    long length = read_all(fd, text, size);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
    return length;
}

bool kept_remove(const char *name)
{
    char path[PATH_MAX];
    if (!kept_path(path, sizeof path, name))
        return true;
    if (unlink(path) != 0)
        return errno == ENOENT;
    store_sync_entry(path);
    return true;
}
