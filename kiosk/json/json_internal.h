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

/* Where json_scan gave up. */
struct json_stop {
    size_t at;     /* the fault */
    size_t from;   /* the key or item that was being read; `at` when the last one was whole */
    size_t member; /* the key or item that was read last */
    char missing;  /* what would have helped, before `at`; 0: nothing is known */
    bool over;     /* all was read, and more follows */
};

struct json_file {
    struct arena arena;
    struct fault_list *faults;
    const char *name;
    const char *text; /* without the byte order mark; NUL after `length` */
    size_t length;
    cJSON *tree;
    struct json_node *root;
    struct json_stop stop;
    bool mended; /* is what could be understood of a text that is no JSON */
    size_t errors;
    size_t reported; /* faults added to the list; the first few dozen say enough */
};

/* Builds file->root from file->text. False after adding the one fault that stopped it. */
bool json_scan(struct json_file *file);

/* False after adding the fault of a file that is no UTF-8 text. */
bool json_check_encoding(struct json_file *file);

/* When its text is in UTF-16: as UTF-8. */
bool json_decode_utf16(struct json_file *file);

/* After json_scan has failed: builds file->root from what a person would understand of its text,
 * without further faults. False when nothing could be made of it. */
bool json_mend(struct json_file *file);

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

/* A character that looks like one that JSON knows, as other keyboards and word processors write it.
 */
struct json_alike {
    char right;       /* the one that is meant; ' ' for a blank, 0 for what nobody sees */
    const char *kind; /* "full-width", "Arabic"; NULL for what nobody sees */
    uint32_t code;
    size_t length; /* bytes */
};

/* The one that `text` begins with; false when it is none. */
bool json_alike(const char *text, struct json_alike *out);

/* "a full-width comma; write ,": `text` is where `sign` stands. */
void json_alike_say(const char *text, const struct json_alike *sign, char *out, size_t size);

/* Room for the words that are compared. */
#define JSON_WORD 41

/* `word` as people see it, cut where it does not fit: without invisible characters and blanks at
 * its ends, letters of other scripts as the Latin ones they look like. */
void json_looks_like(const char *word, char *out, size_t size);
