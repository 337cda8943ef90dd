#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where the kiosk's own files are: the folder that holds assets/, content/ and config/. In this
 * order: $KIOSK_SHARE; share beside the program (a build folder); ../share/physio-kiosk from the
 * program (installed). False when none of them is there. */
bool paths_share(char *share, size_t size);

/* The path of what lies beside the program. False when it does not fit. */
bool paths_beside(char *out, size_t size, const char *name);

/* `file` seen from `folder`, unless it is absolute. False when it does not fit. */
bool paths_join(char *out, size_t size, const char *folder, const char *file);
