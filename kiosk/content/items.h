#pragma once

#include "base/table.h"
#include "content/content_internal.h"
#include "content/translate.h"

/* What the loader has read of one kind, found by id without looking at all of it. */

/* One file that could be read. */
struct item {
    struct item *next; /* of the same kind; later packs come first */
    struct table_node by_id;
    struct json_file *file; /* NULL when it could not be parsed, or nothing more is needed of it */
    struct json_location place; /* of the file's value, when it could be parsed */
    const char *id;
    const char *name;      /* of a routine, also of one that is faulty; NULL: it cannot be read */
    const char *file_name; /* within its folder */
    int pack;
    bool hidden; /* by a later pack */
    bool usable; /* without faults */
    bool whole;  /* of a routine: it was read to its end without faults, be it hidden or not */
    bool alone;  /* a file by itself, checked even when a pack's stands in its place */
    union {
        struct exercise_source exercise;
        struct page_source page;
        struct routine routine;
    } as;
};

struct items {
    struct item *first;
    size_t count;
    struct table by_id; /* without slots until the first one is added */
};

/* Puts it before all others. Its id must not change from now on; `arena` must outlive the items. */
void items_add(struct items *items, struct item *item, struct arena *arena);

/* Those with this id, NULL when there are no more: usable ones of later packs come first. */
struct item *items_first(const struct items *items, const char *id);
struct item *items_next(const struct item *item);
