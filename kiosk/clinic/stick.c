#include "clinic/stick.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "base/image_header.h"
#include "packs/pack_search.h"

static const char backup_prefix[] = "physio-kiosk-backup-";

struct walk {
    struct stick_contents *contents;
    struct arena *arena;
    const char *root;
    int root_fd, names;
    bool failed; /* of what could be listed once, something could not be read */
};

bool stick_is_backup_name(const char *name)
{
    size_t length = strlen(name);
    return strncmp(name, backup_prefix, sizeof backup_prefix - 1) == 0 && length > 4 &&
           strcasecmp(name + length - 4, ".zip") == 0;
}

static bool is_photo_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot || dot == name)
        return false;
    for (int type = 0; type < IMAGE_TYPE_COUNT; type++) {
        const char *ending = image_ending((enum image_type)type);
        if (ending && strcasecmp(dot + 1, ending) == 0)
            return true;
    }
    return strcasecmp(dot, ".jpeg") == 0;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Newest first; of one moment by their names. */
static bool comes_before(int64_t changed, const char *path, int64_t other, const char *other_path)
{
    return changed != other ? changed > other : strcmp(path, other_path) < 0;
}

/* Keeps the `max` newest, in order. */
static void keep_file(struct stick_file *list, int *count, int max, struct stick_file file)
{
    int at = *count;
    while (at > 0 && comes_before(file.changed, file.path, list[at - 1].changed, list[at - 1].path))
        at--;
    if (at == max)
        return;
    *count += *count < max;
    memmove(&list[at + 1], &list[at], (size_t)(*count - 1 - at) * sizeof *list);
    list[at] = file;
}

static void keep_pack(struct stick_contents *contents, struct stick_pack pack)
{
    struct stick_pack *list = contents->packs;
    int at = contents->pack_count;
    while (at > 0 && comes_before(pack.changed, pack.path, list[at - 1].changed, list[at - 1].path))
        at--;
    if (at == STICK_MAX_PACKS)
        return;
    contents->pack_count += contents->pack_count < STICK_MAX_PACKS;
    memmove(&list[at + 1], &list[at], (size_t)(contents->pack_count - 1 - at) * sizeof *list);
    list[at] = pack;
}

static void look_at_file(struct walk *walk, const char *below, const char *name,
                         const struct stat *at)
{
    struct stick_contents *contents = walk->contents;
    bool backup = stick_is_backup_name(name);
    if (!backup && !is_photo_name(name))
        return;
    struct stick_file file = {arena_printf(walk->arena, "%s/%s", walk->root, below), at->st_mtime,
                              (uint64_t)at->st_size};
    if (backup)
        keep_file(contents->backups, &contents->backup_count, STICK_MAX_BACKUPS, file);
    else
        keep_file(contents->photos, &contents->photo_count, STICK_MAX_PHOTOS, file);
}

static void look_at_folder(struct walk *walk, const char *below, int depth);

static void look_at(struct walk *walk, int fd, const char *below, const char *name, int depth)
{
    struct stat at;
    if (file_name_is_junk(name, strlen(name)) || walk->names++ >= STICK_MAX_NAMES ||
        fstatat(fd, name, &at, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    const char *path =
        *below ? arena_printf(walk->arena, "%s/%s", below, name) : arena_strdup(walk->arena, name);
    if (S_ISREG(at.st_mode))
        look_at_file(walk, path, name, &at);
    else if (S_ISDIR(at.st_mode) && depth < STICK_MAX_DEPTH)
        look_at_folder(walk, path, depth + 1);
}

/* Photos and backups; those in a pack are the pack's. */
static void look_at_folder(struct walk *walk, const char *below, int depth)
{
    DIR *dir = below_list(
        below_open(walk->root_fd, *below ? below : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const struct dirent *entry;
    if (!dir) {
        walk->failed |= errno != EACCES;
        return;
    }
    if (faccessat(dirfd(dir), "pack.json", F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        while ((entry = readdir(dir)))
            look_at(walk, dirfd(dir), below, entry->d_name, depth);
    closedir(dir);
}

static void look_at_pack(struct walk *walk, const struct pack_candidate *found)
{
    const char *name = last_part(*found->path ? found->path : walk->root);
    const char *file = *found->path ? found->path : ".";
    struct stat at;
    if (stick_is_backup_name(name))
        return;
    if (!found->zip)
        file = arena_printf(walk->arena, "%s/pack.json", file);
    bool known = fstatat(walk->root_fd, file, &at, AT_SYMLINK_NOFOLLOW) == 0;
    keep_pack(walk->contents,
              (struct stick_pack){
                  .path = *found->path ? arena_printf(walk->arena, "%s/%s", walk->root, found->path)
                                       : walk->root,
                  .id = found->title.id,
                  .name = *found->title.name ? found->title.name : arena_strdup(walk->arena, name),
                  .version = found->title.version,
                  .zip = found->zip,
                  .changed = known ? at.st_mtime : 0,
                  .bytes = known && found->zip ? (uint64_t)at.st_size : 0});
}

static void find_packs(struct walk *walk)
{
    struct pack_search search;
    pack_search_all(&search, walk->root_fd, walk->arena);
    for (size_t i = 0; i < search.count; i++)
        look_at_pack(walk, &search.found[i]);
}

void stick_read(struct stick_contents *contents, const char *path, struct arena *arena)
{
    *contents = (struct stick_contents){.state = STICK_READ};
    struct walk walk = {.contents = contents, .arena = arena, .root = arena_strdup(arena, path)};
    walk.root_fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (walk.root_fd < 0) {
        contents->state = errno == EACCES ? STICK_UNREADABLE : STICK_GONE;
        return;
    }
    find_packs(&walk);
    look_at_folder(&walk, "", 0);
    close(walk.root_fd);
    if (walk.failed && stick_is_empty(contents))
        contents->state = STICK_UNREADABLE;
    struct stat at;
    if (stat(path, &at) != 0)
        contents->state = STICK_GONE;
}

bool stick_is_empty(const struct stick_contents *contents)
{
    return contents->pack_count == 0 && contents->backup_count == 0 && contents->photo_count == 0;
}

enum stick_written stick_written_end(int error)
{
    switch (error) {
    case 0:
        return STICK_WRITTEN;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return STICK_WRITE_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
        return STICK_WRITE_READ_ONLY;
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case EIO:
        return STICK_WRITE_GONE;
    default:
        return STICK_WRITE_FAILED;
    }
}
