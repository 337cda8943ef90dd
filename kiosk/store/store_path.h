#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Files and folders of what the kiosk keeps, written so that a power cut leaves old or new. */

/* Creates every folder above `file`, with these rights, and brings them to the disk. False when one
 * could not be made. */
bool store_make_folders(const char *file, mode_t mode);

/* Brings the entry of `path` in the folder above it to the disk. */
void store_sync_entry(const char *path);

/* All of it, however often the system takes only a part. False with errno. */
bool store_write(int fd, const char *data, size_t size);

/* Takes the lock of an open file, asking again and again instead of waiting in the kernel, where
 * there is no end. False with errno: EWOULDBLOCK when somebody else has it, also after `wait_ms`.
 */
bool store_lock(int fd, int wait_ms);

/* Renames a corrupt file and its log to FILE.corrupt-1 .. -9, the first free one (the ninth is
 * replaced), so that nothing is lost and a fresh file can take its place. False when it could
 * not. */
bool store_set_aside(const char *file);
