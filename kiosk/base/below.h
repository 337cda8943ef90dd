#pragma once

#include <dirent.h>

/* Reaching the files of a folder that others fill, and nothing outside of it. */

/* A file descriptor of a file or folder below dir_fd, -1 with errno when there is none or the way
 * leads through a symbolic link or out of the folder. `flags` as for open(2). */
int below_open(int dir_fd, const char *relative, int flags);

/* The same without the openat2 call, for kernels, sandboxes and emulators that lack it. Refuses
 * each "..", also one that stays below. */
int below_open_plain(int dir_fd, const char *relative, int flags);

/* What is in the folder `fd`, which is then closedir's to close; NULL, with errno and `fd` closed,
 * when it cannot be read or `fd` is -1. */
DIR *below_list(int fd);

/* Why a file could not be opened, in words for the person who put it there. */
const char *below_problem(int error);
