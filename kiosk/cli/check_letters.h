#pragma once

#include "base/fault.h"
#include "cli/assembly.h"
#include "cli/check_paths.h"

/* Warns of characters that none of the site's fonts has, since they would be boxes, in the texts of
 * what is checked: the first one of each text. Packs in .zip files are passed over, and everything
 * when the site has no fonts. `site`: after assembly_find. */
void check_letters(const struct assembly *site, const struct check_paths *paths,
                   struct fault_list *faults);
