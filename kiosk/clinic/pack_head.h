#pragma once

#include "base/arena.h"

/* What pack.json says; "" what it does not. */
struct pack_head {
    const char *id, *name, *version;
};

/* Of the pack in this folder; what is wrong with it is for others to tell. Lives in the arena. */
struct pack_head pack_head_read(const char *pack, struct arena *arena);
