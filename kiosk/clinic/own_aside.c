#include "clinic/own_aside.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "clinic/own_pack_internal.h"
#include "content/routine_name.h"

/* More than anybody sets aside; the rest is in the folder all the same. */
enum { ASIDES_MAX = 32 };

#define SUFFIX ".json"
#define REST ".kept" SUFFIX

static bool ends_in(const char *file, const char *suffix)
{
    size_t length = strlen(file), end = strlen(suffix);
    return length > end && strcmp(file + length - end, suffix) == 0;
}

static const char *aside_of(struct own_pack *own, const char *stem)
{
    return arena_printf(&own->arena, OWN_ASIDE "/%s" SUFFIX, stem);
}

static const char *rest_of(struct own_pack *own, const char *stem)
{
    return arena_printf(&own->arena, OWN_ASIDE "/%s" REST, stem);
}

static const char *stem_of(struct arena *arena, const char *file)
{
    return arena_strndup(arena, file, strlen(file) - strlen(SUFFIX));
}

static const char *name_in(int folder, const char *file, struct arena *arena)
{
    const char *name = routine_name_in(folder, file, arena);
    return name && *name ? name : stem_of(arena, file);
}

static int compare(const void *a, const void *b)
{
    const struct own_aside *first = a, *second = b;
    return strcmp(first->file, second->file);
}

static int open_folder(const char *packs_dir)
{
    int packs = *packs_dir ? open(packs_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int fd = packs < 0
                 ? -1
                 : below_open(packs, PACKS_OWN "/" OWN_ASIDE, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (packs >= 0)
        close(packs);
    return fd;
}

size_t own_asides(const char *packs_dir, struct arena *arena, struct own_aside **asides)
{
    DIR *dir = below_list(open_folder(packs_dir));
    size_t count = 0;
    const struct dirent *entry;
    *asides = ARENA_ARRAY(arena, struct own_aside, ASIDES_MAX);
    while (dir && count < ASIDES_MAX && (entry = readdir(dir)))
        if (entry->d_name[0] != '.' && ends_in(entry->d_name, SUFFIX) &&
            !ends_in(entry->d_name, REST))
            (*asides)[count++].file = arena_strdup(arena, entry->d_name);
    for (size_t i = 0; i < count; i++)
        (*asides)[i].name = name_in(dirfd(dir), (*asides)[i].file, arena);
    if (dir)
        closedir(dir);
    qsort(*asides, count, sizeof **asides, compare);
    return count;
}

static void keep_text(struct own_pack *own, struct json_edit *kept, const char *file)
{
    const char *text = own_text(own, file, NULL);
    if (text)
        json_edit_set_string(kept, file, text);
}

static void keep_rest(struct own_pack *own, const char *id, const char *stem)
{
    const char **names;
    size_t count = own_files(own, "lang", &own->arena, &names);
    struct json_edit *kept = json_edit_new();
    json_edit_set_string(kept, "id", id);
    keep_text(own, kept, OWN_HEAD);
    for (size_t i = 0; i < count; i++)
        keep_text(own, kept, arena_printf(&own->arena, "lang/%s", names[i]));
    own_put_edit(own, rest_of(own, stem), kept);
}

void own_set_aside(struct own_pack *own, const char *id)
{
    size_t length;
    const char *text = own_text(own, arena_printf(&own->arena, "routines/%s" SUFFIX, id), &length);
    const char *stem = id;
    for (int i = 2; own_text(own, aside_of(own, stem), NULL); i++)
        stem = arena_printf(&own->arena, "%s-%d", id, i);
    if (text) {
        own_put(own, aside_of(own, stem), text, length);
        keep_rest(own, id, stem);
    }
    own_delete_routine(own, id);
}

static void add_text(struct own_undo *undo, const char *file, struct json value,
                     struct arena *arena)
{
    const char *text =
        json_type(value) == JSON_STRING ? json_value_string(value, JSON_MAX_BYTES, arena) : NULL;
    if (text)
        undo->texts[undo->count++] = (struct packs_text){file, text, strlen(text)};
}

/* As if it had just been set aside. In the own pack's arena. */
static struct own_undo read_rest(struct own_pack *own, struct json rest, struct packs_text routine)
{
    struct json lang = json_peek(rest, "lang");
    struct own_undo undo = {0};
    undo.texts = ARENA_ARRAY(&own->arena, struct packs_text, json_count(lang) + 2);
    undo.texts[undo.count++] = routine;
    add_text(&undo, OWN_HEAD, json_peek(rest, OWN_HEAD), &own->arena);
    for (struct json text = json_first(lang); json_present(text); text = json_next(text))
        add_text(&undo, arena_printf(&own->arena, "lang/%s", json_key(text)), text, &own->arena);
    return undo;
}

void own_put_back(struct own_pack *own, const char *file)
{
    const char *stem = stem_of(&own->arena, file);
    size_t length;
    const char *text = own_text(own, aside_of(own, stem), &length);
    struct fault_list unheard = {0};
    struct json_file *rest = own_json(own, rest_of(own, stem), &unheard);
    const char *id = json_peek_string(json_root(rest), "id", &own->arena);
    if (text) {
        id = id && *id ? id : stem;
        const char *routine = arena_printf(&own->arena, "routines/%s" SUFFIX, id);
        struct own_undo undo =
            read_rest(own, json_root(rest), (struct packs_text){routine, text, length});
        own_bring(own, &undo, id);
        own_put(own, aside_of(own, stem), NULL, 0);
        own_put(own, rest_of(own, stem), NULL, 0);
    }
    json_free(rest);
    fault_list_free(&unheard);
}
