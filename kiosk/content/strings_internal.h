#pragma once

#include "base/table.h"
#include "content/strings.h"
#include "json/json.h"

/* Bytes of a flattened key, its end included. */
#define STRING_KEY_MAX 200

/* The texts of one file, with flattened keys. */
struct string_table {
    char code[16];      /* "" when there is no file */
    bool right_to_left; /* not a text: never taken from English */
    struct string_text {
        struct table_node by_key;
        const char *key, *text;
    } * texts; /* in the file's order */
    size_t count;
    struct table by_key; /* without slots when there is no file */
};

/* NULL when there is none. */
const char *string_table_find(const struct string_table *table, const char *key);

/* The file that a table was read from: where its texts stand. */
struct string_source {
    struct json_file *file;
    struct json *values; /* of the table's texts */
    struct arena arena;
};

/* DIR/CODE.json. False, with faults, when it cannot be read. The source is to be closed either way;
 * the table does not need it. */
bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       struct arena *arena, struct string_source *source,
                       struct fault_list *faults);
void string_source_close(struct string_source *source);

/* Warns of plural forms that the language lacks or does not have, and of what differs from
 * `english`: missing and unknown keys, other replacements. It is NULL for the English file itself,
 * and when there is none. */
void string_table_check(const struct string_table *table, const struct string_table *english,
                        const struct string_source *source);

/* The name inside "{{ name }}" or "{{name, number}}" at `open`, and where that ends; NULL when it
 * is not closed. */
const char *strings_replacement(const char *open, size_t *length, const char **end);
