#pragma once

#include <stdbool.h>

/* `kiosk import --list`: what is imported into a folder, a line or a JSON object a pack. The exit
 * code. */
int import_list(const char *packs_dir, bool json);
