#pragma once

#include "cli/assembly.h"
#include "cli/options.h"

/* One file a command; each returns an exit code of enum cli_exit. */
int command_run(const struct options *options);
int command_list(const struct options *options);
int command_check(const struct options *options);
int command_import(const struct options *options);
int command_pull(const struct options *options);
int command_backup(const struct options *options);
int command_restore(const struct options *options);
int command_shot(const struct options *options);
int command_handout(const struct options *options);
int command_figure(const struct options *options);
int command_bench(const struct options *options);
int command_pin(const struct options *options);
int command_counts(const struct options *options);
int command_status(const struct options *options);
int command_config(const struct options *options);
int command_convert(const struct options *options);

/* What the common options say, as the assembly wants it. */
struct assembly_options command_assembly(const struct options *options);

/* The content of the folders that `assembly` has chosen; what is wrong with it is told on standard
 * error, and `errors` (may be NULL) counts it. As content_load has it. */
struct content *command_content(const struct assembly *assembly, size_t *errors);
