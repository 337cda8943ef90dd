#include "content/loose_file.h"

#include <string.h>

static const struct {
    const char *folder, *schema;
    const char *keys[3]; /* that only this kind has */
} kinds[CONTENT_KIND_COUNT] = {
    [CONTENT_EXERCISE] = {"exercises", "exercise.schema.json", {"position", "dose", "ranges"}},
    [CONTENT_ROUTINE] = {"routines", "routine.schema.json", {"demo", "red_flags", "color"}},
    [CONTENT_PAGE] = {"pages", "page.schema.json", {"sections", "title", "listed"}},
};

static bool in_folder(const char *path, const char *folder)
{
    const char *slash = strrchr(path, '/');
    size_t length = strlen(folder);
    if (!slash || (size_t)(slash - path) < length)
        return false;
    const char *start = slash - length;
    return strncmp(start, folder, length) == 0 && (start == path || start[-1] == '/');
}

static bool names_schema(struct json root, const char *schema)
{
    const char *text = json_peek_string(root, "$schema", NULL);
    if (!text)
        return false;
    const char *slash = strrchr(text, '/');
    return strcmp(slash ? slash + 1 : text, schema) == 0;
}

static bool has_keys(struct json root, int kind)
{
    for (size_t i = 0; i < sizeof kinds[kind].keys / sizeof *kinds[kind].keys; i++)
        if (json_present(json_peek(root, kinds[kind].keys[i])))
            return true;
    struct json step = json_first(json_peek(root, "steps"));
    return kind == CONTENT_ROUTINE && json_present(json_peek(step, "exercise"));
}

bool loose_file_kind(const char *path, struct json root, enum content_kind *out)
{
    for (int way = 0; way < 3; way++) {
        for (int kind = 0; kind < CONTENT_KIND_COUNT; kind++) {
            *out = (enum content_kind)kind;
            if ((way == 0 && in_folder(path, kinds[kind].folder)) ||
                (way == 1 && names_schema(root, kinds[kind].schema)) ||
                (way == 2 && has_keys(root, kind)))
                return true;
        }
    }
    json_error(root, "cannot be told for an exercise, a routine or a page; put the file into a "
                     "folder exercises, routines or pages");
    return false;
}
