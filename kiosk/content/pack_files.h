#pragma once

#include "base/arena.h"
#include "base/fault.h"

/* The files of a pack. */

/* The names of the .json files in the sub-folder, sorted by name; none when there is no such
 * folder. Other files are named in a warning, hidden ones are passed over. `pack` is the pack's
 * own path, for faults. Names live in `arena`. */
size_t pack_list(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                 const char ***names, struct fault_list *faults);

/* The same of all files that are not hidden, whatever their names end in. */
size_t pack_list_all(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                     const char ***names, struct fault_list *faults);
