#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "content/images.h"
#include "content/items.h"
#include "content/loose_file.h"
#include "content/pack_files.h"
#include "content/pack_json.h"

/* Loading goes in two rounds, because files name each other and later packs replace what earlier
 * ones hold: first every file of every pack is read, then routines and references are resolved.
 * Only routines stay open for the second round: thousands of parsed files are a lot of memory. */

/* Names compared for "did you mean" in one loading: enough for every mistake of a person, and an
 * end for a pack in which nothing fits anything else. */
#define NEAREST_MAX 500000

static const char *const folders[CONTENT_KIND_COUNT] = {"exercises", "routines", "pages"};

struct pack {
    struct pack *next; /* later packs come first */
    struct json_file *file;
    struct pack_head head;
    struct lang_file *lang_files;
};

struct content_loader {
    struct content *content;
    struct fault_list *faults;
    struct arena scratch; /* items and names, until loading ends */
    struct items items[CONTENT_KIND_COUNT];
    struct pack *packs;
    int pack_count;
    struct pack_images images; /* of the pack being read */
    size_t compared;           /* names, for "did you mean" */
};

/* ---- looking up ---- */

/* The one that counts: of the last pack that holds the id. */
static struct item *find_item(const struct content_loader *loader, enum content_kind kind,
                              const char *id)
{
    struct item *item = items_first(&loader->items[kind], id);
    while (item && !item->usable)
        item = items_next(item);
    return item;
}

static bool left_out(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    const struct item *item = items_first(&loader->items[kind], id);
    while (item && item->usable)
        item = items_next(item);
    return item != NULL;
}

int loader_pack_of(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    const struct item *item = find_item(loader, kind, id);
    return item && !item->hidden ? item->pack : -1;
}

bool loader_knows(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    return find_item(loader, kind, id) || left_out(loader, kind, id);
}

const char *loader_nearest(struct content_loader *loader, enum content_kind kind, const char *id)
{
    const struct items *items = &loader->items[kind];
    if (loader->compared + items->count > NEAREST_MAX)
        return NULL;
    loader->compared += items->count;
    struct arena arena = {0};
    const char **ids = ARENA_ARRAY(&arena, const char *, items->count);
    size_t count = 0;
    for (const struct item *item = items->first; item; item = item->next)
        if (item->usable)
            ids[count++] = item->id;
    const char *nearest = json_nearest(id, ids, count);
    arena_free(&arena);
    return nearest;
}

/* NULL when no usable item has this id; *problem then says why. */
static struct item *resolve(struct content_loader *loader, enum content_kind kind, const char *id,
                            const char **problem)
{
    static const char *const names[CONTENT_KIND_COUNT] = {"exercise", "routine", "page"};
    struct item *item = find_item(loader, kind, id);
    if (item && !item->hidden)
        return item;
    struct arena *arena = &loader->scratch;
    const char *nearest = item ? NULL : loader_nearest(loader, kind, id);
    if (item)
        *problem = arena_printf(
            arena, "%s \"%s\" is hidden by a pack; name another one, or hide this one too",
            names[kind], id);
    else if (left_out(loader, kind, id))
        *problem = arena_printf(
            arena, "%s \"%s\" was left out for its own faults; mend those first", names[kind], id);
    else if (nearest)
        *problem = arena_printf(arena, "there is no %s \"%s\"; did you mean \"%s\"?", names[kind],
                                id, nearest);
    else
        *problem = arena_printf(arena, "there is no %s \"%s\"; name one of the files in %s/",
                                names[kind], id, folders[kind]);
    return NULL;
}

static struct item *resolve_json(struct content_loader *loader, enum content_kind kind,
                                 struct json value)
{
    const char *problem = "";
    const char *id = json_value_string(value, CONTENT_ID_MAX, NULL);
    struct item *item = id ? resolve(loader, kind, id, &problem) : NULL;
    if (id && !item)
        json_error(value, "%s", problem);
    return item;
}

const struct exercise_source *loader_exercise(struct content_loader *loader, struct json id)
{
    const struct item *item = resolve_json(loader, CONTENT_EXERCISE, id);
    return item ? &item->as.exercise : NULL;
}

const struct page *loader_page(struct content_loader *loader, struct json id)
{
    const struct item *item = resolve_json(loader, CONTENT_PAGE, id);
    return item ? &item->as.page.value : NULL;
}

/* ---- first round: reading files ---- */

static struct json_file *read_file(struct content_loader *loader, int dir_fd, const char *pack,
                                   const char *relative)
{
    const char *name = arena_printf(&loader->scratch, "%s/%s", pack, relative);
    int fd = below_open(dir_fd, relative, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        const char *problem = below_problem(error);
        fault_add(loader->faults, FAULT_ERROR, name, 0, 0, "$", "%s",
                  problem ? problem : strerror(error));
        return NULL;
    }
    struct json_file *file = json_read_fd(fd, name, loader->faults);
    close(fd);
    return file;
}

/* The id as written, "" when there is none; whether it is a good one is seen later. */
static const char *peek_id(struct json root)
{
    for (struct json member = json_first(root); json_present(member); member = json_next(member))
        if (strcmp(json_key(member), "id") == 0 && json_type(member) == JSON_STRING)
            return json_value_string(member, JSON_MAX_BYTES, NULL);
    return "";
}

static bool read_item(struct content_loader *loader, enum content_kind kind, struct item *item)
{
    struct json root = json_root(item->file);
    struct arena *arena = &loader->content->arena;
    if (kind == CONTENT_EXERCISE) {
        bool good = exercise_read(root, arena, &item->as.exercise);
        pack_images_take(&loader->images, &item->as.exercise);
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

/* `file` is NULL when it could not be parsed. */
static struct item *add_item(struct content_loader *loader, enum content_kind kind,
                             struct json_file *file, const char *file_name)
{
    struct item *item = ARENA_NEW(&loader->content->arena, struct item);
    item->file = file;
    item->file_name = file_name;
    item->pack = loader->pack_count - 1;
    if (file) {
        size_t errors = json_errors(file);
        item->id = arena_strdup(&loader->scratch, peek_id(json_root(file)));
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

static void read_folder(struct content_loader *loader, enum content_kind kind, int dir_fd,
                        const char *dir)
{
    const char **names;
    size_t count = pack_list(dir_fd, dir, folders[kind], &loader->scratch, &names, loader->faults);
    for (size_t i = 0; i < count; i++) {
        const char *relative = arena_printf(&loader->scratch, "%s/%s", folders[kind], names[i]);
        add_item(loader, kind, read_file(loader, dir_fd, dir, relative), names[i]);
    }
}

/* NULL, without a fault, for what has been faulted already. */
static const char *good_id(struct json value)
{
    if (json_type(value) != JSON_STRING)
        return NULL;
    const char *id = json_value_string(value, JSON_MAX_BYTES, NULL);
    return id && content_id_valid(id) ? id : NULL;
}

static void warn_of_unhidden(struct content_loader *loader, struct json value, const char *id)
{
    const char *nearest = NULL;
    for (int kind = 0; !nearest && kind < CONTENT_KIND_COUNT; kind++)
        nearest = loader_nearest(loader, (enum content_kind)kind, id);
    if (nearest)
        json_warn(value, "hides nothing: no earlier pack holds \"%s\"; did you mean \"%s\"?", id,
                  nearest);
    else
        json_warn(value, "hides nothing: no earlier pack holds \"%s\"; take it out", id);
}

static void hide_items(struct content_loader *loader, struct json list)
{
    for (struct json value = json_first(list); json_present(value); value = json_next(value)) {
        const char *id = good_id(value);
        bool found = !id;
        for (int kind = 0; !found && kind < CONTENT_KIND_COUNT; kind++)
            found = find_item(loader, (enum content_kind)kind, id) ||
                    left_out(loader, (enum content_kind)kind, id);
        if (!found)
            warn_of_unhidden(loader, value, id);
        for (int kind = 0; id && kind < CONTENT_KIND_COUNT; kind++)
            for (struct item *item = items_first(&loader->items[kind], id); item;
                 item = items_next(item))
                item->hidden = true;
    }
}

/* Its translations. They are laid over the items when all of those are known. */
static void read_languages(struct content_loader *loader, struct pack *pack, int dir_fd,
                           const char *dir)
{
    const char **names;
    size_t count = pack_list(dir_fd, dir, "lang", &loader->scratch, &names, loader->faults);
    struct lang_file **end = &pack->lang_files;
    for (size_t i = 0; i < count; i++) {
        const char *code = arena_strndup(&loader->scratch, names[i], strlen(names[i]) - 5);
        const char *relative = arena_printf(&loader->scratch, "lang/%s", names[i]);
        struct lang_file *file = ARENA_NEW(&loader->scratch, struct lang_file);
        file->code = code;
        file->file = read_file(loader, dir_fd, dir, relative);
        if (file->file && !pack_language_valid(code))
            json_error(json_root(file->file),
                       "the file is named %s; a language's code is needed, such as es.json",
                       names[i]);
        *end = file;
        end = &file->next;
    }
}

static struct pack *add_pack(struct content_loader *loader)
{
    struct pack *pack = ARENA_NEW(&loader->scratch, struct pack);
    pack->next = loader->packs;
    loader->packs = pack;
    loader->pack_count++;
    return pack;
}

static void begin_images(struct content_loader *loader, int dir_fd, const char *folder,
                         const char *pack)
{
    loader->images =
        (struct pack_images){.faults = loader->faults, .arena = &loader->content->arena};
    pack_images_begin(&loader->images, dir_fd, folder, pack, &loader->scratch);
}

/* The folder in which a file that stands by itself would have its pictures: beside exercises/, or
 * beside the file. */
static const char *folder_of(struct content_loader *loader, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    size_t length = (size_t)(slash - path);
    static const char exercises[] = "exercises";
    size_t last = sizeof exercises - 1;
    if (length == last && strncmp(path, exercises, last) == 0)
        return ".";
    if (length > last && path[length - last - 1] == '/' &&
        strncmp(path + length - last, exercises, last) == 0)
        length -= last + 1;
    return length > 0 ? arena_strndup(&loader->scratch, path, length) : "/";
}

static void read_item_alone(struct content_loader *loader, enum content_kind kind,
                            struct json_file *file, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = folder_of(loader, path);
    int dir_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    add_pack(loader);
    begin_images(loader, dir_fd, folder, folder);
    add_item(loader, kind, file, slash ? slash + 1 : path)->alone = true;
    if (dir_fd >= 0)
        close(dir_fd);
}

/* One item by itself stands as a pack of its own. */
static void read_alone(struct content_loader *loader, const char *path)
{
    struct json_file *file = json_read(path, loader->faults);
    enum content_kind kind;
    if (file && loose_file_kind(path, json_root(file), &kind))
        read_item_alone(loader, kind, file, path);
    else
        json_free(file);
}

static void read_logo(struct content_loader *loader, const struct image_reference *logo)
{
    struct picture_set found = pack_images_logo(&loader->images, logo);
    if (found.count == 0)
        return;
    loader->content->logo = found;
    loader->content->logo_alt = logo->alt;
}

static void read_pack(struct content_loader *loader, const char *dir)
{
    const char *folder = pack_folder(loader->content, dir, loader->faults);
    if (!folder)
        return;
    int dir_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dir_fd < 0 && errno == ENOTDIR && access(dir, F_OK) == 0) {
        read_alone(loader, dir);
        return;
    }
    if (dir_fd < 0) {
        fault_add(loader->faults, FAULT_ERROR, dir, 0, 0, "$",
                  "cannot be opened: %s; the folder of a pack, or a .zip of one, is needed",
                  strerror(errno));
        return;
    }
    if (!pack_look_at_top(dir_fd, dir, loader->faults)) {
        close(dir_fd);
        return;
    }
    struct pack *pack = add_pack(loader);
    pack->file = read_file(loader, dir_fd, dir, "pack.json");
    if (!pack->file ||
        pack_read_head(json_root(pack->file), &loader->content->arena, &pack->head)) {
        hide_items(loader, pack->head.hide);
        begin_images(loader, dir_fd, folder, dir);
        read_logo(loader, &pack->head.logo);
        for (int kind = 0; kind < CONTENT_KIND_COUNT; kind++)
            read_folder(loader, (enum content_kind)kind, dir_fd, dir);
        pack_images_end(&loader->images);
        read_languages(loader, pack, dir_fd, dir);
    }
    close(dir_fd);
}

/* ---- second round: references, routines, order ---- */

/* A missing easier or harder exercise is a fault, but the exercise itself stands. Hiding one is
 * meant, and no fault; one that was left out has been faulted itself. */
static const struct exercise *optional_exercise(struct content_loader *loader,
                                                const struct reference *reference)
{
    if (!reference->id)
        return NULL;
    const struct item *item = find_item(loader, CONTENT_EXERCISE, reference->id);
    if (item)
        return item->hidden ? NULL : &item->as.exercise.value;
    bool known = left_out(loader, CONTENT_EXERCISE, reference->id);
    const char *problem = "";
    if (known)
        problem = arena_printf(&loader->scratch,
                               "exercise \"%s\" was left out for its own faults; mend those",
                               reference->id);
    else
        resolve(loader, CONTENT_EXERCISE, reference->id, &problem);
    const struct json_location *place = &reference->place;
    fault_add(loader->faults, known ? FAULT_WARNING : FAULT_ERROR, place->file, place->line,
              place->column, place->path, "%s", problem);
    return NULL;
}

static void resolve_references(struct content_loader *loader)
{
    for (struct item *item = loader->items[CONTENT_EXERCISE].first; item; item = item->next) {
        if (!item->usable)
            continue;
        struct exercise_source *source = &item->as.exercise;
        source->value.easier = optional_exercise(loader, &source->easier);
        source->value.harder = optional_exercise(loader, &source->harder);
    }
    for (struct item *item = loader->items[CONTENT_PAGE].first; item; item = item->next)
        if (item->usable)
            item->as.page.value.figure = optional_exercise(loader, &item->as.page.figure);
}

/* Latest pack first: a routine that a later pack replaces or hides is not looked at. */
static void read_routines(struct content_loader *loader)
{
    for (struct item *item = loader->items[CONTENT_ROUTINE].first; item; item = item->next) {
        const struct item *standing = find_item(loader, CONTENT_ROUTINE, item->id);
        if (!item->usable || item->hidden || (standing != item && !item->alone))
            continue;
        item->usable =
            routine_read(json_root(item->file), &loader->content->arena, loader, &item->as.routine);
    }
}

static int compare_ids(const void *a, const void *b)
{
    const struct item *left = *(struct item *const *)a;
    const struct item *right = *(struct item *const *)b;
    return strcmp(left->id, right->id);
}

/* What is shown of one kind, sorted by id. */
static size_t collect(struct content_loader *loader, enum content_kind kind, struct item ***out)
{
    const struct items *items = &loader->items[kind];
    struct item **found = ARENA_ARRAY(&loader->scratch, struct item *, items->count);
    size_t count = 0;
    for (struct item *item = items->first; item; item = item->next)
        if (item->usable && !item->hidden && find_item(loader, kind, item->id) == item)
            found[count++] = item;
    qsort(found, count, sizeof(struct item *), compare_ids);
    *out = found;
    return count;
}

/* Moves the item with this id to place `to`; those in between move on by one. */
static bool move_to(struct item **items, size_t count, size_t to, const char *id)
{
    for (size_t from = to; from < count; from++) {
        if (strcmp(items[from]->id, id) != 0)
            continue;
        struct item *item = items[from];
        memmove(items + to + 1, items + to, (from - to) * sizeof(struct item *));
        items[to] = item;
        return true;
    }
    return false;
}

static void warn_of_unordered(struct content_loader *loader, enum content_kind kind,
                              struct json value, const char *id)
{
    const char *nearest = loader_nearest(loader, kind, id);
    if (nearest)
        json_warn(value, "there is no \"%s\" in %s/; did you mean \"%s\"?", id, folders[kind],
                  nearest);
    else
        json_warn(value, "there is no \"%s\" in %s/; take it out", id, folders[kind]);
}

static void put_in_order(struct content_loader *loader, enum content_kind kind, struct item **items,
                         size_t count)
{
    size_t placed = 0;
    for (const struct pack *pack = loader->packs; pack; pack = pack->next) {
        struct json list =
            kind == CONTENT_ROUTINE ? pack->head.order_routines : pack->head.order_pages;
        for (struct json value = json_first(list); json_present(value); value = json_next(value)) {
            const char *id = good_id(value);
            if (!id)
                continue;
            if (move_to(items, count, placed, id))
                placed++;
            else if (!find_item(loader, kind, id) && !left_out(loader, kind, id))
                warn_of_unordered(loader, kind, value, id);
        }
    }
}

static void publish(struct content_loader *loader)
{
    struct content *content = loader->content;
    struct item **items;
    size_t count = collect(loader, CONTENT_EXERCISE, &items);
    content->exercises = ARENA_ARRAY(&content->arena, const struct exercise *, count);
    for (size_t i = 0; i < count; i++)
        content->exercises[content->exercise_count++] = &items[i]->as.exercise.value;

    count = collect(loader, CONTENT_ROUTINE, &items);
    put_in_order(loader, CONTENT_ROUTINE, items, count);
    content->routines = ARENA_ARRAY(&content->arena, const struct routine *, count);
    for (size_t i = 0; i < count; i++)
        content->routines[content->routine_count++] = &items[i]->as.routine;

    count = collect(loader, CONTENT_PAGE, &items);
    put_in_order(loader, CONTENT_PAGE, items, count);
    content->pages = ARENA_ARRAY(&content->arena, const struct page *, count);
    for (size_t i = 0; i < count; i++)
        content->pages[content->page_count++] = &items[i]->as.page.value;
}

static void translate(struct content_loader *loader)
{
    size_t count = (size_t)loader->pack_count;
    struct lang_pack *packs = ARENA_ARRAY(&loader->scratch, struct lang_pack, count);
    const struct pack *pack = loader->packs;
    for (size_t i = count; i-- > 0; pack = pack->next)
        packs[i] = (struct lang_pack){.head = json_root(pack->file),
                                      .languages = pack->head.languages,
                                      .files = pack->lang_files};
    const struct lang_source source = {loader, packs, count, &loader->scratch};
    content_translate(loader->content, &source);
}

static void close_files(struct content_loader *loader)
{
    for (int kind = 0; kind < CONTENT_KIND_COUNT; kind++)
        for (struct item *item = loader->items[kind].first; item; item = item->next)
            json_free(item->file);
    for (struct pack *pack = loader->packs; pack; pack = pack->next) {
        for (struct lang_file *file = pack->lang_files; file; file = file->next)
            json_free(file->file);
        json_free(pack->file);
    }
    arena_free(&loader->scratch);
}

struct content *content_load(const char *const *dirs, size_t count, struct fault_list *faults)
{
    struct arena arena = {0};
    struct content *content = ARENA_NEW(&arena, struct content);
    struct content_loader loader = {.content = content, .faults = faults};
    content->arena = arena;
    for (size_t i = 0; i < count; i++)
        read_pack(&loader, dirs[i]);
    read_routines(&loader);
    resolve_references(&loader);
    publish(&loader);
    translate(&loader);
    close_files(&loader);
    if (content->routine_count > 0)
        return content;
    content_free(content);
    return NULL;
}

void content_free(struct content *content)
{
    if (!content)
        return;
    pack_folders_close(content);
    struct arena arena = content->arena; /* which holds *content itself */
    arena_free(&arena);
}
