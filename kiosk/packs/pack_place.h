#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "packs/packs.h"

/* Inside the store only: the folder of packs, what the names in it mean, and moving packs about. */

/* What else is in the folder. A name says how far a change has come:
 *   .staging      being copied; worth nothing
 *   .next-ID      whole. Before the exchange it is the new pack, after it the old one; serials tell
 *   .instead-ID   whole, and shown instead of ID, which is being replaced without an exchange
 *   .trash        being deleted; worth nothing
 *   .lock         held during a change
 * Under ID and .previous-ID, what has no pack.json is no pack, and in nobody's way. */
#define STAGING ".staging"
#define TRASH ".trash"
#define LOCK ".lock"
#define NEXT ".next-"
#define INSTEAD ".instead-"
#define PREVIOUS ".previous-"
#define SERIAL_FILE ".import"

enum { NAME_SIZE = PACKS_MAX_ID + sizeof PREVIOUS, IDS_MAX = 256 };

struct packs {
    struct arena arena;
    const char *dir;
    int fd;
    int lock; /* -1: not held, so that nothing in the folder may be touched */
    const char *staged, *source;
    packs_shrink *shrink; /* may be NULL */
    const char *keys_dir; /* may be NULL */
    int disk_failed;      /* errno */
};

/* Small letters, digits and "-", PACKS_MAX_ID at most. */
bool pack_id_valid(const char *id);

void pack_name(char name[NAME_SIZE], const char *prefix, const char *id);

bool pack_is_there(int dir_fd, const char *name);

/* A folder with pack.json, which comes last and goes first. */
bool pack_is_whole(int dir_fd, const char *name);

/* 0 when there is none. */
long long pack_serial(int dir_fd, const char *name);

/* All ids that a name in the folder tells of, IDS_MAX at most, in no order. */
size_t pack_ids(int dir_fd, struct arena *arena, const char **ids);

/* Which folders hold the two versions of a pack, wherever a stopped change has left them; "": there
 * is none. */
struct pack_versions {
    char shown[NAME_SIZE], previous[NAME_SIZE];
};

struct pack_versions pack_versions(int dir_fd, const char *id);

/* False, with a fault that tells errno. */
bool pack_fail(struct packs *packs, struct fault_list *faults, const char *what);

/* .next-ID, which is whole, takes the place of ID in one step. Where both have the same serial it
 * is an edit of ID, which then goes; else that becomes the version before. False with errno. */
bool packs_take_next(const struct packs *packs, const char *id);

/* A pack more may be shown. False, with a fault. */
bool packs_has_room(struct packs *packs, const char *id, struct fault_list *faults);

/* In one step, to a name that is free. */
bool pack_move(const struct packs *packs, const char *from, const char *to);

/* What stopped changes have left. False with errno. */
bool packs_put_right(const struct packs *packs);
