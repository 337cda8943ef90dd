#include "content/pack_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES_MAX 1000 /* in one folder */

int pack_open_below_plain(int dir_fd, const char *relative, int flags)
{
    int at = dir_fd;
    for (;;) {
        size_t length = strcspn(relative, "/");
        char part[256];
        bool last = relative[length] == '\0';
        int fd = -1;
        if (length == 0 || length >= sizeof part ||
            (relative[0] == '.' && (length == 1 || (length == 2 && relative[1] == '.')))) {
            errno = EXDEV;
        } else {
            memcpy(part, relative, length);
            part[length] = '\0';
            fd = openat(at, part, (last ? flags : O_PATH | O_DIRECTORY | O_CLOEXEC) | O_NOFOLLOW);
        }
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

int pack_open_below(int dir_fd, const char *relative, int flags)
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
        return pack_open_below_plain(dir_fd, relative, flags);
    return (int)fd;
}

const char *pack_open_problem(int error)
{
    if (error == ELOOP)
        return "is a symbolic link; put the file itself into the pack";
    if (error == EXDEV)
        return "lies outside the pack; put the file into the pack";
    if (error == EACCES)
        return "cannot be read; its permissions must let the kiosk's user read it";
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool wanted(const char *name, const char *pack, const char *folder,
                   struct fault_list *faults)
{
    size_t length = strlen(name);
    if (name[0] == '.' || name[length - 1] == '~')
        return false;
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        return true;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s/%s", pack, folder, name);
    fault_add(faults, FAULT_WARNING, path, 0, 0, "$", "is not read; only .json files are");
    return false;
}

size_t pack_list(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                 const char ***names, struct fault_list *faults)
{
    *names = NULL;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", pack, folder);
    int fd = pack_open_below(dir_fd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        int error = errno;
        const char *problem = pack_open_problem(error);
        if (error != ENOENT)
            fault_add(faults, FAULT_ERROR, path, 0, 0, "$", "%s",
                      problem ? problem : strerror(error));
        if (fd >= 0)
            close(fd);
        return 0;
    }
    const char **found = ARENA_ARRAY(arena, const char *, FILES_MAX);
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (!wanted(entry->d_name, pack, folder, faults))
            continue;
        if (count == FILES_MAX) {
            fault_add(faults, FAULT_ERROR, path, 0, 0, "$",
                      "holds too many files; at most %d are read", FILES_MAX);
            break;
        }
        found[count++] = arena_strdup(arena, entry->d_name);
    }
    closedir(dir);
    qsort(found, count, sizeof *found, compare_names);
    *names = found;
    return count;
}
