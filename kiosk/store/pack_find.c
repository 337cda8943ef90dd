#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "store/pack_stage.h"

static bool exists(int dir_fd, const char *name)
{
    return faccessat(dir_fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool holds_pack(int dir_fd, const char *name)
{
    int fd = openat(dir_fd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool holds = fd >= 0 && exists(fd, "pack.json");
    if (fd >= 0)
        close(fd);
    return holds;
}

static bool is_candidate(int fd, const char *name)
{
    struct stat info;
    if (file_name_is_junk(name, strlen(name)) || fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return S_ISDIR(info.st_mode) ? holds_pack(fd, name)
                                 : S_ISREG(info.st_mode) && pack_zip_is_name(name);
}

/* A folder without pack.json, such as a USB stick: the one pack in it. Gives its name; NULL, with
 * a fault, when there is none or more than one. */
static const char *find_in(struct pack_stage *stage, int fd)
{
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    const char *found = NULL, *second = NULL, *nearly = NULL;
    const struct dirent *entry;
    while (dir && !second && (entry = readdir(dir))) {
        const char *name = arena_strdup(stage->arena, entry->d_name);
        if (file_name_is_nearly(name, "pack.json"))
            nearly = name;
        if (!is_candidate(fd, name))
            continue;
        second = found ? name : NULL;
        found = found ? found : name;
    }
    if (dir)
        closedir(dir);
    if (!found && nearly)
        pack_stage_refuse(stage, nearly, "is not read; rename it pack.json");
    else if (!found)
        pack_stage_refuse(stage, "",
                          "holds no pack; a folder with pack.json, or a .zip of one, is needed");
    else if (second)
        pack_stage_refuse(stage, "", "holds several packs, such as %s and %s; name one of them",
                          strcmp(found, second) < 0 ? found : second,
                          strcmp(found, second) < 0 ? second : found);
    return found && !second ? found : NULL;
}

/* Takes fd. `deep`: a pack in the folder will do, too. */
static bool copy_from(struct pack_stage *stage, int fd, bool deep)
{
    struct stat info = {0};
    bool folder = fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
    bool copied = false;
    if (!folder && S_ISREG(info.st_mode)) {
        copied = pack_zip_copy(stage, fd);
    } else if (!folder) {
        pack_stage_refuse(stage, "", "is neither the folder of a pack nor a .zip file");
    } else if (exists(fd, "pack.json") || !deep) {
        copied = pack_folder_copy(stage, fd);
    } else {
        const char *name = find_in(stage, fd);
        int inner = name ? below_open(fd, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
        if (name)
            stage->source = arena_printf(stage->arena, "%s/%s", stage->source, name);
        if (inner >= 0)
            copied = copy_from(stage, inner, false);
        else if (name)
            pack_stage_refuse(stage, "", "cannot be opened: %s", strerror(errno));
    }
    close(fd);
    return copied;
}

bool pack_find_copy(struct pack_stage *stage, int fd)
{
    return copy_from(stage, fd, true);
}
