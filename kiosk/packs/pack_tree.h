#pragma once

#include <stdbool.h>

/* Inside packs only: whole files and folders. */

/* Deletes a file, or a folder with all that is in it. True when it is gone, or was never there. */
bool pack_tree_remove(int dir_fd, const char *name);

/* Brings the folder and the folders in it to the disk; files are for who writes them. */
bool pack_tree_sync(int dir_fd, const char *name);

/* Copies folder `from` to `to`, which is not there yet: folders, regular files and their bytes,
 * which are on the disk when it returns. False with errno; a part may then be there. */
bool pack_tree_copy(int dir_fd, const char *from, const char *to);

/* The same with the very same files wherever the file system lets a file have two names: for a
 * folder whose files are then replaced, not written to. */
bool pack_tree_link(int dir_fd, const char *from, const char *to);

/* Two folders hold the same files with the same bytes. `but`: a name in them that does not count.
 */
bool pack_tree_equal(int dir_fd, const char *a, const char *b, const char *but);
