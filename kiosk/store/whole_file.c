#include "store/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "store/store_path.h"

static bool write_through(const char *file, const void *bytes, size_t length)
{
    int fd = open(file, O_WRONLY | O_CLOEXEC);
    bool good = fd >= 0 && store_write(fd, bytes, length);
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

bool whole_file_replace(const char *file, mode_t rights, const void *bytes, size_t length)
{
    char fresh[PATH_MAX];
    if (snprintf(fresh, sizeof fresh, "%s.XXXXXX", file) >= (int)sizeof fresh) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = mkostemp(fresh, O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = store_write(fd, bytes, length) && fchmod(fd, rights) == 0 && fsync(fd) == 0;
    int cause = errno;
    if (close(fd) != 0 && good) {
        good = false;
        cause = errno;
    }
    if (good && rename(fresh, file) == 0) {
        store_sync_entry(file);
        return true;
    }
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
    bool written;
    if (there && !S_ISREG(info.st_mode))
        written = write_through(file, bytes, length);
    else if (there && realpath(file, real))
        written = whole_file_replace(real, rights(&info), bytes, length);
    else
        written = whole_file_replace(file, rights(NULL), bytes, length);
    if (!written)
        log_error("file_not_written", "file=%s cause=%s", file, strerror(errno));
    return written;
}
