#include "clinic/own_slug.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "clinic/own_aside.h"
#include "clinic/own_pack_internal.h"
#include "clinic/usage.h"

enum { SLUG_SIZE = CONTENT_ID_MAX - 8 }; /* with room for a number */

static void make_slug(char out[SLUG_SIZE], const char *name, const char *otherwise)
{
    const size_t room = SLUG_SIZE - 1;
    size_t length = (size_t)snprintf(out, room, "own-");
    for (; *name && length < room; name++) {
        unsigned char c = (unsigned char)*name;
        if (c < 0x80 && isalnum(c))
            out[length++] = (char)tolower(c);
        else if (out[length - 1] != '-')
            out[length++] = '-';
    }
    while (length > 3 && out[length - 1] == '-')
        length--;
    out[length] = '\0';
    if (strcmp(out, "own") == 0)
        snprintf(out, room, "%s", otherwise);
}

static bool is_shown(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->entry_count; i++)
        if (strcmp(content->entries[i].id, id) == 0)
            return true;
    return content_exercise(content, id) || content_page(content, id);
}

static bool is_taken(struct own_pack *own, const struct content *content, const char *id,
                     struct arena *arena)
{
    return (content && is_shown(content, id)) || (own->used && string_list_has(own->used, id)) ||
           own_text(own, arena_printf(arena, "routines/%s.json", id), NULL) ||
           own_text(own, arena_printf(arena, OWN_ASIDE "/%s.json", id), NULL) ||
           own_text(own, arena_printf(arena, "exercises/%s.json", id), NULL);
}

const char *own_new_id(struct own_pack *own, const struct content *content, const char *name,
                       const char *otherwise, struct arena *arena)
{
    char slug[SLUG_SIZE];
    make_slug(slug, name, otherwise);
    const char *id = arena_strdup(arena, slug);
    for (int n = 2; is_taken(own, content, id, arena); n++)
        id = arena_printf(arena, "%s-%d", slug, n);
    return id;
}

struct used {
    struct arena *arena;
    const char **ids;
    size_t count;
};

static void use(struct used *used, const char *id, size_t length)
{
    struct string_list list = {used->ids, used->count};
    const char *copy = arena_strndup(used->arena, id, length);
    if (strncmp(copy, "own-", 4) != 0 || string_list_has(&list, copy))
        return;
    used->ids = arena_more(used->arena, used->ids, used->count, sizeof *used->ids);
    used->ids[used->count++] = copy;
}

static void take_row(void *what, const struct store_row *row)
{
    size_t length = strcspn(row->key, "/");
    use(what, row->key, length);
    if (row->key[length])
        use(what, row->key + length + 1, strlen(row->key + length + 1));
}

struct string_list own_used_ids(struct store *store, struct arena *arena)
{
    struct used used = {.arena = arena};
    store_read(store, USAGE_FIRST_DAY, USAGE_LAST_DAY, take_row, &used);
    return (struct string_list){used.ids, used.count};
}
