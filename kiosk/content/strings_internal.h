#pragma once

#include <stdint.h>

#include "content/strings.h"

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

/* DIR/CODE.json. False, with faults, when it cannot be read. When `english` is given, warns of
 * what differs from it: missing and surplus keys, and replacements English does not have. */
bool string_table_read(struct string_table *table, const char *dir, const char *code,
                       const struct string_table *english, struct arena *arena,
                       struct fault_list *faults);
