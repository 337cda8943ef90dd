#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The state folder: what a kiosk keeps between its runs. It has one kiosk at a time: two would
 * count each visit's taps into one file, and take the screen from each other. */

#define STATE_LOCK_FILE "kiosk.lock"

enum { STATE_WAIT_MS = 2000 }; /* for a kiosk that is just ending */

/* The folder of store_default_file; "" when there is none or it does not fit. */
void state_folder(char *dir, size_t size);

/* Keeps other kiosks from the folder (made if need be) for as long as the process lives, however
 * it ends. False when another one has it, also after `wait_ms`; `*holder` is then its process
 * number, 0 when that is not known. Where the folder cannot be written, is another user's (and the
 * caller root), or lies on a file system without locks, it warns in the log and keeps nobody
 * away. */
bool state_take(const char *dir, int wait_ms, long *holder);

/* A kiosk has it just now. */
bool state_is_taken(const char *dir);
