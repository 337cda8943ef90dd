#include "content/loader.h"

/* Names compared for "did you mean" in one loading: enough for every mistake of a person, and an
 * end for a pack in which nothing fits anything else. */
#define NEAREST_MAX 500000

const char *const loader_folders[CONTENT_KIND_COUNT] = {"exercises", "routines", "pages"};

const char *loader_id(struct json value)
{
    if (json_type(value) != JSON_STRING)
        return NULL;
    const char *id = json_value_string(value, JSON_MAX_BYTES, NULL);
    return id && content_id_valid(id) ? id : NULL;
}

struct item *loader_find(const struct content_loader *loader, enum content_kind kind,
                         const char *id)
{
    struct item *item = items_first(&loader->items[kind], id);
    while (item && !item->usable)
        item = items_next(item);
    return item;
}

bool loader_left_out(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    const struct item *item = items_first(&loader->items[kind], id);
    while (item && item->usable)
        item = items_next(item);
    return item != NULL;
}

const struct pack *loader_pack(const struct content_loader *loader, int index)
{
    const struct pack *pack = loader->packs;
    for (int i = loader->pack_count - 1; i > index; i--)
        pack = pack->next;
    return pack;
}

int loader_pack_of(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    const struct item *item = loader_find(loader, kind, id);
    return item && (!item->hidden || item->whole) ? item->pack : -1;
}

bool loader_knows(const struct content_loader *loader, enum content_kind kind, const char *id)
{
    return loader_find(loader, kind, id) || loader_left_out(loader, kind, id);
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

struct item *loader_resolve(struct content_loader *loader, enum content_kind kind, const char *id,
                            const char **problem)
{
    static const char *const names[CONTENT_KIND_COUNT] = {"exercise", "routine", "page"};
    struct item *item = loader_find(loader, kind, id);
    if (item && !item->hidden)
        return item;
    struct arena *arena = &loader->scratch;
    const char *nearest = item ? NULL : loader_nearest(loader, kind, id);
    if (item)
        *problem = arena_printf(
            arena, "%s \"%s\" is hidden by a pack; name another one, or hide this one too",
            names[kind], id);
    else if (loader_left_out(loader, kind, id))
        *problem = arena_printf(
            arena, "%s \"%s\" was left out for its own faults; mend those first", names[kind], id);
    else if (nearest)
        *problem = arena_printf(arena, "there is no %s \"%s\"; did you mean \"%s\"?", names[kind],
                                id, nearest);
    else
        *problem = arena_printf(arena, "there is no %s \"%s\"; name one of the files in %s/",
                                names[kind], id, loader_folders[kind]);
    return NULL;
}

static struct item *resolve_json(struct content_loader *loader, enum content_kind kind,
                                 struct json value)
{
    const char *problem = "";
    const char *id = json_value_string(value, CONTENT_ID_MAX, NULL);
    struct item *item = id ? loader_resolve(loader, kind, id, &problem) : NULL;
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

bool loader_lacks_page(const struct content_loader *loader, const char *id)
{
    const struct item *item = loader_find(loader, CONTENT_PAGE, id);
    if (item)
        return item->hidden;
    return loader->items[CONTENT_PAGE].count > 0 && !loader_left_out(loader, CONTENT_PAGE, id);
}
