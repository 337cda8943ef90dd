#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Inside the store only: whole files and folders. */

/* Deletes a file, or a folder with all that is in it. True when it is gone, or was never there. */
bool pack_tree_remove(int dir_fd, const char *name);

/* Brings the folder and the folders in it to the disk; files are for who writes them. */
bool pack_tree_sync(int dir_fd, const char *name);

/* All of it, however often the system takes only a part. False with errno. */
bool pack_tree_write(int fd, const char *data, size_t size);
