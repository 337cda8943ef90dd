#pragma once

#include <stddef.h>

#include "base/arena.h"

/* The files NAME.json of a folder, without what begins with a dot: their names without the ending,
 * in the order of the alphabet; how many there are. None where no folder can be read. Everything
 * lives in `arena`. */
size_t json_names(const char *folder, struct arena *arena, const char *const **names);

/* How long NAME is in "NAME.json", 0 when the name is another. */
size_t json_name_length(const char *file);
