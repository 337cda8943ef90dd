#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What `kiosk pull` remembers between its calls, in the state folder: of the last pack in
 * `pull-state`, and one that is not installed (yet) as `pull.zip` with its signature. Nothing of it
 * is the kiosk's, which knows nothing of a network. */

/* As far as it tells one version of a file from another; "": not known. */
struct pull_version {
    char etag[256];
    char modified[64];
};

enum pull_held { PULL_NOTHING, PULL_PART, PULL_WHOLE };

enum pull_outcome { PULL_NEVER, PULL_INSTALLED, PULL_UNCHANGED, PULL_REFUSED, PULL_FAILED };

struct pull_state {
    char url[512];
    struct pull_version installed; /* of what was installed last */
    struct pull_version held;      /* of pull.zip */
    enum pull_held how;
    enum pull_outcome outcome; /* of the last call */
    int64_t at;                /* when that was, seconds since 1970; 0: never */
    int64_t good_at;           /* when one ended well last */
};

/* Empty when there is none. */
void pull_state_read(struct pull_state *state);

/* False when it could not be kept. */
bool pull_state_keep(const struct pull_state *state);

/* "installed", for status and log. */
const char *pull_outcome_name(enum pull_outcome outcome);

/* Where the pack, and its signature, are kept: whole paths. False when there is no state folder. */
enum { PULL_PATH = 4096 };
bool pull_paths(char pack[static PULL_PATH], char signature[static PULL_PATH]);

/* They are not there afterwards. */
void pull_forget_files(void);

/* One call at a time, until the process ends. False when another one runs, or there is no state
 * folder that can be written. */
bool pull_lock(void);
