#include "cli/json_names.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char ending[] = ".json";

size_t json_name_length(const char *file)
{
    size_t length = strlen(file), end = sizeof ending - 1;
    return *file != '.' && length > end && strcmp(file + length - end, ending) == 0 ? length - end
                                                                                    : 0;
}

static int is_json(const struct dirent *entry)
{
    return json_name_length(entry->d_name) > 0;
}

size_t json_names(const char *folder, struct arena *arena, const char *const **names)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_json, alphasort);
    if (count < 0) {
        memory_ask("folder");
        return 0;
    }
    const char **all = ARENA_ARRAY(arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        all[i] = arena_strndup(arena, name, json_name_length(name));
        free(entries[i]);
    }
    free(entries);
    *names = all;
    return (size_t)count;
}
