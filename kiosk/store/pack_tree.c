#include "store/pack_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TREE_DEPTH = 32 };

static DIR *open_folder(int dir_fd, const char *name)
{
    int fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0)
        close(fd);
    return dir;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool remove_at(int dir_fd, const char *name, int depth)
{
    if (unlinkat(dir_fd, name, 0) == 0 || errno == ENOENT)
        return true;
    DIR *dir = errno == EISDIR && depth < TREE_DEPTH ? open_folder(dir_fd, name) : NULL;
    if (!dir)
        return false;
    const struct dirent *entry;
    while ((entry = readdir(dir)))
        if (!is_dots(entry->d_name))
            remove_at(dirfd(dir), entry->d_name, depth + 1);
    closedir(dir);
    return unlinkat(dir_fd, name, AT_REMOVEDIR) == 0;
}

bool pack_tree_remove(int dir_fd, const char *name)
{
    return remove_at(dir_fd, name, 0);
}

static bool is_folder(int dir_fd, const char *name)
{
    struct stat info;
    return fstatat(dir_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
}

static bool sync_at(int dir_fd, const char *name, int depth)
{
    DIR *dir = depth < TREE_DEPTH ? open_folder(dir_fd, name) : NULL;
    if (!dir)
        return false;
    bool good = true;
    const struct dirent *entry;
    while (good && (entry = readdir(dir)))
        if (!is_dots(entry->d_name) && is_folder(dirfd(dir), entry->d_name))
            good = sync_at(dirfd(dir), entry->d_name, depth + 1);
    good = good && fsync(dirfd(dir)) == 0;
    closedir(dir);
    return good;
}

bool pack_tree_sync(int dir_fd, const char *name)
{
    return sync_at(dir_fd, name, 0);
}

bool pack_tree_write(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}
