#pragma once

#include "json/json.h"

/* JSON that a program changes and writes again. What nobody names stays as it was, keys of others
 * included, in its order. A path names members by key and items by place, parted by "/":
 * "steps/2/dose/hold_s"; "" is the root. Setting makes the objects on the way; an item must be
 * there, or be the next one, which is added. Paths that lead through something else (an item of a
 * text, a member of an array) are the caller's mistake, and change nothing. */
struct json_edit;

/* {} */
struct json_edit *json_edit_new(void);

/* A copy of what was read, mended files included; {} when the root is no object. */
struct json_edit *json_edit_of(const struct json_file *file);
void json_edit_free(struct json_edit *edit);

/* Values are copied; invalid UTF-8 becomes U+FFFD when it is written. */
void json_edit_set_string(struct json_edit *edit, const char *path, const char *value);
void json_edit_set_number(struct json_edit *edit, const char *path, double value);
void json_edit_set_bool(struct json_edit *edit, const char *path, bool value);
void json_edit_set_strings(struct json_edit *edit, const char *path, const char *const *items,
                           size_t count);
void json_edit_set_empty(struct json_edit *edit, const char *path, enum json_type type);

/* The same value as in a file; an absent one removes. */
void json_edit_set_copy(struct json_edit *edit, const char *path, struct json value);

/* Nothing when it is not there. */
void json_edit_remove(struct json_edit *edit, const char *path);

/* Indented by two, short arrays in one line, with a line break at the end; to be freed. */
char *json_edit_print(const struct json_edit *edit, size_t *length);
