#pragma once

#include "content/content.h"
#include "json/json.h"

#define CONTENT_TEXT_MAX 2048   /* bytes; wrapping much longer texts stalls a frame */
#define CONTENT_SUMMARY_MAX 300 /* characters (code points): as much in every language */
#define CONTENT_NAME_MAX 80     /* characters */
#define CONTENT_LIST_MAX 40
#define CONTENT_FORMAT 1
#define CONTENT_IMAGES_MAX 8

/* One line: no control characters, not only spaces; at most `max` characters, and at most
 * CONTENT_TEXT_MAX bytes. */
const char *content_read_text(struct json_object *object, const char *key, enum json_need need,
                              size_t max, struct arena *arena);
/* The same of one value; NULL when it is absent or wrong. */
const char *content_value_text(struct json value, size_t max, struct arena *arena);

/* A table's cell: one line that may be empty. NULL, with a fault, when wrong. */
const char *content_value_cell(struct json value, struct arena *arena);
struct string_list content_read_texts(struct json_object *object, const char *key,
                                      struct arena *arena);

/* [a-z0-9-]+, at most 64 */
const char *content_read_id(struct json_object *object, const char *key, enum json_need need,
                            struct arena *arena);
const char *content_value_id(struct json value, struct arena *arena);
bool content_id_valid(const char *id);

enum content_words { WORDS_BODY_REGIONS, WORDS_CONDITIONS, WORDS_EQUIPMENT, WORDS_FEEL };

/* Ids for which the interface has names; others are let pass, with a warning when they look like
 * a misspelt one. */
struct string_list content_read_words(struct json_object *object, const char *key,
                                      enum content_words words, struct arena *arena);
const char *content_read_word(struct json_object *object, const char *key, enum content_words words,
                              struct arena *arena);

void dose_default(struct dose *dose);

void dose_read_ranges(struct json value, struct dose_range ranges[DOSE_FIELD_COUNT]);

/* An exercise's own dose, laid over dose_default. False when it does not say how much. */
bool dose_read(struct json value, const struct dose_range ranges[DOSE_FIELD_COUNT],
               struct dose *dose);

/* What a routine changes, laid over *dose, the exercise's own. `complete`: the exercise's dose
 * says how much. */
bool dose_read_override(struct json value, const struct dose_range ranges[DOSE_FIELD_COUNT],
                        bool complete, struct dose *dose);

/* An exercise that a file names; looked up when all packs are read and the file is closed. */
struct reference {
    const char *id; /* NULL when none is named */
    struct json_location place;
};

/* NULL, with a fault, when what stands there is no id. */
struct reference content_read_reference(struct json_object *object, const char *key,
                                        struct arena *arena);

/* A picture's file that a file names; looked at by the loader, which knows the pack's folder. */
struct image_reference {
    const char *file, *alt;     /* `file` is NULL when none is named */
    struct json_location place; /* of `file` */
};

/* {"file": ..., "alt": ...} */
struct image_reference content_read_image(struct json value, struct arena *arena);

struct exercise_source {
    struct exercise value;
    struct reference easier, harder;
    struct image_reference *images;
    size_t image_count;
};

struct page_source {
    struct page value;
    struct reference figure;
};

/* False when the file has faults; the item is then left out. */
bool exercise_read(struct json root, struct arena *arena, struct exercise_source *out);
bool page_read(struct json root, struct arena *arena, struct page_source *out);

/* How routines and references find what they name. NULL with a fault at `id` when there is none. */
struct content_loader;
const struct exercise_source *loader_exercise(struct content_loader *loader, struct json id);
const struct page *loader_page(struct content_loader *loader, struct json id);

/* It is not shown, and not for faults of its own. False where there is no page at all: that is a
 * pack without the one it will be laid over. */
bool loader_lacks_page(const struct content_loader *loader, const char *id);

bool routine_read(struct json root, struct arena *arena, struct content_loader *loader,
                  struct routine *out);
