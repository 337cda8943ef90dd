#pragma once

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdint.h>

#include "json/json.h"

#define NO_KEY UINT32_MAX

/* One value. The scanner makes these with their places; cJSON's items join them in lockstep. */
struct json_node {
    struct json_node *parent, *child, *last_child, *next;
    const cJSON *item;
    uint32_t at;         /* byte offset of the value */
    uint32_t key_at;     /* of the key's first character inside the quotes; NO_KEY in arrays */
    uint32_t key_length; /* as written, escapes not resolved */
    uint32_t index;      /* among its parent's children */
    enum json_type type;
    bool asked;     /* by a getter; others are unknown keys */
    bool duplicate; /* of an earlier key; about to be dropped */
};

struct json_file {
    struct arena arena;
    struct fault_list *faults;
    const char *name;
    const char *text; /* without the byte order mark; NUL after `length` */
    size_t length;
    cJSON *tree;
    struct json_node *root;
    size_t errors;
    size_t reported; /* faults added to the list; the first few dozen say enough */
};

/* Builds file->root from file->text. False after adding the one fault that stopped it. */
bool json_scan(struct json_file *file);

/* Adds a fault at byte `at` with the path of `node` (NULL: "$"), followed by `.key` if given. */
void json_fault_at(struct json_file *file, enum fault_severity severity, size_t at,
                   const struct json_node *node, const char *key, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void json_fault_at_v(struct json_file *file, enum fault_severity severity, size_t at,
                     const struct json_node *node, const char *key, const char *format,
                     va_list args);

/* So many faults have been added that further ones are only counted; nothing need be found out for
 * their words. */
bool json_full(const struct json_file *file);

/* 1-based line and column (in code points) of byte `at`. */
void json_place(const struct json_file *file, size_t at, int *line, int *column);
