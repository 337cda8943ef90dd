#include "clinic/own_aside.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/below.h"
#include "clinic/own_pack_internal.h"

/* More than anybody sets aside; the rest is in the folder all the same. */
enum { ASIDES_MAX = 32 };

#define SUFFIX ".json"

static size_t stem_length(const char *file)
{
    size_t length = strlen(file), suffix = strlen(SUFFIX);
    return length > suffix && strcmp(file + length - suffix, SUFFIX) == 0 ? length - suffix : 0;
}

static const char *stem_of(struct arena *arena, const char *file)
{
    return arena_strndup(arena, file, stem_length(file));
}

static const char *name_in(int folder, const char *file, struct arena *arena)
{
    int fd = below_open(folder, file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct fault_list unheard = {0};
    struct json_file *json = fd < 0 ? NULL : json_read_fd_mended(fd, "", &unheard);
    const char *name = json_peek_string(json_root(json), "name", arena);
    json_free(json);
    fault_list_free(&unheard);
    if (fd >= 0)
        close(fd);
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
        if (entry->d_name[0] != '.' && stem_length(entry->d_name) > 0)
            (*asides)[count++].file = arena_strdup(arena, entry->d_name);
    for (size_t i = 0; i < count; i++)
        (*asides)[i].name = name_in(dirfd(dir), (*asides)[i].file, arena);
    if (dir)
        closedir(dir);
    qsort(*asides, count, sizeof **asides, compare);
    return count;
}

void own_put_back(struct own_pack *own, const char *file)
{
    const char *kept = arena_printf(&own->arena, OWN_ASIDE "/%s", file);
    const char *stem = stem_of(&own->arena, file);
    const char *back = arena_printf(&own->arena, "routines/%s" SUFFIX, stem);
    size_t length, other;
    const char *text = own_text(own, kept, &length);
    for (int i = 2; own_text(own, back, &other); i++)
        back = arena_printf(&own->arena, "routines/%s-%d" SUFFIX, stem, i);
    if (!text)
        return;
    own_put(own, back, text, length);
    own_put(own, kept, NULL, 0);
}
