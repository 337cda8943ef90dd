#include "base/file_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/utf8.h"

bool file_name_is_junk(const char *name, size_t length)
{
    static const char *const names[] = {"Thumbs.db", "ehthumbs.db",  "desktop.ini",
                                        "__MACOSX",  "$RECYCLE.BIN", "System Volume Information",
                                        "lost+found"};
    if (length == 0 || name[0] == '.' || name[length - 1] == '~' ||
        (length > 1 && strncmp(name, "~$", 2) == 0))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncasecmp(name, names[i], length) == 0)
            return true;
    return false;
}

bool file_name_is_nearly(const char *name, const char *wanted)
{
    size_t length = strlen(wanted);
    if (strcmp(name, wanted) == 0 || length == 0)
        return false;
    if (strncasecmp(name, wanted, length) != 0)
        return wanted[length - 1] == 's' && strlen(name) == length - 1 &&
               strncasecmp(name, wanted, length - 1) == 0;
    const char *rest = name + length;
    return *rest == '\0' || strcasecmp(rest, ".txt") == 0 || strcasecmp(rest, ".json") == 0;
}

static const char *mapped(struct arena *arena, const char *name, unsigned options)
{
    utf8proc_uint8_t *form = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)name, 0, &form,
                     (utf8proc_option_t)(options | UTF8PROC_NULLTERM | UTF8PROC_STABLE));
    const char *copy = length < 0 ? name : arena_strdup(arena, (const char *)form);
    free(form);
    return copy;
}

const char *file_name_normal(struct arena *arena, const char *name)
{
    return utf8_is_ascii(name) ? name : mapped(arena, name, UTF8PROC_COMPOSE);
}

const char *file_name_folded(struct arena *arena, const char *name)
{
    return mapped(arena, name, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}
