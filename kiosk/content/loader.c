#include "content/loader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/loose_file.h"
#include "content/pack_files.h"
#include "content/recordings.h"
#include "packs/own_id.h"
#include "packs/pack_find.h"

/* A pack that is exchanged while it is read is read again, so often. */
enum { LOAD_TRIES = 4 };

static void warn_of_unhidden(struct content_loader *loader, struct json value, const char *id)
{
    const char *nearest = NULL;
    for (int kind = 0; !nearest && kind < CONTENT_KIND_COUNT; kind++)
        nearest = loader_nearest(loader, (enum content_kind)kind, id);
    if (nearest)
        json_warn(value, "hides nothing: no pack so far holds \"%s\"; did you mean \"%s\"?", id,
                  nearest);
    else
        json_warn(value, "hides nothing: no pack so far holds \"%s\"; take it out", id);
}

/* True when there was something to hide. */
static bool hide_id(struct content_loader *loader, const char *id)
{
    bool found = false;
    for (int kind = 0; kind < CONTENT_KIND_COUNT; kind++)
        for (struct item *item = items_first(&loader->items[kind], id); item;
             item = items_next(item))
            found = item->hidden = true;
    return found;
}

/* What earlier packs hold; to be called before the pack's own items are read. */
static void hide_items(struct content_loader *loader, struct pack *pack)
{
    struct json list = pack->head.hide;
    pack->hides_own = ARENA_ARRAY(&loader->scratch, const char *, json_count(list));
    for (struct json value = json_first(list); json_present(value); value = json_next(value)) {
        const char *id = loader_id(value);
        if (id && !hide_id(loader, id))
            pack->hides_own[pack->hides_own_count++] = id;
    }
}

/* What only the pack itself holds, and hides for the time being. */
static void hide_own_items(struct content_loader *loader, const struct pack *pack)
{
    for (struct json value = json_first(pack->head.hide); json_present(value);
         value = json_next(value)) {
        const char *id = loader_id(value);
        for (size_t i = 0; id && i < pack->hides_own_count; i++)
            if (strcmp(pack->hides_own[i], id) == 0 && !hide_id(loader, id))
                warn_of_unhidden(loader, value, id);
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
        file->file = loader_read_file(loader, dir_fd, dir, relative);
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

static const struct review no_review = {"", "", ""};

static void begin_review(struct content_loader *loader, const struct pack *pack)
{
    struct review *review = ARENA_NEW(&loader->content->arena, struct review);
    *review = pack->file ? pack->head.review : no_review;
    loader->review = review;
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
    loader->review = &no_review;
    begin_images(loader, dir_fd, folder, folder);
    loader_add_item(loader, kind, file, slash ? slash + 1 : path)->alone = true;
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

static void read_logo(struct content_loader *loader, const struct pack_head *head)
{
    struct picture_set found = pack_images_logo(&loader->images, &head->logo);
    if (found.count == 0)
        return;
    loader->content->logo = found;
    loader->content->logo_alt = head->logo.alt;
    loader->content->logo_pack = head->id;
}

static void read_pack(struct content_loader *loader, const char *path)
{
    const char *dir = pack_find(path, "--content", &loader->scratch, loader->faults);
    const char *folder = dir ? pack_folder(loader->content, dir, loader->faults) : NULL;
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
    pack_look_at_top(dir_fd, dir, loader->faults);
    struct pack *pack = add_pack(loader);
    pack->folder = folder;
    fstat(dir_fd, &pack->opened);
    pack->file = loader_read_file(loader, dir_fd, dir, "pack.json");
    pack->unread =
        pack->file && !pack_read_head(json_root(pack->file), &loader->content->arena, &pack->head);
    if (!pack->unread) {
        hide_items(loader, pack);
        begin_review(loader, pack);
        begin_images(loader, dir_fd, folder, dir);
        read_logo(loader, &pack->head);
        for (int kind = 0; kind < CONTENT_KIND_COUNT; kind++)
            loader_read_folder(loader, (enum content_kind)kind, dir_fd, dir);
        hide_own_items(loader, pack);
        pack_images_end(&loader->images);
        recordings_read(loader, dir_fd, folder, dir);
        read_languages(loader, pack, dir_fd, dir);
    }
    close(dir_fd);
}

/* Of the own pack, or what went from one kiosk to another. Its pack.json may not have been read. */
static bool is_own(const struct pack *pack)
{
    return pack->head.id && packs_made_here(pack->head.id);
}

static void translate(struct content_loader *loader)
{
    size_t count = (size_t)loader->pack_count;
    struct lang_pack *packs = ARENA_ARRAY(&loader->scratch, struct lang_pack, count);
    const struct pack *pack = loader->packs;
    for (size_t i = count; i-- > 0; pack = pack->next)
        packs[i] = (struct lang_pack){.head = json_root(pack->file),
                                      .languages = pack->head.languages,
                                      .files = pack->lang_files,
                                      .own = pack->unread || is_own(pack)};
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

/* In its place is another folder by now, or it is being taken away: files may have been missed. */
static bool was_exchanged(const struct pack *pack)
{
    struct stat now;
    const struct stat *then = &pack->opened;
    return pack->folder &&
           (stat(pack->folder, &now) != 0 || now.st_ino != then->st_ino ||
            now.st_dev != then->st_dev || now.st_ctim.tv_sec != then->st_ctim.tv_sec ||
            now.st_ctim.tv_nsec != then->st_ctim.tv_nsec);
}

/* That none is shown is then what somebody wants: patients have the advice. */
static bool hides_routines(const struct content *content)
{
    for (size_t i = 0; i < content->entry_count; i++)
        if (content->entries[i].hidden)
            return true;
    return false;
}

/* *torn: what was read may not be of one moment. */
static struct content *load_once(const char *const *dirs, size_t count, struct fault_list *faults,
                                 bool *torn)
{
    struct arena arena = {0};
    struct content *content = ARENA_NEW(&arena, struct content);
    struct content_loader loader = {.content = content, .faults = faults};
    content->arena = arena;
    for (size_t i = 0; i < count; i++)
        read_pack(&loader, dirs[i]);
    loader_read_routines(&loader);
    loader_resolve_references(&loader);
    loader_publish(&loader);
    translate(&loader);
    *torn = false;
    for (const struct pack *pack = loader.packs; pack; pack = pack->next)
        *torn |= was_exchanged(pack);
    close_files(&loader);
    if (content->routine_count > 0 || hides_routines(content))
        return content;
    content_free(content);
    return NULL;
}

static void add_faults(struct fault_list *to, const struct fault_list *from)
{
    for (const struct fault *f = from->first; f; f = f->next)
        fault_copy(to, f, f->file);
}

struct content *content_load(const char *const *dirs, size_t count, struct fault_list *faults)
{
    for (int tries = 1;; tries++) {
        struct fault_list found = {0};
        bool torn;
        struct content *content = load_once(dirs, count, &found, &torn);
        bool last = !torn || tries == LOAD_TRIES;
        if (last)
            add_faults(faults, &found);
        fault_list_free(&found);
        if (last)
            return content;
        content_free(content);
    }
}

void content_free(struct content *content)
{
    if (!content)
        return;
    pack_folders_close(content);
    struct arena arena = content->arena; /* which holds *content itself */
    arena_free(&arena);
}
