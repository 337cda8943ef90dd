#pragma once

#include "cli/assembly.h"
#include "cli/options.h"
#include "clinic/backup.h"

/* What a site's backup is made of, and restored to; without the counts. `site` is found
 * (assembly_find), and borrowed. */
struct backup_place backup_site(const struct assembly *site);

/* The site of this call, as the kiosk runs. An exit code; told when it is not CLI_FINE. */
int backup_site_find(struct assembly *site, const struct options *options);

/* Before a command reads or changes what a restore does: one that was stopped is brought to its end
 * first, and `site`, which was found with `wanted`, is found anew. An exit code; told when it is
 * not CLI_FINE. */
int backup_site_settle(struct assembly *site, const struct assembly_options *wanted,
                       const char *command);
