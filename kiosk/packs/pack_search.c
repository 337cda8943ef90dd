#include "packs/pack_search.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file_names.h"
#include "json/json.h"

enum {
    FOUND_MAX = 200,
    NAMES_MAX = 300000, /* read, of whatever kind */
    FOLDERS_MAX = 20000,
    ZIPS_MAX = 2000,
};

struct paths {
    const char **items;
    size_t count;
};

struct walk {
    struct pack_search *search;
    struct paths folders, next, zips; /* of this level; folders of the next one */
    size_t names, folder_count, zip_count;
};

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct paths *paths)
{
    if (paths->count > 0)
        qsort(paths->items, paths->count, sizeof *paths->items, compare_paths);
}

static const char *join(struct arena *arena, const char *folder, const char *name)
{
    return *folder ? arena_printf(arena, "%s/%s", folder, name) : arena_strdup(arena, name);
}

static const char *title_text(struct json_file *file, const char *key, struct arena *arena)
{
    const char *text = json_peek_string(json_root(file), key, arena);
    return text ? text : "";
}

static struct pack_title title_of(struct json_file *file, struct arena *arena)
{
    return (struct pack_title){title_text(file, "id", arena), title_text(file, "name", arena),
                               title_text(file, "version", arena)};
}

struct pack_title pack_title_parse(const char *text, size_t length, struct arena *arena)
{
    struct fault_list unread = {0};
    struct json_file *file = json_parse("", text, length, &unread);
    struct pack_title title = title_of(file, arena);
    json_free(file);
    fault_list_free(&unread);
    return title;
}

static void add_found(struct pack_search *search, const struct pack_candidate *candidate)
{
    search->good += !candidate->problem;
    if (search->count < FOUND_MAX)
        search->found[search->count++] = *candidate;
    else
        search->cut = true;
}

static bool holds_pack(const struct pack_search *search, const char *folder)
{
    struct stat info;
    return fstatat(search->root, join(search->arena, folder, "pack.json"), &info,
                   AT_SYMLINK_NOFOLLOW) == 0;
}

static void add_folder(struct pack_search *search, const char *path)
{
    struct pack_candidate candidate = {.path = path, .title = {"", "", ""}};
    struct fault_list unread = {0};
    int fd = below_open(search->root, join(search->arena, path, "pack.json"),
                        O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct json_file *file = fd < 0 ? NULL : json_read_fd(fd, "", &unread);
    candidate.title = title_of(file, search->arena);
    json_free(file);
    fault_list_free(&unread);
    if (fd >= 0)
        close(fd);
    add_found(search, &candidate);
}

static void look_at_zip(struct pack_search *search, const char *path)
{
    int fd = below_open(search->root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return;
    struct pack_candidate candidate = {.path = path, .zip = true, .title = {"", "", ""}};
    const char *problem;
    enum pack_zip_look look = pack_zip_look(fd, &candidate.title, &problem, search->arena);
    close(fd);
    candidate.problem = look == PACK_ZIP_BAD ? problem : NULL;
    if (look != PACK_ZIP_OTHER)
        add_found(search, &candidate);
    else if (search->other_count++ == 0) {
        search->other = path;
        search->other_problem = problem;
    }
}

static unsigned char type_of(DIR *dir, const struct dirent *entry)
{
    struct stat info;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    if (fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : DT_UNKNOWN;
}

static void note(struct walk *walk, DIR *dir, const char *folder, const struct dirent *entry)
{
    const char *name = entry->d_name;
    struct pack_search *search = walk->search;
    if (file_name_is_junk(name, strlen(name)))
        return;
    unsigned char type = type_of(dir, entry);
    if (type == DT_DIR && walk->folder_count < FOLDERS_MAX) {
        walk->next.items[walk->next.count++] = join(search->arena, folder, name);
        walk->folder_count++;
    } else if (type == DT_REG && pack_zip_is_name(name) && walk->zip_count < ZIPS_MAX) {
        walk->zips.items[walk->zips.count++] = join(search->arena, folder, name);
        walk->zip_count++;
    } else if (type == DT_DIR || (type == DT_REG && pack_zip_is_name(name))) {
        search->cut = true;
    } else if (type == DT_REG && !search->nearly && file_name_is_nearly(name, "pack.json")) {
        search->nearly = join(search->arena, folder, name);
    }
}

static void list(struct walk *walk, const char *folder)
{
    int fd =
        below_open(walk->search->root, *folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = below_list(fd);
    const struct dirent *entry;
    while (dir && walk->names < NAMES_MAX && (entry = readdir(dir))) {
        walk->names++;
        note(walk, dir, folder, entry);
    }
    walk->search->cut |= walk->names == NAMES_MAX;
    if (dir)
        closedir(dir);
}

/* What is in the folders of the level above. */
static void list_level(struct walk *walk)
{
    walk->next.count = walk->zips.count = 0;
    for (size_t i = 0; i < walk->folders.count; i++)
        list(walk, walk->folders.items[i]);
    sort(&walk->next);
    sort(&walk->zips);
}

/* Packs, and folders to look into. */
static void look_at_level(struct walk *walk)
{
    walk->folders.count = 0;
    for (size_t i = 0; i < walk->next.count; i++) {
        if (holds_pack(walk->search, walk->next.items[i]))
            add_folder(walk->search, walk->next.items[i]);
        else
            walk->folders.items[walk->folders.count++] = walk->next.items[i];
    }
    for (size_t i = 0; i < walk->zips.count; i++)
        look_at_zip(walk->search, walk->zips.items[i]);
}

static void begin(struct pack_search *search, int root, struct arena *arena)
{
    *search = (struct pack_search){.root = root, .arena = arena};
    search->found = ARENA_ARRAY(arena, struct pack_candidate, FOUND_MAX);
}

void pack_search_all(struct pack_search *search, int root, struct arena *arena)
{
    begin(search, root, arena);
    if (holds_pack(search, ""))
        add_folder(search, "");
    else
        pack_search_run(search, root, PACK_SEARCH_LEVELS, arena);
}

void pack_search_run(struct pack_search *search, int root, int levels, struct arena *arena)
{
    begin(search, root, arena);
    struct walk walk = {.search = search};
    walk.folders.items = ARENA_ARRAY(arena, const char *, FOLDERS_MAX);
    walk.next.items = ARENA_ARRAY(arena, const char *, FOLDERS_MAX);
    walk.zips.items = ARENA_ARRAY(arena, const char *, ZIPS_MAX);
    walk.folders.items[walk.folders.count++] = "";
    list_level(&walk);
    for (int level = 1; level <= levels; level++) {
        look_at_level(&walk);
        /* As deep as "Extract all" of an archive packed twice makes it: when there is no other. */
        if (level == levels || (level == levels - 1 && search->good > 0))
            return;
        list_level(&walk);
    }
}
