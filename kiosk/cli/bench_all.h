#pragma once

#include "cli/assembly.h"
#include "cli/options.h"
#include "content/content.h"

/* Plays every exercise's step in memory, under a clock of its own: as if for --seconds at 60 frames
 * a second, each in the first routine that has it. Prints one table, CPU times of the main thread:
 *   step    what is decided and laid out, ms a frame
 *   figure  figures drawn, compared and packed, ms a frame: the first round of a movement
 *   paint   unpacked and painted, ms a frame
 *   pixels  painted a frame
 * Returns an exit code of enum cli_exit. `content` is what `wanted` asks for; each step has an
 * assembly of its own. */
int bench_all(const struct content *content, const struct assembly_options *wanted,
              const struct options *options);
