#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/json.h"
#include "packs/zip_names.h"
#include "packs/zip_reader.h"

#define FOLDER "images/"

enum { FILES_MAX = 20000 };

struct wanted {
    const char **files;
    size_t count;
    struct arena *arena;
};

/* Every text that is a picture's path, wherever it stands. */
static void note_texts(struct wanted *wanted, struct json value)
{
    const size_t length = strlen(FOLDER);
    for (struct json v = json_first(value); json_present(v); v = json_next(v)) {
        const char *text =
            json_type(v) == JSON_STRING ? json_value_string(v, JSON_MAX_BYTES, NULL) : NULL;
        if (text && strncmp(text, FOLDER, length) == 0 && wanted->count < FILES_MAX)
            wanted->files[wanted->count++] = arena_strdup(wanted->arena, text + length);
        note_texts(wanted, v);
    }
}

static bool is_json(const char *raw)
{
    size_t length = strlen(raw);
    return length > 5 && strcmp(raw + length - 5, ".json") == 0;
}

/* A file with faults is told of by who reads it for the kiosk. */
static void read_file(struct wanted *wanted, struct zip_reader *reader, char *text)
{
    size_t length = 0;
    long got = 0;
    while (length <= JSON_MAX_BYTES &&
           (got = zip_reader_read(reader, text + length, JSON_MAX_BYTES + 1 - length)) > 0)
        length += (size_t)got;
    if (length > JSON_MAX_BYTES || got < 0)
        return;
    struct fault_list unread = {0};
    struct json_file *file = json_parse("", text, length, &unread);
    note_texts(wanted, json_root(file));
    json_free(file);
    fault_list_free(&unread);
}

size_t zip_names_wanted(const struct zip_directory *directory, int fd, const char *const **files,
                        struct arena *arena)
{
    struct wanted wanted = {.files = ARENA_ARRAY(arena, const char *, FILES_MAX), .arena = arena};
    struct zip_reader *reader = zip_reader_open(fd, directory);
    char *text = memory_take(JSON_MAX_BYTES + 1);
    const struct zip_entry *entry;
    while (reader && (entry = zip_reader_next(reader)))
        if (is_json(entry->raw))
            read_file(&wanted, reader, text);
    free(text);
    zip_reader_close(reader);
    *files = wanted.files;
    return wanted.count;
}
