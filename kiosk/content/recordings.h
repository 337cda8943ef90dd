#pragma once

#include "content/loader.h"

/* Recordings that a pack brings of what is said: audio/CODE/KEY.ogg. */

/* Reads the folder audio/ of a pack whose items are read. Faults name the files that are no
 * recordings or cannot be used; those are left out. */
void recordings_read(struct content_loader *loader, int dir_fd, const char *folder,
                     const char *pack);
