#include "cli/check_paths.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "json/json.h"
#include "packs/pack_find.h"
#include "packs/unpacked.h"

/* Faults in `from`, or in a file below it, are told as if they were in `to`. */
struct check_shown {
    const char *from, *to;
    bool errors_only;
};

/* A pack to check, read once under the name it was first given. */
struct check_pack {
    const char *name;
    const char *real; /* without links */
    const char *id;   /* "" when unknown */
};

static const char *without_slashes(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool holds_pack(struct arena *arena, const char *folder)
{
    return access(arena_printf(arena, "%s/pack.json", folder), F_OK) == 0;
}

/* The path itself when it cannot be followed. */
static const char *real_path(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        memory_ask("path");
    const char *copy = arena_strdup(arena, real ? real : path);
    free(real);
    return copy;
}

static const char *parent(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_pack_folder(const char *name)
{
    static const char *const folders[] = {"exercises", "routines", "pages", "lang"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strcmp(folders[i], name) == 0)
            return true;
    return false;
}

/* Where a pack's files are. A .zip stays unpacked, so that loading it costs nothing more; why it
 * cannot be is told then. */
static const char *pack_folder(struct check_paths *paths, const char *pack)
{
    if (!unpacked_is_zip(pack))
        return pack;
    struct fault_list faults = {0};
    struct unpacked *unpacked = unpacked_open(pack, &faults);
    fault_list_free(&faults);
    if (!unpacked)
        return pack;
    paths->unpacked[paths->unpacked_count++] = unpacked;
    return unpacked_folder(unpacked);
}

static const char *pack_id(struct check_paths *paths, const char *pack)
{
    struct arena *arena = &paths->arena;
    const char *folder = pack_folder(paths, pack);
    struct fault_list faults = {0};
    struct json_file *file = json_read(arena_printf(arena, "%s/pack.json", folder), &faults);
    const char *id = json_peek_string(json_root(file), "id", arena);
    json_free(file);
    fault_list_free(&faults);
    return id ? id : "";
}

static const char *add_pack(struct check_paths *paths, const char *folder)
{
    const char *real = real_path(&paths->arena, folder);
    for (size_t i = 0; i < paths->pack_count; i++)
        if (strcmp(paths->packs[i].real, real) == 0)
            return paths->packs[i].name;
    paths->packs[paths->pack_count++] = (struct check_pack){folder, real, pack_id(paths, folder)};
    return folder;
}

static void show(struct check_paths *paths, const char *from, const char *to, bool errors_only)
{
    paths->shown[paths->shown_count++] = (struct check_shown){from, to, errors_only};
}

/* Where a file or a folder of a pack is: false when `path` is neither. */
static bool find_pack(struct arena *arena, const char *path, const char **pack, const char **inside)
{
    *inside = last_name(path);
    *pack = real_path(arena, parent(arena, path));
    bool folder = is_folder(path);
    if (folder ? !is_pack_folder(*inside) : strcmp(*inside, "pack.json") != 0) {
        if (folder || !is_pack_folder(last_name(*pack)))
            return false;
        *inside = arena_printf(arena, "%s/%s", last_name(*pack), *inside);
        *pack = parent(arena, *pack);
    }
    return holds_pack(arena, *pack);
}

static void sort_word(struct check_paths *paths, const char *word, struct fault_list *faults)
{
    struct arena *arena = &paths->arena;
    const char *path = without_slashes(arena, word);
    const char *pack, *inside;
    if (unpacked_is_zip(path) ||
        (is_folder(path) && (holds_pack(arena, path) || !is_pack_folder(last_name(path))))) {
        path = pack_find(path, "kiosk check", arena, faults);
        if (path)
            show(paths, add_pack(paths, path), path, false);
    } else if (find_pack(arena, path, &pack, &inside)) {
        pack = add_pack(paths, pack);
        show(paths, arena_printf(arena, "%s/%s", pack, inside), path, false);
        /* Why a file is not even reached may stand in its pack's head. */
        const char *head = arena_printf(arena, "%s/pack.json", pack);
        show(paths, head, head, true);
    } else {
        paths->load[paths->load_count++] = path;
        show(paths, path, path, false);
    }
}

static bool stands_in(struct check_paths *paths, const char *site)
{
    const char *real = real_path(&paths->arena, site);
    const char *id = pack_id(paths, site);
    bool found = false;
    for (size_t i = 0; i < paths->pack_count; i++)
        found = found || strcmp(paths->packs[i].real, real) == 0 ||
                (*id && strcmp(paths->packs[i].id, id) == 0);
    return found;
}

void check_paths_sort(struct check_paths *paths, const char *const *site, size_t site_count,
                      const char *const *words, size_t word_count, struct fault_list *faults)
{
    *paths = (struct check_paths){0};
    struct arena *arena = &paths->arena;
    paths->load = ARENA_ARRAY(arena, const char *, site_count + word_count);
    paths->shown = ARENA_ARRAY(arena, struct check_shown, 2 * word_count);
    paths->packs = ARENA_ARRAY(arena, struct check_pack, word_count);
    paths->unpacked = ARENA_ARRAY(arena, struct unpacked *, site_count + word_count);
    for (size_t i = 0; i < word_count; i++)
        sort_word(paths, words[i], faults);
    paths->base = paths->load + paths->load_count;
    for (size_t i = 0; i < site_count; i++) {
        if (stands_in(paths, site[i]))
            continue;
        paths->load[paths->load_count++] = site[i];
        paths->base_count++;
    }
    for (size_t i = 0; i < paths->pack_count; i++)
        paths->load[paths->load_count++] = paths->packs[i].name;
}

void check_paths_free(struct check_paths *paths)
{
    for (size_t i = 0; i < paths->unpacked_count; i++)
        unpacked_close(paths->unpacked[i]);
    arena_free(&paths->arena);
    *paths = (struct check_paths){0};
}

/* What follows `folder` in `file`, "" when they are the same; NULL when file is not below it. */
static const char *below(const char *file, const char *folder)
{
    size_t length = strlen(folder);
    if (strncmp(file, folder, length) != 0)
        return NULL;
    const char *rest = file + length;
    return *rest == '\0' || *rest == '/' ? rest : NULL;
}

const char *check_paths_shown(struct check_paths *paths, const struct fault *fault)
{
    for (size_t i = 0; i < paths->shown_count; i++) {
        const struct check_shown *shown = &paths->shown[i];
        const char *rest = below(fault->file, shown->from);
        if (rest && (fault->severity == FAULT_ERROR || !shown->errors_only))
            return arena_printf(&paths->arena, "%s%s", shown->to, rest);
    }
    return NULL;
}

bool check_paths_in_base(const struct check_paths *paths, const struct fault *fault)
{
    for (size_t i = 0; i < paths->base_count; i++)
        if (below(fault->file, paths->base[i]))
            return true;
    return false;
}
