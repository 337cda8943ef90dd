#pragma once

#include "content/content_internal.h"

/* What pack.json says about the pack as a whole. */
struct pack_head {
    const char *id;
    const char *name;
    struct json hide;           /* list of ids */
    struct json order_routines; /* lists of ids; absent when not given */
    struct json order_pages;
};

/* False when the pack is in a format this kiosk does not read. Other faults are reported and the
 * pack is read all the same: its items stand for themselves. */
bool pack_read_head(struct json root, struct arena *arena, struct pack_head *out);
