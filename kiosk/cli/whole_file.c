#include "cli/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool write_through(const char *file, const void *bytes, size_t length)
{
    int fd = open(file, O_WRONLY | O_CLOEXEC);
    bool good = fd >= 0 && write_all(fd, bytes, length);
    return fd >= 0 && close(fd) == 0 && good;
}

/* The rights of the file that goes, or what the process gives to new ones. */
static mode_t rights(const struct stat *before)
{
    if (before)
        return before->st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Beside it, then in its place. */
static bool replace(const char *file, const struct stat *before, const void *bytes, size_t length)
{
    char fresh[PATH_MAX];
    if (snprintf(fresh, sizeof fresh, "%s.XXXXXX", file) >= (int)sizeof fresh) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = mkostemp(fresh, O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = write_all(fd, bytes, length) && fchmod(fd, rights(before)) == 0 && fsync(fd) == 0;
    int cause = errno;
    good = close(fd) == 0 && good;
    if (good && rename(fresh, file) == 0)
        return true;
    cause = good ? errno : cause;
    unlink(fresh);
    errno = cause;
    return false;
}

bool whole_file_write(const char *file, const void *bytes, size_t length)
{
    struct stat info;
    char real[PATH_MAX]; /* a link stays, and what it leads to is written */
    bool there = stat(file, &info) == 0;
    bool written = there && !S_ISREG(info.st_mode) ? write_through(file, bytes, length)
                   : there && realpath(file, real) ? replace(real, &info, bytes, length)
                                                   : replace(file, NULL, bytes, length);
    if (!written)
        log_error("file_not_written", "file=%s cause=%s", file, strerror(errno));
    return written;
}
