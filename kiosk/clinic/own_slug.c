#include "clinic/own_slug.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

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
    return (content && is_shown(content, id)) ||
           own_text(own, arena_printf(arena, "routines/%s.json", id), NULL) ||
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
