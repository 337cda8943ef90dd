#pragma once

#include "base/arena.h"
#include "base/fault.h"

/* Finding the pack that somebody means by a path, which is often not in the folder they name, but
 * in one in it: a USB stick, or what "Extract all" has made of a .zip. */

/* The path of the pack: `path` itself when it is one, or no folder; else one below it, in `arena`.
 * Looks at folders and .zip files up to three folders deep. Other .zip files and folders do not
 * count; of the same pack twice one is taken, and damaged ones are passed over, with a warning.
 * NULL, with faults, when there is none, or when there are several: each is then told with the line
 * to type, which is `call` and its path. */
const char *pack_find(const char *path, const char *call, struct arena *arena,
                      struct fault_list *faults);
