#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/fault.h"

/* JSON that people wrote, read strictly. Every fault carries line, column and path, and says what
 * would be right. A getter that meets a wrong value adds a fault and yields the default, so a
 * caller reads on and reports all faults at once; json_object_done() tells whether there were any.
 *
 * Refused as syntax: invalid UTF-8, UTF-16, comments, single quotes, trailing commas or data,
 * leading zeros, bad escapes, \u0000, raw control characters, over 64 levels, over 1 MB. Faults,
 * but the file is read on: a key twice (the first counts), numbers no double can hold. */

#define JSON_MAX_BYTES (1024 * 1024)
#define JSON_MAX_DEPTH 64

struct json_file;

/* A value in a file; valid until json_free. Absent when node is NULL: every function takes an
 * absent value and yields nothing or the default. */
struct json {
    struct json_file *file;
    struct json_node *node;
};

enum json_type {
    JSON_ABSENT,
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

/* NULL, with a fault, when the text is not JSON. `name` is how faults call the file; `text` and
 * `name` are copied. `faults` must outlive the file. Release with json_free. */
struct json_file *json_parse(const char *name, const char *text, size_t length,
                             struct fault_list *faults);

/* The same from a regular file. json_read_fd reads to the end and leaves fd open. */
struct json_file *json_read(const char *path, struct fault_list *faults);
struct json_file *json_read_fd(int fd, const char *name, struct fault_list *faults);

/* json_read for a collection that is larger than what one person writes: up to `max` bytes, which
 * must be below 4 GB. */
struct json_file *json_read_large(const char *path, size_t max, struct fault_list *faults);

/* json_read for what must not be lost to a typing error, such as settings: of a file that is no
 * JSON, what a person would understand by it. The fault is added all the same; places in the file
 * are then near the true ones. NULL when nothing can be made of it. */
struct json_file *json_read_mended(const char *path, struct fault_list *faults);
struct json_file *json_read_fd_mended(int fd, const char *name, struct fault_list *faults);
struct json_file *json_parse_mended(const char *name, const char *text, size_t length,
                                    struct fault_list *faults);

/* What it was read from, mended or not, without a byte order mark; valid until json_free. */
const char *json_text(const struct json_file *file, size_t *length);

/* It was no JSON. */
bool json_mended(const struct json_file *file);

/* Values and strings that were not copied to an arena become invalid. NULL is allowed. */
void json_free(struct json_file *file);

struct json json_root(struct json_file *file);

/* Errors found in this file so far, syntax and getters together. */
size_t json_errors(const struct json_file *file);

enum json_type json_type(struct json value);

static inline bool json_present(struct json value)
{
    return value.node != NULL;
}

/* Members of an object or items of an array, in the file's order:
 * for (struct json item = json_first(list); json_present(item); item = json_next(item)) */
struct json json_first(struct json value);
struct json json_next(struct json value);
size_t json_count(struct json value);

/* The key of a member of an object, "" for anything else. Valid until json_free. */
const char *json_key(struct json value);

/* The member with this key, for a look before a file is read as a whole: absent, without a fault,
 * when there is none. */
struct json json_peek(struct json object, const char *key);

/* Its text, in `arena` (NULL: valid until json_free); NULL when it has none. */
const char *json_peek_string(struct json object, const char *key, struct arena *arena);

/* Adds a fault at the value's place. `format` gives "what is wrong; what is allowed". */
void json_error(struct json value, const char *format, ...) __attribute__((format(printf, 2, 3)));
void json_warn(struct json value, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Where a value stands, for a fault that is found when its file is closed. */
struct json_location {
    const char *file;
    int line, column;
    const char *path;
};

/* All zero for an absent value; the strings live in `arena`. */
struct json_location json_locate(struct json value, struct arena *arena);

enum json_need { JSON_OPTIONAL, JSON_REQUIRED };

#define JSON_MAX_KEYS 64

/* Remembers the keys asked for; whatever else the file holds is unknown. */
struct json_object {
    struct json value;
    const char *keys[JSON_MAX_KEYS];
    int key_count;
    size_t errors_before;
};

/* False, with a fault, when `value` is not an object. An absent value makes an empty object. */
bool json_object_begin(struct json_object *object, struct json value);

/* Faults every key nobody asked for, with the nearest known one; keys that begin with "x-", and
 * "$schema" at the top, are let pass. True when nothing was wrong in this object since its begin,
 * whatever was read of its members included. */
bool json_object_done(struct json_object *object);

/* The member, absent when there is none (a fault when it is required). `key` must be a literal. */
struct json json_member(struct json_object *object, const char *key, enum json_need need);

/* UTF-8 without NUL, at most `max` bytes, copied to `arena` (NULL: valid until json_free). "" when
 * absent or wrong; a required text must not be empty. */
const char *json_string(struct json_object *object, const char *key, enum json_need need,
                        size_t max, struct arena *arena);

/* A whole number within min..max; `otherwise` when absent or wrong. */
int json_int(struct json_object *object, const char *key, int min, int max, int otherwise);
double json_number(struct json_object *object, const char *key, double min, double max,
                   double otherwise);

/* What is wrong, but plainly meant, such as "True" or 1, is taken all the same. */
bool json_bool(struct json_object *object, const char *key, bool otherwise);

/* Some key below `value`, misspelt or in another place than it should be, reads as `key`, and its
 * value as true; for a file with faults. No fault is added. */
bool json_meant(struct json value, const char *key);

/* The index of the text in `names`; `otherwise` when absent or wrong (-1: required). */
int json_enum(struct json_object *object, const char *key, const char *const *names, size_t count,
              int otherwise);

/* An array of min..max items; absent (with a fault when min > 0) when it is not one. */
struct json json_array(struct json_object *object, const char *key, size_t min, size_t max);

const char *json_value_string(struct json value, size_t max, struct arena *arena);
bool json_value_int(struct json value, int min, int max, int *out);
bool json_value_number(struct json value, double min, double max, double *out);
bool json_value_bool(struct json value, bool *out);
bool json_value_enum(struct json value, const char *const *names, size_t count, int *out);

/* The name most like `word`, NULL when none is near enough to be meant. */
const char *json_nearest(const char *word, const char *const *names, size_t count);

/* What is odd about a word that looks like `meant`, but is not: " (with a Cyrillic "о", U+043E)";
 * "" when it is only spelt otherwise. `meant` may be NULL: whatever it looks like. Written to
 * `out`, which is returned. */
const char *json_odd(const char *word, const char *meant, char *out, size_t size);

enum { JSON_ODD_SIZE = 80 };

/* `text` in double quotes with everything escaped that JSON wants escaped; bytes that are no UTF-8
 * become U+FFFD, so that the output is JSON whatever the text. */
void json_print_string(FILE *out, const char *text);
