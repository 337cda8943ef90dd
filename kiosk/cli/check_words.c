#include "cli/check_words.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/json_names.h"
#include "content/strings.h"

/* Words of the interface; a pack, which has languages too, has a head. */
static bool holds_words(struct arena *arena, const char *folder)
{
    return access(arena_printf(arena, "%s/en.json", folder), F_OK) == 0 &&
           access(arena_printf(arena, "%s/pack.json", folder), F_OK) != 0 &&
           access(arena_printf(arena, "%s/../pack.json", folder), F_OK) != 0;
}

/* `shown`: what the user calls the file. */
static void check_file(struct arena *arena, const char *folder, const char *name, const char *shown,
                       struct fault_list *faults)
{
    struct fault_list all = {0};
    const char *code = arena_strndup(arena, name, json_name_length(name));
    const char *file = arena_printf(arena, "%s/%s", folder, name);
    struct strings *strings = strings_load(folder, code, &all);
    for (const struct fault *f = all.first; f; f = f->next) {
        bool unusable = strcmp(f->file, folder) == 0; /* what is no code */
        if (unusable || strcmp(f->file, file) == 0)
            fault_add(faults, f->severity, shown, f->line, f->column, f->path, "%s", f->message);
    }
    strings_free(strings);
    fault_list_free(&all);
}

static bool check_folder(struct arena *arena, const char *folder, struct fault_list *faults)
{
    const char *const *codes;
    if (!holds_words(arena, folder))
        return false;
    size_t count = json_names(folder, arena, &codes);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_printf(arena, "%s.json", codes[i]);
        check_file(arena, folder, name, arena_printf(arena, "%s/%s", folder, name), faults);
    }
    return count > 0;
}

bool check_words(const char *path, struct fault_list *faults)
{
    struct arena arena = {0};
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    path = arena_strndup(&arena, path, length);
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *folder = slash ? arena_strndup(&arena, path, (size_t)(slash - path)) : ".";
    bool found = check_folder(&arena, path, faults);
    if (!found && json_name_length(name) > 0 && access(path, F_OK) == 0 &&
        holds_words(&arena, folder)) {
        check_file(&arena, folder, name, path, faults);
        found = true;
    }
    arena_free(&arena);
    return found;
}
