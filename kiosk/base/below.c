#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"

/* Opens one part of the way; "." is the folder it begins at. openat calls a link that is asked for
 * as a folder no folder. */
static int open_part(int at, const char *part, size_t length, int flags)
{
    char name[NAME_MAX + 1] = ".";
    struct stat status;
    if (length > NAME_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (length > 0) /* else one slash after another */
        memcpy(name, part, length);
    if (strcmp(name, "..") == 0) {
        errno = EXDEV;
        return -1;
    }
    int fd = openat(at, name, flags | O_NOFOLLOW);
    if (fd < 0 && errno == ENOTDIR) {
        bool link = fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
        errno = link ? ELOOP : ENOTDIR;
    }
    return fd;
}

int below_open_plain(int dir_fd, const char *relative, int flags)
{
    int at = dir_fd;
    if (*relative == '/' || !*relative) {
        errno = *relative ? EXDEV : ENOENT;
        return -1;
    }
    for (;;) {
        size_t length = strcspn(relative, "/");
        bool last = relative[length] == '\0';
        int fd = open_part(at, relative, length, last ? flags : O_PATH | O_DIRECTORY | O_CLOEXEC);
        int error = errno;
        if (at != dir_fd)
            close(at);
        errno = error;
        if (fd < 0 || last)
            return fd;
        at = fd;
        relative += length + 1;
    }
}

int below_open(int dir_fd, const char *relative, int flags)
{
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    long fd;
    do {
        fd = syscall(SYS_openat2, dir_fd, relative, &how, sizeof how);
    } while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        return below_open_plain(dir_fd, relative, flags);
    return (int)fd;
}

DIR *below_list(int fd)
{
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir || fd < 0)
        return dir;
    int error = errno;
    memory_ask("folder");
    close(fd);
    errno = error;
    return NULL;
}

const char *below_problem(int error)
{
    if (error == ELOOP)
        return "is a symbolic link; put the file itself into the pack";
    if (error == EXDEV)
        return "lies outside the pack; put the file into the pack";
    if (error == ENXIO) /* a socket */
        return "is not a regular file; put a file into the pack";
    if (error == EACCES)
        return "cannot be read; its permissions must let the kiosk's user read it";
    return NULL;
}
