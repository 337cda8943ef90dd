#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "content/content.h"

/* The files of a pack. */

/* The folder that holds the files of `pack`: itself, or where its .zip is unpacked as long as the
 * content lives, for pictures are read when they are shown. NULL, with faults, when a .zip is
 * refused. */
const char *pack_folder(struct content *content, const char *pack, struct fault_list *faults);
void pack_folders_close(struct content *content);

/* Warns of folders whose names are nearly right. */
void pack_look_at_top(int dir_fd, const char *pack, struct fault_list *faults);

/* The names of the .json files in the sub-folder, sorted by name; none when there is no such
 * folder. Other files are named in a warning, hidden ones are passed over. `pack` is the pack's
 * own path, for faults. Names live in `arena`. */
size_t pack_list(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                 const char ***names, struct fault_list *faults);

/* The same of all files that are not hidden, whatever their names end in. */
size_t pack_list_all(int dir_fd, const char *pack, const char *folder, struct arena *arena,
                     const char ***names, struct fault_list *faults);
