#include "cli/languages.h"

#include <stdbool.h>
#include <string.h>

#include "cli/json_names.h"
#include "json/json.h"

size_t languages_find(const char *lang_dir, struct arena *arena, const char *const **codes)
{
    return json_names(lang_dir, arena, codes);
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
    return arena_list(arena, codes, count);
}
