#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "packs/pack_stage.h"
#include "packs/packs.h"

struct names {
    const char **items;
    size_t count, capacity;
};

static void add_name(struct pack_stage *stage, struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity * 2 + 64;
        const char **items = ARENA_ARRAY(stage->arena, const char *, capacity);
        if (names->count > 0)
            memcpy(items, names->items, names->count * sizeof *items);
        names->items = items;
        names->capacity = capacity;
    }
    names->items[names->count++] = arena_strdup(stage->arena, name);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void refuse_open(struct pack_stage *stage, const char *relative, int error)
{
    const char *problem = below_problem(error);
    if (problem)
        pack_stage_refuse(stage, relative, "%s", problem);
    else
        pack_stage_refuse_system(stage, relative, "cannot be read", error);
}

/* What is in a folder of the pack, sorted, so that the same pack always gives the same faults. */
static bool list_folder(struct pack_stage *stage, int root, const char *relative,
                        struct names *names)
{
    int fd = below_open(root, *relative ? relative : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = below_list(fd);
    if (!dir) {
        refuse_open(stage, relative, errno);
        return false;
    }
    const struct dirent *entry;
    while ((entry = readdir(dir)) && names->count <= PACKS_MAX_FILES)
        if (!file_name_is_junk(entry->d_name, strlen(entry->d_name)))
            add_name(stage, names, entry->d_name);
    closedir(dir);
    if (names->count > PACKS_MAX_FILES) {
        pack_stage_refuse(stage, relative, "holds too many files; at most %d are allowed",
                          PACKS_MAX_FILES);
        return false;
    }
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return true;
}

static void copy_data(struct pack_file *file, int from)
{
    char data[16 * 1024];
    for (;;) {
        ssize_t size = read(from, data, sizeof data);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            pack_stage_refuse_system(file->stage, file->relative, "cannot be read", errno);
        if (size <= 0 || !pack_file_write(file, data, (size_t)size))
            return;
    }
}

static void copy_file(struct pack_stage *stage, int root, const char *relative)
{
    int from = below_open(root, relative, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (from < 0) {
        refuse_open(stage, relative, errno);
        return;
    }
    struct stat info;
    struct pack_file file;
    if (fstat(from, &info) != 0 || !S_ISREG(info.st_mode)) {
        pack_stage_refuse(stage, relative, "is not a regular file; put a file into the pack");
    } else if (pack_file_begin(&file, stage, relative)) {
        copy_data(&file, from);
        pack_file_end(&file);
    }
    close(from);
}

static void copy_folder(struct pack_stage *stage, int root, const char *relative)
{
    struct names names = {0};
    if (!list_folder(stage, root, relative, &names))
        return;
    for (size_t i = 0; i < names.count && !pack_stage_over(stage); i++) {
        const char *name = names.items[i];
        if (*relative)
            name = arena_printf(stage->arena, "%s/%s", relative, name);
        struct stat info;
        bool folder = fstatat(root, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
        if (!pack_stage_wants(stage, name, folder))
            continue;
        if (folder)
            copy_folder(stage, root, name);
        else
            copy_file(stage, root, name);
    }
}

bool pack_folder_copy(struct pack_stage *stage, int folder_fd)
{
    copy_folder(stage, folder_fd, "");
    return stage->refused == 0;
}
