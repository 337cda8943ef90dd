#include "cli/languages.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/json.h"

static int is_language_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && dot != entry->d_name && strcmp(dot, ".json") == 0;
}

size_t languages_find(const char *lang_dir, struct arena *arena, const char *const **codes)
{
    struct dirent **entries;
    int count = scandir(lang_dir, &entries, is_language_file, alphasort);
    if (count < 0) {
        memory_ask("folder");
        return 0;
    }
    const char **names = ARENA_ARRAY(arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        names[i] = arena_strndup(arena, name, (size_t)(strrchr(name, '.') - name));
        free(entries[i]);
    }
    free(entries);
    *codes = names;
    return (size_t)count;
}

/* A code that is none is left to whoever reads the setting. */
static bool is_known(const char *const *codes, size_t count, const char *code)
{
    size_t plain = strcspn(code, "-");
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes[i], code) == 0 ||
            (strncmp(codes[i], code, plain) == 0 && !codes[i][plain]))
            return true;
    return false;
}

const char *languages_unknown(const char *lang_dir, struct arena *arena, const char *json)
{
    struct fault_list unheard = {0};
    const char *const *codes, *unknown = NULL;
    size_t count = languages_find(lang_dir, arena, &codes);
    struct json_file *file = json_parse("value", json, strlen(json), &unheard);
    struct json root = json_root(file);
    bool one = json_type(root) == JSON_STRING;
    struct json item = one ? root : json_first(root);
    for (; count > 0 && !unknown && json_present(item); item = json_next(item)) {
        const char *code =
            json_type(item) == JSON_STRING ? json_value_string(item, JSON_MAX_BYTES, arena) : NULL;
        if (code && *code && !is_known(codes, count, code))
            unknown = code;
        if (one)
            break;
    }
    json_free(file);
    fault_list_free(&unheard);
    return unknown;
}

const char *languages_text(const char *lang_dir, struct arena *arena)
{
    const char *const *codes;
    size_t count = languages_find(lang_dir, arena, &codes);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = i > 0 ? arena_printf(arena, "%s, %s", text, codes[i]) : codes[i];
    return text;
}
