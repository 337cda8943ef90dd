#pragma once

#include "cli/assembly.h"
#include "cli/options.h"

/* One file a command; each returns an exit code of enum cli_exit. */
int command_run(const struct options *options);
int command_list(const struct options *options);
int command_check(const struct options *options);
int command_import(const struct options *options);
int command_shot(const struct options *options);
int command_handout(const struct options *options);
int command_figure(const struct options *options);
int command_bench(const struct options *options);
int command_pin(const struct options *options);
int command_convert(const struct options *options);

/* What the common options say, as the assembly wants it. */
struct assembly_options command_assembly(const struct options *options);
