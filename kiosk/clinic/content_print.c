#include "clinic/content_print.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/hash.h"

enum { DEPTH_MAX = 8, CHUNK_SIZE = 16 * 1024, NAME_SIZE = 1024 };

static uint64_t add_bytes(uint64_t print, int fd)
{
    char data[CHUNK_SIZE];
    ssize_t size;
    while ((size = read(fd, data, sizeof data)) > 0)
        print = print_add(print, data, (size_t)size);
    return print;
}

static bool is_json(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

static uint64_t print_file(const char *relative, int fd, const struct stat *info, bool bytes)
{
    uint64_t size = (uint64_t)info->st_size;
    unsigned char digits[8];
    for (int i = 0; i < 8; i++)
        digits[i] = (unsigned char)(size >> (8 * i));
    uint64_t print = print_add(PRINT_BASIS, relative, strlen(relative) + 1);
    print = print_add(print, digits, sizeof digits);
    return bytes ? add_bytes(print, fd) : print;
}

static uint64_t print_folder(int fd, const char *relative, int depth);

/* Takes fd. */
static uint64_t print_entry(int fd, const char *relative, int depth)
{
    struct stat info;
    uint64_t print = 0;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode) && depth < DEPTH_MAX)
        return print_folder(fd, relative, depth + 1);
    if (S_ISREG(info.st_mode))
        print = print_file(relative, fd, &info, is_json(relative) || depth == 0);
    close(fd);
    return print;
}

/* Takes fd. Files come in any order, so that the sum counts. Hidden ones are the store's own. */
static uint64_t print_folder(int fd, const char *relative, int depth)
{
    uint64_t print = 0;
    const struct dirent *entry;
    DIR *dir = below_list(fd);
    while (dir && (entry = readdir(dir))) {
        char name[NAME_SIZE];
        if (*entry->d_name == '.' ||
            snprintf(name, sizeof name, "%s/%s", relative, entry->d_name) >= NAME_SIZE)
            continue;
        int inner = openat(dirfd(dir), entry->d_name,
                           O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
        print += inner >= 0 ? print_entry(inner, name, depth) : 0;
    }
    if (dir)
        closedir(dir);
    return print;
}

uint64_t content_print(const char *const *dirs, size_t count)
{
    uint64_t print = PRINT_BASIS;
    for (size_t i = 0; i < count; i++) {
        int fd = open(dirs[i], O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        uint64_t pack = fd >= 0 ? print_entry(fd, "", 0) : 0;
        print = print_add(print, &pack, sizeof pack);
    }
    return print;
}
