#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "store/packs.h"

/* Inside the store only: the folder of packs, what the names in it mean, and moving packs about. */

/* What else is in the folder. A name says how far an import has come:
 *   .staging    being copied; worth nothing
 *   .next-ID    whole. Before the exchange it is the new pack, after it the old one; serials tell
 *   .trash      being deleted; worth nothing
 *   .lock       held during an import */
#define STAGING ".staging"
#define TRASH ".trash"
#define LOCK ".lock"
#define NEXT ".next-"
#define PREVIOUS ".previous-"
#define SERIAL_FILE ".import"

enum { NAME_SIZE = PACKS_MAX_ID + sizeof PREVIOUS };

enum { ENTRIES_MAX = 256 };

struct packs {
    struct arena arena;
    const char *dir;
    int fd;
    int lock; /* -1: not held, so that nothing in the folder may be touched */
    const char *staged, *source;
};

/* Small letters, digits and "-", PACKS_MAX_ID at most. */
bool pack_id_valid(const char *id);

void pack_name(char name[NAME_SIZE], const char *prefix, const char *id);

/* The id in ".previous-ID" and the like; NULL when the name is none. */
const char *pack_id_after(const char *name, const char *prefix);

bool pack_is_there(int dir_fd, const char *name);

/* A folder with pack.json. */
bool pack_is_whole(int dir_fd, const char *name);

/* 0 when there is none. */
long long pack_serial(int dir_fd, const char *name);

/* False, with a fault that tells errno. */
bool pack_fail(const struct packs *packs, struct fault_list *faults, const char *what);

/* What a stopped import left. False with errno. */
bool packs_put_right(const struct packs *packs);
