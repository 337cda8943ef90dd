#include "store/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is there under that name is the file that was opened, and no other. */
static bool is_still(const struct part *part)
{
    struct stat ours, there;
    return fstat(part->fd, &ours) == 0 &&
           fstatat(part->dir, part->unfinished, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

int part_begin(struct part *part, int dir, const char *name)
{
    part->fd = -1;
    part->dir = dir;
    if (snprintf(part->name, sizeof part->name, "%s", name) >= (int)sizeof part->name ||
        snprintf(part->unfinished, sizeof part->unfinished, "%s.part", name) >=
            (int)sizeof part->unfinished)
        return ENAMETOOLONG;
    part->fd = openat(dir, part->unfinished, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (part->fd < 0)
        return errno;
    if (flock(part->fd, LOCK_EX | LOCK_NB) != 0 || !is_still(part)) {
        close(part->fd); /* it is another's */
        part->fd = -1;
        return EBUSY;
    }
    if (ftruncate(part->fd, 0) == 0)
        return 0;
    int error = errno;
    part_drop(part);
    return error;
}

int part_write(const struct part *part, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = write(part->fd, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return written < 0 ? errno : EIO;
        at += written;
        size -= (size_t)written;
    }
    return 0;
}

/* The folder's entry of the file is on the disk, too. */
static int sync_folder(const struct part *part)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(part->name, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - part->name) + 1 : 1,
             slash ? part->name : ".");
    int fd = openat(part->dir, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = fsync(fd) == 0 ? 0 : errno;
    close(fd);
    return error;
}

int part_end(struct part *part)
{
    int error = 0;
    if (fsync(part->fd) != 0 || renameat(part->dir, part->unfinished, part->dir, part->name) != 0) {
        error = errno;
        part_drop(part);
        return error;
    }
    error = sync_folder(part);
    if (close(part->fd) != 0 && !error)
        error = errno;
    part->fd = -1;
    return error;
}

void part_drop(struct part *part)
{
    if (part->fd < 0)
        return;
    unlinkat(part->dir, part->unfinished, 0);
    close(part->fd);
    part->fd = -1;
}
