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

/* DIR/CODE.json. False, with faults, when it cannot be read. It is checked against `english`, which
 * is NULL for the English file itself. */
bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       const struct string_table *english, struct arena *arena,
                       struct fault_list *faults);

/* Warns of plural forms that the language lacks or does not have, and, when `english` is not NULL,
 * of what differs from it: missing and unknown keys, other replacements. `values` says where each
 * text stands in its file. */
void string_table_check(const struct string_table *table, const struct string_table *english,
                        const struct json *values, struct json root);

/* The name inside "{{ name }}" or "{{name, number}}" at `open`, and where that ends; NULL when it
 * is not closed. */
const char *strings_replacement(const char *open, size_t *length, const char **end);
