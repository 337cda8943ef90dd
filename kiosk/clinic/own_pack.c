#include "clinic/own_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_header.h"
#include "base/log.h"
#include "base/memory.h"
#include "clinic/own_pack_internal.h"
#include "packs/bundle.h"

/* Staff wait that long for an import that runs. */
enum { WAIT_MS = 1500 };

/* A file that was looked at. */
struct own_file {
    struct own_file *next;
    const char *name;
    char *before, *now; /* NULL: there is none */
    size_t before_length, now_length;
};

static struct own_file *file_of(struct own_pack *own, const char *name)
{
    for (struct own_file *file = own->files; file; file = file->next)
        if (strcmp(file->name, name) == 0)
            return file;
    struct own_file *file = ARENA_NEW(&own->arena, struct own_file);
    file->name = arena_strdup(&own->arena, name);
    if (own->packs)
        file->before = packs_read_text(own->packs, PACKS_OWN, name, &file->before_length);
    file->now = file->before;
    file->now_length = file->before_length;
    file->next = own->files;
    own->files = file;
    return file;
}

const char *own_text(struct own_pack *own, const char *name, size_t *length)
{
    const struct own_file *file = file_of(own, name);
    if (length)
        *length = file->now_length;
    return file->now;
}

/* Takes `text`, which is malloc's. */
static void replace(struct own_file *file, char *text, size_t length)
{
    if (file->now != file->before)
        free(file->now);
    file->now = text;
    file->now_length = length;
    if (text && file->before && length == file->before_length &&
        memcmp(text, file->before, length) == 0) {
        free(text);
        file->now = file->before;
    }
}

void own_put(struct own_pack *own, const char *name, const char *text, size_t length)
{
    char *copy = NULL;
    if (text) {
        copy = memory_take(length + 1);
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    replace(file_of(own, name), copy, length);
}

size_t own_files(struct own_pack *own, const char *folder, struct arena *arena, const char ***names)
{
    *names = NULL;
    return own->packs ? packs_list_texts(own->packs, PACKS_OWN, folder, arena, names) : 0;
}

struct json_file *own_json(struct own_pack *own, const char *name, struct fault_list *faults)
{
    size_t length;
    const char *text = own_text(own, name, &length);
    const char *path = arena_printf(&own->arena, "%s/%s", PACKS_OWN, name);
    return text ? json_parse(path, text, length, faults) : NULL;
}

struct json_edit *own_edit(struct own_pack *own, const char *name)
{
    struct fault_list unheard = {0};
    struct json_file *file = own_json(own, name, &unheard);
    struct json_edit *begun = file ? json_edit_of(file) : json_edit_new();
    json_free(file);
    fault_list_free(&unheard);
    return begun;
}

void own_put_edit(struct own_pack *own, const char *name, struct json_edit *changed)
{
    size_t length;
    char *text = json_edit_print(changed, &length);
    replace(file_of(own, name), text, length);
    json_edit_free(changed);
}

size_t own_list(struct own_pack *own, const char *key, const char *inner, const char ***items)
{
    struct fault_list unheard = {0};
    struct json_file *file = own_json(own, OWN_HEAD, &unheard);
    struct json list = json_peek(json_root(file), key);
    if (inner)
        list = json_peek(list, inner);
    *items = ARENA_ARRAY(&own->arena, const char *, json_count(list) + 1);
    size_t count = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = json_value_string(item, JSON_MAX_BYTES, &own->arena);
        if (text)
            (*items)[count++] = text;
    }
    json_free(file);
    fault_list_free(&unheard);
    return count;
}

char *own_head(const struct own_place *place, size_t *length)
{
    struct json_edit *head = json_edit_new();
    json_edit_set_string(head, "id", PACKS_OWN);
    json_edit_set_string(head, "name", *place->name ? place->name : "Own routines");
    json_edit_set_string(head, "version", "1.0");
    json_edit_set_number(head, "format", 1);
    json_edit_set_strings(head, "languages", &place->language, 1);
    char *text = json_edit_print(head, length);
    json_edit_free(head);
    return text;
}

static void make_head(struct own_pack *own, const struct own_place *place)
{
    size_t length;
    char *text = own_head(place, &length);
    own->fresh = arena_strdup(&own->arena, text);
    replace(file_of(own, OWN_HEAD), text, length);
}

static bool open_head(struct own_pack *own, const struct own_place *place,
                      struct fault_list *faults)
{
    if (!own_text(own, OWN_HEAD, NULL))
        make_head(own, place);
    struct json_file *file = own_json(own, OWN_HEAD, faults);
    if (!file)
        return false;
    struct json language = json_first(json_peek(json_root(file), "languages"));
    const char *first =
        json_type(language) == JSON_STRING ? json_value_string(language, 15, &own->arena) : NULL;
    snprintf(own->language, sizeof own->language, "%s", first && *first ? first : "en");
    json_free(file);
    return true;
}

struct own_pack *own_open(const struct own_place *place, struct fault_list *faults)
{
    if (!*place->packs_dir) {
        fault_add(faults, FAULT_ERROR, "packs_dir", 0, 0, "$",
                  "there is no folder for packs; name one in the settings");
        return NULL;
    }
    struct packs *packs = packs_open(place->packs_dir, WAIT_MS, faults);
    if (!packs)
        return NULL;
    struct own_pack *own = MEMORY_NEW(struct own_pack);
    own->packs = packs;
    own->used = place->used;
    if (open_head(own, place, faults))
        return own;
    own_close(own);
    return NULL;
}

struct own_pack *own_loose(const struct own_place *place, const char *id)
{
    struct own_pack *own = MEMORY_NEW(struct own_pack);
    own->used = place->used;
    make_head(own, place);
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_set_string(head, "id", id);
    own_put_edit(own, OWN_HEAD, head);
    snprintf(own->language, sizeof own->language, "%s", place->language);
    return own;
}

void own_bundle(const struct own_pack *own, struct bundle *bundle)
{
    for (const struct own_file *file = own->files; file; file = file->next)
        if (file->now)
            bundle_add(bundle, file->name, file->now, file->now_length);
}

void own_close(struct own_pack *own)
{
    if (!own)
        return;
    for (struct own_file *file = own->files; file; file = file->next) {
        if (file->now != file->before)
            free(file->now);
        free(file->before);
    }
    if (own->packs)
        packs_close(own->packs);
    arena_free(&own->arena);
    free(own);
}

const char *own_language(struct own_pack *own)
{
    return own->language;
}

/* The list with or without the word, which comes last. */
static void change_list(struct own_pack *own, const char *path, const char *key, const char *inner,
                        const char *word, bool in)
{
    const char **items;
    size_t count = own_list(own, key, inner, &items), kept = 0;
    bool there = false;
    for (size_t i = 0; i < count; i++) {
        bool same = strcmp(items[i], word) == 0;
        there |= same;
        if (in || !same)
            items[kept++] = items[i];
    }
    if (there == in)
        return;
    if (in)
        items[kept++] = word;
    struct json_edit *head = own_edit(own, OWN_HEAD);
    if (kept > 0)
        json_edit_set_strings(head, path, items, kept);
    else
        json_edit_remove(head, path);
    own_put_edit(own, OWN_HEAD, head);
}

void own_hide(struct own_pack *own, const char *id, bool hidden)
{
    change_list(own, "hide", "hide", NULL, id, hidden);
}

void own_add_language(struct own_pack *own, const char *code)
{
    const char **items;
    if (own_list(own, "languages", NULL, &items) == 0)
        change_list(own, "languages", "languages", NULL, own->language, true);
    change_list(own, "languages", "languages", NULL, code, true);
}

void own_demo(struct own_pack *own, const char *id, bool on)
{
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_set_bool(head, arena_printf(&own->arena, "demo/%s", id), on);
    own_put_edit(own, OWN_HEAD, head);
}

void own_order(struct own_pack *own, const char *const *ids, size_t count)
{
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_set_strings(head, "order/routines", ids, count);
    own_put_edit(own, OWN_HEAD, head);
}

void own_logo(struct own_pack *own, const char *file, const char *alt)
{
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_set_string(head, "logo/file", file);
    json_edit_set_string(head, "logo/alt", alt);
    own_put_edit(own, OWN_HEAD, head);
}

void own_drop_logo_files(struct own_pack *own, const char *but)
{
    for (int type = 0; type < IMAGE_TYPE_COUNT; type++) {
        const char *ending = image_ending((enum image_type)type);
        const char *file = ending ? arena_printf(&own->arena, "images/own-logo.%s", ending) : NULL;
        if (file && !(but && strcmp(but, file) == 0))
            own_put(own, file, NULL, 0);
    }
}

void own_no_logo(struct own_pack *own)
{
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_remove(head, "logo");
    own_put_edit(own, OWN_HEAD, head);
    own_drop_logo_files(own, NULL);
}

static void forget_translations(struct own_pack *own, const char *id)
{
    const char **names;
    size_t count = own_files(own, "lang", &own->arena, &names);
    for (size_t i = 0; i < count; i++) {
        const char *file = arena_printf(&own->arena, "lang/%s", names[i]);
        struct fault_list unheard = {0};
        struct json_file *parsed = own_json(own, file, &unheard);
        bool there = json_present(json_peek(json_peek(json_root(parsed), "routines"), id));
        json_free(parsed);
        fault_list_free(&unheard);
        if (!there) /* also when it is broken: that is for who wrote it */
            continue;
        struct json_edit *lang = own_edit(own, file);
        json_edit_remove(lang, arena_printf(&own->arena, "routines/%s", id));
        own_put_edit(own, file, lang);
    }
}

void own_delete_routine(struct own_pack *own, const char *id)
{
    own_put(own, arena_printf(&own->arena, "routines/%s.json", id), NULL, 0);
    forget_translations(own, id);
    own_hide(own, id, false);
    change_list(own, "order/routines", "order", "routines", id, false);
    struct json_edit *head = own_edit(own, OWN_HEAD);
    json_edit_remove(head, arena_printf(&own->arena, "demo/%s", id));
    own_put_edit(own, OWN_HEAD, head);
}

void own_undo_free(struct own_undo *undo)
{
    struct arena arena = undo->arena;
    arena_free(&arena);
    *undo = (struct own_undo){0};
}

static size_t collect_changes(const struct own_pack *own, struct packs_text *texts)
{
    size_t count = 0;
    for (const struct own_file *file = own->files; file; file = file->next)
        if (file->now != file->before)
            texts[count++] = (struct packs_text){file->name, file->now, file->now_length};
    return count;
}

static size_t count_files(const struct own_pack *own)
{
    size_t count = 0;
    for (const struct own_file *file = own->files; file; file = file->next)
        count++;
    return count;
}

/* Photos have NULs in them. */
static char *copy_bytes(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, bytes, length);
    return copy;
}

/* A pack.json that was made for this change stays, as it was then, when it is taken back: without
 * one there would be no pack, but files that nobody reads. */
static void remember(const struct own_pack *own, struct own_undo *undo)
{
    own_undo_free(undo);
    undo->texts = ARENA_ARRAY(&undo->arena, struct packs_text, count_files(own));
    for (const struct own_file *file = own->files; file; file = file->next) {
        if (file->now == file->before)
            continue;
        bool made = !file->before && strcmp(file->name, OWN_HEAD) == 0;
        const char *before = made ? own->fresh : file->before;
        struct packs_text *text = &undo->texts[undo->count++];
        text->file = arena_strdup(&undo->arena, file->name);
        text->length = made ? strlen(before) : file->before_length;
        if (before)
            text->text = copy_bytes(&undo->arena, before, text->length);
    }
}

/* What is written is what stands from now on. */
static void settle(struct own_pack *own)
{
    for (struct own_file *file = own->files; file; file = file->next) {
        if (file->now == file->before)
            continue;
        free(file->before);
        file->before = file->now;
        file->before_length = file->now_length;
    }
}

bool own_write(struct own_pack *own, struct own_undo *undo, struct fault_list *faults)
{
    struct packs_text *texts = ARENA_ARRAY(&own->arena, struct packs_text, count_files(own));
    size_t count = collect_changes(own, texts);
    if (count > 0 && !packs_rewrite(own->packs, PACKS_OWN, texts, count, faults))
        return false;
    if (undo)
        remember(own, undo);
    for (size_t i = 0; i < count; i++)
        log_info("own_pack", "file=%s state=%s", texts[i].file,
                 texts[i].text ? "written" : "removed");
    settle(own);
    return true;
}

bool own_take_back(const struct own_place *place, struct own_undo *undo, struct fault_list *faults)
{
    struct own_pack *own = own_open(place, faults);
    if (!own)
        return false;
    for (size_t i = 0; i < undo->count; i++)
        own_put(own, undo->texts[i].file, undo->texts[i].text, undo->texts[i].length);
    bool done = own_write(own, NULL, faults);
    own_close(own);
    if (done)
        own_undo_free(undo);
    return done;
}
