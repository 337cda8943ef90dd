#pragma once

#include "cli/assembly.h"
#include "cli/options.h"

/* What `kiosk import` does, for other commands that bring a pack. Both give an exit code. */

/* The site as its kiosk has it; root goes on as the user whose packs they are. */
int import_find_site(struct assembly *site, const struct options *options);

/* The pack at `path` becomes the site's, or is refused and nothing changes; both are told. */
int import_pack(const struct assembly *site, const char *path);
