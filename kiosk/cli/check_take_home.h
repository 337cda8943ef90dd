#pragma once

#include "base/fault.h"
#include "cli/assembly.h"
#include "cli/check_paths.h"
#include "content/content.h"

/* Warns of routines that take more codes to be taken home than anybody scans, on a 7" panel, in the
 * languages that the kiosk's own words are in. Routines of packs in .zip files are passed over, and
 * everything when the site has no words. `site`: after assembly_find; `content`: of paths->load,
 * may be NULL. */
void check_take_home(const struct assembly *site, const struct check_paths *paths,
                     const struct content *content, struct fault_list *faults);
