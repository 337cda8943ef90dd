#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "content/loader.h"
#include "content/pack_files.h"
#include "content/routine_name.h"

struct json_file *loader_read_file(struct content_loader *loader, int dir_fd, const char *pack,
                                   const char *relative)
{
    const char *name = arena_printf(&loader->scratch, "%s/%s", pack, relative);
    int fd = below_open(dir_fd, relative, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        const char *problem = below_problem(error);
        fault_add(loader->faults, FAULT_ERROR, name, 0, 0, "$", "%s",
                  problem ? problem : strerror(error))
            ->error = error;
        return NULL;
    }
    struct json_file *file = json_read_fd(fd, name, loader->faults);
    close(fd);
    return file;
}

/* The id as written, "" when there is none; whether it is a good one is seen later. */
static const char *peek_id(struct json root)
{
    const char *id = json_peek_string(root, "id", NULL);
    return id ? id : "";
}

static bool read_item(struct content_loader *loader, enum content_kind kind, struct item *item)
{
    struct json root = json_root(item->file);
    struct arena *arena = &loader->content->arena;
    if (kind == CONTENT_EXERCISE) {
        bool good = exercise_read(root, arena, &item->as.exercise);
        pack_images_take(&loader->images, &item->as.exercise);
        item->as.exercise.value.review = loader->review;
        return good;
    }
    if (kind == CONTENT_PAGE)
        return page_read(root, arena, &item->as.page);
    struct json_object o; /* the rest in the second round */
    return json_object_begin(&o, root) && *content_read_id(&o, "id", JSON_REQUIRED, arena);
}

static bool well_named(const struct item *item)
{
    size_t length = strlen(item->id);
    return strncmp(item->file_name, item->id, length) == 0 &&
           strcmp(item->file_name + length, ".json") == 0;
}

/* Of two files of a pack with one id, the one that is named after it stays. */
static void check_name(const struct content_loader *loader, enum content_kind kind,
                       struct item *item)
{
    if (!item->usable)
        return;
    if (!well_named(item))
        json_warn(json_root(item->file),
                  "the file is named %s, but its id is \"%s\"; name it %s.json", item->file_name,
                  item->id, item->id);
    struct item *other = items_first(&loader->items[kind], item->id);
    while (other && (!other->usable || other->pack != item->pack))
        other = items_next(other);
    if (!other)
        return;
    bool stays = well_named(item) && !well_named(other);
    struct item *leaves = stays ? other : item;
    const struct json_location *place = &leaves->place;
    fault_add(loader->faults, FAULT_ERROR, place->file, place->line, place->column, place->path,
              "has the id \"%s\" of %s; each id is allowed once", item->id,
              stays ? item->file_name : other->file_name);
    leaves->usable = false;
}

static size_t stem_length(const char *file_name)
{
    size_t length = strlen(file_name);
    bool json = length > 5 && strcmp(file_name + length - 5, ".json") == 0;
    return json ? length - 5 : length;
}

struct item *loader_add_item(struct content_loader *loader, enum content_kind kind,
                             struct json_file *file, const char *file_name)
{
    struct item *item = ARENA_NEW(&loader->content->arena, struct item);
    item->file = file;
    item->file_name = file_name;
    item->pack = loader->pack_count - 1;
    if (file) {
        size_t errors = json_errors(file);
        item->id = arena_strdup(&loader->scratch, peek_id(json_root(file)));
        item->name = json_peek_string(json_root(file), "name", &loader->scratch);
        item->place = json_locate(json_root(file), &loader->scratch);
        item->usable = read_item(loader, kind, item) && errors == 0;
    }
    if (!item->usable && (!item->id || !content_id_valid(item->id)))
        item->id = arena_strndup(&loader->scratch, file_name, stem_length(file_name));
    if (file)
        check_name(loader, kind, item);
    items_add(&loader->items[kind], item, &loader->scratch);
    if (kind != CONTENT_ROUTINE || !item->usable) {
        json_free(item->file);
        item->file = NULL;
    }
    return item;
}

void loader_read_folder(struct content_loader *loader, enum content_kind kind, int dir_fd,
                        const char *dir)
{
    const char **names;
    size_t count =
        pack_list(dir_fd, dir, loader_folders[kind], &loader->scratch, &names, loader->faults);
    for (size_t i = 0; i < count; i++) {
        const char *relative =
            arena_printf(&loader->scratch, "%s/%s", loader_folders[kind], names[i]);
        struct json_file *file = loader_read_file(loader, dir_fd, dir, relative);
        struct item *item = loader_add_item(loader, kind, file, names[i]);
        if (!file && kind == CONTENT_ROUTINE)
            item->name = routine_name_in(dir_fd, relative, &loader->scratch);
        if (!item->place.file)
            item->place.file = arena_printf(&loader->scratch, "%s/%s", dir, relative);
    }
}
