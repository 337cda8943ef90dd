#pragma once

#include "cli/assembly.h"
#include "cli/options.h"
#include "content/content.h"

/* Draws start, middle and end of every exercise of `content` on one sheet with their names, in the
 * order of `kiosk list exercises`, and writes options->out_file. `assembly` comes from
 * assembly_find; it is built with `wanted` and closed again. An exit code of enum cli_exit. */
int figure_sheet(const struct content *content, struct assembly *assembly,
                 const struct assembly_options *wanted, const struct options *options,
                 unsigned person);
