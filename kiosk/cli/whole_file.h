#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The file then holds these bytes, or what it held before: also when the disk is full. What is no
 * file (a pipe, /dev/stdout) is written to as it is. False (logged) when it cannot be written. */
bool whole_file_write(const char *file, const void *bytes, size_t length);
