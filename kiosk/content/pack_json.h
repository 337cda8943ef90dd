#pragma once

#include "content/content_internal.h"

/* What pack.json says about the pack as a whole. */
struct pack_head {
    const char *id;
    const char *name;
    struct json languages;      /* list of codes; absent when not given */
    struct json hide;           /* list of ids */
    struct json order_routines; /* lists of ids; absent when not given */
    struct json order_pages;
    struct json demo; /* {"routine-id": true or false}; absent when not given */
    struct image_reference logo;
    struct review review;
};

/* False when the pack is in a format this kiosk does not read, which is all that is then said of
 * it. Other faults are reported and the pack is read all the same: its items stand for themselves.
 */
bool pack_read_head(struct json root, struct arena *arena, struct pack_head *out);

/* The member "reviewed" {by, date, next}. */
struct review pack_read_reviewed(struct json_object *object, struct arena *arena);

/* "es", "pt-BR": letters, digits and hyphens, as part of a file's name. */
bool pack_language_valid(const char *code);

/* The code at `value`; NULL when it is none (which has been faulted). */
const char *pack_language(struct json value, struct arena *arena);
