#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "cli/assembly.h"

/* Whose files packs are: the user's to whom their folder belongs, also when root calls. */

/* Goes on as that user when root calls. False, with the line to type told on standard error, when
 * the system does not let it. */
bool import_become_owner(const char *packs_dir);

/* "kiosks that user anna runs": who shows what is in the site's folder. In the arena. */
const char *import_serves(const struct assembly *site, struct arena *arena);
