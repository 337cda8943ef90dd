#include "content/pack_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "packs/unpacked.h"

#define FILES_MAX 10000 /* in one folder */

struct unpacked_pack {
    struct unpacked_pack *next;
    struct unpacked *unpacked;
};

const char *pack_folder(struct content *content, const char *pack, struct fault_list *faults)
{
    if (!unpacked_is_zip(pack))
        return pack;
    struct unpacked *unpacked = unpacked_open(pack, faults);
    if (!unpacked)
        return NULL;
    struct unpacked_pack *kept = ARENA_NEW(&content->arena, struct unpacked_pack);
    *kept = (struct unpacked_pack){content->unpacked, unpacked};
    content->unpacked = kept;
    return unpacked_folder(unpacked);
}

void pack_folders_close(struct content *content)
{
    for (struct unpacked_pack *kept = content->unpacked; kept; kept = kept->next)
        unpacked_close(kept->unpacked);
    content->unpacked = NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool wanted(const char *name, const char *pack, const char *folder,
                   struct fault_list *faults)
{
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        return true;
    if (length > 3 && strcmp(name + length - 3, ".md") == 0)
        return false; /* notes for people, such as lang/GLOSSARY.md */
    char path[1024], meant[256] = "";
    snprintf(path, sizeof path, "%s/%s/%s", pack, folder, name);
    const char *ending = strcasestr(name, ".json");
    if (ending)
        snprintf(meant, sizeof meant, "%.*s.json", (int)(ending - name), name);
    if (ending && file_name_is_nearly(name, meant))
        fault_add(faults, FAULT_WARNING, path, 0, 0, "$",
                  "is not read; rename it %s (Windows hides endings: View, File name extensions)",
                  meant);
    else
        fault_add(faults, FAULT_WARNING, path, 0, 0, "$", "is not read; only .json files are");
    return false;
}

static size_t list(int dir_fd, const char *pack, const char *folder, bool all, struct arena *arena,
                   const char ***names, struct fault_list *faults)
{
    *names = NULL;
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", pack, folder);
    int fd = below_open(dir_fd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = below_list(fd);
    if (!dir) {
        int error = errno;
        const char *problem = below_problem(error);
        if (error != ENOENT)
            fault_add(faults, FAULT_ERROR, path, 0, 0, "$", "%s",
                      problem ? problem : strerror(error))
                ->error = error;
        return 0;
    }
    const char **found = ARENA_ARRAY(arena, const char *, FILES_MAX);
    size_t count = 0;
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (file_name_is_junk(entry->d_name, strlen(entry->d_name)))
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
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (all || wanted(found[i], pack, folder, faults))
            found[kept++] = found[i];
    *names = found;
    return kept;
}

size_t pack_list(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                 const char ***names, struct fault_list *faults)
{
    return list(dir_fd, pack, folder, false, arena, names, faults);
}

size_t pack_list_all(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                     const char ***names, struct fault_list *faults)
{
    return list(dir_fd, pack, folder, true, arena, names, faults);
}

/* Of what lies in the folder, the name that is meant to be `wanted`; false when there is none. */
static bool find_nearly(int dir_fd, const char *wanted_name, char *found, size_t size)
{
    int fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = below_list(fd);
    const struct dirent *entry;
    *found = '\0';
    while (dir && !*found && (entry = readdir(dir)))
        if (file_name_is_nearly(entry->d_name, wanted_name))
            snprintf(found, size, "%s", entry->d_name);
    if (dir)
        closedir(dir);
    return *found;
}

void pack_look_at_top(int dir_fd, const char *pack, struct fault_list *faults)
{
    static const char *const parts[] = {"exercises", "routines", "pages",
                                        "lang",      "images",   "audio"};
    char name[256], path[1024];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (faccessat(dir_fd, parts[i], F_OK, AT_SYMLINK_NOFOLLOW) == 0 ||
            !find_nearly(dir_fd, parts[i], name, sizeof name))
            continue;
        snprintf(path, sizeof path, "%s/%s", pack, name);
        fault_add(faults, FAULT_WARNING, path, 0, 0, "$", "is not read; rename it %s", parts[i]);
    }
}
