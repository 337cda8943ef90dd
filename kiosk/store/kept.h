#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Small files beside the counts, in the state folder (see store_default_file); nobody but the
 * kiosk's user may read them. */

/* From now on they are in this folder instead; "": nothing is read or kept, as for a picture of a
 * screen; NULL: in the state folder again. For the whole process; borrowed. */
void kept_in(const char *folder);

/* The path of one, which need not exist. False when there is no state folder, or it does not fit.
 */
bool kept_path(char *path, size_t size, const char *name);

/* The file then holds this text, or what it held before: also after a power cut, and when two do it
 * at once. Nothing is written when it holds the text already. False when it could not be; errno
 * then says why. */
bool kept_write(const char *name, const char *text, size_t length);

enum { KEPT_NONE = -1, KEPT_UNREADABLE = -2 };

/* What the file holds, with a NUL after it; its length. KEPT_NONE when there is no such file (or no
 * folder), KEPT_UNREADABLE when it is something else, not to be read, or has `size` bytes or more;
 * `text` is then "". */
long kept_read(const char *name, char *text, size_t size);

/* It is not there afterwards, also after a power cut. False when it could not be. */
bool kept_remove(const char *name);
