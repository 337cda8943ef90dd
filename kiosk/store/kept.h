#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Small files beside the counts, in the state folder (see store_default_file). */

/* The path of one, which need not exist. False when there is no state folder, or it does not fit.
 */
bool kept_path(char *path, size_t size, const char *name);

/* The file then holds this text, or what it held before: also after a power cut, and when two do it
 * at once. Nothing is written when it holds the text already. False when it could not be. */
bool kept_write(const char *name, const char *text, size_t length);
