#pragma once

/* Whether this process changes anything on the disk outside of some folders: each call of the C
 * library that could is looked at, whoever makes it, libraries too. What it starts by a shell is
 * not its own. */

/* From now on, and no longer with a count of 0. Borrowed; paths as realpath has them. */
void outside_watch(const char *const *folders, int count);

/* The first path that was changed; "": none. */
const char *outside_touched(void);
