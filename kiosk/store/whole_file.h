#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The file then holds these bytes, or what it held before: also when the disk is full. What is no
 * file (a pipe, /dev/stdout) is written to as it is. False (logged) when it cannot be written. */
bool whole_file_write(const char *file, const void *bytes, size_t length);

/* The same of a plain file or of what is not there yet, which then has these rights: written beside
 * it, brought to the disk, and put in its place. False with errno, nothing logged. */
bool whole_file_replace(const char *file, mode_t rights, const void *bytes, size_t length);
