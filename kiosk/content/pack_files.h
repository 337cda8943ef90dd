#pragma once

#include "base/arena.h"
#include "base/fault.h"

/* Reaching the files of a pack, and nothing outside of it. */

/* A file descriptor of a file or folder below dir_fd, -1 with errno when there is none or the way
 * leads through a symbolic link or out of the folder. `flags` as for open(2). */
int pack_open_below(int dir_fd, const char *relative, int flags);

/* The same without the openat2 call, for kernels and sandboxes that lack it. */
int pack_open_below_plain(int dir_fd, const char *relative, int flags);

/* Why a file could not be opened, in words for the person who put it there. */
const char *pack_open_problem(int error);

/* The names of the .json files in the sub-folder, sorted by name; none when there is no such
 * folder. Other files are named in a warning, hidden ones are passed over. `pack` is the pack's
 * own path, for faults. Names live in `arena`. */
size_t pack_list(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                 const char ***names, struct fault_list *faults);
