#include "packs/pack_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "store/store_path.h"

enum { TREE_DEPTH = 32 };

static DIR *open_folder(int dir_fd, const char *name)
{
    int fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return below_list(fd);
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

/* The next name in a folder; NULL at its end (errno 0), or when it cannot be read. */
static const char *next_name(DIR *dir)
{
    errno = 0;
    const struct dirent *entry = readdir(dir);
    while (entry && is_dots(entry->d_name))
        entry = readdir(dir);
    return entry ? entry->d_name : NULL;
}

static int open_file(int dir_fd, const char *name)
{
    return openat(dir_fd, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
}

static ssize_t read_some(int fd, char *data, size_t size)
{
    ssize_t length;
    do
        length = read(fd, data, size);
    while (length < 0 && errno == EINTR);
    return length;
}

static bool copy_bytes(int from, int to)
{
    static char data[64 * 1024];
    ssize_t length;
    while ((length = read_some(from, data, sizeof data)) > 0)
        if (!store_write(to, data, (size_t)length))
            return false;
    return length == 0 && fsync(to) == 0;
}

static bool copy_file(int from_dir, int to_dir, const char *name)
{
    int from = open_file(from_dir, name);
    int to = from < 0
                 ? -1
                 : openat(to_dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool copied = to >= 0 && copy_bytes(from, to);
    int error = errno;
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    errno = error;
    return copied;
}

/* The same file under another name; where that cannot be, another one. */
static bool link_file(int from_dir, int to_dir, const char *name)
{
    return linkat(from_dir, name, to_dir, name, 0) == 0 || copy_file(from_dir, to_dir, name);
}

typedef bool bring_file(int from_dir, int to_dir, const char *name);

static bool copy_at(int from_dir, const char *from, int to_dir, const char *to, int depth,
                    bring_file *bring);

static bool copy_entry(int from_dir, int to_dir, const char *name, int depth, bring_file *bring)
{
    struct stat info;
    if (fstatat(from_dir, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    if (S_ISDIR(info.st_mode))
        return copy_at(from_dir, name, to_dir, name, depth + 1, bring);
    return !S_ISREG(info.st_mode) || bring(from_dir, to_dir, name);
}

static bool copy_at(int from_dir, const char *from, int to_dir, const char *to, int depth,
                    bring_file *bring)
{
    DIR *dir = depth < TREE_DEPTH ? open_folder(from_dir, from) : NULL;
    if (!dir)
        return false;
    int fd = -1;
    if (mkdirat(to_dir, to, 0755) == 0)
        fd = openat(to_dir, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0;
    const char *name;
    while (good && (name = next_name(dir)))
        good = copy_entry(dirfd(dir), fd, name, depth, bring);
    good = good && errno == 0 && fsync(fd) == 0;
    int error = errno;
    closedir(dir);
    if (fd >= 0)
        close(fd);
    errno = error;
    return good;
}

bool pack_tree_copy(int dir_fd, const char *from, const char *to)
{
    return copy_at(dir_fd, from, dir_fd, to, 0, copy_file);
}

bool pack_tree_link(int dir_fd, const char *from, const char *to)
{
    return copy_at(dir_fd, from, dir_fd, to, 0, link_file);
}

static bool equal_bytes(int a, int b)
{
    static char of_a[64 * 1024], of_b[64 * 1024];
    for (;;) {
        ssize_t length = read_some(a, of_a, sizeof of_a);
        if (length < 0 || read_some(b, of_b, sizeof of_b) != length ||
            memcmp(of_a, of_b, (size_t)length) != 0)
            return false;
        if (length == 0)
            return true;
    }
}

static bool equal_files(int a_dir, int b_dir, const char *name)
{
    int a = open_file(a_dir, name), b = open_file(b_dir, name);
    bool equal = a >= 0 && b >= 0 && equal_bytes(a, b);
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
    return equal;
}

/* All that is in a is in b. */
static bool is_within(int a_dir, int b_dir, const char *name, const char *but, int depth)
{
    DIR *a = depth < TREE_DEPTH ? open_folder(a_dir, name) : NULL;
    DIR *b = a ? open_folder(b_dir, name) : NULL;
    bool good = b != NULL;
    const char *inner;
    while (good && (inner = next_name(a))) {
        struct stat info;
        if (but && strcmp(inner, but) == 0)
            continue;
        good = fstatat(dirfd(a), inner, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (good && S_ISDIR(info.st_mode))
            good = is_within(dirfd(a), dirfd(b), inner, NULL, depth + 1);
        else if (good)
            good = equal_files(dirfd(a), dirfd(b), inner);
    }
    if (a)
        closedir(a);
    if (b)
        closedir(b);
    return good;
}

bool pack_tree_equal(int dir_fd, const char *a, const char *b, const char *but)
{
    int a_dir = openat(dir_fd, a, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int b_dir = openat(dir_fd, b, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool equal = a_dir >= 0 && b_dir >= 0 && is_within(a_dir, b_dir, ".", but, 0) &&
                 is_within(b_dir, a_dir, ".", but, 0);
    if (a_dir >= 0)
        close(a_dir);
    if (b_dir >= 0)
        close(b_dir);
    return equal;
}
