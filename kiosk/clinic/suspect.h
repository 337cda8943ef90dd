#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "clinic/restart.h"

/* Content that ends the kiosk. Which packs are on the screen is noted in the file `shown` of the
 * state folder; a kiosk that starts after its own death (clinic/restart.h) counts it against them
 * in `deaths`. After SUSPECT_DEATHS in a row the imported one is set aside, as going back from it
 * does (packs_go_back): the version before is shown, or none, and it can be brought back. */

enum {
    SUSPECT_DEATHS = 3,
    SUSPECT_CALM_S = 3600, /* a kiosk that has run for so long does not die in a row */
    SUSPECT_ID_SIZE = 65   /* PACKS_MAX_ID and a NUL */
};

/* Whose exercise, and whose routine, is on the screen; "" for none. */
struct suspects {
    char exercise[SUSPECT_ID_SIZE], routine[SUSPECT_ID_SIZE];
};

/* Writes `shown` when it is other than `*noted`, which it then is. Not flushed to the disk: a death
 * of the process is what counts, not of the machine. */
void suspect_note(struct suspects *noted, const char *exercise_pack, const char *routine_pack,
                  int64_t now);

/* To be called once, between restart_mark_start and loading: true when a pack was set aside. `now`
 * is the wall's, in seconds since 1970. */
bool suspect_judge(const char *packs_dir, enum restart_why why, int64_t now);

/* The pack that was set aside last, and of which staff have not heard. False: none. */
bool suspect_aside(char id[static SUSPECT_ID_SIZE]);

/* Staff have heard of it. */
void suspect_heard(void);
