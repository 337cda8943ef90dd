#pragma once

#include <stdint.h>

#include "content/strings.h"
#include "json/json.h"

/* Bytes of a flattened key, its end included. */
#define STRING_KEY_MAX 200

/* The texts of one file: flattened keys, open addressing, at most half full. */
struct string_table {
    char code[16];      /* "" when there is no file */
    bool right_to_left; /* not a text: never taken from English */
    struct string_slot {
        const char *key; /* NULL: free */
        const char *text;
    } * slots;
    size_t mask; /* slot count - 1 */
};

/* NULL when there is none. */
const char *string_table_find(const struct string_table *table, const char *key);

/* DIR/CODE.json. False, with faults, when it cannot be read. It is checked against `english`, which
 * is NULL for the English file itself. */
bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       const struct string_table *english, struct arena *arena,
                       struct fault_list *faults);

/* A text where it stands in its file. */
struct string_entry {
    const char *key, *text;
    struct json value;
};

/* Warns of plural forms that the language lacks or does not have, and, when `english` is not NULL,
 * of what differs from it: missing and unknown keys, other replacements. */
void string_table_check(const struct string_table *table, const struct string_table *english,
                        const struct string_entry *entries, size_t count, struct json root);

/* The name inside "{{ name }}" or "{{name, number}}" at `open`, and where that ends; NULL when it
 * is not closed. */
const char *strings_replacement(const char *open, size_t *length, const char **end);
