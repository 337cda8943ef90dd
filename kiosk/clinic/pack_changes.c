#include "clinic/pack_changes.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/json.h"

const char *pack_verb_name(enum pack_verb verb)
{
    static const char *const names[PACK_VERBS] = {"adds", "changes", "hides", "removes"};
    return names[verb];
}

static void add(struct pack_changes *changes, enum pack_verb verb, const char *kind, const char *id,
                const char *name)
{
    if (changes->count == changes->capacity) {
        size_t capacity = changes->capacity * 2 + 64;
        struct pack_change *list = ARENA_ARRAY(changes->arena, struct pack_change, capacity);
        if (changes->count > 0)
            memcpy(list, changes->list, changes->count * sizeof *list);
        changes->list = list;
        changes->capacity = capacity;
    }
    changes->list[changes->count++] = (struct pack_change){
        verb, kind, arena_strdup(changes->arena, id), arena_strdup(changes->arena, name)};
    changes->totals[verb]++;
}

struct pack_item {
    const char *id, *path;
};

struct pack_items {
    struct pack_item *list;
    size_t count;
};

static bool is_json(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

static const char *id_in(const char *path, struct arena *arena)
{
    struct fault_list faults = {0};
    struct json_file *file = json_read(path, &faults);
    const char *id = json_peek_string(json_root(file), "id", arena);
    json_free(file);
    fault_list_free(&faults);
    return id;
}

static int compare_items(const void *a, const void *b)
{
    return strcmp(((const struct pack_item *)a)->id, ((const struct pack_item *)b)->id);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* `by_id`: .json files by the id in them; else all files by their names, without ".json". */
static struct pack_items list_items(const char *pack, const char *folder, bool by_id,
                                    struct arena *arena)
{
    struct pack_items items = {0};
    struct dirent **entries;
    if (!pack)
        return items;
    int count =
        scandir(arena_printf(arena, "%s/%s", pack, folder), &entries, is_visible, alphasort);
    if (count < 0) {
        memory_ask("folder");
        return items;
    }
    items.list = ARENA_ARRAY(arena, struct pack_item, count);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        bool json = is_json(name);
        const char *path = arena_printf(arena, "%s/%s/%s", pack, folder, name);
        const char *id = by_id ? (json ? id_in(path, arena) : NULL)
                               : arena_strndup(arena, name, strlen(name) - (json ? 5 : 0));
        if (id)
            items.list[items.count++] = (struct pack_item){id, path};
        free(entries[i]);
    }
    free(entries);
    if (items.count > 0)
        qsort(items.list, items.count, sizeof *items.list, compare_items);
    return items;
}

static const char *find_item(const struct pack_items *items, const char *id)
{
    const struct pack_item key = {.id = id};
    const struct pack_item *found =
        items->count > 0 ? bsearch(&key, items->list, items->count, sizeof key, compare_items)
                         : NULL;
    return found ? found->path : NULL;
}

static FILE *open_or_ask(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        memory_ask("file");
    return file;
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *left = open_or_ask(a), *right = open_or_ask(b);
    bool same = left && right;
    while (same) {
        char l[4096], r[4096];
        size_t size = fread(l, 1, sizeof l, left);
        same = fread(r, 1, sizeof r, right) == size && memcmp(l, r, size) == 0;
        if (size < sizeof l)
            break;
    }
    if (left)
        fclose(left);
    if (right)
        fclose(right);
    return same;
}

/* Both NULL: neither version of the pack has it. */
static bool same_file(const char *a, const char *b)
{
    return a && b ? same_bytes(a, b) : a == b;
}

enum { EXERCISE, ROUTINE, PAGE };

static size_t item_count(const struct content *content, int kind)
{
    if (!content)
        return 0;
    return kind == EXERCISE  ? content->exercise_count
           : kind == ROUTINE ? content->routine_count
                             : content->page_count;
}

static const char *item_id(const struct content *content, int kind, size_t i)
{
    return kind == EXERCISE  ? content->exercises[i]->id
           : kind == ROUTINE ? content->routines[i]->id
                             : content->pages[i]->id;
}

static const char *item_name(const struct content *content, int kind, size_t i)
{
    return kind == EXERCISE  ? content->exercises[i]->name
           : kind == ROUTINE ? content->routines[i]->name
                             : content->pages[i]->title;
}

static struct pack_items content_items(const struct content *content, int kind, struct arena *arena)
{
    struct pack_items items = {.count = item_count(content, kind)};
    items.list = ARENA_ARRAY(arena, struct pack_item, items.count + 1);
    for (size_t i = 0; i < items.count; i++)
        items.list[i] = (struct pack_item){item_id(content, kind, i), item_id(content, kind, i)};
    if (items.count > 0)
        qsort(items.list, items.count, sizeof *items.list, compare_items);
    return items;
}

static void find_of_kind(struct pack_changes *changes, const struct pack_versions *versions,
                         int kind)
{
    static const char *const names[] = {"exercise", "routine", "page"};
    static const char *const folders[] = {"exercises", "routines", "pages"};
    struct arena *arena = changes->arena;
    const struct content *before = versions->before, *after = versions->after;
    struct pack_items had = content_items(before, kind, arena);
    struct pack_items has = content_items(after, kind, arena);
    struct pack_items would = content_items(versions->without, kind, arena);
    struct pack_items old = list_items(versions->old_pack, folders[kind], true, arena);
    struct pack_items fresh = list_items(versions->new_pack, folders[kind], true, arena);
    for (size_t i = 0; i < has.count; i++) {
        const char *id = item_id(after, kind, i), *name = item_name(after, kind, i);
        if (!find_item(&had, id))
            add(changes, PACK_ADDS, names[kind], id, name);
        else if (!same_file(find_item(&old, id), find_item(&fresh, id)))
            add(changes, PACK_CHANGES, names[kind], id, name);
    }
    for (size_t i = 0; i < had.count; i++) {
        const char *id = item_id(before, kind, i);
        if (!find_item(&has, id))
            add(changes, find_item(&would, id) ? PACK_HIDES : PACK_REMOVES, names[kind], id,
                item_name(before, kind, i));
    }
}

static void find_of_files(struct pack_changes *changes, const struct pack_versions *versions,
                          const char *folder, const char *kind)
{
    struct pack_items old = list_items(versions->old_pack, folder, false, changes->arena);
    struct pack_items fresh = list_items(versions->new_pack, folder, false, changes->arena);
    for (size_t i = 0; i < fresh.count; i++) {
        const char *before = find_item(&old, fresh.list[i].id);
        if (!before)
            add(changes, PACK_ADDS, kind, fresh.list[i].id, "");
        else if (!same_bytes(before, fresh.list[i].path))
            add(changes, PACK_CHANGES, kind, fresh.list[i].id, "");
    }
    for (size_t i = 0; i < old.count; i++)
        if (!find_item(&fresh, old.list[i].id))
            add(changes, PACK_REMOVES, kind, old.list[i].id, "");
}

/* NULL when there is none. */
static const char *logo_file(const struct content *content, struct arena *arena)
{
    const struct picture *logo = content && content->logo.count > 0 ? content->logo.items : NULL;
    return logo ? arena_printf(arena, "%s/%s", logo->folder, logo->name) : NULL;
}

static void find_logo(struct pack_changes *changes, const struct pack_versions *versions)
{
    const char *had = logo_file(versions->before, changes->arena);
    const char *has = logo_file(versions->after, changes->arena);
    if (same_file(had, has))
        return;
    const struct content *with = has ? versions->after : versions->before;
    add(changes,
        !had  ? PACK_ADDS
        : has ? PACK_CHANGES
              : PACK_REMOVES,
        "logo", with->logo.items->name, with->logo_alt);
}

/* In the folder of each language that one version or the other has recordings in. */
static void find_recordings(struct pack_changes *changes, const struct pack_versions *versions)
{
    const struct content *both[] = {versions->before, versions->after};
    const char *done[64];
    size_t count = 0;
    for (size_t b = 0; b < 2; b++) {
        for (size_t i = 0; both[b] && i < both[b]->recording_count; i++) {
            const char *code = both[b]->recordings[i].language;
            size_t k = 0;
            while (k < count && strcmp(done[k], code) != 0)
                k++;
            if (k < count || count == sizeof done / sizeof *done)
                continue;
            done[count++] = code;
            find_of_files(changes, versions, arena_printf(changes->arena, "audio/%s", code),
                          "recording");
        }
    }
}

static bool has_item(const struct content *content, int kind, const char *id)
{
    return kind == ROUTINE ? content_routine(content, id) != NULL
                           : content_page(content, id) != NULL;
}

/* The next from `i` on that the other has, too. */
static size_t next_of_both(const struct content *content, const struct content *other, int kind,
                           size_t i)
{
    while (i < item_count(content, kind) && !has_item(other, kind, item_id(content, kind, i)))
        i++;
    return i;
}

/* Of those that are shown with either version. */
static bool other_order(const struct content *before, const struct content *after, int kind)
{
    bool other = false;
    size_t k = 0;
    for (size_t i = next_of_both(before, after, kind, 0); i < item_count(before, kind);
         i = next_of_both(before, after, kind, i + 1)) {
        k = next_of_both(after, before, kind, k);
        other |= strcmp(item_id(before, kind, i), item_id(after, kind, k++)) != 0;
    }
    return other;
}

static bool other_demo(const struct content *before, const struct content *after)
{
    for (size_t i = 0; i < before->routine_count; i++) {
        const struct routine *has = content_routine(after, before->routines[i]->id);
        if (has && has->demo != before->routines[i]->demo)
            return true;
    }
    return false;
}

static void find_order_and_demo(struct pack_changes *changes, const struct pack_versions *versions)
{
    const struct content *before = versions->before, *after = versions->after;
    if (!before || !after)
        return;
    if (other_order(before, after, ROUTINE))
        add(changes, PACK_CHANGES, "order", "routines", "");
    if (other_order(before, after, PAGE))
        add(changes, PACK_CHANGES, "order", "pages", "");
    if (other_demo(before, after))
        add(changes, PACK_CHANGES, "demo", "routines", "");
}

void pack_changes_find(struct pack_changes *changes, const struct pack_versions *versions)
{
    for (int kind = EXERCISE; kind <= PAGE; kind++)
        find_of_kind(changes, versions, kind);
    find_order_and_demo(changes, versions);
    find_logo(changes, versions);
    find_of_files(changes, versions, "lang", "language");
    find_of_files(changes, versions, "images", "picture");
    find_recordings(changes, versions);
}
