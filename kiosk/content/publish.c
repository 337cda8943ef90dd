#include <stdlib.h>
#include <string.h>

#include "content/loader.h"

/* A missing easier or harder exercise is a fault, but the exercise itself stands. Hiding one is
 * meant, and no fault; one that was left out has been faulted itself. */
static const struct exercise *optional_exercise(struct content_loader *loader,
                                                const struct reference *reference)
{
    if (!reference->id)
        return NULL;
    const struct item *item = loader_find(loader, CONTENT_EXERCISE, reference->id);
    if (item)
        return item->hidden ? NULL : &item->as.exercise.value;
    bool known = loader_left_out(loader, CONTENT_EXERCISE, reference->id);
    const char *problem = "";
    if (known)
        problem = arena_printf(&loader->scratch,
                               "exercise \"%s\" was left out for its own faults; mend those",
                               reference->id);
    else
        loader_resolve(loader, CONTENT_EXERCISE, reference->id, &problem);
    const struct json_location *place = &reference->place;
    fault_add(loader->faults, known ? FAULT_WARNING : FAULT_ERROR, place->file, place->line,
              place->column, place->path, "%s", problem);
    return NULL;
}

void loader_resolve_references(struct content_loader *loader)
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

/* What is wrong with a hidden routine is nobody's trouble: its exercises may be hidden as well. */
static bool read_unheard(struct content_loader *loader, struct item *item)
{
    struct fault_list unheard = {0};
    size_t length;
    const char *text = json_text(item->file, &length);
    struct json_file *file = json_parse("", text, length, &unheard);
    bool good =
        file && routine_read(json_root(file), &loader->content->arena, loader, &item->as.routine);
    json_free(file);
    fault_list_free(&unheard);
    return good;
}

/* Latest pack first: a routine that a later pack replaces is not looked at. */
void loader_read_routines(struct content_loader *loader)
{
    struct arena *arena = &loader->content->arena;
    for (struct item *item = loader->items[CONTENT_ROUTINE].first; item; item = item->next) {
        const struct item *standing = loader_find(loader, CONTENT_ROUTINE, item->id);
        if (!item->usable || (standing != item && !item->alone))
            continue;
        if (item->hidden)
            item->whole = read_unheard(loader, item);
        else
            item->usable = item->whole =
                routine_read(json_root(item->file), arena, loader, &item->as.routine);
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
        if (item->usable && !item->hidden && loader_find(loader, kind, item->id) == item)
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
        json_warn(value, "there is no \"%s\" in %s/; did you mean \"%s\"?", id,
                  loader_folders[kind], nearest);
    else
        json_warn(value, "there is no \"%s\" in %s/; take it out", id, loader_folders[kind]);
}

static void put_in_order(struct content_loader *loader, enum content_kind kind, struct item **items,
                         size_t count)
{
    size_t placed = 0;
    for (const struct pack *pack = loader->packs; pack; pack = pack->next) {
        struct json list =
            kind == CONTENT_ROUTINE ? pack->head.order_routines : pack->head.order_pages;
        for (struct json value = json_first(list); json_present(value); value = json_next(value)) {
            const char *id = loader_id(value);
            if (!id)
                continue;
            if (move_to(items, count, placed, id))
                placed++;
            else if (!loader_find(loader, kind, id) && !loader_left_out(loader, kind, id))
                warn_of_unordered(loader, kind, value, id);
        }
    }
}

/* The one of those with an id that staff see: which is shown or hidden, else which was left out. */
static bool stands_for_id(const struct content_loader *loader, const struct item *item)
{
    const struct item *standing = loader_find(loader, CONTENT_ROUTINE, item->id);
    return item == (standing ? standing : items_first(&loader->items[CONTENT_ROUTINE], item->id));
}

static size_t collect_routines(struct content_loader *loader, struct item ***out)
{
    const struct items *items = &loader->items[CONTENT_ROUTINE];
    struct item **found = ARENA_ARRAY(&loader->scratch, struct item *, items->count);
    size_t count = 0;
    for (struct item *item = items->first; item; item = item->next)
        if (stands_for_id(loader, item))
            found[count++] = item;
    qsort(found, count, sizeof(struct item *), compare_ids);
    *out = found;
    return count;
}

static bool is_shown(const struct item *item)
{
    return item->usable && !item->hidden;
}

static const char *pack_id(const struct content_loader *loader, const struct item *item)
{
    const char *id = loader_pack(loader, item->pack)->head.id;
    return id ? id : "";
}

static struct routine_entry routine_entry(const struct content_loader *loader,
                                          const struct item *item)
{
    struct arena *arena = &loader->content->arena;
    const struct pack *pack = loader_pack(loader, item->pack);
    const char *name = item->name && *item->name ? item->name : item->id;
    return (struct routine_entry){.id = arena_strdup(arena, item->id),
                                  .name = item->whole ? item->as.routine.name
                                                      : arena_strdup(arena, name),
                                  .routine = item->whole ? &item->as.routine : NULL,
                                  .file = arena_strdup(arena, item->place.file),
                                  .pack_id = pack_id(loader, item),
                                  .pack_name = pack->head.name ? pack->head.name : "",
                                  .hidden = item->hidden};
}

/* A later pack's word on what is part of the demo counts more than the routine's own file. */
static void choose_demo(struct content_loader *loader, struct item *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct json on = {0};
        for (const struct pack *pack = loader->packs; pack && !json_present(on); pack = pack->next)
            on = json_peek(pack->head.demo, items[i]->id);
        if (json_type(on) == JSON_BOOL)
            json_value_bool(on, &items[i]->as.routine.demo);
    }
}

static void warn_of_demo(struct content_loader *loader)
{
    for (const struct pack *pack = loader->packs; pack; pack = pack->next)
        for (struct json value = json_first(pack->head.demo); json_present(value);
             value = json_next(value)) {
            const char *id = json_key(value);
            if (content_id_valid(id) && strncmp(id, "x-", 2) != 0 &&
                !loader_knows(loader, CONTENT_ROUTINE, id))
                warn_of_unordered(loader, CONTENT_ROUTINE, value, id);
        }
}

static void publish_routines(struct content_loader *loader)
{
    struct content *content = loader->content;
    struct item **items;
    size_t count = collect_routines(loader, &items);
    put_in_order(loader, CONTENT_ROUTINE, items, count);
    choose_demo(loader, items, count);
    warn_of_demo(loader);
    struct routine_entry *entries = ARENA_ARRAY(&content->arena, struct routine_entry, count);
    content->routines = ARENA_ARRAY(&content->arena, const struct routine *, count);
    for (size_t i = 0; i < count; i++) {
        entries[i] = routine_entry(loader, items[i]);
        items[i]->as.routine.pack_id = entries[i].pack_id;
        if (is_shown(items[i]))
            content->routines[content->routine_count++] = &items[i]->as.routine;
    }
    for (size_t i = 0; i < count; i++)
        if (items[i]->hidden && items[i]->whole)
            content->routines[content->routine_count + content->hidden_count++] =
                &items[i]->as.routine;
    content->entries = entries;
    content->entry_count = count;
}

void loader_publish(struct content_loader *loader)
{
    struct content *content = loader->content;
    struct item **items;
    size_t count = collect(loader, CONTENT_EXERCISE, &items);
    content->exercises = ARENA_ARRAY(&content->arena, const struct exercise *, count);
    for (size_t i = 0; i < count; i++) {
        items[i]->as.exercise.value.pack_id = pack_id(loader, items[i]);
        content->exercises[content->exercise_count++] = &items[i]->as.exercise.value;
    }

    publish_routines(loader);

    count = collect(loader, CONTENT_PAGE, &items);
    put_in_order(loader, CONTENT_PAGE, items, count);
    content->pages = ARENA_ARRAY(&content->arena, const struct page *, count);
    for (size_t i = 0; i < count; i++)
        content->pages[content->page_count++] = &items[i]->as.page.value;
}
