#include "packs/zip_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/file_names.h"
#include "base/utf8.h"
#include "packs/zip_letters.h"

enum { NAME_SIZE = 4096, ROUNDS_MAX = 3 };

/* A picture that the pack's files name. */
struct wish {
    const char *file, *key; /* key: see file_name_folded; a wrong capital is told later */
    bool found;
};

struct fitting {
    struct zip_directory *directory;
    struct arena *arena;
    struct wish *wishes; /* sorted by key */
    size_t wish_count;
    struct arena scratch; /* for one reading */
};

bool zip_names_wanting(const struct zip_directory *directory)
{
    for (size_t i = 0; i < directory->count; i++)
        if (!directory->entries[i].name)
            return true;
    return false;
}

static int compare_wishes(const void *a, const void *b)
{
    return strcmp(((const struct wish *)a)->key, ((const struct wish *)b)->key);
}

static void make_wishes(struct fitting *fitting, const char *const *files, size_t count)
{
    fitting->wishes = ARENA_ARRAY(fitting->arena, struct wish, count);
    for (size_t i = 0; i < count; i++)
        fitting->wishes[i] =
            (struct wish){.file = files[i], .key = file_name_folded(fitting->arena, files[i])};
    if (count > 0)
        qsort(fitting->wishes, count, sizeof *fitting->wishes, compare_wishes);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_wishes(&fitting->wishes[i], &fitting->wishes[i - 1]) != 0)
            fitting->wishes[fitting->wish_count++] = fitting->wishes[i];
}

/* The file in a path that ends in "images/FILE"; NULL when it is none. */
static const char *picture_in(const char *path)
{
    static const char folder[] = "images";
    const char *file = path + strlen(path);
    while (file > path && file[-1] != '/' && file[-1] != '\\')
        file--;
    size_t length = (size_t)(file - path);
    if (!*file || length < sizeof folder || strncmp(file - sizeof folder, folder, 6) != 0)
        return NULL;
    return length == sizeof folder || strchr("/\\", file[-(long)sizeof folder - 1]) ? file : NULL;
}

static struct wish *find_wish(struct fitting *fitting, const char *path)
{
    const char *file = picture_in(path);
    if (!file || fitting->wish_count == 0)
        return NULL;
    const struct wish key = {.key = file_name_folded(&fitting->scratch, file)};
    return bsearch(&key, fitting->wishes, fitting->wish_count, sizeof key, compare_wishes);
}

/* How many wishes come true in these letters. `take`: they do. */
static size_t try_letters(struct fitting *fitting, size_t which, bool take)
{
    struct zip_letters *letters = zip_letters_open(which);
    char name[NAME_SIZE];
    size_t hits = 0;
    for (size_t i = 0; letters && i < fitting->directory->count; i++) {
        struct zip_entry *entry = &fitting->directory->entries[i];
        if (entry->name || !zip_letters_read(letters, entry->raw, name, sizeof name))
            continue;
        struct wish *wish = find_wish(fitting, name);
        if (!wish || wish->found)
            continue;
        hits++;
        if (!take)
            continue;
        wish->found = true;
        entry->name = arena_strdup(fitting->arena, name);
    }
    zip_letters_close(letters);
    arena_reset(&fitting->scratch);
    return hits;
}

static size_t count_open(const struct fitting *fitting)
{
    size_t count = 0;
    for (size_t i = 0; i < fitting->wish_count; i++)
        count += !fitting->wishes[i].found;
    return count;
}

/* The letters in which most of what is still wished for is found; taken at once.
 * ZIP_LETTERS_COUNT: none. */
static size_t take_best(struct fitting *fitting)
{
    size_t open = count_open(fitting), best = ZIP_LETTERS_COUNT, most = 0;
    for (size_t which = 0; most < open && which < ZIP_LETTERS_COUNT; which++) {
        size_t hits = try_letters(fitting, which, false);
        if (hits > most) {
            most = hits;
            best = which;
        }
    }
    if (best < ZIP_LETTERS_COUNT)
        try_letters(fitting, best, true);
    return best;
}

/* Names that do not matter: in the letters of the others, else in some. */
static void name_rest(struct fitting *fitting, size_t first)
{
    const size_t order[] = {first, ZIP_LETTERS_UTF8, ZIP_LETTERS_ANY};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        struct zip_letters *letters =
            order[k] < ZIP_LETTERS_COUNT ? zip_letters_open(order[k]) : NULL;
        char name[NAME_SIZE];
        for (size_t i = 0; letters && i < fitting->directory->count; i++) {
            struct zip_entry *entry = &fitting->directory->entries[i];
            if (!entry->name && zip_letters_read(letters, entry->raw, name, sizeof name))
                entry->name = arena_strdup(fitting->arena, name);
        }
        zip_letters_close(letters);
    }
    for (size_t i = 0; i < fitting->directory->count; i++) /* too long a one, to be refused */
        if (!fitting->directory->entries[i].name)
            fitting->directory->entries[i].name = fitting->directory->entries[i].raw;
}

static struct zip_misfit find_misfit(const struct fitting *fitting)
{
    struct zip_misfit misfit = {0};
    for (size_t i = 0; i < fitting->wish_count && !misfit.wanted; i++)
        if (!fitting->wishes[i].found && !utf8_is_ascii(fitting->wishes[i].file))
            misfit.wanted = fitting->wishes[i].file;
    for (size_t i = 0; misfit.wanted && i < fitting->directory->count && !misfit.stored; i++)
        if (!fitting->directory->entries[i].name)
            misfit.stored = picture_in(fitting->directory->entries[i].raw);
    return misfit;
}

struct zip_misfit zip_names_fit(struct zip_directory *directory, const char *const *files,
                                size_t count, struct arena *arena)
{
    struct fitting fitting = {.directory = directory, .arena = arena};
    make_wishes(&fitting, files, count);
    for (size_t i = 0; i < directory->count; i++) {
        const char *name = directory->entries[i].name;
        struct wish *wish = name ? find_wish(&fitting, name) : NULL;
        if (wish)
            wish->found = true;
    }
    size_t first = take_best(&fitting), next = first;
    for (int round = 1; next < ZIP_LETTERS_COUNT && round < ROUNDS_MAX; round++)
        next = take_best(&fitting); /* packed at several places */
    struct zip_misfit misfit = {0};
    if (first == ZIP_LETTERS_COUNT)
        misfit = find_misfit(&fitting);
    name_rest(&fitting, first);
    arena_free(&fitting.scratch);
    return misfit;
}
